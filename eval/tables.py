"""The rows of a report's tables, shared by the terminal and the Markdown file."""

from __future__ import annotations

from collections.abc import Mapping

from eval.metrics.base import Score
from eval.report import QuestionReport, Report

COLUMNS: Mapping[str, str] = {
    "source_recall": "source",
    "complete": "complete",
    "verdict": "verdict",
    "wrong_yes": "wrong yes",
    "abstention_precision": "abst. prec.",
    "abstention_recall": "abst. recall",
    "status_right": "status",
}
COUNTS = frozenset({"wrong_yes", "forbidden", "numbers_unaccounted", "quotes_not_verbatim"})
NOT_MEASURED = "-"


def category_header() -> list[str]:
    """Return the column names of the table by category."""
    return ["category", "n", *COLUMNS.values()]


def category_rows(report: Report) -> list[list[str]]:
    """Return a row for each category and the last one for all."""
    rows = [
        [name, str(report.category_sizes[name]), *_cells(scores)]
        for name, scores in report.categories.items()
    ]
    return [*rows, ["all", str(len(report.questions)), *_cells(report.scores)]]


def figure_rows(report: Report) -> list[list[str]]:
    """Return a row for each metric: name, value, and over how many cases."""
    return [
        [name, figure(name, score.value), str(score.cases)] for name, score in report.scores.items()
    ]


def timing_rows(report: Report) -> list[list[str]]:
    """Return a row for each stage: name, median, 95th percentile and maximum in milliseconds."""
    return [
        [stage, f"{each.median:.1f}", f"{each.p95:.1f}", f"{each.maximum:.1f}"]
        for stage, each in report.timings.items()
    ]


def gate_rows(report: Report) -> list[list[str]]:
    """Return a row for each gate: figure, value, limit, and whether it is held."""
    return [
        [
            result.gate.figure,
            figure(result.gate.figure, result.value),
            f"{result.gate.sign} {result.gate.limit:g}",
            "held" if result.held else "MISSED",
        ]
        for result in report.gates
    ]


def figure(name: str, value: float | None) -> str:
    """Write a figure: a count as a whole number, milliseconds with one decimal, shares three."""
    if value is None:
        return NOT_MEASURED
    if name in COUNTS:
        return f"{value:.0f}"
    return f"{value:.1f}" if name.endswith("_ms") else f"{value:.3f}"


def outcome(status: str, verdict: str | None) -> str:
    """Write a status with its verdict."""
    return f"{status}/{verdict}" if verdict else status


def expected(question: QuestionReport) -> str:
    """Write what was expected of a question."""
    return outcome("|".join(question.expected), question.expected_verdict)


def got(question: QuestionReport) -> str:
    """Write what a question got."""
    return outcome(question.got, question.got_verdict)


def _cells(scores: Mapping[str, Score]) -> list[str]:
    return [
        NOT_MEASURED if not scores[name].cases else figure(name, scores[name].value)
        for name in COLUMNS
    ]
