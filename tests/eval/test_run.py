"""A small evaluation from end to end, with the real service."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from assistant.errors import InputError
from assistant.settings import Settings
from assistant.types import Answer
from eval import run as program
from eval.questions import load_sets
from eval.run import own_index
from eval.store import load_run

TAKEN = 5


@pytest.fixture
def small_set(tmp_path: Path) -> Path:
    """The first questions of the Danish set as a set of its own."""
    path = load_sets(["dev-da"])[0].path
    lines = path.read_text(encoding="utf-8").splitlines()[:TAKEN]
    small = tmp_path / "small.jsonl"
    small.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return small


@pytest.fixture
def app(real_settings: Settings, monkeypatch: pytest.MonkeyPatch) -> typer.Typer:
    """The program, with a data folder of its own."""
    monkeypatch.setattr(program, "own_index", lambda *_: real_settings)
    app = typer.Typer()
    app.command()(program.main)
    return app


@pytest.mark.usefixtures("service")
def test_a_run_stores_every_answer_and_holds_its_gates(
    app: typer.Typer, small_set: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "run"
    arguments = ["--sets", str(small_set), "--out", str(folder)]
    result = CliRunner().invoke(app, arguments)
    assert result.exit_code == 0, result.output
    config, report = load_run(folder)
    lines = (folder / "answers.jsonl").read_text(encoding="utf-8").splitlines()
    answers = [Answer.model_validate(json.loads(line)["answer"]) for line in lines]
    assert len(answers) == len(report.questions) == TAKEN
    assert config.index_generations == sorted({each.index_generation for each in answers})
    assert report.figures["quotes_not_verbatim"] == 0
    assert "By category" in result.output
    # Without an unanswerable question the gate on them isn't measured, hence missed.
    gated = CliRunner().invoke(app, [*arguments[:2], "--out", str(tmp_path / "gated"), "--gate"])
    assert gated.exit_code == 1
    again = CliRunner().invoke(app, arguments)
    assert again.exit_code == 2


def test_an_evaluation_has_an_index_of_its_own(real_settings: Settings, tmp_path: Path) -> None:
    here, there = own_index(real_settings), own_index(real_settings, tmp_path)
    assert here.corpus_dir == real_settings.corpus_dir.resolve()
    assert there.corpus_dir == tmp_path
    assert len({here.data_dir, there.data_dir, real_settings.data_dir}) == 3
    with pytest.raises(InputError, match="There is no folder"):
        own_index(real_settings, tmp_path / "none")


def test_an_unknown_set_is_an_input_error(app: typer.Typer) -> None:
    assert CliRunner().invoke(app, ["--sets", "nothing"]).exit_code == 2
