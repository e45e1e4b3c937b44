"""Conversations are kept in the browser alone, and outlive reload, back and the server."""

from __future__ import annotations

import copy
import re
import socket
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.doors import running
from tests.e2e import asking
from tests.e2e.conftest import Visit

FIRST, SECOND = "Hvem kan søge?", "Hvad er projektperioden?"


@pytest.fixture
def page(visit: Visit, address: str) -> Page:
    """The page in a new browser profile."""
    return asking.opened(visit(address, viewport=asking.DESKTOP))


def shows(page: Page, questions: list[str]) -> None:
    """Expect these questions, once the server has rendered what the browser kept."""
    expect(asking.turns(page).locator("[data-question]")).to_have_text(questions)


def again(page: Page) -> None:
    page.reload()
    asking.wait(page)


def test_reload_and_back_lose_nothing(page: Page) -> None:
    asking.ask(page, FIRST)
    turn = asking.ask(page, SECOND)
    reply = turn.locator(".ask-reply").inner_text()
    page.locator("#ask-box").fill("Et halvt spørgs")
    again(page)
    expect(asking.turns(page)).to_have_count(2)
    shows(page, [FIRST, SECOND])
    assert asking.turns(page).last.locator(".ask-reply").inner_text() == reply
    expect(page.locator("#ask-box")).to_have_value("Et halvt spørgs")
    page.get_by_role("link", name="Kilder").first.click()
    expect(page).to_have_url(re.compile("/kilder$"))
    page.go_back()
    asking.wait(page)
    expect(asking.turns(page)).to_have_count(2)
    expect(page.locator("#ask-box")).to_have_value("Et halvt spørgs")


def test_looking_at_a_source_adds_no_step_to_the_history(page: Page) -> None:
    turn = asking.ask(page, FIRST)
    before = page.evaluate("window.history.length")
    for number in range(2):
        turn.locator(".ask-marker").nth(number).click()
        frame = page.frame_locator("#ask-source iframe")
        expect(frame.locator("mark").first).to_be_visible()
        page.get_by_role("button", name="Luk").click()
    assert page.evaluate("window.history.length") == before


def test_language_and_theme_change_around_the_conversation(page: Page) -> None:
    asking.ask(page, FIRST)
    light = page.evaluate("getComputedStyle(document.body).backgroundColor")
    page.get_by_role("button", name="Mørk visning").click()
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") != light
    page.get_by_role("link", name="English").click()
    expect(page.locator("h1")).to_have_text("Ask about the call")
    asking.wait(page)
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    shows(page, [FIRST])
    turn = asking.turns(page).last
    expect(turn.locator(".ask-label")).to_have_text("You asked")
    expect(turn.locator(".ask-answer")).to_have_attribute("lang", "da")


def test_several_conversations_can_be_opened_and_deleted(page: Page) -> None:
    asking.ask(page, FIRST)
    page.get_by_role("button", name="Ny samtale").click()
    expect(asking.turns(page)).to_have_count(0)
    expect(page.locator("#ask-box")).to_be_focused()
    asking.ask(page, SECOND)
    talks = page.locator(".ask-talks")
    expect(talks.locator("summary")).to_have_text("Dine samtaler (2)")
    talks.locator("summary").click()
    talks.get_by_role("button", name=FIRST, exact=True).click()
    expect(asking.turns(page).locator("[data-question]")).to_have_text([FIRST])
    talks.locator("summary").click()
    talks.get_by_role("button", name=f"Slet samtalen: {FIRST}").click()
    expect(asking.turns(page)).to_have_count(0)
    expect(talks.locator("summary")).to_have_text("Dine samtaler (1)")
    assert len(asking.stored(page)) == 1
    again(page)
    expect(page.locator(".ask-talks summary")).to_have_text("Dine samtaler (1)")


def test_all_are_deleted_only_after_a_second_question(page: Page) -> None:
    asking.ask(page, FIRST)
    page.locator(".ask-talks summary").click()
    page.get_by_role("button", name="Slet alle").click()
    page.get_by_role("button", name="Behold").click()
    assert len(asking.stored(page)) == 1
    page.get_by_role("button", name="Slet alle").click()
    page.locator("[data-do=delete-all-now]").click()
    expect(page.locator(".ask-talks")).to_be_hidden()
    expect(asking.turns(page)).to_have_count(0)
    assert asking.stored(page) == []


def test_a_new_tab_begins_afresh_and_knows_the_others(page: Page) -> None:
    asking.ask(page, FIRST)
    other = asking.opened(page.context)
    expect(asking.turns(other)).to_have_count(0)
    expect(other.locator(".ask-talks summary")).to_have_text("Dine samtaler (1)")
    asking.ask(other, SECOND)
    expect(page.locator(".ask-talks summary")).to_have_text("Dine samtaler (2)")
    asking.ask(page, "Hvornår var fristen?")
    assert [len(talk["turns"]) for talk in asking.stored(page)] == [2, 1]


def test_nobody_else_sees_them(page: Page, visit: Visit, address: str) -> None:
    asking.ask(page, FIRST)
    other = asking.opened(visit(address))
    expect(other.locator(".ask-talks")).to_be_hidden()


def many(page: Page, talks: int, turns: int) -> list[dict[str, Any]]:
    """Return conversations made of one real answer, the current one first."""
    (kept,) = asking.stored(page)
    turn = kept["turns"][0]
    full = [copy.deepcopy(turn) for _ in range(turns)]
    others = [{"id": f"gammel-{number}", "turns": full} for number in range(talks - 1)]
    return [{"id": kept["id"], "turns": full}, *others]


