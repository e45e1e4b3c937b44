"""Without a password the staff pages answer on this machine alone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from assistant.settings import Settings
from assistant.web.guards import FORWARDED
from assistant.web.staff.direct import is_direct
from tests.doors import running
from tests.web.proxy import ROOT_PATH, proxy
from tests.web.routes import Route, staff_routes
from tests.web.staffroom import (
    check_private,
    client,
    cookies,
    set_password,
    signed_in,
    token_of,
)

SIGN_IN = "/staff/log-ind"
ROUTES = staff_routes()


@pytest.fixture(scope="module")
def bare(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A server without a password, which need not be able to answer."""
    with running.server(
        running.environment(tmp_path_factory.mktemp("bare") / "data"), ready=False
    ) as address:
        yield address


def test_without_a_password_this_machine_is_let_in(bare: str) -> None:
    with client(bare, Accept="text/html") as http:
        page = http.get("/staff")
        assert page.status_code == 200
        assert "staff set-password" in page.text
        assert "/staff/log-ud" not in page.text
        cookie = cookies(page)["personale"]
        assert cookie["httponly"]
        assert cookie["samesite"].lower() == "strict"
        assert not cookies(http.get("/staff/profil"))
        for name in ("localhost", "LocalHost:80", "[::1]:7860", "127.0.0.1"):
            assert http.get("/staff", headers={"Host": name}).status_code == 200, name
        # The token is needed all the same: any page in this browser could post.
        assert http.post("/staff/profil", data={"navn": "x"}).status_code == 403
        data = {"navn": "Her", "csrf": token_of(page.text)}
        assert http.post("/staff/profil", data=data).status_code == 303
        assert http.get(SIGN_IN).headers["location"] == "/staff"
        assert http.post(SIGN_IN, data=data).headers["location"] == "/staff"


def check_shut(address: str, path: str, name: str, value: str) -> None:
    with client(address) as http:
        for method in ("GET", "POST"):
            answer = http.request(method, path, headers={name: value})
            assert answer.status_code == 403
            assert answer.json()["error"]["code"] == "password_missing"
            check_private(answer)
        page = http.get(path, headers={"Accept": "text/html", name: value})
        assert page.status_code == 403
        assert "Der er ikke sat en adgangskode" in page.text


@pytest.mark.parametrize(
    ("name", "value"),
    [("Host", "evil.example"), ("Host", "127.0.0.1.evil.example"), ("Host", "10.0.0.1"),
     ("X-Forwarded-For", "127.0.0.1"), ("Forwarded", "for=127.0.0.1"), ("X-Real-IP", "127.0.0.1"),
     ("X-Forwarded-Proto", "http"), ("Via", "1.1 proxy")],
)  # fmt: skip
def test_without_a_password_nobody_else_is(bare: str, name: str, value: str) -> None:
    for path in ("/staff", SIGN_IN):
        check_shut(bare, path, name, value)


@pytest.mark.parametrize("route", ROUTES, ids=[route.path for route in ROUTES])
def test_nor_by_any_other_route(bare: str, route: Route) -> None:
    check_shut(bare, route.filled("x"), "X-Forwarded-For", "127.0.0.1")


def test_without_a_password_a_proxy_on_this_machine_is_no_way_in(bare: str) -> None:
    with proxy(bare, takes_prefix_off=True) as address, client(address) as http:
        assert http.get(f"{ROOT_PATH}/staff").status_code == 403


def test_a_password_that_is_set_closes_what_was_open(tmp_path: Path) -> None:
    environment = running.environment(tmp_path / "data")
    with running.server(environment, ready=False) as address, client(address) as http:
        page = http.get("/staff", headers={"Accept": "text/html"})
        assert page.status_code == 200
        set_password(environment)
        assert http.get("/staff").status_code == 401
        data = {"csrf": token_of(page.text), "navn": "x"}
        assert http.post("/staff/profil", data=data).status_code == 401
        with signed_in(address) as staff:
            assert staff.get("/staff").status_code == 200


def test_pages_in_words_even_while_the_database_is_away(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    url = f"sqlite:///{tmp_path / 'folder'}"
    environment = running.environment(tmp_path / "data", ASSISTANT_DATABASE_URL=url)
    with running.server(environment, ready=False) as address, client(address) as http:
        page = http.get("/staff", headers={"Accept": "text/html"})
        assert page.status_code == 503
        assert "Databasen svarer ikke" in page.text
        assert http.get("/staff").json()["error"]["code"] == "no_database"
        assert http.get("/om").status_code == 200


def scope(**changes: Any) -> dict[str, Any]:
    asked = {"type": "http", "http_version": "1.1", "client": ("127.0.0.1", 5000), FORWARDED: False}
    host = changes.pop("host", "localhost:7860")
    return {**asked, "headers": [(b"host", host.encode())], **changes}


@pytest.mark.parametrize(
    ("changes", "direct"),
    [({}, True), ({"client": ("127.8.9.1", 1)}, True), ({"client": ("::1", 1)}, True),
     ({"client": ("::ffff:127.0.0.1", 1)}, True), ({"client": ("10.0.0.7", 1)}, False),
     ({"client": ("::ffff:10.0.0.7", 1)}, False), ({"client": None}, False),
     ({"client": ("testclient", 1)}, False), ({FORWARDED: True}, False),
     # As some proxies speak to what is behind them, and no browser does.
     ({"http_version": "1.0"}, False),
     ({"host": "127.0.0.1"}, True), ({"host": "[::1]:80"}, True), ({"host": "[::1]"}, True),
     ({"host": "localhost.evil.example"}, False), ({"host": "evil.example:80"}, False),
     ({"host": "0.0.0.0"}, False), ({"host": ""}, False), ({"host": "[::2]"}, False)],
)  # fmt: skip
def test_what_counts_as_this_machine(changes: dict[str, Any], direct: bool) -> None:
    assert is_direct(scope(**changes), Settings()) is direct


@pytest.mark.parametrize(
    "setting",
    [{"root_path": "/assistent"}, {"trusted_proxies": "10.0.0.0/8"},
     {"public_url": "https://www.example.dk"}],
)  # fmt: skip
def test_who_sets_up_a_proxy_needs_a_password(setting: dict[str, str]) -> None:
    assert is_direct(scope(), Settings())
    assert not is_direct(scope(), Settings(**setting))  # type: ignore[arg-type]
