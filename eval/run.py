"""Ask the question sets and report: `make eval`, or `python -m eval.run --help`."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer
from assistant.service import Assistant
from rich.console import Console
from rich.progress import Progress

from assistant.errors import AssistantError, InputError
from assistant.settings import load_settings
from eval.asking import ask_all, documents
from eval.config import make_config
from eval.questions import QuestionSet, load_sets
from eval.report import Answered, Report, make_report
from eval.show import show
from eval.store import REPORT, write

RUNS = Path(__file__).parent / "runs"


def main(
    sets: Annotated[
        list[str] | None, typer.Option(help="A set or a path; all dev sets when none is named.")
    ] = None,
    out: Annotated[
        Path | None, typer.Option(help="The run's folder; default eval/runs/<time>.")
    ] = None,
    gate: Annotated[bool, typer.Option(help="Exit 1 when a gate is missed.")] = False,
) -> None:
    """Ask the question sets through the real service, store the run and print the figures."""
    console = Console()
    try:
        report = run(load_sets(_names(sets or [])), _folder(out), console)
    except AssistantError as error:
        Console(stderr=True).print(str(error), markup=False, highlight=False)
        raise typer.Exit(error.exit_code) from error
    if gate and not report.gates_held:
        raise typer.Exit(1)


def run(sets: list[QuestionSet], folder: Path, console: Console) -> Report:
    """Ask the sets, write the run into `folder` and show it on the console."""
    settings = load_settings()
    service = Assistant(settings)
    try:
        service.ensure_ready()
        # The first answer loads the model; the figures are of a warm one.
        service.ask(sets[0].questions[0].to_ask())
        answered = _ask_with_bar(service, sets)
        report = make_report(answered, documents(service))
    finally:
        service.close()
    generations = [each.answer.index_generation for each in answered]
    write(folder, make_config(settings, sets, generations), answered, report)
    show(report, console)
    console.print(f"Stored in {folder}", markup=False, highlight=False)
    return report


def _ask_with_bar(service: Assistant, sets: list[QuestionSet]) -> list[Answered]:
    with Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("Asking", total=sum(len(each.questions) for each in sets))
        return ask_all(service, sets, lambda: bar.advance(task))


def _names(options: list[str]) -> list[str]:
    return [name for option in options for name in option.split(",") if name]


def _folder(out: Path | None) -> Path:
    folder = out or RUNS / f"{datetime.now(UTC):%Y%m%dT%H%M%SZ}"
    if (folder / REPORT).exists():
        raise InputError(
            "run_exists", f"{folder} holds a run already.", "Name another folder with --out."
        )
    return folder


if __name__ == "__main__":
    typer.run(main)
