"""numbers_unaccounted: the number of answers with a number that stands nowhere it may come from.

Every quantity in the answer (digits and number words, by value) has to be accounted for by the
cited quotes and titles, the findings, the `as_of` date or the number of items of a cited list
(CONTRACTS, `ask`). Digits that the parser of quantities reads over have to stand in those texts as
they are. This pool is put together here anew: the verifier's own is what is being tested.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation
from typing import Any

from assistant.rules.quantities import Quantity, accounted_for, find_quantities
from assistant.types import Answer
from eval.metrics.base import Case, Judgement

DIGITS = re.compile(r"\d+(?:[.,:]\d+)*")


def judge(case: Case) -> Judgement:
    """Judge any answer."""
    texts = list(_texts(case.answer))
    pool = [quantity for text in texts for quantity in find_quantities(text)]
    pool += [quantity for value in _decimals(case.answer.findings) for quantity in _readings(value)]
    pool += [
        Quantity("number", Decimal(items), None, 0, 0, str(items))
        for items in _list_lengths(case.quotes)
    ]
    found = find_quantities(case.said, case.answer.language)
    unaccounted = [each.text for each in found if not accounted_for(each, pool)]
    unaccounted += _unread(case.said, found, texts)
    return Judgement(not unaccounted, f"unaccounted: {', '.join(unaccounted)}" * bool(unaccounted))


def _texts(answer: Answer) -> Iterator[str]:
    yield answer.as_of.isoformat()
    for citation in answer.citations:
        yield citation.quote
        yield citation.title
    yield from _leaves(answer.findings)


def _leaves(value: Any) -> Iterator[str]:
    """Yield every value in the findings, as text."""
    if isinstance(value, dict):
        for item in value.values():
            yield from _leaves(item)
    elif isinstance(value, list):
        for item in value:
            yield from _leaves(item)
    elif value is not None and not isinstance(value, bool):
        yield str(value)


def _decimals(findings: list[dict[str, Any]]) -> Iterator[Decimal]:
    for text in _leaves(findings):
        try:
            value = Decimal(text)
        except InvalidOperation:
            continue
        if value.is_finite():
            yield value


def _readings(value: Decimal) -> list[Quantity]:
    """Return what a bare decimal of a finding may be said as: a number, a share, kroner."""
    return [
        Quantity("number", value, None, 0, 0, str(value)),
        Quantity("share", value, None, 0, 0, str(value)),
        Quantity("amount", value, "DKK", 0, 0, str(value)),
    ]


def _list_lengths(quotes: list[str]) -> Iterator[int]:
    """Yield the number of items of each cited list; a line that ends in a colon introduces it."""
    for quote in quotes:
        lines = [line for line in quote.splitlines() if line.strip()]
        if len(lines) > 1:
            yield len(lines) - lines[0].rstrip().endswith(":")


def _unread(text: str, found: list[Quantity], texts: list[str]) -> list[str]:
    """Return digits that are in no quantity that was found and in none of the texts."""
    known = {match[0] for each in texts for match in DIGITS.finditer(each)}
    return [
        match[0]
        for match in DIGITS.finditer(text)
        if match[0] not in known
        and not any(each.start <= match.start() < each.end for each in found)
    ]
