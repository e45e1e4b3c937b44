"""Every golden case as it is explained to people, rule by rule, in files to read and compare.

`python -m tests.rules.explained` writes them anew; read what changed before it is committed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from assistant.rules.budget_reader import read_budget
from assistant.rules.evaluate import check
from assistant.rules.explain import explain
from assistant.rules.model import CheckResult, Finding, Step
from assistant.rules.output import finding_json, result_json
from assistant.rules.reading import read_data
from tests.rules.call_books import real_book
from tests.rules.golden_cases import GOLDEN, Case, read_cases

FOLDER = Path(__file__).with_name("golden") / "explained"
# What a budget must have, for cases that are about something else.
REST = {"costs": {"hovedstaden": "1"}, "financing": {"partners": "1"}}
# Numbers, months and names of undertakings.
FIGURE = re.compile(
    r"[0-9]+([.,][0-9]+)*|\b[A-Z]\b|"
    "januar|februar|marts|april|maj|juni|juli|august|september|oktober|november|december"
)
SUM = re.compile(r"#( \+ #)+")
FIGURES = (
    "actual",
    "limit",
    "limit_high",
    "actual_date",
    "limit_date",
    "share",
    "max_share",
    "formula",
    "valid_from",
    "valid_to",
    "missing_input",
)


def pages() -> dict[str, str]:
    """Return one page a rule, and one of whole results, by name.

    A case stands where it has a line whose words, figures aside, no case before it had.
    """
    pages: dict[str, list[str]] = {}
    seen: dict[str, set[str]] = {}
    for case in (case for file in sorted(GOLDEN.glob("*.yaml")) for case in read_cases(file)):
        result = result_of(case)
        told = {"results": list(_result(result))}
        trees = explain(result).steps[len(result.notes) :]
        for finding, tree in zip(result.findings, trees, strict=False):
            told[finding.rule_id] = [*_figures(finding), *_tree(tree)]
        for name, lines in told.items():
            words = {SUM.sub("#", FIGURE.sub("#", line)) for line in lines}
            if not words <= seen.setdefault(name, set()):
                entry = "\n".join([f"# {case.file}: {case.name}", *lines])
                pages.setdefault(name, []).append(entry)
                seen[name] |= words
    return {name: "\n\n".join(entries) + "\n" for name, entries in pages.items()}


def result_of(case: Case) -> CheckResult:
    """Return the result of a case through the real door."""
    book = real_book()
    return check(book, read_budget({**REST, **read_data(case.budget)}, book))


def _result(result: CheckResult) -> Iterator[str]:
    whole = result_json(result)
    figures = {key: whole[key] for key in ("status", "largest", "largest_high", "smallest_own")}
    root = explain(result)
    yield str(figures)
    yield root.text.da
    yield from (step.text.da for step in root.steps[: len(result.notes)])


def _figures(finding: Finding, depth: int = 0) -> Iterator[str]:
    told: dict[str, Any] = finding_json(finding)
    figures = ", ".join(f"{name} {told[name]}" for name in FIGURES if told[name] not in (None, []))
    acts = "; ".join(f"{legal.act} {legal.article}".strip() for legal in finding.legal)
    quotes = " ".join(f"{quote.start}-{quote.end}" for quote in finding.citations)
    parts = [finding.key or finding.rule_id, finding.status, figures, acts, quotes]
    yield "  " * depth + " | ".join(part for part in parts if part)
    for part in finding.parts:
        yield from _figures(part, depth + 1)


def _tree(step: Step, depth: int = 0) -> Iterator[str]:
    yield "  " * depth + step.text.da
    for below in step.steps:
        yield from _tree(below, depth + 1)


def write() -> None:
    """Write all pages, and remove those of rules that are gone."""
    FOLDER.mkdir(exist_ok=True)
    made = pages()
    for old in FOLDER.glob("*.txt"):
        if old.stem not in made:
            old.unlink()
    for name, text in made.items():
        (FOLDER / f"{name}.txt").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    write()
