"""The page for who sees nothing, uses no mouse, wants no motion, or reads on paper."""

from __future__ import annotations

from itertools import pairwise

import pytest
from playwright.sync_api import Page, expect

from tests.e2e import asking
from tests.e2e.conftest import Visit

QUESTION = "Kan en kommune søge?"
FOCUSED = """() => {
  const one = document.activeElement;
  const style = getComputedStyle(one);
  const box = one.getBoundingClientRect();
  return {
    text: (one.getAttribute("aria-label") || one.textContent).trim(),
    outline: style.outlineStyle === "none" ? 0 : parseFloat(style.outlineWidth),
    seen: box.width > 0 && box.bottom > 0 && box.top < window.innerHeight,
  };
}"""
HEADINGS = """() => [...document.querySelectorAll("h1, h2, h3, h4, h5, h6")]
  .filter((one) => one.checkVisibility()).map((one) => Number(one.tagName[1]))"""
LANDMARKS = """() => [...document.querySelectorAll(
  "main, [role=main], header, footer, [role=banner], [role=contentinfo]")]
  .filter((one) => one.checkVisibility())
  .map((one) =>
    [one.id || one.className, Boolean(one.parentElement.closest("main, [role=main]"))])"""
TWICE = """() => {
  const ids = [...document.querySelectorAll("[id]")].map((one) => one.id).filter(Boolean);
  return ids.filter((id, at) => ids.indexOf(id) !== at);
}"""


@pytest.fixture
def page(visit: Visit, address: str) -> Page:
    """The page in a new browser profile."""
    return asking.opened(visit(address, viewport=asking.DESKTOP))


def tab_to(page: Page, text: str, key: str = "Tab") -> None:
    """Press `key` until the focus is on `text`; it must be seen wherever it stops."""
    for _ in range(60):
        page.keyboard.press(key)
        focused = page.evaluate(FOCUSED)
        if focused["text"] == text:
            assert focused["outline"] >= 3, text
            assert focused["seen"], text
            return
    raise AssertionError(f"the keyboard does not reach {text!r}")


def test_everything_by_keyboard(page: Page) -> None:
    page.keyboard.press("Tab")
    assert page.evaluate(FOCUSED)["text"] == "Gå til indholdet"
    page.keyboard.press("Enter")
    expect(page.locator("#indhold")).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.locator("#ask-box")).to_be_focused()
    page.keyboard.type(QUESTION)
    page.keyboard.press("Enter")
    expect(asking.turns(page)).to_have_count(1)
    expect(page.locator("#ask-box")).to_be_focused()
    tab_to(page, "Kilde 1: vis stedet i kilden", "Shift+Tab")
    page.keyboard.press("Enter")
    expect(page.frame_locator("#ask-source iframe").locator("mark").first).to_be_visible()
    page.keyboard.press("Escape")
    assert page.evaluate(FOCUSED)["text"] == "Kilde 1: vis stedet i kilden"
    tab_to(page, "Nej, ikke nyttigt")
    page.keyboard.press("Enter")
    expect(page.locator("#ask-feedback")).to_be_visible()
    page.keyboard.press("Space")
    expect(page.locator("#ask-feedback input").first).to_be_checked()
    tab_to(page, "Send")
    page.keyboard.press("Enter")
    expect(page.locator("#ask-feedback")).to_be_hidden()
    tab_to(page, "Ny samtale", "Shift+Tab")
    page.keyboard.press("Enter")
    expect(asking.turns(page)).to_have_count(0)
    expect(page.locator("#ask-box")).to_be_focused()


def test_escape_closes_the_source_from_inside_it(page: Page) -> None:
    turn = asking.ask(page, QUESTION)
    turn.locator(".ask-marker").first.click()
    frame = page.frame_locator("#ask-source iframe")
    frame.locator("mark").first.click()
    page.keyboard.press("Escape")
    expect(page.locator("#ask-source")).to_be_hidden()


def test_what_a_screen_reader_hears(page: Page) -> None:
    # The region must have been there before it says anything, or it is not listened to.
    region = page.locator("#ask-said")
    expect(region).to_have_attribute("aria-live", "polite")
    expect(region).to_have_text("")
    page.evaluate(asking.LISTEN)
    turn = asking.ask(page, QUESTION)
    expect(region).to_contain_text("Svar: Nej. Kun Danmarks 14")
    reply = turn.locator("[data-plain]").text_content() or ""
    assert "[1]" in reply
    heard = asking.heard(page)
    assert (
        heard[-1] == "Svar: Nej. Kun Danmarks 14 officielt udpegede klyngeorganisationer "
        "kunne søge midlerne. Opslaget er lukket. Ansøgningsfristen var 30. maj 2022 kl. 12.00. "
        "3 kilder."
    )
    asking.ask(page, QUESTION)
    page.wait_for_function("window.heard.length >= 2")
    page.wait_for_function("window.heard.at(-1).startsWith('Svar')")
    assert asking.heard(page).count(heard[-1]) == 2, "the same answer is announced again"
    for hidden in turn.locator("[aria-hidden=true]").all():
        assert hidden.inner_text() in ("1", "2", "3", "Var svaret nyttigt?")


