"""What all tests share: the embedding model, prepared where `make setup` prepares it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from assistant.index.model import DEFAULT_MODEL, default_folder, load_embedding
from assistant.settings import load_settings

if TYPE_CHECKING:
    from assistant.index.model.embedding import LocalEmbedding


@pytest.fixture(scope="session")
def embedding() -> LocalEmbedding:
    return load_embedding(DEFAULT_MODEL, default_folder(load_settings().model_dir))
