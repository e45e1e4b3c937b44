"""Markdown (CommonMark, tables, definition lists, front matter) to canonical text."""

from __future__ import annotations

import re
from typing import Any

import yaml
from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock, list_block
from markdown_it.tree import SyntaxTreeNode
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.front_matter import front_matter_plugin

from assistant.corpus.canonical import CanonicalBuilder, RawDocument
from assistant.corpus.front_matter import known_keys
from assistant.corpus.readers.danish_dates import DATE_START
from assistant.errors import InputError

# A comment without an end goes to the end, as CommonMark has it (and is looked through once).
_TAG = re.compile(r"<!--.*?(?:-->|\Z)|<[^>]*>", re.DOTALL)
_BREAK = re.compile(r"<br\b", re.IGNORECASE)
_INLINE_TEXT = {"text", "code_inline"}
_BLANK_INLINE = {"html_inline", "image"}


def read_markdown(source: str, stem: str) -> RawDocument:
    """Read Markdown; raises InputError `bad_front_matter` where the front matter is no mapping."""
    parser = MarkdownIt("commonmark").enable("table").use(deflist_plugin).use(front_matter_plugin)
    parser.block.ruler.at(
        "list", _list_without_dates, {"alt": ["paragraph", "reference", "blockquote"]}
    )
    tree = SyntaxTreeNode(parser.parse(source))
    walker = _Walker()
    for node in tree.children:
        walker.visit(node)
    return walker.builder.build(stem, walker.meta)


def _list_without_dates(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Begin a list as CommonMark does, but not at "30. maj 2022"."""
    line = state.src[state.bMarks[start] + state.tShift[start] : state.eMarks[start]]
    return False if DATE_START.match(line) else list_block(state, start, end, silent)


class _Walker:
    def __init__(self) -> None:
        self.builder = CanonicalBuilder()
        self.meta: dict[str, Any] = {}
        self._lists = 0

    def visit(self, node: SyntaxTreeNode) -> None:
        """Add one block-level node."""
        method = getattr(self, f"_{node.type}", None)
        if method is not None:
            method(node)
            return
        for child in node.children:
            self.visit(child)

    def _front_matter(self, node: SyntaxTreeNode) -> None:
        self.meta = _front_matter(node.content)

    def _heading(self, node: SyntaxTreeNode) -> None:
        self.builder.heading(_inline(node), int(node.tag[1:]))

    def _paragraph(self, node: SyntaxTreeNode) -> None:
        self.builder.paragraph(_inline(node))

    def _fence(self, node: SyntaxTreeNode) -> None:
        self.builder.paragraph(node.content)

    _code_block = _fence

    def _html_block(self, node: SyntaxTreeNode) -> None:
        self.builder.paragraph(_TAG.sub(" ", node.content))

    def _bullet_list(
        self, node: SyntaxTreeNode, level: int = 0, list_id: int | None = None
    ) -> None:
        if list_id is None:
            self._lists += 1
            list_id = self._lists
        ordered = node.type == "ordered_list"
        first = int(node.attrs.get("start", 1))
        for number, item in enumerate(node.children, first):
            texts = [_inline(child) for child in item.children if child.type == "paragraph"]
            mark = f"{number}." if ordered else None
            self.builder.item("\n".join(texts), list_id, level, mark)
            for child in item.children:
                if child.type in ("bullet_list", "ordered_list"):
                    self._bullet_list(child, level + 1, list_id)
                elif child.type != "paragraph":
                    self.visit(child)

    _ordered_list = _bullet_list

    def _dl(self, node: SyntaxTreeNode) -> None:
        label = ""
        values: list[str] = []
        for child in [*node.children, None]:
            if child is None or child.type == "dt":
                if label:
                    self.builder.labelled(label, "\n".join(values))
                label = _inline(child) if child is not None else ""
                values = []
            else:
                values.extend(_inline(part) for part in child.children)

    def _table(self, node: SyntaxTreeNode) -> None:
        self._lists += 1
        rows = [row for part in node.children for row in part.children]
        cells = [[_inline(cell) for cell in row.children] for row in rows]
        for row in cells[1:]:
            self.builder.row(cells[0], row, self._lists)


def _inline(node: SyntaxTreeNode) -> str:
    if node.type in _INLINE_TEXT:
        return node.content
    if node.type == "softbreak":
        return " "
    if node.type == "hardbreak":
        return "\n"
    if node.type in _BLANK_INLINE:
        return "\n" if _BREAK.match(node.content) else ""
    return "".join(_inline(child) for child in node.children)


def _front_matter(content: str) -> dict[str, Any]:
    try:
        meta = yaml.load(content, Loader=yaml.BaseLoader)
    except yaml.YAMLError as error:
        raise InputError(
            "bad_front_matter",
            f"The front matter is not YAML: {error}",
            "Mend or remove it.",
        ) from error
    if not meta:
        return {}
    if not isinstance(meta, dict):
        raise InputError(
            "bad_front_matter",
            "The front matter holds no keys.",
            "Write `key: value` lines.",
        )
    return known_keys(meta)
