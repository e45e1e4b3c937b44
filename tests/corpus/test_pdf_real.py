"""A statute of 96 pages, as the ministry's own program set it."""

from __future__ import annotations

import re

import pytest

from assistant.corpus.canonical import RawDocument
from assistant.corpus.readers.pdf import read_pdf
from tests.corpus.pdf_files import REAL, blocks, page_at

STATUTE = REAL / "br18-bygningsreglementet" / "BR18.pdf"

pytestmark = pytest.mark.skipif(not STATUTE.is_file(), reason="the files are kept outside")


@pytest.fixture(scope="module")
def statute() -> RawDocument:
    return read_pdf(STATUTE)


def test_all_its_pages_are_there_in_order(statute: RawDocument) -> None:
    assert [page.number for page in statute.pages] == list(range(1, 97))
    assert statute.title.startswith("Bekendtgørelse om bygningsreglement 2018 (BR18)")


def test_its_chapters_and_clauses_are_all_there_in_order(statute: RawDocument) -> None:
    chapters = [
        int(match[1])
        for text in blocks(statute, "heading")
        if (match := re.match(r"Kapitel (\d+)", text))
    ]
    assert chapters == list(range(1, 38))
    clauses = [
        int(match[1])
        for text in blocks(statute, "paragraph")
        if (match := re.match(r"§ (\d+)\.", text))
    ]
    assert clauses == sorted(clauses)
    assert len(clauses) > 550


def test_lists_words_and_pages_of_one_clause(statute: RawDocument) -> None:
    assert page_at(statute, "§ 10. En ansøgning om byggetilladelse skal indeholde:") == 5
    assert (
        "1) Oplysninger til identifikation af ejendommen, bygningen eller enheden, herunder "
        in (statute.text)
    )
    assert "matrikelbetegnelse, adgangsadresse" in statute.text
    assert "Stk. 2. Hvis det skønnes nødvendigt, kan kommunalbestyrelsen" in statute.text


def test_a_table_over_two_pages_keeps_its_columns(statute: RawDocument) -> None:
    rows = blocks(statute, "row")
    assert "ID: B2; Emne: Statisk kontrolplan; KK2: Max.; KK3: Max.; KK4: Max." in rows
    assert "Emne: Brandplaner; BK2: Kudv; BK3: Kmax; BK4: Kmax" in rows


def test_no_page_number_is_left(statute: RawDocument) -> None:
    alone = [text for text in blocks(statute, "paragraph") if re.fullmatch(r"\d+", text)]
    assert len(alone) < 5
