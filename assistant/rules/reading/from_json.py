"""JSON to a tree: numbers keep their source text, duplicate keys and NaN are refused."""

from __future__ import annotations

import json
import re
from typing import Any

from assistant.errors import InputError
from assistant.rules.reading.tree import (
    MAX_DEPTH,
    MAX_NODES,
    Plain,
    clean,
    refuse_count,
    refuse_depth,
    refuse_top,
)

# A string without an end reaches to the end of the text: so the scan stays linear.
_MARKS = re.compile(r'"(?:[^"\\]+|\\.)*+"?|[\[\]{},:]', re.DOTALL)
_SHORT = 60


class _Pairs(list[tuple[str, Any]]):
    """The keys and values of an object in their order, duplicates kept."""


class _Constant(str):
    """NaN, Infinity or -Infinity: Python's reader takes them, JSON does not."""

    __slots__ = ()


_DECODER = json.JSONDecoder(
    object_pairs_hook=_Pairs, parse_float=Plain, parse_int=Plain, parse_constant=_Constant
)


class JsonSyntaxError(InputError):
    """The text is no JSON; it may be YAML that begins alike."""


def read_json(text: str) -> dict[str, Any]:
    """Return the tree of a JSON object.

    Raises JsonSyntaxError (code `not_json`), and InputError `too_deep`, `too_many_values`,
    `too_long`, `bad_character`, `duplicate_key`, `not_a_number`, `not_a_mapping`.
    """
    _check_size(text)
    try:
        value = _DECODER.decode(text)
    except json.JSONDecodeError as error:
        raise JsonSyntaxError(
            "not_json",
            f"The input is not JSON: {error.msg} at line {error.lineno}, column {error.colno}.",
            'Write for example {"costs": {"total": 5000000}}.',
        ) from error
    tree = _Walk().tree(value, "")
    if not isinstance(tree, dict):
        refuse_top()
    return tree


def _check_size(text: str) -> None:
    """Refuse what is too deep or too much before Python's reader recurses into it."""
    depth = opened = parted = 0
    for match in _MARKS.finditer(text):
        mark = text[match.start()]
        if mark in "[{":
            depth += 1
            opened += 1
            if depth > MAX_DEPTH:
                line = text.count("\n", 0, match.start()) + 1
                refuse_depth(f"line {line}")
        elif mark in "]}":
            depth -= 1
        elif mark in ",:":
            parted += 1
        if max(opened, parted) > MAX_NODES:
            refuse_count()


class _Walk:
    """Turns what the reader gave into a tree, and counts."""

    def __init__(self) -> None:
        self._nodes = 0

    def tree(self, value: Any, path: str) -> Any:
        self._count()
        if isinstance(value, _Pairs):
            return self._mapping(value, path)
        if isinstance(value, list):
            return [self.tree(item, _dotted(path, str(n))) for n, item in enumerate(value)]
        if isinstance(value, _Constant):
            raise InputError(
                "not_a_number", f"{path or 'The input'} is {value}.", "Give a number in digits."
            )
        if isinstance(value, Plain):
            clean(value.text, path or "the top")
        if isinstance(value, str):
            return clean(value, path or "the top")
        return value

    def _mapping(self, pairs: _Pairs, path: str) -> dict[str, Any]:
        tree: dict[str, Any] = {}
        for raw, value in pairs:
            self._count()
            key = clean(raw, f"a key of {path}" if path else "a key")
            where = _dotted(path, key)
            if key in tree:
                raise InputError(
                    "duplicate_key", f"The key {where!r} stands twice.", "Keep one of them."
                )
            tree[key] = self.tree(value, where)
        return tree

    def _count(self) -> None:
        self._nodes += 1
        if self._nodes > MAX_NODES:
            refuse_count()


def _dotted(path: str, key: str) -> str:
    short = key if len(key) <= _SHORT else f"{key[:_SHORT]}…"
    return f"{path}.{short}" if path else short
