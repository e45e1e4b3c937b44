"""Passages that an editor may quote, found by words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.index.fusion import retrieve
from assistant.types.gaps import FoundPassage

if TYPE_CHECKING:
    from assistant.host import Host

FOUND = 8
# As many of them may be from notes of guidance.
NOTED = 3


def find_passages(host: Host, text: str, call: str | None, first: str = "") -> list[FoundPassage]:
    """Return the passages for `text`, best first.

    With `call` they are its own, then those of the notes for it; those of the document `first`
    come before all.
    """
    asked = " ".join(text.split())
    if not any(letter.isalnum() for letter in asked):
        return []
    reader = host.reader()
    vector = host.embed([asked])[0]
    found = []
    if call is None:
        found = retrieve(reader.generation, asked, vector, FOUND)
    else:
        # The call outranks its notes: some of its own come first, however near a note may lie.
        noted = retrieve(
            reader.generation, asked, vector, NOTED, documents=reader.scopes.notes(call)
        )
        room = FOUND - len(noted)
        own = reader.scopes.own(call)
        found = retrieve(reader.generation, asked, vector, room, documents=own) + noted
    if first:
        chosen = frozenset({first})
        of_first = retrieve(reader.generation, asked, vector, NOTED, documents=chosen)
        found = of_first + [one for one in found if one.passage.document_id != first]
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
