"""The desk as a person uses it: from a mail to a sent letter, by keyboard, on a phone, by two."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, ViewportSize, expect

from tests.e2e.conftest import Visit
from tests.e2e.staff import sign_in
from tests.e2e.test_access import PATIENCE, open_context, violations
from tests.web.staffroom import set_password

PHONE: ViewportSize = {"width": 360, "height": 740}
WIDE: ViewportSize = {"width": 1280, "height": 800}
MAIL = """Fra: Åse Østergård <aase@firma.example>
Emne: Hvem kan søge?

Kære alle

Vi er to kommuner. Mit CPR-nummer er 070385-1234.

Kan kommuner selv søge om midlerne? Hvad er timesatsen for en ekstern revisor?

Venlig hilsen
Åse Østergård
"""
OPEN = "[udfyldes:"
SELECTED = """() => {
  const field = document.activeElement;
  return field.value.slice(field.selectionStart, field.selectionEnd);
}"""


@pytest.fixture(scope="module", autouse=True)
def password(environment: dict[str, str], address: str) -> None:
    """Set a password: what is tested here is what somebody has who signs in."""
    set_password(environment)


@pytest.fixture
def page(visit: Visit, address: str) -> Page:
    page = visit(address, viewport=WIDE, reduced_motion="reduce").new_page()
    sign_in(page)
    return page


def open_case(page: Page, text: str = MAIL) -> None:
    """Paste a mail and press Ctrl + Enter: the field has the focus from the start."""
    page.goto("/staff/desk/ny")
    expect(page.locator("#text")).to_be_focused()
    page.locator("#text").fill(text)
    page.keyboard.press("Control+Enter")
    expect(page.locator("[data-case]")).to_be_visible(timeout=PATIENCE)


def fits(page: Page) -> bool:
    return bool(page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"))


def test_from_mail_to_sent_letter_by_keyboard(page: Page) -> None:
    open_case(page)
    body, status = page.locator("#brevet"), page.locator("[data-saved]")
    expect(page.locator("[data-check-said]")).to_have_text("1 sted at se på")
    page.keyboard.press("F8")
    expect(body).to_be_focused()
    assert page.evaluate(SELECTED).startswith(OPEN)
    page.keyboard.type("Det siger opslaget ikke noget om.")
    expect(status).to_have_text("Ikke gemt")
    expect(page.locator("[data-check-said]")).to_contain_text("Alle tal og citater har en kilde")
    page.keyboard.press("Control+Enter")
    expect(status).to_contain_text("Gemt kl.")
    expect(page.locator("[data-state]")).to_have_text("Kladde")
    page.get_by_role("button", name="Markér som sendt").click()
    expect(page.locator("[data-state]")).to_have_text("Sendt")
    expect(page.locator("[data-sent]")).to_contain_text("Det siger opslaget ikke noget om.")
    page.goto("/staff/desk?tilstand=sent")
    expect(page.locator(".desk-rows tbody tr").first).to_contain_text("Hvem kan søge?")


def test_faults_are_marked_while_typing(page: Page) -> None:
    open_case(page)
    body = page.locator("#brevet")
    # Signs beyond the first plane move what JavaScript counts.
    body.fill("Kære Åse 😀😀\n\nTilskuddet er 77 pct.\n\nHilsen")
    mark = page.locator("[data-mirror] mark")
    expect(mark).to_have_count(1)
    expect(mark).to_contain_text("77")
    expect(page.locator("[data-faults] li")).to_contain_text("Tal uden kilde")
    # The mark lies where the letter shows the number: both have the same text in the same place.
    sizes = "e => [e.clientWidth, e.clientHeight, getComputedStyle(e).font]"
    assert body.evaluate(sizes) == page.locator("[data-mirror]").evaluate(sizes)
    body.press("Control+Home")
    body.press_sequentially("Foran. ")
    expect(mark).to_contain_text("77")
    page.locator("[data-faults] button").click()
    assert "77" in page.evaluate(SELECTED)


def test_an_answer_can_be_put_in_again_and_undone(page: Page) -> None:
    open_case(page)
    body = page.locator("#brevet")
    body.fill("Kære Åse")
    body.press("Control+End")
    page.get_by_role("button", name="Indsæt svaret på spørgsmål 1 i brevet").click()
    assert "klyngeorganisationer" in body.input_value()
    assert "[1]" not in body.input_value()
    page.keyboard.press("Control+z")
    expect(body).to_have_value("Kære Åse")


def test_nothing_unsaved_is_left_without_a_warning(page: Page) -> None:
    open_case(page)
    warned = "() => !window.dispatchEvent(new Event('beforeunload', {cancelable: true}))"
    assert not page.evaluate(warned)
    page.locator("#brevet").press_sequentially("x")
    assert page.evaluate(warned)
    page.keyboard.press("Control+Enter")
    expect(page.locator("[data-saved]")).to_contain_text("Gemt kl.")
    assert not page.evaluate(warned)
    # A note leads away from the page: the letter is saved first.
    page.locator("#brevet").press("Control+Home")
    page.keyboard.type("Først. ")
    page.locator("#note").fill("Husk bilaget")
    page.keyboard.press("Control+Enter")
    expect(page.locator("#noter")).to_contain_text("Husk bilaget")
    assert page.locator("#brevet").input_value().count("Først. ") == 1


def test_two_windows_lose_nothing(page: Page) -> None:
    open_case(page)
    other = page.context.new_page()
    other.goto(page.url)
    page.locator("#brevet").fill("Den første udgave")
    page.keyboard.press("Control+Enter")
    expect(page.locator("[data-saved]")).to_contain_text("Gemt kl.")
    other.locator("#brevet").fill("Den anden udgave")
    other.keyboard.press("Control+Enter")
    notice = other.locator("[data-notice]")
    expect(notice).to_contain_text("Den første udgave")
    expect(other.locator("#brevet")).to_have_value("Den anden udgave")
    expect(other.locator("[data-saved]")).to_have_text("Ikke gemt")
    other.locator("#brevet").focus()
    other.keyboard.press("Control+Enter")
    expect(other.locator("[data-saved]")).to_contain_text("Gemt kl.")
    page.reload()
    expect(page.locator("#brevet")).to_have_value("Den anden udgave")


def test_who_is_signed_out_meanwhile_loses_nothing(page: Page) -> None:
    open_case(page)
    case, cookies = page.url, page.context.cookies()
    page.context.clear_cookies(name="personale")
    page.locator("#brevet").fill("Skrevet imens")
    page.keyboard.press("Control+Enter")
    expect(page.locator("[data-saved]")).to_contain_text("Du er logget ud")
    # Signed in anew, in another window: there is another token then.
    sign_in(page.context.new_page())
    page.locator("#brevet").focus()
    page.keyboard.press("Control+Enter")
    expect(page.locator("[data-saved]")).to_contain_text("Gemt kl.")
    assert cookies != page.context.cookies()
    page.goto(case)
    expect(page.locator("#brevet")).to_have_value("Skrevet imens")


def test_the_letter_on_the_clipboard(page: Page) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    open_case(page)
    page.get_by_role("button", name="Kopiér", exact=True).click()
    expect(page.locator("[data-saved]")).to_have_text("Brevet er kopieret.")
    read = """async type => {
      const [item] = await navigator.clipboard.read();
      return await (await item.getType(type)).text();
    }"""
    assert page.evaluate(read, "text/plain") == page.locator("#brevet").input_value()
    html = page.evaluate(read, "text/html")
    assert "<p>" in html
    assert "<a href=" in html


def test_mail_and_answers_lead_to_each_other(page: Page) -> None:
    open_case(page)
    page.get_by_role("link", name="Spørgsmål 2: se svaret").click()
    expect(page.locator("#k-2")).to_be_focused()
    page.get_by_role("link", name="Spørgsmål 2: se det i mailen").click()
    expect(page.locator("#m-2")).to_be_focused()


def test_hostile_mails_stay_text(page: Page) -> None:
    hostile = "<img src=x onerror=\"document.title='x'\">"
    open_case(page, f"Fra: {hostile} <a@b.example>\nEmne: {hostile}\n\n{hostile}\n\nKan vi søge?")
    body = page.locator("#brevet")
    body.fill(f'</textarea>{hostile} 77 pct. "{hostile}"')
    expect(page.locator("[data-mirror] mark").first).to_be_visible()
    page.keyboard.press("Control+Enter")
    expect(page.locator("[data-saved]")).to_contain_text("Gemt kl.")
    page.reload()
    assert page.locator("main img").count() == 0
    assert page.title() != "x"
    page.goto("/staff/desk")
    assert page.locator("main img").count() == 0


def test_on_a_phone_one_part_at_a_time(visit: Visit, address: str) -> None:
    page = visit(address, viewport=PHONE, reduced_motion="reduce", has_touch=True).new_page()
    sign_in(page)
    page.goto("/staff/desk")
    assert fits(page)
    open_case(page)
    tabs = page.get_by_role("navigation", name="Sagens dele")
    for name, part in (("Mail", "mail"), ("Svar", "svar"), ("Kilder", "kilder"), ("Sag", "sag")):
        tabs.get_by_role("link", name=name).first.click()
        expect(page.locator(f"#{part}")).to_be_visible()
        for other in {"mail", "svar", "kilder", "sag"} - {part}:
            expect(page.locator(f"#{other}")).to_be_hidden()
        assert fits(page)
    page.get_by_role("link", name="Kilder").first.click()
    page.get_by_role("button", name="Indsæt svaret på spørgsmål 1 i brevet").click()
    expect(page.locator("#brevet")).to_be_visible()


def test_without_scripts(browser: Browser, address: str) -> None:
    context = open_context(browser, address, "da", viewport=PHONE, java_script_enabled=False)
    page = context.new_page()
    sign_in(page)
    page.goto("/staff/desk/ny")
    page.locator("#text").fill(MAIL)
    page.get_by_role("button", name="Skriv udkast").click()
    for part in ("mail", "svar", "kilder", "sag"):
        expect(page.locator(f"#{part}")).to_be_visible()
    page.locator("#brevet").fill("Kære Åse\n\nTilskuddet er 77 pct.")
    page.get_by_role("button", name="Gem", exact=True).last.click()
    expect(page.locator("[role=status]").first).to_have_text("Brevet er gemt.")
    expect(page.locator(".desk-faults")).to_contain_text("Tal uden kilde")
    assert fits(page)
    context.close()


@pytest.fixture(scope="module", params=["da-light", "da-dark", "en-light"])
def kept_out(browser: Browser, address: str, request: pytest.FixtureRequest) -> Iterator[Page]:
    language, theme = request.param.split("-")
    context: BrowserContext = open_context(
        browser, address, language, color_scheme=theme, viewport=WIDE
    )
    page = context.new_page()
    sign_in(page)
    yield page
    context.close()


def test_the_desk_keeps_nobody_out(kept_out: Page) -> None:
    page = kept_out
    page.goto("/staff/desk/ny")
    assert violations(page) == []
    open_case(page)
    page.locator(".desk-menu summary").click()
    assert violations(page) == []
    page.keyboard.press("Escape")
    page.set_viewport_size(PHONE)
    for tab in page.locator(".desk-tabs a").all():
        tab.click()
        assert violations(page) == []
    page.locator(".desk-tabs a").nth(1).click()
    page.locator("button[value=send]").click()
    expect(page.locator("[data-notice]")).to_be_visible()
    assert violations(page) == []
    page.locator("button[value=send-anyway]").click()
    expect(page.locator("[data-sent]")).to_be_visible()
    assert violations(page) == []
    page.goto("/staff/desk")
    assert violations(page) == []
