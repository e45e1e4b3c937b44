"""What nobody foresaw: a short message, the error object, and the traceback in the log alone."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import typer

from assistant.doors import guard, log
from assistant.errors import MissingPartError

app = typer.Typer(cls=guard.Commands)


@app.command()
def unforeseen(as_json: bool = typer.Option(False, "--json")) -> None:
    raise ZeroDivisionError("a secret detail")


@app.command()
def missing(as_json: bool = typer.Option(False, "--json")) -> None:
    raise MissingPartError("no_index", "There is no index.", "Run `assistant ingest`.")


def test_an_unforeseen_error_is_logged_not_shown(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("ASSISTANT_DATA_DIR", str(tmp_path))
    log.configure()
    assert guard.run(app, ["unforeseen", "--json"]) == 3
    shown = capsys.readouterr()
    assert json.loads(shown.out)["error"]["code"] == "internal"
    assert "Traceback" not in shown.err
    assert "a secret detail" not in shown.err + shown.out
    assert "a secret detail" in log.log_file().read_text(encoding="utf-8")


def test_a_missing_part_is_code_3(capsys: pytest.CaptureFixture[str]) -> None:
    assert guard.run(app, ["missing"]) == 3
    shown = capsys.readouterr()
    assert shown.out == ""
    assert shown.err == "Error: There is no index.\nRun `assistant ingest`.\n"


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (["ask", "x", "--json"], True),
        (["ask", "--batch", "-"], True),
        (["ask", "--batch=x"], True),
        (["ask", "x"], False),
        (["ask", "--", "--json"], False),
    ],
)
def test_json_is_recognised_before_parsing(arguments: list[str], expected: bool) -> None:
    assert guard.wants_json(arguments) is expected
