"""A message is split into its questions; what is only said becomes context."""

from __future__ import annotations

import pytest

from assistant.answer.split import is_question, split_message, unwrap
from assistant.answer.wording import Wording, wording
from assistant.types import Language

DA, EN = wording("da"), wording("en")


def questions(text: str, language: Language = "da") -> list[str]:
    return [piece.text for piece in split_message(text, wording(language))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Hvem kan søge, og hvornår er fristen?", ["Hvem kan søge", "hvornår er fristen?"]),
        ("Hvem kan søge? Hvornår er fristen?", ["Hvem kan søge?", "Hvornår er fristen?"]),
        ("Hvem kan søge?Hvornår er fristen?", ["Hvem kan søge?", "Hvornår er fristen?"]),
        ("Hvem kan søge\nhvornår er fristen", ["Hvem kan søge", "hvornår er fristen"]),
        (
            "hvem kan søge og hvad er kriterierne og hvornår er fristen",
            ["hvem kan søge", "hvad er kriterierne", "hvornår er fristen"],
        ),
        ("Kan vi søge, og kan vi få støtte?", ["Kan vi søge", "kan vi få støtte?"]),
    ],
)
def test_several_questions_are_several(text: str, expected: list[str]) -> None:
    assert questions(text) == expected


def test_english_questions_are_split_too() -> None:
    assert questions("Who can apply and when is the deadline?", "en") == [
        "Who can apply",
        "when is the deadline?",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Hvilke kriterier og krav er der?",
        "Kan vi søge og få støtte til stier og haver?",
        "Kan vi søge, hvis vi er en kommune, der ligger på Bornholm?",
        "Hvad er fristen, når man skal søge?",
        "Hvor mange pct. af udgifterne kan dækkes af 16 mio. kr. fra puljen?",
        "Var fristen den 30. maj 2022 kl. 12.00?",
        "Hvem er målgruppen (fx SMV'er, jf. art. 3)?",
        "målgruppe",
        "Kan I fortælle mig, hvem der kan søge?",
        "Jeg vil gerne vide, hvem der kan søge",
    ],
)
def test_one_question_stays_one(text: str) -> None:
    assert questions(text) == [text]


@pytest.mark.parametrize("text", ["", "?", "🙂", "...", " \n "])
def test_there_is_always_a_question(text: str) -> None:
    assert questions(text) == [text.strip()]


@pytest.mark.parametrize(
    ("text", "question", "context"),
    [
        ("Vi er en kommune. Kan vi søge?", "Kan vi søge?", "Vi er en kommune."),
        (
            "Vi ligger i Odense.\nVi er mange. Kan vi søge?",
            "Kan vi søge?",
            "Vi ligger i Odense. Vi er mange.",
        ),
        ("Kan vi søge? Vi er en kommune.", "Kan vi søge?", "Vi er en kommune."),
        (
            "Vores budget er 3 mio. kr. Hvor meget kan vi få?",
            "Hvor meget kan vi få?",
            "Vores budget er 3 mio. kr.",
        ),
        ("Vi afleverer kl. 13. Er det i tide?", "Er det i tide?", "Vi afleverer kl. 13."),
    ],
)
def test_what_is_said_around_a_question_is_its_context(
    text: str, question: str, context: str
) -> None:
    (piece,) = split_message(text, DA)
    assert (piece.text, piece.context) == (question, context)


def test_context_goes_to_the_question_that_follows_it() -> None:
    pieces = split_message("Vi er en kommune. Kan vi søge? Vi er små. Hvor meget får vi?", DA)
    assert [(p.text, p.context) for p in pieces] == [
        ("Kan vi søge?", "Vi er en kommune."),
        ("Hvor meget får vi?", "Vi er små."),
    ]


CONFIRM = """Ikke? / Ikke sandt? / Er det rigtigt? / Vel? / Har hun ret? / Stemmer det?
/ Holder det?
/ Kan du bekræfte det? / Er det tilladt?"""


