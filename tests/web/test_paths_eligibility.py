"""`/kan-vi-soege` without scripts: question by question to an outcome with quotes."""

from __future__ import annotations

import html
import re
import shutil
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import httpx
import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from assistant.service import Assistant
from assistant.settings import Settings
from assistant.web.paths import make_paths_router
from tests.doors.running import ROOT
from tests.web import forms
from tests.web.proxy import ROOT_PATH

PATH = "/kan-vi-soege"
CALL = "innovationskraft-2023-2024"
SME = {"kind": "company", "cvr": "yes", "size": "sme", "innovation_active": "no", "wants": "apply"}
CLUSTER = {"kind": "cluster_organisation", "designated": "yes", "wants": "apply"}
CASES = {
    "may_apply": (CLUSTER, "Kan søge"),
    "may_join": (SME, "Kan deltage"),
    "outside": ({"kind": "private_person", "wants": "join"}, "Uden for"),
    "unknown": ({**CLUSTER, "designated": "unknown"}, "Kan ikke afgøres"),
}


def walk(http: httpx.Client, answers: dict[str, str], page: httpx.Response) -> httpx.Response:
    """Answer what is asked until nothing is; return the last page."""
    for _ in range(10):
        if "<form" not in page.text:
            return page
        asked = forms.read(page).values["trin"]
        page = forms.send(http, page, **{asked: answers[asked]})
    raise AssertionError("the questions have no end")


def heading(page: httpx.Response) -> str:
    found = re.search(r"<h1[^>]*>(.*?)</h1>", page.text, re.DOTALL)
    assert found
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", found[1])).split())


def sign(page: httpx.Response) -> str:
    """The word beside the sign."""
    found = re.search(r'class="sign [^"]*"><svg.*?</svg>(.*?)</strong>', page.text, re.DOTALL)
    assert found, page.text
    return found[1]


@pytest.mark.parametrize("outcome", CASES)
def test_every_outcome_is_reached_by_forms_alone(http: httpx.Client, outcome: str) -> None:
    answers, word = CASES[outcome]
    page = walk(http, answers, http.get(PATH))
    assert sign(page) == word
    api = http.post("/api/eligibility", json={**answers, "as_of": "2026-01-01"}).json()
    assert api["outcome"] == outcome
    assert heading(page) == api["title"]["da"]
    for reason in api["reasons"]:
        assert html.escape(reason["da"], quote=False) in html.unescape(page.text)
    # The address holds the answers and nothing else: it can be sent to somebody.
    assert dict(page.url.params) == answers
    assert http.get(page.url).text == page.text


def test_the_quotes_lead_to_their_places(http: httpx.Client) -> None:
    page = http.get(PATH, params=SME)
    quotes = re.findall(
        r'<blockquote lang="da">(.*?)</blockquote>\s*<figcaption><a href="(.*?)"', page.text
    )
    assert len(quotes) >= 2
    for quote, link in quotes:
        source = http.get(html.unescape(link)).text
        marked = "".join(re.findall(r"<mark[^>]*>(.*?)</mark>", source, re.DOTALL))
        assert marked == quote


def test_what_is_closed_is_said_to_be(http: httpx.Client) -> None:
    page = http.get(PATH, params=CASES["may_apply"][0])
    assert '<p class="banner banner-warn"><strong>Lukket:</strong>' in page.text


def test_who_chooses_nothing_is_told_so(http: httpx.Client) -> None:
    page = forms.send(http, http.get(PATH))
    assert page.text.count("Vælg et svar for at gå videre.") == 2
    assert "<title>Fejl: Hvem er I?" in page.text
    assert forms.read(page).values["trin"] == "kind"
    # The link in the summary leads to the first choice.
    assert re.search(r'href="#felt-kind"', page.text)
    assert re.search(r'type="radio" id="felt-kind"', page.text)


def test_one_answer_is_changed_and_the_others_stay(http: httpx.Client) -> None:
    page = http.get(PATH, params=SME)
    change = re.search(r'href="([^"]*ret=size)"', page.text)
    assert change
    question = http.get(html.unescape(change[1]))
    assert heading(question).endswith("Er I en SMV?")
    assert forms.read(question).values["size"] == "sme"
    after = forms.send(http, question, size="large")
    # Whether they are innovative is asked of SMEs only.
    left = {name: value for name, value in SME.items() if name != "innovation_active"}
    assert dict(after.url.params) == {**left, "size": "large"}
    assert sign(after) == "Kan deltage"


def test_the_way_back_leads_to_the_question_before(http: httpx.Client) -> None:
    page = http.get(PATH, params={"kind": "company", "cvr": "yes"})
    back = re.search(r'class="path-back[^>]*><a href="(.*?)"', page.text)
    assert back
    before = http.get(html.unescape(back[1]))
    assert heading(before).endswith("Har I et CVR-nummer?")
    assert forms.read(before).values["cvr"] == "yes"
    assert '<p class="path-back' not in http.get(PATH).text


