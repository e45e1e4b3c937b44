"""A generation's plain data as files: documents, passages, calls, facts, digests of vectors."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TypeVar

from pydantic import TypeAdapter

from assistant.types import CallInfo, Document, Fact, Passage

DOCUMENTS_FILE = "documents.jsonl"
PASSAGES_FILE = "passages.jsonl"
CALLS_FILE = "calls.jsonl"
FACTS_FILE = "facts.jsonl"
VECTORS_FILE = "vectors.json"

DOCUMENT = TypeAdapter(Document)
PASSAGE = TypeAdapter(Passage)
CALL = TypeAdapter(CallInfo)
FACT = TypeAdapter(Fact)
_DIGESTS = TypeAdapter(dict[str, dict[str, str]])

T = TypeVar("T")


def dump_lines(kind: TypeAdapter[T], values: Iterable[T]) -> bytes:
    """Return one JSON object a line."""
    return b"".join(kind.dump_json(value) + b"\n" for value in values)


def load_lines(kind: TypeAdapter[T], path: Path) -> list[T]:
    """Read what `dump_lines` wrote; raises OSError or ValueError."""
    return [kind.validate_json(line) for line in path.read_bytes().split(b"\n") if line]


def write_digests(folder: Path, digests: Mapping[str, Mapping[str, str]]) -> None:
    """Write which text each vector belongs to: collection → node id → digest of the text."""
    (folder / VECTORS_FILE).write_bytes(
        _DIGESTS.dump_json({k: dict(v) for k, v in digests.items()})
    )


def read_digests(folder: Path) -> dict[str, dict[str, str]]:
    """Read what `write_digests` wrote; raises OSError or ValueError."""
    return _DIGESTS.validate_json((folder / VECTORS_FILE).read_bytes())
