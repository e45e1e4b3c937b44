"""Questions with amounts and shares: worked out by the rules, said with their findings."""

from __future__ import annotations

from decimal import Decimal

import pytest

from assistant.types import Answer, Verdict

from .asked import AFTER, BEFORE
from .conftest import AskFor

CHECKED: list[tuple[str, Verdict, str, str]] = [
    (
        "Vi har 3 mio. kr. i udgifter i Odense og søger 1,5 mio. fra Regionalfonden. Går det?",
        "no",
        "erdf-share",
        "1200000",
    ),
    ("Kan vi få 2 mio. af 5 mio. fra ERDF i Køge?", "yes", "erdf-share", "3000000"),
    (
        "Vi har 4 mio. i udgifter på Sjælland. Kan vi få 2 mio. fra Regionalfonden?",
        "depends",
        "erdf-share",
        "1600000",
    ),
    (
        "Can we get 2.5m of a 5m budget in Aarhus from the Regional Fund?",
        "no",
        "erdf-share",
        "2000000",
    ),
    (
        "Projektet koster 8 mio. og vi vil bede om 3 mio. af de decentrale midler. Går den?",
        "no",
        "decentral-share",
        "2000000",
    ),
    ("Kan vi søge 120 mio. fra Regionalfonden?", "no", "pool-size", "100000000"),
    (
        "Vi har udgifter på 3 mio. i Hillerød og 2 mio. i Ringsted. Kan vi få 2,4 mio. fra EU?",
        "yes",
        "erdf-share",
        "2400000",
    ),
    (
        "Vi har udgifter på 3 mio. i Hillerød og 2 mio. i Ringsted. Kan vi få 2.400.000,01 kr. "
        "fra Regionalfonden?",
        "no",
        "erdf-share",
        "2400000",
    ),
]
LARGEST = [
    ("Hvor meget kan Regionalfonden højst give til 10 mio. kr. i Region Sjælland?", "6000000"),
    (
        "Budgettet er 10 mio. kr., heraf 3 mio. i Region Sjælland. Hvor meget kan vi højst få fra "
        "Regionalfonden?",
        "4600000",
    ),
    ("How much can we get from the ERDF for a DKK 10 million project in Odense?", "4000000"),
]


def finding(answer: Answer, rule: str) -> dict[str, object]:
    found = [one for one in answer.findings if one["rule_id"] == rule]
    assert found, answer.answer
    return found[0]


@pytest.mark.parametrize(("question", "verdict", "rule", "limit"), CHECKED)
def test_a_sum_is_checked(
    ask: AskFor, question: str, verdict: Verdict, rule: str, limit: str
) -> None:
    answer = ask(question, BEFORE)
    assert (answer.status, answer.verdict) == ("answered", verdict)
    assert finding(answer, rule)["limit"] == limit
    assert answer.citations


@pytest.mark.parametrize(("question", "most"), LARGEST)
def test_the_largest_grant_is_worked_out(ask: AskFor, question: str, most: str) -> None:
    answer = ask(question, BEFORE)
    assert answer.verdict is None
    said = finding(answer, "erdf-share")
    assert (said["actual"], said["limit"], said["status"]) == (most, most, "pass")


def test_what_is_left_to_pay_depends_on_the_place(ask: AskFor) -> None:
    answer = ask("Hvor meget skal vi selv betale af 8 mio. kr.?", BEFORE)
    parts = finding(answer, "financing-balance")["parts"]
    assert isinstance(parts, list)
    assert [part["actual"] for part in parts] == ["2800000", "1200000"]
    assert "Region Sjælland" in answer.answer


@pytest.mark.parametrize(
    ("share", "verdict"), [("10", "no"), ("20", "depends"), ("35", "yes"), ("14,99", "no")]
)
def test_an_own_share_is_compared_with_what_is_left(
    ask: AskFor, share: str, verdict: Verdict
) -> None:
    answer = ask(f"Kan vi nøjes med selv at betale {share} pct.?", BEFORE)
    assert answer.verdict == verdict


def test_zealand_alone_is_never_the_region(ask: AskFor) -> None:
    for name in ("Sjælland", "sjælland"):
        answer = ask(f"Kan vi få 50 pct. fra Regionalfonden på {name}?", BEFORE)
        assert answer.verdict == "depends"
    answer = ask("Kan vi få 50 pct. fra Regionalfonden i Region Sjælland?", BEFORE)
    assert answer.verdict == "yes"


def test_two_questions_of_one_budget_are_both_answered(ask: AskFor) -> None:
    answer = ask(
        "Vi har 3 mio. i udgifter i Odense. Hvor meget kan vi få fra Regionalfonden, og hvor meget "
        "skal vi selv betale?",
        BEFORE,
    )
    assert "1.200.000 kr." in answer.answer
    assert "1.800.000 kr." in answer.answer


def test_one_question_in_two_clauses_is_one(ask: AskFor) -> None:
    answer = ask(
        "Kan Regionalfonden give os 900.000 kr., hvis projektet koster 2 mio. kr. og ligger i "
        "Slagelse?",
        BEFORE,
    )
    assert answer.verdict == "yes"
    assert len(answer.findings) == 1


