"""The people of the staff: passwords, signing in and out, profiles."""

from __future__ import annotations

import logging
from datetime import datetime, timedelta

from assistant.errors import InputError, RefusedError
from assistant.host import Host
from assistant.staff import attempts, people, sessions
from assistant.staff.password import hash_password, is_outdated, is_right
from assistant.store.models import PersonRow
from assistant.types import Language
from assistant.types.access import Person, Session

_LOG = logging.getLogger(__name__)


class Staff:
    """Who may work behind the staff pages. Times are aware. Safe for threads.

    Methods raise MissingPartError `no_database`. The role of each person is kept, and signing in
    is apart from what a session is: roles and single sign-on have their place.
    """

    def __init__(self, host: Host) -> None:
        self._host = host
        self._lasts = timedelta(hours=host.settings.staff_session_hours)

    def has_password(self) -> bool:
        """Tell whether anybody has a password; no database is made to find that out."""
        if not self._host.database_is_made():
            return False
        with self._host.database().session() as at:
            return people.anybody_has_password(at)

    def people(self) -> list[Person]:
        """Return those who have a password, by name."""
        if not self._host.database_is_made():
            return []
        with self._host.database().session() as at:
            return people.with_password(at)

    def set_password(
        self, name: str, password: str, display_name: str | None, now: datetime
    ) -> Person:
        """Set the password of `name`, who is made where there is none, and end their sessions.

        Raises InputError `bad_name`, `password_too_short`, `password_too_long`, `too_long`.
        """
        normal = people.checked_name(name)
        shown = people.line(display_name or "", people.MAX_DISPLAY)
        hashed = hash_password(password)
        with self._host.database().session() as at:
            row = people.find(at, normal) or people.add(at, normal, shown or name.strip(), now)
            row.display_name = shown or row.display_name
            row.password_hash = hashed
            sessions.end_all(at, row.id)
            # From now on nobody gets in without one.
            sessions.end_all(at, people.LOCAL)
            attempts.forget_name(at, normal)
            _LOG.info("the password of person %s was set", row.id)
            return people.person_of(row)

    def remove(self, name: str) -> None:
        """Take somebody's password and open sessions away; what they wrote stays.

        Raises InputError `unknown_person`.
        """
        with self._host.database().session() as at:
            row = people.find(at, name)
            if row is None or row.password_hash is None:
                raise InputError(
                    "unknown_person",
                    f"Nobody with the name {name!r} has a password.",
                    "`assistant staff list` shows who has.",
                )
            row.password_hash = None
            sessions.end_all(at, row.id)
            _LOG.info("the password of person %s was taken away", row.id)

    def sign_in(self, name: str, password: str, address: str, now: datetime) -> Session:
        """Open a session, with a new token, for who knows the password.

        `address` is where the try comes from. Raises RefusedError `wrong_password`, whether the
        name or the password is wrong, and WaitError `wait` after several failures.
        """
        name = people.normal_name(name)
        database = self._host.database()
        with database.session() as at:
            attempts.count(at, name, address, now)
            row = people.find(at, name)
            kept = row.password_hash if row else None
        # Not within the transaction: it takes a while, and others want to write.
        right = is_right(kept, password)
        with database.session() as at:
            row = people.find(at, name)
            if not right or row is None or row.password_hash != kept:
                _LOG.warning("somebody failed to sign in as person %s", row.id if row else "-")
                raise RefusedError(
                    "wrong_password", "The name or the password is wrong.", "Try again."
                )
            attempts.forget(at, name, address, now)
            if kept is not None and is_outdated(kept):
                row.password_hash = hash_password(password)
            return sessions.begin(at, row, now, self._lasts)

    def session(self, token: str, now: datetime) -> Session | None:
        """Return the open session of a token, None where there is none."""
        if not token or not self._host.database_is_made():
            return None
        with self._host.database().session() as at:
            found = sessions.find(at, token, now)
            return None if found is None or found.person.id == people.LOCAL else found

    def local_session(self, token: str | None, now: datetime) -> Session:
        """Return the session of who works on this machine; a new one where `token` has none.

        Raises RefusedError `no_session` once a password is set.
        """
        with self._host.database().session() as at:
            if people.anybody_has_password(at):
                raise RefusedError("no_session", "A password is set.", "Sign in.")
            found = sessions.find(at, token, now) if token else None
            if found is not None and found.person.id == people.LOCAL:
                return found
            return sessions.begin(at, people.local(at, now), now, self._lasts)

    def sign_out(self, token: str) -> None:
        """End the session of a token, if there is one."""
        with self._host.database().session() as at:
            sessions.end(at, token)

    def update_profile(
        self, person_id: str, display_name: str, signature: str, language: Language
    ) -> Person:
        """Change how somebody is named, how their letters end, and the language of their pages.

        Raises InputError `unknown_person`, `too_long`.
        """
        shown = people.line(display_name, people.MAX_DISPLAY)
        closing = people.clean(signature, people.MAX_SIGNATURE)
        with self._host.database().session() as at:
            row = at.get(PersonRow, person_id)
            if row is None:
                raise InputError("unknown_person", "This person is not there.", "Sign in again.")
            row.display_name = shown or row.display_name
            row.signature = closing
            row.language = language
            return people.person_of(row)
