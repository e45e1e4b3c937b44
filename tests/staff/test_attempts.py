"""Back-off: by name, by address, over a restart, also for many tries at once."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from assistant.errors import RefusedError, WaitError
from assistant.service import Assistant
from assistant.settings import Settings
from assistant.store.database import FILE
from tests.staff.test_people import PASSWORD, rows

NOW = datetime(2030, 5, 30, 9, 0, tzinfo=UTC)
HERE, THERE = "10.0.0.1", "192.0.2.7"


@pytest.fixture
def assistant(tmp_path: Path) -> Iterator[Assistant]:
    with closing(Assistant(Settings(data_dir=tmp_path))) as service:
        service.staff.set_password("mette", PASSWORD, "Mette", NOW)
        yield service


def fail(assistant: Assistant, now: datetime, name: str = "mette", address: str = HERE) -> None:
    with pytest.raises(RefusedError) as caught:
        assistant.staff.sign_in(name, "ikke det rigtige", address, now)
    assert caught.value.code == "wrong_password"


def wait(assistant: Assistant, now: datetime, name: str = "mette", address: str = HERE) -> int:
    """Return the seconds that even who knows the password has to wait; 0 where they get in."""
    try:
        assistant.staff.sign_in(name, PASSWORD, address, now)
    except WaitError as error:
        return error.seconds
    return 0


def test_waits_double_up_to_a_quarter_of_an_hour(assistant: Assistant) -> None:
    now, waits = NOW, []
    for _ in range(3):
        fail(assistant, now)
    for _ in range(12):
        fail(assistant, now)
        waits.append(wait(assistant, now))
        # A moment too early is too early, and does not count again.
        assert wait(assistant, now + timedelta(seconds=waits[-1] - 0.5)) == 1
        now += timedelta(seconds=waits[-1])
    assert waits == [2, 4, 8, 16, 32, 64, 128, 256, 512, 900, 900, 900]
    assert wait(assistant, now) == 0


def test_the_right_password_forgets_failures(assistant: Assistant) -> None:
    for _ in range(3):
        fail(assistant, NOW)
    assert wait(assistant, NOW) == 0
    for _ in range(3):
        fail(assistant, NOW)
    assert wait(assistant, NOW) == 0


def test_failures_are_counted_by_name_from_wherever(assistant: Assistant) -> None:
    for number in range(4):
        fail(assistant, NOW, address=f"192.0.2.{number}")
    assert wait(assistant, NOW, address="198.51.100.1") == 2
    assert wait(assistant, NOW, name="METTE", address="198.51.100.1") == 2


def test_failures_are_counted_by_address_whatever_the_name(assistant: Assistant) -> None:
    for name in ("jens", "admin", "root", ""):
        fail(assistant, NOW, name=name)
    assert wait(assistant, NOW) == 2
    assert wait(assistant, NOW, address=THERE) == 0


def test_others_cannot_keep_somebody_out_of_their_own_place(assistant: Assistant) -> None:
    assert wait(assistant, NOW) == 0
    for number in range(4):
        fail(assistant, NOW, address=f"192.0.2.{number}")
    assert wait(assistant, NOW, address=THERE) == 2
    assert wait(assistant, NOW, address=HERE) == 0
    # There, too, nobody may guess for ever.
    for _ in range(4):
        fail(assistant, NOW, address=HERE)
    assert wait(assistant, NOW, address=HERE) == 2


def test_a_new_password_lets_its_owner_in_at_once(assistant: Assistant) -> None:
    for number in range(5):
        fail(assistant, NOW + timedelta(minutes=number), address=f"192.0.2.{number}")
    assert wait(assistant, NOW + timedelta(minutes=4)) > 0
    assistant.staff.set_password("mette", PASSWORD, None, NOW)
    assert wait(assistant, NOW + timedelta(minutes=4)) == 0


def test_waits_outlast_a_restart(assistant: Assistant, tmp_path: Path) -> None:
    for _ in range(4):
        fail(assistant, NOW)
    with closing(Assistant(Settings(data_dir=tmp_path))) as another:
        assert wait(another, NOW) == 2


def test_in_time_failures_are_forgotten(assistant: Assistant) -> None:
    for _ in range(3):
        fail(assistant, NOW)
    next_day = NOW + timedelta(days=1)
    fail(assistant, next_day)
    assert wait(assistant, next_day) == 0


def test_many_at_once_get_no_more_tries_than_one_after_the_other(assistant: Assistant) -> None:
    def one(_: int) -> str:
        try:
            assistant.staff.sign_in("mette", "ikke det rigtige", HERE, NOW)
        except (RefusedError, WaitError) as error:
            return error.code
        return "in"

    with ThreadPoolExecutor(16) as pool:
        codes = list(pool.map(one, range(32)))
    assert codes.count("wrong_password") == 4
    assert codes.count("wait") == 28


def test_neither_names_nor_addresses_nor_passwords_are_written_down(
    assistant: Assistant, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    fail(assistant, NOW, name="hemmeligtnavn", address="198.51.100.77")
    fail(assistant, NOW)
    assert len(rows(tmp_path, "SELECT key FROM staff_attempt")) == 4
    written = (tmp_path / FILE).read_bytes() + caplog.text.encode()
    for secret in (b"hemmeligtnavn", b"198.51.100.77", b"ikke det rigtige"):
        assert secret not in written


def test_a_clock_that_was_wrong_locks_nobody_out(assistant: Assistant) -> None:
    for _ in range(4):
        fail(assistant, NOW + timedelta(days=3650))
    assert wait(assistant, NOW) == 0
