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
def assistant(settings: Settings) -> Iterator[Assistant]:
    """A service of its own."""
    made = Assistant(settings)
    yield made
    made.close()
    # Each holds a model and an index; together they would fill the machine's memory.
    made.__dict__.clear()
    gc.collect()
