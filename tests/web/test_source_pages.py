"""A quote from a PDF: its page in the answer, and the page as a picture with the quote marked."""

from __future__ import annotations

import html
import re
import shutil
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import httpx
import pytest
from PIL import Image

from tests.doors import running

MADE = Path(__file__).parents[1] / "data" / "pdf"
QUESTION = "Hvor stor en andel kan der højst gives i tilskud i Nordjylland?"


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A corpus of one call: two PDFs."""
    folder = tmp_path_factory.mktemp("corpus")
    (folder / "omstilling").mkdir()
    for name in ("opslag", "tabel"):
        shutil.copy(MADE / f"{name}.pdf", folder / "omstilling" / f"{name}.pdf")
    return folder


@pytest.fixture(scope="module")
def environment(corpus: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    more = {"ASSISTANT_CORPUS_DIR": str(corpus)}
    return running.environment(tmp_path_factory.mktemp("data"), **more)


@pytest.fixture(scope="module")
def http(environment: dict[str, str]) -> Iterator[httpx.Client]:
    with (
        running.server(environment) as address,
        httpx.Client(base_url=address, timeout=60, trust_env=False) as client,
    ):
        yield client


@pytest.fixture(scope="module")
def citation(http: httpx.Client) -> dict[str, Any]:
    """What an answer cites of the table."""
    answer = http.post("/api/ask", json={"question": QUESTION, "as_of": "2027-01-10"}).json()
    found = [c for c in answer["citations"] if "Nordjylland" in c["quote"]]
    assert found, answer
    return dict(found[0])


def test_a_share_in_a_table_is_cited_with_its_row_its_section_and_its_page(
    citation: dict[str, Any],
) -> None:
    assert "Region: Nordjylland; Tilskud, højst: 50 pct." in citation["quote"]
    assert citation["section"][-1] == "Andele efter region"
    assert citation["page"] == 1


def test_the_program_says_the_page_beside_the_source(environment: dict[str, str]) -> None:
    done = running.run(environment, "ask", QUESTION, "--as-of", "2027-01-10")

    assert done.code == 0
    assert "Andele efter region [side 1]" in done.out.decode()


def test_the_source_shows_the_page_of_the_quote(
    http: httpx.Client, citation: dict[str, Any]
) -> None:
    page = http.get(citation["link"], headers={"Accept": "text/html"})

    assert page.status_code == 200
    assert "Se side 1 med citatet markeret" in page.text
    assert f"/side/1.png?fra={citation['start']}&amp;til={citation['end']}" in page.text
    assert 'data-label="Side 3"' in page.text
    assert "Næste side" in page.text
    assert "Forrige side" not in page.text


def test_the_words_of_the_source_stay_its_own(http: httpx.Client, citation: dict[str, Any]) -> None:
    page = http.get(f"/kilde/{citation['document_id']}", headers={"Accept": "text/html"}).text

    article = page[page.index('<article class="source"') : page.index("</article>")]
    words = html.unescape(re.sub(r"<[^>]*>", " ", article))
    assert "Side" not in words
    assert "Nr.: 70; Aktivitet: Aktivitet af type 70; Sats: 2750 kr." in words


def test_the_picture_marks_the_row(http: httpx.Client, citation: dict[str, Any]) -> None:
    address = f"/kilde/{citation['document_id']}/side/1.png"
    start, end = citation["start"], citation["end"]
    marked = http.get(address, params={"fra": start, "til": end})
    plain = http.get(address)

    assert marked.headers["content-type"] == "image/png"
    assert _yellow(marked.content) > 500
    assert _yellow(plain.content) == 0


def test_a_browser_that_has_the_picture_does_not_get_it_again(
    http: httpx.Client, citation: dict[str, Any]
) -> None:
    address = f"/kilde/{citation['document_id']}/side/2.png"
    first = http.get(address)
    again = http.get(address, headers={"If-None-Match": first.headers["etag"]})

    assert first.status_code == 200
    assert again.status_code == 304
    assert again.content == b""


@pytest.mark.parametrize(
    ("path", "status", "code"),
    [
        ("tabel/side/99.png", 404, "unknown_page"),
        ("findes-ikke/side/1.png", 404, "unknown_source"),
        ("tabel/side/nul.png", 422, "bad_value"),
        ("tabel/side/1.png?fra=-1&til=5", 422, "bad_value"),
    ],
)
def test_a_page_that_is_not_there_is_an_error(
    http: httpx.Client, citation: dict[str, Any], path: str, status: int, code: str
) -> None:
    response = http.get(f"/kilde/{path.replace('tabel', citation['document_id'])}")

    assert response.status_code == status
    assert response.json()["error"]["code"] == code


@pytest.mark.parametrize("side", ["0", "99", "x", "1e3", "²"])
def test_a_page_that_cannot_be_is_told_in_words(
    http: httpx.Client, citation: dict[str, Any], side: str
) -> None:
    response = http.get(
        f"/kilde/{citation['document_id']}",
        params={"side": side},
        headers={"Accept": "text/html"},
    )

    assert response.status_code == 422
    assert "Stedet i kilden findes ikke" in response.text


def test_a_file_that_was_changed_since_is_not_shown_as_the_source(
    http: httpx.Client, corpus: Path, citation: dict[str, Any]
) -> None:
    file = corpus / "omstilling" / "tabel.pdf"
    kept = file.read_bytes()
    address = f"/kilde/{citation['document_id']}/side/1.png"
    file.write_bytes((MADE / "spalter.pdf").read_bytes())
    try:
        changed = http.get(address)
        file.unlink()
        gone = http.get(address)
    finally:
        file.write_bytes(kept)

    for response in (changed, gone):
        assert response.status_code == 404
        assert response.json()["error"]["code"] == "original_changed"
    assert http.get(address).status_code == 200


def _yellow(data: bytes) -> int:
    pixels = Image.open(BytesIO(data)).convert("RGB").tobytes()
    marks = zip(pixels[::3], pixels[1::3], pixels[2::3], strict=True)
    return sum(r > 240 and g > 220 and b < 160 for r, g, b in marks)
