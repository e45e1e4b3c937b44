"""A file can hang, fill or crash the process it is read in, and nothing else."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from assistant.corpus.readers import read_file
from assistant.corpus.sandbox.limits import FileLimits
from assistant.corpus.sandbox.reader import SafeReader, read_safely
from assistant.errors import InputError, MissingPartError
from tests.doors import running

HOSTILE = "tests.corpus.hostile_reader:read"
LIMITS = FileLimits(max_read_seconds=60, max_read_memory_mb=100, max_file_bytes=10_000)
POSIX = pytest.mark.skipif(os.name == "nt", reason="Windows limits the time alone")

PARENT = """
import sys
from pathlib import Path
from assistant.corpus.sandbox.limits import FileLimits
from assistant.corpus.sandbox.reader import SafeReader
reader = SafeReader(FileLimits(), "tests.corpus.hostile_reader:read")
print(reader.read(Path(sys.argv[1])).text, flush=True)
reader.read(Path(sys.argv[2]))
"""


@pytest.fixture(autouse=True)
def _in_the_repository(monkeypatch: pytest.MonkeyPatch) -> None:
    # So that the process finds the reader of these tests.
    monkeypatch.setenv("PYTHONPATH", str(running.ROOT))


@pytest.fixture
def reader() -> Iterator[SafeReader]:
    with SafeReader(LIMITS, HOSTILE) as safe:
        yield safe


def deed(folder: Path, text: str) -> Path:
    file = folder / f"{text.partition(' ')[0]}.txt"
    file.write_text(text, encoding="utf-8")
    return file


def code_of(reader: SafeReader, file: Path) -> str:
    with pytest.raises(InputError) as caught:
        reader.read(file)
    assert caught.value.message
    assert caught.value.hint
    return caught.value.code


def test_one_process_reads_many_files_and_is_not_this_one(
    reader: SafeReader, tmp_path: Path
) -> None:
    pids = {reader.read(deed(tmp_path, "nothing")).text for _ in range(3)}
    assert len(pids) == 1
    assert pids != {str(os.getpid())}


@POSIX
@pytest.mark.parametrize("text", ["sleep", "spin", "hold-everything"])
def test_a_file_that_takes_too_long_is_given_up(tmp_path: Path, text: str) -> None:
    with SafeReader(replace(LIMITS, max_read_seconds=1), HOSTILE) as reader:
        start = time.monotonic()
        assert code_of(reader, deed(tmp_path, text)) == "too_slow"
        assert time.monotonic() - start < running.TIMEOUT


@POSIX
@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("grow", "too_much_memory"),
        ("one-huge-piece", "too_much_memory"),
        ("fault", "reader_crashed"),
        ("abort", "reader_crashed"),
        ("exit", "reader_crashed"),
        ("kill", "reader_crashed"),
        ("deep", "nested_too_deep"),
    ],
)
def test_what_one_file_does_to_the_process_spoils_no_other(
    reader: SafeReader, tmp_path: Path, text: str, code: str
) -> None:
    before = reader.read(deed(tmp_path, "nothing")).text
    assert code_of(reader, deed(tmp_path, text)) == code
    assert reader.read(deed(tmp_path, "nothing")).text != before


@pytest.mark.parametrize(("text", "code"), [("raise", "unreadable"), ("refuse", "broken_document")])
def test_what_a_reader_raises_is_said_and_the_process_goes_on(
    reader: SafeReader, tmp_path: Path, text: str, code: str
) -> None:
    before = reader.read(deed(tmp_path, "nothing")).text
    assert code_of(reader, deed(tmp_path, text)) == code
    assert reader.read(deed(tmp_path, "nothing")).text == before


@POSIX
def test_memory_that_files_leave_behind_does_not_add_up(reader: SafeReader, tmp_path: Path) -> None:
    pids = [reader.read(deed(tmp_path, "keep")).text for _ in range(4)]
    assert len(set(pids)) > 1


def test_what_a_library_prints_is_not_taken_for_an_answer(
    reader: SafeReader, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    assert reader.read(deed(tmp_path, "shout")).title == "shout"
    assert capfd.readouterr() == ("", "")


@POSIX
@pytest.mark.parametrize("text", ["send", "run", "write", "write-below"])
def test_a_reader_neither_sends_nor_starts_nor_writes(
    reader: SafeReader, tmp_path: Path, text: str
) -> None:
    target = tmp_path / "written"
    assert code_of(reader, deed(tmp_path, f"{text} {target}")) == "unreadable"
    assert not target.exists() or target.read_bytes() == b""


def test_the_settings_are_kept_from_the_process(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ASSISTANT_DATABASE_URL", "postgresql://user:password@host/name")
    with SafeReader(LIMITS, HOSTILE) as reader:
        assert "ASSISTANT_DATABASE_URL" not in reader.read(deed(tmp_path, "environment")).text


def test_the_reader_gets_its_limits(tmp_path: Path) -> None:
    with SafeReader(replace(LIMITS, max_pages=7), HOSTILE) as reader:
        assert reader.read(deed(tmp_path, "nothing")).meta == {"pages": "7"}


def test_a_file_with_more_text_than_a_text_file_may_have_is_refused(
    reader: SafeReader, tmp_path: Path
) -> None:
    assert code_of(reader, deed(tmp_path, "much")) == "too_much_text"


def test_a_document_that_cannot_be_sent_fails_alone(reader: SafeReader, tmp_path: Path) -> None:
    assert code_of(reader, deed(tmp_path, "surrogate")) == "unreadable"
    assert reader.read(deed(tmp_path, "nothing")).title == "nothing"


@POSIX
def test_a_pipe_and_a_device_are_no_files(reader: SafeReader, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.md")
    (tmp_path / "zero.txt").symlink_to("/dev/zero")
    assert code_of(reader, tmp_path / "pipe.md") == "not_a_file"
    assert code_of(reader, tmp_path / "zero.txt") == "not_a_file"


def test_a_large_file_is_refused_unread(reader: SafeReader, tmp_path: Path) -> None:
    assert code_of(reader, deed(tmp_path, "sleep " + "x" * 10_000)) == "file_too_large"


def test_text_reads_the_same_here_and_there(tmp_path: Path) -> None:
    parts = (f"## Afsnit {n}\n\nHøjst {n} pct.\n\n- en\n- to\n" for n in range(5000))
    large = tmp_path / "stor.md"
    large.write_text("---\nkind: guidance\n---\n\n# Stor\n\n" + "\n".join(parts), encoding="utf-8")
    assert read_safely(large, FileLimits()) == read_file(large)


def test_a_process_that_does_not_start_is_no_files_fault(tmp_path: Path) -> None:
    file = deed(tmp_path, "nothing")
    with pytest.raises(MissingPartError) as caught, SafeReader(LIMITS, "no.such:read") as reader:
        reader.read(file)
    assert caught.value.code == "no_reading_process"


@POSIX
def test_the_process_dies_with_the_one_that_started_it(tmp_path: Path) -> None:
    arguments = [str(deed(tmp_path, "nothing")), str(deed(tmp_path, "sleep"))]
    parent = subprocess.Popen(
        [sys.executable, "-c", PARENT, *arguments], stdout=subprocess.PIPE, text=True
    )
    with parent:
        assert parent.stdout is not None
        child = int(parent.stdout.readline())
        assert alive(child)
        parent.send_signal(signal.SIGKILL)
    deadline = time.monotonic() + running.TIMEOUT
    while alive(child):
        assert time.monotonic() < deadline, f"{child} outlives its parent"


def alive(pid: int) -> bool:
    """Tell whether a process runs; one that nobody waited for stays as a zombie."""
    done = subprocess.run(
        ["ps", "-o", "stat=", "-p", str(pid)], capture_output=True, text=True, check=False
    )
    return bool(done.stdout.strip()) and not done.stdout.startswith("Z")