@pytest.mark.parametrize(
    "more", [{"designated": "yes"}, {"unknown": "x"}, {"trin": "wants"}, {"ret": "x"}]
)
def test_one_outcome_has_one_address(http: httpx.Client, more: dict[str, str]) -> None:
    given = {"lang": "en", **SME, **more}
    page = http.get(PATH, params=given, follow_redirects=True)
    wanted = {name: given[name] for name in ("lang", *SME)}
    assert dict(page.url.params) == wanted
    assert 'lang="en"' in page.text


@pytest.mark.parametrize("kind", ["", "<zx9>", "Company", "x" * 5000])
def test_what_is_no_option_is_asked_again(http: httpx.Client, kind: str) -> None:
    page = http.get(PATH, params={"kind": kind, "wants": "apply"})
    assert forms.read(page).values["trin"] == "kind"
    assert "<zx9>" not in page.text


def test_english(http: httpx.Client) -> None:
    page = walk(http, SME, http.get(f"{PATH}?lang=en"))
    assert sign(page) == "May take part"
    assert heading(page) == "You can take part through a cluster organisation."
    assert page.url.params["lang"] == "en"


def test_an_unknown_call_is_no_page(http: httpx.Client) -> None:
    page = http.get(PATH, params={"call": "nothing"}, headers={"Accept": "text/html"})
    assert page.status_code == 404
    assert "Siden findes ikke" in page.text


def test_the_ways_on_are_there(http: httpx.Client) -> None:
    for path, others in ((PATH, ("/er-vi-en-smv", "/tjek-budget")), ("/er-vi-en-smv", (PATH,))):
        page = http.get(path).text
        assert all(f'<li><a href="{other}">' in page for other in others)
    # Where it is asked about, too.
    size = http.get(PATH, params={"kind": "company", "cvr": "yes"}).text
    assert '<p class="path-aside"><a href="/er-vi-en-smv">' in size


@pytest.fixture(scope="module")
def two_calls(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """The routes over a corpus with two calls, and one that has no questions."""
    corpus = tmp_path_factory.mktemp("corpus")
    data = tmp_path_factory.mktemp("data")
    for name in (CALL, "b-anden", "c-uden"):
        shutil.copytree(ROOT / "corpus" / CALL, corpus / name)
    for file in (corpus / "b-anden").iterdir():
        if file.suffix in (".yaml", ".md"):
            text = file.read_text(encoding="utf-8")
            file.write_text(text.replace("# Innovationskraft:", "# Den anden:"), encoding="utf-8")
    (corpus / "c-uden" / "eligibility.yaml").unlink()
    yield from _client(corpus, data)


def _client(corpus: Path, data: Path) -> Iterator[TestClient]:
    with closing(Assistant(Settings(corpus_dir=corpus, data_dir=data))) as service:
        app = FastAPI()
        app.include_router(make_paths_router(service))
        with TestClient(app) as client:
            yield client


def test_among_several_calls_one_is_chosen_first(two_calls: TestClient) -> None:
    page = two_calls.get(PATH)
    assert sorted(forms.read(page).choices["call"]) == ["b-anden", CALL]
    assert "Vælg et opslag for at gå videre." in forms.send(two_calls, page).text
    first = forms.send(two_calls, page, call="b-anden")
    assert forms.read(first).values["call"] == "b-anden"
    outcome = walk(two_calls, SME, first)
    assert dict(outcome.url.params) == {"call": "b-anden", **SME}
    assert sign(outcome) == "Kan deltage"
    assert "/kilde/b-anden" in outcome.text


def test_without_any_call_the_page_says_so(tmp_path: Path) -> None:
    (tmp_path / "corpus").mkdir()
    for client in _client(tmp_path / "corpus", tmp_path / "data"):
        page = client.get(PATH)
        assert page.status_code == 200
        assert "Der er ikke noget opslag" in page.text


def test_both_work_below_a_path(behind_proxy: httpx.Client) -> None:
    page = walk(behind_proxy, SME, behind_proxy.get(f"{ROOT_PATH}{PATH}"))
    assert page.url.path == f"{ROOT_PATH}{PATH}"
    assert sign(page) == "Kan deltage"
    assert f'href="{ROOT_PATH}/kilde/' in page.text
    sme = behind_proxy.get(f"{ROOT_PATH}/er-vi-en-smv")
    given = {"currency": "EUR", "headcount": "5", "turnover_eur": "1"}
    assert sign(forms.send(behind_proxy, sme, ("do", "check"), **given)) == "SMV"
