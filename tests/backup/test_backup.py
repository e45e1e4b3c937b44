"""Backups of a live data folder: written while others write, put back while others read."""

from __future__ import annotations

import json
import sqlite3
import stat
import sys
import threading
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest

from assistant.errors import InputError
from assistant.service import Assistant
from assistant.settings import Settings
from assistant.store.database import FILE, Database
from assistant.store.models import AskedRow, FeedbackRow, PersonRow, SessionRow
from tests.store import made

NOW = datetime(2030, 5, 30, 12, 0, tzinfo=UTC)


@pytest.fixture
def service(tmp_path: Path) -> Iterator[Assistant]:
    service = Assistant(Settings(data_dir=tmp_path / "data"))
    yield service
    service.close()


def write_pair(database: Database, name: str) -> None:
    """Write two rows that belong together, in one transaction."""
    answer = made.answer().model_dump(mode="json")
    with database.session() as session:
        session.add(
            FeedbackRow(
                id=name, created_at=NOW, question="Hvem?", answer=answer, call=None,
                language="da", status="answered", useful=True, reasons=[], comment="",
                index_generation="g1", replaces=None,
            )
        )  # fmt: skip
        session.flush()
        session.add(
            AskedRow(
                id=name, created_at=NOW, origin="page", question="Hvem?", answer=answer,
                language="da", status="partial", missing=[], call=None, case_id=None,
            )
        )  # fmt: skip


def pairs(file: Path) -> tuple[set[str], set[str]]:
    with sqlite3.connect(file, timeout=30) as connection:
        connection.execute("BEGIN")
        first = {name for (name,) in connection.execute("SELECT id FROM feedback")}
        second = {name for (name,) in connection.execute("SELECT id FROM asked_question")}
        return first, second


@contextmanager
def meanwhile(work: Callable[[int], None]) -> Iterator[list[Exception]]:
    """Do `work` again and again in another thread, at least once before and once after."""
    stop, begun, errors = threading.Event(), threading.Event(), list[Exception]()

    def run() -> None:
        number = 0
        try:
            while not stop.is_set():
                work(number)
                number += 1
                begun.set()
            work(number)
        except Exception as error:
            errors.append(error)
            begun.set()

    thread = threading.Thread(target=run)
    thread.start()
    begun.wait()
    try:
        yield errors
    finally:
        stop.set()
        thread.join()


def unpacked(file: Path, folder: Path) -> Path:
    with zipfile.ZipFile(file) as archive:
        archive.extractall(folder)
    return folder


def test_a_backup_during_writes_holds_one_moment(service: Assistant, tmp_path: Path) -> None:
    database = service.database()
    write_pair(database, "first")
    with meanwhile(lambda n: write_pair(database, f"w{n}")) as errors:
        for number in range(5):
            service.backup(tmp_path / f"{number}.zip", NOW)
    assert errors == []
    seen = set[int]()
    for number in range(5):
        file = unpacked(tmp_path / f"{number}.zip", tmp_path / f"u{number}") / "database.sqlite"
        left, right = pairs(file)
        assert left == right
        assert "first" in left
        seen.add(len(left))
    assert len(seen) > 1, "nothing was written meanwhile"


def test_a_restore_while_others_read_and_write(service: Assistant, tmp_path: Path) -> None:
    database = service.database()
    for number in range(20):
        write_pair(database, f"old{number}")
    service.backup(tmp_path / "b.zip", NOW)
    for number in range(5):
        write_pair(database, f"later{number}")
    live = service.settings.data_dir / FILE

    def look(_: int) -> None:
        left, right = pairs(live)
        assert left == right
        assert len(left) in (20, 25)

    with meanwhile(look) as errors:
        found = service.restore(tmp_path / "b.zip", NOW)
    assert errors == []
    assert pairs(live)[0] == {f"old{n}" for n in range(20)}
    # The same object, open all the time, goes on with what was restored.
    write_pair(database, "after")
    assert len(pairs(live)[0]) == 21
    # What was there before the restore is not lost.
    before = unpacked(Path(found["before"]), tmp_path / "before") / "database.sqlite"
    assert len(pairs(before)[0]) == 25


def test_sessions_are_not_carried_about(service: Assistant, tmp_path: Path) -> None:
    with service.database().session() as session:
        session.add(
            PersonRow(
                id="p", name="p", display_name="P", signature="", language="da",
                role="editor", password_hash="hash", created_at=NOW,
            )
        )  # fmt: skip
        session.flush()
        session.add(
            SessionRow(
                digest="d" * 64, person_id="p", csrf="c", created_at=NOW, seen_at=NOW,
                expires_at=NOW,
            )
        )  # fmt: skip
    service.backup(tmp_path / "b.zip", NOW)
    file = unpacked(tmp_path / "b.zip", tmp_path / "u") / "database.sqlite"
    with sqlite3.connect(file) as connection:
        assert connection.execute("SELECT count(*) FROM staff_session").fetchone() == (0,)
        assert connection.execute("SELECT name FROM staff_person").fetchall() == [("p",)]


