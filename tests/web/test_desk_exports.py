"""The letter as mail, DOCX and HTML, the case as PDF: read back with other programs' libraries."""

from __future__ import annotations

import email
import email.policy
import io
from concurrent.futures import ThreadPoolExecutor
from email.message import EmailMessage
from html.parser import HTMLParser
from pathlib import Path
from typing import Any, get_args

import docx
import pypdf
import pytest

from assistant.types import Language, Status, Verdict
from assistant.types.desk import Case, CaseState, Letter, Note
from assistant.web.pdf_parts import visible
from assistant.web.staff.desk.case_pdf import to_pdf
from assistant.web.staff.desk.letter_docx import to_docx
from assistant.web.staff.desk.letter_eml import to_eml
from assistant.web.staff.desk.letter_html import to_html, to_page
from tests.desk import casework
from tests.desk.casework import LETTER, NOW

BASE = "https://www.example.dk/assistent"
LINK = "https://www.example.dk/kilde/d?sted=abc"
NASTY = (
    "<script>alert(1)</script> <b>&amp; \"x\" 'y' javascript:alert(1)\n"
    '- https://a.dk/"onclick="x <img src=x onerror=y>\u202e\x00\x07'
)


@pytest.fixture
def case(tmp_path: Path) -> Case:
    made = casework.opened(casework.store(tmp_path))
    note = Note(at=NOW, author="Bo Kollega", text="Ringet til Åse.\n\nHun venter.")
    return made.model_copy(update={"notes": [note]})


def changed(case: Case, **changes: Any) -> Case:
    return case.model_copy(update=changes)


def with_mail(case: Case, **changes: Any) -> Case:
    return changed(case, mail=case.mail.model_copy(update=changes))


def read(data: bytes) -> EmailMessage:
    message = email.message_from_bytes(data, policy=email.policy.default)
    assert isinstance(message, EmailMessage)
    assert not message.defects
    return message


def content(message: EmailMessage, kind: str) -> str:
    part = message.get_body((kind,))
    assert part is not None
    return str(part.get_content()).replace("\r\n", "\n")


