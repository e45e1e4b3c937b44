"""What a metric is: a judgement on one case, and a share or a count over many."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from assistant.types import Answer, SourceView
from eval.questions import ABSTENTIONS, Question

MARKER = re.compile(r"\s*\[\d+\]")
Kind = Literal["share", "rate", "count"]


@dataclass(frozen=True, slots=True)
class Case:
    """A question with the answer it got; `sources` are the documents with text, by id."""

    question: Question
    answer: Answer
    sources: Mapping[str, SourceView]

    @property
    def abstained(self) -> bool:
        """Whether the answer says that it has none."""
        return self.answer.status in ABSTENTIONS

    @property
    def said(self) -> str:
        """The answer's text without its `[n]` markers."""
        return MARKER.sub("", self.answer.answer)

    @property
    def quotes(self) -> list[str]:
        """The quotes of the answer's citations."""
        return [citation.quote for citation in self.answer.citations]


@dataclass(frozen=True, slots=True)
class Judgement:
    """Whether a case is right by one metric, and if not, why."""

    ok: bool
    why: str = ""


Judge = Callable[[Case], Judgement | None]


@dataclass(frozen=True, slots=True)
class Metric:
    """A named judge; None from it means that the metric doesn't apply to the case.

    A `share` is right / judged cases, more is better; a `rate` is wrong / judged, less is better; a
    `count` is the number of wrong cases, less is better.
    """

    name: str
    judge: Judge
    kind: Kind = "share"


@dataclass(frozen=True, slots=True)
class Score:
    """A metric over many cases: `value` is None for a share or rate of no cases."""

    value: float | None
    cases: int
    wrong: int


def missing_from(
    needed: Iterable[tuple[str, ...]], missing: Callable[[tuple[str, ...]], bool]
) -> str:
    """Name, by its first alternative, each needed thing that is missing; "" if none is."""
    return ", ".join(repr(each[0]) for each in needed if missing(each))


def score(metric: Metric, judgements: Iterable[Judgement | None]) -> Score:
    """Return the metric's value over the judgements that it gave."""
    given = [judgement for judgement in judgements if judgement is not None]
    wrong = sum(not judgement.ok for judgement in given)
    if metric.kind == "count":
        return Score(float(wrong), len(given), wrong)
    if not given:
        return Score(None, 0, 0)
    part = wrong if metric.kind == "rate" else len(given) - wrong
    return Score(part / len(given), len(given), wrong)
