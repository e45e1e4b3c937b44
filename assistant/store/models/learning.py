"""How far each person is on the learning path."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from assistant.store.models.base import Base, UtcTime


class ReadRow(Base):
    """A module that somebody has read to its end."""

    __tablename__ = "learn_read"

    person_id: Mapped[str] = mapped_column(
        ForeignKey("staff_person.id", ondelete="CASCADE"), primary_key=True
    )
    module: Mapped[str] = mapped_column(String(128), primary_key=True)
    at: Mapped[datetime] = mapped_column(UtcTime)


class CardRow(Base):
    """What somebody knows of a topic: the state of `fsrs`, and when it is due again."""

    __tablename__ = "learn_card"

    person_id: Mapped[str] = mapped_column(
        ForeignKey("staff_person.id", ondelete="CASCADE"), primary_key=True
    )
    topic: Mapped[str] = mapped_column(String(200), primary_key=True)
    module: Mapped[str] = mapped_column(String(128), index=True)
    card: Mapped[dict[str, Any]] = mapped_column(JSON)
    due: Mapped[datetime] = mapped_column(UtcTime, index=True)
    right: Mapped[bool]
    times: Mapped[int]


class ExerciseRow(Base):
    """A mail that somebody answered as an exercise, and how it was."""

    __tablename__ = "learn_exercise"

    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    person_id: Mapped[str] = mapped_column(
        ForeignKey("staff_person.id", ondelete="CASCADE"), index=True
    )
    exercise: Mapped[str] = mapped_column(String(128))
    at: Mapped[datetime] = mapped_column(UtcTime)
    text: Mapped[str] = mapped_column(Text)
    graded: Mapped[dict[str, Any]] = mapped_column(JSON)
