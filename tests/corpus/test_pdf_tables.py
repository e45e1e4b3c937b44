"""Tables of PDFs: each row with the names of its columns, over pages and without rules."""

from __future__ import annotations

from pathlib import Path

from reportlab.lib import colors
from reportlab.platypus import SimpleDocTemplate, Table, TableStyle

from assistant.corpus.readers.pdf import read_pdf
from tests.corpus.pdf_files import blocks, made


def test_a_share_stands_with_its_row_and_its_column() -> None:
    rows = blocks(made("tabel"), "row")

    assert rows[1] == (
        "Region: Sjælland; Tilskud, højst: 55 pct.; Egenfinansiering, mindst: 45 pct.; "
        "Frist: 1. marts 2027"
    )


def test_a_table_over_three_pages_is_one_with_its_head_once() -> None:
    raw = made("tabel")

    rows = [b for b in raw.blocks if b.kind == "row"]
    steps = [b for b in rows if raw.text[b.start : b.end].startswith("Nr.: ")]
    assert [raw.text[b.start : b.end] for b in steps] == [
        f"Nr.: {n}; Aktivitet: Aktivitet af type {n}; Sats: {1000 + 25 * n} kr."
        for n in range(1, 71)
    ]
    assert len({b.list_id for b in steps}) == 1
    assert raw.text.count("Sats: Sats") == 0


def test_a_table_without_rules_is_told_by_its_gaps() -> None:
    raw = made("tabel")

    assert blocks(raw, "row")[-3:] == [
        "Enhed: Tilskud; Telefontid: kl. 9-12; Sagstype: Ansøgning",
        "Enhed: Regnskab; Telefontid: kl. 10-14; Sagstype: Udbetaling",
        "Enhed: Jura; Telefontid: kl. 9-11; Sagstype: Klager",
    ]
    assert raw.text.endswith("Efter tabellen kommer et afsnit, som ikke hører til den.")


def test_cells_over_several_columns_and_rows_are_told_in_each(tmp_path: Path) -> None:
    rows = [
        ["Region", "Tilskud", ""],
        ["", "2026", "2027"],
        ["Fyn", "10 pct.", "20 pct."],
        ["Als", "30 pct.", "40 pct."],
    ]
    style = [
        ("GRID", (0, 0), (-1, -1), 0.5, colors.black),
        ("SPAN", (1, 0), (2, 0)),
        ("SPAN", (0, 0), (0, 1)),
        ("FONT", (0, 0), (-1, 1), "Helvetica-Bold"),
    ]
    path = _table(tmp_path, rows, style)

    assert blocks(read_pdf(path), "row") == [
        "Region: Fyn; Tilskud – 2026: 10 pct.; Tilskud – 2027: 20 pct.",
        "Region: Als; Tilskud – 2026: 30 pct.; Tilskud – 2027: 40 pct.",
    ]


def test_rules_below_the_head_and_the_last_row_are_enough(tmp_path: Path) -> None:
    rows = [
        ["Region", "Andel", "Frist"],
        ["Fyn", "10 pct.", "1. maj"],
        ["Als", "30 pct.", "2. maj"],
    ]
    style = [
        ("LINEABOVE", (0, 0), (-1, 0), 1, colors.black),
        ("LINEBELOW", (0, 0), (-1, 0), 0.5, colors.black),
        ("LINEBELOW", (0, -1), (-1, -1), 1, colors.black),
    ]
    path = _table(tmp_path, rows, style, widths=[90, 90, 90])

    assert blocks(read_pdf(path), "row") == [
        "Region: Fyn; Andel: 10 pct.; Frist: 1. maj",
        "Region: Als; Andel: 30 pct.; Frist: 2. maj",
    ]


def test_coloured_cells_without_rules_make_a_table(tmp_path: Path) -> None:
    rows = [["Region", "Andel"], ["Fyn", "10 pct."], ["Als", "30 pct."]]
    style = [
        ("BACKGROUND", (0, 0), (-1, 0), colors.HexColor("#003366")),
        ("TEXTCOLOR", (0, 0), (-1, 0), colors.white),
        ("BACKGROUND", (0, 1), (-1, 1), colors.HexColor("#eeeeee")),
        ("BACKGROUND", (0, 2), (-1, 2), colors.HexColor("#ffffff")),
    ]
    path = _table(tmp_path, rows, style, widths=[100, 100])

    assert blocks(read_pdf(path), "row") == [
        "Region: Fyn; Andel: 10 pct.",
        "Region: Als; Andel: 30 pct.",
    ]


def _table(
    folder: Path,
    rows: list[list[str]],
    style: list[tuple[object, ...]],
    widths: list[int] | None = None,
) -> Path:
    path = folder / "tabel.pdf"
    table = Table(rows, colWidths=widths, style=TableStyle(style))
    SimpleDocTemplate(str(path)).build([table])
    return path
