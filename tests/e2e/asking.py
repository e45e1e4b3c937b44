"""The Ask page as the tests use it: open it, ask, read what is there."""

from __future__ import annotations

import json
from typing import Any

from playwright.sync_api import BrowserContext, FrameLocator, Locator, Page, expect

PHONE, DESKTOP = {"width": 360, "height": 740}, {"width": 1280, "height": 800}
STORE = "samtaler"
# Every change of the live region, as a screen reader would hear it.
LISTEN = """() => {
  window.heard = [];
  const region = document.querySelector("#ask-said");
  new MutationObserver(() => region.textContent && window.heard.push(region.textContent))
    .observe(region, {childList: true, characterData: true, subtree: true});
}"""


def opened(context: BrowserContext, path: str = "/") -> Page:
    """Return the page once its script has taken over."""
    page = context.new_page()
    page.goto(path)
    wait(page)
    return page


def wait(page: Page) -> None:
    """Wait until the page is alive: Gradio builds it after it is loaded."""
    expect(page.locator("#ask-page")).to_have_attribute("data-live", "yes")
    expect(page.locator("html.ask-opened")).to_have_count(1)
    expect(page.locator("#ask-box")).to_be_editable()


def turns(page: Page) -> Locator:
    """Return the answers that are there."""
    return page.locator(".ask-turn[data-id]")


def ask(page: Page, question: str) -> Locator:
    """Ask with the mouse and return the new turn."""
    before = turns(page).count()
    page.locator("#ask-box").fill(question)
    page.locator("#ask-send").click()
    expect(turns(page)).to_have_count(before + 1)
    turn = turns(page).last
    expect(turn.locator("[data-question]")).to_have_text(question)
    return turn


def quotes(turn: Locator) -> list[str]:
    """Return the quotes beside an answer."""
    return turn.locator("blockquote").all_inner_texts()


def words(text: str) -> list[str]:
    """Return the words of a text: pages break its lines and draw its bullets in their own way."""
    return text.replace("•", "").split()


def marked(place: Page | FrameLocator) -> list[str]:
    """Return the words that a source highlights."""
    return words(" ".join(place.locator("mark").all_inner_texts()))


def fits(page: Page) -> bool:
    """Tell whether nothing is wider than the window."""
    return bool(page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"))


def stored(page: Page) -> list[dict[str, Any]]:
    """Return the conversations that the browser keeps."""
    kept = page.evaluate(f"window.localStorage.getItem('{STORE}')")
    return json.loads(kept)["talks"] if kept else []


def store(page: Page, talks: object) -> None:
    """Put conversations into the browser's storage, as anybody can who sits in front of it."""
    value = json.dumps({"version": 1, "talks": talks})
    page.evaluate(f"(value) => window.localStorage.setItem('{STORE}', value)", value)


def heard(page: Page) -> list[str]:
    """Return what was announced since `LISTEN` was evaluated."""
    return list(page.evaluate("window.heard"))
