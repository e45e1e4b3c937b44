"""YAML to a tree, event by event, so that hostile input stops where it turns hostile.

Only what a budget needs is read: mappings, lists, text and numbers. Anchors, aliases, tags, merge
keys and further documents are refused; dates, sexagesimal, octal and yes/no stay the text they are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, NoReturn

import yaml
from yaml.events import (
    AliasEvent,
    CollectionStartEvent,
    DocumentEndEvent,
    DocumentStartEvent,
    Event,
    MappingEndEvent,
    MappingStartEvent,
    NodeEvent,
    ScalarEvent,
    SequenceEndEvent,
)

from assistant.errors import InputError
from assistant.rules.reading.tree import (
    MAX_DEPTH,
    MAX_NODES,
    Plain,
    clean,
    refuse_count,
    refuse_depth,
    refuse_top,
)

_NUMBER = re.compile(r"-?[0-9]+(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?")
_WORDS: dict[str, bool | None] = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL")),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
}
_INDENTED_BY_TAB = re.compile(r"^[ ]*\t[ \t]*(?=[^\s])", re.MULTILINE)
# libyaml takes seconds over many %TAG lines: refused before it sees them.
_DIRECTIVE = re.compile(r"(?:^|[\r\u2028\u2029])(%(?!YAML 1\.[12][ ]*\r?$).{0,20})", re.MULTILINE)
# libyaml is some ten times as fast; the loader in Python gives the same events.
FAST: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class YamlSyntaxError(InputError):
    """The text is no YAML at all."""


def read_yaml(text: str, loader: Any = FAST) -> dict[str, Any]:
    """Return the tree of a YAML mapping; `loader` is one of PyYAML's.

    Raises YamlSyntaxError (code `not_yaml`), and InputError `empty_input`, `yaml_anchor`,
    `yaml_tag`, `yaml_merge`, `yaml_documents`, `yaml_directive`, `bad_key`, `duplicate_key`,
    `too_deep`, `too_many_values`, `too_long`, `bad_character`, `not_a_mapping`.
    """
    if found := _DIRECTIVE.search(text):
        line = text.count("\n", 0, found.start(1)) + 1
        what = f"The directive {found[1]!r} at line {line} is not read here."
        raise InputError("yaml_directive", what, "Remove the line, or put its text in quotes.")
    if tab := _INDENTED_BY_TAB.search(text):
        _not_yaml(f"line {text.count(chr(10), 0, tab.start()) + 1} is indented with a tab")
    try:
        # The two loaders differ on other tabs; to YAML they are spaces.
        return _Builder(yaml.parse(text.replace("\t", " "), Loader=loader)).document()
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        place = f" at {_place(mark)}" if mark else ""
        _not_yaml(f"{error.problem or error.context}{place}", error)
    except (yaml.YAMLError, ValueError, OverflowError) as error:
        # PyYAML itself stumbles over some escapes ("\UFFFFFFFF") and endless version numbers.
        _not_yaml("a character or a number in it is out of range", error)


class _Builder:
    """Builds one document from events, and refuses what is not read."""

    def __init__(self, events: Iterator[Event]) -> None:
        self._events = events
        self._nodes = 0
        self._depth = 0

    def document(self) -> dict[str, Any]:
        next(self._events)  # the start of the stream
        if not isinstance(next(self._events), DocumentStartEvent):
            raise InputError("empty_input", "The input is empty.", "Give at least one key.")
        event = next(self._events)
        if not isinstance(event, MappingStartEvent):
            self._check(event)
            refuse_top()
        tree = self._mapping(event)
        after = [next(self._events), next(self._events)]
        if isinstance(after[0], DocumentEndEvent) and isinstance(after[1], DocumentStartEvent):
            _refuse("yaml_documents", "A second document", after[1], "Keep one in a file.")
        return tree

    def _node(self, event: Event) -> Any:
        if isinstance(event, MappingStartEvent):
            return self._mapping(event)
        if isinstance(event, CollectionStartEvent):
            return self._list(event)
        return self._scalar(event)

    def _mapping(self, start: Event) -> dict[str, Any]:
        self._open(start)
        tree: dict[str, Any] = {}
        lines: dict[str, int] = {}
        while not isinstance(event := next(self._events), MappingEndEvent):
            key = self._key(event)
            if key in tree:
                what = f"The key {_short(key)!r}, which stands at line {lines[key]} already,"
                _refuse("duplicate_key", what, event, "Keep one of them.", "stands again")
            mark: Any = event.start_mark
            lines[key] = mark.line + 1
            tree[key] = self._node(next(self._events))
        self._depth -= 1
        return tree

    def _list(self, start: Event) -> list[Any]:
        self._open(start)
        items: list[Any] = []
        while not isinstance(event := next(self._events), SequenceEndEvent):
            items.append(self._node(event))
        self._depth -= 1
        return items

    def _key(self, event: Event) -> str:
        self._check(event)
        if not isinstance(event, ScalarEvent):
            _refuse(
                "bad_key", "A list or mapping as a key", event, "Write a word before the colon."
            )
        plain = event.implicit[0]
        if plain and event.value == "<<":
            hint = "Write the keys out that it stands for."
            _refuse("yaml_merge", "A merge key (<<)", event, hint)
        if not event.value.strip() or (plain and event.value == "~"):
            _refuse("bad_key", "An empty key", event, "Write a word before the colon.")
        return clean(event.value, _place(event.start_mark))

    def _scalar(self, event: Event) -> Any:
        self._check(event)
        assert isinstance(event, ScalarEvent)
        text = clean(event.value, _place(event.start_mark))
        if not event.implicit[0]:
            return text
        if text in _WORDS:
            return _WORDS[text]
        return Plain(text) if _NUMBER.fullmatch(text) else text

    def _open(self, event: Event) -> None:
        self._check(event)
        self._depth += 1
        if self._depth > MAX_DEPTH:
            refuse_depth(_place(event.start_mark))

    def _check(self, event: Event) -> None:
        """Count the node, and refuse anchors, aliases and tags."""
        self._nodes += 1
        if self._nodes > MAX_NODES:
            refuse_count()
        if isinstance(event, NodeEvent) and event.anchor is not None:
            sign = "An alias (*)" if isinstance(event, AliasEvent) else "An anchor (&)"
            hint = "Write the value out in each place; put text that begins with it in quotes."
            _refuse("yaml_anchor", f"{sign} {_short(event.anchor)!r}", event, hint)
        if isinstance(event, ScalarEvent | CollectionStartEvent) and event.tag is not None:
            hint = "Leave the tag (!) out; put text that begins with ! in quotes."
            _refuse("yaml_tag", f"A tag {_short(event.tag)!r}", event, hint)


def _place(mark: Any) -> str:
    return f"line {mark.line + 1}, column {mark.column + 1}"


def _short(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:60]}…"


def _refuse(code: str, what: str, event: Event, hint: str, verb: str = "stands") -> NoReturn:
    ending = "" if verb != "stands" else ", which is not read here"
    raise InputError(code, f"{what} {verb} at {_place(event.start_mark)}{ending}.", hint)


def _not_yaml(why: str, cause: BaseException | None = None) -> NoReturn:
    raise YamlSyntaxError(
        "not_yaml",
        f"The input is not YAML: {why}.",
        "Write `key: value`, indent with spaces, and put text with special characters in quotes.",
    ) from cause
