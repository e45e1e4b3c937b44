"""What several calls say to one question, brought together."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import zip_longest

from assistant.answer.draft import PartAnswer
from assistant.answer.question import Part

MAX_NEAR = 3


def together(answers: Iterable[PartAnswer]) -> list[PartAnswer]:
    """Return the answers, those of one note for several calls as one for them all."""
    kept: list[PartAnswer] = []
    for answer in answers:
        at = next((n for n, other in enumerate(kept) if _same(answer, other)), None)
        if at is None or answer.call_id is None:
            kept.append(answer)
        else:
            kept[at] = replace(kept[at], also_for=(*kept[at].also_for, answer.call_id))
    return kept


def which_of(part: Part, answers: Sequence[PartAnswer]) -> PartAnswer:
    """Return that somebody has to say first which of the calls is meant."""
    ids = [call for a in answers for call in (a.call_id, *a.also_for) if call is not None]
    return PartAnswer(part, "not_found", 0.0, which=tuple(ids))


def elsewhere(part: Part, calls: Sequence[str]) -> PartAnswer:
    """Return that a question is about other calls than the one it was put to."""
    return PartAnswer(part, "not_found", 0.0, which=tuple(calls), elsewhere=True)


def none_of(answers: Sequence[PartAnswer]) -> PartAnswer:
    """Return the answer to report where no call has one: a refusal before a gap before the rest.

    The nearest places are those of each call in turn.
    """
    order = ("refused", "not_found", "off_topic")
    worst = min(answers, key=lambda answer: order.index(answer.status))
    rows = zip_longest(*(a.near for a in answers if a.status == worst.status))
    near = dict.fromkeys(place for row in rows for place in row if place is not None)
    return replace(worst, near=tuple(near)[:MAX_NEAR] if len(answers) > 1 else worst.near)


def _same(answer: PartAnswer, other: PartAnswer) -> bool:
    both = answer.by_note and other.by_note
    return both and (answer.claims, answer.verdict) == (other.claims, other.verdict)
