"""What the benchmarks share: a workplace of their own, the command line, and how they report."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assistant.errors import MissingPartError
from assistant.settings import load_settings
from eval.questions import Question, load_sets

# The call that the question sets are about: made-up ones beside it must not share its answers.
CALL = "innovationskraft-2023-2024"


@dataclass(frozen=True, slots=True)
class Workplace:
    """A copy of the corpus and an empty data folder, so that a benchmark spoils nothing."""

    corpus: Path
    data: Path

    @property
    def environment(self) -> dict[str, str]:
        """The environment in which commands use this workplace; the model stays shared."""
        return os.environ | {
            "ASSISTANT_CORPUS_DIR": str(self.corpus),
            "ASSISTANT_DATA_DIR": str(self.data),
            # A benchmark asks faster than one address may.
            "ASSISTANT_RATE_LIMIT": "1000000/minute",
        }


@contextmanager
def workplace() -> Iterator[Workplace]:
    """Make a workplace in the system's folder for temporary files and remove it afterwards."""
    with tempfile.TemporaryDirectory(prefix="assistant-bench-") as folder:
        place = Workplace(Path(folder) / "corpus", Path(folder) / "data")
        shutil.copytree(load_settings().corpus_dir, place.corpus)
        place.data.mkdir()
        yield place


def command(*arguments: str) -> list[str]:
    """Return the installed `assistant` of this Python with arguments.

    Raises MissingPartError when it isn't installed.
    """
    program = shutil.which("assistant", path=str(Path(sys.executable).parent))
    if program is None:
        raise MissingPartError(
            "not_installed", "The command `assistant` is not beside this Python.", "Run make setup."
        )
    return [program, *arguments]


def call(place: Workplace, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the assistant to its end in the workplace and return what it wrote."""
    return subprocess.run(
        command(*arguments),
        env=place.environment,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


def must(done: subprocess.CompletedProcess[str]) -> dict[str, Any]:
    """Return the JSON object of a command that has to succeed; raises RuntimeError if it failed."""
    if done.returncode != 0:
        raise RuntimeError(f"{done.args} ended with {done.returncode}: {done.stderr[-2000:]}")
    loaded: dict[str, Any] = json.loads(done.stdout)
    return loaded


def some_questions(sets: Sequence[str], number: int) -> list[Question]:
    """Return `number` questions of the sets (all dev sets when none is named), round and round."""
    questions = [question for each in load_sets(sets) for question in each.questions]
    return [questions[index % len(questions)] for index in range(number)]


def finish(figures: Mapping[str, Any], line: str, ok: bool) -> None:
    """Print the figures as JSON on stdout and one line for people on stderr; exit 1 unless ok."""
    sys.stdout.write(json.dumps({**figures, "ok": ok}, ensure_ascii=False, indent=2) + "\n")
    sys.stderr.write(f"{'ok' if ok else 'MISSED'}: {line}\n")
    if not ok:
        raise SystemExit(1)
