"""The metric of calculated questions, and the set of questions with amounts."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from assistant.errors import InputError
from assistant.rules.places import find_places
from assistant.rules.quantities import find_quantities
from eval.metrics import sums
from eval.metrics.base import Case, Judgement
from eval.questions import FOLDER, Question, load_set

MakeCase = Callable[..., Case]
FAIL = {"rule_id": "erdf-share", "status": "fail", "limit": "1200000", "assumptions": []}
RULE = {"rule_id": "erdf-share", "status": "fail", "limit": "1200000"}


def right(case: Case) -> bool | None:
    judgement = sums.judge(case)
    if judgement is None:
        return None
    assert judgement.ok is not bool(judgement.why)
    return judgement.ok


def why(case: Case) -> str:
    return (sums.judge(case) or Judgement(True)).why


def test_questions_without_sums_are_not_judged(make_case: MakeCase) -> None:
    assert right(make_case()) is None


@pytest.mark.parametrize(
    ("expected", "findings", "ok"),
    [
        (RULE, [FAIL], True),
        (RULE, [], False),
        (RULE, [FAIL | {"status": "pass"}], False),
        (RULE, [FAIL | {"limit": "1200000.5"}], False),
        (RULE, [FAIL | {"limit": None}], False),
        (RULE, [FAIL | {"rule_id": "pool-size"}], False),
        (RULE, [FAIL | {"limit": "1200000.00"}], True),
        (RULE, [{"rule_id": "deadline", "status": "pass"}, FAIL], True),
        ({"rule_id": "erdf-share"}, [FAIL], True),
        ({"rule_id": "erdf-share", "status": ["pass", "fail"]}, [FAIL], True),
        ({"rule_id": "erdf-share", "limit": "7"}, [FAIL], False),
    ],
)
def test_rules(
    expected: dict[str, Any], findings: list[dict[str, Any]], ok: bool, make_case: MakeCase
) -> None:
    assert right(make_case(expect={"rules": [expected]}, findings=findings)) is ok


@pytest.mark.parametrize(
    ("text", "lang", "ok"),
    [
        ("Højst 1.200.000 kr. [1]", "da", True),
        ("Højst 1,2 mio. kr.", "da", True),
        ("Højst 1,2 mio.", "da", True),
        ("At most DKK 1,200,000.", "en", True),
        ("At most 1.2 million kroner.", "en", True),
        ("Højst 1.200.001 kr.", "da", False),
        ("Højst 1.200.000 euro", "da", False),
        ("Højst 40 pct.", "da", False),
    ],
)
def test_numbers_that_must_be_said_count_by_value(
    text: str, lang: str, ok: bool, make_case: MakeCase
) -> None:
    made = {"question": {"lang": lang}, "language": lang}
    assert right(make_case(text, expect={"says": ["1.200.000 kr."]}, **made)) is ok
    assert right(make_case(text, expect={"says_not": ["1.200.000 kr."]}, **made)) is not ok


def test_one_alternative_of_a_number_is_enough_and_every_number_is_needed(
    make_case: MakeCase,
) -> None:
    either = {"says": [["1.200.000 kr.", "40 pct."]]}
    assert right(make_case("Højst 40 pct.", expect=either)) is True
    both = make_case("Højst 40 pct.", expect={"says": ["40 pct.", "1.200.000 kr."]})
    assert right(both) is False
    assert "'1.200.000 kr.'" in why(both)


@pytest.mark.parametrize(
    ("text", "assumptions", "ok"),
    [
        ("Odense ligger i Region Syddanmark.", [], True),
        ("Det er 40 pct. af udgifterne i Odense.", [], True),
        ("Det er 40 pct.", ["Vejle ligger i Region Syddanmark."], True),
        ("Det er 40 pct.", ["Forudsat, at det er i Jylland."], False),
        ("Det er 60 pct. i Region Sjælland.", [], False),
    ],
)
def test_regions_are_named_in_the_answer_or_an_assumption(
    text: str, assumptions: list[str], ok: bool, make_case: MakeCase
) -> None:
    findings = [FAIL | {"assumptions": assumptions}]
    case = make_case(text, expect={"regions": ["syddanmark"]}, findings=findings)
    assert right(case) is ok


def test_what_is_missing_is_asked_for(make_case: MakeCase) -> None:
    expect = {"asks_for": ["Region Sjælland", "re:hvor\\b"]}
    assert right(make_case("Hvor ligger udgifterne?", expect=expect)) is True
    assert right(make_case("Det afhænger.", expect=expect)) is False
    asked = make_case("Det afhænger.", expect=expect, missing=["udgifter i Region Sjælland"])
    assert right(asked) is True


def test_a_fault_names_each_thing(make_case: MakeCase) -> None:
    expect = {
        "rules": [RULE],
        "says": ["40 pct."],
        "says_not": ["60 pct."],
        "regions": ["nordjylland"],
        "asks_for": ["udgifter"],
    }
    said = why(make_case("Det er 60 pct.", expect=expect, findings=[FAIL | {"status": "pass"}]))
    for part in ("expected fail limit 1200000, got pass", "'40 pct.'", "60 pct.", "nordjylland"):
        assert part in said
    assert "doesn't ask for 'udgifter'" in said


def test_a_wrong_number_in_a_line_is_named(question_file: Callable[..., Path]) -> None:
    expect = {"status": "answered", "says": ["meget"]}
    line = {"id": "a", "category": "sums", "question": "?", "lang": "da", "expect": expect}
    with pytest.raises(InputError, match=r"line 1: expect\.says\.0\.0.*'meget'"):
        load_set(question_file(json.dumps(line)))


def amounts() -> tuple[Question, ...]:
    return load_set(FOLDER / "amounts.jsonl").questions


def test_the_set_is_large_mixed_and_held_against_something() -> None:
    questions = amounts()
    assert len(questions) >= 60
    assert sum(question.lang == "en" for question in questions) >= len(questions) // 4
    assert sum(bool(question.history) for question in questions) >= 4
    for verdict in ("yes", "no", "depends"):
        assert sum(question.expect.verdict == verdict for question in questions) >= 10
    assert all(question.note for question in questions)
    undecided = [each for each in questions if each.expect.verdict == "depends"]
    assert all(each.expect.asks_for and "yes" not in each.expect.verdicts for each in undecided)


PRODUCT = re.compile(r"(0[.,]\d+) × ([\d.,]*\d)")


def test_the_arithmetic_of_the_notes_is_right() -> None:
    """`0,40 × 3.000.000 + 0,60 × 2.000.000 = 2.400.000`, recalculated from the shares."""
    checked = 0
    for question in amounts():
        for term in re.findall(r"[^;:,]*×[^;:<>≥≤]*= [\d.,]*\d", _plain(question)):
            left, _, right_side = term.rpartition("=")
            if "−" in left:
                continue
            total = sum(Decimal(a) * Decimal(b) for a, b in PRODUCT.findall(left))
            assert total == Decimal(right_side.strip()), question.id
            checked += 1
    assert checked >= 40


def _plain(question: Question) -> str:
    """The note with every number as a plain decimal."""
    decimal, grouping = (".", ",") if question.lang == "en" else (",", ".")
    text = re.sub(rf"(?<=\d)\{grouping}(?=\d{{3}})", "", question.note)
    return text.replace(decimal, ".") if decimal == "," else text


def test_limits_and_numbers_of_a_line_agree() -> None:
    for question in amounts():
        expect = question.expect
        said = {
            quantity.value
            for alternatives in expect.says
            for text in alternatives
            for quantity in find_quantities(text, "da")
            if quantity.kind == "amount"
        }
        limits = {rule.limit for rule in expect.rules if rule.limit is not None}
        if limits and said:
            assert limits & said, question.id


def test_the_expected_regions_are_those_of_the_places_in_the_question() -> None:
    for question in amounts():
        if question.expect.regions and not question.history:
            found = {
                place.regions[0]
                for place in find_places(question.question, question.lang)
                if len(place.regions) == 1
            }
            assert set(question.expect.regions) <= found, question.id
