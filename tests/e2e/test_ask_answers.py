"""An answer as a person meets it: asked, read, followed to its quote, on desktop and phone."""

from __future__ import annotations

import re
from urllib.parse import parse_qs, unquote, urlsplit

import httpx
import pytest
from playwright.sync_api import Page, expect

from tests.doors import running
from tests.e2e import asking
from tests.e2e.conftest import Visit
from tests.web.proxy import ROOT_PATH, proxy

UNANSWERED = "Hvor mange sider må ansøgningen fylde?"


@pytest.fixture(params=[asking.PHONE, asking.DESKTOP], ids=["phone", "desktop"])
def page(visit: Visit, address: str, request: pytest.FixtureRequest) -> Page:
    """The page in a new browser profile."""
    return asking.opened(visit(address, viewport=request.param))


@pytest.fixture
def wide(visit: Visit, address: str) -> Page:
    """The page on a desktop."""
    return asking.opened(visit(address, viewport=asking.DESKTOP))


def test_the_first_view_says_what_it_is_for_and_that_the_call_is_closed(page: Page) -> None:
    expect(page.locator("h1")).to_have_text("Spørg om opslaget")
    banner = page.locator(".ask-banner")
    expect(banner).to_contain_text("Lukket: fristen var 30. maj 2022 kl. 12.00.")
    expect(banner).to_be_in_viewport()
    expect(page.get_by_label("Dit spørgsmål", exact=True)).to_be_in_viewport()
    expect(page.get_by_text("Skriv på dansk eller engelsk")).to_be_visible()
    assert asking.fits(page)


def test_a_marker_leads_to_the_highlighted_quote(page: Page) -> None:
    turn = asking.ask(page, "Hvem kan søge?")
    expect(turn.locator(".ask-reply")).to_contain_text("14")
    quote = asking.quotes(turn)[0]
    assert asking.fits(page)
    turn.locator(".ask-marker").first.click()
    dialog = page.locator("#ask-source")
    expect(dialog).to_be_visible()
    frame = page.frame_locator("#ask-source iframe")
    expect(frame.locator("#citat")).to_be_in_viewport()
    assert asking.marked(frame) == asking.words(quote)
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    expect(turn.locator(".ask-marker").first).to_be_focused()


def test_the_permanent_link_works_in_a_fresh_browser(
    wide: Page, visit: Visit, address: str
) -> None:
    turn = asking.ask(wide, "Hvor stor en andel kan Regionalfonden dække?")
    quote = asking.quotes(turn)[0]
    turn.locator(".ask-card").first.locator("blockquote").click()
    link = wide.locator("#ask-source").get_by_role("link", name="Åbn på egen side")
    target = link.get_attribute("href") or ""
    wide.get_by_role("button", name="Luk").click()
    other = visit(address).new_page()
    other.goto(target)
    expect(other.locator("mark").first).to_be_in_viewport()
    assert asking.marked(other) == asking.words(quote)


def test_without_a_script_a_marker_is_a_plain_link(wide: Page, visit: Visit, address: str) -> None:
    turn = asking.ask(wide, "Hvem kan søge?")
    target = turn.locator(".ask-marker").first.get_attribute("href") or ""
    other = visit(address, java_script_enabled=False).new_page()
    other.goto(target)
    assert asking.marked(other) == asking.words(asking.quotes(turn)[0])
    other.goto("/")
    expect(other.locator(".ask-noscript")).to_contain_text("JavaScript")


def test_sources_stand_beside_the_answer_or_below_it(page: Page) -> None:
    turn = asking.ask(page, "Hvem kan søge?")
    card = turn.locator(".ask-card").first
    expect(card).to_contain_text("Opslag")
    # Both at one moment: the page may be scrolling.
    answer, sources = turn.evaluate(
        """turn => [".ask-main", ".ask-card"].map(name => {
            const box = turn.querySelector(name).getBoundingClientRect();
            return {left: box.left, right: box.right, top: box.top, bottom: box.bottom};
        })"""
    )
    if (page.viewport_size or {})["width"] >= 960:
        assert sources["left"] >= answer["right"]
    else:
        assert sources["top"] >= answer["bottom"]


