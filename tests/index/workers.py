"""What other processes do in the index tests, and the context that starts them fast."""

from __future__ import annotations

from multiprocessing.connection import Connection
from multiprocessing.context import ForkServerContext
from pathlib import Path

import pytest

from tests.doors import forking
from tests.index.desk import Desk


def context() -> ForkServerContext:
    """Return a context whose processes are forked from one that has the model loaded."""
    forkserver = forking.context()
    return forkserver or pytest.skip("needs fork")


def run_ingest(folder: Path, ready: Connection) -> None:
    """Ingest the corpus of the desk in `folder`; sends "start" first and the report at the end."""
    from tests.index.preloaded import EMBEDDING

    desk = Desk(folder, EMBEDDING)
    ready.send("start")
    ready.send(desk.ingest().model_dump())


def run_queries(folder: Path, vector: list[float], words: str, pipe: Connection) -> None:
    """Search the index of `folder` until something is received.

    Sends what a search found whenever it is not what the one before found, and the number of
    searches at the end; a failure is sent as text.
    """
    from tests.index.preloaded import EMBEDDING

    desk = Desk(folder, EMBEDDING)
    count, last = 0, None
    while not pipe.poll():
        try:
            found = search(desk, vector, words)
        except Exception as error:
            pipe.send(repr(error))
            return
        count += 1
        if found != last:
            pipe.send(found)
            last = found
    pipe.send(count)


def search(desk: Desk, vector: list[float], words: str) -> tuple[str, set[str]]:
    """Return the id of the generation and the texts that vectors and words find in it."""
    generation = desk.now
    near = [*generation.passages_near(vector, 20), *generation.bm25(words, 20)]
    texts = {generation.passages[one.id].text for one in near}
    for one in near:
        passage = generation.passages[one.id]
        document = generation.documents[passage.document_id]
        assert passage.text == document.text[passage.start : passage.end] != ""
    return generation.id, texts
