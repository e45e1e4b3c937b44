"""A call's state on a day, in words, by Danish calendar days."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from assistant.types import CallInfo, Language
from assistant.web.ask.banner import State, banners, state_on

# 23.30 UTC on 11 March is 12 March in Denmark.
CALL = CallInfo(
    "park",
    "Parkpuljen",
    opens=datetime(2031, 1, 31, 23, 30, tzinfo=UTC),
    deadline=datetime(2031, 3, 11, 23, 30, tzinfo=UTC),
)


@pytest.mark.parametrize(
    ("day", "state"),
    [
        (date(2031, 1, 31), "upcoming"),
        (date(2031, 2, 1), "open"),
        (date(2031, 3, 11), "open"),
        (date(2031, 3, 12), "last_day"),
        (date(2031, 3, 13), "closed"),
        (date(2050, 1, 1), "closed"),
    ],
)
def test_the_state_turns_at_midnight_in_denmark(day: date, state: State) -> None:
    assert state_on(CALL, day) == state


def test_a_call_without_dates_has_no_state() -> None:
    assert state_on(CallInfo("park", "Parkpuljen"), date(2031, 1, 1)) == "unknown"


@pytest.mark.parametrize(
    ("language", "day", "word", "text"),
    [
        ("da", date(2031, 1, 1), "Ikke åbnet", "Der kan søges fra 1. februar 2031 kl. 00.30."),
        ("da", date(2031, 2, 1), "Åben", "Fristen er 12. marts 2031 kl. 00.30."),
        ("da", date(2031, 3, 12), "Sidste dag", "Fristen er i dag: 12. marts 2031 kl. 00.30."),
        ("en", date(2031, 2, 1), "Open", "The deadline is 12 March 2031 at 00:30."),
    ],
)
def test_it_is_said_in_words(language: Language, day: date, word: str, text: str) -> None:
    (banner,) = banners([CALL], day, language)
    assert (banner.title, banner.word, banner.text) == ("Parkpuljen", word, text)


def test_a_closed_call_says_when_it_closed_and_what_one_may_still_do() -> None:
    (banner,) = banners([CALL], date(2032, 1, 1), "da")
    assert banner.word == "Lukket"
    assert banner.text.startswith("Fristen var 12. marts 2031 kl. 00.30. Du kan stadig spørge")


def test_every_call_has_its_own() -> None:
    other = CallInfo("skov", "Skovpuljen")
    assert [b.title for b in banners([CALL, other], date(2031, 2, 1), "da")] == [
        "Parkpuljen", "Skovpuljen"
    ]  # fmt: skip
