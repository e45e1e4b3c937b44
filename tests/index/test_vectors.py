"""Chroma finds what a full comparison finds, and a server takes the embedded one's place."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import chromadb
import httpx
import numpy as np
import pytest

from assistant.errors import MissingPartError
from assistant.index.vectors import open_vectors
from tests.index.desk import Desk, counts


def test_the_nearest_are_those_of_a_full_comparison(tmp_path: Path) -> None:
    random = np.random.default_rng(7)
    count = 1500
    vectors = random.normal(size=(count, 64)) + 2 * random.normal(size=64)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    home = open_vectors(tmp_path, "g", None)
    collection = home.create("phrases")
    for start in range(0, count, 500):
        part = range(start, start + 500)
        collection.add(
            ids=[str(number) for number in part],
            embeddings=vectors[start : start + 500].astype(np.float32),
            metadatas=[{"call_id": "ab"[number % 2]} for number in part],
        )
    assert home.finish("phrases") == count
    for question in vectors[:40] + 0.05 * random.normal(size=(40, 64)):
        question /= np.linalg.norm(question)
        cosines = vectors @ question
        exact = np.argsort(-cosines)[:20]
        found = home.near("phrases", question.tolist(), 20, None)
        assert [near.id for near in found] == [str(number) for number in exact]
        assert [n.cosine for n in found] == pytest.approx(cosines[exact].tolist(), abs=1e-5)
        only = [str(number) for number in np.argsort(-cosines) if number % 2 == 0][:20]
        where = {"call_id": {"$in": ["a"]}}
        assert [near.id for near in home.near("phrases", question.tolist(), 20, where)] == only
    home.close()


@pytest.fixture
def server(tmp_path: Path) -> Iterator[str]:
    """A Chroma server on loopback; its port is the system's choice."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = Path(sys.executable).with_name("chroma")
    process = subprocess.Popen(
        [command, "run", "--path", tmp_path / "server", "--host", "127.0.0.1", "--port", str(port)],
        env=os.environ | {"ANONYMIZED_TELEMETRY": "False"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    listening = threading.Event()
    # Read to the end: a server whose log nobody reads stops when the pipe is full.
    reader = threading.Thread(target=_read_log, args=(process, listening))
    reader.start()
    assert listening.wait(timeout=60)
    yield f"http://127.0.0.1:{port}"
    process.kill()
    process.wait()
    reader.join()


def _read_log(process: subprocess.Popen[str], listening: threading.Event) -> None:
    assert process.stdout is not None
    with process.stdout:
        for line in process.stdout:
            if "listening on address" in line:
                listening.set()


def test_with_a_chroma_server_a_generation_is_a_set_of_collections(
    server: str, tmp_path: Path, embedding: Any, empty_index: Path
) -> None:
    desk = Desk(tmp_path, embedding, chroma_url=server)
    shutil.copytree(empty_index, desk.index)
    file = desk.write("pulje/pulje.md", "# Pulje\n\nPuljen er på fem kroner.\n\nKun katte.\n")
    desk.ingest()
    assert desk.find("Hvor mange penge er der?") == "Puljen er på fem kroner."
    assert not (desk.now.folder / "chroma").exists()
    for number in range(2):
        file.write_text(f"# Pulje\n\nKun katte.\n\nNummer {number}.\n", encoding="utf-8")
        assert counts(desk.ingest()) == (0, 1, 0, 0)
        assert desk.find("katte") == "Kun katte."
    kept = {path.name for path in desk.index.glob("g-*")}
    assert len(kept) == 2
    host = httpx.URL(server)
    with chromadb.HttpClient(host=host.host, port=host.port) as client:  # type: ignore[attr-defined]
        names = {collection.name for collection in client.list_collections()}
    assert names == {f"{k}-{space}" for k in kept for space in ("passages", "sentences", "phrases")}
    desk.store.close()


def test_a_server_that_is_down_is_named(tmp_path: Path) -> None:
    with pytest.raises(MissingPartError) as caught:
        open_vectors(tmp_path, "g", "http://127.0.0.1:9")
    assert caught.value.code == "chroma_down"
    assert "127.0.0.1:9" in caught.value.message
    assert "ASSISTANT_CHROMA_URL" in caught.value.hint
