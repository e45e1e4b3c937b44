"""axe-core on every page, in both languages and both themes; widths and zoom."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, expect

CALL = "innovationskraft-2023-2024"
READER = f"/kilde/{CALL}?fra=200&til=400"
PAGES = {
    "ask": "/",
    "sources": "/kilder",
    "reader": f"/kilde/{CALL}",
    "quote": f"{READER}#citat",
    "frame": f"{READER}&vis=ramme",
    "bad offsets": f"/kilde/{CALL}?fra=5&til=1",
    "about": "/om",
    "privacy": "/privatliv",
    "access": "/tilgaengelighed",
    "unknown address": "/findes/ikke",
}
QUESTIONS = {
    "da": ("Hvem kan søge?", "Hvad er timesatsen for en revisor?"),
    "en": ("Who can apply?", "What is the hourly rate for an auditor?"),
}
# Milliseconds; what is checked here is not how fast the page is.
PATIENCE = 30_000
# Body text is held to the stricter contrast, too.
OPTIONS = {"rules": {"color-contrast-enhanced": {"enabled": True}}, "resultTypes": ["violations"]}


def open_context(browser: Browser, address: str, language: str, **options: Any) -> BrowserContext:
    context = browser.new_context(base_url=address, **options)
    context.set_default_timeout(30_000)
    context.add_cookies([{"name": "sprog", "value": language, "url": address}])
    return context


def go(page: Page, path: str) -> None:
    """Open `path` and wait until it is all there: Gradio builds its page after it is loaded."""
    page.goto(path)
    if "vis=ramme" not in path:
        expect(page.locator(".site-footer")).to_be_visible(timeout=PATIENCE)
    if path == "/":
        expect(page.locator("#ask-page")).to_have_attribute("data-live", "yes", timeout=PATIENCE)


def violations(page: Page) -> list[str]:
    """Return what axe-core finds that is serious or critical, one line each."""
    found = Axe().run(page, options=OPTIONS).response["violations"]
    return [
        f"{one['impact']} {one['id']}: {node['target']} {node['html'][:200]}"
        for one in found
        if one["impact"] in ("serious", "critical")
        for node in one["nodes"]
    ]


@pytest.fixture(scope="module", params=["da-light", "da-dark", "en-light", "en-dark"])
def page(browser: Browser, address: str, request: pytest.FixtureRequest) -> Iterator[Page]:
    language, theme = request.param.split("-")
    context = open_context(browser, address, language, color_scheme=theme)
    page = context.new_page()
    yield page
    context.close()


@pytest.mark.parametrize("path", PAGES.values(), ids=PAGES.keys())
def test_no_page_keeps_anybody_out(page: Page, path: str) -> None:
    go(page, path)
    assert violations(page) == []


def test_answers_keep_nobody_out(page: Page) -> None:
    go(page, "/")
    language = page.locator("html").get_attribute("lang") or ""
    for number, question in enumerate(QUESTIONS[language], start=1):
        page.locator("#ask-question textarea").fill(question)
        page.locator("#ask-send").click()
        answers = page.locator(".ask-turn:not(.ask-waiting)")
        expect(answers).to_have_count(number, timeout=PATIENCE)
    assert violations(page) == []


def test_the_checker_finds_what_is_wrong(page: Page) -> None:
    go(page, "/om")
    page.evaluate("document.querySelector('.text p').style.color = '#888'")
    page.evaluate("document.querySelector('.text').append(document.createElement('button'))")
    found = " ".join(violations(page))
    assert "color-contrast" in found
    assert "button-name" in found


# 360 is a small phone, 640 a desktop at 200 %, 320 one at 400 %.
@pytest.mark.parametrize("width", [320, 360, 640, 1600])
def test_nothing_is_wider_than_the_window(browser: Browser, address: str, width: int) -> None:
    context = open_context(browser, address, "da", viewport={"width": width, "height": 800})
    page = context.new_page()
    wide = []
    for path in PAGES.values():
        go(page, path)
        if page.evaluate("document.documentElement.scrollWidth > window.innerWidth"):
            wide.append(path)
    context.close()
    assert wide == []


def test_text_that_is_set_larger_still_fits(browser: Browser, address: str) -> None:
    context = open_context(browser, address, "da", viewport={"width": 1280, "height": 800})
    page = context.new_page()
    for path in PAGES.values():
        go(page, path)
        page.evaluate("document.documentElement.style.fontSize = '200%'")
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), path
    context.close()
