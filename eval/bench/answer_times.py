"""How long an answer takes, model warm: median and 95th percentile of `timings_ms` by stage.

Run `python -m eval.bench.answer_times [--sets dev-da] [--rounds 3]`; all dev sets when none is
named. Every question is asked once a round, after the first one of each set, which isn't counted;
`wall` is the time around the call, as the caller sees it. Limits for `total`: median 60 ms, 95th
percentile 120 ms. Exit 1 when missed.
"""

from __future__ import annotations

import time
from dataclasses import asdict
from typing import Annotated

import typer

from assistant.service import Assistant
from assistant.settings import load_settings
from assistant.types import Answer
from eval.asking import warm_up
from eval.bench.common import finish
from eval.metrics.timings import spread, spreads
from eval.questions import QuestionSet, load_sets

MEDIAN_MS, P95_MS = 60, 120


def main(
    sets: Annotated[list[str] | None, typer.Option(help="A question set; repeatable.")] = None,
    rounds: Annotated[int, typer.Option(help="How often every question is asked.", min=1)] = 3,
) -> None:
    """Measure the times of answers in this process."""
    loaded = load_sets(sets or [])
    answers, walls = _ask(loaded, rounds)
    stages = spreads(answers)
    total = stages["total"]
    finish(
        {
            "questions": len(answers) // rounds,
            "rounds": rounds,
            "stages_ms": {name: asdict(each) for name, each in stages.items()},
            "wall_ms": asdict(spread(walls)),
            "limits_ms": {"median": MEDIAN_MS, "p95": P95_MS},
        },
        f"{total.n} answers, median {total.median:.1f} ms, 95th percentile {total.p95:.1f} ms",
        total.median <= MEDIAN_MS and total.p95 <= P95_MS,
    )


def _ask(sets: list[QuestionSet], rounds: int) -> tuple[list[Answer], list[float]]:
    questions = [question for each in sets for question in each.questions]
    service = Assistant(load_settings())
    try:
        service.ensure_ready()
        warm_up(service, sets)
        answers, walls = [], []
        for question in questions * rounds:
            start = time.perf_counter()
            answers.append(service.ask(question.to_ask()))
            walls.append((time.perf_counter() - start) * 1000)
    finally:
        service.close()
    return answers, walls


if __name__ == "__main__":
    typer.run(main)
