"""Conditions over answers, some of which are open."""

from __future__ import annotations

from itertools import product

import pytest

from assistant.rules.paths.conditions import (
    All,
    Either,
    Is,
    Leaf,
    condition_json,
    leaves,
    parse_condition,
    truth,
)
from assistant.rules.paths.draw import key_table
from assistant.rules.paths.questions import Questions, read_as
from assistant.rules.yaml_tree import read_tree

RAW = {"all": [{"kind": ["a", "b"]}, {"any": [{"size": ["c"]}, {"answered": "share"}]}]}


def test_conditions_are_read_and_written() -> None:
    condition = parse_condition(RAW)
    assert condition_json(condition) == {
        "all": [
            {"key": "kind", "in": ["a", "b"]},
            {"any": [{"key": "size", "in": ["c"]}, {"key": "share", "answered": True}]},
        ]
    }
    assert [getattr(leaf, "key", None) for leaf in leaves(condition)] == ["kind", "size", "share"]
    assert parse_condition({"kind": ["a"], "size": ["c"]}) == All(
        (Is("kind", ("a",)), Is("size", ("c",)))
    )
    assert condition_json(parse_condition({"currency": "DKK"})) == {"currency": "DKK"}


@pytest.mark.parametrize("raw", [None, {}, [], "kind", {"kind": []}, {"any": "a"}, {"all": [1]}])
def test_what_is_no_condition_is_refused(raw: object) -> None:
    with pytest.raises(ValueError, match=r"condition|list"):
        parse_condition(raw)


@pytest.mark.parametrize("values", list(product([True, False, None], repeat=2)))
def test_an_open_part_matters_only_where_the_others_do_not_decide(
    values: tuple[bool | None, bool | None],
) -> None:
    """The truth is what all ways to fill the open parts agree on."""
    parts = (Is("0", ("x",)), Is("1", ("x",)))

    def leaf(each: Leaf) -> bool | None:
        assert isinstance(each, Is)
        return values[int(each.key)]

    filled = [
        pair
        for pair in product([True, False], repeat=2)
        if all(value is None or value == known for value, known in zip(values, pair, strict=True))
    ]
    for kind, combine in ((All, all), (Either, any)):
        results = {combine(pair) for pair in filled}
        agreed = results.pop() if len(results) == 1 else None
        assert truth(kind(parts), leaf) is agreed


def test_the_table_of_keys_says_when_a_question_is_asked() -> None:
    text = """\
title: {da: a, en: a}
intro: {da: a, en: a}
flag: {yes: {da: a, en: a}, no: {da: a, en: a}, unknown: {da: a, en: a}}
questions:
  - {id: kind, text: {da: a, en: "a|b"}, options: {a: {da: a, en: a}, b: {da: b, en: b}}}
  - {id: cost, type: amount, text: {da: a, en: a}, keys: {EUR: cost_eur, DKK: cost_dkk}}
  - id: more
    type: flag
    text: {da: a, en: a}
    ask_when: {any: [{kind: [a, b]}, {all: [{answered: cost}, {currency: DKK}]}]}
"""
    rows = key_table(read_as(Questions, read_tree("small.yaml", text))).splitlines()
    assert rows[2] == "| `kind` | a\\|b | `a`, `b` | always |"
    assert [row.split("|")[1].strip() for row in rows[3:5]] == ["`cost_eur`", "`cost_dkk`"]
    assert rows[5].endswith(
        "| if (`kind` is `a` or `b` or `cost` is given and an amount is in DKK) |"
    )
