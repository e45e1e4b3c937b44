"""How long `assistant ask` takes as a whole process, from the shell's view.

Run `python -m eval.bench.cold_start [--runs 5]`. One run before that is not counted: it builds the
index and fills the file cache. Limit: 8 s for the slowest. Exit 1 when missed.
"""

from __future__ import annotations

import statistics
import time
from typing import Annotated

import typer

from eval.bench.common import Workplace, call, finish, must, some_questions, workplace

LIMIT_S = 8.0


def main(runs: Annotated[int, typer.Option(help="How many counted runs.", min=1)] = 5) -> None:
    """Measure whole processes of `assistant ask`."""
    with workplace() as place:
        questions = some_questions([], runs + 1)
        _seconds(place, questions[0].question)
        seconds = [_seconds(place, question.question) for question in questions[1:]]
    slowest, median = max(seconds), statistics.median(seconds)
    finish(
        {
            "seconds": [round(each, 2) for each in seconds],
            "median_s": round(median, 2),
            "slowest_s": round(slowest, 2),
            "limit_s": LIMIT_S,
        },
        f"assistant ask cold: median {median:.1f} s, slowest {slowest:.1f} s of {runs}",
        slowest <= LIMIT_S,
    )


def _seconds(place: Workplace, question: str) -> float:
    start = time.perf_counter()
    must(call(place, "ask", question, "--json"))
    return time.perf_counter() - start


if __name__ == "__main__":
    typer.run(main)
