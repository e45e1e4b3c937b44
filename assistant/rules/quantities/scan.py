"""A text under the reader's finger: its tokens and what stands beside what."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.rules.quantities.lexer import Token, tokens_of

if TYPE_CHECKING:
    from assistant.types import Language

_BULLETS = " \t\u00a0#>*-–•·|"
_WIDEST_BULLET = 20


class Scan:
    """The tokens of one text in one language; indices outside the text are allowed and empty."""

    __slots__ = ("_markers", "language", "size", "text", "tokens")

    def __init__(self, text: str, language: Language) -> None:
        self.text = text
        self.language: Language = language
        self.tokens: list[Token] = tokens_of(text)
        self.size = len(self.tokens)
        self._markers: set[tuple[str, str]] | None = None

    def norm(self, index: int) -> str:
        """Return the token's lower-case text, "" outside the text."""
        return self.tokens[index].norm if 0 <= index < self.size else ""

    def raw(self, index: int) -> str:
        """Return the token as it is written, "" outside the text."""
        if not 0 <= index < self.size:
            return ""
        token = self.tokens[index]
        return self.text[token.start : token.end]

    def kind(self, index: int) -> str:
        """Return the token's kind, "" outside the text."""
        return self.tokens[index].kind if 0 <= index < self.size else ""

    def glued(self, index: int) -> bool:
        """Return whether the next token follows without any space."""
        if not 0 <= index < self.size - 1:
            return False
        return self.tokens[index].end == self.tokens[index + 1].start

    def near(self, index: int) -> bool:
        """Return whether the next token follows after two white-space characters at most."""
        if not 0 <= index < self.size - 1:
            return False
        end = self.tokens[index].end
        gap = self.tokens[index + 1].start - end
        return gap <= 1 or (gap == 2 and not self.text.startswith("\n\n", end))

    def after(self, index: int) -> int:
        """Return the index of the next token if it is near, else -1."""
        return index + 1 if self.near(index) else -1

    def after_hyphen(self, index: int) -> int:
        """Return the index of the next token, near or tied on by a hyphen ("2-årig"), else -1."""
        if self.norm(index + 1) == "-" and self.glued(index) and self.glued(index + 1):
            return index + 2
        return self.after(index)

    def with_dot(self, index: int) -> int:
        """Return the index of a full stop glued to the token, else the index itself."""
        return index + 1 if self.glued(index) and self.norm(index + 1) == "." else index

    def line_start(self, index: int) -> bool:
        """Return whether only space, bullets and heading signs stand before it on its line."""
        start = self.tokens[index].start
        window = max(0, start - _WIDEST_BULLET)
        line = self.text.rfind("\n", window, start) + 1
        if not line and window:
            return False
        return not self.text[line:start].strip(_BULLETS)

    def same_line(self, index: int) -> bool:
        """Return whether the next token stands on the same line."""
        if not 0 <= index < self.size - 1:
            return False
        return "\n" not in self.text[self.tokens[index].end : self.tokens[index + 1].start]

    def markers(self) -> set[tuple[str, str]]:
        """Return the numbers that stand as list markers can, with their form: `()`, `.` or `)`."""
        if self._markers is None:
            found: set[tuple[str, str]] = set()
            for index, token in enumerate(self.tokens):
                closing = self.norm(index + 1)
                if token.kind != "n" or closing not in (".", ")"):
                    continue
                if self.norm(index - 1) == "(" and closing == ")":
                    found.add((token.norm, "()"))
                elif self.line_start(index):
                    found.add((token.norm, closing))
            self._markers = found
        return self._markers

    def sentence_start(self, index: int) -> bool:
        """Return whether the token opens the text, a line or a sentence."""
        return index == 0 or self.norm(index - 1) in (".", "!", "?", ":") or self.line_start(index)
