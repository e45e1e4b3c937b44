"""What all tests share: the embedding model, and the real service over the real corpus."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import hypothesis
import pytest

from assistant.index.model import DEFAULT_MODEL, default_folder, load_embedding
from assistant.service import Assistant
from assistant.settings import Settings, load_settings
from tests.doors import running

if TYPE_CHECKING:
    from assistant.index.model.embedding import LocalEmbedding

# How long an example takes says more of the machine than of the code.
hypothesis.settings.register_profile("tests", deadline=None)
hypothesis.settings.load_profile("tests")


# Files whose tests take longest each, first: nobody waits for the last one alone at the end.
_FIRST = ("tests/e2e/", "tests/web/", "tests/doors/", "tests/index/")


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put browser and server tests before the many quick ones."""

    def place(item: pytest.Item) -> int:
        return next((n for n, part in enumerate(_FIRST) if part in item.nodeid), len(_FIRST))

    items.sort(key=place)


@pytest.fixture(scope="session")
def embedding() -> LocalEmbedding:
    return load_embedding(DEFAULT_MODEL, default_folder(load_settings().model_dir))


@pytest.fixture(scope="session")
def real_settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """Return settings with the real corpus and the index that this test session shares."""
    environment = running.indexed_environment(tmp_path_factory.getbasetemp())
    folders = {
        name: Path(environment[f"ASSISTANT_{name.upper()}"]) for name in ("corpus_dir", "data_dir")
    }
    return load_settings().model_copy(update=folders)


@pytest.fixture(scope="session")
def service(real_settings: Settings) -> Iterator[Assistant]:
    """Return the real service over the real corpus, its index built."""
    assistant = Assistant(real_settings)
    assistant.ensure_ready()
    yield assistant
    assistant.close()
