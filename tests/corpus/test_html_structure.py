"""Headings, lists, tables and text of a page as blocks of the document."""

from __future__ import annotations

import pytest

from assistant.corpus.canonical import RawDocument
from assistant.corpus.readers.html import read_html
from tests.corpus.office_files import shown


def read(body: str) -> RawDocument:
    return read_html(f"<main>{body}</main>".encode(), "stem")


def test_headings_make_sections() -> None:
    raw = read("<h1>Puljen</h1><h2>Formål</h2><p>A</p><h3>Mere</h3><p>B</p><h2>Frist</h2><p>C</p>")
    assert [(s.path, s.level) for s in raw.sections] == [
        ((), 1), (("Formål",), 2), (("Formål", "Mere"), 3), (("Frist",), 2)
    ]  # fmt: skip


def test_white_space_is_as_a_browser_shows_it() -> None:
    raw = read(
        "<p>  Du\n  kan <b>søge</b><i> nu</i>,\n og <a href=x>her</a>.<br>Ny linje.</p>løs\ntekst"
    )
    assert raw.text == "Du kan søge nu, og her.\nNy linje.\n\nløs tekst"


def test_struck_text_is_out_and_raised_digits_stay_apart() -> None:
    raw = read(
        "<p>Støtten er <del>50</del><ins>40</ins> pct.<sup><a href=#n>1</a></sup>"
        " af 10<sup>6</sup></p>"
    )
    assert raw.text == "Støtten er 40 pct.¹ af 10⁶"


def test_lists_nest_and_number() -> None:
    raw = read(
        "<p>I skal:</p><ul><li>søge<ul><li>nu</li></ul></li><li><p>vente</p><p>lidt</p></li></ul>"
        "<ol start=3><li>tre<li>fire<ol type=a><li>under</ol></ol><ol><li value=7>syv</ol>"
    )
    assert raw.text == (
        "I skal:\n\n• søge\n  • nu\n• vente\nlidt\n\n3. tre\n4. fire\n  a) under\n\n7. syv"
    )
    assert [b.list_id for b in raw.blocks] == [None, 1, 1, 1, 2, 2, 2, 3]


def test_definitions_are_labelled() -> None:
    raw = read("<dl><dt>Frist</dt><dd>1. maj</dd><dd>kl. 12</dd><div><dt>Sum<dd>3 mio.</div></dl>")
    assert shown(raw) == [("labelled", "Frist\n1. maj\nkl. 12"), ("labelled", "Sum\n3 mio.")]


def test_a_fold_is_a_section() -> None:
    raw = read("<h1>FAQ</h1><h2>A</h2><details><summary>Hvem?</summary><p>Alle.</p></details>")
    assert [s.path for s in raw.sections] == [(), ("A",), ("A", "Hvem?")]
    assert raw.text.endswith("Hvem?\n\nAlle.")


TABLE = (
    "<table><caption>Satser</caption><thead><tr><th rowspan=2>Aktivitet<th colspan=2>Støtte"
    "<tr><th>Små<th>Store</thead><tfoot><tr><td>Højst<td>80 %<td>60 %</tfoot>"
    "<tbody><tr><th scope=row rowspan=2>Forskning<td>70 %<td>50 %"
    "<tr><td colspan=2>75 %</tbody></table>"
)


def test_each_row_names_its_columns() -> None:
    assert read(TABLE).text.split("\n") == [
        "Satser",
        "",
        "Aktivitet: Forskning; Støtte – Små: 70 %; Støtte – Store: 50 %",
        "Aktivitet: Forskning; Støtte – Små / Støtte – Store: 75 %",
        "Aktivitet: Højst; Støtte – Små: 80 %; Støtte – Store: 60 %",
    ]


@pytest.mark.parametrize(
    "head",
    ["<tr><th>Post<th>År<th>Beløb", "<tr><td><b>Post</b><td><b>År</b><td><b>Beløb</b>",
     "<tr><td>Post<td>År<td>Beløb"],
)  # fmt: skip
def test_the_head_of_a_table_however_it_is_marked(head: str) -> None:
    raw = read(f"<table>{head}<tr><td>Løn<td>2023<td>10 kr.</table>")
    assert shown(raw) == [("row", "Post: Løn; År: 2023; Beløb: 10 kr.")]


def test_a_table_of_labels_and_values() -> None:
    raw = read("<table><tr><th>Frist<td>1. maj<tr><th>Ansøger<td>Virksomheder</table>")
    assert shown(raw) == [("labelled", "Frist\n1. maj"), ("labelled", "Ansøger\nVirksomheder")]


def test_a_table_without_heads_keeps_its_cells() -> None:
    raw = read("<table><tr><td>1<td>2<td>3<tr><td>4<td>5<td>6</table>")
    assert raw.text == "1; 2; 3\n4; 5; 6"


def test_a_table_that_only_places_things_is_text() -> None:
    raw = read(
        "<table><tr><td><h2>Formål</h2><p>A</p><td><table><tr><th>X<th>Y<tr><td>1<td>2</table></table>"
    )
    assert shown(raw) == [("heading", "Formål"), ("paragraph", "A"), ("row", "X: 1; Y: 2")]


@pytest.mark.parametrize("span", ["colspan=99999999", "rowspan=99999999", "rowspan=0", "colspan=x"])
def test_spans_without_measure_end(span: str) -> None:
    raw = read(f"<table><tr><th>A<th>B<tr><td {span}>1<td>2<tr><td>3<td>4</table>")
    assert "1" in raw.text
    assert len(raw.text) < 200


def test_blocks_within_links_and_spans_stay_blocks() -> None:
    raw = read("<a href=x><div><h2>Titel</h2><p>Tekst.</p></div></a><span><p>Mere.</p></span>")
    assert [kind for kind, _ in shown(raw)] == ["heading", "paragraph", "paragraph"]


def test_text_that_stands_in_no_item_is_kept() -> None:
    assert read("<ul>Husk<li>at søge</li>i tide</ul>").text == "• Husk\n• at søge\n• i tide"
    assert read("<dl><p>Uden begreb.</p></dl>").text == "Uden begreb."


def test_deep_but_readable_nesting_loses_nothing() -> None:
    for tag in ("div", "blockquote", "ul><li", "b"):
        assert "bunden" in read(f"<{tag}>" * 60 + "bunden").text
