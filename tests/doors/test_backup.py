"""`assistant backup` and `restore` beside a running server, and onto another machine."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from tests.doors import running

CALL = "puljen"
DOCUMENT = """# Vejledning om timepriser

Timeprisen for frivillige er 137 kr. i timen.
"""


@pytest.fixture
def data(indexed: dict[str, str], tmp_path: Path) -> dict[str, str]:
    """A data folder of its own beside a small corpus of its own."""
    call = tmp_path / "corpus" / CALL
    call.mkdir(parents=True)
    (call / "pulje.md").write_text("# Pulje\n\nAlle foreninger kan søge.\n", encoding="utf-8")
    own = {"corpus": tmp_path / "corpus", "data": tmp_path / "data"}
    made = {**indexed, **{f"ASSISTANT_{n.upper()}_DIR": str(path) for n, path in own.items()}}
    assert running.run(made, "ingest").code == 0
    return made


@pytest.fixture
def http(data: dict[str, str]) -> Iterator[httpx.Client]:
    with (
        running.server(data) as address,
        httpx.Client(base_url=address, timeout=60, trust_env=False) as client,
    ):
        yield client


def judge(http: httpx.Client, comment: str) -> None:
    answer = http.post("/api/ask", json={"question": "Hvem kan søge?"}).json()
    given = {"answer": answer, "useful": False, "comment": comment}
    assert http.post("/api/feedback", json=given).status_code == 201


def comments(data: dict[str, str]) -> list[str]:
    listed = running.run(data, "feedback", "--json").json()["feedback"]
    return [one["comment"] for one in listed]


def test_a_running_server_goes_on_with_what_was_restored(
    data: dict[str, str], http: httpx.Client, tmp_path: Path
) -> None:
    file = str(tmp_path / "backup.zip")
    judge(http, "before")
    made = running.run(data, "backup", file, "--json")
    assert made.code == 0, made.err
    assert made.json()["file"] == file
    judge(http, "between")
    assert comments(data) == ["before", "between"]
    restored = running.run(data, "restore", file)
    assert restored.code == 0, restored.err
    assert b"before-restore-" in restored.out
    assert comments(data) == ["before"]
    judge(http, "after")
    assert comments(data) == ["before", "after"]


def test_documents_are_indexed_again_on_another_machine(
    data: dict[str, str], tmp_path: Path
) -> None:
    other = {**data, "ASSISTANT_DATA_DIR": str(tmp_path / "other")}
    shutil.copytree(data["ASSISTANT_DATA_DIR"], tmp_path / "other")
    (tmp_path / "timepriser.md").write_text(DOCUMENT, encoding="utf-8")
    document = str(tmp_path / "timepriser.md")
    assert running.run(data, "ingest", document, "--call", CALL).code == 0
    file = str(tmp_path / "backup.zip")
    assert running.run(data, "backup", file).code == 0
    restored = running.run(other, "restore", file, "--json")
    assert restored.code == 0, restored.err
    assert restored.json()["documents"] == 1
    source = running.run(other, "source", f"{CALL}-timepriser")
    assert source.code == 0, source.err
    assert "137 kr." in source.out.decode()


@pytest.mark.parametrize("command", ["backup", "restore"])
def test_a_file_that_cant_be_used_is_said_in_one_line(
    command: str, data: dict[str, str], tmp_path: Path
) -> None:
    done = running.run(data, command, str(tmp_path / "no" / "such.zip"), "--json")
    assert done.code == 2
    assert done.json()["error"]["code"] in ("unwritable_file", "unreadable_file")
    assert "Traceback" not in done.err
