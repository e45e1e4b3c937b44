"""`assistant staff …`: who may sign in."""

from __future__ import annotations

import getpass
import sys
from contextlib import closing
from datetime import UTC, datetime

from assistant.doors.output import Out
from assistant.errors import InputError
from assistant.service import Assistant
from assistant.settings import load_settings

_MOST_BYTES = 10_000


def set_password(out: Out, name: str, display_name: str | None) -> int:
    """Set the password of `name`: asked for twice on a terminal, else the first line of stdin.

    Raises InputError, also where the two differ (`passwords_differ`) or there is none.
    """
    settings = load_settings()
    password = _asked() if sys.stdin.isatty() else _piped()
    with closing(Assistant(settings)) as service:
        person = service.staff.set_password(name, password, display_name, datetime.now(UTC))
    out.line(f"The password of {person.name} is set; open sessions of theirs have ended.")
    return 0


def listed(out: Out, as_json: bool) -> int:
    """List who has a password."""
    with closing(Assistant(load_settings())) as service:
        people = service.staff.people()
    if as_json:
        shown = [
            {"id": p.id, "name": p.name, "display_name": p.display_name, "role": p.role}
            for p in people
        ]
        out.json({"staff": shown})
        return 0
    for person in people:
        out.line(f"{person.name}\t{person.display_name}")
    if not people:
        out.line("Nobody has a password: the staff pages answer on this machine only.")
    return 0


def remove(out: Out, name: str) -> int:
    """Take somebody's password and sessions away; raises InputError `unknown_person`."""
    with closing(Assistant(load_settings())) as service:
        service.staff.remove(name)
        left = service.staff.has_password()
    out.line(f"{name} can't sign in any more.")
    if not left:
        out.line("Nobody has a password now: the staff pages answer on this machine only.")
    return 0


def _asked() -> str:
    first = getpass.getpass("New password: ", sys.stderr)
    if first != getpass.getpass("Once more: ", sys.stderr):
        raise InputError("passwords_differ", "The two passwords differ.", "Try again.")
    return first


def _piped() -> str:
    line = sys.stdin.buffer.readline(_MOST_BYTES)
    try:
        text = line.decode("utf-8").rstrip("\r\n")
    except UnicodeDecodeError as error:
        raise InputError(
            "not_utf8", "The password is not UTF-8 text.", "Give it as UTF-8."
        ) from error
    if not text:
        raise InputError(
            "no_password", "No password was given.", "Type it, or give it as one line of stdin."
        )
    return text
