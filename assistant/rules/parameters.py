"""Entries of a file to parameters; what is wrong with one is told with its place."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from decimal import Decimal
from itertools import combinations

from assistant.errors import CorpusError, InputError
from assistant.rules.kinds import RuleError
from assistant.rules.model import Legal, Parameter
from assistant.rules.quantities.moments import parse_moment
from assistant.rules.quoted import check_numbers, resolve
from assistant.rules.rule_files import ParameterEntry, rule_of
from assistant.rules.yaml_tree import Place, Tree
from assistant.types import Document

_DECIMAL = re.compile(r"[0-9]{1,20}(\.[0-9]{1,10})?")
_MOMENT = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T.+")
_WORD = re.compile(r"[a-z][a-z0-9_-]{0,59}")
_HINT = "Mend it; docs/rules.md explains."
_UNITS = {"share": "share", "years": "year"}


@contextmanager
def naming(
    tree: Tree, path: Place, hint: str = "Mend it; docs/rules.md explains."
) -> Iterator[None]:
    """Turn a fault into a CorpusError `bad_rules_file` that names file, line, rule and key."""
    try:
        yield
    except (RuleError, InputError) as error:
        raise fault(tree, path, str(error), hint) from error


def fault(tree: Tree, path: Place, what: str, hint: str = _HINT) -> CorpusError:
    """Return the error for what is wrong at `path`."""
    key = ".".join(str(part) for part in path)
    what = what.rstrip(".")
    message = f"{tree.place(path)}: {rule_of(tree, path)}{key}: {what}."
    return CorpusError("bad_rules_file", message, hint)


def read_parameter(
    entry: ParameterEntry,
    tree: Tree,
    path: Place,
    *,
    call_id: str,
    documents: Mapping[str, Document],
    currency: str | None,
) -> Parameter:
    """Return the parameter at `path` of the file, its quotes resolved; raises CorpusError."""
    if not entry.quotes and not entry.legal:
        raise fault(tree, path, "it has no source", "Add `quotes` or `legal`.")
    if entry.valid_from and entry.valid_to and entry.valid_to < entry.valid_from:
        raise fault(tree, (*path, "valid_to"), "it is before valid_from", "Mend the dates.")
    if len(set(entry.where)) < len(entry.where):
        raise fault(tree, (*path, "where"), "a word stands twice")
    with naming(tree, (*path, "value")):
        value = read_value(entry.value)
    unit = entry.unit or (_UNITS | {"amount": currency}).get(entry.name)
    citations = []
    for number, quote in enumerate(entry.quotes):
        text, document = (
            (quote, call_id) if isinstance(quote, str) else (quote.quote, quote.document)
        )
        with naming(tree, (*path, "quotes", number), "Copy it from `assistant source`."):
            citations.append(resolve(text, document, documents))
    parameter = Parameter(
        name=entry.name,
        value=value,
        unit=unit if isinstance(value, Decimal) else None,
        where=entry.where,
        valid_from=entry.valid_from,
        valid_to=entry.valid_to,
        citations=tuple(citations),
        legal=tuple(Legal(legal.act, legal.article) for legal in entry.legal),
    )
    with naming(tree, (*path, "value"), "Quote the place that says it, or mend the value."):
        check_numbers(parameter, documents)
    return parameter


def read_value(text: str) -> Decimal | datetime | str:
    """Return a decimal, a moment (Danish time where it has no offset) or a word, by its form."""
    if _DECIMAL.fullmatch(text):
        return Decimal(text)
    if _MOMENT.fullmatch(text):
        return parse_moment(text)
    if _WORD.fullmatch(text):
        return text
    raise RuleError(f'{text[:60]!r} is no decimal such as "0.40", no moment and no plain word')


def check_overlaps(tree: Tree, path: Place, parameters: Sequence[Parameter]) -> None:
    """Refuse two parameters of one name and place on one day; `path` is the list's.

    The places of the parameters in the list are their places in the file.
    """
    for (_, one), (number, other) in combinations(enumerate(parameters), 2):
        shared = set(one.where) & set(other.where) or one.where == other.where
        if one.name == other.name and shared and _meet(one, other):
            what = f"{other.name} holds twice on a day for the same place"
            raise fault(tree, (*path, number), what, "Mend valid_from, valid_to or where.")


def _meet(one: Parameter, other: Parameter) -> bool:
    """Tell whether there is a day on which both hold."""
    start = max(one.valid_from or date.min, other.valid_from or date.min)
    end = min(one.valid_to or date.max, other.valid_to or date.max)
    return start <= end
