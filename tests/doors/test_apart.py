"""The index is built in another process, which reports, fails in words and dies with its parent."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest

from assistant.doors.apart import build_apart
from assistant.errors import MissingPartError
from assistant.service import Assistant
from assistant.settings import Settings, load_settings
from tests.doors import running

PARENT = """
import json, sys
from assistant.doors.apart import build_apart
from assistant.settings import Settings
settings = Settings(**json.loads(sys.argv[1]))
build_apart(settings, lambda *told: print(*told, flush=True))
"""


@pytest.fixture
def small(tmp_path: Path) -> Settings:
    """Settings of an assistant whose corpus is one short document."""
    folder = tmp_path / "corpus" / "prøve"
    folder.mkdir(parents=True)
    (folder / "prøve.md").write_text("# Prøve\n\nAlle kan søge inden 1. maj.\n", encoding="utf-8")
    return load_settings().model_copy(
        update={"corpus_dir": tmp_path / "corpus", "data_dir": tmp_path / "data"}
    )


def ps(*options: str) -> list[list[str]]:
    done = subprocess.run(["ps", *options], capture_output=True, text=True, check=False)
    return [line.split() for line in done.stdout.splitlines()]


def alive(pid: str) -> bool:
    # Where nobody waits for it, a dead process stays as a zombie.
    return any(not stat.startswith("Z") for (stat,) in ps("-o", "stat=", "-p", pid))


def test_it_builds_with_these_settings_and_says_how_far_it_is(small: Settings) -> None:
    told: list[tuple[str, int, int]] = []
    build_apart(small, lambda *values: told.append(values))
    assert {"read", "split", "embed", "write"} <= {what for what, _, _ in told}
    with closing(Assistant(small)) as service:
        assert [source.id for source in service.sources()] == ["proeve"]


def test_what_goes_wrong_there_is_raised_here(small: Settings, tmp_path: Path) -> None:
    nowhere = small.model_copy(update={"corpus_dir": tmp_path / "nothing"})
    with pytest.raises(MissingPartError) as there, closing(Assistant(nowhere)) as service:
        service.build()
    with pytest.raises(MissingPartError) as here:
        build_apart(nowhere)
    assert here.value.to_json() == there.value.to_json()


def test_one_that_is_killed_is_said(small: Settings, tmp_path: Path) -> None:
    # A data folder that is a file: no AssistantError, but a traceback, of which the log has all.
    (tmp_path / "data").write_text("in the way")
    with pytest.raises(MissingPartError) as caught:
        build_apart(small)
    assert caught.value.code == "build_failed"


@pytest.mark.skipif(os.name == "nt", reason="looks for processes in a way that Windows lacks")
def test_it_dies_with_its_parent(small: Settings) -> None:
    parent = subprocess.Popen(
        [sys.executable, "-c", PARENT, small.model_dump_json()],
        stdout=subprocess.PIPE,
        text=True,
        cwd=running.ROOT,
    )
    with parent:
        assert parent.stdout is not None
        while not (line := parent.stdout.readline()).startswith("embed"):
            assert line, "the build has ended before it was killed"
        (child,) = [pid for pid, above in ps("-A", "-o", "pid=,ppid=") if above == str(parent.pid)]
        assert alive(child)
        parent.send_signal(signal.SIGKILL)
        assert parent.wait(running.TIMEOUT) == -signal.SIGKILL
    deadline = time.monotonic() + running.TIMEOUT
    while alive(child):
        assert time.monotonic() < deadline, f"{child} outlives its parent"


@pytest.mark.parametrize("damage", ["documents.jsonl", "manifest.json", "chroma/chroma.sqlite3"])
def test_a_broken_index_is_built_anew(small: Settings, damage: str) -> None:
    with closing(Assistant(small)) as service:
        service.ensure_ready()
    folder = small.data_dir / "index"
    current = json.loads((folder / "CURRENT").read_text())["folder"]
    (folder / current / damage).unlink()
    with closing(Assistant(small)) as service:
        with pytest.raises(MissingPartError) as caught:
            service.sources()
        assert caught.value.code == "broken_index"
        service.ensure_ready()
        assert [source.id for source in service.sources()] == ["proeve"]
