"""Ask the question sets and report: `make eval`, or `python -m eval.run --help`."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import Progress

from assistant.errors import AssistantError, CorpusError, InputError
from assistant.service import Assistant
from assistant.settings import Settings, load_settings
from eval.asking import ask_all, documents, warm_up
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
    corpus: Annotated[
        Path | None, typer.Option(help="Another corpus folder; default: the setting's.")
    ] = None,
    call: Annotated[str | None, typer.Option(help="Ask about this call only.")] = None,
    out: Annotated[
        Path | None, typer.Option(help="The run's folder; default eval/runs/<time>.")
    ] = None,
    gate: Annotated[bool, typer.Option(help="Exit 1 when a gate is missed.")] = False,
) -> None:
    """Ask the question sets through the real service, store the run and print the figures."""
    console = Console()
    try:
        folder, loaded = _folder(out), load_sets(_names(sets or []))
        settings = own_index(load_settings(), corpus)
        report = run(settings, loaded, call, folder, console)
    except AssistantError as error:
        Console(stderr=True).print(str(error), markup=False, highlight=False)
        raise typer.Exit(error.exit_code) from error
    if gate and not report.gates_held:
        raise typer.Exit(1)


def run(
    settings: Settings, sets: list[QuestionSet], call: str | None, folder: Path, console: Console
) -> Report:
    """Ask the sets, write the run into `folder` and show it on the console."""
    service = Assistant(settings)
    try:
        _refresh(service)
        warm_up(service, sets)
        answered = _ask_with_bar(service, sets, call)
        report = make_report(answered, documents(service))
    finally:
        service.close()
    generations = [each.answer.index_generation for each in answered]
    write(folder, make_config(settings, sets, generations, call), answered, report)
    show(report, console)
    console.print(f"Stored in {folder}", markup=False, highlight=False)
    return report


def own_index(settings: Settings, corpus: Path | None = None) -> Settings:
    """Return the settings with a corpus and a data folder for evaluations of that corpus alone.

    Documents that somebody has added to the assistant's own data folder would change the figures.
    """
    corpus_dir = (corpus or settings.corpus_dir).resolve()
    if not corpus_dir.is_dir():
        raise InputError("no_corpus", f"There is no folder {corpus_dir}.", "Name one that exists.")
    digest = hashlib.sha256(str(corpus_dir).encode()).hexdigest()[:8]
    data_dir = settings.data_dir / "eval" / f"{corpus_dir.name}-{digest}"
    return settings.model_copy(update={"corpus_dir": corpus_dir, "data_dir": data_dir})


def _refresh(service: Assistant) -> None:
    """Bring the index up to the corpus as it is now: figures of an old one would mislead."""
    failed = service.ingest(None).failed
    if failed:
        raise CorpusError(failed[0].code, f"{failed[0].path}: {failed[0].message}")


def _ask_with_bar(service: Assistant, sets: list[QuestionSet], call: str | None) -> list[Answered]:
    with Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("Asking", total=sum(len(each.questions) for each in sets))
        return ask_all(service, sets, call, lambda: bar.advance(task))


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
