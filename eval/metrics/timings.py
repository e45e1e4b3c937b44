"""timings: median and 95th percentile of `timings_ms`, of the whole and of each stage.

The 95th percentile is the linear interpolation between closest ranks (numpy's default,
Hyndman and Fan 1996, type 7). Milliseconds.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from assistant.types import Answer


@dataclass(frozen=True, slots=True)
class Spread:
    """Median, 95th percentile and maximum in milliseconds, over `n` answers."""

    median: float
    p95: float
    maximum: float
    n: int


def spread(values: Sequence[float]) -> Spread:
    """Return the spread of at least one value; raises ValueError for none."""
    if not values:
        raise ValueError("no times to summarise")
    median, p95 = np.percentile(values, [50, 95])
    return Spread(round(float(median), 2), round(float(p95), 2), round(max(values), 2), len(values))


def spreads(answers: Sequence[Answer]) -> dict[str, Spread]:
    """Return the spread of every stage that the answers name, `total` last."""
    stages: dict[str, list[float]] = {}
    for answer in answers:
        for stage, milliseconds in answer.timings_ms.items():
            stages.setdefault(stage, []).append(milliseconds)
    ordered = sorted(stages, key=lambda stage: stage == "total")
    return {stage: spread(stages[stage]) for stage in ordered}
