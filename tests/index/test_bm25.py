"""Keyword search: Danish stems, numbers, and words typed without æ, ø and å."""

from __future__ import annotations

import math
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.index.bm25 import Bm25Index, build_bm25
from assistant.index.tokens import tokens
from assistant.index.words import word_list

TEXTS = {
    "ansøgere": "Ansøgere kunne søge støtte til grøn omstilling på Færøerne.",
    "målgruppe": "Indsatsens målgruppe er små virksomheder.",
    "beløb": "Puljen er på 160 mio. kr., heraf højst 1.1 til råd.",
    "engelsk": "The applicants may ask for guidance.",
}


@pytest.fixture
def index(tmp_path: Path) -> Bm25Index:
    build_bm25(tmp_path, ((name, name[0], text) for name, text in TEXTS.items()))
    return Bm25Index(tmp_path)


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("målgruppe", "målgruppe"),
        ("maalgruppe", "målgruppe"),
        ("malgruppen", "målgruppe"),
        ("MÅLGRUPPER", "målgruppe"),
        ("ansøger", "ansøgere"),
        ("ansoegerne", "ansøgere"),
        ("ansogere", "ansøgere"),
        ("faeroeerne", "ansøgere"),
        ("groen", "ansøgere"),
        ("160", "beløb"),
        ("1.1", "beløb"),
        ("raad", "beløb"),
        ("applicant", "engelsk"),
    ],
)
def test_a_word_is_found_however_it_is_typed(index: Bm25Index, query: str, found: str) -> None:
    assert [near.id for near in index.search(query, 5)] == [found]


def test_stop_words_and_unknown_words_find_nothing(index: Bm25Index) -> None:
    assert index.search("hvad er det for en", 5) == []
    assert index.search("what is it", 5) == []
    assert index.search("hundehvalp", 5) == []
    assert index.search("", 5) == []


def test_the_score_is_the_share_of_what_the_question_asks(index: Bm25Index) -> None:
    whole = index.search("målgruppe", 1)[0].score
    half = index.search("målgruppe hundehvalp", 1)[0].score
    assert 0 < half < whole < 1


def test_scores_are_those_of_the_formula(tmp_path: Path) -> None:
    texts = {"a": "hund kat kat", "b": "hund fugl", "c": "fisk fugl fugl fisk"}
    build_bm25(tmp_path, ((name, "x", text) for name, text in texts.items()))
    found = {near.id: near.score for near in Bm25Index(tmp_path).search("kat fugl", 3)}
    # Robertson's BM25 with Lucene's idf, k1 = 1.5 and b = 0.75; lengths 3, 2, 4, mean 3.
    idf = {"kat": math.log(1 + 2.5 / 1.5), "fugl": math.log(1 + 1.5 / 2.5)}

    def part(word: str, times: int, length: int) -> float:
        return idf[word] * times / (times + 1.5 * (0.25 + 0.75 * length / 3))

    ceiling = sum(idf.values())
    assert found == pytest.approx(
        {
            "a": part("kat", 2, 3) / ceiling,
            "b": part("fugl", 1, 2) / ceiling,
            "c": part("fugl", 2, 4) / ceiling,
        },
        rel=1e-4,
    )


def test_a_search_keeps_to_the_calls_given(index: Bm25Index) -> None:
    assert index.search("målgruppe", 5, ["a"]) == []
    assert len(index.search("målgruppe", 5, ["m"])) == 1


def test_without_a_single_word_there_is_an_index_all_the_same(tmp_path: Path) -> None:
    build_bm25(tmp_path, [])
    assert Bm25Index(tmp_path).search("ord", 3) == []


def test_the_stop_words_leave_what_carries_a_question() -> None:
    stop = word_list("stopwords")
    assert {"og", "hvad", "the", "what"} <= stop
    assert not {"ikke", "kun", "alle", "mindst", "før", "not", "only", "must"} & stop


_VOWELS = re.compile("[aeoæøå]{2,}")


@given(st.text(alphabet="abcdæøåÆØÅeo 1.,-'’", max_size=40))
def test_tokens_are_the_same_with_and_without_danish_letters(text: str) -> None:
    for ae, oe, aa in (("ae", "oe", "aa"), ("a", "o", "a")):
        # Two vowels in a row can be read both ways ("aå" typed is "aaa"); Danish has few.
        typed = _VOWELS.sub(lambda vowels: vowels.group()[0], text.lower())
        plain = typed.replace("æ", ae).replace("ø", oe).replace("å", aa)
        if not word_list("stopwords") & set(_words(typed) + _words(plain)):
            assert tokens(typed) == tokens(plain)


def _words(text: str) -> list[str]:
    return "".join(c if c.isalpha() else " " for c in text).split()
