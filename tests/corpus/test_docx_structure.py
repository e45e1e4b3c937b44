"""The structure of a Word document: headings, lists with their numbers, tables."""

from __future__ import annotations

import pytest

from tests.corpus.office_files import cell, p, r, shown, style, table, word

STYLES = (
    style("Titel", "Title")
    + style("Overskrift1", "heading 1")
    + style("Overskrift2", "heading 2")
    + style("Kapitel", "Kapitel", '<w:basedOn w:val="Overskrift1"/>')
    + style("Afsnit", "Afsnit", '<w:pPr><w:outlineLvl w:val="1"/></w:pPr>')
    + style("Punkt", "List Bullet")
)


def styled(text: str, name: str) -> str:
    return p(text, f'<w:pStyle w:val="{name}"/>')


def test_headings_by_style_also_by_one_based_on_a_heading() -> None:
    raw = word(
        styled("Vejledning", "Titel") + styled("Formål", "Overskrift1") + p("Tekst.")
        + styled("Hvem", "Kapitel") + styled("Små", "Overskrift2") + p("Mere."),
        styles=STYLES,
    )  # fmt: skip
    assert raw.title == "Vejledning"
    assert [(s.path, s.level) for s in raw.sections] == [
        ((), 1), (("Formål",), 2), (("Hvem",), 2), (("Hvem", "Små"), 3)
    ]  # fmt: skip


@pytest.mark.parametrize("name", ["Overskrift 2", "overskrift2", "Heading 2", "Heading2"])
def test_headings_by_their_style_alone_where_no_style_says_more(name: str) -> None:
    assert [s.level for s in word(styled("Formål", name) + p("Tekst.")).sections] == [2]


def test_headings_by_outline_level() -> None:
    raw = word(
        p("A", '<w:outlineLvl w:val="0"/>') + styled("B", "Afsnit") + p("Tekst."), styles=STYLES
    )
    assert [s.level for s in raw.sections] == [1, 2]
    assert word(p("Brødtekst", '<w:outlineLvl w:val="9"/>')).sections == ()


def test_bold_lines_are_headings_where_no_style_says_so() -> None:
    bold, large = "<w:b/>", '<w:b/><w:sz w:val="32"/>'
    text = p("Her står en hel sætning, som er længere end overskriften.")
    raw = word(p("Puljen", run=large) + text + p("Frist", run=bold) + text + p("Slut", run=bold))
    assert [kind for kind, _ in shown(raw)] == [
        "heading", "paragraph", "heading", "paragraph", "paragraph"
    ]  # fmt: skip
    assert [s.level for s in raw.sections] == [1, 2]
    with_styles = word(styled("Formål", "Overskrift1") + p("Frist", run=bold) + text, styles=STYLES)
    assert [s.level for s in with_styles.sections] == [1]


def level(depth: int, form: str, text: str, more: str = "") -> str:
    return (
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>'
        f'<w:lvlText w:val="{text}"/>{more}</w:lvl>'
    )


NUMBERING = (
    '<w:abstractNum w:abstractNumId="1">'
    + level(0, "decimal", "%1.") + level(1, "lowerLetter", "%2)") + level(2, "lowerRoman", "%3.")
    + '</w:abstractNum><w:abstractNum w:abstractNumId="2">'
    + level(0, "bullet", "") + level(1, "bullet", "o")
    + '</w:abstractNum><w:abstractNum w:abstractNumId="3">'
    + level(0, "upperRoman", "%1") + level(1, "decimal", "%1.%2", "<w:isLgl/>")
    + '</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>'
    '<w:num w:numId="2"><w:abstractNumId w:val="2"/></w:num>'
    '<w:num w:numId="3"><w:abstractNumId w:val="3"/></w:num>'
    '<w:num w:numId="4"><w:abstractNumId w:val="1"/>'
    '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>'
)  # fmt: skip


def item(text: str, key: int = 1, depth: int = 0, more: str = "") -> str:
    return p(text, f'{more}<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{key}"/></w:numPr>')


def test_lists_have_their_levels_and_numbers() -> None:
    raw = word(
        item("et") + item("under", depth=1) + item("også", depth=1) + item("dybt", depth=2)
        + item("to") + item("igen", depth=1) + p("Imens.") + item("tre") + p("Så.")
        + item("forfra", key=4) + item("videre", key=4),
        numbering=NUMBERING,
    )  # fmt: skip
    assert raw.text == (
        "1. et\n  a) under\n  b) også\n    i. dybt\n2. to\n  a) igen\n\nImens.\n\n3. tre\n\n"
        "Så.\n\n1. forfra\n2. videre"
    )
    assert {b.list_id for b in raw.blocks[:6]} == {1}


def test_bullets_have_no_number_and_two_lists_stay_apart() -> None:
    raw = word(item("a", 2) + item("b", 2, 1) + item("et", 1), numbering=NUMBERING)
    assert raw.text == "• a\n  • b\n\n1. et"


def test_headings_carry_the_number_they_are_shown_with() -> None:
    first = '<w:outlineLvl w:val="0"/>'
    raw = word(
        item("Formål", 3, 0, first) + item("Hvem", 3, 0, first)
        + item("Ansøgere", 3, 1, '<w:outlineLvl w:val="1"/>') + p("Tekst."),
        numbering=NUMBERING,
    )  # fmt: skip
    assert [s.path for s in raw.sections] == [(), ("II Hvem",), ("II Hvem", "2.1 Ansøgere")]


