"""A report as Markdown."""

from __future__ import annotations

from collections.abc import Sequence

from eval import tables
from eval.config import RunConfig
from eval.report import QuestionReport, Report


def to_markdown(report: Report, config: RunConfig) -> str:
    """Return report.md: what was run, the tables of the terminal, and every failure."""
    parts = [
        f"# Evaluation of {', '.join(each.name for each in config.sets)}",
        _what(report, config),
        "## By category",
        _table(tables.category_header(), tables.category_rows(report)),
        "## All metrics",
        _table(["metric", "value", "cases"], tables.figure_rows(report)),
        "## Times, ms",
        _table(["stage", "median", "p95", "max"], tables.timing_rows(report)),
        "## Gates",
        _table(["figure", "value", "limit", ""], tables.gate_rows(report)),
        f"## Failures ({len(report.failures)})",
        *map(_failure, report.failures),
    ]
    return "\n\n".join(parts) + "\n"


def _what(report: Report, config: RunConfig) -> str:
    revision = f"{config.revision or 'none'}{' with changes' if config.changed else ''}"
    generations = ", ".join(config.index_generations)
    return (
        f"Revision {revision}, index generation {generations}, {len(report.questions)} questions."
    )


def _failure(each: QuestionReport) -> str:
    return "\n".join(
        [
            f"- **{each.id}** ({each.category}) {_line(each.question)}",
            f"  - expected {tables.expected(each)}, got {tables.got(each)}",
            f"  - answer: {_line(each.answer)}",
            f"  - why: {_line('; '.join(each.why))}",
        ]
    )


def _line(text: str) -> str:
    return " ".join(text.split())


def _table(header: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    lines = [header, ["---"] * len(header), *rows]
    return "\n".join(
        "| " + " | ".join(cell.replace("|", "\\|") for cell in row) + " |" for row in lines
    )
