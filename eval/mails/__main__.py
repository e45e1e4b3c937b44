"""Shows how many questions of the mails are found: `python -m eval.mails [--sets dev]`.

Exit 1 where a set misses a recall of 0.95 or a precision of 0.9, or a language or mark is wrong.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path
from typing import Annotated

import typer

from eval.mails import FOLDER, PRECISION, RECALL, Judged, judge, load_expected
from eval.metrics.mails import Matched


def main(
    sets: Annotated[
        str, typer.Option(help="Which sets, comma between.")
    ] = "dev,heldout,heldout-2,heldout-3,heldout-4,heldout-5,others-1,others-2",
    folder: Annotated[Path, typer.Option(help="Where expected.jsonl and the mails are.")] = FOLDER,
    faults: Annotated[bool, typer.Option(help="Show what was missed.")] = True,
) -> None:
    """Measure recall and precision, by mail and by set."""
    missed = False
    for name in sets.split(","):
        start = time.perf_counter()
        judged = [judge(each, folder) for each in load_expected(folder) if each.set == name]
        seconds = time.perf_counter() - start
        if not judged:
            raise typer.BadParameter(f"there is no set {name!r}", param_hint="--sets")
        for each in judged:
            _show(each, faults)
        total = sum((each.questions for each in judged), Matched())
        wrong = sum(bool(each.faults) for each in judged)
        print(
            f"{name}: {len(judged)} mails, {total.expected} questions, recall {total.recall:.3f}, "
            f"precision {total.precision:.3f}, {wrong} with another fault; "
            f"{1000 * seconds / len(judged):.0f} ms a mail"
        )
        missed |= total.recall < RECALL or total.precision < PRECISION or wrong > 0
    sys.exit(missed)


def _show(judged: Judged, faults: bool) -> None:
    figures = judged.questions
    print(
        f"  {judged.expected.file}: {figures.right} of {figures.expected}, "
        f"{len(figures.wrong)} too many"
    )
    if faults:
        for text in figures.missed:
            print(f"    missed: {text}")
        for text in figures.wrong:
            print(f"    wrong:  {text}")
        for text in judged.faults:
            print(f"    {text}")


if __name__ == "__main__":
    typer.run(main)
