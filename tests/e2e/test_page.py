"""The page as a person uses it: ask, read, follow a citation to the highlighted quote."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

PHONE, DESKTOP = {"width": 360, "height": 740}, {"width": 1280, "height": 800}


@pytest.fixture(params=[PHONE, DESKTOP], ids=["phone", "desktop"])
def page(browser: Browser, address: str, request: pytest.FixtureRequest) -> Iterator[Page]:
    """The page in a new browser profile; whatever it loads must come from the server itself."""
    context = browser.new_context(viewport=request.param, base_url=address)
    context.set_default_timeout(30_000)
    elsewhere: list[str] = []
    problems: list[str] = []
    context.on(
        "request",
        lambda r: None if r.url.startswith((address, "data:")) else elsewhere.append(r.url),
    )
    context.on("weberror", lambda e: problems.append(str(e.error)))
    context.on("dialog", lambda d: (problems.append(d.message), d.dismiss()))
    page = context.new_page()
    page.goto("/")
    expect(page.locator("#question textarea")).to_be_visible()
    yield page
    assert elsewhere == []
    assert problems == []
    context.close()


def ask(page: Page, question: str) -> None:
    page.locator("#question textarea").fill(question)
    page.locator("#ask").click()
    expect(page.locator("#answer .asked, #answer .notice")).to_contain_text(question)


def fits(page: Page) -> bool:
    return bool(page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"))


def test_a_question_leads_to_the_highlighted_quote(page: Page) -> None:
    ask(page, "Hvem kan søge?")
    expect(page.locator("#answer .reply")).to_contain_text("14")
    quote = page.locator("#answer blockquote").first.inner_text()
    assert fits(page)
    with page.context.expect_page() as opened:
        page.locator("#answer a.marker").first.click()
    source = opened.value
    mark = source.locator("mark#citat")
    expect(mark).to_be_in_viewport()
    assert (
        "".join(source.locator("mark").all_inner_texts()).split() == quote.replace("•", "").split()
    )
    assert fits(source)


def test_english_is_a_click_away(page: Page) -> None:
    page.get_by_text("English").click()
    expect(page.locator("#ask")).to_have_text("Ask")
    expect(page.locator("html")).to_have_attribute("lang", "en")
    ask(page, "Who can apply?")
    expect(page.locator("#answer .answer")).to_have_attribute("lang", "en")


@pytest.mark.parametrize(
    "question", ["<script>alert(1)</script>?", "${alert(1)} {{alert(2)}} hvem?"]
)
def test_a_question_is_text_not_code(page: Page, question: str) -> None:
    ask(page, question)
    expect(page.locator("#answer .asked")).to_contain_text(question)


def test_an_empty_question_and_a_fresh_start(page: Page) -> None:
    page.locator("#ask").click()
    expect(page.locator("#answer .notice")).to_have_text("Skriv et spørgsmål først.")
    page.locator("#clear").click()
    expect(page.locator("#answer .notice")).to_have_count(0)