def test_an_empty_item_takes_no_number() -> None:
    assert word(item("et") + item("") + item("to"), numbering=NUMBERING).text == "1. et\n2. to"


@pytest.mark.parametrize("mark", ["- ", "• ", "–\u00a0"])
def test_lists_that_were_typed_or_styled_are_lists(mark: str) -> None:
    raw = word(p(f"{mark}unge") + p(f"{mark}gamle"))
    assert raw.text == "• unge\n• gamle"
    assert word(styled("unge", "Punkt") + styled("gamle", "Punkt"), styles=STYLES).text == raw.text


def test_each_row_names_its_columns() -> None:
    raw = word(
        p("Satserne er:")
        + table(
            ["Aktivitet", "Små", "Store"],
            ["Forskning", "70 %", "50 %"],
            ["Udvikling", "45 %", ""],
            heads=1,
        )
    )  # fmt: skip
    assert shown(raw)[1:] == [
        ("row", "Aktivitet: Forskning; Små: 70 %; Store: 50 %"),
        ("row", "Aktivitet: Udvikling; Små: 45 %"),
    ]


def test_merged_cells_count_in_each_of_their_places() -> None:
    raw = word(
        table(
            [cell("Aktivitet", merge="restart"), cell("Støtte", across=2)],
            [cell("", merge="continue"), "Små", "Store"],
            [cell("Forskning", merge="restart"), "70 %", "50 %"],
            [cell("", merge="continue"), "80 %", "60 %"],
            ["Alt andet", cell("25 %", across=2)],
            [cell("Undtagelser", across=3)],
            ["Messer", "50 %", ""],
            heads=2,
        )
    )
    assert raw.text.split("\n") == [
        "Aktivitet: Forskning; Støtte – Små: 70 %; Støtte – Store: 50 %",
        "Aktivitet: Forskning; Støtte – Små: 80 %; Støtte – Store: 60 %",
        "Aktivitet: Alt andet; Støtte – Små / Støtte – Store: 25 %",
        "Undtagelser; Aktivitet: Messer; Støtte – Små: 50 %",
    ]


def test_labels_and_values_in_two_columns() -> None:
    raw = word(
        table(["Ansøger", "Firma A/S"], ["Projekt:", "Grøn vækst"], ["Frist", "1. maj 2023"])
    )
    assert shown(raw)[:2] == [
        ("labelled", "Ansøger\nFirma A/S"),
        ("labelled", "Projekt\nGrøn vækst"),
    ]


def test_two_columns_with_figures_have_a_head() -> None:
    raw = word(table(["Kriterium", "Vægt"], ["Effekt", "40 %"], ["Økonomi", "60 %"]))
    assert raw.text == "Kriterium: Effekt; Vægt: 40 %\nKriterium: Økonomi; Vægt: 60 %"


def test_a_table_that_only_places_text_is_text() -> None:
    columns = f"<w:tc>{p('Til venstre.')}{p('Mere.')}</w:tc>"
    raw = word(table([columns, "Til højre."]))
    assert raw.text == "Til venstre.\n\nMere.\n\nTil højre."


def test_a_table_within_a_cell_follows_the_table_it_stands_in() -> None:
    inner = table(["År", "Beløb", "Andel"], ["2023", "10", "5 %"])
    raw = word(
        table(["Post", "Støtte"], ["Løn", "5 %"], [f"<w:tc>{p('Rejser')}{inner}</w:tc>", "6 %"])
    )
    assert raw.text == (
        "Post: Løn; Støtte: 5 %\nPost: Rejser; Støtte: 6 %\n\nÅr: 2023; Beløb: 10; Andel: 5 %"
    )


def test_a_cell_keeps_the_numbers_and_lines_of_its_paragraphs() -> None:
    lines = f"<w:tc>{item('et')}{item('to')}</w:tc>"
    raw = word(table(["Krav", "Point", "Note"], [lines, "5", "x"]), numbering=NUMBERING)
    assert raw.text == "Krav: 1. et 2. to; Point: 5; Note: x"


def test_a_loop_of_styles_ends() -> None:
    ring = style("A", "A", '<w:basedOn w:val="B"/>') + style("B", "B", '<w:basedOn w:val="A"/>')
    assert word(styled("Tekst.", "A"), styles=ring).text == "Tekst."


def test_a_hyperlink_is_its_text() -> None:
    assert (
        word(f"<w:p><w:hyperlink>{r('siden')}</w:hyperlink>{r(' her')}</w:p>").text == "siden her"
    )


def test_lists_that_each_have_a_style_of_their_own_nest() -> None:
    lists = (
        style("Punkt", "List Bullet", '<w:pPr><w:numPr><w:numId w:val="2"/></w:numPr></w:pPr>')
        + style("Punkt2", "List Bullet 2", '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>')
    )  # fmt: skip
    raw = word(styled("a", "Punkt") + styled("b", "Punkt2") + styled("c", "Punkt"), styles=lists)
    assert raw.text == "• a\n  • b\n• c"


def test_two_columns_of_labels_with_all_kinds_of_values() -> None:
    raw = word(table(["Projekt", "Grøn vækst"], ["Budget", "1.000 kr."], ["Andel", "50 %"]))
    assert [kind for kind, _ in shown(raw)] == ["labelled"] * 3