def test_missing_costs_are_asked_for(ask: AskFor) -> None:
    answer = ask("Kan vi få 2 mio. kr. fra Regionalfonden?", BEFORE)
    assert answer.verdict == "depends"
    assert finding(answer, "erdf-share")["missing_input"] == ["costs.total"]
    assert "udgifter" in answer.answer


def test_a_conversation_goes_on_with_its_budget(ask: AskFor) -> None:
    first = "Vi har 3 mio. kr. i udgifter i Odense og søger 1,5 mio. fra Regionalfonden. Går det?"
    again = ask("Og hvis det er i Næstved?", BEFORE, first)
    assert (again.verdict, finding(again, "erdf-share")["limit"]) == ("yes", "1800000")
    most = ask("Hvor meget kan vi så højst få?", BEFORE, first)
    assert finding(most, "erdf-share")["actual"] == "1200000"


def test_a_question_turned_round_turns_the_verdict(ask: AskFor) -> None:
    question = "Vi har 4 mio. i udgifter i Aalborg og søger 2 mio. fra EU. Er det for meget?"
    assert ask(question, BEFORE).verdict == "yes"


def test_sums_are_no_use_to_who_can_not_apply(ask: AskFor) -> None:
    answer = ask(
        "Vi er en virksomhed med 3 mio. i udgifter i Vejle. Kan vi få 1 mio. fra Regionalfonden?",
        BEFORE,
    )
    assert answer.verdict == "no"
    assert finding(answer, "applicant")["status"] == "fail"


@pytest.mark.parametrize(
    ("question", "verdict"),
    [
        ("Vi sendte ansøgningen 30. maj 2022 kl. 12.00. Var det i tide?", "yes"),
        ("Vi sendte ansøgningen 30. maj 2022 kl. 12.01. Var det i tide?", "no"),
        ("Vi sendte ansøgningen 30. maj 2022 kl. 12.01. Var det for sent?", "yes"),
        ("Vi sendte ansøgningen den 30. maj 2022. Var det i tide?", "depends"),
        ("Må projektet løbe fra 1. februar 2023 til 1. februar 2025?", "no"),
        ("Må projektet løbe fra 1. februar 2023 til 31. januar 2025?", "yes"),
        ("Vi vil gerne køre projektet i 30 måneder. Går det?", "no"),
    ],
)
def test_days_are_measured(ask: AskFor, question: str, verdict: Verdict) -> None:
    assert ask(question, AFTER).verdict == verdict


@pytest.mark.parametrize(
    ("earlier", "verdict"),
    [
        ("80.000 euro den 15. maj 2021 og 60.000 euro den 3. marts 2022", "yes"),
        ("80.000 euro den 15. maj 2021 og 60.000,01 euro den 3. marts 2022", "no"),
        ("180.000 euro", "depends"),
        ("180.000 euro i 2022", "no"),
        ("180.000 euro i 2019", "yes"),
    ],
)
def test_aid_before_counts_where_its_days_do(ask: AskFor, earlier: str, verdict: Verdict) -> None:
    answer = ask(
        f"Vi har fået {earlier} i de minimis-støtte. Kan vi få 60.000 euro mere den 10. oktober "
        "2023?",
        BEFORE,
    )
    assert answer.verdict == verdict
    limit = finding(answer, "de-minimis")["limit"]
    assert Decimal(str(limit)) == 200_000


@pytest.mark.parametrize(
    "question",
    [
        "Hvor mange af de 160 mio. kr. var øremærket grøn omstilling?",
        "Kom de 100 mio. fra Regionalfonden?",
        "Kan vi få 500.000 kr. i forskud?",
        "Was the Regional Fund's part of the pot 100 or 60 million?",
        "Vi har 3 mio. i udgifter i Odense og søger 1,5 mio. fra Regionalfonden. Kan en kommune "
        "være med som partner?",
        "Når Regionalfonden nu betaler 75 pct. i Region Sjælland, hvor kommer resten så fra?",
    ],
)
def test_numbers_that_ask_for_no_sum_are_left_to_the_text(ask: AskFor, question: str) -> None:
    assert ask(question, BEFORE).findings == []


@pytest.mark.parametrize(
    ("question", "verdict"),
    [
        ("Må projektet vare længere end to år?", "no"),
        ("Må et projekt løbe ud over 24 måneder?", "no"),
        ("May a project run for more than two years?", "no"),
        ("Can the project last beyond 24 months?", "no"),
        # That it may be shorter stands nowhere.
        ("Må projektet vare kortere end to år?", None),
        ("Can the project be shorter than three years?", None),
    ],
)
def test_more_and_less_than_a_length(ask: AskFor, question: str, verdict: Verdict | None) -> None:
    answer = ask(question)
    assert answer.status == "answered"
    assert answer.verdict == verdict


@pytest.mark.parametrize(
    "question",
    [
        "Kan en forening få del i de 160 mio. kr.?",
        "Får en kommune andel i puljen på 160 mio. kr.?",
        "Can an association get a share of the DKK 160 million?",
        "Kan det være en privat fond?",
    ],
)
def test_no_yes_to_who_gets_nothing_or_to_what_was_not_named(ask: AskFor, question: str) -> None:
    assert ask(question).verdict != "yes"
