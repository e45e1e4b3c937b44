"""The list of cases: searched, filtered, in pages."""

from __future__ import annotations

import unicodedata
from typing import Any

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.orm import Session, defer

from assistant.store.masking import mask
from assistant.store.models import CaseRow
from assistant.types.desk import CaseState, CaseSummary

PAGE_SIZE = 25
_STATES: tuple[CaseState, ...] = ("new", "draft", "sent", "closed")
_MAX_WORDS = 20
# What the list does not show, and is large.
_UNSEEN = (CaseRow.mail, CaseRow.drafted, CaseRow.body, CaseRow.search)


def searchable(texts: list[str]) -> str:
    """Return what a case is searched by: its texts in small letters, personal data masked."""
    return fold(mask("\n".join(texts)))


def fold(text: str) -> str:
    """Return `text` in the form in which texts are compared."""
    return unicodedata.normalize("NFC", text).casefold()


def listed(
    session: Session, state: CaseState | None, text: str, author: str | None, page: int
) -> tuple[list[CaseSummary], int]:
    """Return the cases of one page, counted from 1, latest change first; and how many there are."""
    query = select(CaseRow).where(*_conditions(state, text, author))
    total = session.scalar(_count(query)) or 0
    ordered = query.order_by(CaseRow.updated_at.desc(), CaseRow.id)
    some = ordered.offset((max(page, 1) - 1) * PAGE_SIZE).limit(PAGE_SIZE)
    rows = session.scalars(some.options(*(defer(column) for column in _UNSEEN)))
    return [CaseSummary.model_validate(row, from_attributes=True) for row in rows], total


def counts(session: Session) -> dict[CaseState, int]:
    """Return how many cases are in each state."""
    query = select(CaseRow.state, func.count().label("number")).group_by(CaseRow.state)
    found = {row.state: row.number for row in session.execute(query)}
    return {state: found.get(state, 0) for state in _STATES}


def authors(session: Session) -> list[tuple[str, str]]:
    """Return id and name of those who opened cases, by name; of several names the last one."""
    query = select(CaseRow.author_id, CaseRow.author).order_by(CaseRow.created_at)
    names = {row.author_id: row.author for row in session.execute(query)}
    return sorted(names.items(), key=lambda pair: (fold(pair[1]), pair[0]))


def _conditions(
    state: CaseState | None, text: str, author: str | None
) -> list[ColumnElement[bool]]:
    conditions = [_has(word) for word in text.split()[:_MAX_WORDS]]
    if state is not None:
        conditions.append(CaseRow.state == state)
    if author is not None:
        conditions.append(CaseRow.author_id == author)
    return conditions


def _has(word: str) -> ColumnElement[bool]:
    # Addresses are masked in what is searched: who has one finds the mails that came from there.
    if mask(word) == "[e-mail]":
        return func.lower(CaseRow.mail["sender_address"].as_string()) == word.lower()
    return CaseRow.search.contains(fold(word), autoescape=True)


def _count(query: Select[Any]) -> Select[Any]:
    return select(func.count()).select_from(query.with_only_columns(CaseRow.id).subquery())
