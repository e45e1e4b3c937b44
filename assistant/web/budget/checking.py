"""Checks what the form holds, and finds all of its errors at once, each with its field."""

from __future__ import annotations

import re
from copy import deepcopy
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from assistant.doors.texts import load_texts
from assistant.errors import InputError
from assistant.types import Language
from assistant.web.budget.form import Form, flat
from assistant.web.budget.mapping import Draft, to_draft
from assistant.web.budget.words import Words

if TYPE_CHECKING:
    from assistant.service import Assistant

PACKAGE = "assistant.web.budget"
# More would help nobody at a time.
_MOST_ERRORS = 12
# "costs.total: …" at the start of a message, or the key in quotes within it.
_KEY = re.compile(r"^([a-z_]+(?:\.[\w-]+)*): |'([a-z_]+(?:\.[\w-]+)*)'")
_CURRENCY = re.compile(r"\.(amount)_(?:eur|dkk)$")
_HARMLESS = "1"
_HARMLESS_AWARD = {"undertaking": "x", "award_date": "2023-01-01", "amount_eur": _HARMLESS}
_ROW_FIRST = {"de_minimis": "undertaking", "previous": "date"}


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong: the name of the field it stands at, empty where there is none, and why."""

    field: str
    text: str


@dataclass(frozen=True, slots=True)
class Checked:
    """A draft and what came of it: either all of the problems, or a result with its amounts.

    `result` is the object of `check`, `amounts` that of `budget_amounts`, `trace` of `explain`.
    """

    draft: Draft
    problems: tuple[Problem, ...] = ()
    result: dict[str, Any] | None = None
    amounts: dict[str, Any] | None = None
    trace: dict[str, Any] | None = None


def check_form(
    service: Assistant, form: Form, words: Words, language: Language, *, asked: bool = True
) -> Checked:
    """Check a form; raises MissingPartError and CorpusError, but no InputError.

    Unless somebody has `asked` for it, fields that must be filled in and aren't are no problem;
    there is no result then, either.
    """
    draft = to_draft(form, words)
    fields = _Fields(form, draft, words, language)
    unfilled = fields.unfilled()
    problems = fields.refused(service, {problem.field for problem in unfilled})
    problems += unfilled if asked else []
    if unfilled or problems:
        return Checked(draft, tuple(sorted(problems, key=lambda p: fields.place(p.field))))
    try:
        return Checked(
            draft,
            result=service.check(draft.raw),
            amounts=service.budget_amounts(draft.raw),
            trace=service.explain(draft.raw, language),
        )
    except InputError as error:
        return Checked(draft, (fields.problem(error),))


def file_problem(error: InputError, words: Words, language: Language) -> Problem:
    """Return an error of a file that no field stands for, with the key it names."""
    key = key_of(error)
    text = error_text(error.code, words.currency, language)
    return Problem("", f"{key}: {text}" if key else text)


def key_of(error: InputError) -> str:
    """Return the dotted key that an error names, or the empty string."""
    match = _KEY.search(error.message)
    return (match[1] or match[2]) if match else ""


def error_text(code: str, currency: str, language: Language) -> str:
    """Return what the code of an error means."""
    texts = load_texts(PACKAGE, language)
    errors = texts["errors"]
    return str(errors.get(code, errors["other"])).format(
        currency=texts["units"].get(currency, currency)
    )


class _Fields:
    """The fields of a form, by the keys of its budget."""

    def __init__(self, form: Form, draft: Draft, words: Words, language: Language) -> None:
        self._total = form.text("costs.kind") == "total"
        self._clock = bool(form.text("submitted.time") and not form.text("submitted.date"))
        self._draft, self._words, self._language = draft, words, language
        regions = [f"costs.{each}" for each in words.regions]
        self._sources = [f"financing.{each}" for each in words.sources]
        self._costs = ["costs.total"] if self._total else regions
        last = ("applicant.kind", "applicant.designated", "submitted.date", "submitted.time")
        self._order = [
            "call", *self._costs, *self._sources, *last, "period.start", "period.end", *flat(form)
        ]  # fmt: skip

    def unfilled(self) -> list[Problem]:
        """Return what must be there and isn't, said of the first field of its section."""
        raw, code = self._draft.raw, "no_total" if self._total else "no_costs"
        wanted = (("costs", code, self._costs), ("financing", "no_financing", self._sources))
        return [
            Problem(names[0], error_text(error, self._words.currency, self._language))
            for section, error, names in wanted
            if not raw[section] and names
        ]

    def refused(self, service: Assistant, unfilled: set[str]) -> list[Problem]:
        """Return what the service refuses: after each error it is asked again without that."""
        raw = deepcopy(self._draft.raw)
        for name in (*self._costs[:1], *self._sources[:1]):
            section, _, key = name.partition(".")
            raw[section] = raw[section] or {key: _HARMLESS}
        found: dict[str, Problem] = {}
        for _ in range(_MOST_ERRORS):
            try:
                service.budget_amounts(raw)
                break
            except InputError as error:
                problem = self.problem(error)
                if problem.field not in unfilled:
                    found.setdefault(problem.field, problem)
                if not _mend(raw, key_of(error)):
                    break
        return list(found.values())

    def problem(self, error: InputError) -> Problem:
        """Return an error of the service as people read it, at the field it is about."""
        code, field = error.code, self._field(key_of(error))
        if field == "submitted.time" and self._clock:
            code = "no_day"
        elif code in ("missing_key", "empty_text"):
            code = "required"
        return Problem(field, error_text(code, self._words.currency, self._language))

    def place(self, field: str) -> tuple[int, str]:
        """Return what to sort fields by, so that they come in the order of the page."""
        return (self._order.index(field) if field in self._order else len(self._order), field)

    def _field(self, key: str) -> str:
        places = self._draft.places
        for start in sorted(places, key=len, reverse=True):
            if key == start or key.startswith(f"{start}."):
                key = places[start] + key[len(start) :]
                break
        key = _CURRENCY.sub(r".\1", key)
        *path, last = key.split(".")
        if path and last.isdecimal():
            return f"{key}.{_ROW_FIRST.get(path[-1], '')}"
        names = {
            "costs": self._costs[0],
            "submitted": "submitted.time" if self._clock else "submitted.date",
            "applicant": "applicant.kind",
            "period": "period.start",
        }
        key = names.get(key, key)
        return key if key in self._order or path[:1] == ["de_minimis"] else ""


def _mend(raw: dict[str, Any], key: str) -> bool:
    """Put something harmless in the place of what `key` names; tell whether there was any."""
    section, _, rest = key.partition(".")
    if section not in raw:
        return False
    if section in ("costs", "financing"):
        raw[section][rest or next(iter(raw[section]))] = _HARMLESS
        return True
    number = rest.partition(".")[0]
    if section == "de_minimis" and number.isdecimal() and int(number) < len(raw[section]):
        raw[section][int(number)] = dict(_HARMLESS_AWARD)
    else:
        del raw[section]
    return True
