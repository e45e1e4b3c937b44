"""The report, its gates, its Markdown and the comparison of two runs."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import typer
from scipy.stats import chi2
from typer.testing import CliRunner

from assistant.errors import InputError
from assistant.settings import Settings
from eval.compare import compare, main, mcnemar
from eval.config import make_config
from eval.gates import GATES, hold
from eval.markdown import to_markdown
from eval.metrics.base import Case
from eval.questions import load_sets
from eval.report import Answered, Report, make_report
from eval.store import load_run, write

MakeCase = Callable[..., Case]
GOOD_FIGURES: dict[str, float | None] = {
    "source_recall": 0.95,
    "complete": 0.9,
    "abstention_recall": 0.9,
    "answerable_refused": 0.05,
    "wrong_yes": 0.0,
    "numbers_unaccounted": 0.0,
    "quotes_not_verbatim": 0.0,
    "median_ms": 60.0,
    "p95_ms": 120.0,
}


def report_of(*cases: Case) -> Report:
    answered = [Answered("dev-x", each.question, each.answer) for each in cases]
    return make_report(answered, cases[0].sources)


@pytest.fixture
def four(make_case: MakeCase) -> list[Case]:
    """A right answer, a wrong yes, a right refusal and an answer to what has none."""
    unanswerable = {"status": "not_found", "facts": []}
    rows: list[tuple[str, str, dict[str, Any]]] = [
        ("a", "shares", {}),
        ("b", "shares", {"text": "Ja, 40 pct. [1]", "expect": {"verdict": "no"}, "verdict": "yes"}),
        ("c", "who", {"expect": unanswerable, "status": "not_found", "text": "Det står der ikke."}),
        ("d", "who", {"expect": unanswerable}),
    ]
    return [
        make_case(question={"id": name, "category": category}, **changes)
        for name, category, changes in rows
    ]


def test_a_report_scores_overall_and_by_category(four: list[Case]) -> None:
    report = report_of(*four)
    assert report.figures["complete"] == 1.0
    assert report.figures["verdict"] == 0.0
    assert report.figures["wrong_yes"] == 1.0
    assert report.figures["abstention_precision"] == 1.0
    assert report.figures["abstention_recall"] == 0.5
    assert report.figures["answerable_refused"] == 0.0
    assert report.figures["median_ms"] == 20.0
    assert report.categories["shares"]["wrong_yes"].value == 1.0
    assert report.categories["who"]["wrong_yes"].value == 0.0
    assert report.categories["shares"]["abstention_recall"].value is None
    assert report.category_sizes == {"shares": 2, "who": 2}
    assert [each.id for each in report.failures] == ["b", "d"]
    assert not report.gates_held


def test_a_failure_says_each_reason_once(four: list[Case]) -> None:
    failures = {each.id: each.why for each in report_of(*four).failures}
    assert failures["d"] == ["answered, has no answer", "answered, not not_found"]
    assert "WRONG YES, expected no" in failures["b"]


def test_the_gates_hold_on_their_limits() -> None:
    assert all(each.held for each in hold(GOOD_FIGURES))


@pytest.mark.parametrize("gate", GATES, ids=lambda gate: gate.figure)
def test_each_gate_can_be_missed(gate: Any) -> None:
    step = -0.01 if gate.sign == ">=" else 0.01
    for value in (gate.limit + step, None):
        missed = [each for each in hold(GOOD_FIGURES | {gate.figure: value}) if not each.held]
        assert [each.gate for each in missed] == [gate]


def test_an_unmeasured_figure_misses_its_gate(make_case: MakeCase) -> None:
    results = {each.gate.figure: each.held for each in report_of(make_case()).gates}
    assert results["complete"]
    assert not results["abstention_recall"]


def test_a_run_can_be_stored_and_read(four: list[Case], tmp_path: Path) -> None:
    store(tmp_path, *four)
    config, report = load_run(tmp_path)
    assert report == report_of(*four)
    assert config.index_generations == ["g1"]
    assert config.sets[0].questions > 0
    assert len((tmp_path / "answers.jsonl").read_text(encoding="utf-8").splitlines()) == 4


def test_the_markdown_has_the_figures_and_the_failures(four: list[Case], tmp_path: Path) -> None:
    store(tmp_path, *four)
    text = (tmp_path / "report.md").read_text(encoding="utf-8")
    assert "| shares | 2 | - | 1.000 | 0.000 | 1 | - | - | 1.000 |" in text
    assert "| wrong_yes | 1 | <= 0 | MISSED |" in text
    assert "- **b** (shares)" in text
    assert "- **a**" not in text


def test_a_bar_in_a_question_stays_in_its_cell(make_case: MakeCase) -> None:
    report = report_of(make_case(question={"category": "a|b"}))
    config = make_config(Settings(), [], ["g1"])
    assert "| a\\|b | 1 |" in to_markdown(report, config)


def test_no_password_is_stored() -> None:
    settings = Settings(chroma_url="http://me:secret@127.0.0.1:8000")
    assert make_config(settings, [], []).settings["chroma_url"] == "http://127.0.0.1:8000"


def test_a_folder_without_a_run_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="is not the folder of a run"):
        load_run(tmp_path)


def test_compare_pairs_by_question(make_case: MakeCase) -> None:
    def run(right: str) -> Report:
        texts = {name: "40 pct. [1]" if name in right else "Nej [1]" for name in "abcd"}
        return report_of(*(make_case(text, question={"id": n}) for n, text in texts.items()))

    pairs = compare("complete", run("ab"), run("acd"))
    assert (pairs.both, pairs.better, pairs.worse) == (4, ("c", "d"), ("b",))
    assert pairs.p == 1.0
    assert compare("verdict", run("ab"), run("a")).both == 0


def test_mcnemar_is_exact() -> None:
    # By hand: 2 · (C(10,0) + C(10,1)) / 2^10, and the table of a fair coin.
    assert mcnemar(9, 1) == pytest.approx(22 / 1024)
    assert mcnemar(1, 9) == mcnemar(9, 1)
    assert mcnemar(0, 0) == 1.0
    assert mcnemar(5, 0) == pytest.approx(2 / 32)
    # For many pairs it nears the chi-squared test with continuity correction.
    assert mcnemar(260, 200) == pytest.approx(float(chi2.sf((60 - 1) ** 2 / 460, 1)), rel=0.02)


def test_compare_prints_what_changed(four: list[Case], make_case: MakeCase, tmp_path: Path) -> None:
    store(tmp_path / "a", *four)
    worse = make_case("Det ved vi [ikke].", question={"id": "a", "category": "shares"})
    store(tmp_path / "b", worse, *four[1:])
    app = typer.Typer()
    app.command()(main)
    result = CliRunner().invoke(app, [str(tmp_path / "a"), str(tmp_path / "b")])
    assert result.exit_code == 0
    assert "complete: 0 better, 1 worse of 2, McNemar p = 1" in result.output
    assert "not said: '40 pct.'" in result.output
    missing = CliRunner().invoke(app, [str(tmp_path / "a"), str(tmp_path / "none")])
    assert missing.exit_code == 2


def store(folder: Path, *cases: Case) -> None:
    answered = [Answered("dev-x", each.question, each.answer) for each in cases]
    generations = [each.answer.index_generation for each in answered]
    config = make_config(Settings(), load_sets()[:1], generations)
    write(folder, config, answered, report_of(*cases))
