"""Trains the judge of doubtful sentences (`assistant.desk.mail.judge`), and measures it.

`asks.txt` and `talk.txt` hold sentences that ask for something and sentences that do not, written
for this in Danish, English, Swedish, Norwegian and German; the sentences of `eval/mails` and of the
folders in it join them. A sentence of a mail asks where an expected question stands in it. Nothing
here is drawn by chance but the order in which the solver takes the rows (`SEED`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from zlib import crc32

import numpy as np
from sklearn.linear_model import LogisticRegression

from assistant.desk.mail.judge import Embed, Judge, row
from assistant.desk.mail.sentences import blocks, sentences
from eval.mails import FOLDER as MAILS
from eval.mails import Expected, load_expected, read_expected

FOLDER = Path(__file__).parent
SEED = 7
STRENGTH = 0.3
FOLDS = 10
_ENOUGH = 0.85
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Labelled:
    """A sentence, whether it asks, and the set of mails it is from (`written` for none)."""

    text: str
    asks: bool
    set: str = "written"
    fold: int = -1


def written() -> list[Labelled]:
    """Return the sentences that were written for the judge."""
    return [
        Labelled(line, name == "asks")
        for name in ("asks", "talk")
        for line in (FOLDER / f"{name}.txt").read_text(encoding="utf-8").splitlines()
        if line.strip()
    ]


def every_mail() -> list[tuple[Path, Expected]]:
    """Return the mails with known questions, each with the folder it lies in."""
    folders = [MAILS, *sorted(each.parent for each in MAILS.glob("*/expected.jsonl"))]
    return [(folder, each) for folder in folders for each in load_expected(folder)]


def fold_of(expected: Expected) -> int:
    """Return the part of `FOLDS` that a mail is in, by its name alone."""
    return crc32(f"{expected.set}/{expected.file}".encode()) % FOLDS


def from_mails() -> list[Labelled]:
    """Return the sentences of the newest message of each mail with known questions."""
    found: dict[tuple[str, str], Labelled] = {}
    for folder, expected in every_mail():
        mail = read_expected(expected, folder)
        wanted = [set(_WORD.findall(each.lower())) for each in expected.questions]
        lines = [
            (part.start, part.end)
            for part in mail.parts
            if part.kind in ("background", "question", "greeting")
        ]
        for block in blocks(mail.text, lines, lambda line: False):
            for sentence in sentences(mail.text, block):
                words = set(_WORD.findall(sentence.text.lower()))
                asks = any(len(each & words) >= _ENOUGH * len(each) for each in wanted)
                key = (expected.set, sentence.text)
                found[key] = Labelled(sentence.text, asks, expected.set, fold_of(expected))
    return list(found.values())


@dataclass(frozen=True, slots=True)
class Trained:
    """The weights of a judge on vectors of `embed`."""

    weights: tuple[float, ...]
    intercept: float


def train(rows: Sequence[Labelled], embed: Embed) -> Trained:
    """Fit the regression (L2, both answers weighed alike); deterministic for the same rows."""
    texts = [each.text for each in rows]
    values = np.array([row(vector, text) for vector, text in zip(embed(texts), texts, strict=True)])
    solver = LogisticRegression(
        C=STRENGTH, class_weight="balanced", max_iter=2000, random_state=SEED
    ).fit(values, [each.asks for each in rows])
    weights = tuple(round(float(each), 4) for each in solver.coef_[0])
    return Trained(weights, round(float(solver.intercept_[0]), 4))


def judge_of(trained: Trained, embed: Embed) -> Judge:
    """Return the judge with these weights."""

    def judge(texts: Sequence[str]) -> list[float]:
        vectors = embed(list(texts)) if texts else []
        rows = np.array([row(each, text) for each, text in zip(vectors, texts, strict=True)])
        if not texts:
            return []
        chances = 1 / (1 + np.exp(-(rows @ np.array(trained.weights) + trained.intercept)))
        return [float(each) for each in chances]

    return judge


def without(rows: Iterable[Labelled], fold: int) -> list[Labelled]:
    """Return the rows of all mails but those of a fold, and none that says the same as theirs."""
    kept = list(rows)
    said = {each.text for each in kept if each.fold == fold}
    return [each for each in kept if each.fold != fold and each.text not in said]
