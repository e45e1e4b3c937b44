"""Hand-made cases for the metrics, and the real service for what needs it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from assistant.settings import load_settings
from assistant.types import Answer, Citation, SourceView
from eval.metrics.base import Case
from eval.questions import OTHER_CALLS, Question

TEXT = (
    "Parkpuljen 2031-2032\n\nKommuner kan få op til 40 pct. af udgifterne, dog 60 pct. på Bornholm."
    "\n\nPuljen støtter:\n\nNye stier\nGamle haver\nFælles køkkener\n\nFristen er den 12. marts "
    "2031 kl. 14.00, og der er fjorten haver og 160 mio. kr.\n"
)
QUOTES = {
    "share": "Kommuner kan få op til 40 pct. af udgifterne, dog 60 pct. på Bornholm.",
    "list": "Puljen støtter:\n\nNye stier\nGamle haver\nFælles køkkener",
    "deadline": "Fristen er den 12. marts 2031 kl. 14.00, og der er fjorten haver og 160 mio. kr.",
}
DIGEST = hashlib.sha256(TEXT.encode()).hexdigest()

MakeCase = Callable[..., Case]


def cite(marker: int, name: str) -> Citation:
    """Return the citation of a quote of TEXT by its name."""
    quote = QUOTES[name]
    start = TEXT.index(quote)
    return Citation(
        marker=marker,
        document_id="park",
        title="Parkpuljen 2031-2032",
        kind="call",
        section=[],
        quote=quote,
        start=start,
        end=start + len(quote),
        document_sha256=DIGEST,
        link=f"/kilde/park?fra={start}&til={start + len(quote)}",
    )


def _answer(question: Question, text: str, quotes: Sequence[str], **changes: Any) -> Answer:
    fields: dict[str, Any] = {
        "id": question.id,
        "question": question.question,
        "language": question.lang,
        "as_of": question.as_of,
        "status": "answered",
        "verdict": None,
        "answer": text,
        "citations": [cite(number, name) for number, name in enumerate(quotes, 1)],
        "confidence": 0.9,
        "mode": "extractive",
        "index_generation": "g1",
        "timings_ms": {"retrieve": 10.0, "total": 20.0},
    }
    return Answer(**(fields | changes))


@pytest.fixture
def make_case() -> MakeCase:
    """Return a maker of cases: the answer's text, quotes by name, what is expected, changes."""

    def make(
        text: str = "Op til 40 pct. [1]",
        quotes: Sequence[str] = ("share",),
        *,
        expect: dict[str, Any] | None = None,
        question: dict[str, Any] | None = None,
        **changes: Any,
    ) -> Case:
        asked = Question.model_validate_json(
            json.dumps(
                {
                    "id": "q-1",
                    "category": "shares",
                    "question": "Hvor meget kan vi få?",
                    "lang": "da",
                    "as_of": date(2030, 1, 1).isoformat(),
                    "expect": {"status": "answered", "facts": [["40 pct."]]} | (expect or {}),
                }
                | (question or {})
            )
        )
        answer = _answer(asked, text, quotes, **changes)
        return Case(asked, answer, {"park": source()})

    return make


def source() -> SourceView:
    """Return the document that the hand-made citations quote."""
    return SourceView(
        id="park",
        title="Parkpuljen 2031-2032",
        kind="call",
        call="park",
        sha256=DIGEST,
        source_url=None,
        dates={},
        path="park/park.md",
        text=TEXT,
    )


@pytest.fixture(scope="session")
def other_service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """Return the real service over the calls written for the evaluation."""
    from assistant.service import Assistant

    update = {"corpus_dir": OTHER_CALLS, "data_dir": tmp_path_factory.mktemp("other")}
    assistant = Assistant(load_settings().model_copy(update=update))
    assistant.ensure_ready()
    yield assistant
    assistant.close()


@pytest.fixture
def question_file(tmp_path: Path) -> Callable[..., Path]:
    """Return a writer of question files from lines."""

    def write(*lines: str, name: str = "dev-x.jsonl") -> Path:
        path = tmp_path / name
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")
        return path

    return write
