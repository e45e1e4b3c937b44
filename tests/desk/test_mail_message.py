"""Mails as they come: files of every make, pasted text, and what is none."""

from __future__ import annotations

import contextlib
import time
from email.message import EmailMessage

import pytest

from assistant.desk.mail import read_mail
from assistant.errors import InputError

TEXT = "Hej\n\nHvornår må vi søge på ny?\n\nMvh Åse\n"
HTML = "<p>Hej</p><p>Hvornår må vi søge <b>på ny</b>?</p><p>Mvh Åse</p>"


def file(charset: str = "utf-8", *, plain: bool = True, html: bool = False) -> bytes:
    mail = EmailMessage()
    mail["From"] = "Åse Bø <aase@firma.example>"
    mail["Subject"] = "Ny frist på puljen"
    mail["Date"] = "Thu, 12 May 2022 09:30:00 +0200"
    mail["Message-ID"] = "<1@firma.example>"
    if plain:
        mail.set_content(TEXT, charset=charset, cte="quoted-printable")
    if html and plain:
        mail.add_alternative(HTML, subtype="html", charset=charset)
    elif html:
        mail.set_content(HTML, subtype="html", charset=charset, cte="base64")
    mail.add_attachment(b"Hvem er det?", maintype="text", subtype="plain", filename="bilag.txt")
    return mail.as_bytes()


@pytest.mark.parametrize(
    "data",
    [
        file(),
        file("iso-8859-1"),
        file("windows-1252", html=True),
        file(plain=False, html=True),
        file().replace(b"\n", b"\r\n"),
        b"\xef\xbb\xbf" + file(),
    ],
)
def test_a_file_is_read_with_its_headers(data: bytes) -> None:
    mail = read_mail(data, "mail.eml")
    assert [each.text for each in mail.questions] == ["Hvornår må vi søge på ny?"]
    assert mail.subject == "Ny frist på puljen"
    assert (mail.sender_name, mail.sender_address) == ("Åse Bø", "aase@firma.example")
    assert mail.message_id == "<1@firma.example>"
    assert mail.sent is not None
    assert mail.sent.isoformat() == "2022-05-12T09:30:00+02:00"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_pasted_text_is_read_in_any_encoding(encoding: str) -> None:
    mail = read_mail(TEXT.encode(encoding))
    assert [each.text for each in mail.questions] == ["Hvornår må vi søge på ny?"]
    assert mail.sender_name == "Åse"


def test_scripts_and_styles_are_no_text() -> None:
    html = "<style>p{}</style><script>alert('Hvem?')</script><p>Hvem kan søge?</p><img alt='Hvad?'>"
    mail = EmailMessage()
    mail["From"] = "a@b.example"
    mail.set_content(html, subtype="html")
    assert read_mail(mail.as_bytes(), "x.eml").text.strip() == "Hvem kan søge?"


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "mail_empty"),
        (b" \n\n", "mail_empty"),
        (b"%PDF-1.4\n\x00\xff\x00", "mail_no_text"),
        (b"a" * 5_000_001, "mail_too_big"),
        (b"Hvem kan? \n" * 20_000, "mail_too_long"),
        ("Hvem kan søge?\n".encode() * 100, "mail_too_many_questions"),
        (
            b"From: a@b.c\nMIME-Version: 1.0\nContent-Type: text/html\n\n" + b"<p></p>" * 40_000,
            "mail_too_long",
        ),
        (
            b"From: a@b.c\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=x\n\n"
            + b"--x\nContent-Type: multipart/mixed; boundary=x\n\n" * 2000,
            "mail_unreadable",
        ),
    ],
)
def test_what_is_no_mail_is_refused_with_a_reason(data: bytes, code: str) -> None:
    with pytest.raises(InputError) as error:
        read_mail(data, "mail.eml" if data.startswith(b"From") else "")
    assert error.value.code == code
    assert error.value.hint


@pytest.mark.parametrize(
    "data",
    [
        b"From: =?utf-8?B?//?= <<>>\nDate: x\nSubject: =?x?q?=41?=\nMIME-Version: 1.0\n\nHvem?",
        b"From: a@b.c\nMIME-Version: 1.0\nContent-Type: text/plain; charset=foo\n\nHvem?",
    ],
)
def test_broken_headers_do_not_stop_it(data: bytes) -> None:
    assert [each.text for each in read_mail(data, "x.eml").questions] == ["Hvem?"]


@pytest.mark.parametrize(
    "piece",
    ["a? ", "om ", "vi vil gerne vide ", "> ", "> >\n", "Fra: a\nSendt: b\n\n", "1) a\n", "mvh \n",
     "Den 9. maj 2022 skrev ", "a  b  1000\n", "kr. ", "could you ", "ikke ", ".", "1. ", "(", "<"],
)  # fmt: skip
def test_no_mail_takes_long(piece: str) -> None:
    start = time.perf_counter()
    with contextlib.suppress(InputError):
        read_mail((piece * (90_000 // len(piece)) + "x").encode())
    assert time.perf_counter() - start < 5
