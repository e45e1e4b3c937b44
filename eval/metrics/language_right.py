"""language_right: the share of answers in the expected language, by their own word and by sound.

`language` equals the question's `lang`, and lingua doesn't hear the other language in the text
with at least 90 % confidence. Names in brackets are left out: an answer may give the Danish name
after the English one.
"""

from __future__ import annotations

import re
from functools import cache

from lingua import Language, LanguageDetector, LanguageDetectorBuilder

from eval.metrics.base import Case, Judgement

LINGUA = {"da": Language.DANISH, "en": Language.ENGLISH}
CERTAIN = 0.9
BRACKETS = re.compile(r"\([^()]*\)")


@cache
def _detector() -> LanguageDetector:
    return LanguageDetectorBuilder.from_languages(*LINGUA.values()).build()


def judge(case: Case) -> Judgement:
    """Judge any answer."""
    expected, got = case.question.lang, case.answer.language
    if got != expected:
        return Judgement(False, f"language {got}, expected {expected}")
    other = LINGUA["en" if expected == "da" else "da"]
    confidence = _detector().compute_language_confidence(BRACKETS.sub("", case.said), other)
    ok = confidence < CERTAIN
    return Judgement(ok, "" if ok else f"the text sounds {other.name.lower()} ({confidence:.2f})")
