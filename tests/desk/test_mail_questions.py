"""What of a mail asks, in the words of many people; and what only talks."""

from __future__ import annotations

from collections.abc import Sequence

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
        (
            "Det er uklart for os, hvornår projektet må starte.",
            ["uklart for os, hvornår projektet må starte"],
        ),
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
        (
            "A friend said clusters can pay for tests. Is that right, and how do we get started?",
            ["A friend said clusters can pay for tests. Is that right", "how do we get started?"],
        ),
        (
            "jeg har ikke cvr endnu, kan jeg få hjælp alligevel, og hvad koster det at være med, "
            "jeg kan ikke betale så meget",
            ["kan jeg få hjælp alligevel", "hvad koster det at være med"],
        ),
        ("Er der et loft over, hvor meget der må gå til rejser?", ["Er der et loft over, hvor"]),
        (
            "Og hvis vi vil være med i et projekt hos en klynge, skal vi så være medlem først?",
            ["hvis vi vil være med i et projekt hos en klynge, skal vi så være medlem først?"],
        ),
        (
            "How much money is available, and how much of it comes from the EU?",
            ["How much money is available, and how much of it comes from the EU?"],
        ),
        ("Hvem kan søge den, er det kun klyngerne?", ["Hvem kan søge den, er det kun klyngerne?"]),
        (
            "If the slides exist, I would be grateful for a link.",
            ["If the slides exist, I would be grateful for a link"],
        ),
        (
            "Gælder det også en virksomhed, der ligger i Aarhus, men hvor vi gør det i Næstved?",
            ["Gælder det også en virksomhed, der ligger i Aarhus, men hvor vi gør det i Næstved?"],
        ),
        (
            "We apply in May (we know the pot is limited, but how is it divided?) with two others.",
            ["how is it divided?"],
        ),
        (
            "Og hvornår behandler I ansøgningerne - vi har møde i juni og skal vide om det er før.",
            ["hvornår behandler I ansøgningerne"],
        ),
        ("Hvis det er jer hvordan kommer vi så i gang.", ["hvordan kommer vi så i gang"]),
        ("also do we need employes, now it is only me", ["do we need employes"]),
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
        "Er det virkelig sådan, man behandler danske virksomheder?",
        "Tror I, vi har tid til den slags?",
        "Kan du ikke lige kvittere for modtagelsen?",
        "Ses vi på tirsdag?",
        "Why do I mention this?",
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


def test_what_is_passed_on_is_asked_beside_the_own_question() -> None:
    forwarded = (
        "Kære kolleger\n\nNedenstående har vi fået fra en virksomhed. Vi vil selv gerne vide, om "
        "en kommune må være partner.\n\nMvh Ida\n\nFra: Ulf Dam <ulf@dam.example>\nSendt: 2. maj "
        "2022 10:00\nTil: Ida\nEmne: Penge\n\nHej Ida\n\nHvor meget kan vi få?\n\nMvh Ulf"
    )
    first, second = asked(forwarded)
    assert "om en kommune må være partner" in first
    assert second == "Hvor meget kan vi få?"


def test_what_is_answered_is_not_asked_again() -> None:
    answer = (
        "Hej\n\nTak. Hvor meget kan vi få?\n\nMvh Ulf\n\n-----Oprindelig meddelelse-----\n"
        "Fra: Puljen\nSendt: 2. maj 2022 10:00\nTil: Ulf\nEmne: Penge\n\nHvem er I?"
    )
    assert asked(answer) == ["Hvor meget kan vi få?"]


def test_a_paragraph_in_another_language_is_read_in_it() -> None:
    mixed = (
        "Hej med jer\n\nJeg skriver for vores hold, hvor halvdelen ikke taler dansk. Hvad er "
        "fristen?\n\nShe adds that we need to know whether travel outside the EU is covered by it."
        "\n\nMvh Ida"
    )
    assert len(asked(mixed)) == 2


def test_a_judge_decides_where_the_rules_are_in_doubt() -> None:
    text = "Hej\n\nHvem kan søge?\n\nHvem tænder lyset i morgen?\n\nMvh Bo"
    seen: list[str] = []

    def judge(texts: Sequence[str]) -> list[float]:
        seen.extend(texts)
        return [float("søge" in each) for each in texts]

    found = read_mail(text.encode(), judge=judge).questions
    assert [each.text for each in found] == ["Hvem kan søge?"]
    assert len(seen) == len(set(seen))
    assert len(read_mail(text.encode(), judge=lambda texts: []).questions) == 2


@pytest.mark.parametrize(
    ("ending", "name"),
    [
        ("Kind regards,\nPieter van den Berg\nSenior adviser", "Pieter van den Berg"),
        ("Thx\nRaj\nSent from my iPhone", "Raj"),
        ("Mvh. Ida Lund, Aarhus, ida.lund@example.org", "Ida Lund"),
        ("De venligste hilsner\nJette Frost\nVicedirektør\n\nPS: Hvad koster det?", "Jette Frost"),
        ("Bent Overgaard\nAdm. direktør\n40 18 55 27", "Bent Overgaard"),
        ("mvh jimmi\nsendt fra min iphone", "Jimmi"),
        ("Yours sincerely,\n\nJ. H. Vestergaard", "J. H. Vestergaard"),
        ("Mange hilsner\nAmalie & Frederik, Nordvind", "Amalie & Frederik"),
        ("Med venlig hilsen\nAdvokat (L) Frederik Worm", "Frederik Worm"),
        ("Thanks", ""),
        ("mvh bogholderiet i foreningen", ""),
    ],
)
def test_a_mail_is_from_who_signs_it(ending: str, name: str) -> None:
    assert read_mail(f"Hvem kan søge?\n\n{ending}".encode()).sender_name == name
