"""Signing in and out over real HTTP: cookies, fixation, back-off, where it leads; the profile."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.doors import running
from tests.web.proxy import ROOT_PATH, proxy
from tests.web.staffroom import (
    DISPLAY,
    NAME,
    PASSWORD,
    StaffClient,
    client,
    cookies,
    set_password,
    signed_in,
    token_of,
)

SIGN_IN = "/staff/log-ind"
OTHER = "jens"


@pytest.fixture
def own(tmp_path: Path) -> Iterator[str]:
    """A server with a password that a test may lock up; it need not be able to answer."""
    environment = running.environment(tmp_path / "data")
    set_password(environment)
    with running.server(environment, ready=False) as address:
        yield address


@pytest.fixture
def other(staff_environment: dict[str, str], staff_address: str) -> Iterator[StaffClient]:
    """Another person of the staff, signed in."""
    set_password(staff_environment, OTHER)
    with signed_in(staff_address, OTHER) as client:
        yield client


def test_signing_in_and_out(staff_address: str) -> None:
    with client(staff_address, Accept="text/html") as http:
        asked = http.get("/staff/profil?a=1")
        page = http.get(asked.headers["location"])
        onward = re.search(r'name="videre" value="([^"]*)"', page.text)
        assert onward
        data = {"navn": f" {NAME.upper()} ", "kode": PASSWORD, "videre": onward.group(1)}
        done = http.post(SIGN_IN, data=data)
        assert (done.status_code, done.headers["location"]) == (303, "/staff/profil?a=1")
        page = http.get(done.headers["location"])
        assert page.status_code == 200
        assert DISPLAY in page.text
        assert http.get(SIGN_IN).headers["location"] == "/staff"
        token = http.cookies["personale"]
        out = http.post("/staff/log-ud", data={"csrf": token_of(page.text)})
        assert out.status_code == 303
        assert "personale" not in http.cookies
        assert "logget ud" in http.get(out.headers["location"]).text
        # The browser has forgotten it, and so has the server.
        again = http.get("/staff/profil", headers={"Cookie": f"personale={token}"})
        assert again.status_code == 303


def test_the_cookie_is_for_these_pages_alone(staff_address: str) -> None:
    with client(staff_address) as http:
        done = http.post(SIGN_IN, data={"navn": NAME, "kode": PASSWORD})
        cookie = cookies(done)["personale"]
        assert cookie["httponly"]
        assert cookie["samesite"].lower() == "strict"
        assert cookie["path"] == "/staff"
        assert cookie["domain"] == ""
        assert int(cookie["max-age"]) == 10 * 3600
        assert not cookie["secure"], "this machine, plain HTTP"
        for host in ("www.example.dk", "10.0.0.1:7860", "localhost.example.dk"):
            done = http.post(SIGN_IN, data={"navn": NAME, "kode": PASSWORD}, headers={"Host": host})
            assert cookies(done)["personale"]["secure"], host


def test_behind_a_proxy_the_cookie_is_for_https_and_its_path(tmp_path: Path) -> None:
    environment = running.environment(
        tmp_path / "data", ASSISTANT_ROOT_PATH=ROOT_PATH, ASSISTANT_TRUSTED_PROXIES="127.0.0.1"
    )
    set_password(environment)
    with (
        running.server(environment, ready=False) as inner,
        proxy(inner, takes_prefix_off=True) as address,
        client(address, Accept="text/html") as http,
    ):
        asked = http.get(f"{ROOT_PATH}/staff/desk")
        assert asked.headers["location"] == f"{ROOT_PATH}{SIGN_IN}?videre=%2Fstaff%2Fdesk"
        assert "banner-warn" not in http.get(f"{ROOT_PATH}{SIGN_IN}").text
        data = {"navn": NAME, "kode": PASSWORD, "videre": "/staff/desk"}
        done = http.post(f"{ROOT_PATH}{SIGN_IN}", data=data)
        assert done.headers["location"] == f"{ROOT_PATH}/staff/desk"
        cookie = cookies(done)["personale"]
        assert cookie["secure"]
        assert cookie["path"] == f"{ROOT_PATH}/staff"
        assert cookies(done)["sprog"]["path"] == ROOT_PATH


def test_a_token_that_was_there_before_is_worth_nothing(staff_address: str) -> None:
    address = staff_address
    with client(address, Accept="text/html") as http:
        planted = "A" * 43
        http.cookies.set("personale", planted, domain="127.0.0.1", path="/staff")
        http.post(SIGN_IN, data={"navn": NAME, "kode": PASSWORD})
        first = [c.value for c in http.cookies.jar if c.name == "personale"]
        assert planted not in first[-1:]
    with client(address, Accept="text/html", Cookie=f"personale={planted}") as attacker:
        assert attacker.get("/staff").status_code == 303
    # Somebody signs in again in the same browser: the token before is over.
    with signed_in(address) as http:
        before = http.cookies["personale"]
        with client(address, Cookie=f"personale={before}") as again:
            done = again.post(SIGN_IN, data={"navn": NAME, "kode": PASSWORD})
            assert cookies(done)["personale"].value != before
        assert http.get("/staff").status_code == 303


def test_a_new_password_ends_what_is_open(
    other: StaffClient, staff_environment: dict[str, str]
) -> None:
    assert other.get("/staff/profil").status_code == 200
    set_password(staff_environment, OTHER, "et helt andet kodeord")
    assert other.get("/staff/profil").status_code == 303
    written = "x" * 80 + "\n</textarea><zx9>"
    late = other.submit("/staff/profil", {"navn": "x", "underskrift": written, "kode": "y" * 80})
    assert late.status_code == 401
    assert "ikke gemt" in late.text
    assert "x" * 80 + "\n&lt;/textarea&gt;&lt;zx9&gt;</textarea>" in late.text
    assert "y" * 80 not in late.text


def test_who_fails_has_to_wait(own: str) -> None:
    with client(own, Accept="text/html") as http:
        for _ in range(4):
            answer = http.post(SIGN_IN, data={"navn": NAME, "kode": "ikke det rigtige"})
            assert answer.status_code == 401
            assert "forkert" in answer.text
            assert "ikke det rigtige" not in answer.text
            assert not cookies(answer)
        for kode in ("ikke det rigtige", PASSWORD):
            answer = http.post(SIGN_IN, data={"navn": NAME, "kode": kode})
            assert answer.status_code == 429
            assert answer.headers["retry-after"] in ("1", "2")
            assert "sekunder" in answer.text
        # An unknown name looks the same.
        answer = http.post(SIGN_IN, data={"navn": "en anden", "kode": "ikke det rigtige"})
        assert answer.status_code == 429


@pytest.mark.parametrize(
    "onward", ["//evil.example", "https://evil.example", "/\\evil.example", "/staff//evil.example",
               "/staff/../../", "/kilder", "/staffx", "javascript:alert(1)", "/staff\r\nX: y",
               "/staff/desk#x", "/staff/" + "x" * 600],
)  # fmt: skip
def test_signing_in_leads_nowhere_else(staff_address: str, onward: str) -> None:
    with client(staff_address) as http:
        page = http.get(SIGN_IN, params={"videre": onward})
        assert 'name="videre" value=""' in page.text
        data = {"navn": NAME, "kode": PASSWORD, "videre": onward}
        location = http.post(SIGN_IN, data=data).headers["location"]
    assert location == "/staff"


def test_a_profile_is_text_and_sets_the_language(other: StaffClient) -> None:
    attack = "\"'></textarea></script><zx9 onzx9=alert(1)>{{7*7}}"
    fields = {"navn": attack, "underskrift": f"\n{attack}", "sprog": "en"}
    done = other.submit("/staff/profil", fields)
    assert cookies(done)["sprog"].value == "en"
    for path in ("/staff", "/staff/profil", "/staff/profil?sagt=gemt&lang=da"):
        page = other.get(path).text
        assert "<zx9" not in page
        assert "&lt;zx9" in page
        assert "</textarea></script>" not in page
    assert 'lang="en"' in other.get("/staff/profil").text
    long = other.submit("/staff/profil", {"navn": "x", "underskrift": "y" * 2001})
    assert long.status_code == 422
    assert "y" * 2001 in long.text, "what was typed is not lost"
