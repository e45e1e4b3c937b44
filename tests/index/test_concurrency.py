"""Readers and writers at once, in threads and in other processes."""

from __future__ import annotations

import threading
import time

from filelock import FileLock

from tests.index.desk import Desk
from tests.index.workers import context, run_ingest, run_queries, search

WITHIN_S = 5.0


def test_queries_run_on_while_the_index_is_built_anew(desk: Desk) -> None:
    write(desk, 0)
    desk.ingest()
    vector = desk.embedder().load().get_query_embedding("udgave")
    pipe, child = context().Pipe()
    other = context().Process(
        target=run_queries, args=(desk.folder, vector, "udgave", child), daemon=True
    )
    other.start()
    child.close()
    assert "Dette er udgave 0." in pipe.recv()[1]
    here: list[tuple[str, set[str]]] = []
    failures: list[Exception] = []
    done = threading.Event()

    def loop() -> None:
        while not done.is_set():
            try:
                found = search(desk, vector, "udgave")
            except Exception as error:
                failures.append(error)
                return
            if not here or here[-1] != found:
                here.append(found)

    thread = threading.Thread(target=loop)
    thread.start()
    for version in range(1, 4):
        write(desk, version)
        generation = desk.ingest().index_generation
        completed = time.monotonic()
        # The other process says what it finds as soon as it changes.
        found = pipe.recv()
        assert isinstance(found, tuple), found
        assert time.monotonic() - completed < WITHIN_S
        assert found[0] == generation
        assert f"Dette er udgave {version}." in found[1]
    done.set()
    thread.join()
    pipe.send("stop")
    assert pipe.recv() > 4
    other.join()
    assert failures == []
    assert len(here) >= 3
    assert f"Dette er udgave {version}." in search(desk, vector, "udgave")[1]


def test_of_two_ingests_at_once_the_second_goes_on_from_the_first(desk: Desk) -> None:
    write(desk, 0)
    pipes = []
    processes = []
    for _ in range(2):
        pipe, child = context().Pipe()
        process = context().Process(target=run_ingest, args=(desk.folder, child))
        process.start()
        child.close()
        pipes.append(pipe)
        processes.append(process)
    assert [pipe.recv() for pipe in pipes] == ["start", "start"]
    reports = [pipe.recv() for pipe in pipes]
    for process in processes:
        process.join()
    assert sorted(report["added"] for report in reports) == [0, 1]
    assert sorted(report["unchanged"] for report in reports) == [0, 1]
    assert len({report["index_generation"] for report in reports}) == 1


def test_an_ingest_that_waits_says_so(desk: Desk) -> None:
    write(desk, 0)
    lock = FileLock(desk.index / ".lock")
    with lock:
        thread = threading.Thread(target=desk.ingest)
        thread.start()
        while ("wait", 0, 1) not in desk.heard:
            thread.join(timeout=0.01)
            assert thread.is_alive()
    thread.join()
    assert desk.heard[:2] == [("wait", 0, 1), ("wait", 1, 1)]
    assert desk.ids() == ["pulje"]


def write(desk: Desk, version: int) -> None:
    desk.write("pulje/pulje.md", f"# Pulje\n\nDette er udgave {version}.\n\nUdgaven ovenfor.\n")
