"""The door to all readers: which one a file gets, and what is said of a file that can't be read."""

from __future__ import annotations

import os
import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.corpus.readers import read_file
from assistant.corpus.readers.html import read_html
from assistant.corpus.readers.limits import Limits
from assistant.errors import InputError
from tests.corpus.office_files import docx, p, word, xlsx, zipped
from tests.corpus.test_canonical import check

WORD = docx(p("Tekst."))
EXCEL = xlsx("<sheetData><row r='1'><c r='A1'><v>5</v></c></row></sheetData>")
PAGE = b"<!doctype html><html><body><p>Tekst.</p></body></html>"
PDF = b"%PDF-1.4\n1 0 obj\n"
OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500)
LOCKED = OLD + "EncryptedPackage".encode("utf-16-le")
EMPTY_WORD = docx("<w:p/>")


def bomb() -> bytes:
    """Return a Word document of 30 KB whose text unpacks to 30 MB."""
    data = BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b" " * 30_000_000)
    return data.getvalue()


def laughs() -> str:
    entities = '<!ENTITY a "ha">' + "".join(
        f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(10)
    )
    return f"<!DOCTYPE x [{entities}]><x>&k;</x>"


def with_part(data: bytes, name: str, content: str | bytes) -> bytes:
    with zipfile.ZipFile(BytesIO(data)) as archive:
        parts: dict[str, str | bytes] = {n: archive.read(n) for n in archive.namelist()}
    return zipped({**parts, name: content})


@pytest.mark.parametrize(
    ("name", "data", "text"),
    [
        ("a.docx", WORD, "Tekst."),
        ("A.DOCX", WORD, "Tekst."),
        ("a.xlsx", EXCEL, "5"),
        ("a.html", PAGE, "Tekst."),
        ("a.htm", PAGE, "Tekst."),
        ("a.html", b"<p>Tekst.", "Tekst."),
    ],
)
def test_each_format_has_its_reader(tmp_path: Path, name: str, data: bytes, text: str) -> None:
    (tmp_path / name).write_bytes(data)
    assert read_file(tmp_path / name).text == text


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("a.docx", PDF, "wrong_suffix"),
        ("a.docx", EXCEL, "wrong_suffix"),
        ("a.docx", PAGE, "wrong_suffix"),
        ("a.docx", OLD, "wrong_suffix"),
        ("a.xlsx", WORD, "wrong_suffix"),
        ("a.html", WORD, "wrong_suffix"),
        ("a.html", b"\x89PNG\r\n\x1a\n", "wrong_suffix"),
        ("a.txt", WORD, "wrong_suffix"),
        ("a.md", PDF, "wrong_suffix"),
        ("a.pdf", WORD, "wrong_suffix"),
        ("a.docx", zipped({"mimetype": "application/vnd.oasis.opendocument.text"}), "wrong_suffix"),
        ("a.docx", b"{\\rtf1 tekst}", "wrong_suffix"),
        ("a.docx", LOCKED, "encrypted_document"),
        ("a.xlsx", LOCKED, "encrypted_document"),
        ("a.docx", WORD[: len(WORD) // 2], "broken_document"),
        ("a.docx", b"bare tekst", "broken_document"),
        ("a.xlsx", b"PK\x03\x04", "broken_document"),
        ("a.docx", with_part(WORD, "word/document.xml", "<w:document>"), "broken_document"),
        ("a.docx", with_part(WORD, "word/document.xml", laughs()), "broken_document"),
        ("a.docx", with_part(WORD, "_rels/.rels", "<x/>"), "broken_document"),
        ("a.xlsx", with_part(EXCEL, "xl/worksheets/s1.xml", "<a><b></a>"), "broken_document"),
        ("a.docx", bomb(), "expands_too_far"),
        ("a.docx", EMPTY_WORD, "empty_document"),
        ("a.xlsx", xlsx("<sheetData/>"), "empty_document"),
        ("a.html", b"<html><body><nav>Menu</nav></body></html>", "empty_document"),
        ("a.html", b"   ", "empty_document"),
        ("a.docx", b"", "empty_document"),
        ("a.odt", b"tekst", "unsupported_format"),
    ],
)
def test_what_can_not_be_read_is_an_error_that_names_the_file(
    tmp_path: Path, name: str, data: bytes, code: str
) -> None:
    (tmp_path / name).write_bytes(data)
    with pytest.raises(InputError) as caught:
        read_file(tmp_path / name, Limits(max_expanded_bytes=10_000_000))
    assert caught.value.code == code
    assert name in caught.value.message
    assert caught.value.hint


