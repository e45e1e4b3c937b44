"""A reader's output becomes a Document: identity, digest, source and labels are added."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from assistant.corpus.calls import CallFile, find_labels
from assistant.corpus.canonical import RawDocument, normalise
from assistant.corpus.front_matter import APPLIES_TO, MAX_NOTICE, PERIOD
from assistant.types import Document, Kind

# What feedback and exports take back with an answer (doors/posted.py).
_ADDRESS = re.compile(r"https?://[^\s<>\"']+")
_LONGEST_ADDRESS = 2000


def make_document(
    raw: RawDocument,
    *,
    document_id: str,
    call_id: str,
    kind: Kind,
    path: str,
    call: CallFile | None = None,
) -> Document:
    """Make a Document; `call` is given for the call text, whose title, source and labels it sets.

    Raises CorpusError where an editorial label doesn't fit the text.
    """
    document = Document(
        id=document_id,
        call_id=call_id,
        kind=kind,
        title=raw.title,
        text=raw.text,
        sha256=hashlib.sha256(raw.text.encode("utf-8")).hexdigest(),
        blocks=raw.blocks,
        sections=raw.sections,
        pages=raw.pages,
        source_url=_address(raw.meta.get("source_url")),
        path=path,
        dates={
            str(key): str(value).strip()
            for key, value in raw.meta.items()
            if str(key) in (*PERIOD, "updated", "last_checked") and value
        },
    )
    if kind == "guidance":
        document = replace(
            document, applies_to=tuple(raw.meta.get(APPLIES_TO, ())), notice=_notice(raw.meta)
        )
    if call is None:
        return document
    return replace(
        document,
        title=call.title or document.title,
        source_url=call.source_url or document.source_url,
        dates={**document.dates, **call.dates()},
        labels=find_labels(call, document),
        language="en" if call.language == "en" else "da",
    )


def is_address(text: str) -> bool:
    """Tell whether `text` is an address of the web, and nothing that a browser would run."""
    return len(text) <= _LONGEST_ADDRESS and _ADDRESS.fullmatch(text) is not None


def _notice(meta: Mapping[str, Any]) -> str:
    return normalise(" ".join(str(meta.get("notice") or "").split()))[:MAX_NOTICE]


def _address(value: object) -> str | None:
    return value if isinstance(value, str) and is_address(value) else None