def test_only_the_latest_answer_shows_its_sources(wide: Page) -> None:
    asking.ask(wide, "Hvem kan søge?")
    first = asking.turns(wide).first
    expect(first.locator("blockquote").first).to_be_visible()
    latest = asking.ask(wide, "Hvad er projektperioden?")
    expect(latest.locator("blockquote").first).to_be_visible()
    expect(first.locator("blockquote").first).to_be_hidden()
    first.locator("summary").click()
    expect(first.locator("blockquote").first).to_be_visible()


def test_the_lines_of_a_list_stay_lines(wide: Page) -> None:
    turn = asking.ask(wide, "Hvad lægges der vægt på i vurderingen?")
    lines = asking.quotes(turn)[0].splitlines()
    assert len([line for line in lines if line.startswith("•")]) == 5


def test_a_verdict_is_a_word_that_stands_there_once(wide: Page) -> None:
    turn = asking.ask(wide, "Kan en kommune søge?")
    expect(turn.locator(".ask-reply .ask-tag")).to_have_text("Nej")
    assert turn.locator(".ask-reply").inner_text().split()[:2] == ["Nej", "Kun"]


def test_english_is_a_click_away_and_answers_in_the_language_of_the_question(page: Page) -> None:
    page.get_by_role("link", name="English").click()
    expect(page.locator("h1")).to_have_text("Ask about the call")
    asking.wait(page)
    expect(page.locator("html")).to_have_attribute("lang", "en")
    expect(page).to_have_title("Ask about the call")
    expect(page.locator(".ask-banner")).to_contain_text("Closed: the deadline was 30 May 2022")
    turn = asking.ask(page, "Who can apply?")
    expect(turn.locator(".ask-answer")).to_have_attribute("lang", "en")
    expect(turn.locator(".ask-reply")).to_contain_text("Only Denmark's 14")
    danish = asking.ask(page, "Hvem kan søge?")
    expect(danish.locator(".ask-answer")).to_have_attribute("lang", "da")


def test_an_address_can_name_the_language(visit: Visit, address: str) -> None:
    page = asking.opened(visit(address), "/?lang=en")
    expect(page.get_by_role("button", name="Ask", exact=True)).to_be_visible()
    expect(page.locator("html")).to_have_attribute("lang", "en")


def test_examples_come_from_the_call_and_ask_at_a_click(page: Page) -> None:
    example = page.get_by_role("button", name="Hvad er projektperioden?")
    example.click()
    expect(asking.turns(page)).to_have_count(1)
    expect(asking.turns(page).locator(".ask-reply")).to_contain_text("2 år")
    expect(example).to_be_hidden()
    expect(page.locator("#ask-box")).to_have_value("")


def test_a_silent_source_offers_near_places_and_a_mail(page: Page, address: str) -> None:
    turn = asking.ask(page, UNANSWERED)
    expect(turn.locator("p.ask-tag")).to_have_text("Står ikke i kilderne")
    expect(turn.locator("summary")).to_contain_text("Det nærmeste i kilderne")
    expect(turn.locator(".ask-sources")).to_contain_text("Stederne svarer ikke på spørgsmålet")
    mail = urlsplit(turn.get_by_role("link", name="Skriv til os").get_attribute("href") or "")
    assert mail.scheme == "mailto"
    assert "@" in unquote(mail.path)
    filled = parse_qs(mail.query, strict_parsing=True)
    sources = httpx.get(f"{address}/api/sources", trust_env=False).json()["sources"]
    (title,) = (source["title"] for source in sources if source["kind"] == "call")
    assert filled["subject"] == [f"Spørgsmål om {title}"]
    assert UNANSWERED in filled["body"][0]
    assert asking.fits(page)