class Shape(HTMLParser):
    """The tags of a text, and what stands between them."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text += data


def pages(data: bytes) -> list[str]:
    return [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(data)).pages]


def flat(text: str) -> str:
    return " ".join(text.split())


def test_the_mail_is_a_reply_to_the_one_that_came(case: Case) -> None:
    message = read(to_eml(case))
    assert str(message["To"]) == "Åse Østergård <aase@firma.dk>"
    assert message["Subject"] == "Sv: Spørgsmål om puljen"
    assert message["In-Reply-To"] == message["References"] == "<1.abc@firma.dk>"
    assert message["X-Unsent"] == "1"
    assert message.get_content_type() == "multipart/alternative"
    assert content(message, "plain") == LETTER
    html = content(message, "html")
    assert ("html", {"lang": "da"}) in Shape(html).tags
    assert flat(Shape(html).text) == flat(f"Sv: Spørgsmål om puljen {LETTER}".replace("\n- ", "\n"))


def test_lines_of_a_mail_are_short_and_ascii(case: Case) -> None:
    data = to_eml(changed(case, body="å" * 3000))
    assert data.isascii()
    assert max(len(line) for line in data.split(b"\r\n")) <= 998
    assert content(read(data), "plain") == "å" * 3000 + "\n"


@pytest.mark.parametrize(
    "changes",
    [
        {"sender_address": "a@b.dk\r\nBcc: c@d.dk"},
        {"sender_address": "a@b.dk, c@d.dk"},
        {"sender_address": "<script>"},
        {"sender_address": ""},
        {"sender_name": 'Å "x" <c@d.dk>\r\nBcc: e@f.dk'},
        {"message_id": "<1@b.dk>\r\nBcc: c@d.dk"},
        {"message_id": "<x> <y>"},
        {"message_id": "x" * 5000},
        {"message_id": ""},
    ],
)
def test_no_mail_puts_lines_into_the_head_of_its_reply(case: Case, changes: dict[str, str]) -> None:
    message = read(to_eml(with_mail(case, **changes)))
    assert message["Bcc"] is None
    allowed = {
        "Subject", "To", "In-Reply-To", "References", "X-Unsent", "Content-Language",
        "MIME-Version", "Content-Type",
    }  # fmt: skip
    assert set(message.keys()) <= allowed
    if message["To"] is not None:
        assert [one.addr_spec for one in message["To"].addresses] == ["aase@firma.dk"]
    if "message_id" in changes:
        assert message["In-Reply-To"] is None


def test_a_subject_is_one_line(case: Case) -> None:
    message = read(to_eml(changed(case, subject_out="Sv: a\r\nBcc: c@d.dk\x00\u202e")))
    assert (message["Subject"], message["Bcc"]) == ("Sv: a Bcc: c@d.dk", None)


def test_an_identifier_without_brackets_gets_them(case: Case) -> None:
    assert read(to_eml(with_mail(case, message_id="1@b.dk")))["In-Reply-To"] == "<1@b.dk>"


def test_html_has_paragraphs_lists_and_links() -> None:
    shape = Shape(to_html(LETTER))
    assert [tag for tag, _ in shape.tags] == [
        "p", "p", "p", "br", "p", "p", "br", "ul", "li", "a", "p", "br",
    ]  # fmt: skip
    assert [names["href"] for tag, names in shape.tags if tag == "a"] == [LINK]


@pytest.mark.parametrize("make", [to_html, lambda body: to_page(body, body, "en")])
def test_whatever_stands_in_a_letter_is_text(make: Any) -> None:
    shape = Shape(make(NASTY))
    assert {tag for tag, _ in shape.tags} <= {
        "p", "br", "ul", "li", "a", "html", "head", "meta", "title", "body",
    }  # fmt: skip
    assert all(set(names) <= {"href", "lang", "charset"} for _, names in shape.tags)
    assert [names["href"] for tag, names in shape.tags if tag == "a"] == ["https://a.dk/"]
    assert "<script>alert(1)</script>" in shape.text
    assert "\u202e" not in shape.text


@pytest.mark.parametrize(
    ("line", "address"),
    [
        ("Se https://a.dk/b?c=d&e=f.", "https://a.dk/b?c=d&e=f"),
        ("(https://a.dk/b)", "https://a.dk/b"),
        ("“http://a.dk”, siger de", "http://a.dk"),
        ("ftp://a.dk og javascript:x og www.a.dk", None),
    ],
)
def test_a_link_ends_where_its_address_does(line: str, address: str | None) -> None:
    shape = Shape(to_html(line))
    links = [names["href"] for tag, names in shape.tags if tag == "a"]
    assert links == ([address] if address else [])
    assert shape.text == line


def test_docx_has_the_letter_with_real_lists_and_links(case: Case) -> None:
    document = docx.Document(io.BytesIO(to_docx(case, NOW)))
    lines = [(paragraph.style.name, paragraph.text) for paragraph in document.paragraphs]
    assert lines[0] == ("Heading 1", "Sv: Spørgsmål om puljen")
    assert lines[3] == ("Normal", "Hvem kan søge?\nAlle foreninger i byen kan søge puljen.")
    assert ("List Bullet", f"Målgruppe: {LINK}") in lines
    assert flat(" ".join(text for _, text in lines[1:])) == flat(LETTER.replace("\n- ", "\n"))
    links = [link.address for p in document.paragraphs for link in p.hyperlinks]
    assert links == [LINK]
    properties = document.core_properties
    assert (properties.author, properties.language) == ("", "da-DK")
    assert properties.created is not None
    assert properties.created.year == 2030


def test_docx_takes_what_xml_does_not(case: Case) -> None:
    nasty = changed(case, subject_out=NASTY, body=NASTY)
    document = docx.Document(io.BytesIO(to_docx(nasty, NOW)))
    text = "\n".join(paragraph.text for paragraph in document.paragraphs)
    assert text.count("<script>alert(1)</script>") == 2
    assert "\u202e" not in text


def test_a_letter_without_a_word_makes_files_all_the_same(case: Case) -> None:
    empty = changed(case, subject_out="", body="")
    assert content(read(to_eml(empty)), "plain").strip() == ""
    assert docx.Document(io.BytesIO(to_docx(empty, NOW))).paragraphs == []
    assert to_html("") == ""
    assert any("(intet)" in page for page in pages(to_pdf(empty, "da", BASE, NOW)))


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("da", ["Sag 2030-0001", "Mailen", "Svaret, som det står nu", "Spørgsmål 1: besvaret",
                "Spørgsmål 2: ikke i kilderne", "30.05.2030 kl. 14.00 af Mette Medarbejder"]),
        ("en", ["Case 2030-0001", "The e-mail", "The reply as it stands now",
                "Question 1: answered"]),
    ],
)  # fmt: skip
def test_the_record_holds_all_of_a_case(case: Case, language: Language, words: list[str]) -> None:
    text = flat(" ".join(pages(to_pdf(case, language, BASE, NOW))))
    for part in (
        *words, "Åse Østergård <aase@firma.dk>", "Mit cpr er 010190-1234.", "Kære Åse",
        "[udfyldes: Må vi sende den på engelsk?]", "“Alle foreninger kan søge.”",
        "Opslaget › Målgruppe", "Bo Kollega", "Ringet til Åse.", "Hun venter.",
    ):  # fmt: skip
        assert part in text, part


@pytest.mark.parametrize("language", get_args(Language))
def test_the_record_has_a_word_for_everything(case: Case, language: Language) -> None:
    base = case.drafted.questions[0]
    questions = [
        base.model_copy(update={"status": status, "verdict": verdict, "missing": ["hvornår"]})
        for status in get_args(Status)
        for verdict in (*get_args(Verdict), None)
    ]
    drafted = case.drafted.model_copy(update={"questions": questions})
    for state in get_args(CaseState):
        for recognised in ("da", "en", "sv", "no", "de", "und", "fr"):
            one = with_mail(case, recognised=recognised, sender_name="", sender_address="")
            one = changed(one, state=state, drafted=drafted, notes=[])
            assert len(pages(to_pdf(one, language, BASE, NOW))) > 2


def test_the_sums_of_the_record_are_explained(case: Case) -> None:
    finding = {
        "status": "fail", "name": {"da": "Andel", "en": "Share"}, "formula": "0.40 × 100 = 40",
        "message": {"da": "Der er søgt for meget.", "en": "Too much."},
        "remedy": {"da": "Søg mindre.", "en": "Ask for less."},
        "assumptions": ["Alt ligger i byen."], "assumptions_en": ["All is in town."],
        "legal": [{"act": "Loven", "article": "§ 3"}],
    }  # fmt: skip
    question = case.drafted.questions[0].model_copy(update={"findings": [finding]})
    one = changed(case, drafted=case.drafted.model_copy(update={"questions": [question]}))
    text = flat(" ".join(pages(to_pdf(one, "da", BASE, NOW))))
    for part in (
        "Der er søgt for meget. Søg mindre.", "0,40 × 100 = 40", "Alt ligger i byen.", "Loven § 3",
    ):  # fmt: skip
        assert part in text, part


def test_the_quotes_of_the_record_link_to_their_places(case: Case) -> None:
    reader = pypdf.PdfReader(io.BytesIO(to_pdf(case, "en", BASE, NOW)))
    links = [
        note.get_object()["/A"]["/URI"] for page in reader.pages for note in page.get("/Annots", [])
    ]
    assert links == [LINK, *[f"{BASE}/kilde/d?fra=10&til=35&lang=en#citat"] * 2]


def test_a_letter_that_was_edited_and_sent_stands_beside_its_draft(case: Case) -> None:
    sent = changed(case, body="Min tekst", state="sent", sent_at=NOW)
    text = flat(" ".join(pages(to_pdf(sent, "da", BASE, NOW))))
    for part in ("Svaret, som det blev sendt", "Min tekst", "Udkastet, som programmet skrev det"):
        assert part in text
    assert "Alle foreninger i byen kan søge puljen." in text
    unedited = flat(" ".join(pages(to_pdf(case, "da", BASE, NOW))))
    assert "Udkastet, som programmet skrev det" not in unedited
    closed = flat(" ".join(pages(to_pdf(changed(case, state="closed"), "da", BASE, NOW))))
    assert "Der er ikke sendt noget svar." in closed


def test_pages_are_numbered_and_headings_are_in_the_outline(case: Case) -> None:
    long = with_mail(case, text="En linje med æøå.\n" * 200)
    data = to_pdf(long, "da", BASE, NOW)
    reader = pypdf.PdfReader(io.BytesIO(data))
    found = pages(data)
    assert len(found) > 3
    for number, page in enumerate(found, 1):
        assert f"Side {number} af {len(found)}" in page
        assert "Sag 2030-0001, udskrevet 30.05.2030 kl. 14.00" in page
    assert sum(page.count("En linje med æøå.") for page in found) == 200
    outline = [entry.title for entry in reader.outline if not isinstance(entry, list)]
    assert outline == ["Sag 2030-0001"]
    assert reader.trailer["/Root"]["/Lang"] == "da-DK"
    assert reader.metadata is not None
    assert reader.metadata.title == "Sag 2030-0001: Spørgsmål om puljen"


def test_the_record_takes_any_mail(case: Case) -> None:
    hostile = with_mail(case, text=f"{NASTY}\n{'x' * 20_000}\n{'ord ' * 20_000}", subject=NASTY)
    hostile = changed(hostile, subject=NASTY, body=NASTY, number="<b>1</b>", author="<i>Bo")
    hostile.drafted.draft = Letter(subject=NASTY, body="")
    text = "".join(pages(to_pdf(hostile, "da", BASE, NOW)))
    assert "Sag <b>1</b>" in text
    assert flat(text).count("<script>alert(1)</script>") >= 3
    assert text.count("x") >= 20_000
    assert text.count("ord ") + text.count("ord\n") >= 20_000


def test_what_the_font_lacks_is_said_and_not_lost(case: Case) -> None:
    assert visible("Łukasz Żółć ﬀ → 🙂\ufe0f") == "Łukasz Zółć ff [U+2192] [U+1F642]"
    text = flat("".join(pages(to_pdf(with_mail(case, text="Smil 🙂"), "da", BASE, NOW))))
    assert "Smil [U+1F642]" in text
    assert "Tegn, som skrifttypen" in text
    assert "Tegn, som skrifttypen" not in "".join(pages(to_pdf(case, "da", BASE, NOW)))


def test_records_made_at_once_do_not_mix(case: Case) -> None:
    many = [with_mail(case, text=f"Mail nummer {n} æøå") for n in range(8)]
    with ThreadPoolExecutor(8) as pool:
        made = list(pool.map(lambda one: "".join(pages(to_pdf(one, "da", BASE, NOW))), many))
    for n, text in enumerate(made):
        assert f"Mail nummer {n} æøå" in text
