"""The verifier lets through what the quotes bear and takes out the rest."""

from __future__ import annotations

from datetime import date

import pytest

from assistant.answer.verify import is_verbatim, verify
from assistant.corpus.document import make_document
from assistant.corpus.readers.markdown import read_markdown
from assistant.types import Anchor, Document, Language

from .park import (
    DEADLINE,
    DOCUMENTS,
    GARDENS,
    LIST,
    PARK,
    POOL,
    SHARE,
    anchor,
    citation,
    markers,
    numbers,
)  # fmt: skip

DAY = date(2031, 1, 5)
CITED = [citation(n, quote) for n, quote in enumerate((SHARE, POOL, LIST, DEADLINE, GARDENS), 1)]


def left(text: str, language: Language = "da", **options: object) -> str:
    """Return what is left of a text that may cite each quote of the call."""
    findings = options.get("findings", ())
    assert isinstance(findings, tuple)
    return verify(text, CITED, DOCUMENTS, language, DAY, findings).text


@pytest.mark.parametrize(
    "text",
    [
        "Kommuner kan få op til 40 pct., på Bornholm 60 pct. [1].",
        "Kommuner kan få op til fyrre procent [1].",
        "Puljen er på 16.000.000 kr. [2].",
        "Puljen er på seksten millioner kroner [2].",
        "Puljen støtter tre slags: stier, haver og køkkener [3].",
        "Der er 3 formål [3].",
        "Fristen er 12. marts 2031 kl. 14 [4].",
        "Fristen er i marts 2031 [4].",
        "Der er 14 haver [5].",
        "Parkpuljen 2031 støtter haver [3].",
        "Per 5. januar 2031 er fristen ikke gået [4].",
        "Ja. Kommuner kan få støtte [1].",
        "Det afhænger. Kommuner kan få 40 pct. [1]. På Bornholm er det 60 pct. [1].",
        "Det koster 16 mio. kr., og der er fjorten haver [2][5].",
        "Kommuner kan få 40 pct. [1].\n\nFristen er den 12. marts 2031 [4].",
    ],
)
def test_what_the_quotes_bear_passes_in_danish(text: str) -> None:
    kept = left(text)
    # Only the markers may be numbered anew.
    assert len(markers(kept)) == len(markers(text))
    assert [c for c in kept if not c.isdigit()] == [c for c in text if not c.isdigit()]


@pytest.mark.parametrize(
    "text",
    [
        "Municipalities can get up to forty per cent, 60 per cent on Bornholm [1].",
        "The pool is DKK 16 million [2].",
        "The pool is sixteen million kroner [2].",
        "It supports three kinds of things [3].",
        "The deadline is 12 March 2031 at 2 pm [4].",
        "The deadline is March 12, 2031 at 14.00 [4].",
        "There are fourteen gardens [5].",
    ],
)
def test_what_the_quotes_bear_passes_in_english(text: str) -> None:
    kept = left(text, "en")
    assert kept.split("[")[0] == text.split("[")[0]
    assert markers(kept) == {1}


@pytest.mark.parametrize(
    ("wrong", "language"),
    [
        ("Kommuner kan få op til 45 pct. [1].", "da"),
        ("Kommuner kan få op til femogfyrre procent [1].", "da"),
        ("Kommuner kan få 40 kr. [1].", "da"),
        ("Kommuner kan få halvdelen [1].", "da"),
        ("Puljen er på 160 mio. kr. [2].", "da"),
        ("Puljen er på 16 mio. euro [2].", "da"),
        ("Puljen er på 16 mia. kr. [2].", "da"),
        ("Puljen støtter fire slags [3].", "da"),
        ("Puljen støtter tre slags [2].", "da"),
        ("Fristen er den 13. marts 2031 [4].", "da"),
        ("Fristen er den 12. maj 2031 [4].", "da"),
        ("Fristen er den 12. marts 2030 [4].", "da"),
        ("Fristen er kl. 15.00 [4].", "da"),
        ("Fristen var i 2030 [4].", "da"),
        ("Der er femten haver [5].", "da"),
        ("Man skal være 18 år [5].", "da"),
        ("Municipalities can get up to half [1].", "en"),
        ("Municipalities can get fifty per cent [1].", "en"),
        ("The pool is DKK 61 million [2].", "en"),
        ("It supports four kinds of things [3].", "en"),
        ("The deadline is 21 March 2031 [4].", "en"),
        ("There are fifteen gardens [5].", "en"),
        ("There are forty gardens [5].", "en"),
    ],
)
def test_a_number_that_no_cited_quote_holds_goes_with_its_sentence(
    wrong: str, language: Language
) -> None:
    right = "Det er rigtigt [1]." if language == "da" else "That is right [1]."
    for text in (f"{wrong} {right}", f"{right} {wrong}", f"{right}\n\n{wrong}"):
        result = verify(text, CITED, DOCUMENTS, language, DAY)
        assert result.text == right
        assert numbers(result.citations) == [1]
        assert len(result.dropped) == 1
        assert wrong in result.dropped[0]


