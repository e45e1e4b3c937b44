"""Files of answers: what they say, and that nothing in them is anything but text."""

from __future__ import annotations

import io
import re
import zipfile
from typing import Any

import httpx
import pytest
from docx import Document
from markdown_it import MarkdownIt

from assistant.web.export.markdown import escape
from tests.doors.shapes import check_error

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
HOSTILE = [
    "<script>alert(1)</script> <img src=x onerror=alert(1)>",
    "[klik](javascript:alert(1)) ![x](http://evil.example/x.png)",
    "http://evil.example www.evil.example <http://evil.example> mailto:a@evil.example",
    "a@evil.example, a-@evil.example, HTTPS://evil.example",
    "# overskrift\n## to\n- liste\n+ plus\n1. et\n2) to\n> citat\n---\n===\n***\n___",
    "```\nkode\n```\n~~~\nkode\n~~~\n    indrykket\n\tindrykket",
    "*fed* _kursiv_ `kode` ~~slettet~~ &lt;b&gt; &#60; \\<b> | a | b |\n|---|---|",
    "[x]: http://evil.example\n[x] [^1]\n\n[^1]: note $a$ :smile: \u202ebagvendt\u202c",
]
CONTROL = "linje\r\nto\rtre\x00\x07\x1b[31m\ufffe\v\f"


def export(http: httpx.Client, kind: str, *answers: Any, lang: str = "da") -> httpx.Response:
    return http.post(f"/api/export?format={kind}", json={"answers": answers, "lang": lang})


def docx_text(content: bytes) -> str:
    return "\n".join(paragraph.text for paragraph in Document(io.BytesIO(content)).paragraphs)


@pytest.mark.parametrize("kind", ["md", "docx"])
@pytest.mark.parametrize("lang", ["da", "en"])
def test_it_says_it_all(
    http: httpx.Client, address: str, answer: dict[str, Any], kind: str, lang: str
) -> None:
    response = export(http, kind, answer, lang=lang)
    assert response.status_code == 200
    name = "svar" if lang == "da" else "answer"
    assert response.headers["content-disposition"] == (
        f'attachment; filename="{name}-2022-05-01.{kind}"'
    )
    if kind == "md":
        assert response.headers["content-type"].startswith("text/markdown")
        html = MarkdownIt("commonmark").render(response.text)
        text = re.sub(r"<[^>]+>", "", html).replace("&amp;", "&").replace("&gt;", ">")
    else:
        assert response.headers["content-type"] == DOCX
        text = docx_text(response.content)
    citation = answer["citations"][0]
    link = f"{address}{citation['link']}{'&lang=en' if lang == 'en' else ''}#citat"
    note = "Vejledende svar, ikke en afgørelse" if lang == "da" else "Guidance, not a decision"
    day = "1. maj 2022" if lang == "da" else "1 May 2022"
    for part in (
        note, day, answer["question"], answer["answer"], f"[{citation['marker']}]",
        citation["title"], " › ".join(citation["section"]), citation["quote"], link,
    ):  # fmt: skip
        assert part in text, part


def test_the_links_in_a_docx_are_links(
    http: httpx.Client, address: str, answer: dict[str, Any]
) -> None:
    with zipfile.ZipFile(io.BytesIO(export(http, "docx", answer).content)) as parts:
        relations = parts.read("word/_rels/document.xml.rels").decode()
        core = parts.read("docProps/core.xml").decode()
    targets = re.findall(r'Target="([^"]+)" TargetMode="External"', relations)
    links = [f"{address}{citation['link']}#citat" for citation in answer["citations"]]
    assert {target.replace("&amp;", "&") for target in targets} == set(links)
    assert "python-docx" not in core


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("dialect", ["commonmark", "gfm-like"])
def test_markdown_shows_what_was_written_and_nothing_else(text: str, dialect: str) -> None:
    tokens = MarkdownIt(dialect, {"html": True}).parse(escape(text))
    assert [token.type for token in tokens] == ["paragraph_open", "inline", "paragraph_close"]
    children = tokens[1].children or []
    assert {child.type for child in children} <= {"text", "hardbreak"}
    shown = "".join("\n" if child.type == "hardbreak" else child.content for child in children)
    written = [line.strip() for line in text.split("\n")]
    assert [line.strip() for line in shown.split("\n")] == written


