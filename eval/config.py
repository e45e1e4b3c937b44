"""What a run stores about itself, so that its figures can be traced and repeated."""

from __future__ import annotations

import os
import platform
import re
import subprocess
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from assistant.settings import Settings
from eval.questions import QuestionSet

ROOT = Path(__file__).parent.parent
PACKAGES = ("torch", "sentence-transformers", "llama-index-core", "chromadb", "bm25s", "numpy")
PASSWORD = re.compile(r"(?<=://)[^/@]+@")


class SetConfig(BaseModel):
    """A question set with the digest of its bytes."""

    name: str
    sha256: str
    questions: int


class RunConfig(BaseModel):
    """Settings, git revision, index generation, question sets and the machine of a run."""

    started: datetime
    revision: str | None
    changed: bool
    settings: dict[str, Any]
    call: str | None = None
    index_generations: list[str]
    sets: list[SetConfig]
    python: str
    packages: dict[str, str]
    machine: str
    cores: int


def make_config(
    settings: Settings,
    sets: Sequence[QuestionSet],
    generations: Iterable[str],
    call: str | None = None,
) -> RunConfig:
    """Describe a run that starts now. Passwords in addresses are left out."""
    revision = _git("rev-parse", "HEAD")
    return RunConfig(
        started=datetime.now(UTC),
        revision=revision,
        changed=bool(_git("status", "--porcelain")),
        settings={
            name: PASSWORD.sub("", value) if isinstance(value, str) else value
            for name, value in settings.model_dump(mode="json").items()
        },
        call=call,
        index_generations=sorted(set(generations)),
        sets=[
            SetConfig(name=each.name, sha256=each.sha256, questions=len(each.questions))
            for each in sets
        ],
        python=platform.python_version(),
        packages={name: _version(name) for name in PACKAGES},
        machine=f"{platform.system()} {platform.machine()}",
        cores=os.cpu_count() or 1,
    )


def _git(*arguments: str) -> str | None:
    try:
        done = subprocess.run(
            ["git", *arguments], cwd=ROOT, capture_output=True, text=True, check=True
        )
    except (OSError, subprocess.CalledProcessError):
        return None
    return done.stdout.strip()


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return "not installed"
