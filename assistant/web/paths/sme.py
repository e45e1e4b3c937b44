"""`/er-vi-en-smv`: one form with the enterprise and those around it, and the result above it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from fastapi import Request
from fastapi.responses import HTMLResponse

from assistant.doors.texts import load_texts
from assistant.errors import InputError
from assistant.types import Language
from assistant.web.paths.faults import fault
from assistant.web.paths.figures import in_words
from assistant.web.paths.form import Field, Fields, to_send, typed
from assistant.web.shell import language_of, show

if TYPE_CHECKING:
    from assistant.service import Assistant

PACKAGE = "assistant.web.paths"
ADDRESS = "/er-vi-en-smv"
_DO = re.compile(r"(add|remove):(\w+)(?:\.(\d{1,3}))?")
_PLACES = (("eligibility", "/kan-vi-soege"), ("budget", "/tjek-budget"), ("ask", "/"))
# The sign of each category, and which of the words stands beside it.
_MARKS = {"large": ("fail", "no"), "unknown": ("unknown", "unknown")}
_IS_SME = ("pass", "yes")


class Filled:
    """The form as it was sent, with what its button did to the lists.

    `counts` tells whether a result was asked for; `fresh` is the entry that was added, or the list
    that one was taken from.
    """

    def __init__(self, questions: Sequence[Mapping[str, Any]], flat: Mapping[str, str]) -> None:
        self.values = typed(questions, flat)
        self.currency = "EUR" if flat.get("currency") == "EUR" else "DKK"
        self.fresh = ""
        done = _DO.fullmatch(flat.get("do", ""))
        lists = {question["id"]: question for question in questions if question["type"] == "list"}
        changes = done is not None and done[2] in lists
        # `keep`: the form alone, in the other language (paths.js).
        self.counts = not changes and flat.get("do") != "keep"
        if done is not None and changes:
            self._change(done[1], done[2], int(done[3] or 0), lists[done[2]]["most"])

    def _change(self, what: str, name: str, number: int, most: int) -> None:
        entries = self.values[name]
        if what == "add" and len(entries) < most:
            self.fresh = f"{name}.{len(entries)}"
            entries.append({})
        elif what == "remove" and number < len(entries):
            self.fresh = name
            del entries[number]


def sme_page(request: Request, service: Assistant, sent: Mapping[str, str] | None) -> HTMLResponse:
    """Return the form, and for one that was `sent` the result or what is wrong.

    Raises AssistantError.
    """
    path = service.sme_path()
    questions = path["questions"]
    language = language_of(request)
    texts = load_texts(PACKAGE, language)
    filled = Filled(questions, sent or {})
    result, problem, wrong = None, None, {}
    if sent is not None and filled.counts:
        try:
            result = service.sme(to_send(questions, filled.values, filled.currency))
        except InputError as error:
            wrong = fault(error, questions, filled.values, texts["errors"])
            problem = error
    fields = Fields(language, texts, filled.currency, wrong).make(questions, filled.values)
    # The currency is asked before the first amount.
    amounts = next((n for n, field in enumerate(fields) if field.type == "amount"), 0)
    return show(
        request,
        "paths/sme.html",
        status=422 if problem else 200,
        current="apply",
        within=True,
        p=texts,
        title=path["title"][language],
        intro=path["intro"][language],
        before=fields[:amounts],
        form=fields[amounts:],
        currency=filled.currency,
        fresh=filled.fresh,
        said=_said(filled.fresh, fields, texts["sme"]),
        problem=_problem(problem, wrong, fields, texts["errors"]) if problem else None,
        result=_result(result, fields, texts, language) if result else None,
        query="?lang=en" if request.query_params.get("lang") == "en" else "",
        places=_PLACES,
    )


def _said(fresh: str, fields: Sequence[Field], texts: Mapping[str, str]) -> str:
    """Return what was done to a list, for who doesn't see it."""
    if not fresh:
        return ""
    name, _, number = fresh.partition(".")
    one = next(field.one for field in fields if field.name == name)
    if not number:
        return texts["removed"].format(what=one)
    return texts["added"].format(what=texts["entry"].format(what=one, number=int(number) + 1))


def _problem(
    error: InputError,
    wrong: Mapping[str, str],
    fields: Sequence[Field],
    texts: Mapping[str, Any],
) -> dict[str, str]:
    known = {field.name: field for field in _flat(fields)}
    for name, text in wrong.items():
        return {"field": known[name].id, "label": _place(name, known), "text": text}
    return {"field": "", "text": texts["other"], "detail": error.message}


def _result(
    result: Mapping[str, Any],
    fields: Sequence[Field],
    texts: Mapping[str, Any],
    language: Language,
) -> dict[str, Any]:
    known = {field.name: field for field in _flat(fields)}
    mark, word = _MARKS.get(result["category"], _IS_SME)
    return {
        "mark": mark,
        "word": texts["sme"][word],
        "title": result["title"][language],
        "missing": [
            {"field": known[key].id, "label": _place(key, known)}
            for key in result["missing_input"]
            if key in known
        ],
        "reasons": [reason[language] for reason in result["reasons"]],
        "figures": [
            in_words(figure, _unit(figure["name"], fields, texts["sme"]), language, texts["sme"])
            for figure in result["figures"]
        ],
        "assumptions": [one[language] for one in (*result["assumptions"], *result["notes"])],
        "legal": _by_act(result["legal"], texts["page"]["articles"]),
    }


def _unit(name: str, fields: Sequence[Field], texts: Mapping[str, Any]) -> str:
    """Return the unit of a figure: amounts are added up in euro, whatever they were typed in."""
    field = next((field for field in fields if field.name in (name, f"{name}_eur")), None)
    if field is None:
        return ""
    return str(texts["units"]["EUR"]) if field.type == "amount" else field.unit


def _by_act(legal: Sequence[Mapping[str, str]], text: str) -> list[dict[str, str]]:
    """Return each act once, with all its articles in order."""
    acts: dict[str, dict[str, None]] = {}
    for one in legal:
        acts.setdefault(one["act"], {})[one["article"]] = None
    return [
        {"act": act, "article": text.format(articles=", ".join(sorted(filter(None, articles))))}
        for act, articles in acts.items()
    ]


def _place(name: str, known: Mapping[str, Field]) -> str:
    """Return a field's label, in a list with the entry it is of."""
    around = re.match(r"(\w+)\.(\d+)\.", name)
    label = known[name].label
    return f"{known[around[1]].one} {int(around[2]) + 1}: {label}" if around else label


def _flat(fields: Sequence[Field]) -> Iterator[Field]:
    for field in fields:
        yield field
        for entry in field.entries:
            yield from _flat(entry)
