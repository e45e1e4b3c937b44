"""The guidance notes of the repository, read as `ingest` reads them, with their front matter."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from assistant.corpus.document import make_document
from assistant.corpus.readers import read_file
from assistant.types import Block, Document

FOLDER = Path(__file__).resolve().parents[2] / "corpus" / "guidance"
SOURCE = re.compile(r"\(kilde: ([^()]+)\)[.:]?$")
LIST_OF_SOURCES = "Kilder"


class Statement(NamedTuple):
    """A block of a note, the keys of its sources, and the line that introduces its list."""

    text: str
    keys: tuple[str, ...]
    lead: str = ""


@dataclass(frozen=True, slots=True)
class Note:
    """A note: its name, its front matter with the lists, and the document it becomes."""

    name: str
    meta: dict[str, Any]
    document: Document

    @property
    def codes(self) -> dict[str, str]:
        """Return the confidence code of each source, by its key."""
        return {source["key"]: source["code"] for source in self.meta["sources"]}

    def blocks(self) -> Iterator[tuple[Block, str]]:
        """Yield what the note says, block by block: no headings, not the list of sources."""
        end = self._end()
        for block in self.document.blocks:
            if block.kind != "heading" and block.start < end:
                yield block, self.document.text[block.start : block.end]

    def statements(self) -> Iterator[Statement]:
        """Yield each block's text with the keys of its sources; none where it has no source.

        Items, rows and words of a list rest on the paragraph right before the list, when it ends
        with a colon, unless they name a source of their own.
        """
        lead = Statement("", ())
        for block, text in self.blocks():
            found = SOURCE.search(text)
            keys = tuple(found[1].split("; ")) if found else ()
            if block.kind == "paragraph":
                own = Statement(text, keys)
                lead = own if text.endswith(":") else Statement("", ())
                yield own
            else:
                yield Statement(text, keys or lead.keys, lead.text)

    def body(self) -> str:
        """Return the text without the list of sources."""
        return self.document.text[: self._end()]

    def _end(self) -> int:
        (section,) = [s for s in self.document.sections if s.path == (LIST_OF_SOURCES,)]
        return section.start


@cache
def notes() -> dict[str, Note]:
    """Return the notes by name."""
    return {file.stem: _read(file) for file in sorted(FOLDER.glob("*.md"))}


def documents() -> dict[str, Document]:
    """Return the notes' documents by id."""
    return {note.document.id: note.document for note in notes().values()}


def _read(file: Path) -> Note:
    _, head, _ = file.read_text(encoding="utf-8").split("---\n", 2)
    document = make_document(
        read_file(file),
        document_id=f"guidance-{file.stem}",
        call_id="guidance",
        kind="guidance",
        path=f"guidance/{file.name}",
    )
    return Note(file.stem, yaml.load(head, Loader=yaml.BaseLoader), document)
