"""The people in the database."""

from __future__ import annotations

import re
import unicodedata
import uuid
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session as Transaction

from assistant.errors import InputError
from assistant.store.models import PersonRow
from assistant.types import Language
from assistant.types.access import Person, Role

# Who works on this machine while nobody has a password.
LOCAL = "local"
MAX_DISPLAY = 120
MAX_SIGNATURE = 2000
_NAME = re.compile(r"[\w.@+-]{1,64}")


def normal_name(name: str) -> str:
    """Return the name as it is kept: in small letters, NFC, without spaces around it."""
    return unicodedata.normalize("NFC", name.strip()).casefold()[:200]


def checked_name(name: str) -> str:
    """Return the kept form of a new name; raises InputError `bad_name`."""
    normal = normal_name(name)
    if not _NAME.fullmatch(normal) or normal == LOCAL:
        raise InputError(
            "bad_name",
            f"{name!r} can't be the name of a person.",
            "Use up to 64 letters, digits and the signs . _ - + @, and not `local`.",
        )
    return normal


def anybody_has_password(at: Transaction) -> bool:
    """Tell whether a password is set."""
    return at.scalar(select(PersonRow.id).where(PersonRow.password_hash.is_not(None))) is not None


def find(at: Transaction, name: str) -> PersonRow | None:
    """Return who has this name."""
    return at.scalar(select(PersonRow).where(PersonRow.name == normal_name(name)))


def with_password(at: Transaction) -> list[Person]:
    """Return those who have a password, by name."""
    query = select(PersonRow).where(PersonRow.password_hash.is_not(None)).order_by(PersonRow.name)
    return [person_of(row) for row in at.scalars(query)]


def add(at: Transaction, name: str, display_name: str, now: datetime) -> PersonRow:
    """Add a person without a password; `name` is in its kept form."""
    row = PersonRow(
        id=LOCAL if name == LOCAL else uuid.uuid4().hex,
        name=name,
        display_name=display_name,
        signature="",
        language="da",
        role="editor",
        password_hash=None,
        created_at=now,
    )
    at.add(row)
    at.flush()
    return row


def local(at: Transaction, now: datetime) -> PersonRow:
    """Return who works on this machine without a password; added where that was not done yet."""
    return at.get(PersonRow, LOCAL) or add(at, LOCAL, "", now)


def person_of(row: PersonRow) -> Person:
    """Return the person of a row."""
    language: Language = "en" if row.language == "en" else "da"
    # The one role there is; another comes with the release that knows it.
    role: Role = "editor"
    return Person(row.id, row.name, row.display_name, row.signature, language, role)


def line(text: str, longest: int) -> str:
    """Return `text` as one line of at most `longest` characters, NFC, without control characters.

    Raises InputError `too_long`.
    """
    return clean(" ".join(text.split()), longest)


def clean(text: str, longest: int) -> str:
    """Return `text` NFC, its lines ended by `\\n`, other control characters left out.

    Raises InputError `too_long`.
    """
    plain = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    kept = "".join(c for c in plain if c == "\n" or unicodedata.category(c) not in ("Cc", "Cs"))
    if len(kept) > longest:
        raise InputError(
            "too_long",
            f"The text has {len(kept)} characters; at most {longest} are kept.",
            "Shorten it.",
        )
    return kept.strip()
