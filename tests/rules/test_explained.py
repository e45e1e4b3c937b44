"""What people are told of the golden cases, word by word, against pages that were read."""

from __future__ import annotations

import pytest

from tests.rules.explained import FOLDER, pages


@pytest.fixture(scope="module")
def made() -> dict[str, str]:
    return pages()


def test_there_is_a_page_for_every_rule_and_one_of_results(made: dict[str, str]) -> None:
    assert {file.stem for file in FOLDER.glob("*.txt")} == set(made)


@pytest.mark.parametrize("name", sorted(file.stem for file in FOLDER.glob("*.txt")))
def test_the_page_still_says_the_same(name: str, made: dict[str, str]) -> None:
    """If it should say something else: `python -m tests.rules.explained`, and read the pages."""
    assert made[name] == (FOLDER / f"{name}.txt").read_text(encoding="utf-8")
