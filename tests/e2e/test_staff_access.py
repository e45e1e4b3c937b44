"""Signing in, the overview and the profile in the browser."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.doors import running
from tests.e2e.asking import PHONE, fits
from tests.e2e.conftest import Visit
from tests.e2e.staff import sign_in
from tests.e2e.test_access import violations
from tests.web.staffroom import DISPLAY, NAME, PASSWORD, set_password


@pytest.fixture(scope="module")
def guarded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[dict[str, str], str]]:
    """A server with a password, which need not be able to answer, and its environment."""
    base: Path = tmp_path_factory.mktemp("guarded")
    environment = running.environment(base / "data")
    set_password(environment)
    with running.server(environment, ready=False) as address:
        yield environment, address


def test_in_and_out(visit: Visit, guarded: tuple[dict[str, str], str]) -> None:
    context = visit(guarded[1])
    page = context.new_page()
    page.goto("/staff/profil")
    expect(page.locator("h1")).to_have_text("Log ind")
    page.locator("#navn").fill(NAME)
    page.locator("#kode").fill("ikke det rigtige")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("forkert")
    # The name is still there, and the password is what to type next.
    expect(page.locator("#navn")).to_have_value(NAME)
    expect(page.locator("#kode")).to_be_focused()
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("Din profil")
    assert page.evaluate("document.cookie").find("personale") < 0, "no script may see it"
    page.get_by_role("button", name="Log ud").click()
    expect(page.get_by_role("status")).to_have_text("Du er logget ud.")
    assert "sagt" not in page.url
    page.goto("/staff")
    expect(page.locator("h1")).to_have_text("Log ind")


def test_a_profile_without_scripts(visit: Visit, guarded: tuple[dict[str, str], str]) -> None:
    context = visit(guarded[1], java_script_enabled=False)
    page = context.new_page()
    sign_in(page)
    page.get_by_role("link", name=DISPLAY).click()
    page.get_by_label("Din underskrift").fill("Venlig hilsen\nMette")
    page.get_by_label("English").check()
    page.get_by_role("button", name="Gem").click()
    expect(page.get_by_role("status")).to_have_text("Your changes are saved.")
    expect(page.get_by_label("Your signature")).to_have_value("Venlig hilsen\nMette")
    page.get_by_label("Dansk").check()
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("status")).to_have_text("Dine ændringer er gemt.")


def test_what_was_written_is_not_lost_when_the_session_is_over(
    visit: Visit, guarded: tuple[dict[str, str], str]
) -> None:
    environment, address = guarded
    context = visit(address)
    page = context.new_page()
    sign_in(page)
    page.goto("/staff/profil")
    written = "\nVenlig hilsen\n\n  Mette </textarea><b>"
    page.get_by_label("Din underskrift").fill(written)
    set_password(environment)
    page.get_by_role("button", name="Gem").click()
    expect(page.locator("h1")).to_have_text("Du er ikke logget ind")
    expect(page.get_by_label("Det, du skrev")).to_have_value(written)
    assert violations(page) == []
    # Signed in again in another window, the page as it stands is still that of the old session.
    sign_in(page)
    page.goto("/staff/profil")
    page.evaluate("document.querySelectorAll('[name=csrf]').forEach((e) => e.value = 'x')")
    page.get_by_label("Din underskrift").fill(written)
    page.get_by_role("button", name="Gem").click()
    expect(page.locator("h1")).to_have_text("Siden er for gammel")
    expect(page.get_by_label("Det, du skrev")).to_have_value(written)


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("language", ["da", "en"])
def test_nobody_is_kept_out_by_how_it_looks(
    visit: Visit, guarded: tuple[dict[str, str], str], language: str, theme: str
) -> None:
    address = guarded[1]
    context = visit(address, color_scheme=theme, viewport=PHONE)
    page = context.new_page()
    page.goto(f"/staff/log-ind?lang={language}")
    assert violations(page) == []
    page.locator("#kode").fill("x")
    page.locator("#navn").fill("nobody")
    page.locator("form button[type=submit]").click()
    assert violations(page) == []
    sign_in(page)
    for path in ("/staff", "/staff/profil", "/staff/profil?sagt=gemt", "/staff/made-up"):
        page.goto(f"{path}{'&' if '?' in path else '?'}lang={language}")
        assert violations(page) == [], path
        for width in (320, 360, 1280):
            page.set_viewport_size({"width": width, "height": 740})
            assert fits(page), (path, width)
