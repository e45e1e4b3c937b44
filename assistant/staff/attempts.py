"""Back-off: who fails to sign in has to wait, longer each time; kept over a restart.

Counted are failures by name and by address. An address from which somebody has signed in under a
name is counted for that name apart, so that failures elsewhere can't keep them out.
"""

from __future__ import annotations

import hashlib
import math
from datetime import datetime, timedelta

from sqlalchemy import delete
from sqlalchemy.orm import Session as Transaction

from assistant.errors import WaitError
from assistant.store.models import AttemptRow

# The fourth failure in a row is the first that costs time.
FREE = 3
LONGEST_WAIT = timedelta(minutes=15)
# After so long without another one, failures are forgotten; so is where somebody signed in.
FORGOTTEN = timedelta(hours=12)
KNOWN = timedelta(days=30)


def count(at: Transaction, name: str, address: str, now: datetime) -> None:
    """Count a try as failed before its password is looked at, so that many at once don't get by.

    Raises WaitError `wait` where it comes too early; then nothing is counted.
    """
    at.execute(delete(AttemptRow).where(AttemptRow.last_at <= now - KNOWN))
    known = at.get(AttemptRow, _key("known", name, address))
    checked = [known.key] if known else [_key("name", name), _key("address", address)]
    wait = max((_wait(at.get(AttemptRow, key), now) for key in checked), default=0)
    if wait:
        raise WaitError(
            "wait",
            "Too many tries to sign in have failed.",
            f"Try again in {wait} seconds.",
            seconds=wait,
        )
    for key in checked:
        _add(at, key, now)


def forget(at: Transaction, name: str, address: str, now: datetime) -> None:
    """Forget failures after a right password, and remember the address for the name."""
    for key in (_key("name", name), _key("address", address), _key("known", name, address)):
        at.execute(delete(AttemptRow).where(AttemptRow.key == key))
    at.add(
        AttemptRow(key=_key("known", name, address), failures=0, last_at=now, blocked_until=None)
    )


def forget_name(at: Transaction, name: str) -> None:
    """Forget what failed under a name: it has a new password."""
    at.execute(delete(AttemptRow).where(AttemptRow.key == _key("name", name)))


def wait_after(failures: int) -> timedelta:
    """Return how long to wait after so many failures: 2, 4, 8 … seconds from the fourth on."""
    if failures <= FREE:
        return timedelta(0)
    return min(timedelta(seconds=2 ** min(failures - FREE, 20)), LONGEST_WAIT)


def _add(at: Transaction, key: str, now: datetime) -> None:
    row = at.get(AttemptRow, key)
    if row is None:
        row = AttemptRow(key=key, failures=0, last_at=now, blocked_until=None)
        at.add(row)
    row.failures = 1 if _is_past(row, now) else row.failures + 1
    row.last_at = now
    wait = wait_after(row.failures)
    row.blocked_until = now + wait if wait else None


def _wait(row: AttemptRow | None, now: datetime) -> int:
    if row is None or row.blocked_until is None or _is_past(row, now):
        return 0
    return max(0, math.ceil((row.blocked_until - now).total_seconds()))


def _is_past(row: AttemptRow, now: datetime) -> bool:
    # What lies far ahead was written while the clock was wrong: it must lock nobody out.
    return now - row.last_at >= FORGOTTEN or row.last_at - now > LONGEST_WAIT


def _key(*parts: str) -> str:
    # Names and addresses are personal data: the database needs to tell them apart, not to know.
    return hashlib.sha256("\0".join(parts).encode("utf-8", "replace")).hexdigest()
