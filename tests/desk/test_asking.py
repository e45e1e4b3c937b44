"""How a question of a mail is asked: its frame, its context, a budget in lines."""

from __future__ import annotations

from datetime import date

import pytest

from assistant.desk.asking import answers_to, question_of
from assistant.desk.budget_lines import told
from assistant.desk.context import context_of
from assistant.desk.letter.clause import clause_of
from assistant.rules.model import RuleBook
from assistant.service import Assistant
from assistant.types import Language
from assistant.types.desk import Mail

from .letters import AFTER, mail


@pytest.fixture(scope="module")
def book(service: Assistant) -> RuleBook:
    (book,) = service.rule_books().usable().values()
    return book


@pytest.mark.parametrize(
    ("text", "language", "clause"),
    [
        ("Og så kunne det være rart at vide, hvornår fristen er", "da", "hvornår fristen er"),
        ("Det, jeg er i tvivl om, er, om vi selv kan søge.", "da", "om vi selv kan søge."),
        ("Ved I i øvrigt, hvad det koster?", "da", "hvad det koster?"),
        ("vil høre, hvor jeg melder flytning.", "da", "hvor jeg melder flytning."),
        ("Endvidere bedes I oplyse, hvilken sats der gælder", "da", "hvilken sats der gælder"),
        ("Skal ansøgeren oplyse, hvem der er partner?", "da", None),
        ("Hvad skal vi vide om, hvem der kan søge?", "da", None),
        ("I'd be grateful if you could tell me when it closes.", "en", "when it closes."),
        ("Must the applicant tell who the partners are?", "en", None),
        ("Who can tell us how it works?", "en", None),
        ("Giv mig venligst besked om, hvilke krav der er", "da", "hvilke krav der er"),
        ("vil gerne vide, om vi kan søge", "da", "om vi kan søge"),
        ("Vi ved heller ikke, om der er et loft", "da", "om der er et loft"),
        ("What I do hope you can tell me is how it works", "en", "how it works"),
        ("We would be grateful to learn which costs count", "en", "which costs count"),
        ("What would you tell us about how it works?", "en", None),
    ],
)
def test_frames(text: str, language: Language, clause: str | None) -> None:
    assert clause_of(text, language) == (clause or text)


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("om vi kan søge, eller om vi skal vente", "Jeg vil gerne høre, om vi kan søge?"),
        ("Kommunen kan være partner.", "Kommunen kan være partner. Er det rigtigt?"),
        ("Hvem kan søge?", "Hvem kan søge?"),
        ("frist", "frist"),
        ("3. Må [cpr] søge?", "Må søge?"),
        ("Hvis ikke, kan vi så være med?", "kan vi så være med?"),
        ("Hvis ikke vi søger, hvad så?", "Hvis ikke vi søger, hvad så?"),
        ("Kommunen kan søge. Passer det?", "Kommunen kan søge. Er det rigtigt?"),
        ("Jeg har hørt, at alle kan søge. Er det sandt?", "Er det rigtigt, at alle kan søge?"),
        ("Passer det, at alle kan søge?", "Passer det, at alle kan søge?"),
    ],
)
def test_questions_are_asked_by_themselves(text: str, asked: str) -> None:
    to = mail(text)
    assert question_of(to.questions[0], to) == asked


def test_what_is_to_be_confirmed_may_stand_before_the_question() -> None:
    to = mail(
        ("Det regner. Vores revisor siger, at kun kommuner kan søge.", "Passer det virkelig??")
    )
    assert question_of(to.questions[0], to) == "Er det rigtigt, at kun kommuner kan søge?"
    to = mail("Passer det?")
    assert question_of(to.questions[0], to) == "Passer det?"


def test_costs_that_add_up_are_told_from_financing(book: RuleBook) -> None:
    lines = [
        "Løn, klyngen: 3 mio. kr.",
        "Løn, partnere: 1 mio. kr.",
        "Indirekte omkostninger: 1 mio. kr.",
        "I alt: 5 mio. kr.",
        "Regionalfonden: 2 mio. kr.",
        "Partnere: 3 mio. kr.",
        "I alt: 5 mio. kr.",
    ]
    assert told(lines, "", book, "da") == [
        "De støtteberettigede udgifter er i alt 5.000.000 kr.",
        "Regionalfonden: 2 mio. kr.",
        "Partnere: 3 mio. kr.",
    ]
    assert told(lines[:3] + lines[4:6], "", book, "da") == lines[:3] + lines[4:6]


def test_lines_of_a_budget_are_told(book: RuleBook) -> None:
    lines = ["Hovedstaden: 3.000.000 kr.", "Sjælland: 2.000.000 kr.", "I alt: 5.000.000 kr.", "Hej"]
    assert told(lines, "", book, "da") == [
        "De støtteberettigede udgifter er 3.000.000 kr. i Region Hovedstaden og"
        " 2.000.000 kr. i Region Sjælland.",
        "Hej",
    ]
    table = ["Hovedstaden 4,000,000 1,600,000", "Sjælland 1,000,000 600,000"]
    assert told(table, "Region Eligible costs ERDF", book, "en")[1].startswith(
        "We apply for DKK 2,200,000 from"
    )
    items = ["Salaries 1.8m DKK", "Events 0.2m DKK", "ERDF: 0.5m"]
    assert told(items, "", book, "en") == [
        "The eligible costs are DKK 2,000,000 in total.",
        "ERDF: 0.5m",
    ]


