"""The worked examples of the notes come out of the rule checker as the notes have them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
import yaml

from assistant.checker import Checker
from assistant.rules.quantities import Quantity, accounted_for, find_quantities, known
from assistant.settings import Settings
from tests.corpus.guidance import FOLDER, notes
from tests.rules.golden_cases import differences

CALL = "innovationskraft-2023-2024"
EXAMPLE = re.compile(r"Eksempel (\d+)\. ")
SUM = re.compile(r"([\d.]+) ([-+*]) ([\d.]+) = ([\d.]+)")
# Numbers are read as text, as the door reads them: no float is made of one.
EXAMPLES: list[dict[str, Any]] = yaml.load(
    (FOLDER / "examples.yaml").read_text(encoding="utf-8"), Loader=yaml.BaseLoader
)["examples"]
KINDS = ("share", "number", "amount", "year")

every_example = pytest.mark.parametrize(
    "example", EXAMPLES, ids=lambda example: f"{example['note']}-{example['example']}"
)


@pytest.fixture(scope="module")
def checker() -> Checker:
    return Checker(Settings(corpus_dir=FOLDER.parent))


def text_of(example: dict[str, Any]) -> str:
    """Return the example as the note tells it, without its number and its source."""
    (text,) = [
        text
        for _, text in notes()[example["note"]].blocks()
        if text.startswith(f"Eksempel {example['example']}. ")
    ]
    return EXAMPLE.sub("", text).rsplit(" (kilde: ", 1)[0]


def run(checker: Checker, case: dict[str, Any]) -> dict[str, Any]:
    source = yaml.safe_dump(case.get("check") or case["sme"], allow_unicode=True).encode()
    if "check" in case:
        return checker.check(checker.read_input(source), CALL)
    result = checker.sme(checker.read_input(source))
    return {**result, "figures": {figure["name"]: figure for figure in result["figures"]}}


def test_every_example_of_a_note_is_here() -> None:
    told = {
        (note.name, found[1])
        for note in notes().values()
        for _, text in note.blocks()
        if (found := EXAMPLE.match(text))
    }
    here = [(example["note"], example["example"]) for example in EXAMPLES]
    assert len(here) == len(set(here))
    assert set(here) == told
    assert {name for name, _ in told} >= {"finansiering", "de-minimis", "enkelt-virksomhed", "smv"}


@every_example
def test_the_rules_give_what_the_note_says(checker: Checker, example: dict[str, Any]) -> None:
    for case in example["runs"]:
        assert not list(differences(case["expected"], run(checker, case)))


@every_example
def test_the_sums_are_right(example: dict[str, Any]) -> None:
    for line in example.get("sums", []):
        found = SUM.fullmatch(line)
        assert found, line
        left, sign, right, result = found.groups()
        a, b = Decimal(left), Decimal(right)
        assert {"+": a + b, "-": a - b, "*": a * b}[sign] == Decimal(result), line


@every_example
def test_every_number_of_the_note_is_accounted_for(
    checker: Checker, example: dict[str, Any]
) -> None:
    pool = [
        quantity
        for value in _scalars([example["runs"], example.get("sums", [])])
        for quantity in _quantities(value)
    ]
    for about in example.get("about", []):
        pool += find_quantities(about, "da")
    for case in example["runs"]:
        for finding in run(checker, case).get("findings", []):
            for key in ("limit", "max_share", "share"):
                pool += _quantities(finding[key] or "")
    said = find_quantities(text_of(example), "da")
    assert said
    assert not [quantity.text for quantity in said if not accounted_for(quantity, pool)]


def _scalars(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        for each in value.values():
            yield from _scalars(each)
    elif isinstance(value, list):
        for each in value:
            yield from _scalars(each)
    else:
        yield str(value)


def _quantities(text: str) -> list[Quantity]:
    """Return what a value of an input, a result or a sum may be called in a note."""
    if re.fullmatch(r"\d{4}-\d\d-\d\d", text):
        return list(known(date.fromisoformat(text), "date"))
    found = list(find_quantities(text, "da")) if not re.fullmatch(r"[\d.]+", text) else []
    for number in re.findall(r"\d+(?:\.\d+)?", text):
        value = Decimal(number)
        found += [q for kind in KINDS for q in known(value, kind)]  # type: ignore[arg-type]
        found += [q for unit in ("DKK", "EUR") for q in known(value, "amount", unit)]
    if match := re.fullmatch(r"([\d.]+) mio\.", text):
        found += known(Decimal(match[1]) * 1_000_000, "amount", "EUR")
    return found
