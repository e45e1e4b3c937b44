"""SIGKILL during an ingest: the old index answers, and the next run completes."""

from __future__ import annotations

import random
import time

from assistant.index.store import IndexStore
from tests.index.desk import Desk
from tests.index.workers import context, run_ingest, search

KILLS = 10


def test_an_ingest_killed_at_ten_moments_harms_nothing(desk: Desk) -> None:
    processes = context()
    moments = random.Random(2022)
    write_version(desk, 0)
    desk.ingest()
    vector = desk.embedder().load().get_query_embedding("Hvad er udgaven?")
    seconds = 0.0
    interrupted = 0
    for version in range(1, KILLS + 2):
        before = search(desk, vector, "udgaven")
        write_version(desk, version)
        pipe, child = processes.Pipe()
        process = processes.Process(target=run_ingest, args=(desk.folder, child))
        process.start()
        child.close()
        assert pipe.recv() == "start"
        started = time.monotonic()
        if version == 1:
            # The first runs to its end and shows how long that takes.
            assert pipe.recv()["failed"] == []
            process.join()
            seconds = time.monotonic() - started
            continue
        process.join(timeout=moments.uniform(0, seconds))
        process.kill()
        process.join()
        desk.store = IndexStore(desk.settings)
        answered = search(desk, vector, "udgaven")
        if answered != before:
            # It was killed after the pointer was replaced: then the new one answers, and whole.
            assert f"Dette er udgave {version} af teksten." in answered[1]
        else:
            interrupted += 1
        report = desk.ingest()
        assert report.failed == []
        assert f"Dette er udgave {version} af teksten." in search(desk, vector, "udgaven")[1]
        assert list(desk.index.glob("building-*")) == []
        assert len(list(desk.index.glob("g-*"))) <= 2
    assert interrupted >= 3


def write_version(desk: Desk, version: int) -> None:
    others = "\n\n".join(f"Afsnit {i} i udgave {version} handler om emne {i}." for i in range(12))
    desk.write("pulje/pulje.md", f"# Pulje\n\nDette er udgave {version} af teksten.\n\n{others}\n")