def test_an_answer_that_is_found_offers_no_mail(wide: Page) -> None:
    turn = asking.ask(wide, "Hvem kan søge?")
    expect(turn.get_by_role("link", name="Skriv til os")).to_have_count(0)


def test_a_follow_up_is_read_in_the_light_of_the_conversation(wide: Page) -> None:
    # A word without a language of its own gets that of the questions before it.
    asking.ask(wide, "Who can apply?")
    turn = asking.ask(wide, "ERDF?")
    expect(turn.locator(".ask-answer")).to_have_attribute("lang", "en")
    wide.get_by_role("button", name="Ny samtale").click()
    turn = asking.ask(wide, "ERDF?")
    expect(turn.locator(".ask-answer")).to_have_attribute("lang", "da")


@pytest.mark.parametrize("newest", [5, 7])
def test_at_most_five_turns_go_along(wide: Page, newest: int) -> None:
    for number in range(newest - 1):
        asking.ask(wide, f"Hvem kan søge {number}?")
    with wide.expect_request("**/api/ask") as sent:
        asking.ask(wide, "Og hvornår?")
    history = sent.value.post_data_json["history"]
    assert [turn["question"] for turn in history] == [
        f"Hvem kan søge {number}?" for number in range(max(0, newest - 6), newest - 1)
    ]


@pytest.mark.parametrize(
    "question",
    [
        "<script>alert(1)</script> hvem kan søge?",
        "<img src=x onerror=alert(1)> hvem?",
        "${alert(1)} {{alert(2)}} {% raw %} hvem?",
        '"><svg onload=alert(1)>',
        "[klik](javascript:alert(1)) ![x](http://example.org/x.png) hvem?",
    ],
)
def test_a_question_is_text_and_nothing_else(wide: Page, question: str) -> None:
    turn = asking.ask(wide, question)
    assert turn.locator("script, img, svg").count() == 0
    links = [link.get_attribute("href") or "" for link in turn.locator("a").all()]
    assert all(link.startswith(("/kilde/", "mailto:")) for link in links)
    wide.reload()
    asking.wait(wide)
    expect(asking.turns(wide).locator("[data-question]")).to_have_text(question)


def test_a_longer_question_has_lines(wide: Page) -> None:
    box = wide.locator("#ask-box")
    box.fill("Hvem kan søge,")
    box.press("Shift+Enter")
    box.press_sequentially("og hvornår?")
    expect(box).to_have_value("Hvem kan søge,\nog hvornår?")
    box.press("Enter")
    expect(asking.turns(wide)).to_have_count(1)


def test_nothing_is_asked_for_nothing(wide: Page) -> None:
    wide.locator("#ask-send").click()
    expect(wide.locator("#ask-trouble")).to_have_text("Skriv et spørgsmål først.")
    expect(wide.locator("#ask-box")).to_be_focused()
    asking.ask(wide, "Hvem kan søge?")
    expect(wide.locator("#ask-trouble")).to_be_hidden()


def test_it_works_below_a_path_behind_a_proxy(visit: Visit, environment: dict[str, str]) -> None:
    settings = {"ASSISTANT_ROOT_PATH": ROOT_PATH, "ASSISTANT_TRUSTED_PROXIES": "127.0.0.1"}
    with (
        running.server({**environment, **settings}) as server,
        proxy(server, takes_prefix_off=True) as address,
    ):
        page = asking.opened(visit(address.removesuffix(ROOT_PATH)), f"{ROOT_PATH}/")
        turn = asking.ask(page, "Hvem kan søge?")
        turn.locator(".ask-marker").first.click()
        frame = page.frame_locator("#ask-source iframe")
        assert asking.marked(frame) == asking.words(asking.quotes(turn)[0])
        page.keyboard.press("Escape")
        page.get_by_role("link", name="English").click()
        expect(page.locator("h1")).to_have_text("Ask about the call")
        expect(asking.turns(page)).to_have_count(1)
        page.get_by_role("link", name="Sources").first.click()
        expect(page).to_have_url(re.compile(f"{ROOT_PATH}/kilder$"))
