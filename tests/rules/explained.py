"""What people are told of the golden cases and of both paths, in pages to read and compare.

`python -m tests.rules.explained` writes them anew; read what changed before it is committed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from assistant.rules.budget_reader import read_budget
from assistant.rules.eligibility import ELIGIBILITY_FILE, decide, load_path
from assistant.rules.evaluate import check
from assistant.rules.explain import explain
from assistant.rules.model import CheckResult, Finding, Step
from assistant.rules.output import finding_json, result_json
from assistant.rules.reading import read_data
from assistant.rules.sme import assess
from tests.rules.call_books import CALL, CALL_FOLDER, call_text, real_book
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
    """Return one page a rule, one of whole results and one a path, by name.

    A case stands where it has a line whose words, figures aside, no case before it had.
    """
    pages: dict[str, list[str]] = {}
    seen: dict[str, set[str]] = {}
    for case, told in _told():
        for name, lines in told.items():
            words = {_words(line) for line in lines}
            if not words <= seen.setdefault(name, set()):
                pages.setdefault(name, []).append("\n".join([f"# {case}", *lines]))
                seen[name] |= words
    return {name: "\n\n".join(entries) + "\n" for name, entries in pages.items()}


def _words(line: str) -> str:
    """Return the line without its figures; those of articles are no figures."""
    return line if line.startswith("legal: ") else SUM.sub("#", FIGURE.sub("#", line))


def _told() -> Iterator[tuple[str, dict[str, list[str]]]]:
    """Return each case with the lines that it adds to pages."""
    for case in (case for file in sorted(GOLDEN.glob("*.yaml")) for case in read_cases(file)):
        yield f"{case.file}: {case.name}", _budget(result_of(case))
    for case in _cases("sme"):
        yield case["name"], {"sme": list(_flat(assess(case["firm"])))}
    path = load_path(CALL_FOLDER / ELIGIBILITY_FILE, CALL, {CALL: call_text()})
    for case in _cases("eligibility"):
        yield case["name"], {"eligibility": list(_flat(decide(path, case["answers"])))}


def _cases(folder: str) -> list[dict[str, Any]]:
    data = read_data(Path(__file__).with_name(folder).joinpath("cases.yaml").read_bytes())
    cases: list[dict[str, Any]] = data["cases"]
    return cases


def _flat(value: Any, place: str = "") -> Iterator[str]:
    """Return a line for each value of a tree: of texts the Danish one, of sources the place."""
    if isinstance(value, dict):
        for key, below in value.items():
            if key == "legal":
                yield "legal: " + "; ".join(f"{law['act']} {law['article']}" for law in below)
            elif key in ("version", "document_sha256", "link"):
                yield f"{place}.{key}".lstrip(".")
            elif key != "en":
                yield from _flat(below, f"{place}.{key}".removesuffix(".da").lstrip("."))
    elif isinstance(value, list):
        for below in value:
            yield from _flat(below, place)
    else:
        yield f"{place}: {value}"


def _budget(result: CheckResult) -> dict[str, list[str]]:
    told = {"results": list(_result(result))}
    trees = explain(result).steps[len(result.notes) :]
    for finding, tree in zip(result.findings, trees, strict=False):
        told[finding.rule_id] = [*_figures(finding), *_tree(tree)]
    return told


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
