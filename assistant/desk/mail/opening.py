"""How a clause that asks opens."""

from __future__ import annotations

import re

from assistant.desk.mail.words import Asking

_LABEL = re.compile(r"[^-–:?.]{2,40}(?: [-–]|:) (?=\w)")
_CLAUSE = re.compile(r"^|(?:[,;:]| [–—-]) ")


def opens(text: str, words: Asking) -> bool:
    """Tell whether a clause opens as a question does."""
    lead = words.lead.match(text)
    rest = text[lead.end() :] if lead else text
    if words.wh.match(rest):
        return True
    return words.inverted.match(small(rest)) is not None


def heads_one(text: str, words: Asking) -> bool:
    """Tell "Frist – hvornår" in a list of questions."""
    rest = _after_label(text)
    return bool(words.wh.match(rest) or words.opens_with_verb.match(rest))


def labelled(text: str, words: Asking) -> bool:
    """Tell "Sjælland: hvor meget skal ligge dér" anywhere."""
    rest = _after_label(text)
    return bool(words.wh_inverted.match(rest) or words.opens_with_verb.match(rest))


def _after_label(text: str) -> str:
    label = _LABEL.match(text)
    return text[label.end() :] if label else ""


def direct(text: str, words: Asking) -> bool:
    """Tell the order of words that only a question has: "…, hvordan kommer vi i gang"."""
    if words.subordinate.match(text) and words.direct.search(text):
        return True
    return any(words.direct.match(text, at.end()) for at in _CLAUSE.finditer(text))


def small(text: str) -> str:
    """Return the text with a small first letter, so that its verb is no name."""
    return text[:1].lower() + text[1:]
