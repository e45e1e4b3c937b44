"""Editors' facts on top of the index: used as soon as they are kept, in whatever process.

Whether anything changed is told by the database's files, which costs two looks at the disk; a
database on a server is asked every few seconds.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from sqlalchemy import select

from assistant.errors import AssistantError, CorpusError
from assistant.gaps.facts import NewFactRow, in_use, to_fact
from assistant.store.models import VectorRow
from assistant.store.place import database_file, is_there
from assistant.store.vectors import QuestionVectors, Vector, vector_key
from assistant.types import Fact

if TYPE_CHECKING:
    from assistant.answer.reader import Reader
    from assistant.host import Host

_LOG = logging.getLogger(__name__)
_SERVER_SECONDS = 3.0
_RETRY_SECONDS = 5.0
_WAIT_SECONDS = 1.0

Stamp = tuple[object, ...]


@dataclass(frozen=True, slots=True)
class _Known:
    """What was joined last: to which reader, with which facts, of which state of the database."""

    base: Reader
    joined: Reader
    facts: tuple[NewFactRow, ...]
    stamp: Stamp


class Overlay:
    """Joins the facts that were not taken back to a reader. Safe for threads."""

    def __init__(self, host: Host) -> None:
        self._host = host
        self._lock = threading.Lock()
        self._known: _Known | None = None
        self._changes = 0
        self._failed_at = -_RETRY_SECONDS

    def changed(self) -> None:
        """Look into the database again, whatever its files say."""
        self._changes += 1

    def joined(self, reader: Reader) -> Reader:
        """Return `reader` with the facts in use, itself where there are none.

        A database that can't be read takes away nothing: what was known before stays in use.
        """
        stamp = self._stamp()
        known = self._known
        if known is not None and known.base is reader and known.stamp == stamp:
            return known.joined
        waits = -1.0 if known is None or known.base is not reader else _WAIT_SECONDS
        if not self._lock.acquire(timeout=waits):
            # The database is slow to answer just now; who asks does not have to wait for it.
            assert known is not None
            return known.joined
        try:
            known = self._known
            if known is None or known.base is not reader or known.stamp != stamp:
                self._known = known = self._renewed(reader, known, stamp)
            return known.joined
        finally:
            self._lock.release()

    def vectors(self, texts: Sequence[str], now: datetime) -> dict[str, Vector]:
        """Return the vectors of texts, which are kept."""
        host = self._host
        keeper = QuestionVectors(host.database(), host.embed, host.model_fingerprint())
        return keeper.of(list(dict.fromkeys(texts)), now)

    def mark_used(self, now: datetime) -> None:
        """Keep the vectors of the facts in use from being deleted as old."""
        with self._host.database().session() as session:
            texts = [way.text for _, _, fact in in_use(session) for way in fact.ways]
        if texts:
            self.vectors(texts, now)

    def _renewed(self, reader: Reader, known: _Known | None, stamp: Stamp) -> _Known:
        rows = self._rows(known)
        if known is not None and known.base is reader and known.facts == rows:
            return _Known(reader, known.joined, rows, stamp)
        facts = _usable(rows, reader)
        joined = reader
        if facts:
            texts = list(dict.fromkeys(p.text for fact in facts for p in fact.phrases))
            joined = reader.with_facts(facts, self._known_vectors(texts))
        return _Known(reader, joined, rows, stamp)

    def _known_vectors(self, texts: Sequence[str]) -> dict[str, Sequence[float]]:
        """Return the vectors of texts without keeping any: whoever asks does not write."""
        fingerprint = self._host.model_fingerprint()
        by_key = {vector_key(fingerprint, text): text for text in texts}
        query = select(VectorRow.key, VectorRow.vector).where(VectorRow.key.in_(by_key))
        try:
            with self._host.database().session() as session:
                kept = session.execute(query).all()
        except AssistantError:
            kept = []
        vectors: dict[str, Sequence[float]] = {
            by_key[row.key]: np.frombuffer(row.vector, "<f4").tolist() for row in kept
        }
        missing = [text for text in texts if text not in vectors]
        made = self._host.embed(missing) if missing else []
        return vectors | dict(zip(missing, made, strict=True))

    def _rows(self, known: _Known | None) -> tuple[NewFactRow, ...]:
        before = known.facts if known is not None else ()
        if time.monotonic() - self._failed_at < _RETRY_SECONDS:
            return before
        try:
            if not is_there(self._host.settings):
                return ()
            with self._host.database().session() as session:
                return tuple(in_use(session))
        except AssistantError as error:
            self._failed_at = time.monotonic()
            _LOG.warning("the facts of editors could not be read: %s", error)
            return before

    def _stamp(self) -> Stamp:
        now = time.monotonic()
        failed = now - self._failed_at < _RETRY_SECONDS
        file = database_file(self._host.settings)
        if file is None:
            return (self._changes, failed, int(now / _SERVER_SECONDS))
        beside = (file, file.with_name(f"{file.name}-wal"))
        return (self._changes, failed, *(_look(one) for one in beside))


def _usable(rows: Sequence[NewFactRow], reader: Reader) -> list[Fact]:
    facts = []
    for fact_id, author, new in rows:
        try:
            facts.append(to_fact(fact_id, author, new, reader.documents))
        except CorpusError as error:
            # Its document changed or is gone: the list of facts says so to the editors.
            _LOG.warning("the fact %s is not used: %s", fact_id, error.code)
    return facts


def _look(file: Path) -> Stamp:
    try:
        found = file.stat()
    except OSError:
        return ()
    return (found.st_ino, found.st_size, found.st_mtime_ns)