@pytest.mark.parametrize("text", [*HOSTILE, CONTROL])
def test_a_hostile_question_stays_text_in_both_formats(
    http: httpx.Client, address: str, answer: dict[str, Any], text: str
) -> None:
    asked = {**answer, "question": text, "answer": text, "missing": [text]}
    markdown = export(http, "md", asked).text
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f\u202a-\u202e\ufffe]", markdown)
    html = MarkdownIt("gfm-like", {"html": True}).render(markdown)
    assert set(re.findall(r"<(\w+)", html)) <= {
        "h1", "h2", "h3", "p", "strong", "em", "blockquote", "br", "a",
    }  # fmt: skip
    assert all(link.startswith(f"{address}/kilde/") for link in re.findall(r'href="([^"]+)"', html))

    content = export(http, "docx", asked).content
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    for line in (re.sub("[\x00-\x08\x0b-\x1f\u202a-\u202e\ufffe]", "", line) for line in lines):
        assert line.strip() in docx_text(content)
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        relations = parts.read("word/_rels/document.xml.rels").decode()
        assert "evil" not in relations
        assert "javascript" not in relations


@pytest.mark.parametrize("kind", ["md", "docx"])
def test_a_quote_must_be_what_the_source_says(
    http: httpx.Client, answer: dict[str, Any], kind: str
) -> None:
    citation = {**answer["citations"][0], "quote": "Alle får 100 pct."}
    response = export(http, kind, {**answer, "citations": [citation]})
    assert response.status_code == 422
    check_error(response.json(), "altered_quote")


@pytest.mark.parametrize(
    "change", [{"document_sha256": "0" * 64}, {"document_id": "er-væk/../x", "start": 1}]
)
def test_a_changed_source_is_said(
    http: httpx.Client, answer: dict[str, Any], change: dict[str, Any]
) -> None:
    gone = {**answer, "citations": [{**answer["citations"][0], **change}]}
    response = export(http, "md", answer, gone)
    assert response.status_code == 200
    assert response.text.count("Kilden er ændret, siden svaret blev givet") == 1
    assert "Kilden er ændret" in docx_text(export(http, "docx", gone).content)
    assert ("/kilde/er-v%C3%A6k%2F..%2Fx?" in response.text) is ("document_id" in change)


def test_the_links_never_come_from_the_answer(http: httpx.Client, answer: dict[str, Any]) -> None:
    citation = {**answer["citations"][0], "link": "https://evil.example/"}
    response = export(http, "md", {**answer, "citations": [citation]})
    assert response.status_code == 200
    assert "evil" not in response.text


@pytest.mark.parametrize(
    ("query", "body", "status", "code"),
    [
        ("?format=pdf", {"answers": []}, 422, "bad_value"),
        ("", {"answers": []}, 422, "bad_value"),
        ("?format=md", {"answers": []}, 422, "bad_value"),
        ("?format=md", {"answers": "x"}, 422, "bad_value"),
        ("?format=md", {"answers": [{}]}, 422, "missing_key"),
        ("?format=md", {"answers": [{}] * 51}, 422, None),
        ("?format=md", {"answers": [{}], "lang": "sv"}, 422, None),
        ("?format=md", {"svar": []}, 422, None),
        ("?format=md", [], 422, "not_an_object"),
        ("?format=md", {"answers": ["x" * 3_000_000]}, 413, "too_large"),
    ],
)
def test_wrong_input_is_refused(
    http: httpx.Client, query: str, body: Any, status: int, code: str | None
) -> None:
    response = http.post(f"/api/export{query}", json=body)
    assert response.status_code == status
    check_error(response.json(), code)


def test_a_whole_conversation_fits(http: httpx.Client, answer: dict[str, Any]) -> None:
    long = {**answer, "question": "æ" * 4000}
    response = export(http, "docx", *[long] * 50)
    assert response.status_code == 200
    assert docx_text(response.content).count("æ" * 4000) == 50
