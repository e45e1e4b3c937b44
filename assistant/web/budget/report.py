"""What a report says, before it gets a format: plain text, and nothing that is no text."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from assistant import __version__
from assistant.doors.texts import load_texts, long_date
from assistant.types import Language
from assistant.web.budget.checking import PACKAGE
from assistant.web.budget.page import Shown, chart_text
from assistant.web.budget.report_rows import Row, budget_rows
from assistant.web.budget.view import FindingView, ResultView, Writer, result_view

if TYPE_CHECKING:
    from assistant.service import Assistant

# As many characters of the digest as tell versions apart.
VERSION_CHARS = 12


@dataclass(frozen=True, slots=True)
class Quoted:
    """A quote with the title of its source and the address of the place in it."""

    title: str
    quote: str
    link: str


@dataclass(frozen=True, slots=True)
class Section:
    """A finding as it stands in a report."""

    finding: FindingView
    quotes: tuple[Quoted, ...]
    legal: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """A whole report. `facts` stand at its head, `budget` are the amounts and answers checked."""

    texts: Mapping[str, Any]
    language: Language
    day: date
    call: str
    facts: tuple[Row, ...]
    result: ResultView
    summary: str
    budget: tuple[Row, ...]
    table: tuple[tuple[str, ...], ...]
    table_head: tuple[str, ...]
    chart_text: str
    chart_labels: tuple[str, ...]
    largest: tuple[Row, ...]
    sections: tuple[Section, ...]

    @property
    def doc(self) -> Mapping[str, str]:
        """The words of the report itself."""
        doc: Mapping[str, str] = self.texts["doc"]
        return doc


def make_report(
    service: Assistant, shown: Shown, base: str, day: date, language: Language
) -> Report:
    """Return the report of a checked form, made on `day`; links begin with `base`."""
    checked = shown.checked
    assert checked is not None
    texts, writer = load_texts(PACKAGE, language), Writer(service, shown.words, language)
    result = result_view(checked, writer)
    doc = texts["doc"]
    facts = (
        Row(doc["call"], shown.words.title),
        Row(doc["made"], long_date(day, language)),
        Row(doc["rules_version"], result.version[:VERSION_CHARS]),
        Row(doc["app_version"], __version__),
    )
    own = result.smallest_own or texts["results"]["undecided"]
    return Report(
        texts=texts,
        language=language,
        day=day,
        call=shown.words.title,
        facts=facts,
        result=result,
        summary=" ".join(text for text in (result.sentence, result.skipped) if text),
        budget=tuple(budget_rows(checked.draft.raw, checked.amounts or {}, writer)),
        table=tuple(_table(result, writer)),
        table_head=tuple(texts["chart"][name] for name in ("source", "amount", "share", "limit")),
        chart_text=chart_text(result.chart, writer),
        chart_labels=_chart_labels(result, writer),
        largest=(
            *(
                Row(one.label, one.amount or texts["results"]["undecided"])
                for one in result.largest
            ),
            Row(texts["results"]["smallest_own"], own),
        ),
        sections=tuple(_section(finding, base, language) for finding in result.findings),
    )


def _table(result: ResultView, writer: Writer) -> list[tuple[str, ...]]:
    """Return the rows beside the chart: name, amount, share, cap."""
    chart, texts = result.chart, writer.texts["chart"]
    rows: list[tuple[str, ...]] = []
    for one in chart.segments:
        cap = chart.cap_of(one.source)
        limit = writer.limit(cap) if cap else "–"
        name = f"{one.number} {writer.source(one.source)}"
        rows.append((name, writer.money(one.amount), writer.percent(one.share), limit))
    rows.append((texts["sum"], writer.money(chart.financing), "", ""))
    rows.append((texts["total"], writer.money(chart.costs), "", ""))
    if chart.gap:
        gap = texts["missing"] if chart.gap > 0 else texts["surplus"]
        rows.append((gap, writer.money(abs(chart.gap)), "", ""))
    return rows


def _chart_labels(result: ResultView, writer: Writer) -> tuple[str, ...]:
    """Return what stands above each bar: costs, financing, each cap."""
    chart, texts = result.chart, writer.texts["chart"]

    def bar(name: str, amount: Decimal) -> str:
        return f"{name}: {writer.money(amount)}"

    caps = [
        f"{bar(f'{cap.number} {writer.source(cap.source)}', cap.amount)}, "
        f"{texts['cap_short']} {writer.limit(cap)}" + (f" ({texts['over']})" if cap.is_over else "")
        for cap in chart.caps
    ]
    return (bar(texts["costs"], chart.costs), bar(texts["financing"], chart.financing), *caps)


def _section(finding: FindingView, base: str, language: Language) -> Section:
    english = "&lang=en" if language == "en" else ""
    quotes = [
        Quoted(one["title"], one["quote"], f"{base}{one['link']}{english}#citat")
        for one in finding.citations
    ]
    legal = [", ".join(part for part in (x["act"], x["article"]) if part) for x in finding.legal]
    return Section(finding, tuple(quotes), tuple(legal))
