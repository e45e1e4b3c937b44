"""Passwords and people, in a real database."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from assistant.errors import InputError, RefusedError
from assistant.service import Assistant
from assistant.settings import Settings
from assistant.store.database import FILE

NOW = datetime(2030, 5, 30, 9, 0, tzinfo=UTC)
PASSWORD = "fire korte ord her"


@pytest.fixture
def assistant(tmp_path: Path) -> Iterator[Assistant]:
    with closing(Assistant(Settings(data_dir=tmp_path))) as service:
        yield service


def rows(folder: Path, query: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(folder / FILE)) as database:
        return database.execute(query).fetchall()


def test_nobody_is_there_before_and_no_database_is_made(
    assistant: Assistant, tmp_path: Path
) -> None:
    staff = assistant.staff
    assert not staff.has_password()
    assert staff.people() == []
    assert staff.session("x", NOW) is None
    assert list(tmp_path.iterdir()) == []


def test_a_password_is_kept_as_argon2id(assistant: Assistant, tmp_path: Path) -> None:
    person = assistant.staff.set_password("Mette", PASSWORD, "Mette M.", NOW)
    assert (person.name, person.display_name, person.role) == ("mette", "Mette M.", "editor")
    assert assistant.staff.has_password()
    ((kept,),) = rows(tmp_path, "SELECT password_hash FROM staff_person")
    assert str(kept).startswith("$argon2id$")
    assert PASSWORD.encode() not in (tmp_path / FILE).read_bytes()


def test_the_same_password_is_hashed_anew_for_each(assistant: Assistant, tmp_path: Path) -> None:
    for name in ("mette", "jens"):
        assistant.staff.set_password(name, PASSWORD, None, NOW)
    assert len(set(rows(tmp_path, "SELECT password_hash FROM staff_person"))) == 2


@pytest.mark.parametrize(
    ("password", "code"),
    [("", "password_too_short"), ("elleve tegn", "password_too_short"),
     ("x" * 513, "password_too_long")],
)  # fmt: skip
def test_a_password_has_its_length(assistant: Assistant, password: str, code: str) -> None:
    with pytest.raises(InputError) as caught:
        assistant.staff.set_password("mette", password, None, NOW)
    assert caught.value.code == code
    assert not assistant.staff.has_password()
    assert password == "" or password not in str(caught.value)


@pytest.mark.parametrize(
    "name", ["", "  ", "local", "LOCAL", "a b", "a/b", "x" * 65, "a\nb", "<b>"]
)
def test_what_is_no_name_is_refused(assistant: Assistant, name: str) -> None:
    with pytest.raises(InputError) as caught:
        assistant.staff.set_password(name, PASSWORD, None, NOW)
    assert caught.value.code == "bad_name"


def test_letters_count_as_they_look(assistant: Assistant) -> None:
    # The same word with å as one character and as two, in large letters and small ones.
    assistant.staff.set_password("p\u00e5l", "bl\u00e5b\u00e6rgr\u00f8d med fl\u00f8de", None, NOW)
    typed = "bla\u030ab\u00e6rgr\u00f8d med fl\u00f8de"
    session = assistant.staff.sign_in(" PA\u030aL ", typed, "10.0.0.1", NOW)
    assert session.person.name == "p\u00e5l"


def test_a_second_password_changes_the_first(assistant: Assistant) -> None:
    staff = assistant.staff
    first = staff.set_password("mette", PASSWORD, "Mette M.", NOW)
    second = staff.set_password("METTE", "et helt andet kodeord", None, NOW)
    assert (first.id, first.display_name) == (second.id, second.display_name)
    with pytest.raises(RefusedError):
        staff.sign_in("mette", PASSWORD, "10.0.0.1", NOW)
    assert staff.sign_in("mette", "et helt andet kodeord", "10.0.0.1", NOW).person == second


def test_who_is_removed_is_out_and_what_they_wrote_stays(assistant: Assistant) -> None:
    staff = assistant.staff
    person = staff.set_password("mette", PASSWORD, None, NOW)
    staff.set_password("jens", PASSWORD, None, NOW)
    session = staff.sign_in("mette", PASSWORD, "10.0.0.1", NOW)
    staff.update_profile(person.id, "Mette M.", "Hilsen\nMette", "en")
    staff.remove("Mette")
    assert [each.name for each in staff.people()] == ["jens"]
    assert staff.session(session.token, NOW) is None
    with pytest.raises(RefusedError):
        staff.sign_in("mette", PASSWORD, "10.0.0.2", NOW)
    again = staff.set_password("mette", PASSWORD, None, NOW)
    assert (again.id, again.signature, again.language) == (person.id, "Hilsen\nMette", "en")
    for name in ("nobody", "local", ""):
        with pytest.raises(InputError, match="Nobody"):
            staff.remove(name)


def test_a_profile_is_kept_clean(assistant: Assistant) -> None:
    staff = assistant.staff
    person = staff.set_password("mette", PASSWORD, "Mette", NOW)
    given = " Venlig hilsen\r\n\r\nMette\x00\x1b[2J\u0308 \ud800"
    changed = staff.update_profile(person.id, "Mette\n  Møller\t", given, "en")
    assert changed.display_name == "Mette Møller"
    assert changed.signature == "Venlig hilsen\n\nMette[2J\u0308"
    assert changed.language == "en"
    assert staff.update_profile(person.id, "  ", "", "da").display_name == "Mette Møller"
    for name, signature in (("x" * 121, ""), ("x", "y" * 2001)):
        with pytest.raises(InputError, match="at most"):
            staff.update_profile(person.id, name, signature, "da")
    with pytest.raises(InputError, match="not there"):
        staff.update_profile("nobody", "x", "y", "da")


def test_without_a_password_who_works_here_is_one_person(assistant: Assistant) -> None:
    staff = assistant.staff
    first = staff.local_session(None, NOW)
    assert (first.person.id, first.person.display_name) == ("local", "")
    assert staff.local_session(first.token, NOW).csrf == first.csrf
    other = staff.local_session("made up", NOW)
    assert other.token not in (first.token, "made up")
    staff.update_profile("local", "Her", "Hilsen her", "da")
    assert staff.local_session(first.token, NOW).person.signature == "Hilsen her"
    assert staff.people() == []
    assert not staff.has_password()


def test_with_a_password_nobody_works_without(assistant: Assistant) -> None:
    staff = assistant.staff
    local = staff.local_session(None, NOW)
    staff.set_password("mette", PASSWORD, None, NOW)
    assert staff.session(local.token, NOW) is None
    for token in (local.token, None):
        with pytest.raises(RefusedError):
            staff.local_session(token, NOW)


def test_a_session_is_no_way_in_once_passwords_are_gone(assistant: Assistant) -> None:
    staff = assistant.staff
    staff.set_password("mette", PASSWORD, None, NOW)
    session = staff.sign_in("mette", PASSWORD, "10.0.0.1", NOW)
    staff.remove("mette")
    local = staff.local_session(session.token, NOW + timedelta(minutes=1))
    assert local.token != session.token
    assert local.person.id == "local"