@pytest.mark.parametrize(
    "lines",
    [
        ["Hovedstaden: 3 mio. kr.", "Sjælland: 2 mio. kr.", "I alt: 6 mio. kr."],
        ["Hovedstaden: 3 mio. kr.", "Hovedstaden: 2 mio. kr."],
        ["Løn: 3 mio. kr.", "Andre udgifter: 2 mio. kr."],
        ["Løn: 3 mio. kr."],
        ["Budgettet er på 8 mio. kr.", "Vi vil have 3 mio. kr."],
        ["Regionalfonden: 2 mio. kr.", "Partnere: 3 mio. kr."],
        ["Ring på 22 33 44 55", "Mødet er den 4. april 2022"],
    ],
)
def test_what_does_not_add_up_is_left(lines: list[str], book: RuleBook) -> None:
    assert told(lines, "", book, "da") == lines


def test_only_what_matters_is_context(book: RuleBook) -> None:
    lines = [
        "Tak for en god snak i går.",
        "Vi er en forening i Odense.",
        "Hvordan går det?",
        "Budgettet er på 5 mio. kr.",
        *["Vejret var dejligt hele sommeren."] * 50,
    ]
    to = mail(("\n".join(lines), "Kan vi få 2 mio. kr.?"))
    found = context_of(to.questions[0], to, "Kan vi få 2 mio. kr.?", book)
    assert found == "Vi er en forening i Odense.\nBudgettet er på 5 mio. kr."


@pytest.mark.parametrize(
    ("line", "kept"),
    [
        ("Jeg har læst opslaget igennem og kan ikke finde svar på følgende:", ""),
        ("Vi sidder nu med ansøgningen, og tre ting driller:", ""),
        ("Vi har ringet til jer mange gange.", ""),
        ("Vi er en kommune og", "Vi er en kommune."),
        ("Vi har 5 mio. kr. fordelt sådan:", "Vi har 5 mio. kr. fordelt sådan:"),
        ("Vi har et dansk CVR-nummer.", "Vi har et dansk CVR-nummer."),
    ],
)
def test_announcements_are_no_context(line: str, kept: str, book: RuleBook) -> None:
    to = mail((line, "Kan vi søge?"))
    assert context_of(to.questions[0], to, "Kan vi søge?", book) == kept


def _statuses(service: Assistant, to: Mail) -> list[tuple[str, str | None]]:
    return [(one.status, one.verdict) for one in answers_to(to, service, AFTER, None)]


def test_what_leans_on_nothing_is_left_open(service: Assistant) -> None:
    assert _statuses(service, mail("Gælder det også på Bornholm?")) == [("not_found", None)]
    assert _statuses(service, mail("Vil I dele dem?")) == [("not_found", None)]


def test_a_yes_to_two_ways_says_nothing(service: Assistant) -> None:
    before = date(2022, 5, 10)
    to = mail("Kan man stadig søge midlerne, eller er det for sent?")
    two = answers_to(to, service, before, None)[0]
    assert (two.status, two.verdict) == ("answered", None)
    funds = "Må medfinansieringen komme fra en kommune eller en privat fond?"
    assert _statuses(service, mail(funds)) == [("answered", "yes")]


def test_access_to_documents_is_for_the_writer(service: Assistant) -> None:
    asked = "Jeg anmoder om aktindsigt i samtlige ansøgninger."
    assert _statuses(service, mail(asked)) == [("not_found", None)]
    assert _statuses(service, mail("Om det gør det", "om det er")) == [("not_found", None)] * 2


def test_the_name_of_the_call_does_not_disturb(service: Assistant) -> None:
    question = "Hvornår er der ansøgningsfrist til Innovationskraft 2023-2024?"
    assert _statuses(service, mail(question)) == [("answered", None)]


def test_words_read_one_by_one_decide_nothing(service: Assistant) -> None:
    to = mail("Kan en kommun söka?", recognised="sv")
    assert _statuses(service, to) == [("answered", None)]


@pytest.mark.parametrize(
    ("context", "question"),
    [
        ("Vi er en forening.", "Kan en forening få del i de 160 mio. kr.?"),
        ("Vi er en kommune.", "Kan vi få del i de 160 mio. kr.?"),
        ("", "Kan en virksomhed i Region Sjælland få 60 procent i tilskud, ja eller nej?"),
    ],
)
def test_nobody_who_cannot_apply_is_told_yes(
    context: str, question: str, service: Assistant
) -> None:
    ((_, verdict),) = _statuses(service, mail((context, question)))
    assert verdict != "yes"
