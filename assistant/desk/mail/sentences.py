"""Lines become blocks (paragraphs, items of a list, rows of a table), and these sentences."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal

BlockKind = Literal["text", "item", "row"]
Line = tuple[int, int]

_BULLET = re.compile(r"\s*(?:[-–—•*·▪◦‣●○■□➢>→✓+o]|\uf0b7)\s+(?=\S)")
_NUMBER = re.compile(
    r"\s*(?:\(?\d{1,2}[.)]|\(?[a-zA-Z][.)]|\(?[ivx]{1,4}[.)]|(?:q|spm|sp|spørgsmål|question|fråga|spørsmål|ad)"
    r"\.? ?\d{1,2} ?[:.)–-])\s+(?=\S)|\s*\d{1,2}\s?[.)](?=[A-ZÆØÅÄÖ])",
    re.IGNORECASE,
)
_LONGEST_ROW = 140
_AHEAD = 20
_INLINE = re.compile(r"(?:^|(?<=[\s:,;]))(?:\(?(?:\d{1,2}|[ivx]{1,4}|[a-h])\)) +(?=\S)")
_MONTH = re.compile(
    r"\s*\d{1,2}\. ?(?:jan|feb|mar|apr|maj|may|jun|jul|aug|sep|okt|oct|nov|dec)", re.I
)
_AMOUNT = r"(?:\d{1,3}(?:[. ,]\d{3})+|\d{4,}|\d+(?:[.,]\d+)? ?(?:mio|mia|million|kr|dkk|eur|pct|%))"
_ROW = re.compile(
    rf"\s*\|?\s*[^\d\s][^.?!]{{0,60}}?(?:\t|\s{{2,}}|:\s*|\|\s*)[^?]{{0,40}}?{_AMOUNT}.{{0,80}}$"
    r"|\s*\S[^.?!]*?(?:\t|\s{2,}|\|)[^.?!]*\S(?:\t|\s{2,}|\|)[^.?!]*$",
    re.IGNORECASE,
)
_SHORT = (
    r"\b(?:kr|pct|mio|mia|ca|fx|f\.eks|eks|bl\.a|jf|nr|kl|pkt|stk|art|inkl|incl|ekskl|excl|e\.g|i\.e|approx|mr|mrs|ms|dr|no|"
    r"osv|etc|m\.v|mv|m\.fl|mfl|m\.m|mm|evt|vedr|hhv|dvs|pga|ift|mht|tlf|d\.d|ang|min|max|maks|afd|sek|vs|resp|s\.u|o\.l|"
    r"t\.ex|bl\.a|d\.v\.s|ev|fig|st|prof|adm|dir|inc|ltd|co)$|\.[a-z]$"
)
_ABBREVIATION = re.compile(_SHORT, re.IGNORECASE)
_END = re.compile(
    r"[?!]+[)\"”»'’]*(?=\s|$|[A-ZÆØÅÄÖ])|(?:\.{1,4}|…)[)\"”»'’]*(?=\s|$)|[:;=]-?[)(DPp](?=\s+[A-ZÆØÅÄÖ]|$)"
)
_CAPITAL_OPENS = re.compile(r"[.?!] +[A-ZÆØÅÄÖ]")
_SMALL_WORDS = re.compile(r"[a-zæøåäö]")
_OPENS_SMALL = re.compile(r"[\"“»'(]*[a-zæøåäöü]")


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, an item of a list or a row, as lines of the mail."""

    kind: BlockKind
    start: int
    end: int
    paragraph: int


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence with blanks made single; `where[i]` is the place of `text[i]` in the mail.

    `listed`: it is one of several that are numbered within a sentence. `aside`: it explains the
    question before it, and asks nothing.
    """

    text: str
    where: tuple[int, ...]
    block: Block
    listed: bool = False
    aside: bool = False

    @property
    def start(self) -> int:
        return self.where[0]

    @property
    def end(self) -> int:
        return self.where[-1] + 1

    def place(self, start: int, end: int) -> Line:
        """Return where `text[start:end]` stands in the mail."""
        return self.where[start], self.where[end - 1] + 1


def blocks(text: str, lines: list[Line], opens: Callable[[str], bool]) -> Iterator[Block]:
    """Yield the blocks of the lines of a message; `opens` tells whether a line opens a question."""
    width = _width(text, lines)
    paragraph, before = 0, ""
    kind: BlockKind = "text"
    start = end = -1
    for at, stop in lines:
        line = text[at:stop]
        if not line.strip():
            if start >= 0:
                yield Block(kind, start, end, paragraph)
                start = -1
            paragraph, before = paragraph + 1, ""
            continue
        marked = _marked(line, before)
        row = marked == 0 and _is_row(line) and not (start >= 0 and _soft(before, line, width))
        goes_on = _hangs(kind, before, line) or _goes_on(before, line, width, opens)
        new = marked or row or start < 0 or kind == "row" or not goes_on
        if new and start >= 0:
            yield Block(kind, start, end, paragraph)
        if new:
            kind = "item" if marked else "row" if row else "text"
            start = at + marked
        end, before = stop, line
    if start >= 0:
        yield Block(kind, start, end, paragraph)


def _is_row(line: str) -> bool:
    return len(line) <= _LONGEST_ROW and "?" not in line and _ROW.match(line) is not None


def _marked(line: str, before: str) -> int:
    """Return how long the mark of an item is, 0 where the line is none."""
    bullet = _BULLET.match(line)
    if bullet:
        return bullet.end()
    number = _NUMBER.match(line)
    if number is None or _MONTH.match(line):
        return 0
    ended = not before.strip() or before.rstrip()[-1] in ".:?!;,)" or _NUMBER.match(before)
    return number.end() if ended or not number[0].strip()[0].isalpha() else 0


def _width(text: str, lines: list[Line]) -> int:
    longest = max((stop - at for at, stop in lines), default=0)
    return longest if longest <= 140 else 0


def _soft(before: str, line: str, width: int) -> bool:
    """Tell whether a line break came of a full line."""
    if not before.strip() or before.rstrip()[-1] in "?!:":
        return False
    word = line.split(maxsplit=1)[0] if line.split() else ""
    return width >= 60 and len(before) + 1 + len(word) > 0.8 * width


def _hangs(kind: BlockKind, before: str, line: str) -> bool:
    """Tell whether a line is set in under the item before it."""
    return kind == "item" and line[:2].isspace() and before.rstrip()[-1:] not in ("?", "!")


def _goes_on(before: str, line: str, width: int, opens: Callable[[str], bool]) -> bool:
    if before.rstrip()[-1:] in ("?", "!", ":"):
        return False
    listed = opens(line.strip()) and opens(before.strip())
    if _soft(before, line, width) and not (listed and _OPENS_SMALL.match(line.lstrip()) is None):
        return True
    if before.rstrip()[-1:] in (".", "…"):
        return False
    return _OPENS_SMALL.match(line.lstrip()) is not None and not opens(line.strip())


def sentences(text: str, block: Block) -> list[Sentence]:
    """Return the sentences of a block."""
    squeezed, where = _squeeze(text, block.start, block.end)
    if block.kind == "row":
        return [Sentence(squeezed, where, block)] if squeezed else []
    found: list[Sentence] = []
    start = 0
    for end in [*_ends(squeezed), len(squeezed)]:
        for number, (at, stop) in enumerate(_pieces(squeezed, start, end)):
            found.append(Sentence(squeezed[at:stop], where[at:stop], block, number > 0))
        start = end
    return found


def _pieces(text: str, start: int, end: int) -> Iterator[Line]:
    """Yield a sentence, or the parts of "på (i) satsen, (ii) fristen og (iii) loftet"."""
    marks = list(_INLINE.finditer(text, start, end))
    cuts = [(mark.start(), mark.end()) for mark in marks] if len(marks) > 1 else []
    froms, tos = [start, *(after for _, after in cuts)], [*(before for before, _ in cuts), end]
    for at, stop in zip(froms, tos, strict=True):
        inner = text[at:stop]
        at += len(inner) - len(inner.lstrip())
        stop -= len(inner) - len(inner.rstrip())
        if at < stop:
            yield at, stop


def _squeeze(text: str, start: int, end: int) -> tuple[str, tuple[int, ...]]:
    letters: list[str] = []
    where: list[int] = []
    for at in range(start, end):
        letter = " " if text[at].isspace() else text[at]
        if letter == " " and (not letters or letters[-1] == " "):
            continue
        letters.append(letter)
        where.append(at)
    if letters and letters[-1] == " ":
        letters.pop()
        where.pop()
    return "".join(letters), tuple(where)


def _ends(text: str) -> Iterator[int]:
    # Who writes no capitals writes none after a full stop either.
    small = not _CAPITAL_OPENS.search(text) and _SMALL_WORDS.match(text) is not None
    for match in _END.finditer(text):
        rest = text[match.end() : match.end() + _AHEAD].lstrip()
        if not rest:
            return
        if match[0][0] in "?!":
            # "(hvor meget?) eller …" goes on.
            if not (match[0].endswith(")") and _OPENS_SMALL.match(rest)):
                yield match.end()
        elif match[0][0] in ":;=" or _stops(text, match.start(), rest, small):
            yield match.end()


def _stops(text: str, point: int, rest: str, small: bool) -> bool:
    opens = small or not _OPENS_SMALL.match(rest)
    return opens and not _shortened(text, point, rest)


def _shortened(text: str, point: int, rest: str) -> bool:
    """Tell "ca. 3 mio. kr." and "30. maj" from the end of a sentence."""
    word = text[max(0, point - 12) : point]
    if word[-1:].isdigit():
        return rest[:1].isdigit() or bool(_MONTH.match(f"1. {rest}"))
    if _ABBREVIATION.search(word) is None:
        return False
    # "3 mio. kr. Kan vi …": after a unit a capital opens a sentence; after "ca." it does not.
    ends = re.search(
        r"\b(?:kr|pct|mio|mia|osv|etc|mv|m\.v|m\.fl|mfl|m\.m|mm|inkl|o\.l)$", word, re.I
    )
    return ends is None or not rest[:1].isupper()
