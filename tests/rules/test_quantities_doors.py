"""Single values at the door: exact where they are clear, refused with a reason where not."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta
from decimal import Decimal, localcontext
from pathlib import Path
from typing import Any

import pytest
import yaml

from assistant.errors import InputError
from assistant.rules.quantities import parse_amount, parse_date, parse_moment, parse_share

TABLE: dict[str, list[Any]] = yaml.safe_load(
    (Path(__file__).parents[1] / "data" / "quantities_doors.yaml").read_text("utf-8")
)


@pytest.mark.parametrize(("text", "value"), TABLE["amounts"])
def test_danish_amounts(text: str, value: str) -> None:
    assert parse_amount(text) == Decimal(value)


@pytest.mark.parametrize(("text", "value"), TABLE["english_amounts"])
def test_english_amounts(text: str, value: str) -> None:
    assert parse_amount(text, "en") == Decimal(value)


@pytest.mark.parametrize(("language", "text", "value"), TABLE["shares"])
def test_shares(language: Any, text: str, value: str) -> None:
    assert parse_share(text, language) == Decimal(value)


@pytest.mark.parametrize(("language", "text", "value"), TABLE["dates"])
def test_dates(language: Any, text: str, value: str) -> None:
    assert parse_date(text, language) == date.fromisoformat(value)


@pytest.mark.parametrize(("language", "text", "value"), TABLE["moments"])
def test_moments_are_in_danish_time(language: Any, text: str, value: str) -> None:
    moment = parse_moment(text, language)
    assert moment.isoformat() == value
    assert str(moment.tzinfo) == "Europe/Copenhagen"


@pytest.mark.parametrize(
    ("parse", "text", "code"),
    [
        (parse, text, code)
        for parse, rows in (
            (parse_amount, TABLE["refused_amounts"]),
            (parse_share, TABLE["refused_shares"]),
            (parse_date, TABLE["refused_dates"]),
            (parse_moment, TABLE["refused_moments"]),
        )
        for text, code in rows
    ],
)
def test_what_is_unclear_is_refused(parse: Callable[[str], object], text: str, code: str) -> None:
    with pytest.raises(InputError) as raised:
        parse(text)
    assert raised.value.code == code
    assert raised.value.message
    assert raised.value.hint
    assert raised.value.exit_code == 2


@pytest.mark.parametrize("parse", [parse_amount, parse_share, parse_date, parse_moment])
@pytest.mark.parametrize(
    "text", ["9" * 100_000, "a" * 100_000, "1." * 50_000, "1 " * 50_000, "\0", "\n", "en " * 9_000]
)
def test_hostile_text_is_refused_with_a_short_message(
    parse: Callable[[str], object], text: str
) -> None:
    with pytest.raises(InputError) as raised:
        parse(text)
    assert len(str(raised.value)) < 400


def test_another_currency_may_be_asked_for() -> None:
    assert parse_amount("EUR 200.000", currency="EUR") == 200_000
    assert parse_amount("40.000 euro", currency="EUR") == 40_000
    assert parse_amount("40.000", currency="EUR") == 40_000
    assert parse_amount("en halv million euro", currency="EUR") == 500_000
    with pytest.raises(InputError, match="DKK"):
        parse_amount("40.000 kr.", currency="EUR")


def test_values_are_exact_whatever_the_decimal_context() -> None:
    with localcontext() as context:
        context.prec = 3
        assert parse_amount("1.234.567,89 mio. kr.") == Decimal("1234567890000")
        assert parse_share("12,3456789 pct.") == Decimal("0.123456789")
        assert str(parse_share("en tredjedel")) == "0." + "3" * 28


def test_amounts_have_no_exponent() -> None:
    assert str(parse_amount("2 mia. kr.")) == "2000000000"


def test_a_second_after_noon_is_later() -> None:
    noon = parse_moment("2022-05-30T10:00:00Z")
    assert parse_moment("30. maj 2022 kl. 12.00.01") - noon == timedelta(seconds=1)
    assert parse_moment("2022-05-30 12:00:00.000001") > noon
    assert isinstance(noon, datetime)
