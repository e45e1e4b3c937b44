"""find_quantities against a table of texts that a person can read and extend."""

from __future__ import annotations

import sys
from decimal import Decimal
from pathlib import Path
from types import FrameType
from typing import Any

import pytest
import yaml

from assistant.rules.quantities import DateParts, Quantity, TimeParts, find_quantities

TABLE: dict[str, list[list[Any]]] = yaml.safe_load(
    (Path(__file__).parents[1] / "data" / "quantities.yaml").read_text("utf-8")
)
THIRDS = {Decimal(1) / 3: "1/3", Decimal(2) / 3: "2/3"}


def described(quantity: Quantity) -> str:
    """Return the quantity in the words of the table."""
    value = quantity.value
    if isinstance(value, DateParts):
        text = "-".join("*" if part is None else f"{part:02}" for part in value)
    elif isinstance(value, TimeParts):
        text = f"{value.hour}:{value.minute:02}" + (f":{value.second:02}" if value.second else "")
    elif isinstance(value, Decimal):
        text = THIRDS.get(value) or f"{value.normalize():f}"
    else:
        text = value
    unit = f" {quantity.unit}" if quantity.unit else ""
    return f"{quantity.kind} {text}{unit}{' ~' if quantity.ambiguous else ''}"


@pytest.mark.parametrize("row", TABLE["danish"], ids=lambda row: repr(row[0]))
def test_danish(row: list[str]) -> None:
    text, *expected = row
    assert [described(found) for found in find_quantities(text, "da")] == expected


@pytest.mark.parametrize("row", TABLE["english"], ids=lambda row: repr(row[0]))
def test_english(row: list[str]) -> None:
    text, *expected = row
    assert [described(found) for found in find_quantities(text, "en")] == expected


def test_the_table_is_large_and_repeats_nothing() -> None:
    for rows in TABLE.values():
        texts = [row[0] for row in rows]
        assert len(texts) == len(set(texts)) >= 150


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The ceiling is 200,000 for each of the firms", "number 200000 ~"),
        ("Loftet er 200,500 for hver af virksomhederne", "number 200.5 ~"),
        ("200,5", "number 200.5"),
        ("1.500", "number 1500 ~"),
        ("Who can apply for the two pools?", "number 2"),
        ("Hvem kan søge de to puljer?", "number 2"),
    ],
)
def test_without_a_language_the_small_words_decide(text: str, expected: str) -> None:
    assert [described(found) for found in find_quantities(text)] == [expected]


def test_offsets_are_code_points_of_the_text_as_given() -> None:
    text = (
        "\U0001f600 e\u0301n: 40 pct. (a\u030ar), på 2 a\u030ar.\u00a0\u200b30. maj 2022 kl. 12.00"
    )
    found = find_quantities(text, "da")
    assert [(item.kind, item.text) for item in found] == [
        ("number", "e\u0301n"),
        ("share", "40 pct."),
        ("duration", "2 a\u030ar"),
        ("date", "30. maj 2022"),
        ("time", "12.00"),
    ]
    assert all(text[item.start : item.end] == item.text for item in found)


def test_digits_of_other_scripts_are_seen() -> None:
    assert described(find_quantities("٤٠ pct.", "da")[0]) == "share 0.4"
    assert described(find_quantities("４０ pct.", "da")[0]) == "share 0.4"


@pytest.mark.parametrize(
    "text",
    [
        "1" * 50_000,
        "1." * 25_000,
        "1 " * 25_000,
        "a" * 50_000,
        "[1" * 25_000,
        "x.dk" * 12_000,
        "a@" * 25_000,
        "(1) " * 12_000,
        "1. a\n" * 10_000,
        "tusinde " * 6_000,
        "tusinde" * 6_000,
        "fem og " * 6_000,
        "1-" * 25_000,
        "nul komma " * 5_000,
        "12 34 56 " * 5_000,
        "og " * 16_000,
        "-" * 50_000,
        "kr. " * 12_000,
    ],
    ids=lambda text: repr(text[:8]),
)
def test_work_grows_with_the_text_and_no_faster(text: str) -> None:
    # What slips past the counting of lines (C loops) would make the whole text take minutes.
    find_quantities(text, "da")
    small, large = _steps(text[:500]), _steps(text[:4000])
    assert large <= 16 * small + 2_000


def _steps(text: str) -> int:
    """Return how many lines the scan executes: a measure of work that no clock disturbs."""
    lines = 0

    def trace(frame: FrameType, event: str, arg: Any) -> Any:
        nonlocal lines
        lines += event == "line"
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        find_quantities(text, "da")
    finally:
        sys.settrace(before)
    return lines


def test_an_ordinary_sentence_takes_few_steps() -> None:
    text = (
        "Frem til den 30. maj 2022 kl. 12.00 kunne de 14 klyngeorganisationer søge 160 mio. kr., "
        "heraf 100 mio. kr. fra Regionalfonden, der højst dækker 40 pct. af udgifterne og 60 pct. "
        "i Region Sjælland, til projekter på to år under prioritet 1, indsatsområde 1.1."
    )
    assert len(find_quantities(text, "da")) == 10
    assert _steps(text) < 4_000
