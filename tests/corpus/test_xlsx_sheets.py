"""Sheets of a workbook as sections, their rows readable alone."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from datetime import date
from io import BytesIO

import pytest
from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.styles import Font, PatternFill
from openpyxl.worksheet.table import Table
from openpyxl.worksheet.worksheet import Worksheet

from assistant.corpus.canonical import RawDocument
from tests.corpus.office_files import excel, relations, shown, xlsx, zipped


def made(fill: Callable[[Worksheet], None]) -> RawDocument:
    """Read a workbook of one sheet that openpyxl wrote."""
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    fill(sheet)
    data = BytesIO()
    book.save(data)
    return excel(data.getvalue())


def rows(*values: list[object]) -> Callable[[Worksheet], None]:
    def fill(sheet: Worksheet) -> None:
        for row in values:
            sheet.append(row)

    return fill


def test_each_shown_sheet_is_a_section() -> None:
    book = Workbook()
    for name in ("Satser", "Skjult", "Meget skjult", "Tom", "Budget"):
        sheet = book.create_sheet(name)
        if name != "Tom":
            sheet.append([f"Tekst på {name}"])
    del book["Sheet"]
    book["Skjult"].sheet_state = "hidden"
    book["Meget skjult"].sheet_state = "veryHidden"
    book.properties.title = "Bilag 3"
    data = BytesIO()
    book.save(data)
    raw = excel(data.getvalue())
    assert raw.title == "Bilag 3"
    assert raw.text == "Satser\n\nTekst på Satser\n\nBudget\n\nTekst på Budget"
    assert [s.path for s in raw.sections] == [("Satser",), ("Budget",)]


def test_a_single_sheet_that_nobody_named_has_no_heading() -> None:
    raw = made(rows(["Tekst"]))
    assert (raw.title, raw.text) == ("stem", "Tekst")


def test_rows_name_their_columns_and_show_their_formats() -> None:
    def fill(sheet: Worksheet) -> None:
        rows(["Post", "Beløb", "Andel", "Dato"], ["Løn", 1234.5, 0.4, date(2022, 5, 30)])(sheet)
        sheet["B2"].number_format = "#,##0.00"
        sheet["C2"].number_format = "0%"

    assert made(fill).text == "Post: Løn; Beløb: 1.234,50; Andel: 40%; Dato: 30. maj 2022"


def test_merged_heads_and_labels_count_in_each_of_their_places() -> None:
    def fill(sheet: Worksheet) -> None:
        rows(
            ["Satser i puljen"],
            ["Aktivitet", "Støtte"],
            [None, "Små", "Store"],
            ["Forskning", 0.7, 0.5],
            [None, 0.8, 0.6],
        )(sheet)
        for area in ("A1:C1", "A2:A3", "B2:C2", "A4:A5"):
            sheet.merge_cells(area)
        for row in sheet["B4:C5"]:
            for cell in row:
                cell.number_format = "0 %"

    assert shown(made(fill)) == [
        ("paragraph", "Satser i puljen"),
        ("row", "Aktivitet: Forskning; Støtte – Små: 70 %; Støtte – Store: 50 %"),
        ("row", "Aktivitet: Forskning; Støtte – Små: 80 %; Støtte – Store: 60 %"),
    ]


def test_hidden_rows_and_columns_are_out_and_part_no_table() -> None:
    def fill(sheet: Worksheet) -> None:
        rows(["Post", "Intern", "Beløb"], ["Løn", "x", 1], ["Hemmelig", "x", 2], ["Leje", "x", 3])(
            sheet
        )
        sheet.row_dimensions[3].hidden = True
        sheet.column_dimensions["B"].hidden = True

    assert made(fill).text == "Post: Løn; Beløb: 1\nPost: Leje; Beløb: 3"


def test_struck_and_unseen_cells_and_comments_are_out() -> None:
    def fill(sheet: Worksheet) -> None:
        rows(["Gælder"], ["Gælder ikke"], ["Usynlig"], ["Hvidt på blåt"])(sheet)
        sheet["A2"].font = Font(strike=True)
        sheet["A3"].font = Font(color="FFFFFFFF")
        sheet["A4"].font = Font(color="FFFFFFFF")
        sheet["A4"].fill = PatternFill("solid", fgColor="FF003366")
        sheet["A1"].comment = Comment("En kommentar", "Nogen")

    assert made(fill).text == "Gælder\n\nHvidt på blåt"


def test_an_empty_row_within_a_table_does_not_take_its_heads_away() -> None:
    raw = made(
        rows(
            ["Post", "2023", "2024"],
            ["Løn", 1, 2],
            [],
            ["I alt", 3, 4],
            [],
            ["Bemærk: foreløbigt."],
        )
    )
    assert raw.text == (
        "Post: Løn; 2023: 1; 2024: 2\nPost: I alt; 2023: 3; 2024: 4\n\nBemærk: foreløbigt."
    )


def test_two_tables_have_heads_of_their_own() -> None:
    money: tuple[list[object], ...] = (["Post", "Beløb"], ["Løn", 1], ["Leje", 2])
    raw = made(rows(*money, [], ["Fase", "Uger"], ["Start", 3], ["Slut", 4]))
    assert raw.text == (
        "Post: Løn; Beløb: 1\nPost: Leje; Beløb: 2\n\nFase: Start; Uger: 3\nFase: Slut; Uger: 4"
    )


def test_labels_and_values() -> None:
    raw = made(rows(["Ansøger:", "Firma A/S"], ["CVR:", 12345678]))
    assert shown(raw) == [("labelled", "Ansøger\nFirma A/S"), ("labelled", "CVR\n12345678")]


def test_a_table_that_is_one_begins_at_its_head() -> None:
    def fill(sheet: Worksheet) -> None:
        rows(["Kolonner", "nedenfor"], ["1", "2"], ["a", "b"])(sheet)
        sheet.add_table(Table(displayName="T", ref="A2:B3"))

    assert made(fill).text.endswith("1: a; 2: b")


def test_a_row_over_the_whole_table_stands_before_those_below_it() -> None:
    def fill(sheet: Worksheet) -> None:
        rows(["Post", "2023", "2024"], ["Personale"], ["Løn", 1, 2])(sheet)
        sheet.merge_cells("A2:C2")

    assert made(fill).text == "Personale; Post: Løn; 2023: 1; 2024: 2"


def sheet(*cells: str) -> str:
    return f"<sheetData><row r='1'>{''.join(cells)}</row></sheetData>"


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ("<c r='A1' t='str'><f>B1</f><v>fra en formel</v></c>", "fra en formel"),
        ("<c r='A1'><f>1+1</f><v>2</v></c>", "2"),
        ("<c r='A1'><f>1+1</f></c>", ""),
        ("<c r='A1' t='b'><v>1</v></c>", "SAND"),
        ("<c r='A1' t='e'><v>#REF!</v></c>", ""),
        ("<c r='A1' t='d'><v>2022-05-30T12:00:00</v></c>", "30. maj 2022 kl. 12.00"),
        ("<c r='A1' t='s'><v>99</v></c>", ""),
        ("<c r='A1' t='inlineStr'><is><r><t>10</t></r><r><rPr><vertAlign val='superscript'/></rPr>"
         "<t>6</t></r><r><rPr><strike/></rPr><t>væk</t></r></is></c>", "10⁶"),
        ("<c r='A1' t='inlineStr'><is><t>en_x000D_\nto</t></is></c>", "en\nto"),
        ("<c><v>5</v></c>", "5"),
        ("<c r='ZZZZ1'><v>5</v></c>", "5"),
        ("<c r='A1'><v>intet tal</v></c>", "intet tal"),
        ("<c r='A1' s='77'><v>5</v></c>", "5"),
    ],
)  # fmt: skip
def test_what_a_cell_shows(cell: str, text: str) -> None:
    assert excel(xlsx(sheet(cell))).text == text


def test_a_merge_over_the_whole_sheet_ends() -> None:
    merged = "<mergeCells>" + "<mergeCell ref='A1:XFD1048576'/>" * 50 + "</mergeCells>"
    raw = excel(xlsx(sheet("<c r='A1'><v>1</v></c>", "<c r='XFD1'><v>2</v></c>") + merged))
    assert raw.text == "1"


def test_text_boxes_on_a_sheet_are_read() -> None:
    data = xlsx(sheet("<c r='A1'><v>1</v></c>"))
    with zipfile.ZipFile(BytesIO(data)) as archive:
        parts: dict[str, str | bytes] = {n: archive.read(n) for n in archive.namelist()}
    parts["xl/worksheets/_rels/s1.xml.rels"] = relations(("drawing", "../drawings/d.xml"))
    space = "http://schemas.openxmlformats.org/drawingml/2006/main"
    parts["xl/drawings/d.xml"] = (
        f"<x xmlns:a='{space}' xmlns:d='d'><d:txBody><a:p><a:r><a:t>Husk </a:t></a:r>"
        "<a:r><a:t>moms.</a:t></a:r></a:p></d:txBody></x>"
    )
    assert excel(zipped(parts)).text == "1\n\nHusk moms."
