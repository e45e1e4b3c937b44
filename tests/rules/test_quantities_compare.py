"""Equality by value, across notations and languages, and what accounts for what."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any, Literal

import pytest
import yaml

from assistant.rules.quantities import (
    Quantity,
    accounted_for,
    find_quantities,
    known,
    same_value,
)

TABLE: dict[str, list[list[Any]]] = yaml.safe_load(
    (Path(__file__).parents[1] / "data" / "quantities_compare.yaml").read_text("utf-8")
)
Row = tuple[Literal["da", "en"], str, Literal["da", "en"], str]


def pair(row: Row) -> tuple[list[Quantity], list[Quantity]]:
    language, text, other_language, other_text = row
    found = find_quantities(str(text), language)
    others = find_quantities(str(other_text), other_language)
    assert found
    assert others
    return found, others


@pytest.mark.parametrize("row", TABLE["same"], ids=str)
def test_same_value_in_both_directions(row: Row) -> None:
    found, others = pair(row)
    assert len(found) == len(others)
    for one, other in zip(found, others, strict=True):
        assert same_value(one, other)
        assert same_value(other, one)
        assert accounted_for(one, others)
        assert accounted_for(other, found)


@pytest.mark.parametrize("row", TABLE["covered"], ids=str)
def test_the_less_specific_is_accounted_for(row: Row) -> None:
    found, others = pair(row)
    assert all(accounted_for(one, others) for one in found)


@pytest.mark.parametrize("row", TABLE["not_covered"], ids=str)
def test_another_value_or_kind_accounts_for_nothing(row: Row) -> None:
    found, others = pair(row)
    assert not any(accounted_for(one, others) for one in found)
    assert not any(same_value(one, other) for one in found for other in others)


def test_nothing_is_accounted_for_by_nothing() -> None:
    assert not accounted_for(find_quantities("40 pct.", "da")[0], [])


def test_an_article_is_no_count_on_either_side() -> None:
    article = find_quantities("Hver klynge sender en ansøgning.", "da")
    assert article == []
    assert not accounted_for(find_quantities("only one application", "en")[0], article)


def test_an_english_answer_stands_on_a_danish_quote() -> None:
    quote = find_quantities(
        "Indsatsen finansieredes med 100 mio. kr. fra Regionalfonden, samt 60 mio. kr. decentrale "
        "erhvervsfremmemidler. Ansøgningsfristen var 30. maj 2022 kl. 12.00.",
        "da",
    )
    answer = find_quantities(
        "The pool held DKK 100 million from the ERDF and 60 million of decentralised funds [1]; "
        "the deadline was noon on 30 May [2].",
        "en",
    )
    assert len(answer) == 4
    assert all(accounted_for(quantity, quote) for quantity in answer)
    wrong = find_quantities("DKK 160 million, 31 May at 13.00, and 14 clusters", "en")
    assert len(wrong) == 4
    assert not any(accounted_for(quantity, quote) for quantity in wrong)


def test_known_values_join_the_pool() -> None:
    pool = [
        *known(Decimal("0.48"), "share"),
        *known(Decimal("2400000"), "amount", "DKK"),
        *known(date(2026, 11, 23), "date"),
        *known(datetime(2022, 5, 30, 10, 0, tzinfo=UTC), "date"),
        *known(datetime(2022, 5, 20, 9, 30), "date"),
    ]
    text = "48 pct. er 2,4 mio. kr. den 23. november 2026; fristen var 30. maj 2022 kl. 12, og 20/5"
    assert all(accounted_for(found, pool) for found in find_quantities(text, "da"))
    assert accounted_for(find_quantities("kl. 9.30", "da")[0], pool)
    assert not accounted_for(find_quantities("kl. 10.00", "da")[0], pool)
    assert not accounted_for(find_quantities("48 kr.", "da")[0], pool)
