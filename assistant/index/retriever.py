"""Hybrid retrieval: the vectors lead, BM25 adds a weight for shared rare words."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from llama_index.core.base.base_retriever import BaseRetriever
from llama_index.core.base.embeddings.base import BaseEmbedding
from llama_index.core.schema import NodeWithScore, QueryBundle

from assistant.index.fusion import BM25_WEIGHT, retrieve
from assistant.index.generation import Generation
from assistant.index.nodes import passage_node


class HybridRetriever(BaseRetriever):
    """A LlamaIndex retriever over one generation; works in any stock query engine.

    Nodes are passages with their offsets; scores are those of `retrieve`.
    """

    def __init__(
        self,
        generation: Generation,
        embed_model: BaseEmbedding,
        *,
        similarity_top_k: int = 6,
        calls: Collection[str] | None = None,
        bm25_weight: float = BM25_WEIGHT,
    ) -> None:
        super().__init__()
        self._generation = generation
        self._embed_model = embed_model
        self._top_k = similarity_top_k
        self._calls = calls
        self._weight = bm25_weight

    def _retrieve(self, query_bundle: QueryBundle) -> list[NodeWithScore]:
        vector: Sequence[float] = query_bundle.embedding or (
            self._embed_model.get_agg_embedding_from_queries(query_bundle.embedding_strs)
        )
        found = retrieve(
            self._generation,
            query_bundle.query_str,
            vector,
            self._top_k,
            self._calls,
            bm25_weight=self._weight,
        )
        return [NodeWithScore(node=passage_node(one.passage), score=one.score) for one in found]
