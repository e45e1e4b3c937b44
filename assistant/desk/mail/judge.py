"""A trained judge of doubtful sentences: does this one ask us for something?

Logistic regression on the vector of the sentence and a few traits of its surface. It was trained by
`python -m eval.mail_judge` on sentences written for it and on those of `eval/mails`; the
coefficients lie in `judge.json` with the model whose vectors they weigh.
"""

from __future__ import annotations

import json
import logging
import math
import re
from collections.abc import Callable, Sequence
from functools import cache
from importlib import resources
from typing import Any

from assistant.errors import MissingPartError

logger = logging.getLogger(__name__)

Embed = Callable[[Sequence[str]], Sequence[Sequence[float]]]
Judge = Callable[[Sequence[str]], Sequence[float]]
"""From sentences to the probability of each that it asks; empty where it can't tell."""

VECTOR_SCALE = 10.0
_TAG = re.compile(r", *(?:\w+ ){0,3}\w+\?$")
_SHORT, _LONG = 4, 30


def traits(text: str) -> list[float]:
    """Return what of the surface counts: a mark, few words, how many, a tag at the end; 0 to 1."""
    count = len(text.split())
    return [
        float("?" in text),
        float(count <= _SHORT),
        min(count, _LONG) / _LONG,
        float(_TAG.search(text) is not None),
    ]


def row(vector: Sequence[float], text: str) -> list[float]:
    """Return what the regression takes of one sentence; `vector` has length 1."""
    return [*(VECTOR_SCALE * value for value in vector), *traits(text)]


@cache
def _trained() -> dict[str, Any]:
    file = resources.files("assistant.desk.mail") / "judge.json"
    data: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
    return data


def trained_judge(embed: Embed, model: str) -> Judge | None:
    """Return the judge on the vectors of `embed`; None where it was trained on another model's."""
    data = _trained()
    if data["model"] != model:
        return None

    def judge(texts: Sequence[str]) -> list[float]:
        try:
            vectors = embed(list(texts)) if texts else []
        except MissingPartError:
            logger.info("no embedding model: the rules decide alone which sentences ask")
            return []
        return [_probability(row(each, text)) for each, text in zip(vectors, texts, strict=True)]

    return judge


def _probability(values: list[float]) -> float:
    data = _trained()
    total = data["intercept"] + sum(
        weight * value for weight, value in zip(data["weights"], values, strict=True)
    )
    return 1 / (1 + math.exp(-max(-50.0, min(50.0, total))))
