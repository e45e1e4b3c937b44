"""A run's folder: config.json, answers.jsonl, report.json, report.md."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from pydantic import BaseModel, ValidationError

from assistant.errors import InputError
from eval.config import RunConfig
from eval.markdown import to_markdown
from eval.report import Answered, Report

CONFIG = "config.json"
REPORT = "report.json"


class AnswerLine(BaseModel):
    """A line of answers.jsonl: the question's id and set, and the whole answer."""

    set_name: str
    id: str
    answer: dict[str, object]


def write(folder: Path, config: RunConfig, answered: Sequence[Answered], report: Report) -> None:
    """Write config.json, answers.jsonl, report.json and report.md."""
    folder.mkdir(parents=True, exist_ok=True)
    lines = [
        AnswerLine(
            set_name=each.set_name, id=each.question.id, answer=each.answer.model_dump(mode="json")
        ).model_dump_json()
        for each in answered
    ]
    _write(folder / CONFIG, config.model_dump_json(indent=2))
    _write(folder / "answers.jsonl", "\n".join(lines))
    _write(folder / REPORT, report.model_dump_json(indent=2))
    _write(folder / "report.md", to_markdown(report, config).rstrip("\n"))


def load_run(folder: Path) -> tuple[RunConfig, Report]:
    """Read a run's folder. Raises InputError when it isn't one."""
    try:
        config = RunConfig.model_validate_json((folder / CONFIG).read_bytes())
        return config, Report.model_validate_json((folder / REPORT).read_bytes())
    except (OSError, ValidationError) as error:
        raise InputError(
            "bad_run", f"{folder} is not the folder of a run: {error}", "Make one with eval.run."
        ) from error


def _write(path: Path, text: str) -> None:
    path.write_text(text + "\n", encoding="utf-8", newline="\n")