def test_work_that_takes_a_while_is_announced(page: Page) -> None:
    page.evaluate(asking.LISTEN)
    page.route("**/api/ask", lambda route: None)
    page.locator("#ask-box").fill(QUESTION)
    page.keyboard.press("Enter")
    expect(page.locator("#ask-said")).to_have_text("Søger i kilderne …")
    expect(page.locator(".ask-waiting")).to_contain_text("Søger i kilderne …")
    expect(page.locator("#ask-box")).to_be_focused()


def test_a_new_answer_is_scrolled_into_view_and_the_focus_stays(page: Page) -> None:
    for question in (QUESTION, "Hvad er projektperioden?", "Hvornår var fristen?"):
        page.locator("#ask-box").fill(question)
        page.keyboard.press("Enter")
        heading = asking.turns(page).filter(has_text=question).locator(".ask-asked")
        expect(heading).to_be_in_viewport()
        expect(page.locator("#ask-box")).to_be_focused()
        expect(page.locator("#ask-box")).to_be_in_viewport()


@pytest.mark.parametrize("asked", [(), (QUESTION, "Hvad er timesatsen for en revisor?")])
def test_landmarks_headings_and_names(page: Page, asked: tuple[str, ...]) -> None:
    for question in asked:
        asking.ask(page, question)
    found = page.evaluate(LANDMARKS)
    assert [name for name, _ in found] == ["site-header", "indhold", "site-footer"]
    assert not any(inside for _, inside in found)
    levels = page.evaluate(HEADINGS)
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(later <= earlier + 1 for earlier, later in pairwise(levels))
    assert page.evaluate(TWICE) == []
    box = page.get_by_role("textbox", name="Dit spørgsmål", exact=True)
    expect(box).to_have_accessible_description(
        "Skriv på dansk eller engelsk, gerne i en hel sætning. Skriv ikke personoplysninger."
    )


def test_nothing_of_gradio_shows(page: Page) -> None:
    text = page.locator("body").inner_text()
    assert "Gradio" not in text
    assert "gradio" not in page.title().casefold()
    assert "Gradio" not in page.request.get("/").text().split("<script", 1)[0]
    expect(page.locator(".toast-wrap")).to_be_hidden()


def test_targets_are_large_enough(page: Page) -> None:
    asking.ask(page, QUESTION)
    page.locator(".ask-talks summary").click()
    small = page.evaluate("""() => [...document.querySelectorAll(
        "#indhold button, #indhold summary, #indhold textarea, #indhold a:not(.ask-marker)")]
      .filter((one) => one.checkVisibility() && one.getBoundingClientRect().height < 43.9)
      .map((one) => one.outerHTML)""")
    assert small == []


def test_who_wants_no_motion_gets_none(visit: Visit, address: str) -> None:
    page = asking.opened(visit(address, reduced_motion="reduce", viewport=asking.DESKTOP))
    page.evaluate("""() => {
      window.ways = [];
      const scroll = Element.prototype.scrollIntoView;
      Element.prototype.scrollIntoView = function (how) {
        window.ways.push(how.behavior); return scroll.call(this, how);
      };
    }""")
    asking.ask(page, QUESTION)
    assert set(page.evaluate("window.ways")) == {"instant"}


def test_paper_has_the_conversation_and_all_its_quotes(page: Page) -> None:
    asking.ask(page, QUESTION)
    asking.ask(page, "Hvad er projektperioden?")
    page.emulate_media(media="print")
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    for quote in page.locator(".ask-turns blockquote").all():
        expect(quote).to_be_visible()
    for unwanted in ("#ask-box", "#ask-send", ".ask-actions >> nth=0", ".ask-talks"):
        expect(page.locator(unwanted)).to_be_hidden()
    page.evaluate("window.dispatchEvent(new Event('afterprint'))")
    page.emulate_media(media="screen")
    expect(page.locator(".ask-turns blockquote").first).to_be_hidden()


@pytest.mark.parametrize("width", [360, 640, 800, 1600])
def test_a_conversation_fits_every_width(visit: Visit, address: str, width: int) -> None:
    page = asking.opened(visit(address, viewport={"width": width, "height": 700}))
    asking.ask(page, "Hvad lægges der vægt på i vurderingen?" + "x" * 200)
    page.locator(".ask-talks summary").click()
    assert asking.fits(page)
