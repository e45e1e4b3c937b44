"""Texts for people: the same keys and the same blanks to fill in both languages."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest

import assistant
from assistant.doors.texts import load_texts, long_date


def entries(texts: Mapping[str, Any], path: str = "") -> Iterator[tuple[str, Any]]:
    for key, value in texts.items():
        if isinstance(value, Mapping):
            yield from entries(value, f"{path}{key}.")
        else:
            yield f"{path}{key}", value


ROOT = Path(assistant.__file__).parent
# Those of the rules and of the answers are compared by tests of their own.
PACKAGES = sorted(
    ".".join(("assistant", *folder.parent.relative_to(ROOT).parts))
    for folder in ROOT.rglob("texts")
    if (folder / "da.toml").is_file() and folder.parts[-2] not in ("rules", "sums", "answer")
)


@pytest.mark.parametrize("package", PACKAGES)
def test_both_languages_say_the_same(package: str) -> None:
    danish = dict(entries(load_texts(package, "da")))
    english = dict(entries(load_texts(package, "en")))
    assert danish.keys() == english.keys()
    for key, text in danish.items():
        blanks = [sorted(re.findall(r"\{\w+\}", str(t))) for t in (text, english[key])]
        assert blanks[0] == blanks[1], key


def test_dates_are_written_out() -> None:
    assert long_date(date(2022, 5, 30), "da") == "30. maj 2022"
    assert long_date(date(2022, 5, 30), "en") == "30 May 2022"
