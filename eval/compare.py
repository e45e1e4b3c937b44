"""Hold run B against run A, question by question: `python -m eval.compare A B`.

The paired test is McNemar's, exact and two-sided: of the questions right in one run alone, the
number right in B alone is binomial with p = 1/2 if the runs are equally good (McNemar 1947; the
exact form as in Fagerland, Lydersen and Laake 2013).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.markup import escape
from scipy.stats import binomtest  # type: ignore[import-untyped]

from assistant.errors import AssistantError
from eval import tables
from eval.config import RunConfig
from eval.report import QuestionReport, Report
from eval.store import load_run

PAIRED = ("complete", "source_recall")
LISTED = (*PAIRED, "verdict", "wrong_yes", "abstention_recall", "status_right")


@dataclass(frozen=True, slots=True)
class Paired:
    """A metric on the questions that both runs judged: who got better, who worse, and p."""

    metric: str
    both: int
    better: tuple[str, ...]
    worse: tuple[str, ...]
    p: float


def compare(metric: str, before: Report, after: Report) -> Paired:
    """Pair the runs by question id on one metric."""
    a, b = _judged(before, metric), _judged(after, metric)
    shared = [each for each in a if each in b]
    better = tuple(each for each in shared if b[each] and not a[each])
    worse = tuple(each for each in shared if a[each] and not b[each])
    return Paired(metric, len(shared), better, worse, mcnemar(len(better), len(worse)))


def mcnemar(better: int, worse: int) -> float:
    """Return the two-sided exact p-value of McNemar's test; 1 when nothing changed."""
    if better + worse == 0:
        return 1.0
    return float(binomtest(better, better + worse, 0.5).pvalue)


def main(
    before: Annotated[Path, typer.Argument(metavar="A", help="The folder of a run.")],
    after: Annotated[Path, typer.Argument(metavar="B", help="The folder of a later run.")],
) -> None:
    """Show what got better and what got worse from run A to run B."""
    console = Console()
    try:
        (config_a, report_a), (config_b, report_b) = load_run(before), load_run(after)
    except AssistantError as error:
        Console(stderr=True).print(str(error), markup=False, highlight=False)
        raise typer.Exit(error.exit_code) from error
    _show_sets(config_a, config_b, console)
    _show_lonely(report_a, report_b, console)
    _show_figures(report_a, report_b, console)
    for metric in LISTED:
        _show_pairs(compare(metric, report_a, report_b), report_a, report_b, console)


def _judged(report: Report, metric: str) -> dict[str, bool]:
    return {
        each.id: each.judgements[metric] for each in report.questions if metric in each.judgements
    }


def _show_sets(a: RunConfig, b: RunConfig, console: Console) -> None:
    digests = {each.name: each.sha256 for each in a.sets}
    for each in b.sets:
        if digests.get(each.name, each.sha256) != each.sha256:
            console.print(f"[yellow]{escape(each.name)} is another version in B than in A[/yellow]")


def _show_lonely(a: Report, b: Report, console: Console) -> None:
    """Warn when the runs asked different questions: their figures don't compare, the pairs do."""
    only_a, only_b = _by_id(a).keys() - _by_id(b).keys(), _by_id(b).keys() - _by_id(a).keys()
    if only_a or only_b:
        console.print(
            f"[yellow]{len(only_a)} questions only in A, {len(only_b)} only in B: compare the "
            "pairs below, not the figures[/yellow]"
        )


def _show_figures(a: Report, b: Report, console: Console) -> None:
    for name, value in b.figures.items():
        old = tables.figure(name, a.figures.get(name))
        console.print(f"{name:24}{old:>8} -> {tables.figure(name, value):>8}", highlight=False)


def _show_pairs(pairs: Paired, a: Report, b: Report, console: Console) -> None:
    test = f", McNemar p = {pairs.p:.3g}" if pairs.metric in PAIRED else ""
    console.print(
        f"\n[bold]{pairs.metric}[/bold]: {len(pairs.better)} better, {len(pairs.worse)} worse of "
        f"{pairs.both}{test}",
        highlight=False,
    )
    old, new = _by_id(a), _by_id(b)
    for sign, ids in (("[green]+[/green]", pairs.better), ("[red]-[/red]", pairs.worse)):
        for each in ids:
            change = f"{tables.got(old[each])} -> {tables.got(new[each])}"
            lines = [
                f"  {sign} {escape(each)} {escape(new[each].question)}",
                f"      {escape(change)} {escape('; '.join(new[each].why))}",
            ]
            console.print("\n".join(lines), highlight=False, soft_wrap=True)


def _by_id(report: Report) -> Mapping[str, QuestionReport]:
    return {each.id: each for each in report.questions}


if __name__ == "__main__":
    typer.run(main)
