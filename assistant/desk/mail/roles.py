"""The roles of the lines of one message: greeting, closing, signature, notice, and its body."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache

from assistant.desk.mail.words import CAPITAL, TAKEN_APART, Frame, frame, load
from assistant.types.desk import PartKind

Line = tuple[int, int]
Piece = tuple[PartKind, int, int]

_WORD = re.compile(r"[^\W\d_][\w'’-]*")
_NAME_WORD = rf"(?:{CAPITAL}[\w'’.-]*|(?:von|van|de|af|la|der|og|and|&|och|von der))"
_NAME = re.compile(rf"[/\\–—-]*\s*(?:{_NAME_WORD}[ ]*){{1,5}}(?:[,|/(][^?]{{0,60}})?[.,!]?")
_CONTACT = re.compile(
    r"(?i:\b(?:tlf|tel|telefon|phone|mobil|mobile|mob|direkte|direct|cvr|ean|e-?mail|mail|web|fax"
    r"|www|http|https|org\.? ?nr)\b[.:]?.*|.*@.*|.*\bwww\.|.*https?://|.*\b\d{4} [A-ZÆØÅ]\w+"
    r"|.*\+\d{2}[ \d()-]{6,}|[TMEDP]: ?\S.*)|.*\d{2}(?: ?\d{2}){3}\W*"
)
# "Adm. direktør", "Head of Sales": what somebody is, on a line of its own.
_TITLE = re.compile(
    rf"{CAPITAL}\w*\.? ?(?:[\w-]+ (?:of|for|i) )?(?i:[\w-]*(?:direktør|chef|leder"
    r"|konsulent|formand|ejer|indehaver|rådgiver|manager|director|officer|owner|founder|partner"
    r"|assistant|professor|medarbejder))(?: \w+){0,3}"
)
_SLASH = re.compile(rf"\s*[/\\]{{1,2}} ?{CAPITAL}[^?.]{{0,60}}$")
_DELIMITER = re.compile(r"\s*(?:--|__|—)\s*|\s*[_*=-]{4,}\s*")
_SENTENCE_END = re.compile(r"(?<=[.!?…])\s+")
_LONGEST_CLOSING = 12
_LONGEST_ENDING = 120
_LONGEST_NAME = 4
_GREETED = frozenset(
    """alle i jer med der du dig all everyone there team sir madam or and og igen again both sammen
    to de dere alla och herr frau damen herren damer herrer rette vedkommende venner kolleger
    colleagues sekretariat medarbejder sagsbehandler whom it may concern mine folkens gode folk ms
    mr mrs dr kontor styrelse bestyrelse support""".split()
)


@dataclass(slots=True)
class Roles:
    """What the lines of a message are: `pieces` with a role, and what is left, its body."""

    pieces: list[Piece] = field(default_factory=list)
    body: list[Line] = field(default_factory=list)


def find_roles(text: str, lines: list[Line]) -> Roles:
    """Tell the body of a message from what surrounds it."""
    return _Reader(text, lines).read()


class _Reader:
    def __init__(self, text: str, lines: list[Line]) -> None:
        self._text = text
        self._frame: Frame = frame()
        self._lines = list(lines)
        self._roles = Roles()

    def read(self) -> Roles:
        self._notices()
        self._greeting()
        self._end()
        self._roles.body = [line for line in self._lines if line[1] > line[0]] and self._lines
        self._roles.pieces.sort(key=lambda piece: piece[1])
        return self._roles

    def _of(self, line: Line) -> str:
        return self._text[line[0] : line[1]].strip()

    def _mark(self, kind: PartKind, line: Line) -> None:
        inner = self._text[line[0] : line[1]]
        if inner.strip():
            start = line[0] + len(inner) - len(inner.lstrip())
            self._roles.pieces.append((kind, start, line[0] + len(inner.rstrip())))

    def _notices(self) -> None:
        """Set aside whole paragraphs that are notices, wherever they stand."""
        kept: list[Line] = []
        paragraph: list[Line] = []
        for line in [*self._lines, (0, 0)]:
            if self._of(line):
                paragraph.append(line)
                continue
            joined = " ".join(self._of(each) for each in paragraph)
            if paragraph and self._frame.notice.search(joined[:400]) and len(joined) < 6000:
                self._keep_before_notice(paragraph, kept)
            else:
                kept += paragraph
            paragraph = []
            kept.append(line)
        self._lines = kept[:-1]

    def _keep_before_notice(self, paragraph: list[Line], kept: list[Line]) -> None:
        inside = False
        for line in paragraph:
            rest = " ".join(self._of(each) for each in paragraph[paragraph.index(line) :])
            inside = inside or self._frame.notice.match(rest) is not None
            if inside:
                self._mark("notice", line)
            else:
                kept.append(line)

    def _greeting(self) -> None:
        for number, line in enumerate(self._lines):
            inner = self._text[line[0] : line[1]]
            if not inner.strip():
                continue
            length = self._greeting_length(inner)
            if length:
                self._mark("greeting", (line[0], line[0] + length))
                self._lines[number] = (line[0] + length, line[1])
                if not inner[length:].strip():
                    self._lines = self._lines[number + 1 :]
            return

    def _greeting_length(self, inner: str) -> int:
        stripped = inner.lstrip()
        indent = len(inner) - len(stripped)
        match = self._frame.greeting.match(stripped)
        if match is None:
            bare = re.fullmatch(rf"(?:{_NAME_WORD} ?){{1,3}}[,!]\s*", stripped)
            return len(inner) if bare else 0
        at = match.end()
        while True:
            word = re.match(r"[ ,/&+]*([^\W\d_][\w.'’-]*)", stripped[at:])
            if word is None or not _greeted(word[1]):
                break
            at += word.end()
        tail = re.match(r"\s*[,!.:;–-]*[)(:D-]*\s*", stripped[at:])
        at += tail.end() if tail else 0
        if stripped[at:].strip() and at < len(stripped) and len(_WORD.findall(stripped)) <= 4:
            rest = {word.lower() for word in _WORD.findall(stripped[at:])}
            return indent + at if "?" in stripped or rest & small_words() else len(inner)
        return indent + at

    def _end(self) -> None:
        """Set aside closing and signature; a postscript after them belongs to the body."""
        closing = self._closing()
        if closing is None:
            closing = self._bottom()
        tail = self._lines[closing:]
        self._lines = self._lines[:closing]
        self._inline_closing()
        postscript = self._postscript(tail)
        for line in tail:
            if line in postscript:
                continue
            self._mark("closing" if self._closes(line) else "signature", line)
        self._lines += postscript

    def _closing(self) -> int | None:
        for number, line in enumerate(self._lines):
            inner = self._of(line)
            if not inner:
                continue
            if _DELIMITER.fullmatch(inner) and inner.startswith(("--", "__")) and number:
                rest = self._lines[number + 1 :]
                if all("?" not in self._of(each) for each in rest):
                    return self._back_over_thanks(number)
            if self._strict_closing(inner) or (_SLASH.match(inner) and number):
                back = self._back_over_thanks(number)
                sent = self._frame.sent_from.fullmatch(inner) is not None
                return self._back_over_names(back) if sent else back
        return None

    def _strict_closing(self, inner: str) -> bool:
        match = self._frame.closing.match(inner)
        if match is None or "?" in inner or len(_WORD.findall(inner)) > _LONGEST_CLOSING:
            return self._frame.sent_from.fullmatch(inner) is not None
        return True

    def _back_over_thanks(self, number: int) -> int:
        while number > 0:
            before = number - 1
            inner = self._of(self._lines[before])
            if inner and not self._thanks(inner):
                return number
            number = before
        return number

    def _back_over_names(self, number: int) -> int:
        """Return where the name above "Sent from my phone" begins, and the thanks above it."""
        at = number
        while at > 1 and not self._of(self._lines[at - 1]):
            at -= 1
        inner = self._of(self._lines[at - 1])
        named = len(_WORD.findall(inner)) <= _LONGEST_NAME and not self._thanks(inner)
        return self._back_over_thanks(at - 1) if at > 1 and named and self._signs(inner) else number

    def _thanks(self, inner: str) -> bool:
        if "?" in inner or len(_WORD.findall(inner)) > 10:
            return False
        return self._frame.thanks.match(inner) is not None

    def _closes(self, line: Line) -> bool:
        inner = self._of(line)
        return self._strict_closing(inner) or self._thanks(inner)

    def _bottom(self) -> int:
        """Return where a signature without a closing begins: names, telephones, thanks."""
        number = len(self._lines)
        filled = sum(1 for line in self._lines if self._of(line))
        taken = 0
        while number > 0 and taken < min(12, filled):
            inner = self._of(self._lines[number - 1])
            if inner and not self._signs(inner):
                break
            taken += bool(inner)
            number -= 1
        return number if taken < filled else self._first_unsigned(number)

    def _first_unsigned(self, number: int) -> int:
        """Where every line might sign, the first one says something."""
        for at, line in enumerate(self._lines[number:], number):
            if self._of(line):
                return at + 1
        return len(self._lines)

    def _signs(self, inner: str) -> bool:
        if "?" in inner or len(inner) > 90:
            return False
        if self._frame.sent_from.fullmatch(inner) or self._thanks(inner) or _TITLE.fullmatch(inner):
            return True
        if _DELIMITER.fullmatch(inner) or _CONTACT.match(inner):
            return ":" not in inner or "@" in inner or bool(_CONTACT.match(inner))
        first = _WORD.search(inner)
        return (
            _NAME.fullmatch(inner) is not None
            and first is not None
            and first[0].lower() not in small_words()
        )

    def _inline_closing(self) -> None:
        """Cut "… Mvh Jens" off the last line."""
        for number in range(len(self._lines) - 1, -1, -1):
            line = self._lines[number]
            if not self._of(line):
                continue
            inner = self._text[line[0] : line[1]]
            ending = max(0, len(inner) - _LONGEST_ENDING)
            for match in _SENTENCE_END.finditer(inner, ending):
                rest = inner[match.end() :]
                if self._closes_inline(rest):
                    self._mark("closing", (line[0] + match.end(), line[1]))
                    self._lines[number] = (line[0], line[0] + match.start())
                    return
            return

    def _closes_inline(self, rest: str) -> bool:
        if self._frame.closing.match(rest) and self._strict_closing(rest):
            return True
        short = len(_WORD.findall(rest)) <= 6
        return short and (self._thanks(rest) or _SLASH.match(rest) is not None)

    def _postscript(self, tail: list[Line]) -> list[Line]:
        for number, line in enumerate(tail):
            inner = self._text[line[0] : line[1]]
            match = self._frame.postscript.match(inner.lstrip())
            if match:
                rest = tail[number:]
                blank = next((at for at, each in enumerate(rest) if not self._of(each)), len(rest))
                return rest[:blank]
        return []


def _greeted(word: str) -> bool:
    lower = word.lower().rstrip(".")
    if lower in _GREETED:
        return True
    return word[0].isupper() and lower not in small_words()


@cache
def small_words() -> frozenset[str]:
    """Return the small words of all languages: no name is one of them."""
    words = {word for language in TAKEN_APART for word in load(language)["functions"].split()}
    verbs = {word for language in TAKEN_APART for word in load(language)["asking"]["verbs"].split()}
    return frozenset((words | verbs) - {"ib", "bo", "de", "an", "per", "jo", "may"})
