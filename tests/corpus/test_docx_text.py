"""The text of a Word document: what is shown and holds, and nothing else."""

from __future__ import annotations

import zipfile
from io import BytesIO

import pytest

from assistant.corpus.readers.docx import read_docx
from assistant.corpus.readers.limits import Limits
from tests.corpus.office_files import (
    OFFICE,
    WORD,
    cell,
    docx,
    p,
    r,
    shown,
    style,
    table,
    word,
    zipped,
)  # fmt: skip


def test_deleted_text_is_out_and_inserted_text_is_in() -> None:
    raw = word(
        f"<w:p>{r('Støtten er ')}<w:del>{r('50').replace('w:t', 'w:delText')}</w:del>"
        f"<w:ins>{r('40')}</w:ins>{r(' pct.')}</w:p>"
        f"<w:p><w:moveFrom>{r('Flyttet væk')}</w:moveFrom><w:moveTo>{r('Flyttet hertil')}"
        "</w:moveTo></w:p>"
    )
    assert raw.text == "Støtten er 40 pct.\n\nFlyttet hertil"


def test_a_deleted_end_of_paragraph_joins_it_to_the_next() -> None:
    gone = "<w:rPr><w:del/></w:rPr>"
    assert word(p("Første del, ", gone) + p("anden del.")).text == "Første del, anden del."


def test_deleted_rows_are_out() -> None:
    rows = table(["Post", "Beløb"], ["Løn", "100 kr."], ["Leje", "50 kr."], heads=1)
    rows = rows.replace("<w:tr><w:tc><w:tcPr/>", "<w:tr><w:tc>")
    at = rows.index("<w:tr>", rows.index("Løn"))
    rows = rows[:at] + "<w:tr><w:trPr><w:del/></w:trPr>" + rows[at + len("<w:tr>") :]
    assert word(rows).text == "Post: Løn; Beløb: 100 kr."


@pytest.mark.parametrize(
    "run",
    [
        "<w:vanish/>",
        '<w:rStyle w:val="Skjult"/>',
        '<w:color w:val="FFFFFF"/>',
        '<w:sz w:val="2"/>',
        "<w:strike/>",
        "<w:dstrike/>",
    ],
)
def test_what_nobody_sees_or_what_is_struck_out_is_out(run: str) -> None:
    styles = style("Skjult", "Skjult", "<w:rPr><w:vanish/></w:rPr>", "character")
    raw = word(f"<w:p>{r('Synligt.')}{r(' Usynligt.', run)}</w:p>", styles=styles)
    assert raw.text == "Synligt."
    struck = "strike" in run
    assert raw.left_out == ({} if struck else {"hidden": len(" Usynligt.")})


@pytest.mark.parametrize(
    "run",
    [
        '<w:vanish w:val="0"/>',
        '<w:strike w:val="false"/>',
        '<w:color w:val="FFFFFF"/><w:shd w:val="clear" w:fill="003366"/>',
        '<w:color w:val="FFFFFF"/><w:highlight w:val="black"/>',
    ],
)
def test_what_is_seen_after_all_is_in(run: str) -> None:
    assert word(p("Hvidt på blåt.", run=run)).text == "Hvidt på blåt."


def test_white_text_in_a_table_may_stand_on_a_colour() -> None:
    white = '<w:color w:val="FFFFFF"/>'
    raw = word(table([cell("Post", run=white), cell("Beløb", run=white)], ["Løn", "10"], heads=1))
    assert raw.text == "Post: Løn; Beløb: 10"


def test_signs_within_a_run() -> None:
    raw = word(
        "<w:p><w:r><w:t>A</w:t><w:tab/><w:t>B</w:t><w:br/><w:t>C</w:t><w:noBreakHyphen/>"
        '<w:t>D</w:t><w:softHyphen/><w:t>E</w:t><w:br w:type="page"/><w:t>F</w:t>'
        '<w:sym w:font="Wingdings" w:char="F0FE"/></w:r></w:p>'
    )
    assert raw.text == "A B\nC-DE F☒"


def test_a_field_gives_what_it_shows_and_not_its_code() -> None:
    field = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        "<w:r><w:instrText> HYPERLINK </w:instrText><w:t>kode</w:t></w:r>"
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        f"{r('se siden')}<w:r><w:fldChar w:fldCharType='end'/></w:r>"
    )
    assert word(f"<w:p>{r('Du kan ')}{field}{r('.')}</w:p>").text == "Du kan se siden."


def test_raised_digits_do_not_join_the_number_before() -> None:
    up = '<w:vertAlign w:val="superscript"/>'
    raw = word(
        f"<w:p>{r('100 m')}{r('2', up)}{r(' og 10')}{r('6', up)}{r(' og 1')}{r('st', up)}</w:p>"
    )
    assert raw.text == "100 m² og 10⁶ og 1st"


def test_formulas_are_one_line() -> None:
    above, below = "<m:r><m:t>støtte</m:t></m:r>", "<m:r><m:t>100</m:t></m:r>"
    fraction = f"<m:f><m:num>{above}</m:num><m:den>{below}</m:den></m:f>"
    assert word(f"<w:p>{r('x = ')}<m:oMath>{fraction}</m:oMath></w:p>").text == "x = støtte/100"


