"""Vectors that a call brings along: those of the model itself, all of them, never needed."""

from __future__ import annotations

import random
from pathlib import Path

import numpy as np
import pytest

from assistant.index.components import embed_questions, text_digest
from assistant.index.model.embedding import LocalEmbedding
from assistant.index.nodes import phrase_nodes
from assistant.index.shipped import VECTORS_FILE, ShippedVectors, write_shipped
from assistant.service import Assistant

DIGESTS = ["00ff" * 8, "ab12" * 8]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    vectors = np.eye(2, 384, dtype=np.float32) + 0.01
    rows = [list(map(float, row / np.linalg.norm(row))) for row in vectors]
    write_shipped(tmp_path / VECTORS_FILE, "model-1", dict(zip(DIGESTS, rows, strict=True)))
    return tmp_path


def test_what_is_written_is_found_by_its_digest(folder: Path) -> None:
    found = ShippedVectors([folder], "model-1").find([*DIGESTS, "77" * 16])
    assert list(found) == DIGESTS
    for place, digest in enumerate(DIGESTS):
        assert np.linalg.norm(found[digest]) == pytest.approx(1, abs=1e-6)
        assert int(np.argmax(found[digest])) == place


def test_another_model_has_nothing_of_it(folder: Path) -> None:
    assert ShippedVectors([folder], "model-2").find(DIGESTS) == {}


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 cut off", b"not a file of arrays"])
def test_a_broken_file_is_as_good_as_none(folder: Path, content: bytes) -> None:
    (folder / VECTORS_FILE).write_bytes(content)
    assert ShippedVectors([folder], "model-1").find(DIGESTS) == {}


def test_the_calls_own_file_holds_every_way_to_ask_as_the_model_has_it(
    service: Assistant, embedding: LocalEmbedding
) -> None:
    reader = service.reader()
    folders = [p.parent for p in service.settings.corpus_dir.glob(f"*/{VECTORS_FILE}")]
    assert folders
    shipped = ShippedVectors(folders, reader.generation.fingerprint)
    nodes = list(phrase_nodes(reader.facts.values()))
    found = shipped.find([text_digest(node) for node in nodes])
    missing = [node.get_content() for node in nodes if text_digest(node) not in found]
    assert missing == [], "run `make vectors`"
    some = random.Random(11).sample(nodes, 40)
    made = embed_questions(embedding, [node.get_content() for node in some])
    for node, vector in zip(some, made, strict=True):
        assert np.dot(found[text_digest(node)], vector) >= 0.9998