def test_a_number_must_stand_in_the_quote_its_sentence_cites() -> None:
    assert left("Der er fjorten haver [1].") == ""
    assert left("Der er fjorten haver [1][5].") == "Der er fjorten haver [1][2]."


def test_a_number_of_the_findings_passes() -> None:
    text = "Loftet er 2.400.000 kr. [1]."
    assert left(text) == ""
    assert left(text, findings=("2400000 kr.",)) == text


def test_a_marker_without_a_citation_goes_with_its_sentence() -> None:
    for marker in (0, 6, 42, 100, 2031):
        result = verify(
            f"Kommuner kan få støtte [{marker}]. Puljen støtter stier [3].",
            CITED, DOCUMENTS, "da", DAY,
        )  # fmt: skip
        assert result.text == "Puljen støtter stier [1]."
        assert [one.quote for one in result.citations] == [LIST]


def test_markers_are_numbered_in_order_of_use_and_unused_citations_go() -> None:
    result = verify("Haver [5]. Stier [3][5]. Kommuner [1].", CITED, DOCUMENTS, "da", DAY)
    assert result.text == "Haver [1]. Stier [2][1]. Kommuner [3]."
    assert [one.quote for one in result.citations] == [GARDENS, LIST, SHARE]
    assert numbers(result.citations) == [1, 2, 3]


@pytest.mark.parametrize(
    "change",
    [
        {"quote": SHARE.replace("40", "50")},
        {"quote": SHARE.upper()},
        {"quote": SHARE.replace(" op ", "  op ")},
        {"quote": ""},
        {"start": CITED[0].start + 1},
        {"end": CITED[0].end - 1},
        {"start": -CITED[0].end, "end": -CITED[0].start},
        {"document_id": "andet"},
        {"document_sha256": "0" * 64},
    ],
)
def test_an_altered_quote_goes_with_all_that_rests_on_it(change: dict[str, object]) -> None:
    forged = CITED[0].model_copy(update=change)
    assert not is_verbatim(forged, DOCUMENTS)
    text = "Kommuner får 40 pct. [1]. Der er fjorten haver [5]. Begge dele [1][5]."
    result = verify(text, [forged, *CITED[1:]], DOCUMENTS, "da", DAY)
    assert result.text == "Der er fjorten haver [1]."
    assert [one.quote for one in result.citations] == [GARDENS]
    assert "quote 1" in result.dropped


def test_offsets_that_only_happen_to_slice_the_quote_are_wrong() -> None:
    # Python also slices past the end and from behind; a reader of the source can't.
    size = len(PARK.text)
    first, last = CITED[0], CITED[4]
    assert last.end == size
    beyond = last.model_copy(update={"end": size + 1})
    behind = first.model_copy(update={"start": first.start - size, "end": first.end - size})
    for forged in (beyond, behind):
        assert PARK.text[forged.start : forged.end] == forged.quote
        assert not is_verbatim(forged, DOCUMENTS)


def long_document(text: str) -> Document:
    return make_document(
        read_markdown(text, "l"), document_id="l", call_id="l", kind="call", path="l.md"
    )


@pytest.mark.parametrize(
    ("text", "most"),
    [("ord " * 400, 600), ("Det gælder:\n\n" + "- et punkt\n" * 200, 1200)],
    ids=["paragraph", "list"],
)
def test_a_quote_is_no_longer_than_allowed(text: str, most: int) -> None:
    document = long_document(text)
    for length, sound in ((most - 2, True), (most, True), (most + 1, False)):
        made = citation(1, document.text[:length], document)
        assert is_verbatim(made, {"l": document}) is sound


def test_nothing_is_left_of_nothing() -> None:
    for text in ("", "\n\n"):
        result = verify(text, CITED, DOCUMENTS, "da", DAY)
        assert (result.text, result.citations, result.dropped) == ("", [], [])


def test_a_quote_of_the_park_is_where_it_says() -> None:
    assert anchor(LIST) == Anchor("park", PARK.text.index("Puljen støtter"), CITED[2].end)
