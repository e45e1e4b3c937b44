"""A mail is taken apart: its parts, its history, who wrote it, and in which language."""

from __future__ import annotations

import pytest

from assistant.desk.mail import read_mail
from assistant.types.desk import Mail

THREAD = """Hej Bo

Tak for svaret. Må vi også tage til Norge?

Mvh Ane Holm
Tlf. 22 33 44 55

Fra: Bo Lund <bo@styrelse.example>
Sendt: 3. maj 2022 13:45
Til: Ane Holm
Emne: SV: Rejser

Hej Ane. Hvornår rejser I?
"""


def stretches(mail: Mail) -> list[tuple[str, str]]:
    return [(part.kind, mail.text[part.start : part.end]) for part in mail.parts]


def test_the_parts_cover_the_text_but_for_blanks() -> None:
    mail = read_mail(THREAD.encode())
    told = "".join(text for _, text in stretches(mail))
    assert "".join(told.split()) == "".join(mail.text.split())
    kinds = [kind for kind, _ in stretches(mail)]
    assert kinds == ["greeting", "background", "question", "closing", "signature", "quoted"]


def test_what_is_quoted_asks_nothing() -> None:
    assert [each.text for each in read_mail(THREAD.encode()).questions] == [
        "Må vi også tage til Norge?"
    ]


@pytest.mark.parametrize(
    "top", ["FYI, se nedenfor.\n\n/Ole", "", "Hej\n\nKan I tage den?\n\nMvh Ole"]
)
def test_a_forwarded_mail_asks_what_stands_in_it(top: str) -> None:
    text = (
        f"Fra: Ole Bak <ole@styrelse.example>\nEmne: VS: Frist\n\n{top}\n\n"
        "Fra: Ane Holm <ane@firma.example>\nSendt: 3. maj 2022 13:45\nTil: Ole\nEmne: Frist\n\n"
        "Hej\n\nHvornår er fristen?\n\nVh Ane"
    )
    mail = read_mail(text.encode())
    assert [each.text for each in mail.questions] == ["Hvornår er fristen?"]
    assert (mail.sender_name, mail.sender_address) == ("Ane Holm", "ane@firma.example")


def test_a_colleague_who_forwards_is_the_one_to_answer() -> None:
    text = (
        "Fra: Ole Bak <ole@firma.example>\nEmne: VS: Frist\n\nKan I svare på det her?\n\n"
        "Fra: Ane Holm <ane@firma.example>\nSendt: 3. maj 2022\n\nHvornår er fristen?"
    )
    assert read_mail(text.encode()).sender_name == "Ole Bak"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Hvem kan søge?\n\nMed venlig hilsen\nMette Holm\nDirektør", "Mette Holm"),
        ("Hvem kan søge? Mvh Jens", "Jens"),
        ("Hvem kan søge?\n/Niels Rask", "Niels Rask"),
        ("Who can apply?\n\nBest,\nDr. Ann Lee, PhD", "Ann Lee"),
        ("From: Juul, Peter (Firma) <p@firma.dk>\nSubject: x\n\nHvem kan søge?", "Peter Juul"),
        ("Fra: info@firma.dk\nEmne: x\n\nHvem kan søge?\n\nHilsen\nIb Bo", "Ib Bo"),
        ("Hvem kan søge?", ""),
    ],
)
def test_who_wrote_it(text: str, name: str) -> None:
    assert read_mail(text.encode()).sender_name == name


@pytest.mark.parametrize(
    ("text", "recognised", "language"),
    [
        ("Hvem kan søge om penge?", "da", "da"),
        ("Who is able to apply for this?", "en", "en"),
        ("Vem får söka pengarna och när?", "sv", "da"),
        ("Hva må vi gjøre for å søke, og hvilke krav er det?", "no", "da"),
        ("Wer kann einen Antrag stellen und wie hoch ist die Förderung?", "de", "da"),
        ("Qui peut demander une subvention et quand est la date pour le projet?", "fr", "en"),
        ("ERDF?", "und", "da"),
    ],
)
def test_the_language(text: str, recognised: str, language: str) -> None:
    mail = read_mail(text.encode())
    assert (mail.recognised, mail.language) == (recognised, language)


def test_pasted_headers_are_understood() -> None:
    mail = read_mail(
        "Fra: Ane Holm [mailto:ane@firma.example]\nSendt: 12. maj 2022 09:14\nTil: Post\n"
        "Emne: Kan man stadig søge?\n\nSe emnet.\n\nAne".encode()
    )
    assert mail.subject == "Kan man stadig søge?"
    assert mail.sender_address == "ane@firma.example"
    assert mail.sent is not None
    assert mail.sent.isoformat() == "2022-05-12T09:14:00+02:00"
    assert [each.text for each in mail.questions] == ["Kan man stadig søge?"]


def test_a_postscript_still_asks() -> None:
    mail = read_mail("Hvem kan søge?\n\nMvh\nBo\n\nPS: Må vi tage til Norge?".encode())
    assert [each.text for each in mail.questions] == ["Hvem kan søge?", "Må vi tage til Norge?"]
