"""What a check of a budget costs: `assistant check` as a whole process, and many in one process.

Run `python -m eval.bench.checks [--runs 9]`. One process before the counted ones fills the file
cache. Limits: 1 s for the median process on an idle machine, 1 s for 1,000 checks through the
service. Exit 1 when missed.
"""

from __future__ import annotations

import json
import statistics
import subprocess
import time
from typing import Annotated, Any

import typer

from assistant.service import Assistant
from assistant.settings import load_settings
from eval.bench.common import CALL, Workplace, command, finish, workplace

LIMIT_S = 1.0
CHECKS = 1000


def main(runs: Annotated[int, typer.Option(help="How many counted runs.", min=1)] = 9) -> None:
    """Measure whole processes of `assistant check`, and the service."""
    with workplace() as place:
        _process(place)
        cold = [_process(place) for _ in range(runs)]
        many = _many(place)
    median, slowest = statistics.median(cold), max(cold)
    finish(
        {
            "cold_seconds": [round(each, 3) for each in cold],
            "cold_median_s": round(median, 3),
            "cold_slowest_s": round(slowest, 3),
            "checks": CHECKS,
            "checks_s": round(many, 3),
            "limit_s": LIMIT_S,
        },
        f"assistant check cold: median {median:.2f} s, slowest {slowest:.2f} s of {runs}; "
        f"{CHECKS} checks: {many:.2f} s",
        median <= LIMIT_S and many <= LIMIT_S,
    )


def _process(place: Workplace) -> float:
    start = time.perf_counter()
    done = subprocess.run(
        command("check", "-", "--json"),
        input=json.dumps(_budget(0)).encode(),
        env=place.environment,
        capture_output=True,
        check=False,
    )
    seconds = time.perf_counter() - start
    if done.returncode != 0:
        raise RuntimeError(f"assistant check ended with {done.returncode}: {done.stderr!r}")
    return seconds


def _many(place: Workplace) -> float:
    settings = load_settings().model_copy(
        update={"corpus_dir": place.corpus, "data_dir": place.data}
    )
    service = Assistant(settings)
    bodies = [json.dumps(_budget(number)).encode() for number in range(CHECKS)]
    service.check(service.read_input(bodies[0], json_only=True))
    start = time.perf_counter()
    for body in bodies:
        service.check(service.read_input(body, json_only=True))
    seconds = time.perf_counter() - start
    service.close()
    return seconds


def _budget(number: int) -> dict[str, Any]:
    """Return a budget that uses every rule, another one for each number."""
    grant = 2_400_000 - number
    return {
        "call": CALL,
        "applicant": {"kind": "cluster_organisation", "designated": True},
        "submitted": "2022-05-20T09:30:00",
        "period": {"start": "2023-02-01", "end": "2025-01-31"},
        "costs": {"hovedstaden": 3_000_000, "sjaelland": 2_000_000},
        "financing": {"regionalfonden": grant, "partners": 5_000_000 - grant},
        "de_minimis": [
            {
                "undertaking": "87654321",
                "award_date": "2023-09-01",
                "amount_eur": 40_000 + number,
                "previous": [{"date": "2021-05-15", "amount_eur": 80_000}],
            }
        ],
    }


if __name__ == "__main__":
    typer.run(main)
