"""The one set of input checks: whatever comes in, an `Ask` or an InputError comes out."""

from __future__ import annotations

import json
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.doors.question import ask_from_object, parse_json
from assistant.errors import InputError
from assistant.types import Ask

DAY = date(2022, 5, 1)
SCALARS = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text()
KEYS = st.sampled_from(["question", "id", "lang", "as_of", "call", "mode", "history"]) | st.text()
JSON = st.recursive(
    SCALARS, lambda inner: st.lists(inner) | st.dictionaries(KEYS, inner), max_leaves=10
)


@given(JSON)
def test_any_value_is_an_ask_or_an_input_error(value: object) -> None:
    try:
        ask = ask_from_object(value, 100, DAY)
    except InputError:
        return
    assert ask.as_of is not None
    assert 0 < len(ask.question) <= 100


@given(st.binary())
def test_any_bytes_are_json_or_an_input_error(raw: bytes) -> None:
    try:
        value = parse_json(raw)
    except InputError:
        return
    assert json.loads(raw) == value


def test_every_key_arrives() -> None:
    ask = ask_from_object(
        {
            "id": "1",
            "question": "Hvad med Region Sjælland?",
            "lang": "da",
            "as_of": "2022-04-04",
            "call": "c",
            "mode": "extractive",
            "history": [{"question": "Hvor meget?", "answer": "40 pct."}],
        },
        100,
        DAY,
    )
    assert ask == Ask.model_validate(
        {
            "id": "1",
            "question": "Hvad med Region Sjælland?",
            "lang": "da",
            "as_of": date(2022, 4, 4),
            "call": "c",
            "mode": "extractive",
            "history": ({"question": "Hvor meget?", "answer": "40 pct."},),
        }
    )


@pytest.mark.parametrize(
    "history",
    [[{"question": "a"}] * 51, [{"question": "a" * 101}], [{"question": "a", "answer": "b" * 101}]],
)
def test_a_long_history_is_refused(history: list[dict[str, str]]) -> None:
    with pytest.raises(InputError, match="history"):
        ask_from_object({"question": "Hvem?", "history": history}, 100, DAY)


def test_an_id_is_given_where_there_is_none() -> None:
    first, second = (ask_from_object({"question": "Hvem?"}, 100, DAY) for _ in range(2))
    assert first.id
    assert first.id != second.id
    assert first.as_of == DAY


def test_a_mistyped_key_gets_a_suggestion() -> None:
    with pytest.raises(InputError, match=r"'questoin' is not known.*Did you mean 'question'"):
        ask_from_object({"questoin": "Hvem?", "question": "x"}, 100, DAY)


def test_a_hundred_characters_are_characters_not_bytes() -> None:
    assert ask_from_object({"question": "æ" * 100}, 100, DAY).question == "æ" * 100
