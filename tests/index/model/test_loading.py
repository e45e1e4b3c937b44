"""Loading and using the model: threads, a cold start, models of others, clear errors."""

from __future__ import annotations

import json
import shutil
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pytest

from assistant.errors import MissingPartError
from assistant.index.model import DEFAULT_MODEL, embedding_fingerprint, load_embedding
from assistant.index.model.turns import Turns

if TYPE_CHECKING:
    from assistant.index.model.embedding import LocalEmbedding
    from tests.index.model.conftest import Run

COLD = """
import sys
connected = []
sys.addaudithook(lambda event, _: connected.append(event) if event == "socket.connect" else None)
from pathlib import Path
from assistant.index.model import DEFAULT_MODEL, embedding_fingerprint, load_embedding
folder = Path(sys.argv[1])
embedding_fingerprint(DEFAULT_MODEL, folder)
assert "torch" not in sys.modules
vector = load_embedding(DEFAULT_MODEL, folder).get_query_embedding("Hvem kan søge?")
print(len(vector), connected)
"""

UNKNOWN = """
import sys
from pathlib import Path
from assistant.errors import MissingPartError
from assistant.index.model import load_embedding
try:
    load_embedding(sys.argv[1], Path("unused"))
except MissingPartError as error:
    print(error.exit_code, error.code, error, sep="|")
"""


def test_many_threads_get_what_one_gets(embedding: LocalEmbedding, texts: list[str]) -> None:
    texts = texts[:16]
    alone = [embedding.get_query_embedding(text) for text in texts]
    passages = embedding.get_text_embedding_batch(texts)
    with ThreadPoolExecutor(8) as pool:
        batches = [pool.submit(embedding.get_text_embedding_batch, texts) for _ in range(3)]
        together = list(pool.map(embedding.get_query_embedding, texts * 2))
    np.testing.assert_allclose(together, alone * 2, atol=1e-5)
    for batch in batches:
        np.testing.assert_allclose(batch.result(), passages, atol=1e-5)


def test_one_uses_the_model_at_a_time() -> None:
    turns, inside, most = Turns(), 0, 0

    def use(number: int) -> None:
        nonlocal inside, most
        with turns.urgent() if number % 3 else turns.patient():
            inside += 1
            most = max(most, inside)
            sum(range(20_000))  # long enough for a change of threads
            inside -= 1

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(use, range(2000)))
    assert (inside, most) == (0, 1)


def test_a_question_goes_before_the_next_batch() -> None:
    # A plain lock goes mostly, but not always, to the thread that has just released it.
    for _ in range(50):
        assert order_of_a_question_between_batches(Turns()) == ["batch", "question", "batch"]


def order_of_a_question_between_batches(turns: Turns) -> list[str]:
    order = []

    def question() -> None:
        with turns.urgent():
            order.append("question")

    asking = threading.Thread(target=question)
    with turns.patient():
        order.append("batch")
        asking.start()
        while not turns._next.locked():  # until the question stands in line
            pass
    with turns.patient():
        order.append("batch")
    asking.join()
    return order


def test_a_lone_surrogate_is_no_accident(embedding: LocalEmbedding) -> None:
    assert embedding.get_query_embedding("a\ud800b") == embedding.get_query_embedding("a?b")


def test_a_cold_start_is_quiet_and_stays_on_this_machine(folder: Path, run: Run) -> None:
    process = run(COLD, folder)
    out, err = process.communicate(timeout=120)
    assert (process.returncode, out, err) == (0, "384 []\n", "")


@pytest.mark.parametrize("name", ["nobody/no-such-model", "no-such-model", "./no/such/folder"])
def test_an_unknown_model_without_network_gives_a_clear_error(name: str, run: Run) -> None:
    # Port 9 is closed here: the hub can't be reached.
    process = run(UNKNOWN, name, HF_ENDPOINT="http://127.0.0.1:9", HF_HUB_OFFLINE="0")
    out, err = process.communicate(timeout=60)
    assert err == ""
    assert out.startswith(f"3|model_missing|The embedding model {name} was not found: ")
    assert "ASSISTANT_MODEL" in out


@pytest.fixture
def other_model(folder: Path, tmp_path: Path) -> Path:
    """A sentence-transformers folder of somebody else's: tiny, with prompts of its own."""
    from transformers import BertConfig, BertModel

    place = tmp_path / "other"
    shutil.copytree(folder, place, ignore=shutil.ignore_patterns("model.safetensors"))
    config = BertConfig.from_pretrained(folder, hidden_size=8, intermediate_size=8)
    config.num_hidden_layers = config.num_attention_heads = 1
    BertModel(config, add_pooling_layer=False).save_pretrained(place)
    saved = {"prompts": {"query": "spørgsmål: ", "document": "tekst: "}}
    (place / "config_sentence_transformers.json").write_text(json.dumps(saved), encoding="utf-8")
    (place / "1_Pooling" / "config.json").write_text('{"word_embedding_dimension": 8}')
    return place


def test_another_model_brings_its_prompts(other_model: Path) -> None:
    name, unused = str(other_model), Path("unused")
    own = load_embedding(name, unused)
    bare = load_embedding(name, unused, query_prompt="", passage_prompt="")
    for text in ("Hvem kan søge?", ""):
        asked, told = f"spørgsmål: {text}", f"tekst: {text}"
        assert own.get_query_embedding(text) == bare.get_query_embedding(asked)
        assert own.get_text_embedding(text) == bare.get_text_embedding(told)
    assert len(own.get_query_embedding("a")) == 8


def test_the_fingerprint_follows_files_and_prompts(other_model: Path, folder: Path) -> None:
    name = str(other_model)
    prints = [embedding_fingerprint(DEFAULT_MODEL, folder), embedding_fingerprint(name, folder)]
    assert embedding_fingerprint(name, folder, "spørgsmål: ", "tekst: ") == prints[1]
    prints += [
        embedding_fingerprint(DEFAULT_MODEL, folder, "x"),
        embedding_fingerprint(name, folder, "x"),
    ]
    weights = bytearray((other_model / "model.safetensors").read_bytes())
    weights[len(weights) // 2] ^= 1
    (other_model / "model.safetensors").write_bytes(weights)
    prints.append(embedding_fingerprint(name, folder))
    assert len(set(prints)) == len(prints)
    with pytest.raises(MissingPartError):
        embedding_fingerprint("nobody/no-such-model", folder)


def test_a_folder_that_is_no_model_gives_a_clear_error(tmp_path: Path) -> None:
    with pytest.raises(MissingPartError, match="can't be loaded") as caught:
        load_embedding(str(tmp_path), tmp_path)
    assert caught.value.code == "model_unusable"