def test_there_is_an_end_to_turns_and_conversations(page: Page) -> None:
    asking.ask(page, FIRST)
    asking.store(page, many(page, 20, 29))
    again(page)
    expect(asking.turns(page)).to_have_count(29)
    asking.ask(page, SECOND)
    expect(page.locator("#ask-said")).to_contain_text("kan ikke blive længere")
    page.locator("#ask-box").fill(FIRST)
    page.keyboard.press("Enter")
    expect(asking.turns(page)).to_have_count(1)
    kept = asking.stored(page)
    assert len(kept) == 20
    assert [len(talk["turns"]) for talk in kept[:3]] == [1, 30, 29]
    assert "gammel-18" not in [talk["id"] for talk in kept]


def test_the_oldest_gives_way_when_the_browser_is_full(page: Page) -> None:
    asking.ask(page, FIRST)
    asking.store(page, many(page, 5, 1))
    again(page)
    # Fill what is left to the last byte or so.
    page.evaluate("""() => {
      let size = 1 << 20;
      for (let n = 0; size >= 1; n++) {
        try { window.localStorage.setItem("fyld" + n, "x".repeat(size)); }
        catch { size = Math.floor(size / 2); }
      }
    }""")
    asking.ask(page, SECOND)
    expect(page.locator("#ask-trouble")).to_contain_text("Den ældste er slettet")
    kept = asking.stored(page)
    assert 1 <= len(kept) < 5
    assert len(kept[0]["turns"]) == 2


def test_a_browser_that_keeps_nothing_is_told_so(visit: Visit, address: str) -> None:
    context = visit(address)
    context.add_init_script(
        "Object.defineProperty(window, 'localStorage', {get() { throw new Error('forbidden'); }})"
    )
    page = asking.opened(context)
    asking.ask(page, FIRST)
    expect(page.locator("#ask-trouble")).to_contain_text("Browseren gemmer ikke samtalen")
    asking.ask(page, SECOND)


def test_what_was_written_into_the_storage_is_text(page: Page) -> None:
    asking.ask(page, FIRST)
    (talk,) = asking.stored(page)
    evil = "<img src=x onerror=alert(1)><script>alert(2)</script>"
    answer = talk["turns"][0]["answer"]
    answer.update(question=evil, answer=f"{evil} [1]", language="da", missing=[evil])
    answer["citations"] = answer["citations"][:1]
    answer["citations"][0].update(
        title=evil, section=[evil], label=evil, quote=evil, link="javascript:alert(3)",
        source_url="https://example.org", document_id='"><script>alert(4)</script>',
    )  # fmt: skip
    asking.store(page, [talk])
    again(page)
    turn = asking.turns(page).first
    expect(turn.locator("[data-question]")).to_have_text(evil)
    assert turn.locator("img, script").count() == 0
    for link in turn.locator("a").all():
        assert (link.get_attribute("href") or "").startswith("/kilde/%22%3E")
    page.locator(".ask-talks summary").click()
    expect(page.locator(".ask-open")).to_have_text(evil)
    assert page.locator(".ask-talks img").count() == 0
    turn.locator(".ask-marker").click()
    expect(page.locator("#ask-source h2")).to_have_text(evil)


@pytest.mark.parametrize(
    "value",
    [
        "ikke json",
        "null",
        "[]",
        '{"version":1,"talks":{"length":2}}',
        '{"version":1,"talks":[null,5,"x",{"id":5,"turns":[]},{"id":"a","turns":"b"}]}',
        '{"version":1,"talks":[{"id":"a","turns":[null,{"answer":{"question":1,"answer":2}}]}]}',
        '{"version":9,"talks":[{"id":"a","turns":[]}]}',
    ],
)
def test_a_storage_full_of_nonsense_is_an_empty_one(page: Page, value: str) -> None:
    page.evaluate(f"(value) => window.localStorage.setItem('{asking.STORE}', value)", value)
    again(page)
    expect(page.locator(".ask-talks")).to_be_hidden()
    asking.ask(page, FIRST)
    assert len(asking.stored(page)) == 1


def test_one_stored_answer_that_is_broken_costs_no_other(page: Page) -> None:
    asking.ask(page, FIRST)
    asking.ask(page, SECOND)
    (talk,) = asking.stored(page)
    talk["turns"][0]["answer"]["citations"] = [{"marker": "x"}]
    asking.store(page, [talk])
    again(page)
    expect(page.locator(".ask-turn")).to_have_count(2)
    expect(page.locator(".ask-turn").first).to_contain_text("kunne ikke læses")
    shows(page, [SECOND])


def test_the_largest_conversation_can_be_shown(page: Page) -> None:
    asking.ask(page, FIRST)
    (talk,) = asking.stored(page)
    answer = talk["turns"][0]["answer"]
    answer["answer"] = "ø" * 1180 + " [1]"
    answer["citations"] = [
        {**answer["citations"][0], "marker": number, "quote": "å" * 1200} for number in range(1, 7)
    ]
    asking.store(page, [{"id": talk["id"], "turns": [talk["turns"][0]] * 30}])
    again(page)
    expect(asking.turns(page)).to_have_count(30)


def test_a_conversation_outlives_the_server(visit: Visit, environment: dict[str, str]) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    address = f"http://127.0.0.1:{port}"
    with running.server(environment, port=port):
        page = asking.opened(visit(address))
        asking.ask(page, FIRST)
    page.locator("#ask-box").fill(SECOND)
    page.keyboard.press("Enter")
    expect(page.locator("#ask-trouble")).to_contain_text("ingen forbindelse til serveren")
    expect(page.locator("#ask-box")).to_have_value(SECOND)
    shows(page, [FIRST])
    with running.server(environment, port=port):
        page.locator("#ask-send").click()
        expect(asking.turns(page)).to_have_count(2)
        again(page)
        expect(asking.turns(page)).to_have_count(2)
