"""A letter says of each source whether it is a note of guidance."""

from __future__ import annotations

import pytest

from assistant.desk.letter.sources import source_lines
from assistant.types import Citation, Kind, Language


def citation(kind: Kind, notice: str = "") -> Citation:
    return Citation(
        marker=1, document_id="d", title="Rapportering", kind=kind, section=["Hvor ofte"],
        quote="To gange om året.", start=0, end=17, document_sha256="0" * 64, link="/kilde/d",
        notice=notice,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("cited", "language", "title"),
    [
        (citation("call"), "da", "Rapportering"),
        (citation("other"), "da", "Rapportering"),
        (citation("guidance"), "da", "Rapportering (vejledning)"),
        (citation("guidance"), "en", "Rapportering (guidance)"),
        (citation("guidance", "ikke officiel"), "da", "Rapportering (ikke officiel)"),
        # A letter holds no number that its quotes don't bear.
        (citation("guidance", "fra 2019"), "da", "Rapportering (vejledning)"),
    ],
)
def test_the_line_of_a_source(cited: Citation, language: Language, title: str) -> None:
    assert source_lines([cited], language, "https://example.org")[1] == title
