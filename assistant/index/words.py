"""The word lists of this room: text files in `data/`, so that they can be read and mended."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

_DATA = Path(__file__).parent / "data"


@cache
def word_list(name: str) -> frozenset[str]:
    """Return the entries of `data/<name>.txt`, in whatever section they stand."""
    return frozenset().union(*word_sections(name).values())


@cache
def word_sections(name: str) -> Mapping[str, frozenset[str]]:
    """Return the entries of `data/<name>.txt` by `[section]`; `""` holds those before the first."""
    sections: dict[str, set[str]] = {"": set()}
    current = sections[""]
    for line in (_DATA / f"{name}.txt").read_text(encoding="utf-8").splitlines():
        entry = line.strip()
        if not entry or entry.startswith("#"):
            continue
        if entry.startswith("["):
            current = sections.setdefault(entry.strip("[]"), set())
        else:
            current.add(entry)
    return {section: frozenset(entries) for section, entries in sections.items()}
