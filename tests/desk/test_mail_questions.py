"""What of a mail asks, in the words of many people; and what only talks."""

from __future__ import annotations

import pytest

from assistant.desk.mail import read_mail


def asked(text: str) -> list[str]:
    return [question.text.rstrip(".") for question in read_mail(text.encode()).questions]


@pytest.mark.parametrize(
    ("text", "questions"),
    [
        ("Hej\n\nHvem kan søge?\n\nMvh Bo", ["Hvem kan søge?"]),
        (
            "Vi vil gerne høre, om vi kan være med, og hvad det koster.",
            ["Vi vil gerne høre, om vi kan være med", "hvad det koster"],
        ),
        ("Det er uklart for os, hvornår projektet må starte.", ["Det er uklart for os, hvornår"]),
        (
            "Could you confirm that only clusters may apply? I was wondering if we can join.",
            ["Could you confirm that only clusters may apply?", "I was wondering if we can join"],
        ),
        (
            "Hvem kan søge, hvornår er fristen, og hvor meget kan man få?",
            ["Hvem kan søge", "hvornår er fristen", "hvor meget kan man få?"],
        ),
        (
            "Vi går ud fra, at fristen er i maj – er det rigtigt?",
            ["Vi går ud fra, at fristen er i maj – er det rigtigt?"],
        ),
        (
            "Jeg har læst, at fristen er i maj. Passer det?",
            ["Jeg har læst, at fristen er i maj. Passer det?"],
        ),
        (
            "kan vi søge alene\nog hvor meget kan vi få\nmvh Jan",
            ["kan vi søge alene", "og hvor meget"],
        ),
        (
            "We'd like to know:\n(a) the deadline\n(b) whether partners pay\n\nBest, Al",
            ["the deadline", "whether partners pay"],
        ),
        (
            "If we apply in May, can we start in June?",
            ["If we apply in May, can we start in June?"],
        ),
        ("Vi undrar om svenska företag kan delta?\nMvh Eva", ["Vi undrar om svenska företag"]),
        (
            "Vi lurer på om norske bedrifter kan delta.\nMvh Odd",
            ["Vi lurer på om norske bedrifter"],
        ),
        ("Eksempel: hvor stor en del kan vi få dækket?", ["hvor stor en del kan vi få dækket?"]),
        (
            "Bekræft venligst følgende:\n- vi er en klynge\n- fristen er i maj\n\nMvh Bo",
            ["vi er en klynge", "fristen er i maj"],
        ),
        (
            "For det første hvem der bedømmer os, for det andet om man kan klage.",
            ["hvem der bedømmer os", "om man kan klage"],
        ),
        ("PhD-studerende: må de være med?\n\nVh Ane", ["må de være med?"]),
    ],
)
def test_each_question_is_found_once_and_in_order(text: str, questions: list[str]) -> None:
    found = asked(text)
    assert len(found) == len(questions), found
    assert all(each in got for each, got in zip(questions, found, strict=True)), found


@pytest.mark.parametrize(
    "text",
    [
        "Hej Bo\n\nHvordan går det?\n\nMvh Ane",
        "Må jeg stille et par spørgsmål?",
        "Jeg håber, at I kan hjælpe?",
        "Kan I hjælpe mig med det her?",
        "Vil I være søde at vende tilbage inden fredag?",
        "Hvor svært kan det være at svare?",
        "Are you kidding me?",
        "How are you?",
        "May I ask you a few questions?",
        "Hur mår ni?",
        "Har I spørgsmål til os, så ring endelig.",
        "Please let me know if you need anything else.",
        "Vi har sendt vores ansøgning. Tak for hjælpen.",
        "Budgettet ser sådan ud:\n- løn: 200.000 kr.\n- rejser: 50.000 kr.",
        "Mvh Bo\n\nTlf. 22 33 44 55\nHar du set vores nye kurser?",
        "Denne e-mail er fortrolig. Er du ikke rette modtager?",
    ],
)
def test_what_only_talks_is_no_question(text: str) -> None:
    assert asked(text) == []


def test_a_place_is_where_the_question_stands() -> None:
    text = "Hej\n\nVi er 12 ansatte. Kan\nvi søge? Ring på 22 33 44 55, kan I det?"
    mail = read_mail(text.encode())
    first = mail.questions[0]
    assert text[first.start : first.end] == "Kan\nvi søge?"
    assert mail.questions[0].text == "Kan vi søge?"


def test_personal_data_is_masked_in_questions_and_their_context() -> None:
    mail = read_mail(
        "Jeg er født 010190-1234 og har 3 mio. kr. Kan jeg, bo@firma.dk, søge 1 mio. kr.?".encode()
    )
    assert [each.kind for each in mail.masked] == ["cpr", "email"]
    assert mail.questions[0].text == "Kan jeg, [e-mail], søge 1 mio. kr.?"
    assert mail.questions[0].context == "Jeg er født [cpr] og har 3 mio. kr."


def test_a_budget_before_a_question_is_its_context_and_no_other_ones() -> None:
    mail = read_mail(
        b"Our budget:\n\nZealand     2,000,000\nFunen       1,000,000\n\n"
        b"When is the deadline? Is a grant of 1,500,000 too much?"
    )
    first, second = mail.questions
    assert first.context == ""
    assert "Zealand 2,000,000\nFunen 1,000,000" in second.context
