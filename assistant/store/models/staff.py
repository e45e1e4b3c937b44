"""The people of the staff, their sessions, and failed tries to get in."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from assistant.store.models.base import Base, UtcTime


class PersonRow(Base):
    """Somebody of the staff; `password_hash` is Argon2's, None where none was set."""

    __tablename__ = "staff_person"

    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    name: Mapped[str] = mapped_column(String(64), unique=True)
    display_name: Mapped[str] = mapped_column(Text)
    signature: Mapped[str] = mapped_column(Text)
    language: Mapped[str] = mapped_column(String(8))
    role: Mapped[str] = mapped_column(String(16))
    password_hash: Mapped[str | None] = mapped_column(Text)
    created_at: Mapped[datetime] = mapped_column(UtcTime)


class SessionRow(Base):
    """An open session; only a digest of its token is kept."""

    __tablename__ = "staff_session"

    digest: Mapped[str] = mapped_column(String(64), primary_key=True)
    person_id: Mapped[str] = mapped_column(
        ForeignKey("staff_person.id", ondelete="CASCADE"), index=True
    )
    csrf: Mapped[str] = mapped_column(String(64))
    created_at: Mapped[datetime] = mapped_column(UtcTime)
    seen_at: Mapped[datetime] = mapped_column(UtcTime)
    expires_at: Mapped[datetime] = mapped_column(UtcTime, index=True)


class AttemptRow(Base):
    """Failed tries by name or by address (`key` is a digest), and until when to wait."""

    __tablename__ = "staff_attempt"

    key: Mapped[str] = mapped_column(String(64), primary_key=True)
    failures: Mapped[int]
    last_at: Mapped[datetime] = mapped_column(UtcTime, index=True)
    blocked_until: Mapped[datetime | None] = mapped_column(UtcTime)