@pytest.mark.parametrize("tag", [tag.strip() for tag in CONFIRM.split("/")])
def test_a_tag_of_its_own_makes_the_statement_before_it_the_question(tag: str) -> None:
    (piece,) = split_message(f"Vi er små. Fristen var i juni. {tag}", DA)
    assert (piece.text, piece.context) == ("Fristen var i juni?", "Vi er små.")
    assert piece.asserted


@pytest.mark.parametrize("tag", ["True?", "Is that correct?", "Can you confirm?", "Am I right?"])
def test_an_english_tag_of_its_own_does_too(tag: str) -> None:
    (piece,) = split_message(f"The deadline was in June. {tag}", EN)
    assert (piece.text, piece.asserted) == ("The deadline was in June?", True)


def test_a_cry_for_help_is_no_question_of_its_own() -> None:
    (piece,) = split_message("Jeg ved ikke, hvilken havn vi hører til. Kan I hjælpe mig?", DA)
    assert piece.text == "hvilken havn vi hører til?"


@pytest.mark.parametrize(
    ("text", "question", "asserted"),
    [
        ("Jeg skal finde ud af, om kommunen kan være med. Mvh Bo", "kommunen kan være med?", True),
        ("Vi mangler at få på plads, hvornår pengene kommer.", "hvornår pengene kommer?", False),
    ],
)
def test_a_question_inside_a_statement_is_found(text: str, question: str, asserted: bool) -> None:
    (piece,) = split_message(text, DA)
    assert (piece.text, piece.asserted) == (question, asserted)


def test_an_english_question_inside_a_statement_is_found() -> None:
    (piece,) = split_message("My boss needs me to find out whether the city may join.", EN)
    assert (piece.text, piece.asserted) == ("the city may join?", True)


@pytest.mark.parametrize(
    ("text", "wording_"),
    [
        ("Kan projektet handle om, hvordan havnene sælger fisk?", DA),
        ("Can the project be about the catch, and how the firms sell it?", EN),
    ],
)
def test_a_clause_with_its_subject_first_belongs_to_the_question(
    text: str, wording_: Wording
) -> None:
    assert len(split_message(text, wording_)) == 1


@pytest.mark.parametrize(
    ("text", "core"),
    [
        ("Kan I fortælle mig, hvem der kan søge?", "hvem der kan søge?"),
        ("Hej, kan du oplyse, hvornår fristen er?", "hvornår fristen er?"),
        ("Jeg vil gerne vide, hvem der kan søge", "hvem der kan søge"),
        ("Mit spørgsmål er: hvem kan søge?", "hvem kan søge?"),
        ("Ved I, hvem der kan søge?", "hvem der kan søge?"),
        ("Hvem kan søge?", "Hvem kan søge?"),
        ("Hej", "Hej"),
        ("Kan I fortælle?", "Kan I fortælle?"),
    ],
)
def test_danish_wrapping_comes_off(text: str, core: str) -> None:
    assert unwrap(text, DA) == core


@pytest.mark.parametrize(
    ("text", "core"),
    [
        ("Could you please tell me who can apply?", "who can apply?"),
        ("Hi there, do you know when the deadline is?", "when the deadline is?"),
        ("My question is: who can apply?", "who can apply?"),
        ("I would like to know who can apply.", "who can apply."),
        ("Can a company apply?", "Can a company apply?"),
    ],
)
def test_english_wrapping_comes_off(text: str, core: str) -> None:
    assert unwrap(text, EN) == core


@pytest.mark.parametrize(
    "text", ["Hvem kan søge", "Kan vi søge", "Jeg vil vide, hvem der kan søge", "Nå?"]
)
def test_a_question_is_known_without_its_mark(text: str) -> None:
    assert is_question(text, DA)


@pytest.mark.parametrize("text", ["Vi er en kommune.", "Tak for hjælpen", "Kanten er skarp"])
def test_a_statement_is_no_question(text: str) -> None:
    assert not is_question(text, DA)
