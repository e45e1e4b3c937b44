"""Single values of a data file: what each kind takes, and errors that name the key."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal, localcontext
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from assistant.errors import InputError
from assistant.rules.bounds import exact, tidy
from assistant.rules.fields import Fields
from assistant.rules.quantities import format_amount, format_share
from assistant.rules.reading import Plain, read_data

unhurried = settings(deadline=None, derandomize=True, max_examples=200)


def fields(text: str, *known: str) -> Fields:
    """Return the reader of a YAML text that has one key `a`."""
    return Fields(read_data(text.encode()), known=known or ("a",))


def refused(read: Callable[[], object]) -> InputError:
    with pytest.raises(InputError) as caught:
        read()
    assert caught.value.hint
    assert len(str(caught.value)) < 500
    return caught.value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("600000", "600000"),
        ("010", "10"),
        ("600.000", "600"),
        ("0.1", "0.1"),
        ("1.50", "1.5"),
        ("-0", "0"),
        ("-0.00", "0"),
        ("0e999999999999", "0"),
        ("1e3", "1000"),
        ("1E+15", "1000000000000000"),
        ("12.5e-3", "0.0125"),
        ("1000000000000000.0", "1000000000000000"),
        ("0.000000000001", "0.000000000001"),
        ("999999999999999.999999999999", "999999999999999.999999999999"),
        ("1" + "0" * 1000 + "e-1000", "1"),
        ("0." + "0" * 12 + "0" * 1000, "0"),
        ('"600.000"', "600000"),
        ('"0.1"', "0.1"),
        ('"3999999.6"', "3999999.6"),
        ('"1.500"', "1500"),
        ("600.000 kr.", "600000"),
        ("0,15 mio. kr.", "150000"),
        ('"250.000,00"', "250000"),
        ("1.234.567,50", "1234567.5"),
        ('"1500,00"', "1500"),
        ("600.000,-", "600000"),
        ("en halv million", "500000"),
    ],
)
def test_amounts(text: str, value: str) -> None:
    amount = fields(f"a: {text}").amount("a")
    # The same digits, not only the same value: output is made of them.
    assert amount is not None
    assert amount.as_tuple() == Decimal(value).as_tuple()


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("-5", "amount_negative"),
        ("-0.000000000001", "amount_negative"),
        ('"-5"', "amount_negative"),
        ("1e400", "amount_too_large"),
        ("1e99999999999999999999", "amount_too_large"),
        ("1000000000000001", "amount_too_large"),
        ("1000000000000000.000000000001", "amount_too_large"),
        ("9" * 2000, "amount_too_large"),
        ('"1000000000000001"', "amount_too_large"),
        ("-1e400", "amount_too_large"),
        ("0.0000000000001", "amount_too_precise"),
        ("1e-13", "amount_too_precise"),
        ("1e-99999999999999999999", "amount_too_precise"),
        ('"0,0000000000001"', "amount_too_precise"),
        ("NaN", "amount_unreadable"),
        (".nan", "amount_unreadable"),
        (".inf", "amount_unreadable"),
        ("Infinity", "amount_unreadable"),
        ('"1e3"', "amount_unreadable"),
        ("1_000", "amount_unreadable"),
        ("0x10", "amount_unreadable"),
        ("12:30", "amount_unreadable"),
        ("2022-05-30", "amount_unreadable"),
        ("٤٠٠", "amount_unreadable"),
        ("４００", "amount_unreadable"),
        ("yes", "amount_unreadable"),
        ("true", "amount_unreadable"),
        ("[1]", "amount_unreadable"),
        ("{b: 1}", "amount_unreadable"),
        ('""', "amount_empty"),
        ('"1,500"', "amount_grouping"),
        ('"1,234,567.50"', "amount_grouping"),
        ('"1.50,50"', "amount_grouping"),
        ("40000 euro", "amount_currency"),
        ('"' + "9" * 200 + '"', "amount_too_long"),
    ],
)
def test_amounts_that_are_refused(text: str, code: str) -> None:
    error = refused(lambda: fields(f"b:\n  a: {text}", "b").section("b", known=["a"]).amount("a"))  # type: ignore[union-attr]
    assert error.code == code
    assert error.message.startswith("b.a: ")


def test_a_number_like_thousands_leaves_a_note() -> None:
    read = fields("{a: 600.000, b: 1.125, c: '600.000', d: 0.125, e: 1000.125, f: 1.50}", *"abcdef")
    assert [read.amount(name) for name in "abcdef"] == [
        Decimal(value) for value in ("600", "1.125", "600000", "0.125", "1000.125", "1.5")
    ]
    first, second = read.notes
    assert first.da.startswith("a: 600.000 er læst som 600 kr., for ")
    assert first.en.startswith("a: 600.000 was read as DKK 600, since ")
    assert '"600.000"' in first.da
    assert '"600.000"' in first.en
    assert second.en.startswith("b: 1.125 was read as DKK 1.1250, since ")


def test_notes_of_all_levels_come_together() -> None:
    top = fields("b: {c: 1.500}\nd: [{c: 2.500}]", "b", "d")
    section = top.section("b", known=["c"])
    assert section is not None
    section.amount("c", "EUR")
    top.items("d", known=["c"])[0].amount("c")
    assert [note.en.split(".")[:2] for note in top.notes] == [["b", "c: 1"], ["d", "0"]]
    assert "EUR 1.50" in top.notes[0].en


def test_euros() -> None:
    assert fields("a: 40.000 euro").amount("a", "EUR") == 40000
    assert refused(lambda: fields("a: 40.000 kr.").amount("a", "EUR")).code == "amount_currency"


@pytest.mark.parametrize("number", [5, Decimal("5.00"), Plain("5"), "5"])
def test_values_from_python(number: object) -> None:
    assert Fields({"a": number}, known=["a"]).amount("a") == 5


@pytest.mark.parametrize("number", [5.0, Decimal("NaN"), Decimal("Infinity"), True, b"5", 10**3000])
def test_what_is_not_exact_is_refused(number: object) -> None:
    assert refused(lambda: Fields({"a": number}, known=["a"]).amount("a")).code.startswith(
        "amount_"
    )


@pytest.mark.parametrize(
    ("method", "text", "value"),
    [
        ("rate", "7.46", Decimal("7.46")),
        ("rate", "7.460", Decimal("7.46")),
        ("rate", '"7.460"', Decimal("7.46")),
        ("rate", "7,4605", Decimal("7.4605")),
        ("count", "49", Decimal(49)),
        ("count", "49.5", Decimal("49.5")),
        ("count", "49,5", Decimal("49.5")),
        ("count", '"1.500"', Decimal(1500)),
        ("count", "0", Decimal(0)),
        ("share", "0.25", Decimal("0.25")),
        ("share", "1", Decimal(1)),
        ("share", "0", Decimal(0)),
        ("share", "25 pct.", Decimal("0.25")),
        ("share", "100 %", Decimal(1)),
        ("share", "0,25", Decimal("0.25")),
        ("share", "2/5", Decimal("0.4")),
        ("flag", "true", True),
        ("flag", "no", False),
        ("flag", '"Ja"', True),
        ("flag", "NEJ", False),
        ("flag", '"false"', False),
        ("text", "87654321", "87654321"),
        ("text", "012", "012"),
        ("text", "'  Firma \n\n  A/S '", "Firma A/S"),
        ("day", "2023-09-01", date(2023, 9, 1)),
        ("day", "1. september 2023", date(2023, 9, 1)),
        ("day", "1/9-2023", date(2023, 9, 1)),
        ("moment_or_day", "2022-05-30", date(2022, 5, 30)),
        ("moment_or_day", "30. maj 2022", date(2022, 5, 30)),
        ("month_day", "07-01", (7, 1)),
        ("month_day", "12-31", (12, 31)),
        ("month_day", '"02-28"', (2, 28)),
    ],
)
def test_other_values(method: str, text: str, value: Any) -> None:
    found = getattr(fields(f"a: {text}"), method)("a")
    assert found == value
    assert type(found) is type(value)


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("2022-05-30T12:00:00", "2022-05-30T12:00:00+02:00"),
        ("2022-05-30 12:00", "2022-05-30T12:00:00+02:00"),
        ("2022-05-30T10:00:01Z", "2022-05-30T12:00:01+02:00"),
        ("2022-05-30T12:00:00+00:00", "2022-05-30T14:00:00+02:00"),
        ("2022-01-30T12:00", "2022-01-30T12:00:00+01:00"),
        ("30/5-2022 kl. 12", "2022-05-30T12:00:00+02:00"),
    ],
)
def test_moments_have_a_zone(text: str, iso: str) -> None:
    moment = fields(f"a: {text}").moment_or_day("a")
    assert isinstance(moment, datetime)
    assert moment.isoformat() == iso


@pytest.mark.parametrize(
    ("method", "text", "code"),
    [
        ("rate", "0", "bad_rate"),
        ("rate", "0,0", "bad_rate"),
        ("rate", "-7.46", "rate_negative"),
        ("rate", "1e400", "rate_too_large"),
        ("rate", "7,46 kr.", "bad_rate"),
        ("rate", "７.46", "bad_rate"),
        ("rate", "true", "bad_rate"),
        ("rate", "1.234.567", "bad_rate"),
        ("count", "-1", "count_negative"),
        ("count", "5 kr.", "bad_count"),
        ("count", "ti", "bad_count"),
        ("count", "٥", "bad_count"),
        ("count", "1e16", "count_too_large"),
        ("count", "1.5,5", "amount_grouping"),
        ("count", "false", "bad_count"),
        ("share", "25", "share_too_large"),
        ("share", "1.01", "share_too_large"),
        ("share", "120 pct.", "share_too_large"),
        ("share", '"25"', "share_without_percent"),
        ("share", "-0.1", "share_negative"),
        ("share", "-5 pct.", "share_negative"),
        ("share", "٢٥ %", "share_unreadable"),
        ("share", "true", "bad_share"),
        ("flag", "1", "bad_flag"),
        ("flag", "on", "bad_flag"),
        ("flag", "måske", "bad_flag"),
        ("flag", "[true]", "bad_flag"),
        ("text", "true", "bad_text"),
        ("text", "[x]", "bad_text"),
        ("text", '" "', "empty_text"),
        ("text", '"\u200b"', "empty_text"),
        ("day", "2023-02-29", "date_invalid"),
        ("day", "2023", "date_incomplete"),
        ("day", "maj 2023", "date_incomplete"),
        ("day", "2022-05-30T12:00", "date_unreadable"),
        ("day", "20220530", "date_unreadable"),
        ("day", "２０２２-05-30", "date_unreadable"),
        ("day", "i morgen", "date_unreadable"),
        ("day", "true", "date_unreadable"),
        ("day", "0001-01-01", "date_out_of_range"),
        ("day", "9999-12-31", "date_out_of_range"),
        ("moment_or_day", "2022-05-30T25:00", "moment_invalid"),
        ("moment_or_day", "2022-03-27T02:30", "moment_invalid"),
        ("moment_or_day", "0001-01-01T00:00+14:00", "moment_invalid"),
        ("moment_or_day", "9999-12-31T23:00", "date_out_of_range"),
        ("moment_or_day", "2022-02-30", "date_invalid"),
        ("moment_or_day", "2022", "moment_unreadable"),
        ("moment_or_day", "[2022]", "moment_unreadable"),
        ("month_day", "02-29", "bad_month_day"),
        ("month_day", "13-01", "bad_month_day"),
        ("month_day", "7-1", "bad_month_day"),
        ("month_day", "1. juli", "bad_month_day"),
        ("month_day", "0701", "bad_month_day"),
        ("month_day", "０7-01", "bad_month_day"),
    ],
)
def test_other_values_that_are_refused(method: str, text: str, code: str) -> None:
    error = refused(lambda: getattr(fields(f"a: {text}"), method)("a"))
    assert error.code == code
    assert error.message.startswith("a: ")


def test_absent_and_null_are_none() -> None:
    read = fields("a: null", "a", "b")
    for name in ("a", "b"):
        assert not read.has(name)
        for method in "text flag amount rate count share day moment_or_day month_day".split():
            assert getattr(read, method)(name) is None
        assert read.section(name, known=["x"]) is None
        assert read.items(name, known=["x"]) == []
        assert read.choice(name, ["x"], "thing") is None
        assert refused(lambda name=name: read.need(name, read.day)).code == "missing_key"
    assert read.given() == []


def test_errors_name_the_dotted_key() -> None:
    top = fields("list: [{x: 1}, {inner: [{day: 2023-02-31}]}]", "list")
    inner = top.items("list", known=["x", "inner"])[1].items("inner", known=["day", "end"])[0]
    assert inner.path == "list.1.inner.0"
    assert refused(lambda: inner.day("day")).message.startswith("list.1.inner.0.day: ")
    assert "'list.1.inner.0.end'" in refused(lambda: inner.need("end", inner.day)).message
    error = refused(lambda: top.items("list", known=["inner"]))
    assert (error.code, "'list.0.x'" in error.message) == ("unknown_key", True)


def test_unknown_keys_come_with_the_nearest() -> None:
    error = refused(lambda: fields("financiering: 1", "costs", "financing"))
    assert error.code == "unknown_key"
    assert "'financiering'" in error.message
    assert error.hint.startswith("Did you mean 'financing'?")
    far = refused(lambda: Fields({"q" * 5000: 1}, "a", known=["costs"], noun="region"))
    assert (far.code, far.hint) == ("unknown_region", "Known are: costs.")
    assert refused(lambda: Fields({5: 1}, known=["costs"])).code == "unknown_key"


def test_what_has_another_shape_is_refused() -> None:
    for raw in ([], "x", None, Plain("5")):
        assert refused(lambda raw=raw: Fields(raw, known=["a"])).code == "not_a_mapping"
    error = refused(lambda: fields("a: 5").section("a", known=["b"]))
    assert (error.code, error.message) == ("not_a_mapping", "a: This is no mapping.")
    assert refused(lambda: fields("a: {b: 1}").items("a", known=["b"])).code == "not_a_list"
    error = refused(lambda: fields("a: [{b: 1}, null]").items("a", known=["b"]))
    assert error.message.startswith("a.1: ")


def test_a_choice_names_its_options() -> None:
    read = fields("a: compnay")
    error = refused(lambda: read.choice("a", ["company", "university"], "applicant"))
    assert error.code == "unknown_applicant"
    assert error.hint == "Did you mean 'company'? Known are: company, university."
    assert fields("a: company").choice("a", ["company"], "applicant") == "company"


amounts = st.decimals(0, 10**15, places=12) | st.decimals(0, 10**15, places=2)


@unhurried
@given(amounts)
@example(Decimal("1E+15"))
@example(Decimal("0.000000000001"))
def test_amounts_come_back_exactly(value: Decimal) -> None:
    plain = f"{value:f}"
    with localcontext(prec=3):
        for source in (f"a: {plain}", f'{{"a": {plain}}}', f"a: {plain}e0", f"a: 00{plain}"):
            found = fields(source).amount("a")
            assert found is not None
            assert (found.as_tuple(), found) == (tidy(value).as_tuple(), value)
    for written in (plain.replace(".", ","), format_amount(value, "da")):
        if sum(char.isdigit() for char in written) <= 30:
            assert fields(f'a: "{written}"').amount("a") == value


@unhurried
@given(st.decimals(0, 1, places=6))
def test_shares_come_back_exactly(value: Decimal) -> None:
    assert fields(f"a: {value:f}").share("a") == value
    assert fields(f'a: "{format_share(value, "da")}"').share("a") == value


@unhurried
@given(st.from_regex(r"-?[0-9]{1,5}(\.[0-9]{1,8})?([eE][+-]?[0-9]{1,2})?", fullmatch=True))
def test_numbers_are_what_decimal_says(text: str) -> None:
    try:
        value = exact(text)
    except ValueError:
        kept = Decimal(text).normalize().as_tuple().exponent
        assert abs(Decimal(text)) > 10**15 or (isinstance(kept, int) and kept < -12)
        return
    assert value == Decimal(text)
    assert "E" not in str(value) or value < Decimal("0.00001")


def test_only_finite_decimals_are_tidied() -> None:
    assert str(tidy(Decimal("6E+2"))) == str(tidy(Decimal("600.00"))) == "600"
    assert str(tidy(Decimal("-0.00"))) == "0"
    for value in ("NaN", "Infinity"):
        with pytest.raises(ValueError, match="finite"):
            tidy(Decimal(value))
