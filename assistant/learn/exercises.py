"""Mails to answer, with what a reply is graded by."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from assistant.learn.files import (
    ExercisesFile,
    MailEntry,
    MistakeEntry,
    PointEntry,
    fault,
    read_file,
)
from assistant.learn.grounds import Desk
from assistant.learn.model import Mail, Mistake, Point
from assistant.rules.model import Bilingual

EXERCISES_FILE = "exercises.yaml"


def load_exercises(file: Path, desk: Desk) -> list[Mail]:
    """Read the mails; none where there is no file. Raises CorpusError that names file and key."""
    if not file.is_file():
        return []
    desk = replace(desk, file=file)
    mails = [_mail(entry, desk) for entry in read_file(file, ExercisesFile).exercises]
    ids = [mail.id for mail in mails]
    if twice := next((name for name in ids if ids.count(name) > 1), None):
        raise fault(file, "exercises", f"the id {twice!r} is used twice", "Rename one.")
    return mails


def _mail(entry: MailEntry, desk: Desk) -> Mail:
    points = tuple(_point(point, desk, entry.id) for point in entry.points)
    if not any(point.needed for point in points):
        raise fault(desk.file, entry.id, "no point is needed")
    mistakes = tuple(_mistake(mistake, desk, entry.id) for mistake in entry.mistakes)
    return Mail(
        entry.id,
        entry.subject.bilingual(),
        Bilingual(entry.da, entry.en),
        points,
        mistakes,
    )


def _point(entry: PointEntry, desk: Desk, mail: str) -> Point:
    key = f"{mail}.points.{entry.id}"
    grounds = desk.grounds(entry, key)
    if not (grounds.anchors or grounds.legal()):
        raise fault(desk.file, key, "the point rests on nothing")
    values = tuple(value.bilingual() for value in entry.values)
    if not values and not (entry.words.da and entry.words.en):
        raise fault(desk.file, key, "there are neither values nor words in both languages")
    if entry.says is not None:
        says = entry.says.bilingual()
    elif grounds.facts:
        statements: Sequence[str] = [grounds.facts[0].statements[each] for each in ("da", "en")]
        says = Bilingual(*statements)
    else:
        raise fault(desk.file, f"{key}.says", "without a fact it has to be told what is to be said")
    desk.check_numbers([says, *values], grounds, key)
    return Point(
        entry.id,
        says,
        values,
        {"da": entry.words.da, "en": entry.words.en},
        entry.needed,
        grounds,
    )


def _mistake(entry: MistakeEntry, desk: Desk, mail: str) -> Mistake:
    key = f"{mail}.mistakes.{entry.id}"
    grounds = desk.grounds(entry, key)
    says = entry.says.bilingual()
    desk.check_numbers([says], grounds, key)
    if not (entry.phrases.da and entry.phrases.en):
        raise fault(desk.file, key, "there are no phrases in one of the languages")
    return Mistake(
        entry.id,
        says,
        {"da": entry.phrases.da, "en": entry.phrases.en},
        grounds,
    )
