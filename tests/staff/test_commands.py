"""`assistant staff …` as the operator uses it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.doors import running
from tests.doors.running import Result

PASSWORD = "blåbærgrød med fløde"


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    return running.environment(tmp_path / "data", ASSISTANT_MODEL_DIR=str(tmp_path / "model"))


def set_password(environment: dict[str, str], password: bytes, *more: str) -> Result:
    return running.run(environment, "staff", "set-password", *more, stdin=password)


def test_a_password_is_set_listed_and_taken_away(environment: dict[str, str]) -> None:
    done = set_password(environment, f"{PASSWORD}\n".encode(), "--name", "Mette")
    assert (done.code, done.err) == (0, "")
    assert PASSWORD.encode() not in done.out
    listed = running.run(environment, "staff", "list", "--json").json()["staff"]
    assert [(p["name"], p["display_name"], p["role"]) for p in listed] == [
        ("mette", "Mette", "editor")
    ]
    assert running.run(environment, "staff", "list").out == b"mette\tMette\n"
    assert running.run(environment, "staff", "remove", "mette").code == 0
    assert running.run(environment, "staff", "list", "--json").json() == {"staff": []}
    assert b"this machine only" in running.run(environment, "staff", "list").out


def test_one_line_of_stdin_is_read_whatever_its_end(environment: dict[str, str]) -> None:
    assert set_password(environment, f"{PASSWORD}\r\nmore\n".encode()).code == 0
    assert set_password(environment, PASSWORD.encode()).code == 0
    (person,) = running.run(environment, "staff", "list", "--json").json()["staff"]
    assert person["name"] == "staff"


@pytest.mark.parametrize(
    ("password", "arguments", "words"),
    [
        (b"", (), "No password"), (b"\n", (), "No password"), (b"kort\n", (), "at least 12"),
        (b"\xff\xfe\n", (), "UTF-8"), (b"x" * 600 + b"\n", (), "at most 512"),
        (b"fire korte ord her\n", ("--name", "local"), "'local' can't be"),
        (b"fire korte ord her\n", ("--name", "a b"), "'a b' can't be"),
        (b"fire korte ord her\n", ("--display-name", "x" * 200), "at most 120"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_and_nothing_is_set(
    environment: dict[str, str], password: bytes, arguments: tuple[str, ...], words: str
) -> None:
    done = set_password(environment, password, *arguments)
    assert (done.code, done.out) == (2, b"")
    assert words in done.err
    assert "Traceback" not in done.err
    assert running.run(environment, "staff", "list", "--json").json() == {"staff": []}


def test_nobody_can_be_removed_who_is_not_there(environment: dict[str, str]) -> None:
    done = running.run(environment, "staff", "remove", "mette")
    assert (done.code, done.out) == (2, b"")
    assert "'mette'" in done.err


def test_a_database_that_is_down_is_said(environment: dict[str, str], tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    away = {**environment, "ASSISTANT_DATABASE_URL": f"sqlite:///{tmp_path / 'folder'}"}
    done = set_password(away, b"fire korte ord her\n")
    assert done.code == 3
    assert "database" in done.err
