"""What CONTRACTS promises of an answer and of an error, whichever door it comes out of."""

from __future__ import annotations

import re
from typing import Any

ANSWER_KEYS = {
    "id", "question", "language", "as_of", "status", "verdict", "answer", "citations", "findings",
    "missing", "confidence", "mode", "index_generation", "timings_ms",
}  # fmt: skip
CITATION_KEYS = {
    "marker", "document_id", "title", "kind", "section", "page", "quote", "start", "end",
    "document_sha256", "source_url", "link",
}  # fmt: skip
STEPS = {"understand", "retrieve", "compose", "verify", "total"}


def check_answer(answer: dict[str, Any], texts: dict[str, str]) -> None:
    """Hold `answer` against the contract; `texts` has each document's canonical text."""
    assert answer.keys() >= ANSWER_KEYS
    assert answer["language"] in ("da", "en")
    assert answer["status"] in ("answered", "partial", "not_found", "off_topic", "refused")
    assert answer["verdict"] in ("yes", "no", "depends", None)
    assert re.fullmatch(r"\d{4}-\d\d-\d\d", answer["as_of"])
    assert 0 <= answer["confidence"] <= 1
    assert answer["timings_ms"].keys() >= STEPS
    assert 0 < len(answer["answer"]) <= 1200
    assert len(answer["citations"]) <= 6
    for citation in answer["citations"]:
        assert citation.keys() >= CITATION_KEYS
        text = texts[citation["document_id"]]
        assert citation["quote"] == text[citation["start"] : citation["end"]]
        assert 0 < len(citation["quote"]) <= 1200
        assert citation["link"].startswith(f"/kilde/{citation['document_id']}?fra=")
    if answer["status"] in ("answered", "partial"):
        written = {int(number) for number in re.findall(r"\[(\d+)\]", answer["answer"])}
        assert written == {citation["marker"] for citation in answer["citations"]}


def check_error(value: dict[str, Any], code: str | None = None) -> None:
    """Hold `value` against the shape of an error, and its code where one is given."""
    error = value["error"]
    assert error.keys() >= {"code", "message", "hint"}
    assert error["message"]
    assert "Traceback" not in error["message"] + error["hint"]
    if code is not None:
        assert error["code"] == code
