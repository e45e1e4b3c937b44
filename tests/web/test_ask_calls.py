"""Several calls on the page: the choice, its examples, and notes that are seen to be notes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import httpx
import pytest

from assistant.types import CallInfo
from assistant.web.ask import view
from tests.answer.two_calls import GARDEN, NOTICE, PARK, write_corpus
from tests.doors import running

DAY = "2031-02-01"
CALLS = [
    CallInfo("park", "Parkpuljen <2031>", examples={"da": ("Hvem?", "Hvad?"), "en": ("Who?",)}),
    CallInfo("have", "Havepuljen", examples={"da": ("Hvornår?",)}),
    CallInfo("skov", "Skovpuljen"),
]


def test_with_one_call_there_is_nothing_to_choose() -> None:
    assert view.chooser("da", CALLS[:1]) == view.chooser("da", []) == ""


def test_each_call_can_be_chosen_and_all() -> None:
    html = view.chooser("da", CALLS)
    assert re.findall(r'<option value="([^"]*)">', html) == ["", "park", "have", "skov"]
    assert "Parkpuljen &lt;2031&gt;" in html
    assert '<label for="ask-call">Opslag</label>' in html
    assert ">All calls<" in view.chooser("en", CALLS)


def examples(html: str) -> list[tuple[str, bool, str]]:
    found = re.findall(r'<li data-for-call="(\w*)"( hidden)?><button[^>]*>([^<]+)<', html)
    return [(call, bool(hidden), question) for call, hidden, question in found]


def test_the_examples_of_a_call_are_shown_while_it_is_chosen() -> None:
    shown = examples(view.examples("da", CALLS))
    assert [q for call, _, q in shown if call == ""] == ["Hvem?", "Hvornår?", "Hvad?"]
    assert [q for call, _, q in shown if call == "park"] == ["Hvem?", "Hvad?"]
    assert len([q for call, _, q in shown if call == "skov"]) > 1, "general ones"
    assert all(hidden == (call != "") for call, hidden, _ in shown)


def test_the_examples_of_one_call_need_no_choice() -> None:
    assert "data-for-call" not in view.examples("da", CALLS[:1])
    assert view.examples("da", CALLS[:1]).count("data-example") == 2


@pytest.fixture(scope="module")
def two(tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx.Client]:
    """A client of a server over two calls and their notes."""
    folder = tmp_path_factory.mktemp("two")
    corpus = {"ASSISTANT_CORPUS_DIR": str(write_corpus(folder))}
    with (
        running.server(running.environment(folder / "data", **corpus)) as address,
        httpx.Client(base_url=address, timeout=60, trust_env=False) as client,
    ):
        yield client


def ask(client: httpx.Client, question: str, **more: str) -> dict[str, Any]:
    response = client.post("/api/ask", json={"question": question, "as_of": DAY, **more})
    assert response.status_code == 200, response.text
    answered: dict[str, Any] = response.json()
    return answered


def test_the_chosen_call_alone_answers(two: httpx.Client) -> None:
    for call in (PARK, GARDEN):
        cited = {c["document_id"] for c in ask(two, "Hvad er fristen?", call=call)["citations"]}
        assert cited == {call}


def test_the_folder_of_guidance_can_not_be_chosen(two: httpx.Client) -> None:
    response = two.post("/api/ask", json={"question": "Hvad?", "call": "guidance"})
    assert response.status_code == 422
    assert response.json()["error"]["code"] == "unknown_call"


def test_a_card_shows_that_it_quotes_a_note(two: httpx.Client) -> None:
    answer = ask(two, "Hvor ofte skal vi rapportere?", call=PARK)
    (citation,) = answer["citations"]
    assert (citation["kind"], citation["notice"]) == ("guidance", NOTICE)
    body = {"lang": "da", "answers": [answer]}
    (turn,) = two.post("/api/page/turns", json=body).json()["turns"]
    assert f'<span class="ask-notice" lang="da">{NOTICE}</span>' in turn["html"]
    assert "Vejledning" in turn["html"]


def test_a_card_of_the_call_has_no_notice(two: httpx.Client) -> None:
    answer = ask(two, "Hvad er fristen?", call=PARK)
    (turn,) = two.post("/api/page/turns", json={"lang": "da", "answers": [answer]}).json()["turns"]
    assert "ask-notice" not in turn["html"]


def test_a_file_of_answers_says_so_too(two: httpx.Client) -> None:
    answer = ask(two, "Hvor ofte skal vi rapportere?", call=PARK)
    body = {"answers": [answer]}
    text = two.post("/api/export?format=md", json=body).text
    assert f"Vejledning: Rapportering ({NOTICE})" in text


def test_the_sources_say_what_they_are_for(two: httpx.Client) -> None:
    shown = {source["id"]: source for source in two.get("/api/sources").json()["sources"]}
    note = shown["guidance-rapportering"]
    assert (note["kind"], note["notice"], note["applies_to"]) == ("guidance", NOTICE, [PARK])
    assert shown[PARK]["notice"] == ""
    assert NOTICE in two.get("/kilde/guidance-rapportering").text
    assert NOTICE in two.get("/kilder").text
