"""YAML as plain trees of text, each place with its line, for files that people keep by hand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import yaml

from assistant.errors import CorpusError

Place = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Tree:
    """The content of a file, scalars as the text they are, and the lines its places begin on."""

    name: str
    content: Any
    lines: Mapping[Place, int] = field(repr=False)

    def known(self, path: Sequence[str | int]) -> Place:
        """Return `path` without the parts that the file does not have."""
        known: Place = ()
        for part in path:
            if (*known, part) in self.lines:
                known = (*known, part)
        return known

    def place(self, path: Sequence[str | int]) -> str:
        """Return "file, line 12" for the nearest place that the file has on the way to `path`."""
        return f"{self.name}, line {self.lines[self.known(path)]}"


def read_tree(name: str, text: str) -> Tree:
    """Read the YAML `text` of the file `name`; every scalar stays text.

    YAML 1.1 would make a boolean of `no`, a float of 0.40 and seconds of 12:30. Raises CorpusError
    `bad_yaml` also for a key that stands twice and for aliases.
    """
    try:
        root = yaml.compose(text, Loader=yaml.BaseLoader)
    except yaml.YAMLError as error:
        raise _bad(name, f"is not valid YAML: {error}") from error
    if root is None:
        raise _bad(name, "is empty")
    lines: dict[Place, int] = {}
    return Tree(name, _plain(name, root, (), lines, set()), lines)


def _plain(name: str, node: yaml.Node, path: Place, lines: dict[Place, int], seen: set[int]) -> Any:
    line = node.start_mark.line + 1
    lines.setdefault(path, line)
    if id(node) in seen:
        raise _bad(name, f"has an alias for what stands on line {line}")
    seen.add(id(node))
    if isinstance(node, yaml.SequenceNode):
        return [_plain(name, item, (*path, n), lines, seen) for n, item in enumerate(node.value)]
    if not isinstance(node, yaml.MappingNode):
        return str(node.value)
    tree: dict[str, Any] = {}
    for key, value in node.value:
        line = key.start_mark.line + 1
        if not isinstance(key, yaml.ScalarNode) or key.value in tree:
            raise _bad(name, f"has a key on line {line} that is no text or stands twice")
        lines[(*path, key.value)] = line
        tree[key.value] = _plain(name, value, (*path, key.value), lines, seen)
    return tree


def _bad(name: str, what: str) -> CorpusError:
    return CorpusError("bad_yaml", f"{name} {what}.", "Mend the file at that place.")
