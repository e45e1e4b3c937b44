"""The parts of a mail in order: each letter that is no blank stands in one."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.desk.mail.layers import Layer
from assistant.desk.mail.questions import Found
from assistant.desk.mail.roles import Piece, find_roles
from assistant.types.desk import MailPart, PartKind

_Paint = tuple[PartKind, int]


def find_parts(
    text: str,
    layers: Sequence[Layer],
    chosen: Sequence[Layer],
    pieces: Sequence[Piece],
    questions: Sequence[Found],
) -> list[MailPart]:
    """Return the parts of `text`: what is said in the newest message and the one that asks.

    `pieces` and `questions` are those of `chosen`; every question is a part of its own.
    """
    kinds: list[_Paint | None] = [None] * len(text)

    def paint(kind: PartKind, start: int, end: int, number: int = 0) -> None:
        kinds[start:end] = [(kind, number)] * (end - start)

    for layer in layers:
        shown = layer is layers[0] or any(layer is each for each in chosen)
        for line in layer.lines:
            paint("background" if shown else "quoted", *line)
        for line in layer.frame:
            paint("quoted", *line)
    if chosen[0] is not layers[0]:
        for piece in find_roles(text, layers[0].lines).pieces:
            paint(*piece)
    for piece in pieces:
        paint(*piece)
    for number, question in enumerate(questions):
        paint("question", question.start, question.end, number)
    return _with_bullets(text, _runs(text, kinds))


def _runs(text: str, kinds: list[_Paint | None]) -> list[MailPart]:
    spans: list[tuple[PartKind, int, int]] = []
    last: _Paint | None = None
    start = end = 0
    for at, letter in enumerate(text):
        if letter.isspace():
            continue
        here = kinds[at] or ("background", 0)
        if here != last:
            if last is not None:
                spans.append((last[0], start, end))
            start, last = at, here
        end = at + 1
    if last is not None:
        spans.append((last[0], start, end))
    return [MailPart(kind=kind, start=start, end=end) for kind, start, end in spans]


def _with_bullets(text: str, parts: list[MailPart]) -> list[MailPart]:
    """Give the mark of an item to the question that it stands before."""
    kept: list[MailPart] = []
    for part in parts:
        last = kept[-1] if kept else None
        if last is not None and last.kind == "background" and part.kind == "question":
            short = last.end - last.start <= 4
            if short and not any(map(str.isalpha, text[last.start : last.end])):
                part = part.model_copy(update={"start": last.start})
                kept.pop()
        kept.append(part)
    return kept
