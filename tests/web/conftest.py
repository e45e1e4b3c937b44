"""Real servers over one index: an ordinary one, and one that is narrow and behind a proxy."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.doors import running
from tests.web.proxy import ROOT_PATH, proxy
from tests.web.staffroom import staff, staff_address, staff_environment

__all__ = ["staff", "staff_address", "staff_environment"]


@pytest.fixture(scope="session")
def indexed(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The environment of an assistant that has its index."""
    return running.indexed_environment(tmp_path_factory.getbasetemp())


@pytest.fixture(scope="session")
def environment(
    indexed: dict[str, str], tmp_path_factory: pytest.TempPathFactory
) -> dict[str, str]:
    """The same, with a database of its own."""
    file = tmp_path_factory.mktemp("database") / "feedback.sqlite"
    return {**indexed, "ASSISTANT_DATABASE_URL": f"sqlite:///{file}"}


@pytest.fixture(scope="session")
def address(environment: dict[str, str]) -> Iterator[str]:
    """The address of a server with ordinary settings."""
    with running.server(environment) as address:
        yield address


@pytest.fixture(scope="session")
def http(address: str) -> Iterator[httpx.Client]:
    """A client of that server."""
    with httpx.Client(base_url=address, timeout=60, trust_env=False) as client:
        yield client


@pytest.fixture(scope="session")
def answer(http: httpx.Client) -> dict[str, Any]:
    """A real answer with quotes."""
    question = {"question": "Kan Regionalfonden dække 50 %?", "as_of": "2022-05-01"}
    given: dict[str, Any] = http.post("/api/ask", json=question).json()
    assert given["citations"]
    return given


@pytest.fixture(scope="session")
def narrow(indexed: dict[str, str], tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A server with little room, below a path, that believes the proxy on this machine."""
    base: Path = tmp_path_factory.mktemp("narrow")
    settings = {
        "ASSISTANT_DATABASE_URL": f"sqlite:///{base / 'feedback.sqlite'}",
        "ASSISTANT_MAX_CONCURRENT_ANSWERS": "1",
        "ASSISTANT_MAX_WAITING": "2",
        "ASSISTANT_RATE_LIMIT": "60/hour",
        "ASSISTANT_TRUSTED_PROXIES": "127.0.0.1",
        "ASSISTANT_ROOT_PATH": ROOT_PATH,
        "ASSISTANT_FRAME_ANCESTORS": "https://www.example.dk https://*.example.org",
    }
    with running.server({**indexed, **settings}) as address:
        yield address


@pytest.fixture(scope="session", params=[True, False], ids=["prefix off", "prefix kept"])
def behind_proxy(request: pytest.FixtureRequest, narrow: str) -> Iterator[httpx.Client]:
    """A client of a real proxy in front of it, which takes the path's prefix off, or doesn't."""
    with (
        proxy(narrow, takes_prefix_off=request.param) as address,
        httpx.Client(base_url=address, timeout=60, trust_env=False) as client,
    ):
        yield client
