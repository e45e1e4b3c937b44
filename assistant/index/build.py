"""`ingest`: files to a new generation of the index, put in place by one replaced pointer.

At any moment before that the current generation answers, and what a killed build left is removed by
the next one.
"""

from __future__ import annotations

import logging
import secrets
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.errors import MissingPartError
from assistant.index.copies import copy_call_data, copy_documents, remove_copies
from assistant.index.library import Earlier, Library, gather
from assistant.index.manifest import (
    FORMAT,
    Manifest,
    generation_id,
    index_folder,
    read_manifest,
)
from assistant.index.read_cache import ReadCache
from assistant.index.reading import file_limits
from assistant.index.records import CALL, DOCUMENT, FACT, dump_lines
from assistant.index.scan import Roots, call_folders, scan
from assistant.index.shelf import Shelf, read_earlier
from assistant.index.splitter import SPLITTER_VERSION, split
from assistant.index.tokens import TOKENS_VERSION
from assistant.settings import Settings
from assistant.types import IngestReport, Passage, Progress

if TYPE_CHECKING:
    from llama_index.core.base.embeddings.base import BaseEmbedding

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Embedder:
    """The embedding model: its fingerprint at once, itself only when there is text to embed."""

    fingerprint: str
    load: Callable[[], BaseEmbedding]


def ingest(
    settings: Settings,
    paths: Sequence[Path] | None,
    call: str | None,
    embedder: Embedder,
    progress: Progress | None = None,
) -> IngestReport:
    """Bring the index up to date with `paths` (files and folders; None: the corpus folder).

    `progress` hears ("wait" | "read" | "split" | "embed" | "write", done, total). Of two calls at
    once, in whatever processes, the second waits and goes on from what the first made. Unchanged
    content makes no new generation and loads no model. Counts are of documents whose files were
    read, and removed ones; `passages` are those of the whole index.
    Raises InputError for paths and calls that can't be used, MissingPartError where there is no
    corpus folder, no model or no Chroma server, OSError where the disk can't be written.
    """
    started = time.monotonic()
    report = progress or (lambda what, done, total: None)
    shelf = Shelf(index_folder(settings.data_dir), _drop_collections)
    with shelf.locked(report):
        return _Ingest(settings, embedder, report, shelf).run(paths, call, started)


def is_current(settings: Settings, embedder: Embedder) -> bool:
    """Tell whether ingesting the corpus folder now would leave the index as it is.

    Reads the corpus, writes nothing. Raises what `ingest` raises.
    """
    shelf = Shelf(index_folder(settings.data_dir), _drop_collections)
    build = _Ingest(settings, embedder, lambda what, done, total: None, shelf)
    return build.is_current()


@contextmanager
def index_lock(settings: Settings) -> Iterator[None]:
    """Keep every `ingest` out, in whatever process, until the end of the block."""
    shelf = Shelf(index_folder(settings.data_dir), _drop_collections)
    with shelf.locked(lambda what, done, total: None):
        yield


