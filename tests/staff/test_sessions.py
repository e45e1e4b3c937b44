"""Sessions: new at each sign-in, over in time, ended everywhere, kept as digests alone."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from assistant.service import Assistant
from assistant.settings import Settings
from assistant.staff.sessions import IDLE
from assistant.store.database import FILE
from assistant.types.access import Session
from tests.staff.test_people import PASSWORD, rows

NOW = datetime(2030, 5, 30, 9, 0, tzinfo=UTC)
HOURS = 5


@pytest.fixture
def assistant(tmp_path: Path) -> Iterator[Assistant]:
    with closing(Assistant(Settings(data_dir=tmp_path, staff_session_hours=HOURS))) as service:
        service.staff.set_password("mette", PASSWORD, "Mette", NOW)
        yield service


def sign_in(assistant: Assistant, now: datetime = NOW) -> Session:
    return assistant.staff.sign_in("mette", PASSWORD, "10.0.0.1", now)


def test_each_session_has_its_own_secrets(assistant: Assistant) -> None:
    first, second = sign_in(assistant), sign_in(assistant)
    secrets = {first.token, first.csrf, second.token, second.csrf}
    assert len(secrets) == 4
    assert all(len(secret) == 43 for secret in secrets), "256 bits as base64"
    for session in (first, second):
        assert assistant.staff.session(session.token, NOW) == session


def test_the_database_does_not_know_a_token(assistant: Assistant, tmp_path: Path) -> None:
    session = sign_in(assistant)
    assert session.token.encode() not in (tmp_path / FILE).read_bytes()
    kept = rows(tmp_path, "SELECT digest FROM staff_session")
    assert kept == [(hashlib.sha256(session.token.encode()).hexdigest(),)]
    assert assistant.staff.session(str(kept[0][0]), NOW) is None


@pytest.mark.parametrize("token", ["", "x", "x" * 43, "x" * 100_000, "\ud800", "'; --", "\0"])
def test_a_made_up_token_is_none(assistant: Assistant, token: str) -> None:
    sign_in(assistant)
    assert assistant.staff.session(token, NOW) is None


def test_who_is_away_for_long_is_out(assistant: Assistant) -> None:
    session = sign_in(assistant)
    just = NOW + IDLE - timedelta(seconds=1)
    assert assistant.staff.session(session.token, just) is not None
    # That was seen: the time begins anew.
    later = just + IDLE - timedelta(seconds=1)
    assert assistant.staff.session(session.token, later) is not None
    assert assistant.staff.session(session.token, later + IDLE) is None
    assert assistant.staff.session(session.token, later) is None, "over is over"


def test_no_session_is_for_ever(assistant: Assistant) -> None:
    session = sign_in(assistant)
    end = NOW + timedelta(hours=HOURS)
    moment = NOW
    while (moment := moment + timedelta(minutes=50)) < end:
        found = assistant.staff.session(session.token, moment)
        assert found is not None
        assert found.expires <= end
    assert assistant.staff.session(session.token, end) is None


def test_what_is_over_is_deleted(assistant: Assistant, tmp_path: Path) -> None:
    for _ in range(3):
        sign_in(assistant)
    sign_in(assistant, NOW + timedelta(hours=HOURS))
    assert len(rows(tmp_path, "SELECT digest FROM staff_session")) == 1


def test_signing_out_ends_one_session(assistant: Assistant) -> None:
    first, second = sign_in(assistant), sign_in(assistant)
    assistant.staff.sign_out(first.token)
    assistant.staff.sign_out("made up")
    assert assistant.staff.session(first.token, NOW) is None
    assert assistant.staff.session(second.token, NOW) is not None


def test_a_new_password_ends_all_of_a_persons_sessions(assistant: Assistant) -> None:
    assistant.staff.set_password("jens", PASSWORD, None, NOW)
    other = assistant.staff.sign_in("jens", PASSWORD, "10.0.0.2", NOW)
    sessions = [sign_in(assistant) for _ in range(2)]
    assistant.staff.set_password("mette", "et helt andet kodeord", None, NOW)
    assert [assistant.staff.session(each.token, NOW) for each in sessions] == [None, None]
    assert assistant.staff.session(other.token, NOW) is not None


def test_a_session_lasts_over_a_restart(assistant: Assistant, tmp_path: Path) -> None:
    session = sign_in(assistant)
    with closing(Assistant(Settings(data_dir=tmp_path))) as another:
        assert another.staff.session(session.token, NOW) == session


def test_a_profile_shows_at_once(assistant: Assistant) -> None:
    session = sign_in(assistant)
    assistant.staff.update_profile(session.person.id, "Mette Møller", "Hilsen", "en")
    found = assistant.staff.session(session.token, NOW)
    assert found is not None
    assert (found.person.display_name, found.person.language) == ("Mette Møller", "en")
