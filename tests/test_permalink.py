"""Places written in letters: both ways, and slips that are noticed."""

from __future__ import annotations

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.permalink import permanent_link, place_code, place_of
from assistant.rules.quantities import find_quantities

PLACES = st.tuples(st.integers(0, 10**7), st.integers(1, 10**6)).map(lambda p: (p[0], p[0] + p[1]))


@given(PLACES)
def test_there_and_back(place: tuple[int, int]) -> None:
    code = place_code(*place)
    assert place_of(code) == place
    assert place_of(code.upper()) == place
    assert set(code) <= set(string.ascii_lowercase)


@given(PLACES, st.data())
def test_a_wrong_letter_is_noticed(place: tuple[int, int], data: st.DataObject) -> None:
    code = place_code(*place)
    at = data.draw(st.integers(0, len(code) - 1))
    letter = data.draw(st.sampled_from(string.ascii_lowercase))
    wrong = code[:at] + letter + code[at + 1 :]
    assert wrong == code or place_of(wrong) is None


@given(st.text(max_size=12))
def test_no_text_is_two_places(text: str) -> None:
    place = place_of(text)
    assert place is None or place_code(*place) == text.lower()


def test_links_are_short_and_hold_no_number() -> None:
    link = permanent_link("https://example.dk/", "mål", 4711, 4890)
    assert link.startswith("https://example.dk/kilde/m%C3%A5l?sted=")
    assert find_quantities(link.partition("?")[2]) == []
    assert len(place_code(4711, 4890)) <= 8
    assert permanent_link("", "a", 0, 1).startswith("/kilde/a?sted=")


@pytest.mark.parametrize("place", [(5, 5), (5, 4), (-1, 3)])
def test_what_is_no_place_gets_no_link(place: tuple[int, int]) -> None:
    with pytest.raises(ValueError, match="no place"):
        place_code(*place)
