"""The sources as a person uses them: list, reader, contents, search, links, keyboard, no script."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

import httpx
import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

CALL = "innovationskraft-2023-2024"
READER = f"/kilde/{CALL}"
Open = Callable[..., BrowserContext]

# What the browser draws as the current hit, and whether one can see it.
CURRENT_HIT = """() => {
  const range = [...CSS.highlights.get("fund-nu")][0];
  if (!range) return null;
  const box = range.getBoundingClientRect();
  const bar = document.querySelector("[data-search]").getBoundingClientRect();
  const seen = box.top >= bar.bottom && box.bottom <= window.innerHeight;
  return {text: range.toString(), seen, top: box.top + window.scrollY};
}"""
FOCUSED = """() => {
  const one = document.activeElement;
  const style = getComputedStyle(one);
  const box = one.getBoundingClientRect();
  return {
    tag: one.tagName,
    outline: style.outlineStyle === "none" ? 0 : parseFloat(style.outlineWidth),
    seen: box.width > 0 && box.bottom > 0 && box.top < window.innerHeight,
    index: [...document.querySelectorAll("a[href], button, input, summary")].indexOf(one),
  };
}"""
REACHABLE = """() => [...document.querySelectorAll("a[href], button, input, summary")]
  .map((one, index) => one.checkVisibility() ? index : -1).filter((index) => index >= 0)"""


@pytest.fixture
def context(browser: Browser, address: str) -> Iterator[Open]:
    """Open browser profiles; what their pages load must come from the server itself."""
    opened: list[BrowserContext] = []
    elsewhere: list[str] = []
    problems: list[str] = []

    def open_one(**options: Any) -> BrowserContext:
        one = browser.new_context(base_url=address, **options)
        one.set_default_timeout(30_000)
        local = (address, "data:")
        one.on("request", lambda r: None if r.url.startswith(local) else elsewhere.append(r.url))
        one.on("weberror", lambda e: problems.append(str(e.error)))
        one.on("console", lambda m: problems.append(m.text) if m.type == "error" else None)
        opened.append(one)
        return one

    yield open_one
    for one in opened:
        one.close()
    assert elsewhere == []
    assert problems == []


@pytest.fixture(scope="module")
def document(address: str) -> Any:
    """The call text as REST gives it."""
    return httpx.get(f"{address}/api/sources/{CALL}", trust_env=False).json()


@pytest.fixture
def reader(context: Open) -> Page:
    page = context(viewport={"width": 1280, "height": 800}).new_page()
    page.goto(READER)
    return page


def headings(document: Any) -> list[str]:
    """Return the headings below the title, as they stand in the text."""
    lines = [document["text"][s["start"] :].split("\n")[0] for s in document["sections"]]
    return [line for line in lines if line != document["title"]]


def top_of(page: Page, element: str) -> float:
    return float(page.locator(element).bounding_box()["y"])  # type: ignore[index]


def test_the_list_leads_to_the_document(context: Open, document: Any) -> None:
    page = context().new_page()
    page.goto("/kilder")
    shelf = page.get_by_role("region", name=document["title"])
    expect(shelf).to_contain_text("Lukket: Fristen var 30. maj 2022 kl. 12.00")
    expect(shelf.get_by_role("listitem")).to_contain_text(["Opslag"])
    shelf.get_by_role("link", name=document["title"]).click()
    expect(page).to_have_url(re.compile(f"{READER}$"))
    expect(page.get_by_role("heading", level=1)).to_have_text(document["title"])
    expect(page.get_by_role("navigation", name="Menu").get_by_text("Kilder")).to_have_attribute(
        "aria-current", "true"
    )


def test_contents_and_links_lead_to_each_heading(
    context: Open, reader: Page, document: Any
) -> None:
    contents = reader.get_by_role("navigation", name="Indhold").get_by_role("link")
    assert set(headings(document)) <= set(contents.all_inner_texts())
    expect(reader.locator(".permalink")).to_have_count(len(headings(document)))
    last = headings(document)[-1]
    contents.get_by_text(last, exact=True).click()
    expect(reader.get_by_role("heading", name=last)).to_be_in_viewport()
    # A heading's link, as it would be sent to somebody else.
    link = reader.get_by_role("link", name="Link til afsnittet Målgruppe")
    elsewhere = context().new_page()
    elsewhere.goto(link.evaluate("link => link.href"))
    assert elsewhere.url.endswith("#maalgruppe")
    expect(elsewhere.locator("#maalgruppe")).to_be_in_viewport()
    assert 0 <= top_of(elsewhere, "#maalgruppe") < 300


def test_editorial_headings_are_shown_as_such(reader: Page, document: Any) -> None:
    assert document["labels"]
    for label in document["labels"]:
        heading = reader.get_by_role("heading", name=f"Redaktionel overskrift: {label['label']}")
        expect(heading).to_be_visible()
        first_words = document["text"][label["start"] : label["start"] + 25]
        text = reader.locator(".source > :is(p, ul)").filter(has_text=first_words).first
        assert heading.bounding_box()["y"] < text.bounding_box()["y"]  # type: ignore[index]
    # They are drawn, not written: who copies from the source copies the source.
    assert "Redaktionel" not in reader.locator(".source").inner_text()


def test_search_counts_and_steps_through_the_hits(reader: Page, document: Any) -> None:
    word = "regionalfond"
    body = document["text"].removeprefix(document["title"])
    total = len(re.findall(word, body, re.IGNORECASE))
    assert total > 2
    field = reader.get_by_role("searchbox", name="Søg i kilden")
    count = reader.locator("[data-count]")
    field.fill(word)
    expect(count).to_have_text(f"Sted 1 af {total}")
    places = []
    for number in [*range(1, total + 1), 1]:
        expect(count).to_have_text(f"Sted {number} af {total}")
        hit = reader.evaluate(CURRENT_HIT)
        assert hit["text"].casefold() == word
        assert hit["seen"], f"hit {number} is out of sight"
        places.append(hit["top"])
        field.press("Enter")
    assert places[:-1] == sorted(places[:-1])
    assert places[-1] == places[0]
    expect(count).to_have_text(f"Sted 2 af {total}")
    reader.get_by_role("button", name="Forrige").click()
    expect(count).to_have_text(f"Sted 1 af {total}")
    assert count.get_attribute("role") == "status"
    field.press("Escape")
    expect(count).to_have_text("")
    assert reader.evaluate(CURRENT_HIT) is None


@pytest.mark.parametrize("words", ["zebra", "(", "[a-z]+", "<b>", "\\d", "   "])
def test_words_that_are_not_there(reader: Page, words: str) -> None:
    field = reader.get_by_role("searchbox")
    field.fill("frist")
    expect(reader.locator("[data-count]")).to_contain_text("Sted 1 af")
    field.fill(words)
    expect(reader.locator("[data-count]")).to_have_text(
        "Ingen steder" if len(words.strip()) > 1 else ""
    )
    assert reader.evaluate(CURRENT_HIT) is None


def test_a_copied_link_leads_somebody_else_to_the_quote(
    context: Open, address: str, document: Any
) -> None:
    start = document["text"].index("Formålet med")
    end = start + 60
    mine = context(permissions=["clipboard-read", "clipboard-write"])
    page = mine.new_page()
    page.goto(f"{READER}?fra={start}&til={end}")
    mark = page.locator("mark#citat")
    expect(mark).to_be_in_viewport()
    expect(mark).to_be_focused()
    page.get_by_role("button", name="Kopiér link til citatet").click()
    expect(page.locator("[data-said]")).to_have_text("Linket er kopieret.")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == f"{address}{READER}?fra={start}&til={end}#citat"
    theirs = context(viewport={"width": 360, "height": 740}).new_page()
    theirs.goto(copied)
    expect(theirs.locator("mark#citat")).to_be_in_viewport()
    assert theirs.locator("mark").inner_text() == document["text"][start:end]


def test_the_frame_has_the_text_alone(context: Open) -> None:
    page = context(viewport={"width": 700, "height": 600}).new_page()
    page.goto(f"{READER}?fra=300&til=420&vis=ramme&lang=en")
    expect(page.locator("mark#citat")).to_be_in_viewport()
    expect(page.locator(".site-header, .site-footer, .site-skip")).to_have_count(0)
    for link in page.locator("a[href]").all():
        inside = (link.get_attribute("href") or "").startswith("#")
        assert link.get_attribute("target") == (None if inside else "_top")


def test_without_scripts_it_is_a_page_to_read(context: Open, document: Any) -> None:
    page = context(java_script_enabled=False).new_page()
    page.goto(f"{READER}?fra=300&til=420")
    expect(page.locator("mark#citat")).to_be_visible()
    expect(page.get_by_role("searchbox")).to_be_hidden()
    expect(page.get_by_role("button")).to_have_count(0)
    page.get_by_role("link", name=headings(document)[-1], exact=True).click()
    expect(page.get_by_role("heading", name=headings(document)[-1])).to_be_in_viewport()
    page.get_by_role("link", name="English").click()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    expect(page.locator("mark#citat")).to_be_visible()


def test_language_and_theme_stay_chosen(context: Open) -> None:
    page = context(color_scheme="light").new_page()
    page.goto(f"{READER}?lang=da#maalgruppe")
    page.get_by_role("link", name="English").click()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    # The text itself stays what it is.
    expect(page.locator(".source")).to_have_attribute("lang", "da")
    switch = page.get_by_role("button", name="Dark view")
    expect(switch).to_have_attribute("aria-pressed", "false")
    paper = "getComputedStyle(document.body).backgroundColor"
    light = page.evaluate(paper)
    switch.click()
    expect(switch).to_have_attribute("aria-pressed", "true")
    dark = page.evaluate(paper)
    assert light != dark
    page.get_by_role("link", name="About the answers").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("About the answers")
    expect(page.locator("html")).to_have_attribute("lang", "en")
    assert page.evaluate(paper) == dark


def test_everything_is_reached_by_keyboard(reader: Page) -> None:
    expected = reader.evaluate(REACHABLE)
    reached = []
    for _ in expected:
        reader.keyboard.press("Tab")
        focused = reader.evaluate(FOCUSED)
        assert focused["seen"], focused
        assert focused["outline"] >= 3, focused
        reached.append(focused["index"])
    assert reached == expected, "in the order of the page, none left out, no trap"


def test_the_skip_link_comes_first_and_leads_to_the_text(reader: Page) -> None:
    reader.keyboard.press("Tab")
    skip = reader.get_by_role("link", name="Gå til indholdet")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    reader.keyboard.press("Enter")
    expect(reader.locator("main")).to_be_focused()
    reader.keyboard.press("Tab")
    expect(reader.get_by_role("link", name="Alle kilder")).to_be_focused()


def test_print_has_the_text_and_not_the_tools(reader: Page) -> None:
    reader.emulate_media(media="print", color_scheme="dark")
    for tool in (".site-nav", ".site-tools", "[data-search]", ".reader-contents", ".permalink"):
        expect(reader.locator(tool).first).to_be_hidden()
    expect(reader.locator(".source")).to_be_visible()
    expect(reader.locator(".site-promise")).to_be_visible()
    assert reader.evaluate("getComputedStyle(document.body).color") == "rgb(23, 26, 28)"
