"""The desk of an index test."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from assistant.index.model.embedding import LocalEmbedding
from tests.index.desk import Desk


@pytest.fixture(scope="session")
def empty_index(embedding: Any, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The index of an empty corpus: it holds the ways to ask that go with every corpus."""
    desk = Desk(tmp_path_factory.mktemp("empty"), embedding)
    desk.ingest()
    return desk.index


@pytest.fixture
def bare_desk(tmp_path: Path, embedding: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    """A desk without an index. `desk.embedded` holds every passage text given to the model."""
    desk = Desk(tmp_path, embedding)
    original = LocalEmbedding._get_text_embeddings

    def noted(self: LocalEmbedding, texts: list[str]) -> list[list[float]]:
        desk.embedded.extend(texts)
        return original(self, texts)

    monkeypatch.setattr(LocalEmbedding, "_get_text_embeddings", noted)
    yield desk
    desk.store.close()


@pytest.fixture
def desk(bare_desk: Desk, empty_index: Path) -> Desk:
    """A desk with the index of an empty corpus."""
    shutil.copytree(empty_index, bare_desk.index)
    return bare_desk
