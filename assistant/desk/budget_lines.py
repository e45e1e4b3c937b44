"""A budget in lines or columns, told in sentences, as the rules read them.

"Hovedstaden: 3.000.000 kr." and "Sjælland: 2.000.000 kr." below each other are the costs by
region; with a heading that names a source, a second column is what is asked of it. "Løn: 1,2 mio."
and "Rejser: 0,3 mio." are costs that add up.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from assistant.answer.sums.marks import mark
from assistant.answer.wording import wording
from assistant.answer.words import find_words, fold
from assistant.desk.letter.wording import letter_texts
from assistant.rules.model import Bilingual, RuleBook
from assistant.rules.quantities import format_amount
from assistant.types import Language

_BEFORE_NAME = re.compile(r"^(?:the )?(?:region )?(?:of )?")
_AFTER_NAME = re.compile(r"(?: (?:region|of|denmark|danmark))+$")
_NO_LABEL = re.compile(r"[^\w\s]+|\b(?:dkk|kr)\b", re.IGNORECASE)
_MOST_WORDS = 5
_WHO = {"da": ("vi", "jeg", "man", "i"), "en": ("we", "i", "you", "they", "it")}
_ZERO = Decimal(0)


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of a budget with its amounts; `region` where it gives the costs of one."""

    kind: Literal["region", "total", "item"]
    amounts: tuple[Decimal, ...]
    region: str = ""


def told(lines: Sequence[str], heading: str, book: RuleBook, language: Language) -> list[str]:
    """Return lines with those of a budget told as sentences, the others as they are.

    `heading` is the line above the budget. Where the lines don't add up to the sum that stands
    there, or name a region twice, they are left as they are.
    """
    if (summed := _summed(lines, book, language)) is not None:
        return summed
    found = {at: line for at, text in enumerate(lines) if (line := _read(text, book, language))}
    kind: Literal["region", "item"] = "item"
    if any(line.kind == "region" for line in found.values()):
        kind = "region"
    parts = [line for line in found.values() if line.kind == kind]
    totals = [line for line in found.values() if line.kind == "total"]
    twice = kind == "region" and len({line.region for line in parts}) < len(parts)
    if twice or (kind == "item" and len(parts) < 2):
        return list(lines)
    widths = {len(line.amounts) for line in [*parts, *totals]}
    sums = [sum(column, _ZERO) for column in zip(*(part.amounts for part in parts), strict=False)]
    if len(widths) > 1 or any(list(total.amounts) != sums for total in totals):
        return list(lines)
    replaced = {at for at, line in found.items() if line.kind in (kind, "total")}
    if kind == "region":
        sentences = [_by_region(parts, book, language), *_asked(sums[1:], heading, book, language)]
    else:
        sentences = [_in_all(sums[0], book, language)]
    first = min(replaced)
    kept = {at: line for at, line in enumerate(lines) if at not in replaced}
    before = [line for at, line in kept.items() if at < first]
    return [*before, *sentences, *(line for at, line in kept.items() if at > first)]


def _summed(lines: Sequence[str], book: RuleBook, language: Language) -> list[str] | None:
    """Tell costs that add up to the total below them, else None.

    A sum that fits tells costs from financing: "Løn, partnere" are costs in one table, and the
    partners' money in another.
    """
    read = [_read(text, book, language, own=True) for text in lines]
    for end, total in enumerate(read):
        if total is None or total.kind != "total" or len(total.amounts) != 1:
            continue
        start = end
        while start and (line := read[start - 1]) is not None and line.kind == "item":
            start -= 1
        costs = [line for line in read[start:end] if line is not None]
        own = [_read(text, book, language) is None for text in lines[start:end]]
        if len(costs) < 2 or all(own) or sum(line.amounts[0] for line in costs) != total.amounts[0]:
            continue
        after = [
            text
            for text, line in zip(lines[end + 1 :], read[end + 1 :], strict=True)
            # The total of the financing is no further cost.
            if line is None or (line.kind, line.amounts) != ("total", total.amounts)
        ]
        return [*lines[:start], _in_all(total.amounts[0], book, language), *after]
    return None


