"""Passwords: Argon2id (RFC 9106, with the parameters of its section 4 for little memory)."""

from __future__ import annotations

import threading
import unicodedata
from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from assistant.errors import InputError

SHORTEST = 12
# What is longer is no password, and costs time to look at.
LONGEST = 512
_HASHER = PasswordHasher()
# Each takes 64 MiB for a moment: a crowd at the door must not take the machine's memory.
_AT_ONCE = threading.Semaphore(2)


def hash_password(password: str) -> str:
    """Return the hash of a new password; raises InputError `password_too_short` or `_too_long`."""
    plain = _plain(password)
    if len(plain) < SHORTEST:
        raise InputError(
            "password_too_short",
            f"The password has {len(plain)} characters; at least {SHORTEST} are needed.",
            "Several words in a row are easy to remember.",
        )
    if len(plain) > LONGEST:
        raise InputError(
            "password_too_long",
            f"The password has {len(plain)} characters; at most {LONGEST} are taken.",
            "Choose a shorter one.",
        )
    with _AT_ONCE:
        return _HASHER.hash(plain)


def is_right(kept: str | None, password: str) -> bool:
    """Tell whether `password` belongs to the hash; takes as long where there is none (None)."""
    plain = _plain(password[: LONGEST + 1])
    with _AT_ONCE:
        try:
            _HASHER.verify(kept or _nobodys(), plain)
        except (VerificationError, InvalidHashError):
            return False
    return kept is not None


def is_outdated(kept: str) -> bool:
    """Tell whether the hash was made with other parameters than a new one would be."""
    return _HASHER.check_needs_rehash(kept)


@cache
def _nobodys() -> str:
    return _HASHER.hash("no password leads in here")


def _plain(password: str) -> str:
    # Keyboards write the same letter in different ways. What is no text can't be hashed.
    normal = unicodedata.normalize("NFC", password)
    return normal.encode("utf-8", "replace").decode("utf-8")
