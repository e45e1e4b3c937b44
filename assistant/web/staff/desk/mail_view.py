"""A mail as the page shows it: running text with its parts, questions and personal data marked."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from assistant.types.desk import Mail

# Shown folded: what was written before, and what stands below every mail of the sender.
_FOLDED = ("quoted", "notice")
_PLAIN = "background"


@dataclass(frozen=True, slots=True)
class Piece:
    """Text without a change of role; `mark` is the kind of personal data, or empty."""

    text: str
    mark: str = ""


@dataclass(frozen=True, slots=True)
class Run:
    """Text of one part of the mail; `question` is the number of the question it asks, or 0.

    `opens` tells whether the question begins here: it may run over several parts.
    """

    kind: str
    question: int
    opens: bool
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Stretch:
    """Consecutive runs that are shown together; `folded` says why they are out of the way."""

    folded: str
    runs: tuple[Run, ...]
    asks: bool


def stretches(mail: Mail) -> list[Stretch]:
    """Return the mail's text from its beginning to its end, but for blanks around the stretches."""
    found: list[Stretch] = []
    for folded, start, end in _folds(mail):
        text = mail.text[start:end]
        start += len(text) - len(text.lstrip("\n"))
        end -= len(text) - len(text.rstrip())
        if start < end:
            runs = tuple(_runs(mail, start, end))
            found.append(Stretch(folded, runs, any(run.question for run in runs)))
    return found


def _folds(mail: Mail) -> Iterator[tuple[str, int, int]]:
    """Yield the stretches between which the mail changes from shown to folded or back."""
    kind, begun = "", 0
    for part in mail.parts:
        folded = part.kind if part.kind in _FOLDED else ""
        if folded != kind:
            yield kind, begun, part.start
            kind, begun = folded, part.start
    yield kind, begun, len(mail.text)


def _runs(mail: Mail, start: int, end: int) -> Iterator[Run]:
    spans = [(part.start, part.end) for part in mail.parts]
    spans += [(question.start, question.end) for question in mail.questions]
    seams = {at for span in spans for at in span if start < at < end}
    for begin, stop in pairwise(sorted({start, end} | seams)):
        number = _question_at(mail, begin)
        yield Run(
            kind=_kind_at(mail, begin),
            question=number,
            opens=bool(number) and mail.questions[number - 1].start == begin,
            pieces=tuple(_pieces(mail, begin, stop)),
        )


def _pieces(mail: Mail, start: int, end: int) -> Iterator[Piece]:
    at = start
    for mark in mail.masked:
        begin, stop = max(mark.start, at), min(mark.end, end)
        if begin >= stop:
            continue
        if begin > at:
            yield Piece(mail.text[at:begin])
        yield Piece(mail.text[begin:stop], mark.kind)
        at = stop
    if at < end:
        yield Piece(mail.text[at:end])


def _question_at(mail: Mail, at: int) -> int:
    for number, question in enumerate(mail.questions, start=1):
        if question.start <= at < question.end:
            return number
    return 0


def _kind_at(mail: Mail, at: int) -> str:
    return next((part.kind for part in mail.parts if part.start <= at < part.end), _PLAIN)
