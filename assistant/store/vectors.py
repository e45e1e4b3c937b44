"""Vectors of questions, kept so that each is computed once by a model."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import delete, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from assistant.store.database import Database
from assistant.store.models import VectorRow

Embed = Callable[[Sequence[str]], Sequence[Sequence[float]]]
Vector = NDArray[np.float32]
# What is used is marked so at most this often: marking it writes.
_MARKED_EVERY = timedelta(days=7)
# SQLite takes a limited number of values in one statement.
_AT_ONCE = 500


class QuestionVectors:
    """Unit vectors of masked questions by the model that `fingerprint` names.

    Its methods raise MissingPartError `no_database`, and what `embed` raises.
    """

    def __init__(self, database: Database, embed: Embed, fingerprint: str) -> None:
        self._database = database
        self._embed = embed
        self._fingerprint = fingerprint

    def of(self, texts: Sequence[str], now: datetime, most: int | None = None) -> dict[str, Vector]:
        """Return the vectors of `texts`, computing and keeping what is not kept yet.

        With `most`, of those only so many, the first; the others are left out this time.
        """
        wanted = {self.key(text): text for text in texts}
        with self._database.session() as session:
            kept = _kept(session, list(wanted), now)
        missing = [key for key in wanted if key not in kept][:most]
        if missing:
            # Outside a transaction: nobody waits with writing while the model works.
            found = self._embed([wanted[key] for key in missing])
            made = {key: np.asarray(one, "<f4") for key, one in zip(missing, found, strict=True)}
            self._keep(made, now)
            kept |= made
        return {text: kept[key] for key, text in wanted.items() if key in kept}

    def forget(self, session: Session, texts: Sequence[str]) -> None:
        """Delete what is kept of `texts`, in the caller's transaction."""
        for some in _portions([self.key(text) for text in texts]):
            session.execute(delete(VectorRow).where(VectorRow.key.in_(some)))

    def key(self, text: str) -> str:
        """Return the digest of model and text that the vector is kept by."""
        return vector_key(self._fingerprint, text)

    def _keep(self, made: dict[str, Vector], now: datetime) -> None:
        with self._database.session() as session:
            for key, vector in made.items():
                _add(session, VectorRow(key=key, vector=vector.tobytes(), used_at=now))


def vector_key(fingerprint: str, text: str) -> str:
    """Return the digest of a model and a text."""
    return hashlib.sha256(f"{fingerprint}\0{text}".encode()).hexdigest()


def _kept(session: Session, keys: Sequence[str], now: datetime) -> dict[str, Vector]:
    found: dict[str, Vector] = {}
    for some in _portions(keys):
        chosen = VectorRow.key.in_(some)
        for row in session.execute(select(VectorRow.key, VectorRow.vector).where(chosen)):
            found[row.key] = np.frombuffer(row.vector, "<f4")
        late = VectorRow.used_at < now - _MARKED_EVERY
        session.execute(update(VectorRow).where(chosen, late).values(used_at=now))
    return found


def _add(session: Session, row: VectorRow) -> None:
    try:
        with session.begin_nested():
            session.add(row)
    except IntegrityError:
        pass  # somebody else computed it in the meantime


def _portions(keys: Sequence[str]) -> list[Sequence[str]]:
    return [keys[at : at + _AT_ONCE] for at in range(0, len(keys), _AT_ONCE)]
