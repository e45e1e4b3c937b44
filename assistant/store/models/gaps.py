"""Questions without a full answer, and the facts that editors wrote."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, Date, LargeBinary, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from assistant.store.models.base import Base, UtcTime


class AskedRow(Base):
    """A question that was not answered in full, masked. `case_id` where it came over the desk.

    `answer` is the object of `ask`, with a copy of the passages it quotes.
    """

    __tablename__ = "asked_question"

    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    created_at: Mapped[datetime] = mapped_column(UtcTime, index=True)
    origin: Mapped[str] = mapped_column(String(16))
    question: Mapped[str] = mapped_column(Text)
    answer: Mapped[dict[str, Any]] = mapped_column(JSON)
    language: Mapped[str] = mapped_column(String(8))
    status: Mapped[str] = mapped_column(String(16))
    missing: Mapped[list[str]] = mapped_column(JSON)
    call: Mapped[str | None] = mapped_column(Text)
    case_id: Mapped[str | None] = mapped_column(String(32), index=True)


class VectorRow(Base):
    """The vector of a question: `key` is a digest of the model's fingerprint and the text.

    `vector` is float32, little-endian.
    """

    __tablename__ = "question_vector"

    key: Mapped[str] = mapped_column(String(64), primary_key=True)
    vector: Mapped[bytes] = mapped_column(LargeBinary)
    used_at: Mapped[datetime] = mapped_column(UtcTime, index=True)


class AskedAgainRow(Base):
    """What asking a question again gave; `question_id` is that of asked_question or feedback."""

    __tablename__ = "asked_again"

    question_id: Mapped[str] = mapped_column(String(32), primary_key=True)
    status: Mapped[str] = mapped_column(String(16))
    at: Mapped[datetime] = mapped_column(UtcTime)
    answer: Mapped[dict[str, Any]] = mapped_column(JSON)


class DismissedRow(Base):
    """A question that somebody of the staff set aside: nothing to answer."""

    __tablename__ = "gap_dismissed"

    question_id: Mapped[str] = mapped_column(String(32), primary_key=True)
    at: Mapped[datetime] = mapped_column(UtcTime)
    by: Mapped[str] = mapped_column(Text)


class EditorFactRow(Base):
    """A fact that an editor wrote. Its quotes are looked up in the documents each time."""

    __tablename__ = "editor_fact"

    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    call: Mapped[str] = mapped_column(Text)
    da: Mapped[str] = mapped_column(Text)
    en: Mapped[str] = mapped_column(Text)
    quotes: Mapped[list[dict[str, Any]]] = mapped_column(JSON)
    ways: Mapped[list[dict[str, Any]]] = mapped_column(JSON)
    valid_from: Mapped[date | None] = mapped_column(Date)
    valid_to: Mapped[date | None] = mapped_column(Date)
    group: Mapped[str | None] = mapped_column("group_id", String(32), index=True)
    author_id: Mapped[str] = mapped_column(String(32))
    author: Mapped[str] = mapped_column(Text)
    created_at: Mapped[datetime] = mapped_column(UtcTime, index=True)
    taken_back_at: Mapped[datetime | None] = mapped_column(UtcTime)
    taken_back_by: Mapped[str | None] = mapped_column(Text)
