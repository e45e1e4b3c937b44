"""A letter as what files are made of: paragraphs and lists, lines, words and links."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

_LINK = re.compile(r"https?://[^\s<>\"“”»«]+")
# What ends a sentence after an address is not part of it.
_AFTER = ".,;:!?)]}'’"
_ITEM = re.compile(r"[-–•*] +")
# No characters of XML, or such as turn the order of letters around: a text would read otherwise
# than it is.
_UNSEEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff\u200e\u200f\u202a-\u202e\u2066-\u2069]"
)


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of a line; `link` where it is an address."""

    text: str
    link: bool = False


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph of lines, or a list of items of one line each."""

    lines: tuple[tuple[Span, ...], ...]
    items: bool = False


def plain(text: str) -> str:
    """Return `text` (NFC) without characters that no file may hold; lines end in `\\n`."""
    lines = unicodedata.normalize("NFC", text).replace("\r\n", "\n").replace("\r", "\n")
    return "\n".join(line.rstrip() for line in _UNSEEN.sub("", lines).split("\n")).strip("\n")


def one_line(text: str) -> str:
    """Return `text`, plain, in one line."""
    return " ".join(plain(text).split())


def blocks(body: str) -> list[Block]:
    """Return the paragraphs and lists of a letter: blank lines part them, `- ` begins an item."""
    return [block for lines in _paragraphs(body) for block in _parted(lines)]


def spans(line: str) -> tuple[Span, ...]:
    """Return a line as text and links."""
    return tuple(_spans(line))


def _paragraphs(body: str) -> Iterator[list[str]]:
    for blank, lines in groupby(plain(body).split("\n"), key=lambda line: not line.strip()):
        if not blank:
            yield list(lines)


def _parted(lines: list[str]) -> Iterator[Block]:
    for items, some in groupby(lines, key=lambda line: _ITEM.match(line) is not None):
        texts = [_ITEM.sub("", line, count=1) if items else line for line in some]
        yield Block(tuple(spans(text) for text in texts), items)


def _spans(line: str) -> Iterator[Span]:
    at = 0
    for found in _LINK.finditer(line):
        address = found.group().rstrip(_AFTER)
        if found.start() > at:
            yield Span(line[at : found.start()])
        yield Span(address, link=True)
        at = found.start() + len(address)
    if at < len(line):
        yield Span(line[at:])
