"""Whether a fact is about what a question asks, and not only about the same words."""

from __future__ import annotations

from assistant.answer.content import content_stems
from assistant.answer.match import Match
from assistant.answer.phrasebook import traits_of
from assistant.answer.question import Part
from assistant.answer.reader import Reader, stated_by
from assistant.answer.verdict import contradicts
from assistant.answer.wording import wording
from assistant.answer.words import stem
from assistant.rules.quantities import accounted_for
from assistant.types import Language

# "How many clusters have a woman in the chair?": what is counted is not in the fact.
_UNCOUNTED = 0.6
_UNCOUNTED_WORDS = 2
_COUNTS = frozenset({"number", "amount", "share"})
_PREFIX = 4


def is_about(part: Part, best: Match, language: Language, reader: Reader) -> bool:
    """Tell whether a fact is about what is asked.

    Area 1.2 is not area 1.1, the deadline for a report not that for applications; and who asks how
    many "of the 14" knows that they are 14.
    """
    if best.fact.latest is not None and _other_deadline(part, best, language):
        return False
    if part.yes_no:
        return True
    stated = stated_by(best.fact, reader)
    if contradicts([q for q in part.quantities if q.kind == "identifier"], stated):
        return False
    if part.kind != "how_much":
        return True
    counts = {quantity.kind for quantity in stated} & _COUNTS
    if counts == {"number"} and traits_of(part.search, language).negated:
        # "How many did not apply?" is not how many could.
        return False
    if best.uncovered >= _UNCOUNTED and len(best.lacks) >= _UNCOUNTED_WORDS:
        return False
    asked = [q for q in part.quantities if q.kind in _COUNTS]
    known = [q for q in stated if q.kind in _COUNTS]
    return not asked or any(not accounted_for(q, asked) for q in known)


def _other_deadline(part: Part, best: Match, language: Language) -> bool:
    """Tell whether a deadline is asked about that is for something the fact does not know."""
    match = wording(language).deadline_of.search(part.search)
    if match is None:
        return False
    asked = content_stems(match["of"], language)
    applying = {stem(word, language)[:_PREFIX] for word in wording(language).words["apply"]}
    lacks = {one for one in asked & best.lacks if one[:_PREFIX] not in applying}
    return bool(lacks) and not any(one[:_PREFIX] in applying for one in asked)
