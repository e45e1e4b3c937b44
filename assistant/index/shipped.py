"""Vectors of ways to ask that a call's folder brings along, so that a first index is quick.

They are a help, not a need: what is missing, or was made by another model, is embedded. Eight bits
a number and a scale a vector; the cosine with the model's own vector is above .9998
(tests/index/test_shipped.py).
"""

from __future__ import annotations

import logging
import os
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

import numpy as np
import numpy.typing as npt

VECTORS_FILE: Final = "ways.npz"
_LEVELS = 127
logger = logging.getLogger(__name__)


class ShippedVectors:
    """The vectors that the folders of some calls bring along for the model `fingerprint`."""

    def __init__(self, folders: Iterable[Path], fingerprint: str) -> None:
        self._rows: dict[str, npt.NDArray[np.float32]] = {}
        for folder in folders:
            file = folder / VECTORS_FILE
            if file.is_file():
                self._rows.update(_read(file, fingerprint))

    def find(self, digests: Sequence[str]) -> Mapping[str, list[float]]:
        """Return the vectors known for `digests`, by digest."""
        return {d: self._rows[d].tolist() for d in digests if d in self._rows}


def write_shipped(file: Path, fingerprint: str, vectors: Mapping[str, Sequence[float]]) -> None:
    """Write vectors (digest → numbers) for the model `fingerprint`; replaces the file whole."""
    digests = sorted(vectors)
    rows = np.array([vectors[digest] for digest in digests], dtype=np.float32)
    scales = np.abs(rows).max(axis=1, keepdims=True) / _LEVELS
    part = file.with_suffix(".part.npz")
    np.savez_compressed(
        part,
        fingerprint=np.array(fingerprint),
        digests=np.frombuffer(bytes.fromhex("".join(digests)), np.uint8).reshape(len(digests), -1),
        rows=np.round(rows / scales).astype(np.int8),
        scales=scales.astype(np.float32),
    )
    os.replace(part, file)


def _read(file: Path, fingerprint: str) -> dict[str, npt.NDArray[np.float32]]:
    try:
        with np.load(file, allow_pickle=False) as stored:
            if str(stored["fingerprint"]) != fingerprint:
                return {}
            rows: npt.NDArray[Any] = stored["rows"].astype(np.float32) * stored["scales"]
            names = [bytes(digest).hex() for digest in stored["digests"]]
    except (OSError, EOFError, ValueError, KeyError, zipfile.BadZipFile) as error:
        logger.warning("%s can't be read, its vectors are made anew: %s", file, error)
        return {}
    rows /= np.linalg.norm(rows, axis=1, keepdims=True)
    return dict(zip(names, rows, strict=True))
