"""How many years in a row change a status, on runs that are broken off."""

from __future__ import annotations

import pytest

from assistant.rules.sme.status import settle


@pytest.mark.parametrize(
    ("flags", "before", "periods", "after"),
    [
        ([False], True, 2, {True}),
        ([False, False], True, 2, {False}),
        # A year like the status breaks the run off, and it starts anew.
        ([False, True, False], True, 2, {True}),
        # Right after a change the new status stands as firmly as the old one did.
        ([False, False, True], True, 2, {False}),
        ([False, False, True, True], True, 2, {True}),
        ([False, False], True, 3, {True}),
        ([False, False, False], True, 3, {False}),
        # Without a status before, the first year sets one.
        ([True, False], None, 2, {True}),
        ([True, False, False], None, 2, {False}),
        # A year that is not known leaves open what the others don't settle.
        ([None, False], True, 2, {True, False}),
        ([None, True], True, 2, {True}),
        ([None, False], None, 2, {True, False}),
        ([], None, 2, set()),
    ],
)
def test_a_status_changes_only_after_years_in_a_row(
    flags: list[bool | None], before: bool | None, periods: int, after: set[bool]
) -> None:
    assert settle(flags, before, periods) == after
