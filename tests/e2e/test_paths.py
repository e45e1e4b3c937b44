"""Both paths as a person walks them: by keyboard, on a phone, without scripts, da and en."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.e2e.conftest import Visit
from tests.e2e.test_access import open_context, violations

PHONE = {"width": 360, "height": 740}
OUTCOME = "/kan-vi-soege?kind=company&cvr=yes&size=sme&innovation_active=no&wants=apply"
# What a person chooses by its number, until the outcome: a company, with a CVR number, ...
STEPS = (2, 1, 1, 2, 1)
WORDS = {
    "da": {
        "next": "Fortsæt",
        "sign": "Kan deltage",
        "outcome": "I kan deltage gennem en klyngeorganisation.",
        "headcount": "Hvor mange årsværk",
        "turnover": "Hvad er årets omsætning?",
        "share": "Ejerandel",
        "units": "Årsværk",
        "add": "Tilføj en partnervirksomhed",
        "entry": "Partnervirksomhed 1",
        "check": "Se, om vi er en SMV",
        "sme": "SMV",
    },
    "en": {
        "next": "Continue",
        "sign": "May take part",
        "outcome": "You can take part through a cluster organisation.",
        "headcount": "How many annual work units",
        "turnover": "What is the annual turnover?",
        "share": "Share",
        "units": "Annual work units",
        "add": "Add a partner enterprise",
        "entry": "Partner enterprise 1",
        "check": "See whether we are an SME",
        "sme": "SME",
    },
}


def no_wider(page: Page) -> None:
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), page.url


def tab_to(page: Page, name: str) -> None:
    """Press the tabulator until the element with this accessible name has the focus."""
    for _ in range(60):
        page.keyboard.press("Tab")
        focused = page.evaluate(
            "(one => (one.labels?.[0] ?? one).textContent.trim())(document.activeElement)"
        )
        if focused.startswith(name):
            return
    raise AssertionError(f"{name} is not reached")


def in_language(context: BrowserContext, address: str, language: str) -> Page:
    context.add_cookies([{"name": "sprog", "value": language, "url": address}])
    return context.new_page()


@pytest.mark.parametrize("language", ["da", "en"])
def test_who_may_apply_by_keyboard_on_a_phone(visit: Visit, address: str, language: str) -> None:
    words = WORDS[language]
    page = in_language(visit(address, viewport=PHONE), address, language)
    page.goto("/kan-vi-soege")
    for number in STEPS:
        no_wider(page)
        choices = page.locator(".choice input")
        tab_to(page, page.locator(".choice label").first.inner_text())
        for _ in range(number - 1):
            page.keyboard.press("ArrowDown")
        page.keyboard.press("Space")
        expect(choices.nth(number - 1)).to_be_checked()
        with page.expect_navigation():
            page.keyboard.press("Enter")
    heading = page.get_by_role("heading", level=1, name=words["outcome"])
    expect(heading).to_be_focused()
    expect(page.locator(".sign")).to_have_text(words["sign"])
    expect(page.locator("blockquote").first).to_be_visible()
    no_wider(page)
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Enter")
    expect(page.locator(".choice input").first).to_be_visible()


@pytest.mark.parametrize("language", ["da", "en"])
def test_size_by_keyboard_on_a_phone(visit: Visit, address: str, language: str) -> None:
    words = WORDS[language]
    page = in_language(visit(address, viewport=PHONE), address, language)
    page.goto("/er-vi-en-smv")
    page.evaluate("window.stayed = true")
    tab_to(page, words["headcount"])
    page.keyboard.type("100")
    tab_to(page, "Danske kroner" if language == "da" else "Danish kroner")
    page.keyboard.press("ArrowDown")
    unit = page.locator("[data-unit]").first
    expect(unit).to_have_text("euro")
    expect(page.locator("#felt-eur_dkk")).to_be_hidden()
    tab_to(page, words["turnover"])
    page.keyboard.type("10.000.000")
    tab_to(page, words["add"])
    page.keyboard.press("Enter")
    entry = page.get_by_role("group", name=words["entry"])
    expect(entry).to_be_focused()
    expect(page.locator("#felt-headcount")).to_have_value("100")
    tab_to(page, words["share"])
    page.keyboard.type("30")
    tab_to(page, words["units"])
    page.keyboard.type("400")
    page.keyboard.press("Tab")
    page.keyboard.type("5.000.000")
    no_wider(page)
    # Enter in a field asks for the result.
    page.keyboard.press("Enter")
    result = page.locator("#resultat")
    expect(result).to_be_focused()
    expect(result).to_be_in_viewport()
    expect(page.locator(".sign")).to_have_text(words["sme"])
    assert page.title().startswith(result.inner_text())
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator(".path-formula").first).to_contain_text("= 220")
    no_wider(page)
    assert page.evaluate("window.stayed"), "the page was loaded anew"


def test_both_work_without_scripts(visit: Visit, address: str) -> None:
    page = visit(address, java_script_enabled=False).new_page()
    page.goto("/er-vi-en-smv")
    # Nothing hides what may have to be answered.
    expect(page.get_by_text("Er de offentlige ejere alle investorer")).to_be_visible()
    page.get_by_label("Hvor mange årsværk").fill("12")
    page.get_by_label("Euro", exact=True).check()
    page.get_by_role("button", name="Tilføj en tilknyttet virksomhed").click()
    page.get_by_role("group", name="Tilknyttet virksomhed 1").get_by_label("Årsværk").fill("x")
    page.get_by_role("button", name="Se, om vi er en SMV").click()
    page.get_by_role("link", name="Tilknyttet virksomhed 1: Årsværk: Skriv et tal").click()
    field = page.get_by_role("group", name="Tilknyttet virksomhed 1").get_by_label("Årsværk")
    expect(field).to_be_focused()
    field.fill("300")
    page.get_by_role("button", name="Se, om vi er en SMV").click()
    expect(page.locator(".sign")).to_have_text("Ikke en SMV")
    expect(page.locator("#resultat")).to_be_focused()
    page.get_by_role("navigation", name="Menu").get_by_role("link", name="Kan vi søge?").click()
    page.get_by_label("En privatperson uden virksomhed").check()
    page.get_by_role("button", name="Fortsæt").click()
    page.get_by_label("Deltage i aktiviteter").check()
    page.get_by_role("button", name="Fortsæt").click()
    expect(page.locator(".sign")).to_have_text("Uden for")
    expect(page.get_by_role("heading", level=1)).to_be_focused()


def test_the_link_leads_somebody_else_to_the_outcome(visit: Visit, address: str) -> None:
    mine = visit(address, permissions=["clipboard-read", "clipboard-write"])
    page = mine.new_page()
    page.goto(OUTCOME)
    page.get_by_role("button", name="Kopiér link").click()
    expect(page.locator("[data-said]")).to_have_text("Linket er kopieret.")
    theirs = visit(address).new_page()
    theirs.goto(page.evaluate("navigator.clipboard.readText()"))
    expect(theirs.get_by_role("heading", level=1)).to_have_text(WORDS["da"]["outcome"])
    quote = theirs.locator("blockquote").first.inner_text()
    theirs.locator(".quote a").first.click()
    expect(theirs.locator("mark#citat")).to_have_text(quote)


def test_the_figures_survive_a_change_of_language(visit: Visit, address: str) -> None:
    page = visit(address).new_page()
    page.goto("/er-vi-en-smv")
    page.get_by_label("Hvor mange årsværk").fill("300")
    page.get_by_role("button", name="Tilføj en partnervirksomhed").click()
    page.get_by_label("Navn").fill("Alfa")
    page.get_by_role("link", name="English").click()
    expect(page.get_by_label("Name")).to_have_value("Alfa")
    expect(page.get_by_label("How many annual work units")).to_have_value("300")
    expect(page.locator("#resultat")).to_have_count(0)
    page.get_by_label("Share", exact=True).fill("30")
    page.get_by_role("button", name="See whether we are an SME").click()
    expect(page.locator(".sign")).to_be_visible()
    page.get_by_role("link", name="Dansk").click()
    expect(page.locator("#resultat")).to_have_text(re.compile("virksomheden", re.IGNORECASE))
    assert page.evaluate("window.sessionStorage.length") == 0


@pytest.fixture(scope="module", params=["da-light", "da-dark", "en-light", "en-dark"])
def page(browser: Browser, address: str, request: pytest.FixtureRequest) -> Iterator[Page]:
    language, theme = request.param.split("-")
    context = open_context(browser, address, language, color_scheme=theme, viewport=PHONE)
    page = context.new_page()
    yield page
    context.close()


def test_no_step_keeps_anybody_out(page: Page) -> None:
    language = page.context.cookies()[0]["value"]
    for path in ("/kan-vi-soege?trin=kind", "/kan-vi-soege?kind=company&cvr=yes", OUTCOME):
        page.goto(path)
        assert violations(page) == [], path
    page.goto("/er-vi-en-smv")
    page.get_by_role("button", name=WORDS[language]["add"]).click()
    expect(page.locator("#felt-partners-0")).to_be_visible()
    check = page.get_by_role("button", name=WORDS[language]["check"])
    check.click()
    expect(page.locator(".path-summary")).to_be_focused()
    assert violations(page) == []
    page.locator("#felt-partners-0-share").fill("30")
    check.click()
    expect(page.locator("#resultat")).to_be_focused()
    for details in page.locator("details").all():
        details.evaluate("one => { one.open = true; }")
    assert violations(page) == []
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    no_wider(page)
    page.evaluate("document.documentElement.style.fontSize = ''")
