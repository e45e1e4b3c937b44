"""Lines of a paragraph to one text: words that a hyphen parted at a line's end are joined."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence

from assistant.corpus.canonical import Line
from assistant.corpus.readers.pdf.model import TextLine

_HYPHENS = "-\u2010\u00ad"
_LAST_WORD = re.compile(rf"([\w/]+(?:[{_HYPHENS}]\w+)*)[{_HYPHENS}]$")
_FIRST_WORD = re.compile(r"^(\w+(?:-\w+)*)")
_WORD = re.compile(r"\w+(?:-\w+)*")
# "forsknings- og udviklingsprojekter": this hyphen stands for what the words share.
_SHARED = re.compile(r"^(?:og|eller|samt|til|and|or)\b", re.IGNORECASE)


class Vocabulary:
    """The words of a document as they stand within its lines."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._words: set[str] = set()
        for text in texts:
            # The last word of a line may be cut.
            self._words.update(word.casefold() for word in _WORD.findall(text)[:-1])

    def joint(self, before: str, after: str) -> str:
        """Return what stands between the parts of a word parted at a line's end: "-" or nothing."""
        first, rest = before.casefold(), after.casefold()
        if f"{first}-{rest}" in self._words:
            return "-"
        if first + rest in self._words:
            return ""
        # "EU-midler", "2-årig", "Nord-Jylland": none of these was one word before.
        kept = before[-1:].isdigit() or before.isupper() or after[:1].isupper()
        return "-" if kept or after[:1].isdigit() else ""


def join(
    lines: Sequence[TextLine], words: Vocabulary, breaks: Collection[int] = (), skip: int = 0
) -> tuple[str, list[Line]]:
    """Return the text of lines, and each line with what it gives to the text.

    Before the lines whose numbers are in `breaks` the line break stays. `skip` leaves out so many
    characters of the first line, such as a list's mark.
    """
    parts: list[str] = []
    made: list[Line] = []
    for number, line in enumerate(lines):
        text = line.text[skip:] if number == 0 else line.text
        following = lines[number + 1].text if number + 1 < len(lines) else ""
        between = " " if following else ""
        if number + 1 in breaks:
            between = "\n"
        elif text.endswith(tuple(_HYPHENS)) and following:
            text, between = _parted(text, following, words)
        parts += (text, between)
        shown = shown_words(line, skip if number == 0 else 0)
        made.append(Line(text, line.page, _top(line), _bottom(line), shown))
    return "".join(parts), made


def shown_words(line: TextLine, skip: int = 0) -> tuple[tuple[float, float], ...]:
    """Return the edges of the words of a line's text as spaces part them, from `skip` on."""
    text = line.text
    edges: list[tuple[float, float]] = []
    at = 0
    for word in line.words:
        new = at == 0 or text[at : at + 1] == " "
        at += (text[at : at + 1] == " ") + len(word.text)
        if at <= skip:
            continue
        x0, x1 = round(word.x0, 1), round(word.x1, 1)
        if new or not edges:
            edges.append((x0, x1))
        else:
            edges[-1] = (edges[-1][0], x1)
    return tuple(edges)


def _parted(text: str, following: str, words: Vocabulary) -> tuple[str, str]:
    """Return a line that ends with a hyphen as it goes on, and what follows it."""
    last, first = _LAST_WORD.search(text), _FIRST_WORD.match(following)
    if last is None or first is None:
        return text, " "
    if text.endswith("\u00ad"):
        return text[:-1], ""
    if _SHARED.match(following):
        return text, " "
    joint = words.joint(last[1], first[1])
    return text[:-1] + joint, ""


def _top(line: TextLine) -> float:
    return round(min(word.top for word in line.words), 1)


def _bottom(line: TextLine) -> float:
    return round(max(word.bottom for word in line.words), 1)
