"""Which paragraphs are headings: by style and outline; in a document without, by their letters."""

from __future__ import annotations

from collections import Counter

from lxml.etree import _Element

from assistant.corpus.readers.docx.styles import LOWEST_HEADING, Styles
from assistant.corpus.readers.docx.text import Line, LineReader
from assistant.corpus.readers.ooxml.names import child, tag

_LONGEST = 100
_NO_END = ".:;,"
# A heading's letters are at least this much larger than the text's, in half points.
_LARGER = 2


class Shape:
    """Tells headings from text. Made from all paragraphs of the body, tables left out."""

    def __init__(self, body: _Element, styles: Styles) -> None:
        self._styles = styles
        paragraphs = _direct(body)
        levels = [styles.heading_level(child(p, "w:pPr")) for p in paragraphs]
        titles = [p for p in paragraphs if self._is_title(p)]
        self._styled = any(levels) or bool(titles)
        top = min((level for level in levels if level), default=0)
        # Below a title of its own, chapters stand one level deeper.
        self._shift = 1 if titles and top == 1 else 0
        self._by_look: dict[_Element, int] = {} if self._styled else self._looks(paragraphs)

    def level(self, paragraph: _Element, properties: _Element | None, line: Line) -> int:
        """Return the level of a paragraph as a heading, 0 for other text."""
        if self._is_title(paragraph):
            return 1
        level = self._styles.heading_level(properties)
        if level:
            return min(level + self._shift, LOWEST_HEADING)
        return self._by_look.get(paragraph, 0)

    def _is_title(self, paragraph: _Element) -> bool:
        return self._styles.is_title(self._styles.of(child(paragraph, "w:pPr")))

    def _looks(self, paragraphs: list[_Element]) -> dict[_Element, int]:
        """Take short lines for headings that are bold or larger than most of the text."""
        reader = LineReader(self._styles, lambda kind, key, own: "")
        lines = [(p, reader.read(p)) for p in paragraphs]
        weights: Counter[int] = Counter()
        bold = plain = 0
        for _, line in lines:
            length = len(line.text.strip())
            weights[line.size] += length
            bold, plain = bold + length * line.bold, plain + length * (not line.bold)
        usual = weights.most_common(1)[0][0] if weights else 0
        last = max((n for n, (_, line) in enumerate(lines) if line.text.strip()), default=0)
        found: list[tuple[_Element, Line]] = []
        for number, (paragraph, line) in enumerate(lines):
            text = line.text.strip()
            offset = line.size >= usual + _LARGER or (line.bold and plain > bold)
            short = 0 < len(text) <= _LONGEST and text[-1] not in _NO_END and "\n" not in text
            numbered = self._styles.numbering(child(paragraph, "w:pPr")) is not None
            if offset and short and not numbered and number < last:
                found.append((paragraph, line))
        sizes = sorted({line.size for _, line in found}, reverse=True)
        return {p: min(sizes.index(line.size) + 1, LOWEST_HEADING) for p, line in found}


def _direct(body: _Element) -> list[_Element]:
    """Return the paragraphs of the body, those of tables and text boxes left out."""
    found: list[_Element] = []
    for element in body:
        name = tag(element)
        if name == "w:p":
            found.append(element)
        elif name in ("w:sdt", "w:sdtContent", "w:customXml", "w:ins"):
            found.extend(_direct(element))
    return found
