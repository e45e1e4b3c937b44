"""Conditions over the answers of a path, and what they amount to while some are missing."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Is:
    """The answer to `key` is one of `values`."""

    key: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Answered:
    """There is an answer to `key`."""

    key: str


@dataclass(frozen=True, slots=True)
class InCurrency:
    """An amount somewhere in the answers is given in `currency`."""

    currency: str


@dataclass(frozen=True, slots=True)
class All:
    """Every one of `parts` holds."""

    parts: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class Either:
    """One of `parts` holds at least."""

    parts: tuple[Condition, ...]


Leaf = Is | Answered | InCurrency
Condition = Leaf | All | Either


def parse_condition(raw: object) -> Condition:
    """Return the condition that a mapping of a data file says.

    `{kind: [a, b], size: [c]}`: each key has one of its values. `{any: [...]}`, `{all: [...]}`:
    lists of conditions. `{answered: key}`, `{currency: DKK}`. Several keys must all hold.
    Raises ValueError for anything else.
    """
    if not isinstance(raw, dict) or not raw:
        raise ValueError("a condition is a mapping with a key at least")
    parts = tuple(_part(str(key), value) for key, value in raw.items())
    return parts[0] if len(parts) == 1 else All(parts)


def _part(key: str, value: object) -> Condition:
    if key in ("answered", "currency"):
        if not isinstance(value, str):
            raise ValueError(f"{key} takes one word")
        return Answered(value) if key == "answered" else InCurrency(value)
    if not isinstance(value, list) or not value:
        raise ValueError(f"{key} takes a list in brackets")
    if key in ("all", "any"):
        parts = tuple(parse_condition(item) for item in value)
        return All(parts) if key == "all" else Either(parts)
    if not all(isinstance(item, str) for item in value):
        raise ValueError(f"{key} takes a list of words")
    return Is(key, tuple(value))


def truth(condition: Condition, leaf: Callable[[Leaf], bool | None]) -> bool | None:
    """Return whether the condition holds; None where `leaf` leaves that open.

    Kleene's logic: a part that is open matters only where the others don't decide.
    """
    if not isinstance(condition, All | Either):
        return leaf(condition)
    parts = [truth(part, leaf) for part in condition.parts]
    decisive = isinstance(condition, Either)
    if decisive in parts:
        return decisive
    return None if None in parts else not decisive


def leaves(condition: Condition) -> Iterator[Leaf]:
    """Return every leaf of the condition, from left to right."""
    if isinstance(condition, All | Either):
        for part in condition.parts:
            yield from leaves(part)
    else:
        yield condition


def condition_json(condition: Condition | None) -> dict[str, Any] | None:
    """Return the condition as docs/paths.md describes it; None is always."""
    match condition:
        case None:
            return None
        case Is(key, values):
            return {"key": key, "in": list(values)}
        case Answered(key):
            return {"key": key, "answered": True}
        case InCurrency(currency):
            return {"currency": currency}
        case All(parts):
            return {"all": [condition_json(part) for part in parts]}
        case Either(parts):
            return {"any": [condition_json(part) for part in parts]}
