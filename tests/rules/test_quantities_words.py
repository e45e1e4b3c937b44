"""Number words: every number to 9,999 in Danish and English, spelled here, read there."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Literal

import pytest

from assistant.rules.quantities import find_quantities

DANISH = (
    "nul en to tre fire fem seks syv otte ni ti elleve tolv tretten fjorten femten seksten sytten "
    "atten nitten"
).split()
DANISH_TENS = ["tyve", "tredive", "fyrre", "halvtreds", "tres", "halvfjerds", "firs", "halvfems"]
ENGLISH = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen"
).split()
ENGLISH_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]


def danish(number: int) -> str:
    """Spell a number below a million as Danes write it in words."""
    if number >= 1000:
        thousands, rest = divmod(number, 1000)
        head = "et tusind" if thousands == 1 else f"{danish(thousands)} tusind"
        joint = " og " if 0 < rest < 100 else " "
        return f"{head}{joint}{danish(rest)}" if rest else head
    if number >= 100:
        hundreds, rest = divmod(number, 100)
        head = "et hundrede" if hundreds == 1 else f"{DANISH[hundreds]} hundrede"
        return f"{head} og {danish(rest)}" if rest else head
    if number >= 20:
        tens, unit = divmod(number, 10)
        return f"{DANISH[unit]}og{DANISH_TENS[tens - 2]}" if unit else DANISH_TENS[tens - 2]
    return DANISH[number]


def english(number: int) -> str:
    """Spell a number below a million as Britons write it in words."""
    if number >= 1000:
        thousands, rest = divmod(number, 1000)
        joint = " and " if 0 < rest < 100 else " "
        head = f"{english(thousands)} thousand"
        return f"{head}{joint}{english(rest)}" if rest else head
    if number >= 100:
        hundreds, rest = divmod(number, 100)
        head = f"{ENGLISH[hundreds]} hundred"
        return f"{head} and {english(rest)}" if rest else head
    if number >= 20:
        tens, unit = divmod(number, 10)
        return f"{ENGLISH_TENS[tens - 2]}-{ENGLISH[unit]}" if unit else ENGLISH_TENS[tens - 2]
    return ENGLISH[number]


NUMBERS = [*range(2, 10_000), 100_000, 200_005, 345_678, 999_999]


@pytest.mark.parametrize(("spell", "language"), [(danish, "da"), (english, "en")])
def test_every_number_in_words(spell: Callable[[int], str], language: Literal["da", "en"]) -> None:
    wrong = []
    for number in NUMBERS:
        words = spell(number)
        found = find_quantities(f"i alt {words} stk", language)
        if [(item.value, item.text) for item in found] != [(Decimal(number), words)]:
            wrong.append((words, found))
    assert not wrong[:5]


@pytest.mark.parametrize(
    "words",
    [
        "tohundredefemogtyve",
        "to hundrede femogtyve",
        "tohundrede og femogtyve",
        "to-hundrede og fem-og-tyve",
        "to hundred og fem og tyve",
        "TOHUNDREDE OG FEMOGTYVE",
    ],
)
def test_spellings_of_225(words: str) -> None:
    (found,) = find_quantities(words, "da")
    assert (found.value, found.text) == (Decimal(225), words)


@pytest.mark.parametrize("number", [40, 50, 60, 70, 80, 90, 55, 72, 99])
def test_old_and_misspelled_tens(number: int) -> None:
    spelled = danish(number)
    variants = {spelled}
    if number // 10 in (5, 6, 7, 8, 9):
        variants.add(spelled.replace("halvtreds", "halvtres").replace("halvfjerds", "halvfjers"))
        variants.add(spelled.removesuffix("s") + "sindstyve")
    for variant in variants:
        assert [item.value for item in find_quantities(variant, "da")] == [Decimal(number)]
