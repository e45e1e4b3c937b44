"""The budget page as a person uses it: by keyboard, on a phone, without scripts, da and en."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from pypdf import PdfReader

from tests.e2e.conftest import Visit
from tests.e2e.test_access import open_context, violations

PATH = "/tjek-budget"
PHONE = {"width": 360, "height": 740}
WORDS = {
    "da": {
        "costs": "Region Hovedstaden",
        "zealand": "Region Sjælland",
        "erdf": "Regionalfonden",
        "partners": "Projektets partnere",
        "check": "Tjek budgettet",
        "remedy": "Sænk tilskuddet fra Regionalfonden med mindst 100.000 kr.",
        "met": "Overholdt",
        "report": "Hent rapport (PDF)",
        "save": "Gem som YAML-fil",
        "load": "Hent filen",
        "title": "Tjek af budget",
        "file": "budgettjek-",
    },
    "en": {
        "costs": "The Capital Region of Denmark",
        "zealand": "Region Zealand",
        "erdf": "The Regional Fund (ERDF)",
        "partners": "The project partners",
        "check": "Check the budget",
        "remedy": "Lower the grant from the Regional Fund (ERDF) by at least DKK 100,000.",
        "met": "Met",
        "report": "Download report (PDF)",
        "save": "Save as a YAML file",
        "load": "Load the file",
        "title": "Check of a budget",
        "file": "budget-check-",
    },
}
# Every change of the live region, as a screen reader would hear it.
LISTEN = """() => {
  window.heard = [];
  const region = document.querySelector("#budget-page [data-said]");
  new MutationObserver(() => window.heard.push(region.textContent))
    .observe(region, {childList: true, characterData: true, subtree: true});
}"""
FOCUS_RING = """() => {
  const style = getComputedStyle(document.activeElement);
  return style.outlineStyle === "none" ? 0 : parseFloat(style.outlineWidth);
}"""


def tab_to(page: Page, name: str) -> None:
    """Press Tab until the field or button `name` has the focus, which must be seen everywhere."""
    for _ in range(60):
        page.keyboard.press("Tab")
        assert page.evaluate(FOCUS_RING) >= 2
        label = page.evaluate(
            "() => (document.activeElement.labels?.[0] ?? document.activeElement).innerText"
        )
        if label.strip() == name:
            return
    raise AssertionError(f"{name!r} can't be reached")


def fits(page: Page) -> bool:
    return bool(page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"))


@pytest.fixture(params=["da", "en"])
def phone(visit: Visit, address: str, request: pytest.FixtureRequest) -> Iterator[Page]:
    context = visit(address, viewport=PHONE, reduced_motion="reduce")
    context.add_cookies([{"name": "sprog", "value": request.param, "url": address}])
    page = context.new_page()
    page.goto(PATH)
    yield page
    assert fits(page)


def test_from_the_form_to_the_report_by_keyboard_on_a_phone(phone: Page) -> None:
    words = WORDS[phone.locator("html").get_attribute("lang") or ""]
    phone.evaluate(LISTEN)
    for name, text in (
        ("costs", "3 mio. kr."), ("zealand", "2.000.000"), ("erdf", "2,5 mio."),
        ("partners", "2.500.000"),
    ):  # fmt: skip
        tab_to(phone, words[name])
        phone.keyboard.type(text)
    # The result comes by itself, is announced, and leaves the focus where it is.
    expect(phone.locator("#regel-erdf-share")).to_contain_text(words["remedy"])
    assert phone.evaluate("document.activeElement.name") == "financing.partners"
    tab_to(phone, words["check"])
    phone.keyboard.press("Enter")
    expect(phone.locator("#resultat")).to_be_focused()
    heard = phone.evaluate("window.heard")
    assert len(heard) == len(set(heard))
    assert heard
    tab_to(phone, words["report"])
    with phone.expect_download() as download:
        phone.keyboard.press("Enter")
    assert download.value.suggested_filename.startswith(words["file"])
    pdf = PdfReader(io.BytesIO(Path(download.value.path()).read_bytes()))
    text = " ".join(" ".join(page.extract_text() for page in pdf.pages).split())
    assert text.startswith(words["title"])
    assert words["remedy"] in text


def test_rows_take_the_focus_and_files_go_out_and_in(phone: Page, tmp_path: Path) -> None:
    words = WORDS[phone.locator("html").get_attribute("lang") or ""]
    phone.get_by_label(words["costs"], exact=True).fill("1.000.000")
    phone.get_by_label(words["partners"], exact=True).fill("1.000.000")
    phone.locator("button[value=add-award]").press("Enter")
    expect(phone.locator("#de_minimis-0-undertaking")).to_be_focused()
    phone.locator("#de_minimis-0-undertaking").fill("87654321")
    phone.locator("#de_minimis-0-award_date").fill("2023-09-01")
    phone.locator("#de_minimis-0-amount").fill("200.000,01")
    expect(phone.locator("#regel-de-minimis .sign-fail").first).to_be_visible()
    with phone.expect_download() as download:
        phone.get_by_role("button", name=words["save"]).press("Enter")
    file = tmp_path / download.value.suggested_filename
    download.value.save_as(file)
    phone.locator("button[value='remove-award:0']").press("Enter")
    expect(phone.locator("#de_minimis-0-undertaking")).to_have_count(0)
    expect(phone.locator("[data-awards]")).to_be_focused()
    expect(phone.locator("#regel-de-minimis .sign-not_applicable").first).to_be_visible()
    phone.locator("#fil").set_input_files(file)
    phone.get_by_role("button", name=words["load"], exact=True).press("Enter")
    expect(phone.locator("#de_minimis-0-amount")).to_have_value("200.000,01")
    expect(phone.locator("#regel-de-minimis .sign-fail").first).to_be_visible()


def test_errors_wait_until_a_field_is_left_and_lead_to_it(visit: Visit, address: str) -> None:
    page = visit(address).new_page()
    page.goto(PATH)
    amount = page.locator("#financing-partners")
    amount.press_sequentially("2,500,000")
    expect(page.locator("[data-part=summary] li")).to_have_count(1)
    expect(page.locator("#financing-partners-error")).to_be_hidden()
    amount.press("Tab")
    expect(page.locator("#financing-partners-error")).to_be_visible()
    page.get_by_role("button", name=WORDS["da"]["check"]).click()
    expect(page.locator("#svar")).to_be_focused()
    link = page.locator("#svar a").last
    assert "flere måder" in link.inner_text()
    link.press("Enter")
    expect(amount).to_be_focused()
    amount.fill("5")
    page.locator("#costs-sjaelland").fill("5")
    expect(page.locator("#svar")).to_have_count(0)
    expect(page.locator("#financing-partners-error")).to_be_hidden()


def test_what_is_typed_outlives_a_change_of_the_language(visit: Visit, address: str) -> None:
    page = visit(address).new_page()
    page.goto(PATH)
    page.locator("#costs-sjaelland").fill("5 mio.")
    page.locator("#financing-partners").fill("5 mio.")
    expect(page.locator("#regel-financing-balance")).to_be_visible()
    page.locator("a[data-language=en]").click()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    expect(page.locator("#costs-sjaelland")).to_have_value("5 mio.")
    expect(page.locator("#regel-financing-balance .sign")).to_have_text(WORDS["en"]["met"])
    page.locator("[data-clear]").click()
    expect(page.locator("#costs-sjaelland")).to_have_value("")


def test_it_works_without_scripts(visit: Visit, address: str) -> None:
    page = visit(address, java_script_enabled=False).new_page()
    page.goto(PATH)
    page.locator("#costs-hovedstaden").fill("1.000.000")
    # The fields follow the choice all the same.
    page.locator("#costs-kind-1").check()
    expect(page.locator("#costs-hovedstaden")).to_be_hidden()
    page.locator("#costs-total").fill("1.000.000")
    page.locator("#financing-partners").fill("1.000.000")
    page.locator("button[value=add-award]").click()
    page.locator("#de_minimis-0-undertaking").fill("87654321")
    page.locator("#costs-total").press("Enter")
    expect(page.locator("#svar")).to_contain_text("Tildeling 1, dato for tildelingen")
    page.locator("button[value='remove-award:0']").click()
    expect(page.locator("#regel-financing-balance .sign-pass")).to_be_visible()
    with page.expect_download() as download:
        page.get_by_role("button", name=WORDS["da"]["report"]).click()
    assert download.value.suggested_filename.endswith(".pdf")


@pytest.mark.parametrize("language", ["da", "en"])
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_nobody_is_kept_out(browser: Browser, address: str, language: str, theme: str) -> None:
    context = open_context(browser, address, language, color_scheme=theme)
    page = context.new_page()
    page.goto(PATH)
    assert violations(page) == []
    page.locator("p.actions button[value=check]").click()
    expect(page.locator("#svar li")).to_have_count(2)
    page.locator("button[value=add-award]").click()
    page.locator("button[value='add-previous:0']").click()
    expect(page.locator("#de_minimis-0-previous-0-date")).to_be_focused()
    assert violations(page) == []
    page.locator("button[value='remove-award:0']").click()
    page.locator("#costs-hovedstaden").fill("1.000.000")
    page.locator("#financing-regionalfonden").fill("500.000")
    page.locator("#financing-partners").fill("400.000")
    page.locator("p.actions button[value=check]").click()
    expect(page.locator("#resultat")).to_be_focused()
    page.evaluate("document.querySelectorAll('details').forEach((one) => (one.open = true))")
    assert violations(page) == []
    for width, size in ((320, "100%"), (640, "100%"), (1280, "200%")):
        page.set_viewport_size({"width": width, "height": 800})
        page.evaluate(f"document.documentElement.style.fontSize = '{size}'")
        assert fits(page), (width, size)
    context.close()
