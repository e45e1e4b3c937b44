"""A report in the terminal, compactly."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from eval import tables
from eval.report import Report

ANSWER_SHOWN = 240


def show(report: Report, console: Console) -> None:
    """Print the table by category, the gates, the times and the failures."""
    _table(console, "By category", tables.category_header(), tables.category_rows(report))
    _table(console, "All metrics", ["metric", "value", "cases"], tables.figure_rows(report))
    _table(console, "Times, ms", ["stage", "median", "p95", "max"], tables.timing_rows(report))
    _table(console, "Gates", ["figure", "value", "limit", ""], tables.gate_rows(report))
    console.print(f"[bold]{len(report.failures)} of {len(report.questions)} with a failure[/bold]")
    for each in report.failures:
        outcome = f"expected {tables.expected(each)}, got {tables.got(each)}"
        lines = [
            f"[bold]{escape(each.id)}[/bold] ({escape(each.category)}) {escape(each.question)}",
            f"  {escape(outcome)}: {escape(_short(each.answer))}",
            f"  [red]{escape('; '.join(each.why))}[/red]",
        ]
        console.print("\n".join(lines), highlight=False, soft_wrap=True)


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= ANSWER_SHOWN else line[: ANSWER_SHOWN - 1] + "…"


def _table(
    console: Console, title: str, header: Sequence[str], rows: Sequence[Sequence[str]]
) -> None:
    table = Table(title=title, title_justify="left")
    for number, name in enumerate(header):
        table.add_column(name, justify="left" if number == 0 else "right")
    for row in rows:
        table.add_row(*map(escape, row))
    console.print(table)