def test_a_text_box_follows_its_paragraph_and_stands_there_once() -> None:
    box = f"<w:txbxContent>{p('I boksen.')}</w:txbxContent>"
    drawing = (
        f"<mc:AlternateContent><mc:Choice><w:drawing>{box}</w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict>{box}</w:pict></mc:Fallback></mc:AlternateContent>"
    )
    raw = word(f"<w:p>{r('Ved boksen.')}<w:r>{drawing}</w:r></w:p>{p('Efter.')}")
    assert raw.text == "Ved boksen.\n\nI boksen.\n\nEfter."


def test_headers_footers_comments_and_contents_are_out() -> None:
    contents = (
        '<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/>'
        f"</w:docPartObj></w:sdtPr><w:sdtContent>{p('1 Formål 3')}</w:sdtContent></w:sdt>"
    )
    line = '<w:pStyle w:val="Indholdsfortegnelse1"/>'
    kept = f"<w:sdt><w:sdtContent>{p('I et felt.')}</w:sdtContent></w:sdt>"
    raw = word(
        contents + p("2 Frist 4", line) + kept,
        styles=style("Indholdsfortegnelse1", "toc 1"),
        header=p("Sidehoved"), footer=p("Sidefod"), comments=p("Kommentar"),
    )  # fmt: skip
    assert raw.text == "I et felt."


NOTES = (
    '<w:footnote w:type="separator" w:id="0"><w:p/></w:footnote>'
    '<w:footnote w:id="2"><w:p><w:r><w:footnoteRef/></w:r>'
    f"{r(' Jf. artikel 28.')}</w:p></w:footnote>"
    f'<w:footnote w:id="3">{p("Se")}{p("også her.")}</w:footnote>'
)


def note(key: int) -> str:
    return f'<w:r><w:footnoteReference w:id="{key}"/></w:r>'


def test_a_footnote_follows_the_paragraph_that_refers_to_it() -> None:
    raw = word(
        f"<w:p>{r('Højst 50 pct.')}{note(3)} {r(' Ellers mindre.')}{note(2)}</w:p>{p('Næste.')}",
        footnotes=NOTES,
    )
    assert raw.text == (
        "Højst 50 pct.¹ Ellers mindre.²\n\n¹ Se\nogså her.\n\n² Jf. artikel 28.\n\nNæste."
    )


def test_a_footnote_does_not_part_a_list_or_a_table() -> None:
    item = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="9"/></w:numPr>'
    raw = word(
        f"<w:p><w:pPr>{item}</w:pPr>{r('første')}{note(2)}</w:p>{p('anden', item)}"
        + table(["Post", f"<w:tc><w:p>{r('Beløb')}{note(3)}</w:p></w:tc>"], ["Løn", "10"], heads=1),
        footnotes=NOTES,
    )
    assert raw.text == (
        "• første¹\n• anden\n\n¹ Jf. artikel 28.\n\nPost: Løn; Beløb²: 10\n\n² Se\nogså her."
    )


def test_a_heading_is_named_without_the_mark_of_its_note() -> None:
    heading = '<w:pPr><w:outlineLvl w:val="0"/></w:pPr>'
    raw = word(f"<w:p>{heading}{r('Formål')}{note(2)}</w:p>{p('Tekst.')}", footnotes=NOTES)
    assert raw.title == "Formål"
    assert raw.text == "Formål\n\n¹ Jf. artikel 28.\n\nTekst."


def test_endnotes_are_counted_by_themselves() -> None:
    raw = word(
        f"<w:p>{r('A')}{note(2)}{r(' B')}<w:r><w:endnoteReference w:id='1'/></w:r></w:p>",
        footnotes=NOTES,
        endnotes=f'<w:endnote w:id="1">{p("Slutnote.")}</w:endnote>',
    )
    assert raw.text == "A¹ Bⁱ\n\n¹ Jf. artikel 28.\n\nⁱ Slutnote."


def test_a_note_with_a_mark_of_its_own_keeps_it() -> None:
    own = '<w:r><w:footnoteReference w:id="3" w:customMarkFollows="1"/><w:t>*</w:t></w:r>'
    raw = word(f"<w:p>{r('Frist')}{own}</w:p>", footnotes=NOTES)
    assert raw.text == "Frist*\n\n* Se\nogså her."


def test_a_note_that_is_missing_leaves_no_mark() -> None:
    assert word(f"<w:p>{r('Tekst.')}{note(77)}</w:p>", footnotes=NOTES).text == "Tekst."


def test_the_strict_variant_of_the_format_reads_the_same() -> None:
    plain = docx(p("Tekst.", '<w:outlineLvl w:val="0"/>') + table(["A", "B", "C"], ["a", "b", "c"]))
    strict: dict[str, str | bytes] = {}
    with zipfile.ZipFile(BytesIO(plain)) as archive:
        for name in archive.namelist():
            text = archive.read(name).decode()
            text = text.replace(WORD, "http://purl.oclc.org/ooxml/wordprocessingml/main")
            text = text.replace(OFFICE, "http://purl.oclc.org/ooxml/officeDocument/relationships")
            strict[name] = text
    limits = Limits()
    assert read_docx(zipped(strict), "s", limits) == read_docx(plain, "s", limits)
    assert shown(read_docx(plain, "s", limits))[1] == ("row", "A: a; B: b; C: c")
