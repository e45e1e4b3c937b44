"""Numbers and dates as a Danish Excel shows them in their formats."""

from __future__ import annotations

from decimal import Decimal

import pytest

from assistant.corpus.readers.xlsx.numbers import show


@pytest.mark.parametrize(
    ("value", "code", "shown"),
    [
        ("1234.5", "#,##0.00", "1.234,50"),
        ("1234567.891", "#,##0", "1.234.568"),
        ("0.5", "0%", "50%"),
        ("0.375", "0.0 %", "37,5 %"),
        ("1234.5", '#,##0.00 "kr."', "1.234,50 kr."),
        ("1234.5", '[$kr.-406] #,##0.00', "kr. 1.234,50"),
        ("-1234.5", "#,##0.00", "-1.234,50"),
        ("-1234.5", "#,##0.00;(#,##0.00)", "(1.234,50)"),
        ("0", '#,##0;-#,##0;"ingen"', "ingen"),
        ("0", '_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * "-"??_ ;_ @_ ', "-"),
        ("5", '_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * "-"??_ ;_ @_ ', "5,00"),
        ("-0.001", "0.00", "0,00"),
        ("1.005", "0.00", "1,01"),
        ("2.5", "0", "3"),
        ("0.30000000000000004", "General", "0,3"),
        ("1234567.891", "General", "1234567,891"),
        ("12345678901234", "General", "1,23457E+13"),
        ("0.00000000001", "General", "1E-11"),
        ("100", "General", "100"),
        ("0", "General", "0"),
        ("-7.25", "General", "-7,25"),
        ("12345678", "## ## ## ##", "12 34 56 78"),
        ("12345678", "00000000", "12345678"),
        ("42", "00000000", "00000042"),
        ("4", '0 "stk."', "4 stk."),
        ("3500000", '#,##0.0,, "mio. kr."', "3,5 mio. kr."),
        ("3500000", '#,##0, "t.kr."', "3.500 t.kr."),
        ("1.5", "0.##", "1,5"),
        ("1.25", "# ?/?", "1 1/4"),
        ("0.5", "# ?/?", "1/2"),
        ("1.5", "# ?/4", "1 1/2"),
        ("123456", "0.00E+00", "1,23E+05"),
        ("150", '[>100]"over";[<=100]"under"', "over"),
        ("5", '[Red]#,##0;[Blue]-#,##0', "5"),
        ("7", "@", "7"),
        ("7", ";;;", ""),
        ("12", '"Nr. "0', "Nr. 12"),
        ("12", "\\k0", "k12"),
        ("99", "", "99"),
        ("1E+400", "0", "1E+400"),
    ],
)  # fmt: skip
def test_numbers(value: str, code: str, shown: str) -> None:
    assert show(Decimal(value), code) == shown


@pytest.mark.parametrize(
    ("value", "code", "shown"),
    [
        ("44711", "dd-mm-yyyy", "30. maj 2022"),
        ("44711", "m/d/yy", "30. maj 2022"),
        ("44711", "[$-406]d. mmmm yyyy;@", "30. maj 2022"),
        ("44711", "dddd d. mmmm yyyy", "mandag den 30. maj 2022"),
        ("44711", "mmm-yy", "maj 2022"),
        ("44711", "d. mmm", "30. maj"),
        ("44711", "yyyy", "2022"),
        ("44711.5", "dd-mm-yyyy hh:mm", "30. maj 2022 kl. 12.00"),
        ("0.5", "hh:mm", "12.00"),
        ("0.5", "h:mm AM/PM", "12.00"),
        ("0.75001157", "hh:mm:ss", "18.00.01"),
        ("1.5", "[h]:mm", "36:00"),
        ("0.25", "[mm]", "360"),
        ("44710.99999999", "dd-mm-yyyy", "30. maj 2022"),
        ("1", "dd-mm-yyyy", "1. januar 1900"),
        ("61", "dd-mm-yyyy", "1. marts 1900"),
        ("-5", "dd-mm-yyyy", "-5"),
        ("99999999", "dd-mm-yyyy", "99999999"),
    ],
)
def test_dates(value: str, code: str, shown: str) -> None:
    assert show(Decimal(value), code) == shown


def test_the_calendar_that_begins_in_1904() -> None:
    assert show(Decimal(43249), "dd-mm-yyyy", since_1904=True) == "30. maj 2022"
