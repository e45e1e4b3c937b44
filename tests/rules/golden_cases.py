"""Reads the cases of golden/*.yaml, and tells where a result is not what a case says."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from textwrap import dedent
from typing import Any

import yaml

GOLDEN = Path(__file__).with_name("golden")


@dataclass(frozen=True, slots=True)
class Case:
    """A budget as it stands in the file, and the fields of the result that it must give."""

    file: str
    name: str
    why: str
    budget: bytes
    expected: dict[str, Any]


def read_cases(file: Path) -> list[Case]:
    """Return the cases of a file; a budget keeps its very text, to go through the real door."""
    text = file.read_text(encoding="utf-8")
    root = yaml.compose(text, Loader=yaml.BaseLoader)
    plain = yaml.load(text, Loader=yaml.BaseLoader)
    return [
        Case(
            file=file.stem,
            name=values.pop("name"),
            why=values.pop("why"),
            budget=_source(text, node),
            expected={key: value for key, value in values.items() if key != "budget"},
        )
        for node, values in zip(root.value, plain, strict=True)
    ]


def _source(text: str, case: yaml.MappingNode) -> bytes:
    node = next(value for key, value in case.value if key.value == "budget")
    start, end = node.start_mark, node.end_mark
    return dedent(" " * start.column + text[start.index : end.index]).encode()


def differences(expected: Any, actual: Any, path: str = "") -> Iterator[str]:
    """Yield where `actual` lacks what `expected` says.

    Mappings may have more keys. Findings and parts are looked up by id and key. Scalars are
    compared as text, with `null` for None; a list is compared whole.
    """
    if isinstance(expected, dict):
        found = _by_key(actual) if isinstance(actual, list) else actual
        for key, value in expected.items():
            if not isinstance(found, dict) or key not in found:
                yield f"{path}.{key} is missing"
            else:
                yield from differences(value, found[key], f"{path}.{key}")
    elif isinstance(expected, list):
        if expected != actual:
            yield f"{path}: expected {expected}, got {actual}"
    elif expected != ("null" if actual is None else str(actual)):
        yield f"{path}: expected {expected}, got {actual}"


def _by_key(items: list[dict[str, Any]]) -> dict[str, Any]:
    return {item["key"] or item["rule_id"]: item for item in items}
