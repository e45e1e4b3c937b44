"""The texts a model wants in front of questions and passages."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

CONFIG = "config_sentence_transformers.json"

# The names that models on the hub use for the two.
_QUERY_NAMES = ("query", "search_query", "retrieval.query", "question")
_PASSAGE_NAMES = ("passage", "document", "search_document", "retrieval.passage", "text", "corpus")


@dataclass(frozen=True)
class Prompts:
    """What is put in front of a question and of a passage; may be empty."""

    query: str
    passage: str


def resolve_prompts(
    place: Path | None, query_prompt: str | None, passage_prompt: str | None
) -> Prompts:
    """Return the prompts: those given, else (None) those saved with the model in `place`, else "".

    An unreadable configuration counts as one without prompts.
    """
    saved = _saved_prompts(place)
    return Prompts(
        _first(saved, _QUERY_NAMES) if query_prompt is None else query_prompt,
        _first(saved, _PASSAGE_NAMES) if passage_prompt is None else passage_prompt,
    )


def _first(saved: dict[str, str], names: tuple[str, ...]) -> str:
    return next((saved[name] for name in names if saved.get(name)), "")


def _saved_prompts(place: Path | None) -> dict[str, str]:
    if place is None:
        return {}
    try:
        config = json.loads((place / CONFIG).read_text(encoding="utf-8"))
        return dict(config.get("prompts") or {})
    except (OSError, ValueError, TypeError, AttributeError):
        return {}
