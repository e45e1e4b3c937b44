"""An answer and feedback on it, made by hand, and a database of its own."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from assistant.settings import Settings
from assistant.store.database import Database
from assistant.store.feedback import FeedbackStore
from assistant.types import Answer, Citation, Feedback

NOW = datetime(2030, 5, 30, 12, 0, tzinfo=UTC)
DAYS = 30


def answer(**changes: Any) -> Answer:
    """Return an answer with one citation."""
    citation = Citation(
        marker=1, document_id="d", title="T", kind="call", section=["S"], quote="Alle kan søge.",
        start=10, end=24, document_sha256="0" * 64, link="/kilde/d?fra=10&til=24",
    )  # fmt: skip
    fields: dict[str, Any] = {
        "id": "a1", "question": "Hvem kan søge?", "language": "da", "as_of": date(2030, 5, 1),
        "status": "answered", "verdict": None, "answer": "Alle [1].", "citations": [citation],
        "confidence": 0.9, "mode": "extractive", "index_generation": "g1", "timings_ms": {},
    }  # fmt: skip
    return Answer(**{**fields, **changes})


def feedback(**changes: Any) -> Feedback:
    """Return feedback on that answer."""
    return Feedback(**{"answer": answer(), "useful": False, "comment": "Nej.", **changes})


def settings(folder: Path, **changes: Any) -> Settings:
    """Return settings with their database in `folder`."""
    return Settings(data_dir=folder, **changes)


def store(folder: Path) -> FeedbackStore:
    """Return a store that keeps feedback for `DAYS`."""
    return FeedbackStore(Database(settings(folder)), DAYS)