def test_documents_come_back(service: Assistant, tmp_path: Path) -> None:
    documents = service.settings.data_dir / "documents" / "opslag"
    documents.mkdir(parents=True)
    (documents / "æble.md").write_text("# Æble\n", encoding="utf-8")
    made_backup = service.backup(tmp_path / "b.zip", NOW)
    assert made_backup["documents"] == 1
    with zipfile.ZipFile(tmp_path / "b.zip") as archive:
        assert "documents/opslag/æble.md" in archive.namelist()


def test_it_is_for_its_owner_alone(service: Assistant, tmp_path: Path) -> None:
    service.backup(tmp_path / "b.zip", NOW)
    if sys.platform != "win32":
        assert stat.S_IMODE((tmp_path / "b.zip").stat().st_mode) == 0o600
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".backup")] == []


def rewritten(file: Path, target: Path, **changes: bytes) -> Path:
    """Copy a backup with some of its files changed."""
    with zipfile.ZipFile(file) as source, zipfile.ZipFile(target, "w") as copy:
        for name in source.namelist():
            copy.writestr(name, changes.get(name.split(".")[0], source.read(name)))
    return target


def test_what_is_no_backup_of_ours_changes_nothing(service: Assistant, tmp_path: Path) -> None:
    write_pair(service.database(), "kept")
    good = tmp_path / "good.zip"
    service.backup(good, NOW)
    with zipfile.ZipFile(good) as archive:
        manifest = json.loads(archive.read("manifest.json"))
        database = archive.read("database.sqlite")
    evil = {**manifest, "files": [*manifest["files"], {"name": "documents/../../x", "sha256": "",
                                                       "bytes": 0}]}  # fmt: skip
    newer = {**manifest, "format": 99}
    (tmp_path / "text.zip").write_text("hej")
    (tmp_path / "cut.zip").write_bytes(good.read_bytes()[:-200])
    bad = {
        tmp_path / "missing.zip": "unreadable_file",
        tmp_path: "unreadable_file",
        tmp_path / "text.zip": "bad_backup",
        tmp_path / "cut.zip": "bad_backup",
        rewritten(good, tmp_path / "a.zip", database=database[:-100] + b"x" * 100): "bad_backup",
        rewritten(good, tmp_path / "b.zip", manifest=b"[]"): "bad_backup",
        rewritten(good, tmp_path / "c.zip", manifest=json.dumps(evil).encode()): "bad_backup",
        rewritten(good, tmp_path / "d.zip", manifest=json.dumps(newer).encode()): "newer_backup",
    }
    for file, code in bad.items():
        with pytest.raises(InputError) as raised:
            service.restore(file, NOW)
        assert raised.value.code == code, file
    assert pairs(service.settings.data_dir / FILE)[0] == {"kept"}
    assert not list(service.settings.data_dir.glob("before-restore-*"))


def test_a_database_of_a_newer_program_is_refused(service: Assistant, tmp_path: Path) -> None:
    write_pair(service.database(), "kept")
    live = service.settings.data_dir / FILE
    service.backup(tmp_path / "b.zip", NOW)
    folder = unpacked(tmp_path / "b.zip", tmp_path / "u")
    with sqlite3.connect(folder / "database.sqlite") as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    connection.close()
    content = (folder / "database.sqlite").read_bytes()
    manifest = json.loads((folder / "manifest.json").read_text())
    import hashlib

    manifest["files"][0] |= {"sha256": hashlib.sha256(content).hexdigest(), "bytes": len(content)}
    file = rewritten(
        tmp_path / "b.zip", tmp_path / "n.zip", database=content,
        manifest=json.dumps(manifest).encode(),
    )  # fmt: skip
    with pytest.raises(InputError) as raised:
        service.restore(file, NOW)
    assert raised.value.code == "newer_backup"
    assert pairs(live)[0] == {"kept"}


def test_a_database_on_a_server_has_its_own_way(tmp_path: Path) -> None:
    file = tmp_path / "elsewhere" / "kept.sqlite"
    service = Assistant(Settings(data_dir=tmp_path / "data", database_url=f"sqlite:///{file}"))
    write_pair(service.database(), "x")
    service.backup(tmp_path / "b.zip", NOW)
    service.restore(tmp_path / "b.zip", NOW)
    assert pairs(file)[0] == {"x"}
    service.close()
