"""The trace of a finding: inputs, parameters with their sources, arithmetic, comparison."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache
from typing import TypeAlias, TypeVar, overload

from assistant.rules.model import Bilingual, Legal, Parameter, Quote, RuleBook, Step
from assistant.rules.quantities.formats import format_number
from assistant.rules.wording import (
    counted,
    joined,
    listed,
    money,
    percent,
    same,
    say,
    when,
    word_for,
)

T = TypeVar("T")
Told: TypeAlias = T | Callable[[], T]


class Trace(Sequence[Step]):
    """Steps that are worded when somebody reads them: most checks are never explained."""

    __slots__ = ("_make", "_steps")

    def __init__(self, make: Callable[[], Sequence[Step]]) -> None:
        self._make = make
        self._steps: Sequence[Step] | None = None

    @overload
    def __getitem__(self, index: int) -> Step: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Step]: ...
    def __getitem__(self, index: int | slice) -> Step | Sequence[Step]:
        return self._made()[index]

    def __len__(self) -> int:
        return len(self._made())

    def _made(self) -> Sequence[Step]:
        if self._steps is None:
            self._steps = self._make()
        return self._steps


def trace(
    inputs: Told[Sequence[Bilingual]],
    used: Sequence[Parameter],
    formula: str | None,
    comparison: Told[Bilingual | None],
    book: RuleBook,
) -> Sequence[Step]:
    """Return the steps of a finding; inputs and comparison may be functions that word them."""

    def make() -> Sequence[Step]:
        given = inputs() if callable(inputs) else inputs
        told = comparison() if callable(comparison) else comparison
        return _steps(given, used, formula, told, book)

    return Trace(make)


def _steps(
    inputs: Sequence[Bilingual],
    used: Sequence[Parameter],
    formula: str | None,
    comparison: Bilingual | None,
    book: RuleBook,
) -> tuple[Step, ...]:
    """Return the steps, those without content left out."""
    steps: list[Step] = []
    if inputs:
        steps.append(Step(say("trace.inputs"), tuple(Step(text) for text in inputs)))
    if used:
        steps.append(Step(say("trace.parameters"), tuple(_parameter(p, book) for p in used)))
    if formula:
        steps.append(Step(say("trace.formula", formula=same(formula))))
    if comparison:
        steps.append(Step(say("trace.comparison", text=comparison)))
    return tuple(steps)


def _parameter(parameter: Parameter, book: RuleBook) -> Step:
    where = [name_of(book, word) for word in parameter.where]
    return parameter_step(parameter, listed(where, "and") if where else None)


def name_of(book: RuleBook, word: str) -> Bilingual:
    """Return the name of a region, source or kind of applicant, or of a word of a law file."""
    for words in (book.regions, book.sources, book.applicants):
        if word in words:
            return words[word]
    return word_for("word", word)


@lru_cache(maxsize=1024)
def parameter_step(parameter: Parameter, where: Bilingual | None) -> Step:
    """Return a parameter with its value, where and when it holds, and what it rests on."""
    name = word_for("parameter", parameter.name)
    parts = [say("trace.parameter", name=name, value=value_text(parameter))]
    if where:
        parts.append(say("trace.where", where=where))
    if validity := _validity(parameter.valid_from, parameter.valid_to):
        parts.append(validity)
    sources = [_quote(quote) for quote in parameter.citations]
    sources += [_act(legal) for legal in parameter.legal]
    return Step(joined(parts, "; "), tuple(Step(text) for text in sources))


def value_text(parameter: Parameter) -> Bilingual:
    """Return the value of a parameter as people write it."""
    value, unit = parameter.value, parameter.unit
    if isinstance(value, datetime):
        return when(value)
    if isinstance(value, str):
        return word_for("word", value)
    if unit == "share":
        return percent(value)
    if unit == "year":
        return counted(int(value), "year")
    return money(value, unit) if unit else _number(value)


def _number(value: Decimal) -> Bilingual:
    return Bilingual(format_number(value, "da"), format_number(value, "en"))


def _validity(start: date | None, end: date | None) -> Bilingual | None:
    if start and end:
        return say("trace.between", start=when(start), end=when(end))
    if start:
        return say("trace.from", start=when(start))
    return say("trace.to", end=when(end)) if end else None


def _quote(quote: Quote) -> Bilingual:
    text = " ".join(quote.quote.split())
    return say("trace.quote", title=same(quote.title), quote=same(text))


def _act(legal: Legal) -> Bilingual:
    key = "trace.article" if legal.article else "trace.act"
    return say(key, act=same(legal.act), article=same(legal.article))
