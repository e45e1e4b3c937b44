"""The language of an answer: the question's own, else the conversation's, else Danish."""

from __future__ import annotations

from datetime import date

import pytest

from assistant.answer.language import detect_language
from assistant.answer.understand import understand
from assistant.types import Ask, Turn

DANISH = (Turn(question="Hvem kan søge?", answer="Kun klyngeorganisationer."),)
ENGLISH = (Turn(question="Who can apply?", answer="Only cluster organisations."),)


@pytest.mark.parametrize(
    "text",
    [
        "Hvem kan søge?",
        "hvem kan soge",
        "hvornar er fristen",
        "Hvor mange penge er der?",
        "Hvad er deadline for ansøgninger?",
        "Er en start-up i målgruppen for matchmaking?",
        "målgruppe",
        "kriterier",
        "Får man støtte?",
        "Hvad betyder 'cluster excellence' i opslaget?",
        "Vem kan söka?",
        "Hvem kan søke om støtte?",
        "HVEM KAN SØGE?",
    ],
)
@pytest.mark.parametrize("history", [(), ENGLISH])
def test_danish_is_told(text: str, history: tuple[Turn, ...]) -> None:
    assert detect_language(text, history) == "da"


@pytest.mark.parametrize(
    "text",
    [
        "Who can apply?",
        "who can apply",
        "When is the deadline?",
        "How much money is there?",
        "What are decentrale erhvervsfremmemidler?",
        "Is Region Sjælland different?",
        "criteria",
        "applicants",
        "Can a kommune get the støtte?",
        "Tell me about the target group",
    ],
)
@pytest.mark.parametrize("history", [(), DANISH])
def test_english_is_told(text: str, history: tuple[Turn, ...]) -> None:
    assert detect_language(text, history) == "en"


@pytest.mark.parametrize("text", ["ERDF", "2022", "40 %", "🙂", "", "?", "budget"])
def test_what_cannot_be_told_is_in_the_language_of_the_conversation(text: str) -> None:
    assert detect_language(text) == "da"
    assert detect_language(text, DANISH) == "da"
    assert detect_language(text, ENGLISH) == "en"


def test_the_last_turn_that_can_be_told_counts() -> None:
    assert detect_language("ERDF", DANISH + ENGLISH) == "en"
    assert detect_language("ERDF", ENGLISH + DANISH) == "da"
    assert detect_language("ERDF", (*ENGLISH, Turn(question="ERDF?"))) == "en"


def test_the_one_who_asks_may_choose() -> None:
    ask = Ask(question="Hvem kan søge?", lang="en")
    question = understand(ask, date(2031, 1, 1), str)
    assert question.language == "en"
    # It is still read as Danish.
    assert question.parts[0].kind == "who"
