"""What the page says when something is amiss, and that the question is never lost."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from playwright.sync_api import Page, Route, expect

from tests.doors import running
from tests.e2e import asking
from tests.e2e.conftest import Visit

QUESTION = "Hvem kan søge?"
CALL_TEXT = """# Parkpuljen

Parkpuljen støtter nye parker. Kommuner kan søge puljen.

## Frist

Ansøgningsfristen er 12. marts 2999 kl. 14.00.
"""
CALL_YAML = """id: park
document: park.md
title: "Parkpuljen <2999> & mere"
opens: "2001-01-01T00:00:00+01:00"
deadline: "2999-03-12T14:00:00+01:00"
contact_email: park+spm@example.org
"""


@pytest.fixture
def page(visit: Visit, address: str) -> Page:
    """The page in a new browser profile."""
    return asking.opened(visit(address))


def press(page: Page) -> None:
    page.locator("#ask-box").fill(QUESTION)
    page.locator("#ask-send").click()


def says(page: Page, words: str) -> None:
    """Check that the trouble is said and announced, and that the question is still there."""
    expect(page.locator("#ask-trouble")).to_contain_text(words)
    expect(page.locator("#ask-said")).to_contain_text(words)
    expect(page.locator("#ask-box")).to_have_value(QUESTION)
    expect(page.locator(".ask-turn")).to_have_count(0)


def test_a_browser_without_a_connection(page: Page) -> None:
    page.context.set_offline(True)
    press(page)
    says(page, "Der er ingen forbindelse til serveren.")
    page.context.set_offline(False)
    page.locator("#ask-send").click()
    expect(asking.turns(page)).to_have_count(1)
    expect(page.locator("#ask-trouble")).to_be_hidden()
    expect(page.locator("#ask-box")).to_have_value("")


@pytest.mark.parametrize(
    ("status", "body", "words"),
    [
        (503, {"error": {"code": "busy", "message": "", "hint": ""}}, "mange, der spørger"),
        (503, "<html>proxy</html>", "mange, der spørger"),
        (429, {"error": {"code": "too_many", "message": "", "hint": ""}}, "mange gange"),
        (502, "<html>proxy</html>", "ingen forbindelse"),
        (500, {"error": {"code": "internal", "message": "", "hint": ""}}, "uventet fejl"),
        (200, "<html>proxy</html>", "ingen forbindelse"),
        (503, {"error": {"code": "chroma_down", "message": "", "hint": ""}}, "Databasen"),
        (503, {"error": {"code": "no_index", "message": "", "hint": ""}}, "ingen kilder"),
        (422, {"error": {"code": "new_code", "message": "", "hint": ""}}, "uventet fejl"),
    ],
)
def test_what_the_server_answers_is_said_in_plain_words(
    page: Page, status: int, body: object, words: str
) -> None:
    text = body if isinstance(body, str) else json.dumps(body)

    def answer(route: Route) -> None:
        route.fulfill(status=status, body=text)

    page.route("**/api/ask", answer)
    press(page)
    says(page, words)
    page.unroute("**/api/ask")
    page.locator("#ask-send").click()
    expect(asking.turns(page)).to_have_count(1)


def test_too_many_questions(visit: Visit, environment: dict[str, str]) -> None:
    with running.server({**environment, "ASSISTANT_RATE_LIMIT": "12/hour"}) as address:
        page = asking.opened(visit(address))
        for _ in range(12):
            press(page)
            expect(page.locator("#ask-box:read-write")).to_be_visible()
            page.wait_for_function("() => !document.querySelector('.ask-waiting')")
            if page.locator("#ask-trouble").is_visible():
                break
        expect(page.locator("#ask-trouble")).to_contain_text("mange gange på kort tid")
        expect(page.locator("#ask-box")).to_have_value(QUESTION)


def test_a_question_that_is_too_long(page: Page) -> None:
    page.locator("#ask-box").fill("Hvem kan søge? " * 400)
    page.locator("#ask-send").click()
    expect(page.locator("#ask-trouble")).to_contain_text("Spørgsmålet er for langt")
    expect(page.locator("#ask-box")).not_to_have_value("")


def test_a_model_that_is_missing(visit: Visit, tmp_path: Path) -> None:
    lacking = running.environment(tmp_path / "data", ASSISTANT_MODEL=str(tmp_path / "no-model"))
    with running.server(lacking, ready=False) as address:
        page = asking.opened(visit(address))
        expect(page.locator("#ask-intro")).to_contain_text("mangler en del")
        expect(page.locator(".site-footer")).to_be_visible()
        press(page)
        says(page, "mangler en del")


def test_a_corpus_that_is_not_there(visit: Visit, tmp_path: Path) -> None:
    nowhere = str(tmp_path / "no-corpus")
    lacking = running.environment(tmp_path / "data", ASSISTANT_CORPUS_DIR=nowhere)
    with running.server(lacking, ready=False) as address:
        page = asking.opened(visit(address), "/?lang=en")
        expect(page.locator("#ask-intro")).to_contain_text("no sources to answer from")


def test_getting_ready_is_shown_and_ends_by_itself(visit: Visit, tmp_path: Path) -> None:
    folder = tmp_path / "corpus" / "park"
    folder.mkdir(parents=True)
    (folder / "park.md").write_text(CALL_TEXT, encoding="utf-8")
    (folder / "call.yaml").write_text(CALL_YAML, encoding="utf-8")
    fresh = running.environment(tmp_path / "data", ASSISTANT_CORPUS_DIR=str(tmp_path / "corpus"))
    with running.server(fresh, ready=False) as address:
        page = asking.opened(visit(address))
        notice = page.locator("#ask-intro .banner-warn")
        expect(notice).to_contain_text("gør sig klar")
        press(page)
        says(page, "gør sig klar")
        expect(notice).to_have_count(0, timeout=120_000)
        banner = page.locator(".ask-banner")
        expect(banner).to_contain_text("Parkpuljen <2999> & mere")
        expect(banner).to_contain_text("Åben: fristen er 12. marts 2999 kl. 14.00.")
        expect(page.locator("#ask-box")).to_have_value(QUESTION)
        page.locator("#ask-send").click()
        expect(asking.turns(page)).to_have_count(1)
        page.get_by_role("button", name="Ny samtale").click()
        # A call that offers no questions of its own gets the general ones.
        expect(page.get_by_role("button", name="Hvornår er fristen?")).to_be_visible()
        turn = asking.ask(page, "Hvad er timesatsen for en revisor?")
        mail = turn.get_by_role("link", name="Skriv til os").get_attribute("href") or ""
        assert mail.startswith("mailto:park%2Bspm@example.org?subject=")
        assert "Parkpuljen%20%3C2999%3E%20%26%20mere" in mail
