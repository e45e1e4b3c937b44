"""The figures an evaluation has to reach; `make eval GATE=1` and `eval.run --gate` hold them."""

from __future__ import annotations

import operator
from collections.abc import Callable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Gate:
    """A figure's name, the side it has to stay on, and the limit."""

    figure: str
    sign: str
    limit: float


@dataclass(frozen=True, slots=True)
class GateResult:
    """A gate against its figure; a figure that wasn't measured (None) misses its gate."""

    gate: Gate
    value: float | None
    held: bool


SIGNS: Mapping[str, Callable[[float, float], bool]] = {">=": operator.ge, "<=": operator.le}

GATES: tuple[Gate, ...] = (
    Gate("source_recall", ">=", 0.95),
    Gate("complete", ">=", 0.90),
    Gate("abstention_recall", ">=", 0.90),
    Gate("answerable_refused", "<=", 0.05),
    Gate("wrong_yes", "<=", 0),
    Gate("numbers_unaccounted", "<=", 0),
    Gate("quotes_not_verbatim", "<=", 0),
    Gate("median_ms", "<=", 60),
    Gate("p95_ms", "<=", 120),
)


def hold(figures: Mapping[str, float | None]) -> list[GateResult]:
    """Hold every gate against the figures."""
    return [_hold(gate, figures.get(gate.figure)) for gate in GATES]


def _hold(gate: Gate, value: float | None) -> GateResult:
    held = value is not None and SIGNS[gate.sign](value, gate.limit)
    return GateResult(gate, value, held)
