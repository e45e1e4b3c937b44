"""Passages that an editor may quote, found by words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.index.fusion import retrieve
from assistant.types.gaps import FoundPassage

if TYPE_CHECKING:
    from assistant.host import Host

FOUND = 8


def find_passages(host: Host, text: str, call: str | None) -> list[FoundPassage]:
    """Return the passages for `text`, best first; with `call`, those of other calls left out."""
    asked = " ".join(text.split())
    if not any(letter.isalnum() for letter in asked):
        return []
    reader = host.reader()
    calls = None
    if call is not None:
        # Guidance belongs to a folder of its own, which is no call.
        calls = {name for name in reader.call_ids if name == call or name not in reader.calls}
    found = retrieve(reader.generation, asked, host.embed([asked])[0], FOUND, calls)
    return [
        FoundPassage(
            document_id=one.passage.document_id,
            title=reader.documents[one.passage.document_id].title,
            section=list(one.passage.section),
            text=one.passage.text,
            start=one.passage.start,
            end=one.passage.end,
            score=round(one.score, 4),
        )
        for one in found
    ]
