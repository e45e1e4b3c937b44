"""What a page holds but doesn't show: hidden by attribute, by style, or by its own style sheet."""

from __future__ import annotations

import re
from dataclasses import dataclass

from lxml.html import HtmlElement

_NOT_SHOWN = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)"
    r"|(?:^|[;{\s])font-size\s*:\s*0*(?:\.0+)?(?:px|pt|em|rem|%)?\s*(?:!important\s*)?(?:;|\}|$)"
    r"|(?:^|[;{\s])opacity\s*:\s*0*(?:\.0+)?\s*(?:!important\s*)?(?:;|\}|$)"
    r"|clip\s*:\s*rect\(\s*[01](?:px)?[\s,]+[01](?:px)?[\s,]+[01](?:px)?[\s,]+[01](?:px)?\s*\)"
    r"|(?:left|top|text-indent)\s*:\s*-\d{4,}px",
    re.IGNORECASE,
)
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_RULE = re.compile(r"([^{}]*)\{([^{}]*)\}")
_SIMPLE = re.compile(r"(?:[a-z]\w*)?([.#][\w-]+)", re.IGNORECASE)
_HIDING_CLASSES = frozenset(
    "sr-only visually-hidden visuallyhidden screen-reader-text element-invisible d-none"
    " visually-hidden-focusable".split()
)
_OPENERS = ("aria-controls", "data-target", "data-bs-target")
_LONGEST_SHEET = 500_000


@dataclass(frozen=True, slots=True)
class Hiding:
    """What hides an element on one page. `opened`: ids of what a button on it shows."""

    names: frozenset[str]
    opened: frozenset[str]

    @classmethod
    def of(cls, page: HtmlElement) -> Hiding:
        """Read the page's own style sheets and its buttons."""
        names = {f".{name}" for name in _HIDING_CLASSES}
        for sheet in page.iter("style"):
            names |= _hidden_names((sheet.text or "")[:_LONGEST_SHEET])
        opened = {
            target.lstrip("#")
            for element in page.iter("button", "a", "summary", "h2", "h3", "h4", "div")
            for name in _OPENERS
            for target in (element.get(name) or "").split()
        }
        return cls(frozenset(names), frozenset(opened))

    def hides(self, element: HtmlElement) -> bool:
        """Tell whether nobody sees `element`; a folded panel that a button opens is seen."""
        if (element.get("id") or "") in self.opened:
            return False
        hidden = element.get("hidden")
        if hidden is not None and hidden.strip().lower() != "until-found":
            return True
        style = element.get("style")
        if style and _NOT_SHOWN.search(style):
            return True
        if (element.get("aria-hidden") or "").strip().lower() == "true":
            return True
        marks = {f".{name}" for name in (element.get("class") or "").split()}
        marks.add(f"#{element.get('id') or ''}")
        return not self.names.isdisjoint(marks)


def _hidden_names(sheet: str) -> set[str]:
    """Return the classes and ids that a style sheet hides outside of any @media."""
    names: set[str] = set()
    for selectors, rules in _RULE.findall(_top_level(_COMMENT.sub("", sheet))):
        if _NOT_SHOWN.search(rules):
            for selector in selectors.split(","):
                found = _SIMPLE.fullmatch(selector.strip())
                if found:
                    names.add(found.group(1))
    return names


def _top_level(sheet: str) -> str:
    """Take the blocks of @media, @supports and their like out: they may not hold here."""
    kept: list[str] = []
    depth = 0
    start = 0
    for match in re.finditer(r"@[\w-]+[^{};]*\{|[{}]", sheet):
        sign = match.group()
        if depth == 0 and sign.startswith("@"):
            kept.append(sheet[start : match.start()])
            depth = 1
        elif depth:
            depth += -1 if sign == "}" else 1
            start = match.end()
    if depth == 0:
        kept.append(sheet[start:])
    return "".join(kept)
