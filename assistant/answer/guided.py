"""What notes of guidance add to a call's own answer. The call outranks them.

A note answers what the call's text leaves open, and no more: where the call has an answer of its
own, a note's fact takes its place only where it fits the question clearly better, for then the call
has something near to it, and not an answer.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from assistant.answer.draft import PartAnswer
from assistant.answer.editors import filled_by
from assistant.answer.match import Match
from assistant.answer.question import Part
from assistant.answer.rank import rank_facts
from assistant.answer.reader import Reader, Searches
from assistant.answer.select import answer_part, from_notes
from assistant.answer.vote import same_numbers
from assistant.types import Language

# How much better than the call's own fact a note's has to fit.
OVER_FACT = 0.04
# The same over a known attempt to steer or misuse.
OVER_REFUSAL = 0.02
# A gap has more ways to be asked for: it may fit so much better where those of the note meet it,
# and the note's fact covers the question, and stands out among the notes'. Chosen on the 111
# questions of eval/questions that meet a gap and come near to a fact of corpus/guidance.
UNDER_GAP = 0.085
UNCOVERED = 0.65
AHEAD = 0.035
# From here on a question is one that the note's fact was written for, and not a sum of its own.
SAME = 0.95


def answer_guided(
    part: Part, call: str, as_of: date, language: Language, reader: Reader, searches: Searches
) -> PartAnswer:
    """Answer one part from one call, and from the notes for it where it leaves that open."""
    own = answer_part(part, call, as_of, language, reader, searches)
    if not reader.scopes.notes(call, as_of) or (own.status == "refused" and not own.fact):
        return own
    matches = rank_facts(part, call, as_of, language, reader, searches, notes=True)
    if matches and _may_answer(matches, own, call, reader):
        noted = from_notes(part, call, as_of, language, matches, reader, searches)
        if noted is not None:
            return replace(noted, exact=_is_exact(part, matches[0]))
    if own.status == "not_found" and not own.gap:
        return from_notes(part, call, as_of, language, [], reader, searches) or own
    return own


def _is_exact(part: Part, match: Match) -> bool:
    """Tell whether a way to ask has the very numbers of a question, and none of them is money.

    Amounts are for the rules, which show how they are worked out.
    """
    if any(quantity.kind == "amount" for quantity in part.quantities):
        return False
    return match.cosine >= SAME and same_numbers(part.quantities, match.phrase)


def _may_answer(matches: Sequence[Match], own: PartAnswer, call: str, reader: Reader) -> bool:
    match = matches[0]
    if own.gap:
        return match.score > own.score or _fills(matches, own, call, reader)
    if own.status == "answered":
        # A passage that answers is the call's own word; a fact may only be near.
        return bool(own.fact) and not own.by_editor and match.score > own.score + OVER_FACT
    if own.status == "refused":
        return match.score > own.score + OVER_REFUSAL
    return match.score > own.score


def _fills(matches: Sequence[Match], own: PartAnswer, call: str, reader: Reader) -> bool:
    """Tell whether a note's fact says what the call is known to leave open."""
    match = matches[0]
    second = matches[1].score if len(matches) > 1 else 0.0
    near = match.score > own.score - UNDER_GAP and match.score > second + AHEAD
    if not near or match.uncovered > UNCOVERED:
        return False
    return own.fact in filled_by(match.fact.key, call, reader)
