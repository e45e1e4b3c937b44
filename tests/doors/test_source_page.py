"""The source page: the text whole and escaped, the quote marked, bad addresses in plain words."""

from __future__ import annotations

from collections.abc import Iterator
from html.parser import HTMLParser

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.permalink import permanent_link, place_code
from assistant.types import LabelView, SectionView
from assistant.web.source_text import Piece, Run, pieces
from tests.doors import running

CALL = "innovationskraft-2023-2024"
SCRIPTS = ["/filer/site.js", "/filer/kilde.js"]
WORDS = st.text(st.sampled_from("aæ<&\"' •\n"), max_size=60)


class Page(HTMLParser):
    """Collects the text, the marked text and the ids of a page."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.text = ""
        self.marked: list[str] = []
        self.ids: list[str] = []
        self.scripts: list[str | None] = []
        self._in_mark = False
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        self.ids += [str(values["id"])] if "id" in values else []
        self.scripts += [values.get("src")] if tag == "script" else []
        if tag == "mark":
            self._in_mark = True
            self.marked.append("")

    def handle_endtag(self, tag: str) -> None:
        self._in_mark = self._in_mark and tag != "mark"

    def handle_data(self, data: str) -> None:
        self.text += data
        if self._in_mark:
            self.marked[-1] += data


def squeeze(text: str) -> str:
    """Leave out what a browser draws itself: white space and bullets."""
    return "".join(text.replace("•", "").split())


def test_a_citation_leads_to_its_quote(http: httpx.Client) -> None:
    answer = http.post("/api/ask", json={"question": "Hvem er målgruppen?"}).json()
    assert answer["citations"]
    for citation in answer["citations"]:
        response = http.get(citation["link"])
        assert response.status_code == 200
        page = Page(response.text)
        assert squeeze("".join(page.marked)) == squeeze(citation["quote"])
        assert page.ids.count("citat") == 1
        assert page.scripts == SCRIPTS, "no inline script"


def test_a_letters_link_leads_to_the_same_place(http: httpx.Client) -> None:
    (citation,) = http.post("/api/ask", json={"question": "Hvem er målgruppen?"}).json()[
        "citations"
    ]
    link = permanent_link("", CALL, citation["start"], citation["end"])
    response = http.get(link)
    assert response.status_code == 200
    page = Page(response.text)
    assert squeeze("".join(page.marked)) == squeeze(citation["quote"])
    assert f"fra={citation['start']}" in response.text, "the address to copy is the usual one"
    wrong = http.get(link[:-1] + ("b" if link[-1] != "b" else "c"))
    assert wrong.status_code == 422
    assert "<mark" not in wrong.text
    for sted in ("", "%3Cscript%3E", "b" * 5000, place_code(0, 10**6)):
        assert http.get(f"/kilde/{CALL}?sted={sted}").status_code == 422


def test_the_page_holds_the_whole_text(http: httpx.Client) -> None:
    document = http.get(f"/api/sources/{CALL}").json()
    html = http.get(f"/kilde/{CALL}").text
    page = Page(html)
    # Between the title and the rest stands what kind of source it is.
    assert squeeze(document["text"].removeprefix(document["title"])) in squeeze(page.text)
    assert document["title"] in page.text
    assert page.marked == []
    assert len(page.ids) == len(set(page.ids))
    assert html.count('class="permalink"') == len(document["sections"]) - 1, "all but the title"


@pytest.mark.parametrize(
    "query",
    ["?fra=1", "?til=5", "?fra=5&til=5", "?fra=9&til=3", "?fra=-1&til=5", "?fra=0&til=99999999",
     "?fra=a&til=b", "?fra=%C2%B2&til=9", "?fra=1&til=1e3", "?fra=1&til=" + "9" * 5000],
)  # fmt: skip
def test_bad_offsets_are_said_in_words(http: httpx.Client, query: str) -> None:
    response = http.get(f"/kilde/{CALL}{query}")
    assert response.status_code == 422
    assert "findes ikke" in response.text or "ikke findes" in response.text
    assert "text/html" in response.headers["content-type"]


def test_unknown_documents_are_404_in_both_languages(http: httpx.Client) -> None:
    danish = http.get("/kilde/no-such-source")
    english = http.get("/kilde/no-such-source?lang=en")
    assert danish.status_code == english.status_code == 404
    assert '<html lang="da">' in danish.text
    assert '<html lang="en">' in english.text


def test_what_a_document_says_is_text_not_markup(tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("hostile")
    corpus = folder / "corpus" / "hostile"
    corpus.mkdir(parents=True)
    title = '<script>alert(1)</script> & "title"'
    (corpus / "hostile.txt").write_text(
        f"{title}\n\nMidlerne er <img src=x onerror=alert(2)> 5 mio. kr.\n", encoding="utf-8"
    )
    environment = running.environment(folder / "data", ASSISTANT_CORPUS_DIR=str(folder / "corpus"))
    with running.server(environment) as address:
        listed = httpx.get(f"{address}/api/sources", trust_env=False).json()["sources"]
        html = httpx.get(f"{address}/kilde/{listed[0]['id']}?fra=0&til=9", trust_env=False).text
    assert "<img" not in html
    assert "alert(1)" in html
    assert Page(html).scripts == SCRIPTS


def runs_of(blocks: list[Piece]) -> Iterator[Run]:
    for block in blocks:
        for item in block.items:
            yield from item


@given(WORDS, st.integers(0, 60), st.integers(0, 60))
def test_no_character_is_lost_or_moved(text: str, start: int, end: int) -> None:
    text = "\n".join(line.strip() for line in text.split("\n")).strip()
    start, end = min(start, len(text)), min(end, len(text))
    start, end = min(start, end), max(start, end)
    blocks = pieces(text, [], start, end)
    assert squeeze("".join(run.text for run in runs_of(blocks))) == squeeze(text)
    marked = [run for run in runs_of(blocks) if run.marked]
    assert squeeze("".join(run.text for run in marked)) == squeeze(text[start:end])
    assert sum(run.first for run in marked) == bool(marked)


def test_headings_get_ids_from_their_words() -> None:
    text = "Mål\n\nTekst\n\nMål\n\nCitat\n\n• ét\n• to"
    sections = [SectionView(path=["Mål"], level=2, start=s, end=len(text)) for s in (0, 12, 17)]
    blocks = pieces(text, sections, 0, 0)
    assert [b.anchor for b in blocks if b.kind == "heading"] == ["maal", "maal-2", "citat-2"]
    assert [b.kind for b in blocks] == ["heading", "paragraph", "heading", "heading", "list"]
    assert [run.text for run in runs_of(blocks[-1:])] == ["ét", "to"]


def test_a_repeated_heading_is_told_apart_by_those_above_it() -> None:
    text = "Mål\n\nKrav\n\nTekst\n\nStøtte\n\nKrav\n\nKrav\n\nRésumé & tal"
    paths = [["Mål"], ["Mål", "Krav"], ["Støtte"], ["Støtte", "Krav"], ["Støtte", "Krav"], ["R"]]
    starts = [text.index("Mål"), text.index("Krav"), text.index("Støtte")]
    starts += [text.index("Krav", starts[2]), text.rindex("Krav"), text.index("Résumé")]
    sections = [
        SectionView(path=path, level=len(path) + 1, start=start, end=len(text))
        for path, start in zip(paths, starts, strict=True)
    ]
    anchors = [b.anchor for b in pieces(text, sections, 0, 0) if b.kind == "heading"]
    assert anchors == ["maal", "krav", "stoette", "stoette-krav", "stoette-krav-2", "resume-tal"]


def test_editorial_headings_stand_before_their_text_and_add_none() -> None:
    text = "Mål\n\nFørst. Så penge.\n\nFrist"
    sections = [SectionView(path=["Mål"], level=2, start=0, end=len(text))]
    labels = [
        LabelView(label="Penge", start=text.index("Så"), end=text.index("Så") + 9),
        LabelView(label="Frist", start=text.index("Frist"), end=len(text)),
    ]
    blocks = pieces(text, sections, 0, 0, labels)
    assert [b.kind for b in blocks] == ["heading", "label", "paragraph", "label", "paragraph"]
    assert [(b.label, b.anchor, b.level) for b in blocks if b.kind == "label"] == [
        ("Penge", "penge", 3),
        ("Frist", "frist", 3),
    ]
    assert squeeze("".join(run.text for run in runs_of(blocks))) == squeeze(text)
