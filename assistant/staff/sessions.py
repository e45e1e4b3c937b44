"""Open sessions: the token is with the browser alone, the database keeps its SHA-256.

A token of 256 random bits needs no slow hash: it can't be guessed from its digest.
"""

from __future__ import annotations

import hashlib
import secrets
from datetime import datetime, timedelta

from sqlalchemy import delete
from sqlalchemy.orm import Session as Transaction

from assistant.staff.people import person_of
from assistant.store.models import PersonRow, SessionRow
from assistant.types.access import Session

# Who was away so long has to sign in again, whatever the setting allows at most.
IDLE = timedelta(hours=2)
# Each note of "seen" is a write: now and then is enough.
_SEEN_EVERY = timedelta(minutes=1)
_LONGEST_TOKEN = 200


def begin(at: Transaction, person: PersonRow, now: datetime, lasts: timedelta) -> Session:
    """Open a session with a new token; sessions that are over are deleted."""
    at.execute(delete(SessionRow).where(SessionRow.expires_at <= now))
    at.execute(delete(SessionRow).where(SessionRow.seen_at <= now - IDLE))
    token = secrets.token_urlsafe(32)
    row = SessionRow(
        digest=digest(token),
        person_id=person.id,
        csrf=secrets.token_urlsafe(32),
        created_at=now,
        seen_at=now,
        expires_at=now + lasts,
    )
    at.add(row)
    return _session(token, row, person)


def find(at: Transaction, token: str, now: datetime) -> Session | None:
    """Return the session of a token, unless it is over; notes that it was seen."""
    if not token or len(token) > _LONGEST_TOKEN:
        return None
    row = at.get(SessionRow, digest(token))
    if row is None or not row.created_at <= now + _SEEN_EVERY:
        return None
    if now >= row.expires_at or now - row.seen_at >= IDLE:
        at.delete(row)
        return None
    person = at.get(PersonRow, row.person_id)
    if person is None:
        return None
    if now - row.seen_at >= _SEEN_EVERY:
        row.seen_at = now
    return _session(token, row, person)


def end(at: Transaction, token: str) -> None:
    """End the session of a token, if there is one."""
    at.execute(delete(SessionRow).where(SessionRow.digest == digest(token)))


def end_all(at: Transaction, person_id: str) -> None:
    """End every session of a person."""
    at.execute(delete(SessionRow).where(SessionRow.person_id == person_id))


def digest(token: str) -> str:
    """Return what is kept of a token."""
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()


def _session(token: str, row: SessionRow, person: PersonRow) -> Session:
    return Session(token, row.csrf, person_of(person), min(row.expires_at, row.seen_at + IDLE))