class _Ingest:
    def __init__(
        self, settings: Settings, embedder: Embedder, progress: Progress, shelf: Shelf
    ) -> None:
        self._settings = settings
        self._embedder = embedder
        self._progress = progress
        self._shelf = shelf
        self._roots = Roots.of(settings)

    def run(self, paths: Sequence[Path] | None, call: str | None, started: float) -> IngestReport:
        current = self._shelf.current()
        read = read_earlier(*current) if current else None
        earlier = read or Earlier()
        found = scan(self._settings, paths, call, earlier.files, restore=read is None)
        copy_call_data(self._roots, found)
        cache = self._cache(writes=True)
        library = gather(self._settings, found, earlier, cache, self._progress)
        copy_documents(self._roots, found, (entry.place for entry in library.files))
        planned = self._plan(library)
        manifest = current[1] if current and self._holds(current, planned) else None
        if manifest is None:
            manifest = self._build(planned, library, current)
        remove_copies(self._roots, library.gone)
        cache.forget_others(library.files)
        return _report(library, earlier, manifest, time.monotonic() - started)

    def is_current(self) -> bool:
        current = self._shelf.current()
        earlier = read_earlier(*current) if current else None
        if current is None or earlier is None:
            return False
        found = scan(self._settings, None, None, earlier.files, restore=False)
        cache = self._cache(writes=False)
        planned = self._plan(gather(self._settings, found, earlier, cache, self._progress))
        return self._holds(current, planned)

    def _cache(self, *, writes: bool) -> ReadCache:
        return ReadCache(self._settings, file_limits(self._settings), writes=writes)

    def _holds(self, current: tuple[Path, Manifest], planned: Manifest) -> bool:
        """Tell whether the current generation is the planned one, and whole."""
        same = (current[1].id, current[1].server) == (planned.id, planned.server)
        return same and self._shelf.is_whole(*current)

    def _plan(self, library: Library) -> Manifest:
        versions = f"{FORMAT}.{SPLITTER_VERSION}.{TOKENS_VERSION}.{self._embedder.fingerprint}"
        parts = [
            versions.encode(),
            repr(library.files).encode(),
            dump_lines(DOCUMENT, library.documents),
            dump_lines(CALL, library.calls),
            dump_lines(FACT, library.facts),
        ]
        new_id = generation_id(parts)
        return Manifest(
            format=FORMAT,
            id=new_id,
            name=f"{new_id}-{secrets.token_hex(3)}",
            fingerprint=self._embedder.fingerprint,
            server=self._settings.chroma_url,
            files=library.files,
        )

    def _build(
        self, planned: Manifest, library: Library, current: tuple[Path, Manifest] | None
    ) -> Manifest:
        # LlamaIndex and Chroma take two seconds to import: not for an index that needs no build.
        import httpx
        from chromadb.errors import ChromaError

        from assistant.index.reuse import EarlierVectors
        from assistant.index.shipped import ShippedVectors
        from assistant.index.vectors import chroma_down, open_vectors
        from assistant.index.writer import Content, GenerationWriter

        content = Content(library.documents, self._split(library), library.calls, library.facts)
        same_model = current is not None and current[1].fingerprint == planned.fingerprint
        before = current if current and same_model else (None, None)
        shipped = ShippedVectors(call_folders(self._roots).values(), planned.fingerprint)
        earlier = EarlierVectors(before[0], before[1], shipped)

        def write(folder: Path, manifest: Manifest) -> Manifest:
            vectors = open_vectors(folder, manifest.name, manifest.server)
            try:
                return GenerationWriter(
                    folder, content, vectors, earlier, self._embedder.load, self._progress
                ).write(manifest)
            except (ChromaError, httpx.HTTPError) as error:
                raise chroma_down(manifest.server, error) from error
            finally:
                vectors.close()
                self._progress("write", 0, 1)

        try:
            manifest = self._shelf.put(planned, write)
        finally:
            earlier.close()
        self._progress("write", 1, 1)
        return manifest

    def _split(self, library: Library) -> dict[str, list[Passage]]:
        passages = {}
        for done, document in enumerate(library.documents):
            self._progress("split", done, len(library.documents))
            passages[document.id] = split(document)
        return passages


def _drop_collections(folder: Path) -> None:
    """Delete what a generation, or a killed build of one, has on a Chroma server."""
    try:
        manifest = read_manifest(folder)
    except MissingPartError:
        return
    if manifest.server is None:
        return
    from assistant.index.vectors import open_vectors

    try:
        vectors = open_vectors(folder, manifest.name, manifest.server)
    except MissingPartError:
        logger.warning(
            "%s is down: the collections %s-* stay there", manifest.server, manifest.name
        )
        return
    try:
        vectors.drop()
    finally:
        vectors.close()


def _report(library: Library, earlier: Earlier, manifest: Manifest, seconds: float) -> IngestReport:
    now = {document.id: document for document in library.documents}
    known = {name: before for name, before in library.seen.items() if before is not None}
    same = sum(earlier.documents[before] == now[name] for name, before in known.items())
    return IngestReport(
        added=len(library.seen) - len(known),
        updated=len(known) - same,
        unchanged=same,
        removed=library.removed,
        failed=list(library.failed),
        passages=manifest.counts["passages"],
        seconds=round(seconds, 3),
        index_generation=manifest.id,
    )
