"""Cases of the desk, notes, and what was answered before."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from assistant.store.models.base import Base, UtcTime


class CaseRow(Base):
    """A mail with its draft. `drafted` holds the answers with a copy of the passages they quote.

    `search` is what the list is searched by, in small letters; `revision` counts changes, so that
    two people don't write over each other.
    """

    __tablename__ = "desk_case"

    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    number: Mapped[str] = mapped_column(String(64), index=True)
    state: Mapped[str] = mapped_column(String(16), index=True)
    subject: Mapped[str] = mapped_column(Text)
    sender: Mapped[str] = mapped_column(Text)
    mail: Mapped[dict[str, Any]] = mapped_column(JSON)
    drafted: Mapped[dict[str, Any]] = mapped_column(JSON)
    subject_out: Mapped[str] = mapped_column(Text)
    body: Mapped[str] = mapped_column(Text)
    language: Mapped[str] = mapped_column(String(8))
    questions: Mapped[int]
    open_points: Mapped[int]
    as_of: Mapped[str] = mapped_column(String(10))
    search: Mapped[str] = mapped_column(Text)
    author_id: Mapped[str] = mapped_column(String(32))
    author: Mapped[str] = mapped_column(Text)
    created_at: Mapped[datetime] = mapped_column(UtcTime, index=True)
    updated_at: Mapped[datetime] = mapped_column(UtcTime, index=True)
    sent_at: Mapped[datetime | None] = mapped_column(UtcTime)
    revision: Mapped[int]


class NoteRow(Base):
    """What somebody wrote about a case."""

    __tablename__ = "desk_note"

    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    case_id: Mapped[str] = mapped_column(ForeignKey("desk_case.id", ondelete="CASCADE"), index=True)
    at: Mapped[datetime] = mapped_column(UtcTime)
    author: Mapped[str] = mapped_column(Text)
    text: Mapped[str] = mapped_column(Text)


class ReplyRow(Base):
    """A question of a sent case and what was answered (both masked): the index of replies."""

    __tablename__ = "desk_reply"

    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    case_id: Mapped[str] = mapped_column(ForeignKey("desk_case.id", ondelete="CASCADE"), index=True)
    question: Mapped[str] = mapped_column(Text)
    answer: Mapped[str] = mapped_column(Text)
    language: Mapped[str] = mapped_column(String(8))
    sent_at: Mapped[datetime] = mapped_column(UtcTime)


class CounterRow(Base):
    """The last case number given in a year."""

    __tablename__ = "desk_counter"

    year: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    last: Mapped[int]
