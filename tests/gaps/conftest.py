"""The real service over the shared index, each test with a database of its own."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.service import Assistant
from assistant.settings import Settings


@pytest.fixture
def settings(real_settings: Settings, service: Assistant, tmp_path: Path) -> Settings:
    """Settings with the shared index, which is built, and a database that is not there yet."""
    database = {"database_url": f"sqlite:///{tmp_path / 'gaps.sqlite'}"}
    return real_settings.model_copy(update=database)


@pytest.fixture
def assistant(settings: Settings, service: Assistant) -> Iterator[Assistant]:
    """A service of its own, but for the model: one for each test would fill the memory."""
    made = Assistant(settings)
    own, made._model = made._model, service._model
    yield made
    made._model = own
    made.close()
    made.__dict__.clear()
    gc.collect()
