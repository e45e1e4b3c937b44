"""A form of many questions: what was typed, what goes to the service, and the fields to show."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl

from starlette.exceptions import HTTPException

from assistant.types import Language
from assistant.web.paths.questions import Question, applies

# More than the fullest form has.
_MOST_FIELDS = 1000
_MOST_CHARS = 200
_ENTRY = re.compile(r"\.(\d{1,3})(?:\.|$)")
_HAS_PERCENT = re.compile(r"%|[^\d\s.,]")
Values = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Option:
    """One choice."""

    value: str
    text: str


@dataclass(frozen=True, slots=True)
class Field:
    """One question as it is shown; `name` is dotted inside a list, as in `partners.0.share`.

    `wrong` says what can't be used, and is empty otherwise.
    `when` is the condition as JSON for paths.js, `scope` what its keys begin with. A list has
    `entries`, one row of fields each, `add` for its button, what `one` entry is called, and may be
    `full`.
    """

    name: str
    type: str
    label: str
    help: str
    value: str = ""
    unit: str = ""
    options: tuple[Option, ...] = ()
    wrong: str = ""
    hidden: bool = False
    when: str = ""
    scope: str = ""
    entries: tuple[tuple[Field, ...], ...] = ()
    add: str = ""
    one: str = ""
    full: bool = False

    @property
    def id(self) -> str:
        """The id of the element that a link to the question leads to."""
        return f"felt-{self.name.replace('.', '-')}"


def posted(body: bytes) -> dict[str, str]:
    """Return the fields of an urlencoded form; raises HTTPException 413 for too many."""
    try:
        pairs = parse_qsl(
            body.decode("utf-8", "replace"), keep_blank_values=True, max_num_fields=_MOST_FIELDS
        )
    except ValueError as error:
        raise HTTPException(413) from error
    return {name: value.strip()[:_MOST_CHARS] for name, value in pairs}


def typed(
    questions: Sequence[Question], flat: Mapping[str, str], prefix: str = ""
) -> dict[str, Any]:
    """Return what was typed as a tree: a string for each answer, a list of trees for each list."""
    tree: dict[str, Any] = {}
    for question in questions:
        name = prefix + question["id"]
        if question["type"] == "list":
            numbers = sorted({int(n) for n in _numbers(flat, name)})[: question["most"]]
            tree[question["id"]] = [
                typed(question["item"], flat, f"{name}.{number}.") for number in numbers
            ]
        elif flat.get(name):
            tree[question["id"]] = flat[name]
    return tree


def _numbers(flat: Mapping[str, str], name: str) -> Iterator[str]:
    for key in flat:
        found = _ENTRY.match(key, len(name)) if key.startswith(name) else None
        if found:
            yield found[1]


def to_send(
    questions: Sequence[Question], values: Values, currency: str, around: Values | None = None
) -> dict[str, Any]:
    """Return the object for the service: the answers to what is asked, under the service's keys."""
    sent: dict[str, Any] = {}
    known = {**(around or {}), **values}
    for question in questions:
        value = values.get(question["id"])
        if not value or not applies(question["ask_when"], known, currency):
            continue
        if question["type"] == "list":
            sent[question["id"]] = [
                to_send(question["item"], entry, currency, values) for entry in value
            ]
        else:
            sent[_key(question, currency)] = _with_unit(question, value)
    return sent


def _key(question: Question, currency: str) -> str:
    keys = question.get("keys")
    return str(keys[currency] if keys else question["id"])


def _with_unit(question: Question, value: str) -> str:
    # The field says per cent beside it; who writes a unit all the same, means that one.
    if question["type"] == "share" and not _HAS_PERCENT.search(value):
        return f"{value} %"
    return value


class Fields:
    """Makes the fields of a form in one language, filled with what was typed.

    `texts` are the page's; `wrong` says, by the name of a field, what can't be used.
    """

    def __init__(
        self,
        language: Language,
        texts: Mapping[str, Any],
        currency: str = "",
        wrong: Mapping[str, str] | None = None,
    ) -> None:
        self._language = language
        self._texts = texts
        self._currency = currency
        self._wrong = wrong or {}

    def make(
        self,
        questions: Sequence[Question],
        values: Values,
        prefix: str = "",
        around: Values | None = None,
    ) -> tuple[Field, ...]:
        """Return a field for each question; `prefix` and `around` are those of a list's entry."""
        known = {**(around or {}), **values}
        return tuple(self._field(question, values, known, prefix) for question in questions)

    def _field(self, question: Question, values: Values, known: Values, prefix: str) -> Field:
        name = prefix + question["id"]
        when = question["ask_when"]
        value = values.get(question["id"], "")
        entries = value if question["type"] == "list" and value else []
        return Field(
            name=name,
            type=question["type"],
            label=self._said(question["text"]),
            help=self._said(question["help"]),
            value="" if question["type"] == "list" else value,
            unit=self._unit(question),
            options=tuple(
                Option(o["value"], self._said(o["text"])) for o in question.get("options", ())
            ),
            wrong=self._wrong.get(name, ""),
            hidden=not applies(when, known, self._currency),
            when=json.dumps(when) if when else "",
            scope=prefix,
            entries=tuple(
                self.make(question["item"], entry, f"{name}.{number}.", values)
                for number, entry in enumerate(entries)
            ),
            add=self._said(question.get("add")),
            one=self._texts["entries"].get(question["id"], self._texts["entries"]["other"]),
            full=len(entries) >= question.get("most", 0),
        )

    def _unit(self, question: Question) -> str:
        if question["type"] == "share":
            return "%"
        if question["type"] == "amount":
            return str(self._texts["sme"]["units"][self._currency])
        return self._said(question.get("unit"))

    def _said(self, text: Mapping[str, str] | None) -> str:
        return text[self._language] if text else ""