CODES = {
    None, "broken_document", "wrong_suffix", "encrypted_document", "expands_too_far",
    "empty_document", "too_deep",
}  # fmt: skip


def outcome(file: Path) -> str | None:
    """Return why a file can't be read, None where it can."""
    try:
        check(read_file(file))
    except InputError as error:
        return error.code
    return None


def test_one_byte_changed_gives_text_or_a_clear_error(tmp_path: Path) -> None:
    for name, data in (("a.docx", WORD), ("a.xlsx", EXCEL)):
        for place in range(0, len(data), 7):
            changed = data[:place] + bytes([data[place] ^ 0xFF]) + data[place + 1 :]
            (tmp_path / name).write_bytes(changed)
            assert outcome(tmp_path / name) in CODES


def test_no_entity_fetches_a_file(tmp_path: Path) -> None:
    secret = tmp_path / "hemmelig.txt"
    secret.write_text("hemmelighed")
    entity = f'<!DOCTYPE w:document [<!ENTITY x SYSTEM "{secret.as_uri()}">]>'
    with zipfile.ZipFile(BytesIO(WORD)) as archive:
        text = archive.read("word/document.xml").decode()
    changed = with_part(WORD, "word/document.xml", entity + text.replace("Tekst.", "Tekst: &x;"))
    (tmp_path / "a.docx").write_bytes(changed)
    assert "hemmelighed" not in read_file(tmp_path / "a.docx").text


TAGS = ["p", "div", "table", "tr", "td", "th", "ul", "ol", "li", "dl", "dt", "dd", "h1", "h3", "b",
        "sup", "del", "details", "summary", "main", "nav", "a", "br", "pre", "caption"]  # fmt: skip
SOUP = st.lists(
    st.sampled_from([f"<{t}>" for t in TAGS] + [f"</{t}>" for t in TAGS])
    | st.text(alphabet="aæ 1.,:&;\u00ad\u200b\u00a0\n\u0301•", max_size=6),
    max_size=40,
).map("".join)


@given(SOUP)
def test_any_page_gives_a_sound_document(source: str) -> None:
    check(read_html(f"<p>Tekst.</p>{source}".encode(), "stem"))


WORD_PIECES = st.sampled_from(
    [p("Tekst."), p("• punkt"), p("Titel", '<w:outlineLvl w:val="0"/>'), p("\u0301 \u200b"),
     p("punkt", '<w:numPr><w:ilvl w:val="3"/><w:numId w:val="1"/></w:numPr>'), "<w:tbl/>",
     f"<w:tbl><w:tr><w:tc>{p('A')}</w:tc><w:tc>{p('B')}</w:tc></w:tr><w:tr/></w:tbl>",
     "<w:tbl><w:tr><w:tc/></w:tr></w:tbl>", "<w:sdt/>", "<w:p><w:r/></w:p>"]
)  # fmt: skip


@given(st.lists(WORD_PIECES, max_size=12).map("".join))
def test_any_word_document_is_sound(body: str) -> None:
    check(word(body))


REAL = Path(__file__).resolve().parents[2].parent / "shared" / "data" / "public-docs-da"


def real(*suffixes: str) -> list[Path]:
    return sorted(file for file in REAL.rglob("*") if file.suffix in suffixes)


@pytest.mark.skipif(
    not REAL.is_dir() and not os.environ.get("CI"), reason="needs ../shared/data/public-docs-da"
)
def test_real_danish_documents_are_sound() -> None:
    files = real(".docx", ".html")
    assert len(files) > 100
    outcomes = {file: outcome(file) for file in files}
    # One page of the help has nothing but pictures.
    assert [file.name for file, code in outcomes.items() if code is not None] == [
        "text__shared__06__simpress_screenshots.html"
    ]
    texts = [read_file(file).text for file in files if outcomes[file] is None]
    assert not any("function(" in text or "</" in text for text in texts)
