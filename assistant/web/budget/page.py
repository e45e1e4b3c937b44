"""The page and its parts as HTML, for a form and what came of checking it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from fastapi import Request
from fastapi.responses import HTMLResponse

from assistant.doors.texts import load_texts
from assistant.types import Language
from assistant.web import render
from assistant.web.budget.chart import Chart
from assistant.web.budget.checking import PACKAGE, Checked, Problem
from assistant.web.budget.form import Form
from assistant.web.budget.labels import label_of
from assistant.web.budget.view import Writer, result_view
from assistant.web.budget.words import Words, capital
from assistant.web.shell import show

if TYPE_CHECKING:
    from assistant.service import Assistant

PARTS = ("errors", "form", "awards", "summary", "results")


@dataclass(frozen=True, slots=True)
class Shown:
    """A form to show. `checked` is None where nothing was checked yet.

    `problems` are shown above those of the check: of a file that could not be read. Where nobody
    has `asked` for a check the problems stand beside the form, else above it. `rows`: some were
    added or removed.
    """

    form: Form
    words: Words
    checked: Checked | None = None
    problems: tuple[Problem, ...] = ()
    title: str = ""
    said: str = ""
    asked: bool = True
    rows: bool = False


def whole_page(
    request: Request, service: Assistant, shown: Shown, language: Language, status: int = 200
) -> HTMLResponse:
    """Return the page; errors stand at its top and at their fields."""
    values = values_of(service, shown, language)
    response = show(
        request, "budget/page.html", current="budget", status=status, said=shown.said, **values
    )
    # What was typed is nobody else's: no copy of the page is kept on the way.
    response.headers["Cache-Control"] = "no-store"
    return response


def empty_page(request: Request, language: Language) -> HTMLResponse:
    """Return the page where no call has rules."""
    texts = load_texts(PACKAGE, language)
    return show(
        request, "budget/page.html", current="budget", b=texts, words=None, problems=(), said=""
    )


def parts(
    service: Assistant, shown: Shown, language: Language, names: Sequence[str]
) -> dict[str, Any]:
    """Return parts of the page by name as HTML, each error by its field, and what to announce."""
    values = values_of(service, shown, language)
    texts = load_texts(PACKAGE, language)
    result = values["result"]
    html = {
        name: render.partial(f"budget/{name}.html", language, **values)
        for name in PARTS
        if name in names
    }
    return {
        "parts": html,
        "errors": values["errors"],
        "said": result.said if result else texts["results"]["said_waiting"],
        "state": "result" if result else "problems" if values["problems"] else "empty",
    }


def values_of(service: Assistant, shown: Shown, language: Language) -> dict[str, Any]:
    """Return what the templates need."""
    texts = load_texts(PACKAGE, language)
    words, checked = shown.words, shown.checked
    found = (*shown.problems, *(checked.problems if checked else ()))
    writer = Writer(service, words, language)
    result = result_view(checked, writer) if checked and checked.result else None
    return {
        "b": texts,
        "form": shown.form,
        "words": words,
        "unit": texts["units"].get(words.currency, words.currency),
        "year_starts": year_starts(language),
        "capital": capital,
        "writer": writer,
        "errors": {problem.field: problem.text for problem in found if problem.field},
        "problems": [
            {"field": p.field, "text": p.text, "label": label_of(p.field, words, texts)}
            for p in found
        ],
        "problems_title": shown.title or _title(len(found), texts),
        "asked": shown.asked,
        "result": result,
        "chart_text": chart_text(result.chart, writer) if result else "",
    }


def year_starts(language: Language) -> list[tuple[str, str]]:
    """Return the first day of each month as `MM-DD` and in words."""
    months = load_texts("assistant.doors", language)["months"]
    day = load_texts(PACKAGE, language)["awards"]["month_start"]
    return [
        (f"{number:02}-01", str(day).format(month=month)) for number, month in enumerate(months, 1)
    ]


def chart_text(chart: Chart, writer: Writer) -> str:
    """Return the chart in words, for whoever does not see it."""
    texts = writer.texts["chart"]
    sources = [f"{writer.source(s.source)} {writer.money(s.amount)}" for s in chart.segments]
    caps = [
        str(texts["cap_description"]).format(
            source=writer.source(cap.source),
            amount=writer.money(cap.amount),
            limit=writer.limit(cap),
        )
        for cap in chart.caps
    ]
    return str(texts["description"]).format(
        costs=writer.money(chart.costs),
        financing=writer.money(chart.financing),
        sources=", ".join(sources),
        caps=" ".join(caps),
    )


def _title(count: int, texts: Mapping[str, Any]) -> str:
    key = "problems_one" if count == 1 else "problems_many"
    return str(texts["page"][key]).format(count=count)
