"""The one service object behind every door."""

from __future__ import annotations

import logging
import threading
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from assistant import telemetry
from assistant.errors import InputError, MissingPartError
from assistant.settings import DEFAULT_MODEL, Settings
from assistant.types import (
    Answer,
    Ask,
    CallInfo,
    Check,
    Document,
    IngestReport,
    Progress,
    SectionView,
    SourceView,
)

if TYPE_CHECKING:
    from assistant.answer.reader import Reader
    from assistant.index.build import Embedder
    from assistant.index.model.embedding import LocalEmbedding
    from assistant.index.store import IndexStore

logger = logging.getLogger(__name__)


class Assistant:
    """Answers questions, keeps the index, shows the sources. Safe for threads.

    Making one is cheap: the model and the index are loaded when they are first needed. Its errors
    are `AssistantError`s, ready to be shown.
    """

    def __init__(self, settings: Settings) -> None:
        telemetry.disable()
        self.settings = settings
        self._model_lock = threading.Lock()
        self._reader_lock = threading.Lock()
        self._embedding: LocalEmbedding | None = None
        self._store: IndexStore | None = None
        self._current: Reader | None = None

    def ask(self, ask: Ask) -> Answer:
        """Answer one question; `ask.as_of` is set at the door.

        Raises InputError for an unknown call, MissingPartError where index or model is missing.
        """
        from assistant.answer.pipeline import answer_question

        if ask.as_of is None:
            raise InputError(
                "as_of_missing", "The question has no as-of date.", "Set it at the door."
            )
        if ask.mode == "llm":
            raise InputError(
                "mode_unavailable",
                "No language model is configured.",
                "Use the mode `extractive`, which needs none.",
            )
        return answer_question(ask, ask.as_of, self.reader(), self._embed)

    def ingest(
        self,
        paths: Sequence[Path] | None,
        call: str | None = None,
        progress: Progress | None = None,
    ) -> IngestReport:
        """Bring the index up to date with files and folders (none: the corpus folder)."""
        from assistant.index.build import ingest

        self._prepare_model(progress)
        return ingest(self.settings, paths, call, self._embedder(), progress)

    def ensure_ready(self, progress: Progress | None = None) -> None:
        """Prepare the model, build the index where there is none, and load both."""
        self._prepare_model(progress)
        try:
            self.reader()
        except MissingPartError as error:
            if error.code not in ("no_index", "old_index", "other_model"):
                raise
            self._build(progress)
            self.reader()

    def warm_up(self) -> None:
        """Load the model and answer once, so that the first person doesn't wait for it."""
        self.ask(Ask(question="frist", as_of=date(2000, 1, 1)))

    def sources(self) -> list[SourceView]:
        """Return all documents, the calls first, without their text."""
        documents = self.reader().documents.values()
        order = {"call": 0, "guidance": 1, "other": 2}
        listed = sorted(documents, key=lambda d: (d.call_id, order[d.kind], d.id))
        return [_view(document, whole=False) for document in listed]

    def source(self, document_id: str) -> SourceView:
        """Return a document with its text; raises InputError `unknown_source`."""
        document = self.reader().documents.get(document_id)
        if document is None:
            raise InputError(
                "unknown_source",
                f"There is no source {document_id!r}.",
                "`assistant sources` lists them.",
            )
        return _view(document, whole=True)

    def calls(self) -> list[CallInfo]:
        """Return what is known of each call."""
        return list(self.reader().calls.values())

    def doctor(self) -> list[Check]:
        """Check the installation, part by part."""
        from assistant.doctor import examine

        return examine(self)

    def generation_id(self) -> str:
        """Return the id of the index generation that answers now."""
        return self.reader().generation_id

    def index_is_current(self) -> bool:
        """Tell whether the corpus folder is as it was when it was indexed."""
        from assistant.index.build import is_current

        return is_current(self.settings, self._embedder())

    def close(self) -> None:
        """Let go of index and model."""
        if self._store is not None:
            self._store.close()
        self._store = self._current = self._embedding = None

    def _build(self, progress: Progress | None) -> None:
        report = self.ingest(None, None, progress)
        for failed in report.failed:
            logger.warning("%s was not indexed: %s", failed.path, failed.message)

    def reader(self) -> Reader:
        """Return the current generation made ready; made anew only where it changed.

        Raises MissingPartError where there is no index, or it was built with another model.
        """
        from assistant.answer.reader import Reader
        from assistant.index.store import IndexStore

        if self._store is None:
            with self._reader_lock:
                self._store = self._store or IndexStore(self.settings)
        generation = self._store.current()
        reader = self._current
        if reader is not None and reader.generation is generation:
            return reader
        with self._reader_lock:
            reader = self._current
            if reader is None or reader.generation is not generation:
                self._check_model(generation.fingerprint)
                reader = self._current = Reader(generation)
            return reader

    def _check_model(self, fingerprint: str) -> None:
        if fingerprint != self._embedder().fingerprint:
            raise MissingPartError(
                "other_model",
                "The index was built with another embedding model than the one that is set.",
                "Run `assistant ingest`, or set ASSISTANT_MODEL back.",
            )

    def _embed(self, texts: Sequence[str]) -> list[list[float]]:
        embedding = self._load_model()
        if len(texts) == 1:
            return [list(embedding.get_query_embedding(texts[0]))]
        return embedding.get_query_embeddings(list(texts))

    def _load_model(self) -> LocalEmbedding:
        from assistant.index.model import load_embedding

        with self._model_lock:
            if self._embedding is None:
                self._embedding = load_embedding(
                    self.settings.model,
                    self._model_folder(),
                    query_prompt=self.settings.query_prompt,
                    passage_prompt=self.settings.passage_prompt,
                    threads=self.settings.threads,
                )
            return self._embedding

    def _embedder(self) -> Embedder:
        from assistant.index.build import Embedder
        from assistant.index.model import embedding_fingerprint

        fingerprint = embedding_fingerprint(
            self.settings.model,
            self._model_folder(),
            self.settings.query_prompt,
            self.settings.passage_prompt,
        )
        return Embedder(fingerprint, self._load_model)

    def _prepare_model(self, progress: Progress | None) -> None:
        from assistant.index.model import prepare_model

        if self.settings.model == DEFAULT_MODEL:
            prepare_model(self._model_folder(), progress)
        else:
            self._load_model()

    def _model_folder(self) -> Path:
        from assistant.index.model import default_folder

        return default_folder(self.settings.model_dir)


def _view(document: Document, *, whole: bool) -> SourceView:
    sections = [
        SectionView(path=list(s.path), level=s.level, start=s.start, end=s.end)
        for s in document.sections
    ]
    return SourceView(
        id=document.id,
        title=document.title,
        kind=document.kind,
        call=document.call_id,
        sha256=document.sha256,
        source_url=document.source_url,
        dates=document.dates,
        path=document.path,
        sections=sections if whole else [],
        text=document.text if whole else None,
    )
