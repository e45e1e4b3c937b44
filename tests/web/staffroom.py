"""A server with a password set, and browsers of the staff in the shape of HTTP clients.

def test_something(staff: StaffClient) -> None:
    page = staff.get("/staff/desk")
    done = staff.submit("/staff/desk/ny", {"mail": "…"})            # a form; follows nothing
    found = staff.call("/staff/desk/1/check", {"body": "…"})        # JSON, as a script sends it
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from http.cookies import Morsel, SimpleCookie
from typing import Any

import httpx
import pytest

from tests.doors import running

NAME, PASSWORD, DISPLAY = "mette", "fire korte ord her", "Mette Medarbejder"
_CSRF = re.compile(r'<meta name="csrf" content="([^"]*)">')


class StaffClient(httpx.Client):
    """A client that is signed in; `csrf` is the token of its session."""

    def __init__(self, address: str) -> None:
        headers = {"Accept": "text/html"}
        super().__init__(base_url=address, timeout=60, trust_env=False, headers=headers)
        self.csrf = ""

    def __enter__(self) -> StaffClient:
        """Return itself; it has been used to sign in, which httpx takes for opened."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close it."""
        self.close()

    def submit(
        self, path: str, data: Mapping[str, Any] | None = None, files: Any = None
    ) -> httpx.Response:
        """Post a form with its token, multipart where `files` are given."""
        return self.post(path, data={"csrf": self.csrf, **(data or {})}, files=files)

    def call(self, path: str, json: object) -> httpx.Response:
        """Post JSON as the pages' scripts do."""
        headers = {"X-CSRF-Token": self.csrf, "Accept": "application/json"}
        return self.post(path, json=json, headers=headers)


def set_password(
    environment: Mapping[str, str], name: str = NAME, password: str = PASSWORD
) -> None:
    """Set a password, as the operator does."""
    arguments = ("staff", "set-password", "--name", name, "--display-name", DISPLAY)
    done = running.run(environment, *arguments, stdin=password.encode() + b"\n")
    assert done.code == 0, done.err


def signed_in(http: httpx.Client | str, name: str = NAME, password: str = PASSWORD) -> StaffClient:
    """Return a new client of the same server, signed in; close it, or use it with `with`."""
    client = StaffClient(http if isinstance(http, str) else str(http.base_url))
    done = client.post("/staff/log-ind", data={"navn": name, "kode": password})
    assert done.status_code == 303, done.text
    client.csrf = token_of(client.get("/staff/profil").text)
    return client


def token_of(page: str) -> str:
    """Return the token that a page gives to its scripts."""
    found = _CSRF.search(page)
    assert found, page[:500]
    return found.group(1)


@contextmanager
def client(address: str, **headers: str) -> Iterator[httpx.Client]:
    """A client that is not signed in; `_` in the name of a header is a hyphen."""
    given = {name.replace("_", "-"): value for name, value in headers.items()}
    with httpx.Client(base_url=address, timeout=60, trust_env=False, headers=given) as opened:
        yield opened


def cookies(response: httpx.Response) -> dict[str, Morsel[str]]:
    """Return the cookies that a response sets, with their attributes."""
    found: dict[str, Morsel[str]] = {}
    for line in response.headers.get_list("set-cookie"):
        found.update(SimpleCookie(line))
    return found


def check_private(response: httpx.Response) -> None:
    """What holds for every response below /staff."""
    assert response.headers["cache-control"] == "no-store"
    assert "noindex" in response.headers["x-robots-tag"]
    assert "Cookie" in response.headers["vary"]


@contextmanager
def staff_server(environment: Mapping[str, str]) -> Iterator[str]:
    """Serve with a password set and yield the address, once it can answer."""
    set_password(environment)
    with running.server(environment) as address:
        yield address


@pytest.fixture(scope="session")
def staff_environment(
    indexed: dict[str, str], tmp_path_factory: pytest.TempPathFactory
) -> dict[str, str]:
    """The environment of the staff's server: the shared index, a database of its own."""
    file = tmp_path_factory.mktemp("staff") / "staff.sqlite"
    return {**indexed, "ASSISTANT_DATABASE_URL": f"sqlite:///{file}"}


@pytest.fixture(scope="session")
def staff_address(staff_environment: dict[str, str]) -> Iterator[str]:
    """The address of a server with a password set."""
    with staff_server(staff_environment) as address:
        yield address


@pytest.fixture
def staff(staff_address: str) -> Iterator[StaffClient]:
    """Somebody who is signed in there."""
    with signed_in(staff_address) as client:
        yield client
