"""The learning path over the real files, and over a copy of the call with the example's."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from assistant.service import Assistant
from assistant.settings import Settings, load_settings

ROOT = Path(__file__).resolve().parents[2]
CALL = "innovationskraft-2023-2024"
EXAMPLE = Path(__file__).parent / "example"


def settings_for(corpus: Path, data: Path) -> Settings:
    return load_settings().model_copy(update={"corpus_dir": corpus, "data_dir": data})


@pytest.fixture(scope="session")
def real(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    """The service over the files as they are shipped, with no index at all."""
    service = Assistant(settings_for(ROOT / "corpus", tmp_path_factory.mktemp("data")))
    yield service
    service.close()


@pytest.fixture
def example_corpus(tmp_path: Path) -> Path:
    """A copy of the call whose learning files are those of the example, to be changed."""
    corpus = tmp_path / "corpus"
    shutil.copytree(ROOT / "corpus" / CALL, corpus / CALL)
    shutil.rmtree(corpus / CALL / "learn", ignore_errors=True)
    shutil.copytree(EXAMPLE, corpus / CALL / "learn")
    return corpus


@pytest.fixture
def over(tmp_path: Path) -> Iterator[Callable[[Path], Assistant]]:
    """Make a service over a corpus folder."""
    made: list[Assistant] = []

    def make(corpus: Path) -> Assistant:
        made.append(Assistant(settings_for(corpus, tmp_path / "data")))
        return made[-1]

    yield make
    for service in made:
        service.close()
