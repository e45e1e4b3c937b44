"""sums: the share of calculated questions whose answer has the right findings and numbers.

Judged where `expect` has `rules`, `says`, `says_not`, `regions` or `asks_for`. Right is: every rule
has a finding with an accepted status and the limit; every number of `says` stands in the answer and
none of `says_not`, by value ("2,4 mio. kr." is "DKK 2,400,000"); every region of `regions` is named
by a place in the answer or in an assumption of a finding; and one word of `asks_for` is in the
answer or in what it says is missing. Verdict and status are other metrics' matter.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal, InvalidOperation
from typing import Any

from assistant.rules.places import find_places
from assistant.rules.quantities import Quantity, accounted_for, find_quantities
from eval.matching import says_any
from eval.metrics.base import Case, Judgement, missing_from
from eval.questions import RuleExpected


def judge(case: Case) -> Judgement | None:
    """Judge questions that are calculated."""
    expect = case.question.expect
    if not (expect.rules or expect.says or expect.says_not or expect.regions or expect.asks_for):
        return None
    faults = [*_rule_faults(case), *_number_faults(case), *_region_faults(case)]
    asked = [case.said, *case.answer.missing]
    if expect.asks_for and not any(says_any(text, expect.asks_for) for text in asked):
        faults.append(f"doesn't ask for {expect.asks_for[0]!r}")
    return Judgement(not faults, "; ".join(faults))


def _rule_faults(case: Case) -> Iterator[str]:
    findings: dict[str, list[Mapping[str, Any]]] = {}
    for finding in case.answer.findings:
        findings.setdefault(str(finding.get("rule_id")), []).append(finding)
    for expected in case.question.expect.rules:
        found = findings.get(expected.rule_id, [])
        if not any(_agrees(finding, expected) for finding in found):
            got = ", ".join(f"{each.get('status')} {each.get('limit') or ''}" for each in found)
            yield f"{expected.rule_id}: {_wanted(expected)}, got {got.strip() or 'no finding'}"


def _agrees(finding: Mapping[str, Any], expected: RuleExpected) -> bool:
    if expected.status and finding.get("status") not in expected.status:
        return False
    return expected.limit is None or _decimal(finding.get("limit")) == expected.limit


def _wanted(expected: RuleExpected) -> str:
    limit = "" if expected.limit is None else f" limit {expected.limit}"
    return f"expected {'/'.join(expected.status) or 'a finding'}{limit}"


def _decimal(value: object) -> Decimal | None:
    try:
        return Decimal(str(value))
    except InvalidOperation:
        return None


def _number_faults(case: Case) -> Iterator[str]:
    expect = case.question.expect
    said = find_quantities(case.said, case.answer.language)
    lacking = missing_from(expect.says, lambda each: not any(_stands(text, said) for text in each))
    if lacking:
        yield f"number not said: {lacking}"
    wrong = ", ".join(text for text in expect.says_not if _stands(text, said))
    if wrong:
        yield f"wrong number said: {wrong}"


def _stands(text: str, said: list[Quantity]) -> bool:
    """Tell whether the number stands among those said; an amount may leave its currency out."""
    (wanted,) = find_quantities(text, "da")
    if accounted_for(wanted, said):
        return True
    return wanted.kind == "amount" and any(
        each.kind in ("amount", "number") and accounted_for(each, [wanted]) for each in said
    )


def _region_faults(case: Case) -> Iterator[str]:
    expected = case.question.expect.regions
    if not expected:
        return
    texts = [case.said, *_assumptions(case)]
    named = {
        place.regions[0] for text in texts for place in find_places(text) if len(place.regions) == 1
    }
    for region in expected:
        if region not in named:
            yield f"region not named: {region}"


def _assumptions(case: Case) -> Iterator[str]:
    for finding in case.answer.findings:
        for key in ("assumptions", "assumptions_en"):
            yield from map(str, finding.get(key) or ())
