"""A data folder with an index, made once by the program itself, and a server that uses it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import httpx
import pytest

from tests.doors import running
from tests.doors.running import Result

Run = Callable[..., Result]


@pytest.fixture(scope="session")
def indexed(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The environment of an assistant that has prepared its model and built its index."""
    return running.indexed_environment(tmp_path_factory.getbasetemp())


@pytest.fixture(scope="session")
def assistant(indexed: dict[str, str]) -> Run:
    """Run `assistant` on that index: `assistant("ask", "…", stdin=b"…")`."""

    def run(*arguments: str | bytes, stdin: bytes = b"") -> Result:
        return running.run(indexed, *arguments, stdin=stdin)

    return run


@pytest.fixture
def bare(tmp_path: Path) -> Run:
    """Run `assistant` where nothing has been prepared, for what must fail before that matters."""
    environment = running.environment(
        tmp_path / "data", ASSISTANT_MODEL_DIR=str(tmp_path / "model")
    )

    def run(*arguments: str | bytes, stdin: bytes = b"") -> Result:
        return running.run(environment, *arguments, stdin=stdin)

    return run


@pytest.fixture(scope="session")
def address(indexed: dict[str, str]) -> Iterator[str]:
    """The address of a running server that can answer."""
    with running.server(indexed) as address:
        yield address


@pytest.fixture(scope="session")
def http(address: str) -> Iterator[httpx.Client]:
    """A client of that server."""
    with httpx.Client(base_url=address, timeout=60, trust_env=False) as client:
        yield client
