"""What a question rests on: told apart from what it asks, and put right where it is wrong."""

from __future__ import annotations

import pytest

from assistant.answer.clause import find_clause
from assistant.answer.wording import wording
from assistant.types import Language, Verdict

from .conftest import AskFor


@pytest.mark.parametrize(
    ("question", "lang", "text", "main", "given"),
    [
        (
            "Hvis beløbet sættes ned, må vi så droppe noget?",
            "da",
            "beløbet sættes ned?",
            "må vi droppe noget?",
            False,
        ),
        (
            "Now that the pool is empty, can we apply elsewhere?",
            "en",
            "the pool is empty?",
            "can we apply elsewhere?",
            True,
        ),
        (
            "Kan vi få mere, nu hvor puljen er vokset?",
            "da",
            "puljen er vokset?",
            "Kan vi få mere?",
            True,
        ),
    ],
)
def test_a_clause_is_told_from_its_question(
    question: str, lang: Language, text: str, main: str, given: bool
) -> None:
    found = find_clause(question, wording(lang))
    assert found is not None
    assert (found.text, found.main, found.given) == (text, main, given)


@pytest.mark.parametrize(
    ("question", "lang"),
    [
        ("When was the board due to look at the bids, and who won?", "en"),
        ("As a company, can we apply?", "en"),
        ("Hvornår er fristen?", "da"),
        ("Kan vi søge om penge til rejser?", "da"),
    ],
)
def test_other_questions_have_no_clause(question: str, lang: Language) -> None:
    assert find_clause(question, wording(lang)) is None


@pytest.mark.parametrize(
    ("question", "right"),
    [
        ("Since the deadline was moved to 30 June, can we still add a partner?", "30 May 2022"),
        ("Nu hvor projekterne varer fire år, hvem skal så lave regnskabet?", "2 år"),
        ("Eftersom EU betaler 80 pct. i Region Sjælland, skal vi så selv finde resten?", "60 pct."),
    ],
)
def test_a_false_premise_is_put_right_and_gets_no_verdict(
    ask: AskFor, question: str, right: str
) -> None:
    answer = ask(question)
    assert answer.status in ("answered", "partial")
    assert answer.verdict is None
    assert right in answer.answer
    assert answer.citations


@pytest.mark.parametrize(
    "question",
    [
        "Hvis bestyrelsen skalerer vores beløb ned, får vi så lov at justere aktiviteterne?",
        "If our grant is scaled down, are we allowed to drop an activity?",
        "Hvis ansøgningen får få point, får vi så en begrundelse?",
    ],
)
def test_a_fact_that_only_the_clause_names_answers_nothing(ask: AskFor, question: str) -> None:
    answer = ask(question)
    assert (answer.status, answer.verdict) == ("not_found", None)


@pytest.mark.parametrize(
    ("question", "verdict"),
    [
        ("Can I apply now that the deadline has passed?", "no"),
        ("Må vi søge, selvom fristen er udløbet?", "no"),
        ("Kan vi ansøge nu, hvor fristen var i maj 2022?", "no"),
        ("Kunne man søge efter den 30. maj 2022?", "no"),
        ("Ville det være i tide at sende ansøgningen efter kl. 12 den 30. maj 2022?", "no"),
        ("Was it all right to apply before 30 May 2022?", "yes"),
        ("Does the higher rate also apply to a partner on Bornholm?", "no"),
        ("Gælder den høje sats også for en partner på Fyn?", "no"),
        ("Does the higher rate apply to activities in Roskilde?", "yes"),
        ("Does Zealand get the higher percentage from the Regional Fund?", "depends"),
        ("Kan Regionalfonden give op til 60 pct. i hele landet?", "no"),
        ("Gælder de 60 pct. efter klyngens adresse eller efter hvor udgiften afholdes?", None),
        ("Is the share worked out per partner or for the whole project?", None),
        ("Kan en kommune eller en region søge?", "no"),
        ("Vi er en kommune kan vi søge", "no"),
    ],
)
def test_a_verdict_is_on_what_is_asked(ask: AskFor, question: str, verdict: Verdict | None) -> None:
    assert ask(question).verdict == verdict


@pytest.mark.parametrize(
    "question",
    [
        "Hvor mange af de 14 klynger har søgt?",
        "How many cluster organisations have a woman in the chair?",
        "What is the deadline for the final report?",
        "Hvad er fristen for at sende regnskabet?",
    ],
)
def test_what_is_counted_or_due_is_what_was_asked(ask: AskFor, question: str) -> None:
    assert ask(question).status == "not_found"
