"""`POST /api/page/turns` over real HTTP: what it shows, and what it refuses."""

from __future__ import annotations

import copy
import re
from typing import Any

import httpx
import pytest

from tests.doors import running

QUESTION = "Kan en kommune søge?"
EVIL = "<img src=x onerror=alert(1)>\"'`${alert(2)}{{3}}&lt;b&gt;"


@pytest.fixture(scope="module")
def answer(http: httpx.Client) -> dict[str, Any]:
    """A real answer with a verdict."""
    answered: dict[str, Any] = http.post("/api/ask", json={"question": QUESTION}).json()
    return answered


def turns(http: httpx.Client, *answers: object, lang: str = "da") -> list[Any]:
    response = http.post("/api/page/turns", json={"lang": lang, "answers": list(answers)})
    assert response.status_code == 200, response.text
    shown: list[Any] = response.json()["turns"]
    return shown


def test_an_answer_is_shown_with_its_quotes(http: httpx.Client, answer: dict[str, Any]) -> None:
    (turn,) = turns(http, answer)
    assert turn["id"] == answer["id"]
    assert turn["html"].count("<blockquote>") == len(answer["citations"])
    for citation in answer["citations"]:
        place = f"fra={citation['start']}&amp;til={citation['end']}"
        assert turn["html"].count(place) >= 2, "the marker and the card"
    assert turn["said"].startswith("Svar: Nej. ")
    assert "[1]" not in turn["said"]


def test_the_arithmetic_stands_below_the_answer(http: httpx.Client) -> None:
    question = "Kan vi få 1,5 mio. fra Regionalfonden til et projekt på 3 mio. kr. i Odense?"
    answered = http.post("/api/ask", json={"question": question}).json()
    danish, english = (turns(http, answered, lang=lang)[0]["html"] for lang in ("da", "en"))
    assert "Ikke overholdt" in danish
    assert "0,40 × 3.000.000 = 1.200.000" in danish
    assert "0.40 × 3,000,000 = 1,200,000" in english
    assert 'href="/tjek-budget?lang=en"' in english


def test_findings_of_another_shape_are_left_out(http: httpx.Client, answer: dict[str, Any]) -> None:
    odd = {
        "status": "fail", "name": EVIL, "message": {"da": EVIL, "en": 3}, "formula": [EVIL],
        "assumptions": {"a": EVIL}, "legal": [EVIL, {"act": EVIL, "article": None}], "remedy": 1,
    }  # fmt: skip
    evil = answer | {"findings": [odd, {"status": ["fail"]}, {}, {"status": "passed"}]}
    (turn,) = turns(http, evil)
    assert turn["html"].count("ask-sign") == 1
    assert "<img" not in turn["html"]


def test_the_words_around_it_are_in_the_page_s_language(
    http: httpx.Client, answer: dict[str, Any]
) -> None:
    (turn,) = turns(http, answer, lang="en")
    assert "You asked" in turn["html"]
    assert "&amp;lang=en" in turn["html"]
    assert re.search(r'class="ask-answer" lang="da"', turn["html"])


def test_markup_in_any_field_is_text(http: httpx.Client, answer: dict[str, Any]) -> None:
    evil = copy.deepcopy(answer)
    evil.update(question=EVIL, answer=f"{EVIL} [1]", missing=[EVIL], status="partial", id=EVIL)
    evil["citations"] = evil["citations"][:1]
    evil["citations"][0].update(
        title=EVIL, section=[EVIL], label=EVIL, quote=EVIL, document_id=EVIL,
        link="javascript:alert(1)", source_url="https://example.org/x",
    )  # fmt: skip
    (turn,) = turns(http, evil)
    assert "<img" not in turn["html"]
    assert "javascript:" not in turn["html"]
    assert "example.org" not in turn["html"]
    for attribute in re.findall(r'="([^"]*)"', turn["html"]):
        assert "<" not in attribute
    links = re.findall(r'href="([^"]*)"', turn["html"])
    assert links
    assert all(link.startswith("/kilde/%3Cimg") for link in links)


@pytest.mark.parametrize(
    "change",
    [
        {"verdict": "maybe"},
        {"status": None},
        {"language": "<b>"},
        {"citations": "x"},
        {"citations": [{}]},
        {"question": "x" * 100_000},
        {"as_of": "i går"},
        {"answer": 5},
    ],
)
def test_what_cannot_be_read_costs_no_other(
    http: httpx.Client, answer: dict[str, Any], change: dict[str, Any]
) -> None:
    assert [turn is None for turn in turns(http, {**answer, **change}, answer, None, 5)] == [
        True, False, True, True
    ]  # fmt: skip


@pytest.mark.parametrize(
    "body", [b"", b"{}", b"[]", b'{"answers": {}}', b'{"answers": 1}', b"\xff"]
)
def test_what_is_no_list_is_refused(http: httpx.Client, body: bytes) -> None:
    headers = {"Content-Type": "application/json"}
    response = http.post("/api/page/turns", content=body, headers=headers)
    assert response.status_code == 422
    assert response.json()["error"]["code"]


def test_there_is_an_end_to_the_list(http: httpx.Client, answer: dict[str, Any]) -> None:
    assert len(turns(http, *[answer] * 10)) == 10
    response = http.post("/api/page/turns", json={"answers": [answer] * 11})
    assert response.status_code == 422


def test_it_is_no_part_of_the_public_interface(http: httpx.Client) -> None:
    assert "/api/page/turns" not in http.get("/openapi.json").json()["paths"]


@pytest.mark.parametrize(
    ("language", "title"), [("da", "Spørg om opslaget"), ("en", "Ask about the call")]
)
def test_the_page_is_dressed_before_it_is_sent(
    http: httpx.Client, language: str, title: str
) -> None:
    response = http.get("/", headers={"Cookie": f"sprog={language}"})
    head = response.text.split("</head>", 1)[0]
    assert response.headers["content-language"] == language
    assert re.search(rf'<html\s+lang="{language}"', head)
    assert f"<title>{title}</title>" in head
    assert "og:image" not in head
    assert "/filer/site.js" in head
    assert "<noscript>" in response.text
    assert http.get("/?lang=en").headers["content-language"] == "en"


def test_behind_a_proxy_every_link_has_the_root_path(
    answer: dict[str, Any], tmp_path_factory: pytest.TempPathFactory
) -> None:
    environment = running.indexed_environment(tmp_path_factory.getbasetemp())
    with (
        running.server({**environment, "ASSISTANT_ROOT_PATH": "/assistent"}) as address,
        httpx.Client(base_url=f"{address}/assistent", timeout=60, trust_env=False) as client,
    ):
        (turn,) = turns(client, answer)
        links = re.findall(r'href="([^"]*)"', turn["html"])
        assert links
        assert all(link.startswith("/assistent/kilde/") for link in links)
        page = client.get("/").text
        assert '"/assistent/filer/ask.js"' in page
