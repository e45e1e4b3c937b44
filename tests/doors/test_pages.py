"""The pages around the sources over HTTP: list, texts about the service, problems in words."""

from __future__ import annotations

import re
from pathlib import Path

import httpx
import pytest

from assistant.settings import Settings
from assistant.web import render
from assistant.web.text_pages import NAMES, markdown_html
from tests.doors import running

HTML = {"accept": "text/html,application/xhtml+xml,*/*;q=0.8"}
TEXTS = Path(render.__file__).parent / "texts"


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("language", ["da", "en"])
def test_texts_have_the_same_parts_in_both_languages(name: str, language: str) -> None:
    pages = [(TEXTS / lang / f"{name}.md").read_text(encoding="utf-8") for lang in ("da", "en")]
    for pattern in (r"^#+ ", r"^- ", r"^\d\. ", r"\{\w+\}"):
        counts = [sorted(re.findall(pattern, page, re.MULTILINE)) for page in pages]
        assert counts[0] == counts[1], pattern
    html = markdown_html(name, language, 90, "/below")  # type: ignore[arg-type]
    assert html.count("<h1>") == 1
    assert not re.search(r"\{\w*\}", html)


@pytest.mark.parametrize("path", ["/om", "/privatliv", "/tilgaengelighed", "/kilder"])
def test_every_page_says_what_it_is(http: httpx.Client, path: str) -> None:
    page = http.get(path)
    assert page.status_code == 200
    assert "Vejledende svar, ikke en afgørelse" in page.text
    assert "automatisk system" in page.text
    for link in ("/om", "/privatliv", "/tilgaengelighed", "/kilder"):
        assert f'href="{link}"' in page.text
    assert "script-src 'self';" in page.headers["content-security-policy"]


def test_the_privacy_notice_says_how_long_feedback_is_kept(http: httpx.Client) -> None:
    days = Settings.model_fields["feedback_days"].default
    assert f"{days} dage" in http.get("/privatliv").text
    assert f"{days} days" in http.get("/privatliv?lang=en").text


def test_the_query_wins_over_the_cookie_over_danish(http: httpx.Client) -> None:
    def language(path: str, **cookies: str) -> str | None:
        header = "; ".join(f"{name}={value}" for name, value in cookies.items())
        html = http.get(path, headers={"cookie": header}).text
        found = re.search(r'<html lang="(\w+)">', html)
        return found and found[1]

    assert language("/om") == "da"
    assert language("/om", sprog="en") == "en"
    assert language("/om?lang=da", sprog="en") == "da"
    assert language("/om?lang=en") == "en"
    assert language("/om?lang=tlh", sprog="xx") == "da"


def test_the_language_link_keeps_the_place(http: httpx.Client) -> None:
    html = http.get('/kilder?fra=1&til=2&lang=da&x="><script>').text
    assert 'href="?fra=1&amp;til=2&amp;x=%22%3E%3Cscript%3E&amp;lang=en"' in html


@pytest.mark.parametrize("path", ["/findes-ikke", "/kilde/", "/kilder/mere", "/kilde/a/b"])
def test_unknown_addresses_are_a_page_for_people(http: httpx.Client, path: str) -> None:
    page = http.get(path, headers=HTML)
    assert page.status_code == 404
    assert "Siden findes ikke" in page.text
    assert 'href="/kilder"' in page.text
    assert "There is no such page" in http.get(f"{path}?lang=en", headers=HTML).text


def test_unknown_addresses_are_json_for_programs(http: httpx.Client) -> None:
    for response in (http.get("/api/nothing", headers=HTML), http.post("/api/nothing")):
        assert response.status_code == 404
        assert response.json()["error"]["code"] == "not_found"


def test_a_page_that_has_to_wait_says_so(tmp_path: Path) -> None:
    environment = running.environment(
        tmp_path, ASSISTANT_CORPUS_DIR=str(tmp_path / "none"), ASSISTANT_ROOT_PATH="/below"
    )
    with running.server(environment, ready=False) as address:
        page = httpx.get(f"{address}/kilder?x=1", headers=HTML, trust_env=False)
    assert page.status_code == 503
    assert page.headers["retry-after"]
    assert 'href="?x=1"' in page.text, "try again"
    assert 'href="/below/kilder"' in page.text
    assert "/below/filer/site.css" in page.text
