"""The keyword index of one generation: bm25s over the passages, saved beside the vectors."""

from __future__ import annotations

import json
import logging
import math
from collections.abc import Collection, Iterable, Sequence
from pathlib import Path

import bm25s
import numpy as np
from numpy.typing import NDArray

from assistant.index.near import Near
from assistant.index.tokens import tokens

# bm25s sets its own logger to DEBUG, whatever the application wants.
logging.getLogger("bm25s").setLevel(logging.WARNING)

_ENTRIES = "entries.json"


def build_bm25(folder: Path, entries: Iterable[tuple[str, str, str]]) -> None:
    """Index `(id, call id, text)` entries and save them in `folder`."""
    ids: list[tuple[str, str]] = []
    corpus: list[list[str]] = []
    for entry_id, call_id, text in entries:
        ids.append((entry_id, call_id))
        corpus.append(tokens(text))
    folder.mkdir(parents=True, exist_ok=True)
    (folder / _ENTRIES).write_text(json.dumps(ids), encoding="utf-8")
    if any(corpus):
        index = bm25s.BM25(method="lucene")
        index.index(corpus, show_progress=False)
        index.save(folder, show_progress=False)


class Bm25Index:
    """A saved index, memory-mapped. Safe for threads: nothing changes after loading."""

    def __init__(self, folder: Path) -> None:
        entries = json.loads((folder / _ENTRIES).read_text(encoding="utf-8"))
        self.ids: list[str] = [entry_id for entry_id, _ in entries]
        self._calls: NDArray[np.str_] = np.array([call_id for _, call_id in entries], dtype=str)
        # Without a single token (an empty corpus) bm25s has nothing to save or load.
        saved = (folder / "params.index.json").is_file()
        self._index = bm25s.BM25.load(folder, mmap=True) if saved else None

    def search(
        self,
        query: str,
        k: int,
        calls: Collection[str] | None = None,
        among: NDArray[np.bool_] | None = None,
    ) -> list[Near]:
        """Return up to `k` entries that share a token with `query`, the best first.

        Of `calls` only where given; `among` tells of each entry, in the order of `ids`, whether it
        may be found.

        The score is 0 to 1: the entry's BM25 (Robertson; Lucene's idf) over the sum of the idf of
        the query's tokens, which no entry can reach. Tokens that no entry holds count as the
        rarest, so a query about something else scores low throughout.
        """
        asked = list(dict.fromkeys(tokens(query)))
        if self._index is None or not asked or k < 1:
            return []
        known = self._index.get_tokens_ids(asked)
        if not known:
            return []
        scores = self._index.get_scores_from_ids(known) / self._ceiling(known, len(asked))
        if calls is not None:
            scores[~np.isin(self._calls, list(calls))] = 0.0
        if among is not None:
            scores[~among] = 0.0
        best = np.argpartition(-scores, min(k, len(scores)) - 1)[:k]
        found = [Near(self.ids[i], float(scores[i])) for i in best.tolist() if scores[i] > 0]
        return sorted(found, key=lambda near: (-near.score, near.id))

    def _ceiling(self, known: Sequence[int], asked: int) -> float:
        assert self._index is not None
        count = len(self.ids)
        starts = self._index.scores["indptr"]
        holding = [int(starts[token + 1] - starts[token]) for token in known]
        holding += [0] * (asked - len(known))
        return sum(math.log(1 + (count - n + 0.5) / (n + 0.5)) for n in holding)
