"""Results for people: plain text in a pipe, wrapped and marked on a terminal."""

from __future__ import annotations

import textwrap
from collections.abc import Mapping, Sequence
from typing import Any

from assistant.doors.output import Out, printable
from assistant.doors.texts import load_texts, long_date
from assistant.quotes import source_title
from assistant.types import Answer, Check, Citation, IngestReport, KeptFeedback, SourceView

_MARKS = {"ok": ("ok  ", "green"), "warn": ("warn", "yellow"), "fail": ("FAIL", "bold red")}


def show_answer(answer: Answer, out: Out) -> None:
    """Write the answer, its numbered sources with their quotes, and what is left open."""
    texts = load_texts("assistant.doors", answer.language)
    write = writer(out)
    write(answer.answer, "bold")
    if answer.missing:
        write(f"\n{texts['missing']}: {'; '.join(answer.missing)}", "")
    if answer.citations:
        write(f"\n{texts['sources']}", "bold")
    for citation in answer.citations:
        write(f"[{citation.marker}] {_place(citation, texts)}", "cyan")
        write(f"“{citation.quote}”", "", indent=4)
        write(citation.source_url or citation.link, "dim", indent=4)
    day = long_date(answer.as_of, answer.language)
    write(f"\n{texts['as_of'].format(day=day)}", "dim")


def show_sources(sources: Sequence[SourceView], out: Out) -> None:
    """Write one line a document: id, kind and title, set apart by tabs."""
    for source in sources:
        out.line(f"{source.id}\t{source.kind}\t{source.title}")


def show_feedback(kept: Sequence[KeptFeedback], out: Out) -> None:
    """Write when, what for and what, in English like all commands; the questions as they were."""
    write = writer(out)
    for each in kept:
        reasons = f" ({', '.join(each.reasons)})" if each.reasons else ""
        judged = f"{'useful' if each.useful else 'not useful'}{reasons}"
        write(f"{each.created_at:%Y-%m-%d %H:%M} UTC  {judged}  {each.id}", "bold")
        write(each.question, "", indent=4)
        if each.comment:
            write(f"“{each.comment}”", "", indent=4)


def show_report(report: IngestReport, out: Out) -> None:
    """Write what `ingest` did, failures first."""
    for failure in report.failed:
        out.line(f"failed: {failure.path}: {failure.message} ({failure.code})")
    out.line(
        f"{report.added} added, {report.updated} updated, {report.unchanged} unchanged, "
        f"{report.removed} removed, {len(report.failed)} failed; {report.passages} passages "
        f"in {report.seconds:.1f} s (generation {report.index_generation})"
    )


def show_checks(checks: Sequence[Check], out: Out) -> None:
    """Write each check of `doctor` with what to do about it."""
    write = writer(out)
    for check in checks:
        mark, style = _MARKS[check.status]
        write(f"{mark}  {check.name}: {check.message}", style)
        if check.remedy and check.status != "ok":
            write(check.remedy, "", indent=6)


class _Writer:
    def __init__(self, out: Out) -> None:
        from rich.console import Console

        self._console = Console(file=out.stream, highlight=False, emoji=False, markup=False)

    def __call__(self, text: str, style: str, indent: int = 0) -> None:
        from rich.padding import Padding
        from rich.text import Text

        self._console.print(
            Padding(Text(printable(text), style=style), (0, 0, 0, indent), expand=False)
        )


class _PlainWriter:
    def __init__(self, out: Out) -> None:
        self._out = out

    def __call__(self, text: str, style: str, indent: int = 0) -> None:
        self._out.line(textwrap.indent(text, " " * indent))


def writer(out: Out) -> _Writer | _PlainWriter:
    """Return what writes a text in a style, with an indent."""
    return _Writer(out) if out.is_terminal else _PlainWriter(out)


def _place(citation: Citation, texts: Mapping[str, Any]) -> str:
    parts = [source_title(citation, texts["guidance"]), *citation.section]
    if citation.label:
        parts.append(f"({texts['editorial'].format(label=citation.label)})")
    page = f" {texts['page'].format(page=citation.page)}" if citation.page else ""
    return " › ".join(parts) + page
