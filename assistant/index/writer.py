"""Writes one generation into a folder: records, BM25, and vectors by a LlamaIndex pipeline."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path
from typing import TypeVar

from llama_index.core.ingestion import IngestionPipeline
from llama_index.core.schema import Document as LlamaDocument
from llama_index.core.schema import TextNode

from assistant.index.bm25 import build_bm25
from assistant.index.components import (
    BatchedChromaStore,
    EmbedAsQuestions,
    EmbedMissing,
    LoadEmbedding,
    PassageParser,
    ReuseVectors,
)
from assistant.index.generation import BM25_FOLDER
from assistant.index.manifest import Manifest
from assistant.index.nodes import phrase_nodes, sentence_nodes
from assistant.index.records import (
    CALL,
    CALLS_FILE,
    DOCUMENT,
    DOCUMENTS_FILE,
    FACT,
    FACTS_FILE,
    PASSAGE,
    PASSAGES_FILE,
    dump_lines,
    write_digests,
)
from assistant.index.reuse import EarlierVectors
from assistant.index.vectors import Space, VectorHome
from assistant.types import CallInfo, Document, Fact, Passage, Progress

# Nodes embedded and stored at a time: vectors as Python lists take 12 KB each.
_RUN_NODES = 512

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Content:
    """Everything a generation is to hold; documents, calls and facts in the order of their ids."""

    documents: tuple[Document, ...]
    passages: Mapping[str, Sequence[Passage]]
    calls: tuple[CallInfo, ...]
    facts: tuple[Fact, ...]

    def all_passages(self) -> Iterator[Passage]:
        """Yield the passages of all documents in order."""
        for document in self.documents:
            yield from self.passages[document.id]


class GenerationWriter:
    """Writes `content` below `folder`; texts that `earlier` holds a vector of are not embedded."""

    def __init__(
        self,
        folder: Path,
        content: Content,
        vectors: VectorHome,
        earlier: EarlierVectors,
        load_embedding: LoadEmbedding,
        progress: Progress,
    ) -> None:
        self._folder = folder
        self._content = content
        self._vectors = vectors
        self._earlier = earlier
        self._load = load_embedding
        self._progress = progress
        self._digests: dict[str, Mapping[str, str]] = {}
        self._done = 0
        self._total = 0

    def write(self, manifest: Manifest) -> Manifest:
        """Write all files and vectors; returns the manifest with the counts."""
        self._write_records()
        documents = {d.id: d for d in self._content.documents}
        passages = list(self._content.all_passages())
        # Not a list: a large corpus has more sentences than fit into memory as nodes.
        sentences = (n for p in passages for n in sentence_nodes(p, documents[p.document_id]))
        phrases = list(phrase_nodes(self._content.facts))
        several = sum(len(p.sentences) for p in passages if len(p.sentences) > 1)
        self._total = len(passages) + several + len(phrases)
        counts = {
            "documents": len(documents),
            "passages": self._write_passages(),
            "sentences": self._write_nodes("sentences", sentences, EmbedMissing),
            "phrases": self._write_nodes("phrases", phrases, EmbedAsQuestions),
        }
        write_digests(self._folder, self._digests)
        return replace(manifest, counts=counts)

    def _write_records(self) -> None:
        content = self._content
        files = {
            DOCUMENTS_FILE: dump_lines(DOCUMENT, content.documents),
            PASSAGES_FILE: dump_lines(PASSAGE, content.all_passages()),
            CALLS_FILE: dump_lines(CALL, content.calls),
            FACTS_FILE: dump_lines(FACT, content.facts),
        }
        for name, data in files.items():
            (self._folder / name).write_bytes(data)
        build_bm25(
            self._folder / BM25_FOLDER,
            ((p.id, p.call_id, f"{p.context}\n{p.text}") for p in content.all_passages()),
        )

    def _write_passages(self) -> int:
        pipeline = self._pipeline("passages", EmbedMissing, PassageParser(self._content.passages))
        for documents in self._document_runs():
            pipeline.run(documents=documents)
        return self._vectors.finish("passages")

    def _write_nodes(
        self, space: Space, nodes: Iterable[TextNode], embed: type[EmbedMissing]
    ) -> int:
        pipeline = self._pipeline(space, embed)
        for run in _runs(nodes, _RUN_NODES):
            pipeline.run(nodes=run)
        return self._vectors.finish(space)

    def _pipeline(
        self, space: Space, embed: type[EmbedMissing], *parsers: PassageParser
    ) -> IngestionPipeline:
        reuse = ReuseVectors(lambda digests: self._earlier.find(space, digests))
        self._digests[space] = reuse.digests
        store = BatchedChromaStore.from_collection(self._vectors.create(space))
        return IngestionPipeline(
            transformations=[*parsers, reuse, embed(self._load, self._count)],
            vector_store=store,
            # Its cache knows whole lists of nodes only: one changed passage would embed them all.
            disable_cache=True,
        )

    def _document_runs(self) -> Iterator[list[LlamaDocument]]:
        run: list[LlamaDocument] = []
        size = 0
        for document in self._content.documents:
            run.append(LlamaDocument(id_=document.id, text=document.text))
            size += len(self._content.passages[document.id])
            if size >= _RUN_NODES:
                yield run
                run, size = [], 0
        if run:
            yield run

    def _count(self, finished: int) -> None:
        self._done += finished
        self._progress("embed", self._done, self._total)


def _runs(values: Iterable[T], size: int) -> Iterator[list[T]]:
    source = iter(values)
    while run := list(islice(source, size)):
        yield run
