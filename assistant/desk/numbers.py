"""Numbers of cases: the desk's own by year, or the authority's in their place."""

from __future__ import annotations

import unicodedata
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from assistant.errors import InputError
from assistant.rules.quantities.moments import DANISH_TIME
from assistant.store.models import CaseRow, CounterRow

MAX_NUMBER = 64


def next_number(session: Session, now: datetime) -> str:
    """Return a number that no case has, such as `2026-0001`; the year is the Danish one.

    A number is never given twice, also when its case has been deleted.
    """
    year = now.astimezone(DANISH_TIME).year
    counter = _counter(session, year)
    while True:
        counter.last += 1
        number = f"{year}-{counter.last:04d}"
        if not _taken(session, number):
            return number


def checked_number(session: Session, case_id: str, number: str) -> str:
    """Return `number` as it is kept for the case.

    Raises InputError `bad_number` where it is empty, long or of several lines, `number_taken`
    where another case has it.
    """
    tidy = " ".join(unicodedata.normalize("NFC", number).split())
    if not tidy or len(tidy) > MAX_NUMBER or not tidy.isprintable():
        raise InputError(
            "bad_number",
            f"A case number has 1 to {MAX_NUMBER} characters in one line.",
            "Write it as the authority's records have it.",
        )
    if _taken(session, tidy, but=case_id):
        raise InputError(
            "number_taken",
            f"Another case has the number {tidy}.",
            "Look it up in the list of cases, or take another number.",
        )
    return tidy


def _counter(session: Session, year: int) -> CounterRow:
    counter = session.get(CounterRow, year, with_for_update=True)
    if counter is not None:
        return counter
    try:
        with session.begin_nested():
            session.add(CounterRow(year=year, last=0))
    except IntegrityError:
        pass  # another process began the year in the same moment
    return session.get_one(CounterRow, year, with_for_update=True)


def _taken(session: Session, number: str, but: str = "") -> bool:
    query = select(CaseRow.id).where(CaseRow.number == number, CaseRow.id != but)
    return session.scalar(query.limit(1)) is not None
