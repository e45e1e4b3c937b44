"""Vectors of questions are computed once for each model, and can be forgotten."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from sqlalchemy import select

from assistant.store.database import Database
from assistant.store.models import VectorRow
from assistant.store.vectors import QuestionVectors
from tests.store import made

if TYPE_CHECKING:
    from assistant.index.model.embedding import LocalEmbedding

TEXTS = ["Hvem kan søge?", "Hvad koster det?", "Hvornår er fristen?"]


class Counting:
    """The real model, and what it was asked for."""

    def __init__(self, embedding: LocalEmbedding) -> None:
        self.embedding = embedding
        self.asked: list[str] = []

    def __call__(self, texts: Sequence[str]) -> Sequence[Sequence[float]]:
        self.asked += texts
        return self.embedding.get_query_embeddings(list(texts))


def test_each_is_computed_once(tmp_path: Path, embedding: LocalEmbedding) -> None:
    database, model = Database(made.settings(tmp_path)), Counting(embedding)
    first = QuestionVectors(database, model, "m1").of([*TEXTS, TEXTS[0]], made.NOW)
    again = QuestionVectors(Database(made.settings(tmp_path)), model, "m1").of(TEXTS, made.NOW)
    assert model.asked == TEXTS
    assert list(first) == list(again) == TEXTS
    for text in TEXTS:
        assert np.array_equal(first[text], again[text])
        assert np.allclose(again[text], embedding.get_query_embedding(text), atol=1e-3)


def test_those_of_another_model_are_others(tmp_path: Path, embedding: LocalEmbedding) -> None:
    database, model = Database(made.settings(tmp_path)), Counting(embedding)
    for fingerprint in ("m1", "m2"):
        QuestionVectors(database, model, fingerprint).of(TEXTS[:1], made.NOW)
    assert model.asked == TEXTS[:1] * 2


def test_no_more_are_computed_than_may_be(tmp_path: Path, embedding: LocalEmbedding) -> None:
    vectors = QuestionVectors(Database(made.settings(tmp_path)), Counting(embedding), "m1")
    assert list(vectors.of(TEXTS, made.NOW, 1)) == TEXTS[:1]
    assert list(vectors.of(TEXTS, made.NOW, 1)) == TEXTS[:2]
    assert list(vectors.of(TEXTS, made.NOW, 0)) == TEXTS[:2]


def test_what_is_forgotten_is_gone(tmp_path: Path, embedding: LocalEmbedding) -> None:
    database = Database(made.settings(tmp_path))
    vectors = QuestionVectors(database, Counting(embedding), "m1")
    vectors.of(TEXTS, made.NOW)
    with database.session() as session:
        vectors.forget(session, TEXTS[:2])
    assert list(vectors.of(TEXTS, made.NOW, 0)) == TEXTS[2:]


def test_what_is_used_is_marked_so(tmp_path: Path, embedding: LocalEmbedding) -> None:
    database = Database(made.settings(tmp_path))
    vectors = QuestionVectors(database, Counting(embedding), "m1")
    vectors.of(TEXTS[:2], made.NOW)
    later = made.NOW + timedelta(days=30)
    vectors.of(TEXTS[:1], later)
    with database.session() as session:
        used = {row.key: row.used_at for row in session.scalars(select(VectorRow))}
    assert used == {vectors.key(TEXTS[0]): later, vectors.key(TEXTS[1]): made.NOW}
