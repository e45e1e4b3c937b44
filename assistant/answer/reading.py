"""Read a verdict out of a sentence: limits, negations and permissions; unsure means none."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal

from assistant.answer.content import content_stems
from assistant.answer.evidence import Found
from assistant.answer.question import Part
from assistant.rules.quantities import Quantity, accounted_for, find_quantities
from assistant.types import Document, Language, Verdict

# The sources' side of it, in Danish and English.
_AT_MOST = re.compile(
    r"\b(?:højst|maksimalt|maks\.?|op til|ikke over|ikke overstige|senest|at most|up to|no more"
    r" than|maximum|not exceed|by)\b",
    re.IGNORECASE,
)
_AT_LEAST = re.compile(
    r"\b(?:mindst|minimum|tidligst|ikke under|at least|no less than|no earlier than)\b",
    re.IGNORECASE,
)
_NOT = re.compile(
    r"\b(?:ikke|ingen|intet|hverken|aldrig|udelukket|undtaget|not|no|none|never|neither|excluded)\b",
    re.IGNORECASE,
)
_EXCEPT = re.compile(
    r"\b(?:medmindre|dog|undtagen|bortset fra|hvis|såfremt|forudsat|når|som udgangspunkt|normalt"
    r"|i særlige tilfælde|unless|except|however|if|provided|normally|as a rule|in special cases)\b",
    re.IGNORECASE,
)
_ONLY = re.compile(r"\b(?:kun|alene|udelukkende|only|solely|exclusively)\b", re.IGNORECASE)
_MAY = re.compile(
    r"\b(?:kan|kunne|må|måtte|skal|skulle|er|var|bliver|har|can|could|may|must|is|are|was|were)\b",
    re.IGNORECASE,
)
_YES_COVER = 0.9
_NO_COVER = 0.6
_YES_WORDS = 2


def read_verdict(
    part: Part, found: Found, documents: Mapping[str, Document], language: Language
) -> Verdict | None:
    """Return the verdict that one sentence gives on a yes/no question, or None."""
    passage = found.sentence.passage
    document = documents[passage.document_id]
    text = document.text[found.sentence.start : found.sentence.end]
    by_number = _by_numbers(part, text, document)
    if by_number is not None:
        return by_number if not _EXCEPT.search(text) or by_number == "no" else "depends"
    if part.quantities:
        return None
    asks_not = bool(_NOT.search(part.search))
    # A list's items are governed by the sentence that introduces it, a passage by its heading.
    governing = " ".join((passage.section[-1] if passage.section else "", text))
    if passage.form == "list":
        first = passage.sentences[0]
        governing = f"{document.text[first[0] : first[1]]} {governing}"
    denies = bool(_NOT.search(governing))
    if _EXCEPT.search(text):
        return "depends" if found.cover >= _NO_COVER else None
    if denies and not asks_not and found.cover >= _NO_COVER:
        return "no"
    if denies or asks_not or _ONLY.search(governing):
        return None
    if part.context or len(content_stems(part.search, language)) < _YES_WORDS:
        # What is said of the asker may matter; too few words can't tell what is asked.
        return None
    return "yes" if found.cover >= _YES_COVER and _MAY.search(text) else None


def _by_numbers(part: Part, text: str, document: Document) -> Verdict | None:
    stated = find_quantities(text, document.language)
    verdicts = [v for q in part.quantities if (v := _compare(q, stated, text)) is not None]
    if "no" in verdicts:
        return "no"
    return "yes" if verdicts and len(verdicts) == len(part.quantities) else None


def _compare(asked: Quantity, stated: list[Quantity], text: str) -> Verdict | None:
    known = [q for q in stated if q.kind == asked.kind and q.unit == asked.unit]
    if not known:
        return None
    if accounted_for(asked, known):
        return "yes"
    values = [q.value for q in known if isinstance(q.value, Decimal)]
    if isinstance(asked.value, Decimal) and len(values) == 1:
        if _AT_MOST.search(text):
            return "yes" if asked.value <= values[0] else "no"
        if _AT_LEAST.search(text):
            return "yes" if asked.value >= values[0] else "no"
    return "no"
