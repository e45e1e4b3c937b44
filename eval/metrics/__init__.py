"""The metrics, one a file; each file's docstring opens with the definition."""

from __future__ import annotations

from eval.metrics import (
    abstention_precision,
    abstention_recall,
    answerable_refused,
    complete,
    forbidden,
    language_right,
    lengths,
    markers_matched,
    numbers_accounted,
    quotes_verbatim,
    source_any,
    source_recall,
    status_right,
    sums,
    verdict,
    verdict_opening,
    wrong_yes,
)
from eval.metrics.base import Metric

METRICS: tuple[Metric, ...] = (
    Metric("source_recall", source_recall.judge),
    Metric("source_any", source_any.judge),
    Metric("complete", complete.judge),
    Metric("verdict", verdict.judge),
    Metric("wrong_yes", wrong_yes.judge, "count"),
    Metric("abstention_precision", abstention_precision.judge),
    Metric("abstention_recall", abstention_recall.judge),
    Metric("answerable_refused", answerable_refused.judge, "rate"),
    Metric("status_right", status_right.judge),
    Metric("language_right", language_right.judge),
    Metric("forbidden", forbidden.judge, "count"),
    Metric("numbers_unaccounted", numbers_accounted.judge, "count"),
    Metric("quotes_not_verbatim", quotes_verbatim.judge, "count"),
    Metric("markers_matched", markers_matched.judge),
    Metric("verdict_opening", verdict_opening.judge),
    Metric("lengths", lengths.judge),
    Metric("sums", sums.judge),
)
