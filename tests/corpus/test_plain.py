"""Plain text to canonical text by its layout, and the encodings that text files come in."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.corpus.canonical import RawDocument
from assistant.corpus.readers import read_file
from assistant.corpus.readers.plain import read_plain
from assistant.errors import InputError

DANISH = "Målgruppe\n\nDe, der kan søge, er små ærlige øer – og ålen.\n"


def blocks(raw: RawDocument) -> list[tuple[str, str]]:
    return [(b.kind, raw.text[b.start : b.end]) for b in raw.blocks]


def read(source: str) -> RawDocument:
    return read_plain(source, "stem")


def test_headings_are_short_lines_that_text_follows() -> None:
    raw = read("Titel på det hele\n\nTekst, der slutter.\n\nBaggrund\n\nMere tekst.")
    assert raw.title == "Titel på det hele"
    assert blocks(raw) == [
        ("heading", "Titel på det hele"),
        ("paragraph", "Tekst, der slutter."),
        ("heading", "Baggrund"),
        ("paragraph", "Mere tekst."),
    ]
    assert [s.path for s in raw.sections] == [(), ("Baggrund",)]


def test_numbered_headings_nest() -> None:
    raw = read("Regler\n\n1 Formål\n\nTekst.\n\n2 Hvem\n\n2.1 Ansøgere\n\nTekst.\n")
    assert [(s.path, s.level) for s in raw.sections[1:]] == [
        (("1 Formål",), 2), (("2 Hvem",), 2), (("2 Hvem", "2.1 Ansøgere"), 3)
    ]  # fmt: skip


def test_an_underlined_line_is_a_heading_without_its_line() -> None:
    raw = read("Titel\n=====\n\nUnder\n-----\n\nTekst der slutter.")
    assert [kind for kind, _ in blocks(raw)] == ["heading", "heading", "paragraph"]
    assert raw.text == "Titel\n\nUnder\n\nTekst der slutter."


@pytest.mark.parametrize("bullet", ["•", "-", "*", "–", " •", "  -"])
def test_bullets_of_all_kinds_make_a_list(bullet: str) -> None:
    raw = read(
        f"Titel\n\nMålgruppen er:\n\n{bullet} unge\n{bullet} gamle, der\n   bor her\n\nSlut."
    )
    assert raw.text == "Titel\n\nMålgruppen er:\n\n• unge\n• gamle, der bor her\n\nSlut."
    assert blocks(raw)[2:4] == [("item", "unge"), ("item", "gamle, der bor her")]
    assert raw.blocks[2].list_id == raw.blocks[3].list_id is not None


def test_empty_lines_between_bullets_do_not_end_a_list() -> None:
    raw = read("Titel\n\n• a\n\n• b\n\n• c\n")
    assert len({block.list_id for block in raw.blocks[1:]}) == 1


def test_letters_and_numbers_of_items_stay_in_the_text_but_not_in_the_block() -> None:
    raw = read("Titel\n\na) det ene.\nb) det andet.\n")
    assert raw.text == "Titel\n\na) det ene.\nb) det andet."
    assert blocks(raw)[1:] == [("item", "det ene."), ("item", "det andet.")]


@pytest.mark.parametrize("items", [("nye stier", "gamle haver"), ("Nye stier.", "Gamle haver.")])
def test_a_numbered_list_is_a_list(items: tuple[str, str]) -> None:
    raw = read(f"Titel\n\nVi støtter:\n\n1. {items[0]}\n2. {items[1]}\n\nSlut.")
    assert blocks(raw)[2:4] == [("item", items[0]), ("item", items[1])]


def test_labelled_facts_are_recognised_by_their_indent() -> None:
    raw = read(
        "Titel\n\n • Frist\n\n  30. maj 2022\n\n • Pulje\n\n  5 mio. kr.\n\nTekst her følger."
    )
    assert blocks(raw)[1:] == [
        ("labelled", "Frist\n30. maj 2022"),
        ("labelled", "Pulje\n5 mio. kr."),
        ("paragraph", "Tekst her følger."),
    ]


@pytest.mark.parametrize(
    "line",
    ["30. maj 2022 er fristen.", "4. april kl. 10.00 var der møde.", "12. dec. 2022 er dagen."],
)
def test_a_date_that_begins_a_line_is_no_list_number(line: str) -> None:
    raw = read(f"Titel\n\n{line}\n\nTekst.")
    assert blocks(raw)[1] == ("paragraph", line)


def test_a_date_on_a_line_of_its_own_is_text_that_can_be_quoted() -> None:
    raw = read(
        "Titel\n\nAnsøgningsfrist\n\n30. maj 2022 kl. 12.00\n\nBaggrund\n\nTekst her følger."
    )
    assert "30. maj 2022 kl. 12.00" in [text for kind, text in blocks(raw) if kind != "heading"]


def test_short_lines_stay_lines_and_wrapped_ones_are_joined() -> None:
    short = read("Kontakt\n\nNavn Navnesen\nEmail: a@example.org\nTelefon: 1\n")
    assert blocks(short)[1] == ("paragraph", "Navn Navnesen\nEmail: a@example.org\nTelefon: 1")
    long = "Dette er en lang linje, der er ombrudt af et program, som bryder\nlinjer ved tres tegn."
    assert blocks(read(long)) == [("paragraph", long.replace("\n", " "))]


@pytest.mark.parametrize(
    "data",
    [
        DANISH.encode(),
        DANISH.encode("utf-8-sig"),
        DANISH.encode("cp1252"),
        DANISH.encode("utf-16"),
        b"\xfe\xff" + DANISH.encode("utf-16-be"),
        DANISH.replace("\n", "\r\n").encode(),
        DANISH.replace("\n", "\r").encode(),
    ],
    ids=["utf-8", "utf-8 with mark", "cp1252", "utf-16", "utf-16-be", "crlf", "cr"],
)
@pytest.mark.parametrize("suffix", [".txt", ".TXT", ".md"])
def test_every_usual_encoding_gives_the_same_text(tmp_path: Path, data: bytes, suffix: str) -> None:
    file = tmp_path / f"kald{suffix}"
    file.write_bytes(data)
    assert read_file(file).text == DANISH.strip()


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("a.txt", b"\x00\x01\x02", "not_text"),
        ("a.md", b"PK\x03\x04\x00\x00", "not_text"),
        ("a.txt", b"\xff\xfea", "not_text"),
        ("a.txt", b"\x81\x8d\x8f", "not_text"),
        ("a.txt", b"", "empty_document"),
        ("a.md", b"\n \n\t\n", "empty_document"),
        ("a.md", "\ufeff\u200b\u00ad".encode(), "empty_document"),
        ("a.md", b"<!-- kun en kommentar -->", "empty_document"),
        ("a.xyz", b"tekst", "unsupported_format"),
        ("uden", b"tekst", "unsupported_format"),
    ],
)
def test_what_is_no_text_is_an_error_that_names_the_file(
    tmp_path: Path, name: str, data: bytes, code: str
) -> None:
    (tmp_path / name).write_bytes(data)
    with pytest.raises(InputError) as caught:
        read_file(tmp_path / name)
    assert caught.value.code == code
    assert name in caught.value.message
    assert caught.value.hint
