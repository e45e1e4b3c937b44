"""Blocks to units: what belongs together before anything is cut by length."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from assistant.index.sentences import split_sentences
from assistant.types import Block, Document

Span = tuple[int, int]
Form = Literal["paragraph", "list", "labelled", "row"]

# A paragraph up to this length introduces a list as a whole, a longer one by its last sentence.
INTRO_CHARS = 400
# Without a colon only a short sentence is taken for an introduction ("Du skal vedlægge").
BARE_INTRO_CHARS = 160
# A list item up to this length is one sentence, however many full stops it has.
ITEM_CHARS = 400


@dataclass(frozen=True, slots=True)
class Unit:
    """A stretch of the document with one form. `parts` may be cut between, `sentences` quoted.

    All offsets are the document's. `lead` holds the parts that introduce the others (a list's
    first sentence); it is `parts[:lead]`.
    """

    form: Form
    parts: tuple[Span, ...]
    sentences: tuple[Span, ...]
    lead: int = 0

    @property
    def start(self) -> int:
        return self.parts[0][0]

    @property
    def end(self) -> int:
        return self.parts[-1][1]


def find_units(document: Document) -> Iterator[Unit]:
    """Yield the units of `document` in reading order; headings belong to none."""
    blocks = [b for b in document.blocks if document.text[b.start : b.end].strip()]
    position = 0
    while position < len(blocks):
        block = blocks[position]
        position += 1
        if block.kind == "heading":
            continue
        if block.kind == "labelled":
            yield _labelled(document, block)
            continue
        if block.kind == "paragraph":
            group = _group(blocks, position)
            before, intro = (
                _introduction(document, block) if group else (_spans(document, block), [])
            )
            if before:
                yield Unit("paragraph", tuple(before), tuple(before))
            if not intro:
                continue
        else:
            group, intro = _group(blocks, position - 1), []
            position -= 1
        yield _list(document, group, intro)
        position += len(group)


def _group(blocks: Sequence[Block], position: int) -> list[Block]:
    """Return the items or rows of one list from `position` on."""
    group: list[Block] = []
    for block in blocks[position:]:
        if block.kind not in ("item", "row"):
            break
        if group and (block.kind, block.list_id) != (group[0].kind, group[0].list_id):
            break
        group.append(block)
    return group


def _introduction(document: Document, block: Block) -> tuple[list[Span], list[Span]]:
    """Divide the sentences before a list into an ordinary paragraph and the introduction."""
    spans = _spans(document, block)
    length = block.end - block.start
    if document.text[block.end - 1] == ":":
        return ([], spans) if length <= INTRO_CHARS else (spans[:-1], spans[-1:])
    if len(spans) == 1 and length <= BARE_INTRO_CHARS:
        return [], spans
    return spans, []


def _list(document: Document, group: Sequence[Block], intro: Sequence[Span]) -> Unit:
    sentences = list(intro)
    for block in group:
        if block.kind == "item" and block.end - block.start > ITEM_CHARS:
            sentences.extend(_spans(document, block))
        else:
            sentences.append((block.start, block.end))
    parts = (*intro, *((block.start, block.end) for block in group))
    form: Form = "row" if group[0].kind == "row" else "list"
    return Unit(form, parts, tuple(sentences), len(intro))


def _labelled(document: Document, block: Block) -> Unit:
    whole = ((block.start, block.end),)
    return Unit("labelled", whole, whole)


def _spans(document: Document, block: Block) -> list[Span]:
    text = document.text[block.start : block.end]
    return [(block.start + start, block.start + end) for start, end in split_sentences(text)]
