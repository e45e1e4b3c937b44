"""Hybrid retrieval, in the answer pipeline's form and in LlamaIndex's."""

from __future__ import annotations

import itertools

import pytest
from llama_index.core.llms import MockLLM
from llama_index.core.query_engine import RetrieverQueryEngine
from llama_index.core.retrievers import BaseRetriever
from llama_index.core.schema import TextNode

from assistant.index.fusion import retrieve
from assistant.index.retriever import HybridRetriever
from tests.index.desk import Desk

CORPUS = {
    "pulje": "# Pulje\n\nPuljen er på fem kroner.\n\n## Hvem\n\nKun katte kan søge støtte.\n\n"
    "Journalnummeret er XK-4711.\n\nFristen er 1. maj 2030.\n",
    "anden": "# Anden\n\nDenne pulje er til heste.\n\nFristen er 2. juni 2031.\n",
}


@pytest.fixture
def indexed(desk: Desk) -> Desk:
    for name, text in CORPUS.items():
        desk.write(f"{name}/{name}.md", text)
    desk.ingest()
    return desk


def test_it_works_in_a_stock_query_engine(indexed: Desk) -> None:
    retriever = HybridRetriever(indexed.now, indexed.embedder().load(), similarity_top_k=2)
    assert isinstance(retriever, BaseRetriever)
    engine = RetrieverQueryEngine.from_args(retriever, llm=MockLLM())
    response = engine.query("Hvem kan søge?")
    best = response.source_nodes[0]
    assert isinstance(best.node, TextNode)
    assert best.node.text == "Kun katte kan søge støtte."
    document = indexed.now.documents[best.node.metadata["document_id"]]
    assert document.text[best.node.start_char_idx : best.node.end_char_idx] == best.node.text
    # The mock language model gives back its prompt: the passage with its context reached it.
    assert "Pulje > Hvem\nKun katte kan søge støtte." in str(response)


def test_rare_words_lift_a_passage_and_the_vectors_lead(indexed: Desk) -> None:
    question = "XK-4711"
    vector = indexed.embedder().load().get_query_embedding(question)
    found = retrieve(indexed.now, question, vector, 3)
    assert found[0].passage.text == "Journalnummeret er XK-4711."
    assert all(a.score >= b.score for a, b in itertools.pairwise(found))
    dense = retrieve(indexed.now, question, vector, 6, bm25_weight=0.0)
    assert [one.score for one in dense] == [one.cosine for one in dense]
    assert [one.passage.id for one in dense] == [
        near.id for near in indexed.now.passages_near(vector, 6)
    ]


def test_it_keeps_to_the_calls_given(indexed: Desk) -> None:
    vector = indexed.embedder().load().get_query_embedding("Hvornår er fristen?")
    for call, day in (("pulje", "1. maj 2030"), ("anden", "2. juni 2031")):
        found = retrieve(indexed.now, "Hvornår er fristen?", vector, 4, [call])
        assert {one.passage.call_id for one in found} == {call}
        assert day in found[0].passage.text
