"""A mail and the mails it carries along: what was written now, what is quoted or forwarded."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from assistant.desk.mail.words import Frame, frame

Line = tuple[int, int]
_QUOTED = re.compile(r"(?:\s{0,3}>)+ ?")
_RULE = re.compile(r"\s*(?:[_=*]{5,}|-{8,})\s*")
_LONGEST_HEADER = 400
_HEADERS_APART = 2


@dataclass(slots=True)
class Layer:
    """One message of a thread: its lines in the text, and the headers it was quoted with.

    `frame` are the lines that introduce it: headers, "Den 9. maj skrev …", a rule.
    """

    lines: list[Line] = field(default_factory=list)
    frame: list[Line] = field(default_factory=list)
    headers: dict[str, str] = field(default_factory=dict)
    forwarded: bool = False


@dataclass(frozen=True, slots=True)
class _Row:
    line: Line
    depth: int
    inner: str


def find_layers(text: str) -> list[Layer]:
    """Return the messages of a mail, the newest first; together they hold every line."""
    return _Splitter(text).split()


class _Splitter:
    def __init__(self, text: str) -> None:
        self._frame: Frame = frame()
        self._rows = [_row(text, line) for line in _lines(text)]
        self._layers = [Layer()]
        self._base = self._layers[0]
        self._quoted: Layer | None = None
        self._depth = 0

    def split(self) -> list[Layer]:
        at = 0
        while at < len(self._rows):
            at = self._boundary(at) or self._plain(at)
        return self._layers

    def _boundary(self, at: int) -> int:
        """Open a new layer where one begins at row `at`; return the row after its head, or 0."""
        row = self._rows[at]
        separator = self._frame.separator.fullmatch(row.inner.strip()) is not None
        head = self._headers(at + self._skip(at) if separator or self._rule(at) else at)
        wrote = 0 if head else self._wrote(at)
        if not (separator or head or wrote):
            return 0
        after, headers = head or (wrote or at + 1, {})
        layer = Layer(headers=headers, forwarded=separator)
        layer.frame = [each.line for each in self._rows[at:after]]
        self._layers.append(layer)
        if row.depth == 0 and not (wrote and self._next_depth(after) > 0):
            self._base, self._quoted = layer, None
        else:
            self._quoted, self._depth = layer, max(row.depth, self._next_depth(after))
        return after

    def _plain(self, at: int) -> int:
        row = self._rows[at]
        if row.depth == 0:
            if row.inner.strip():
                self._quoted = self._quoted if self._blank_so_far() else None
            self._base.lines.append(row.line)
            return at + 1
        if self._quoted is None or row.depth > self._depth:
            self._quoted, self._depth = Layer(), row.depth
            self._layers.append(self._quoted)
        self._quoted.lines.append((row.line[1] - len(row.inner), row.line[1]))
        prefix = (row.line[0], row.line[1] - len(row.inner))
        self._quoted.frame.append(prefix)
        return at + 1

    def _blank_so_far(self) -> bool:
        return self._quoted is not None and not self._quoted.lines

    def _rule(self, at: int) -> bool:
        return _RULE.fullmatch(self._rows[at].inner) is not None

    def _skip(self, at: int) -> int:
        """Return how many rows from a rule on are blank before the headers come."""
        count = 1
        while count < 4 and at + count < len(self._rows):
            if self._rows[at + count].inner.strip():
                break
            count += 1
        return count

    def _headers(self, at: int) -> tuple[int, dict[str, str]] | None:
        """Return the row after a block of headers and what they say; None where there is none."""
        found: dict[str, str] = {}
        blank, end, row = 0, at, at
        while row < len(self._rows) and blank < _HEADERS_APART and len(found) < 12:
            inner = self._rows[row].inner.strip()
            match = self._frame.header.match(inner) if len(inner) < _LONGEST_HEADER else None
            if match and self._frame.names[match["name"].lower()] == "from" and "from" in found:
                break
            if match:
                value = (match["value"] or "").strip()
                found.setdefault(self._frame.names[match["name"].lower()], value)
                blank, end = 0, row + 1
            elif inner:
                break
            else:
                blank += 1
            row += 1
        enough = "from" in found and len(found) > 1
        return (end, found) if enough and self._first_is_header(at) else None

    def _first_is_header(self, at: int) -> bool:
        return self._frame.header.match(self._rows[at].inner.strip()) is not None

    def subject_alone(self, at: int) -> tuple[int, dict[str, str]]:
        """Return the row after "Ämne: …" and a blank line, and what it says; nothing otherwise."""
        match = self._frame.header.match(self._rows[at].inner.strip())
        blank = at + 1 < len(self._rows) and not self._rows[at + 1].inner.strip()
        if match is None or not blank or self._frame.names[match["name"].lower()] != "subject":
            return 0, {}
        return at + 1, {"subject": (match["value"] or "").strip()}

    def _wrote(self, at: int) -> int:
        """Return the row after "Den 9. maj 2022 skrev …:", which may be broken once, or 0."""
        first = self._rows[at].inner.strip()
        if not first or len(first) > _LONGEST_HEADER:
            return 0
        if self._frame.wrote.fullmatch(first):
            return at + 1
        if at + 1 < len(self._rows) and not first.endswith((".", "?", "!")):
            both = f"{first} {self._rows[at + 1].inner.strip()}"
            if len(both) < _LONGEST_HEADER and self._frame.wrote.fullmatch(both):
                return at + 2
        return 0

    def _next_depth(self, at: int) -> int:
        for row in self._rows[at : at + 4]:
            if row.inner.strip() or row.depth:
                return row.depth
        return 0


def leading_headers(text: str) -> tuple[dict[str, str], int]:
    """Return the headers that a pasted mail opens with, and where its text begins."""
    splitter = _Splitter(text)
    rows = splitter._rows
    at = next((number for number, row in enumerate(rows) if row.inner.strip()), len(rows))
    if at == len(rows):
        return {}, 0
    found = splitter._headers(at)
    after, headers = found or splitter.subject_alone(at)
    if not headers:
        return {}, 0
    start = rows[after].line[0] if after < len(rows) else len(text)
    return headers, start


def _lines(text: str) -> list[Line]:
    lines: list[Line] = []
    start = 0
    for line in text.split("\n"):
        lines.append((start, start + len(line)))
        start += len(line) + 1
    return lines


def _row(text: str, line: Line) -> _Row:
    inner = text[line[0] : line[1]]
    match = _QUOTED.match(inner)
    if match is None:
        return _Row(line, 0, inner)
    return _Row(line, match[0].count(">"), inner[match.end() :])
