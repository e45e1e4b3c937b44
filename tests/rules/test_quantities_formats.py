"""Values as Danes and Britons write them."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from assistant.rules.quantities import (
    DANISH_TIME,
    format_amount,
    format_date,
    format_moment,
    format_number,
    format_share,
)


@pytest.mark.parametrize(
    ("value", "danish", "english"),
    [
        ("1234567.5", "1.234.567,50 kr.", "DKK 1,234,567.50"),
        ("600000", "600.000 kr.", "DKK 600,000"),
        ("600000.00", "600.000 kr.", "DKK 600,000"),
        ("0", "0 kr.", "DKK 0"),
        ("0.05", "0,05 kr.", "DKK 0.05"),
        ("1E+6", "1.000.000 kr.", "DKK 1,000,000"),
        ("-1500.5", "-1.500,50 kr.", "DKK -1,500.50"),
        ("1.234", "1,2340 kr.", "DKK 1.2340"),
        ("0.0001", "0,0001 kr.", "DKK 0.0001"),
        ("-0", "0 kr.", "DKK 0"),
    ],
)
def test_amounts(value: str, danish: str, english: str) -> None:
    assert format_amount(Decimal(value), "da") == danish
    assert format_amount(Decimal(value), "en") == english


def test_other_currencies() -> None:
    assert format_amount(Decimal(200_000), "da", "EUR") == "200.000 euro"
    assert format_amount(Decimal(200_000), "en", "EUR") == "EUR 200,000"
    assert format_amount(Decimal(200_000), "da", "SEK") == "200.000 SEK"


@pytest.mark.parametrize(
    ("value", "places", "danish", "english"),
    [
        ("0.40", None, "40 pct.", "40 per cent"),
        ("0.125", None, "12,5 pct.", "12.5 per cent"),
        ("1", None, "100 pct.", "100 per cent"),
        ("0", None, "0 pct.", "0 per cent"),
        ("0.480001", None, "48,0001 pct.", "48.0001 per cent"),
        ("0.3333333333333333333333333333", 2, "33,33 pct.", "33.33 per cent"),
        ("0.00125", 1, "0,1 pct.", "0.1 per cent"),
        ("0.00250", 1, "0,2 pct.", "0.2 per cent"),
        ("0.4", 2, "40 pct.", "40 per cent"),
        ("0.625", 0, "62 pct.", "62 per cent"),
    ],
)
def test_shares(value: str, places: int | None, danish: str, english: str) -> None:
    assert format_share(Decimal(value), "da", places) == danish
    assert format_share(Decimal(value), "en", places) == english


def test_dates_and_moments() -> None:
    day = date(2022, 5, 30)
    assert format_date(day, "da") == "30. maj 2022"
    assert format_date(day, "en") == "30 May 2022"
    noon = datetime(2022, 5, 30, 10, 0, tzinfo=UTC)
    assert format_moment(noon, "da") == "30. maj 2022 kl. 12.00"
    assert format_moment(noon, "en") == "30 May 2022 at 12.00"
    assert format_moment(datetime(2022, 5, 30, 12, 0, 1), "da") == "30. maj 2022 kl. 12.00.01"
    winter = datetime(2022, 12, 1, 9, 5, tzinfo=DANISH_TIME)
    assert format_moment(winter, "da") == "1. december 2022 kl. 09.05"


def test_numbers() -> None:
    assert format_number(Decimal("1234.50"), "da") == "1.234,5"
    assert format_number(Decimal("1234.50"), "en") == "1,234.5"


@pytest.mark.parametrize("value", ["NaN", "Infinity"])
def test_what_is_no_number_is_refused(value: str) -> None:
    with pytest.raises(ValueError, match="finite"):
        format_amount(Decimal(value), "da")
