"""Properties: what is written reads back, nothing is lost between, nothing ever raises."""

from __future__ import annotations

from contextlib import suppress
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Literal

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from assistant.errors import InputError
from assistant.rules.quantities import (
    DANISH_TIME,
    DateParts,
    TimeParts,
    accounted_for,
    find_quantities,
    format_amount,
    format_date,
    format_moment,
    format_number,
    format_share,
    parse_amount,
    parse_date,
    parse_moment,
    parse_share,
    same_value,
)

Language = Literal["da", "en"]
# The same examples on every machine, however slow: a failure here is a failure everywhere.
unhurried = settings(deadline=None, derandomize=True, max_examples=200)
languages = st.sampled_from(["da", "en"])
amounts = (
    st.decimals(0, 10**12, places=2)
    | st.decimals(0, 10**9, places=6)
    | st.integers(0, 10**15).map(Decimal)
)
shares = st.decimals(0, 2, places=6)
days = st.dates(date(1900, 1, 1), date(2099, 12, 31))
moments = st.datetimes(datetime(1990, 1, 1), datetime(2099, 12, 31)).map(
    lambda moment: moment.replace(microsecond=0)
)
PIECES = (
    "1 2 14 30 2022 1.500 1,500 12.00 40 % pct. kr. mio. DKK maj May kl. at og and - – / . , ( ) "
    "en et én one a to to halv half tredjedel thirds år years prioritet nr. 1. 30/5 2023-24 − ½ "
    "[1] hundrede tusind million fem og tyve twenty komma point \n t.kr. ,- th am EUR € @ x.dk"
)
pieces = st.sampled_from(PIECES.split(" "))


@unhurried
@given(amounts, languages)
@example(Decimal("1500"), "da")
@example(Decimal("1.5"), "en")
def test_amounts_read_back(value: Decimal, language: Language) -> None:
    text = format_amount(value, language)
    assert parse_amount(text, language) == value
    (found,) = find_quantities(f"Det er {text}, sagde de.", language)
    assert (found.kind, found.value, found.unit, found.text) == ("amount", value, "DKK", text)


@unhurried
@given(amounts, languages)
def test_euros_read_back(value: Decimal, language: Language) -> None:
    text = format_amount(value, language, "EUR")
    assert parse_amount(text, language, currency="EUR") == value
    (found,) = find_quantities(text, language)
    assert (found.value, found.unit) == (value, "EUR")


@unhurried
@given(shares, languages)
def test_shares_read_back(value: Decimal, language: Language) -> None:
    text = format_share(value, language)
    assert parse_share(text, language) == value
    (found,) = find_quantities(f"({text})", language)
    assert (found.kind, found.value, found.text) == ("share", value, text)


@unhurried
@given(days, languages)
def test_dates_read_back(day: date, language: Language) -> None:
    text = format_date(day, language)
    assert parse_date(text, language) == day
    (found,) = find_quantities(text, language)
    assert found.value == DateParts(day.year, day.month, day.day)


@unhurried
@given(days)
def test_notations_of_a_date_agree(day: date) -> None:
    numeric = (f"{day.day}/{day.month}-{day.year}", f"{day:%d.%m.%Y}", f"{day:%Y-%m-%d}")
    texts = (*numeric, format_date(day, "da"))
    found = [find_quantities(text, "da") for text in texts]
    found += [find_quantities(f"{day:%B} {day.day}, {day.year}", "en")]
    assert all(len(items) == 1 and same_value(items[0], found[0][0]) for items in found)


@unhurried
@given(moments, languages)
def test_moments_read_back(moment: datetime, language: Language) -> None:
    local = moment.replace(tzinfo=DANISH_TIME)
    text = format_moment(local, language)
    day, time = find_quantities(text, language)
    assert day.value == DateParts(moment.year, moment.month, moment.day)
    assert time.value == TimeParts(moment.hour, moment.minute, moment.second)
    skipped = local.astimezone(UTC).astimezone(DANISH_TIME).hour != moment.hour
    if skipped:
        with pytest.raises(InputError, match="skip"):
            parse_moment(text, language)
    else:
        assert parse_moment(text, language) == local


@unhurried
@given(amounts, amounts, languages)
def test_only_an_equal_amount_accounts_for_it(one: Decimal, two: Decimal, other: Language) -> None:
    asked = find_quantities(format_amount(one, "en"), "en")[0]
    pool = find_quantities(f"Puljen er på {format_amount(two, other)}.", other)
    assert accounted_for(asked, pool) == (one == two)


@unhurried
@given(st.text(max_size=300), st.sampled_from(["da", "en", None]))
def test_any_text_is_scanned(text: str, language: Language | None) -> None:
    _check(text, language)


@unhurried
@given(st.lists(pieces, max_size=25), st.sampled_from(["", " ", "  "]), languages)
def test_any_mix_of_number_words_is_scanned(parts: list[str], gap: str, language: Language) -> None:
    _check(gap.join(parts), language)


def _check(text: str, language: Language | None) -> None:
    """Each quantity is a non-empty slice, after the one before, equal to itself, and repeatable."""
    found = find_quantities(text, language)
    end = 0
    for item in found:
        assert end <= item.start < item.end <= len(text)
        assert text[item.start : item.end] == item.text
        assert same_value(item, item)
        assert accounted_for(item, found)
        end = item.end
    assert find_quantities(text, language) == found


@unhurried
@given(st.text(max_size=60) | st.lists(pieces, max_size=6).map(" ".join), languages)
def test_the_doors_give_a_value_or_an_input_error(text: str, language: Language) -> None:
    for parse in (parse_amount, parse_share, parse_date, parse_moment):
        with suppress(InputError):
            value = parse(text, language)
            assert not isinstance(value, Decimal) or (value.is_finite() and value >= 0)


@unhurried
@given(st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**9), max_value=10**9))
def test_numbers_keep_every_digit(value: Decimal) -> None:
    text = format_number(value, "en")
    assert Decimal(text.replace(",", "")) == value
    swapped = format_number(value, "da").translate(str.maketrans(".,", ",."))
    assert swapped == text
