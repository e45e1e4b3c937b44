"""The drawings of a call's modules: `corpus/<call>/learn/pictures/<name>.yaml`, checked by key.

A drawing has bars (`rows`), the points of a time line (`steps`), or things under headings
(`groups`). It rests on what a paragraph may rest on (see files.py): each number in its texts has to
stand there. A bar is drawn from the values that stand in it: as parts of the value `whole`, or
of 100 per cent where that is left out; `limit` is a value where a line crosses it.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any, Literal

from pydantic import Field

from assistant.index.unindexed import Stamp, stamp
from assistant.learn.files import FileModel, Grounded, Texts, fault, read_file
from assistant.learn.grounds import Desk
from assistant.learn.model import Curriculum, Grounds, said
from assistant.rules.model import Bilingual
from assistant.rules.quantities import find_quantities
from assistant.types import Language
from assistant.types.learn import (
    Picture,
    PictureGroup,
    PicturePart,
    PictureRow,
    PictureStep,
)

FOLDER = "pictures"
_EMPTY = Bilingual("", "")


class _Part(FileModel):
    label: Texts
    value: Texts


class _Row(FileModel):
    label: Texts
    parts: tuple[_Part, ...] = Field(min_length=1, max_length=6)
    whole: Texts | None = None
    limit: Texts | None = None


class _Step(FileModel):
    when: Texts
    label: Texts
    note: Texts | None = None


class _Group(FileModel):
    heading: Texts
    items: tuple[Texts, ...] = ()
    mark: str = ""
    sign: Literal["yes", "join", "none"] = "none"


class _File(Grounded):
    """The keys of a drawing's file."""

    title: Texts
    alt: Texts
    budget: dict[str, Any] | None = None
    rows: tuple[_Row, ...] = ()
    steps: tuple[_Step, ...] = ()
    groups: tuple[_Group, ...] = ()


class Pictures:
    """Reads the drawings of a call and keeps them until their file changes."""

    def __init__(self) -> None:
        self._kept: dict[Path, tuple[Stamp, Curriculum, _File, Grounds]] = {}

    def get(
        self, folder: Path, name: str, curriculum: Curriculum, language: Language
    ) -> Picture | None:
        """Return a drawing; `folder` is the call's. None where there is no file of that name.

        Raises CorpusError `bad_learn_file` that names file and key.
        """
        file = folder / "learn" / FOLDER / f"{name}.yaml"
        state = stamp(file)
        if not name or Path(name).name != name or state is None:
            return None
        kept = self._kept.get(file)
        if kept is None or kept[0] != state or kept[1] is not curriculum:
            content, grounds = load_picture(file, curriculum)
            kept = self._kept[file] = (state, curriculum, content, grounds)
        return _drawn(name, kept[2], language)


def load_picture(file: Path, curriculum: Curriculum) -> tuple[_File, Grounds]:
    """Read and check a drawing; raises CorpusError that names file and key."""
    content = read_file(file, _File)
    desk = Desk(curriculum.call, curriculum.documents, curriculum.facts, curriculum.book, file)
    grounds = desk.grounds(content, "picture", content.budget)
    if not (grounds.anchors or grounds.legal()):
        raise fault(file, "facts", "the drawing rests on nothing")
    if sum(bool(each) for each in (content.rows, content.steps, content.groups)) != 1:
        raise fault(file, "rows", "a drawing has either rows, or steps, or groups")
    desk.check_numbers([text.bilingual() for text in _texts(content)], grounds, "picture")
    for row in content.rows:
        if not 0 < sum(_lengths(row, file)) <= 100:
            raise fault(file, "rows", f"the parts of {row.label.da!r} are longer than the whole")
    return content, grounds


def _texts(content: _File) -> Iterator[Texts]:
    yield content.title
    yield content.alt
    for row in content.rows:
        yield row.label
        yield from (text for text in (row.whole, row.limit) if text)
        for part in row.parts:
            yield part.label
            yield part.value
    for step in content.steps:
        yield from (text for text in (step.when, step.label, step.note) if text)
    for group in content.groups:
        yield group.heading
        yield from group.items


def _lengths(row: _Row, file: Path) -> list[Decimal]:
    """Return the lengths of the parts in per cent; raises CorpusError for what is no value."""
    return [_per_cent(part.value, row.whole, file) for part in row.parts]


def _per_cent(value: Texts, whole: Texts | None, file: Path) -> Decimal:
    number = _value(value, file)
    return number / _value(whole, file) * 100 if whole else number * 100


def _value(text: Texts, file: Path) -> Decimal:
    """Return the amount of a text, or its share as a fraction."""
    found = find_quantities(text.da, "da")
    value = found[0].value if len(found) == 1 else None
    if not isinstance(value, Decimal) or value <= 0:
        raise fault(file, "rows", f"{text.da!r} is no single amount or share")
    return value


def _drawn(name: str, content: _File, language: Language) -> Picture:
    def tell(text: Texts | None) -> str:
        return said(text.bilingual() if text else _EMPTY, language)

    rows = []
    for row in content.rows:
        parts, start = [], Decimal(0)
        for part, length in zip(row.parts, _lengths(row, Path(name)), strict=True):
            parts.append(
                PicturePart(
                    label=tell(part.label),
                    value=tell(part.value),
                    start=_rounded(start),
                    length=_rounded(length),
                )
            )
            start += length
        limit = _per_cent(row.limit, row.whole, Path(name)) if row.limit else None
        placed = None if limit is None else _rounded(limit)
        rows.append(PictureRow(label=tell(row.label), parts=parts, limit=placed))
    steps = [
        PictureStep(when=tell(step.when), label=tell(step.label), note=tell(step.note))
        for step in content.steps
    ]
    groups = [
        PictureGroup(
            heading=tell(group.heading),
            items=[tell(item) for item in group.items],
            mark=group.mark,
            sign=group.sign,
        )
        for group in content.groups
    ]
    return Picture(
        name=name,
        title=tell(content.title),
        alt=tell(content.alt),
        rows=rows,
        steps=steps,
        groups=groups,
    )


def _rounded(value: Decimal) -> float:
    return float(round(value, 3))
