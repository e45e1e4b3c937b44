"""The steps of the ingestion pipeline, each a LlamaIndex TransformComponent."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from llama_index.core.base.embeddings.base import BaseEmbedding
from llama_index.core.bridge.pydantic import PrivateAttr
from llama_index.core.node_parser import NodeParser
from llama_index.core.schema import BaseNode, MetadataMode, TransformComponent
from llama_index.core.schema import Document as LlamaDocument
from llama_index.vector_stores.chroma import ChromaVectorStore

from assistant.index.nodes import passage_node
from assistant.types import Passage

EMBED_BATCH = 32
_STORE_BATCH = 500

Vector = list[float]
LoadEmbedding = Callable[[], BaseEmbedding]


class PassageParser(NodeParser):
    """Documents → the nodes of their passages, which the splitter made before."""

    _passages: Mapping[str, Sequence[Passage]] = PrivateAttr()

    def __init__(self, passages: Mapping[str, Sequence[Passage]]) -> None:
        super().__init__(include_metadata=False, include_prev_next_rel=False)
        self._passages = passages

    def _parse_nodes(
        self, nodes: Sequence[BaseNode], show_progress: bool = False, **kwargs: Any
    ) -> list[BaseNode]:
        return [passage_node(p) for node in nodes for p in self._passages[node.node_id]]

    def _postprocess_parsed_nodes(
        self, nodes: list[BaseNode], parent_doc_map: dict[str, LlamaDocument]
    ) -> list[BaseNode]:
        # The base class would look each text up in its document and take the first place where it
        # occurs; a short text may occur before. The offsets are exact already.
        return nodes


class ReuseVectors(TransformComponent):
    """Gives nodes the vectors that an earlier generation holds for the very same text."""

    _known: Callable[[Sequence[str]], Mapping[str, Vector]] = PrivateAttr()
    _digests: dict[str, str] = PrivateAttr(default_factory=dict)

    def __init__(self, known: Callable[[Sequence[str]], Mapping[str, Vector]]) -> None:
        super().__init__()
        self._known = known

    @property
    def digests(self) -> Mapping[str, str]:
        """The digest of what is embedded, for every node that passed through, by node id."""
        return self._digests

    def __call__(self, nodes: Sequence[BaseNode], **kwargs: Any) -> Sequence[BaseNode]:
        """Set `embedding` where a vector is known."""
        digests = {node.node_id: text_digest(node) for node in nodes}
        self._digests.update(digests)
        known = self._known(list(digests.values()))
        for node in nodes:
            node.embedding = known.get(digests[node.node_id])
        return nodes


class EmbedMissing(TransformComponent):
    """Embeds the nodes that have no vector yet; loads the model only when there are any."""

    _load: LoadEmbedding = PrivateAttr()
    _done: Callable[[int], None] = PrivateAttr()

    def __init__(self, load: LoadEmbedding, done: Callable[[int], None]) -> None:
        super().__init__()
        self._load = load
        self._done = done

    def __call__(self, nodes: Sequence[BaseNode], **kwargs: Any) -> Sequence[BaseNode]:
        """Set `embedding` on every node; tells `done` how many were finished."""
        missing = [node for node in nodes if node.embedding is None]
        self._done(len(nodes) - len(missing))
        # Texts of like length together: the longest of a batch sets its cost.
        missing.sort(key=lambda node: len(node.get_content(MetadataMode.EMBED)))
        for start in range(0, len(missing), EMBED_BATCH):
            batch = missing[start : start + EMBED_BATCH]
            self._embed(batch, **kwargs)
            self._done(len(batch))
        return nodes

    def _embed(self, batch: Sequence[BaseNode], **kwargs: Any) -> None:
        self._load()(batch, **kwargs)


class EmbedAsQuestions(EmbedMissing):
    """Embeds as questions: ways to ask are compared with questions, not with passages."""

    def _embed(self, batch: Sequence[BaseNode], **kwargs: Any) -> None:
        vectors = embed_questions(self._load(), [n.get_content(MetadataMode.EMBED) for n in batch])
        for node, vector in zip(batch, vectors, strict=True):
            node.embedding = vector


class BatchedChromaStore(ChromaVectorStore):
    """ChromaVectorStore that adds in steps Chroma takes; the original's are too large for it."""

    def add(self, nodes: Sequence[BaseNode], **add_kwargs: Any) -> list[str]:
        """Add nodes with embeddings; returns their ids."""
        ids: list[str] = []
        for start in range(0, len(nodes), _STORE_BATCH):
            ids.extend(super().add(list(nodes[start : start + _STORE_BATCH]), **add_kwargs))
        return ids


def embed_questions(embedding: BaseEmbedding, questions: list[str]) -> list[Vector]:
    """Embed several questions, as a batch where the embedding has `get_query_embeddings`.

    LlamaIndex has batches for passages only, and one by one takes three times as long.
    """
    batch = getattr(embedding, "get_query_embeddings", None)
    vectors: list[Vector]
    if batch is not None:
        vectors = batch(questions)
    else:
        vectors = [embedding.get_query_embedding(question) for question in questions]
    return vectors


def text_digest(node: BaseNode) -> str:
    """Return a digest of what is embedded of a node."""
    text = node.get_content(MetadataMode.EMBED)
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:32]
