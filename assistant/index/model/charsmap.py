"""A character map as SentencePiece's `precompiled_charsmap`, which `tokenizers` runs in Rust.

The layout: the size in bytes of a trie (u32), the trie, then the replacements, each ended by a
zero byte. The trie is a double array of u32 units as in darts-clone, walked by XOR; see
`DoubleArray` in the crate spm_precompiled and `darts::Details::DoubleArrayUnit`.
"""

from __future__ import annotations

import struct
from collections.abc import Mapping

_HAS_LEAF = 1 << 8
_IS_VALUE = 1 << 31
_OFFSET_SHIFT = 10
_MAX_OFFSET = 1 << 21
_LEAF = 0  # the label under which a node keeps its value; no key holds a zero byte

# Nodes by id: the labels below a node, each with the id of its child (for _LEAF: the value).
_Trie = list[dict[int, int]]


def precompiled_charsmap(characters: Mapping[str, str]) -> bytes:
    """Return the charsmap that replaces each key of `characters` by its value.

    Keys and values must not hold U+0000.
    """
    replacements = bytearray()
    starts: dict[str, int] = {}
    keys: dict[bytes, int] = {}
    for key, value in characters.items():
        if value not in starts:
            starts[value] = len(replacements)
            replacements += value.encode() + b"\0"
        keys[key.encode()] = starts[value]
    units = _double_array(_trie(keys))
    trie = struct.pack(f"<{len(units)}I", *units)
    return struct.pack("<I", len(trie)) + trie + bytes(replacements)


def _trie(keys: Mapping[bytes, int]) -> _Trie:
    nodes: _Trie = [{}]
    for key, value in keys.items():
        node = nodes[0]
        for label in key:
            if label not in node:
                node[label] = len(nodes)
                nodes.append({})
            node = nodes[node[label]]
        node[_LEAF] = value
    return nodes


def _double_array(nodes: _Trie) -> list[int]:
    """Place the nodes: the child with label c of a node with base b stands at b XOR c."""
    slots = _Slots()
    bases = [slots.take(tuple(node)) for node in nodes]
    positions = {0: 0}
    for base, node in zip(bases, nodes, strict=True):
        positions |= {child: base ^ label for label, child in node.items() if label != _LEAF}
    units = [0] * slots.size
    for index, position in positions.items():
        offset = position ^ bases[index]
        if offset >= _MAX_OFFSET:
            raise ValueError("the character map is too large for a double array")
        units[position] |= offset << _OFFSET_SHIFT
        for label, child in nodes[index].items():
            if label == _LEAF:
                units[position] |= _HAS_LEAF
                units[bases[index]] = child | _IS_VALUE
            else:
                units[bases[index] ^ label] |= label
    return units


class _Slots:
    """Hands out bases so that no two nodes share a base or a slot."""

    def __init__(self) -> None:
        self._used = {0}  # the root's own slot
        self._bases = {0}
        # Where to go on for a set of labels: what did not fit once never will.
        self._next: dict[tuple[int, ...], int] = {}
        self.size = 256

    def take(self, labels: tuple[int, ...]) -> int:
        slot = self._next.get(labels, 1)
        while not self._fits(slot ^ labels[0], labels):
            slot += 1
        self._next[labels] = slot + 1
        base = slot ^ labels[0]
        self._bases.add(base)
        self._used.update(base ^ label for label in labels)
        # A walker may look at any slot of the block of 256 in which a base lies.
        self.size = max(self.size, (base | 255) + 1)
        return base

    def _fits(self, base: int, labels: tuple[int, ...]) -> bool:
        return base not in self._bases and not any(base ^ label in self._used for label in labels)
