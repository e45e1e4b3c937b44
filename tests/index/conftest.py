"""The desk of an index test."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from assistant.index.model.embedding import LocalEmbedding
from tests.index.desk import Desk


@pytest.fixture
def desk(tmp_path: Path, embedding: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    """A desk with the real model, whose every use is noted in `desk.embedded`."""
    desk = Desk(tmp_path, embedding)
    original = LocalEmbedding._get_text_embeddings

    def noted(self: LocalEmbedding, texts: list[str]) -> list[list[float]]:
        desk.embedded.extend(texts)
        return original(self, texts)

    monkeypatch.setattr(LocalEmbedding, "_get_text_embeddings", noted)
    yield desk
    desk.store.close()
