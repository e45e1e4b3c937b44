"""Calls from several threads become few, and each gets its own vectors, as if it were alone."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import numpy as np
import pytest

from assistant.gathering import Gathering, Vectors

if TYPE_CHECKING:
    from assistant.index.model.embedding import LocalEmbedding

SECONDS = 30


class Slow:
    """Stands for the model: notes what it was called with, and waits before it answers."""

    def __init__(self) -> None:
        self.go = threading.Event()
        self.called = threading.Semaphore(0)
        self.calls: list[list[str]] = []

    def __call__(self, texts: Sequence[str]) -> Vectors:
        self.calls.append(list(texts))
        self.called.release()
        assert self.go.wait(SECONDS)
        if "bad" in texts:
            raise ZeroDivisionError
        return [[float(len(text)), float(ord(text[0]))] for text in texts]


def asked(gathering: Gathering, slow: Slow, *calls: list[str]) -> list[object]:
    """Make the first call, and the others while that one runs; return what each got."""

    def ask(texts: list[str]) -> object:
        try:
            return gathering(texts)
        except ZeroDivisionError as error:
            return error

    with ThreadPoolExecutor(len(calls)) as threads:
        futures = [threads.submit(ask, calls[0])]
        assert slow.called.acquire(timeout=SECONDS)
        for position, texts in enumerate(calls[1:], 1):
            futures.append(threads.submit(ask, texts))
            while sum(len(t) <= 300 for t in texts) and len(gathering._waiting) < position:
                pass
        slow.go.set()
        return [future.result(SECONDS) for future in futures]


def expected(texts: list[str]) -> Vectors:
    return [[float(len(text)), float(ord(text[0]))] for text in texts]


def test_what_comes_while_one_runs_is_done_together() -> None:
    slow = Slow()
    calls = [["a"], ["bb", "c"], ["ddd"], ["e"]]
    assert asked(Gathering(slow), slow, *calls) == [expected(texts) for texts in calls]
    assert slow.calls == [["a"], ["bb", "c", "ddd", "e"]]


def test_not_more_together_than_is_good() -> None:
    slow = Slow()
    calls = [["a"], *([str(number)] for number in range(5)), ["x"] * 9]
    assert asked(Gathering(slow, most=2), slow, *calls) == [expected(texts) for texts in calls]
    assert sorted(map(len, slow.calls)) == [1, 1, 2, 2, 9]


def test_an_error_reaches_those_it_is_about_and_no_later_call() -> None:
    slow = Slow()
    gathering = Gathering(slow)
    first, second, third = asked(gathering, slow, ["a"], ["bad"], ["c"])
    assert first == expected(["a"])
    assert isinstance(second, ZeroDivisionError)
    assert isinstance(third, ZeroDivisionError)
    assert gathering(["d"]) == expected(["d"])


def test_the_model_gives_the_same_vectors_together_as_alone(embedding: LocalEmbedding) -> None:
    texts = ["frist", "Hvem kan søge?", "How much can the Regional Fund cover in Region Zealand?"]
    gathering = Gathering(lambda texts: embedding.get_query_embeddings(list(texts)))
    with ThreadPoolExecutor(12) as threads:
        together = list(threads.map(lambda text: gathering([text])[0], texts * 20))
    alone = [embedding.get_query_embedding(text) for text in texts] * 20
    assert np.allclose(together, alone, atol=1e-5)


@pytest.mark.parametrize("length", [301, 5000])
def test_a_long_text_goes_alone(length: int) -> None:
    slow = Slow()
    calls = [["a"], ["b"], ["c"], ["x" * length]]
    assert asked(Gathering(slow), slow, *calls) == [expected(texts) for texts in calls]
    assert ["x" * length] in slow.calls
    assert ["b", "c"] in slow.calls
