"""Plain text to canonical text: headings, lists and labelled facts recognised by their layout."""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.corpus.canonical import CanonicalBuilder, RawDocument
from assistant.corpus.readers.danish_dates import DATE_START

_BULLET = re.compile(r"^\s*[•·▪‣◦*–—-]\s+(?=\S)")
_NUMBER = re.compile(r"^\s*(\d{1,2}[.)]|[a-zæøå]\))\s+(?=\S)")
_UNDERLINE = re.compile(r"^\s*(=+|-{3,}|~{3,})\s*$")
_NUMBERED_HEADING = re.compile(r"^(\d{1,2}(?:\.\d{1,2})*)\.?\s+(?=[A-ZÆØÅ])")
_HEADING_CHARS = 80
_LABEL_CHARS = 40


@dataclass(frozen=True, slots=True)
class _Chunk:
    lines: tuple[str, ...]
    indented: bool

    @property
    def text(self) -> str:
        return " ".join(line.strip() for line in self.lines)


def read_plain(source: str, stem: str) -> RawDocument:
    """Read plain text. Its first line is the title where it looks like a heading."""
    builder = CanonicalBuilder()
    chunks = _chunks(source)
    lists = 0
    in_list = False
    number = 0
    while number < len(chunks):
        chunk = chunks[number]
        following = chunks[number + 1] if number + 1 < len(chunks) else None
        marked = None if _opens_section(chunk, following, in_list) else _marker(chunk)
        if marked is not None:
            mark, text = marked
            if _is_label(text, mark, following):
                builder.labelled(text, following.text if following else "")
                number += 2
                in_list = False
                continue
            lists += 0 if in_list else 1
            builder.item(text, lists, 0, mark)
            in_list = True
        else:
            in_list = False
            level = _heading_level(chunk, following, first=number == 0)
            if level:
                builder.heading(chunk.lines[0].strip(), level)
            else:
                builder.paragraph(_paragraph(chunk))
        number += 1
    return builder.build(stem)


def _chunks(source: str) -> list[_Chunk]:
    chunks: list[_Chunk] = []
    lines: list[str] = []

    def close() -> None:
        if lines:
            chunks.append(_Chunk(tuple(lines), lines[0][:1] in (" ", "\t")))
            lines.clear()

    for line in source.replace("\r\n", "\n").replace("\r", "\n").split("\n"):
        underline = _UNDERLINE.match(line) and len(lines) == 1
        if underline or not line.strip():
            close()
        elif _BULLET.match(line) or (_NUMBER.match(line) and not DATE_START.match(line)):
            close()
            lines.append(line)
        else:
            lines.append(line)
    close()
    return chunks


def _marker(chunk: _Chunk) -> tuple[str | None, str] | None:
    first = chunk.lines[0]
    if match := _BULLET.match(first):
        return None, chunk.text[len(match.group().lstrip()) :].strip()
    match = None if DATE_START.match(first) else _NUMBER.match(first)
    if match:
        return match.group(1), chunk.text[len(match.group().lstrip()) :].strip()
    return None


def _opens_section(chunk: _Chunk, following: _Chunk | None, in_list: bool) -> bool:
    """Tell "1. Formål" above a text from the first item of a list."""
    line = chunk.lines[0].strip()
    if in_list or len(chunk.lines) > 1 or not _NUMBERED_HEADING.match(line):
        return False
    alone = following is None or _marker(following) is None
    return alone and _looks_like_heading(line)


def _is_label(text: str, mark: str | None, following: _Chunk | None) -> bool:
    if mark is not None or following is None or len(text) > _LABEL_CHARS:
        return False
    return following.indented and _marker(following) is None and text[-1:] not in ".:;,"


def _looks_like_heading(line: str) -> bool:
    line = line.strip()
    return (
        0 < len(line) <= _HEADING_CHARS
        and line[-1] not in ".:;,"
        and (line[0].isupper() or line[0].isdigit())
        and "@" not in line
        and not DATE_START.match(line)
        and ": " not in line[:_LABEL_CHARS]
    )


def _heading_level(chunk: _Chunk, following: _Chunk | None, *, first: bool) -> int:
    if len(chunk.lines) != 1 or chunk.indented:
        return 0
    line = chunk.lines[0]
    if first and len(line) <= 2 * _HEADING_CHARS and line.rstrip()[-1] not in ".;,":
        return 1
    if following is None or not _looks_like_heading(line):
        return 0
    if match := _NUMBERED_HEADING.match(line):
        return 2 + match.group(1).count(".")
    return 2


def _paragraph(chunk: _Chunk) -> str:
    # Lines that were wrapped belong together; short ones ("Telefon: …") were meant as lines.
    if max(len(line) for line in chunk.lines) < 60 and len(chunk.lines) > 1:
        return "\n".join(line.strip() for line in chunk.lines)
    return chunk.text
