"""The text of a paragraph: what is shown and holds, with the marks of its notes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from lxml.etree import _Element

from assistant.corpus.readers.docx.math import formula
from assistant.corpus.readers.docx.styles import Styles
from assistant.corpus.readers.marks import raised
from assistant.corpus.readers.ooxml.names import attribute, child, children, is_on, tag, value

# Text that was deleted or moved away while changes were tracked.
_GONE = frozenset({"w:del", "w:moveFrom"})
_TRANSPARENT = frozenset(
    "w:ins w:moveTo w:hyperlink w:smartTag w:sdt w:sdtContent w:customXml w:fldSimple w:dir w:bdo"
    " w:ruby w:rubyBase".split()
)
_PICTURES = frozenset({"w:drawing", "w:pict", "w:object", "mc:AlternateContent"})
_NOTES = {"w:footnoteReference": "footnote", "w:endnoteReference": "endnote"}
_BREAKS = {"w:tab": " ", "w:ptab": " ", "w:cr": "\n", "w:noBreakHyphen": "-"}
# Private characters of Wingdings that people tick forms with.
_SYMBOLS = {
    "F0A8": "☐", "F06F": "☐", "F071": "☐", "F0FE": "☒", "F0FD": "☒", "F078": "☒", "F052": "☑",
    "F0FC": "✓", "F0E0": "→", "F0B7": "•", "F0A7": "▪", "F0B0": "°", "F0B3": "≥", "F0A3": "≤",
}  # fmt: skip
_UNREADABLE_SIZE = 2
_WHITE = "FFFFFF"
_STRUCK = frozenset({"w:strike", "w:dstrike"})


@dataclass(slots=True)
class Line:
    """What a paragraph holds. `notes` are (kind, id, mark) in order, `boxes` its text boxes.

    `bold`: all of its text is; `size`: of its largest letters, in half points; `hidden` counts the
    characters that nobody sees.
    """

    text: str = ""
    notes: list[tuple[str, str, str]] = field(default_factory=list)
    boxes: list[_Element] = field(default_factory=list)
    bold: bool = True
    size: int = 0
    hidden: int = 0


Mark = Callable[[str, str, str], str]


class LineReader:
    """Reads paragraphs. `mark` gives the mark of the note (kind, id, own mark)."""

    def __init__(self, styles: Styles, mark: Mark) -> None:
        self._styles = styles
        self._mark = mark
        # Fields may begin in one paragraph and end in another.
        self._fields: list[bool] = []

    def read(self, paragraph: _Element, *, on_colour: bool = False) -> Line:
        """Return the text of a paragraph; `on_colour`: it may stand on a coloured ground."""
        properties = child(paragraph, "w:pPr")
        style = self._styles.of(properties)
        line = Line()
        shaded = on_colour or _is_shaded(properties)
        parts: list[str] = []
        self._inner(paragraph, style, shaded, line, parts)
        line.text = "".join(parts)
        return line

    def _inner(
        self, element: _Element, style: str, shaded: bool, line: Line, parts: list[str]
    ) -> None:
        for part in element:
            name = tag(part)
            if name == "w:r":
                self._run(part, style, shaded, line, parts)
            elif name in _TRANSPARENT:
                self._inner(part, style, shaded, line, parts)
            elif name in ("m:oMath", "m:oMathPara"):
                parts.append(formula(part))
            elif name in _PICTURES:
                line.boxes.extend(text_boxes(part))

    def _run(self, run: _Element, style: str, shaded: bool, line: Line, parts: list[str]) -> None:
        properties = child(run, "w:rPr")
        words: list[str] = []
        for part in run:
            name = tag(part)
            if name == "w:fldChar":
                self._field(attribute(part, "w:fldCharType") or "")
            elif name in _PICTURES:
                line.boxes.extend(text_boxes(part))
            elif not any(self._fields):
                words.append(self._word(part, name, run, line))
        text = "".join(words)
        if not text:
            return
        look = self._styles.look(properties, style)
        if "w:vanish" in look.on or look.size <= _UNREADABLE_SIZE or _is_white(properties, shaded):
            line.hidden += len(text)
            return
        # What is struck out no longer holds, and plain text could not show that it is struck out.
        if not look.on.isdisjoint(_STRUCK):
            return
        if text.strip():
            line.bold = line.bold and "w:b" in look.on
            line.size = max(line.size, look.size)
        if value(properties, "w:vertAlign") == "superscript":
            text = raised(text)
        parts.append(text)

    def _word(self, part: _Element, name: str, run: _Element, line: Line) -> str:
        if name == "w:t":
            return (part.text or "").replace("\n", " ")
        if name in _BREAKS:
            return _BREAKS[name]
        if name == "w:br":
            return " " if attribute(part, "w:type") in ("page", "column") else "\n"
        if name == "w:sym":
            return _SYMBOLS.get((attribute(part, "w:char") or "").upper(), "")
        if name in _NOTES:
            return self._note(part, _NOTES[name], run, line)
        return ""

    def _note(self, part: _Element, kind: str, run: _Element, line: Line) -> str:
        own = ""
        if attribute(part, "w:customMarkFollows") in ("1", "true", "on"):
            own = "".join(t.text or "" for t in children(run, "w:t"))
        key = attribute(part, "w:id") or ""
        mark = self._mark(kind, key, own)
        if mark:
            line.notes.append((kind, key, mark))
        return "" if own else mark

    def _field(self, kind: str) -> None:
        """Follow a field: from its beginning to its separator stands its code, not its text."""
        if kind == "begin":
            self._fields.append(True)
        elif kind == "separate" and self._fields:
            self._fields[-1] = False
        elif kind == "end" and self._fields:
            self._fields.pop()


def _is_white(run: _Element | None, shaded: bool) -> bool:
    """Tell whether letters are white where the paper is."""
    white = (value(run, "w:color") or "").upper() == _WHITE
    return white and not shaded and not _is_shaded(run) and child(run, "w:highlight") is None


def _is_shaded(properties: _Element | None) -> bool:
    shade = child(properties, "w:shd")
    fill = (attribute(shade, "w:fill") or "auto").upper()
    return shade is not None and fill not in ("AUTO", _WHITE)


def text_boxes(picture: _Element) -> list[_Element]:
    """Return the text boxes of a drawing; the older copy of one that Word keeps is left out."""
    found: list[_Element] = []
    for part in picture:
        name = tag(part)
        if name == "w:txbxContent":
            found.append(part)
        elif name == "mc:Fallback" and found:
            continue
        elif name:
            found.extend(text_boxes(part))
    return found


def is_gone(properties: _Element | None) -> bool:
    """Tell whether a row, or a paragraph's end, was deleted or moved away."""
    marks = properties if tag_of(properties) != "w:pPr" else child(properties, "w:rPr")
    return any(is_on(marks, name) is not None for name in _GONE)


def tag_of(element: _Element | None) -> str:
    return "" if element is None else tag(element)