def is_line(text: str, book: RuleBook, language: Language) -> bool:
    """Tell whether a line gives amounts for a region, for the whole, or for an item."""
    return _read(text, book, language) is not None


def _by_region(parts: Sequence[_Line], book: RuleBook, language: Language) -> str:
    texts = letter_texts(language)["ask"]
    said = [
        str(texts["cost"]).format(
            amount=format_amount(line.amounts[0], language, book.currency),
            region=_in(book.regions[line.region], language),
        )
        for line in parts
    ]
    rest, last = ", ".join(said[:-1]), said[-1]
    joined = f" {letter_texts(language)['and']} ".join(part for part in (rest, last) if part)
    return str(texts["costs"]).format(parts=joined).replace("..", ".")


def _in_all(total: Decimal, book: RuleBook, language: Language) -> str:
    amount = format_amount(total, language, book.currency)
    return (
        str(letter_texts(language)["ask"]["costs_in_all"]).format(amount=amount).replace("..", ".")
    )


def _asked(sums: Sequence[Decimal], heading: str, book: RuleBook, language: Language) -> list[str]:
    """Say what is asked of each source, where the heading names one for each column."""
    named = [each.name for each in mark(heading, language, book).marks if each.kind == "source"]
    sources = [name for name in dict.fromkeys(named) if name in book.grants]
    if not sums or len(sources) != len(sums):
        return []
    return [
        str(letter_texts(language)["ask"]["grant"]).format(
            amount=format_amount(amount, language, book.currency),
            source=_in(book.sources[source], language),
        )
        for source, amount in zip(sources, sums, strict=True)
    ]


def _read(text: str, book: RuleBook, language: Language, own: bool = False) -> _Line | None:
    """Return what a line of a budget says; with `own` also costs of partners."""
    marked = mark(text, language, book)
    amounts = [each for each in marked.marks if each.kind == "amount"]
    values = tuple(each.value for each in amounts if each.value is not None)
    others = ("share", "source", "ask") if own else ("share", "source", "own", "ask")
    if not values or any(each.kind in others for each in marked.marks):
        return None
    rest = _NO_LABEL.sub(" ", marked.text[amounts[0].end :])
    for amount in amounts[1:]:
        rest = rest.replace(_NO_LABEL.sub(" ", marked.text[amount.start : amount.end]), " ")
    label = " ".join(fold(_NO_LABEL.sub(" ", marked.text[: amounts[0].start])).split())
    if rest.strip() or not label or len(label.split()) > _MOST_WORDS:
        return None
    if label in map(fold, letter_texts(language)["ask"]["total"]):
        return _Line("total", values)
    region = _regions(book.regions).get(_bare(label))
    if region is not None:
        return _Line("region", values, region)
    if any(each.kind == "cost" for each in marked.marks) and not own:
        # "Samlet budget": where it is no sum of the others, they can't be told apart.
        return _Line("total", values)
    said = {word.lower() for word in find_words(marked.text)}
    words = wording(language).words
    sentence = said & (words["yes_no"] | words["pronouns"] | set(_WHO[language]))
    return _Line("item", values) if len(values) == 1 and not sentence else None


def _regions(regions: Mapping[str, Bilingual]) -> dict[str, str]:
    """Return the regions' ids by the names that a line may give them."""
    return {
        _bare(fold(name)): region
        for region, names in regions.items()
        for name in (region, names.da, names.en)
    }


def _bare(name: str) -> str:
    """Return what tells a region from the others: "hovedstaden", "sjalland", "capital"."""
    return _AFTER_NAME.sub("", _BEFORE_NAME.sub("", name)).strip()


def _in(name: Bilingual, language: Language) -> str:
    return name.en if language == "en" else name.da
