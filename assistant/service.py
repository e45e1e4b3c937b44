"""The one service object behind every door."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from datetime import date, datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from assistant import telemetry
from assistant.capacity import Capacity
from assistant.checker import Checker
from assistant.embedder import EmbeddingModel
from assistant.errors import InputError, MissingPartError
from assistant.quotes import call_of, changed_documents
from assistant.settings import Settings
from assistant.types import (
    Answer,
    Ask,
    CallInfo,
    Check,
    Document,
    Feedback,
    IngestReport,
    KeptFeedback,
    LabelView,
    Progress,
    SectionView,
    SourceView,
)

if TYPE_CHECKING:
    from assistant.answer.reader import Reader
    from assistant.desk.service import Desk
    from assistant.gaps.service import Gaps
    from assistant.index.page_pictures import PagePictures
    from assistant.index.store import IndexStore
    from assistant.learn.service import Learning
    from assistant.rulebooks import CallFiles
    from assistant.rules.model import RuleBook
    from assistant.staff.service import Staff
    from assistant.store.database import Database
    from assistant.store.feedback import FeedbackStore

logger = logging.getLogger(__name__)

Build = Callable[[Progress | None], None]
# What is wrong with an index, or a model, that a new one puts right.
_BUILT_ANEW = ("no_index", "old_index", "broken_index", "other_model", "model_missing")


class Assistant(Checker):
    """Answers questions, keeps the index, shows the sources, checks budgets. Safe for threads.

    Making one is cheap: the model and the index are loaded when they are first needed. Its errors
    are `AssistantError`s, ready to be shown.
    """

    def __init__(self, settings: Settings) -> None:
        telemetry.disable()
        super().__init__(settings)
        self._reader_lock = threading.Lock()
        self._model = EmbeddingModel(settings)
        self._store: IndexStore | None = None
        self._current: Reader | None = None
        self._capacity = Capacity(settings.max_concurrent_answers, settings.max_waiting)
        self._feedback: FeedbackStore | None = None
        self._opened: Database | None = None
        self._pictures: PagePictures | None = None

    @cached_property
    def staff(self) -> Staff:
        """The people of the staff and their sessions."""
        from assistant.staff.service import Staff

        return Staff(self)

    @cached_property
    def desk(self) -> Desk:
        """Mails, drafts and cases."""
        from assistant.desk.service import Desk

        return Desk(self)

    @cached_property
    def gaps(self) -> Gaps:
        """What the documents fail to answer, and the facts that editors write."""
        from assistant.gaps.service import Gaps

        return Gaps(self)

    @cached_property
    def learning(self) -> Learning:
        """Modules, questions to test oneself, the glossary."""
        from assistant.learn.service import Learning

        return Learning(self)

    def ask(self, ask: Ask) -> Answer:
        """Answer one question; `ask.as_of` is set at the door.

        Raises InputError for an unknown call, MissingPartError where index or model is missing,
        BusyError where too many questions wait already.
        """
        return self.submit(ask).result()

    def submit(self, ask: Ask) -> Future[Answer]:
        """Begin to answer a question, or let it wait its turn; the future raises what `ask` does.

        Raises BusyError at once.
        """
        return self._capacity.submit(lambda: self._answer(ask))

    def _answer(self, ask: Ask) -> Answer:
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
        return answer_question(
            ask, ask.as_of, self.reader(), self._model.embed, self._books.usable()
        )

    def ingest(
        self,
        paths: Sequence[Path] | None,
        call: str | None = None,
        progress: Progress | None = None,
    ) -> IngestReport:
        """Bring the index up to date with files and folders (none: the corpus folder)."""
        from assistant.index.build import ingest

        self._model.prepare(progress)
        return ingest(self.settings, paths, call, self._model.for_index(), progress)

    def ensure_ready(self, progress: Progress | None = None, build: Build | None = None) -> None:
        """Prepare the model, build the index where there is none that can be used, and load both.

        `build` does both where given, elsewhere than in this process.
        """
        try:
            if build is None:
                self._model.prepare(progress)
            else:
                self._model.require()
            self.reader()
        except MissingPartError as error:
            if error.code not in _BUILT_ANEW:
                raise
            (build or self.build)(progress)
            self.reader()

    def prepare_model(self, progress: Progress | None = None) -> None:
        """Write the embedding model where it is not there yet."""
        self._model.prepare(progress)

    def build(self, progress: Progress | None = None) -> None:
        """Index the corpus folder; what can't be read is logged and left out."""
        for failed in self.ingest(None, None, progress).failed:
            logger.warning("%s was not indexed: %s", failed.path, failed.message)

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
        return _view(self._document(document_id), whole=True)

    def _document(self, document_id: str) -> Document:
        document = self.reader().documents.get(document_id)
        if document is None:
            raise InputError(
                "unknown_source",
                f"There is no source {document_id!r}.",
                "`assistant sources` lists them.",
            )
        return document

    def page_picture(self, document_id: str, page: int, start: int = 0, end: int = 0) -> bytes:
        """Return a page of a document as PNG, with what it shows of `text[start:end]` marked.

        Raises InputError `unknown_source`, `unknown_page` or `original_changed`, MissingPartError
        `no_picture`, BusyError where too many wait for pictures.
        """
        from assistant.index.page_pictures import PagePictures

        document = self._document(document_id)
        if not document.pages:
            raise InputError(
                "unknown_page", f"{document_id} has no pages.", "Read its text instead."
            )
        with self._reader_lock:
            self._pictures = self._pictures or PagePictures(self.settings)
        files = self.reader().generation.manifest.files
        entry = next(file for file in files if file.document_id == document_id)
        return self._pictures.picture(document, entry, page, start, end)

    def changed_documents(self, answer: Answer) -> set[str]:
        """Return the ids of documents that changed since; raises InputError `altered_quote`."""
        return changed_documents(answer, self.reader().documents)

    def give_feedback(self, feedback: Feedback, now: datetime) -> str:
        """Keep feedback and return its id; `now` is the moment in any time zone.

        Raises InputError `altered_quote` or `unknown_feedback`, MissingPartError `no_database`.
        """
        documents = self.reader().documents
        changed_documents(feedback.answer, documents)
        return self._feedback_store().add(feedback, call_of(feedback.answer, documents), now)

    def feedback(self, now: datetime, replaced: bool = False) -> list[KeptFeedback]:
        """Return the feedback that is kept, oldest first; raises MissingPartError `no_database`."""
        return self._feedback_store().listed(now, replaced)

    def database_is_made(self) -> bool:
        """Tell whether there is a database already; one on a server is taken to be there."""
        from assistant.store.place import FILE

        return self.settings.database_url is not None or (self.settings.data_dir / FILE).exists()

    def purge_feedback(self, now: datetime) -> None:
        """Delete feedback that is too old; raises MissingPartError `no_database`."""
        self._feedback_store().purge(now)

    def embed(self, texts: Sequence[str]) -> Sequence[Sequence[float]]:
        """Return the unit vectors of questions."""
        return self._model.embed(texts)

    def model_fingerprint(self) -> str:
        """Return what names the embedding model: vectors of another one can't be compared."""
        return self._model.for_index().fingerprint

    def database(self) -> Database:
        """Return the database, one for all; its sessions raise MissingPartError `no_database`."""
        from assistant.store.database import Database

        with self._reader_lock:
            if self._opened is None:
                self._opened = Database(self.settings)
            return self._opened

    def backup(self, file: Path, now: datetime, progress: Progress | None = None) -> dict[str, Any]:
        """Write database and uploaded documents to `file`; return what is in it."""
        from assistant.backup.service import backup

        return backup(self, file, now, progress)

    def restore(
        self, file: Path, now: datetime, progress: Progress | None = None
    ) -> dict[str, Any]:
        """Put back what a backup holds; return it, and where what was there before now lies."""
        from assistant.backup.service import restore

        return restore(self, file, now, progress)

    def rule_books(self) -> CallFiles[RuleBook]:
        """Return the calls' rules."""
        return self._books

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

        return is_current(self.settings, self._model.for_index())

    def close(self) -> None:
        """Let go of index, model and database."""
        self._capacity.close()
        if self._opened is not None:
            self._opened.close()
            self._opened = self._feedback = None
        if self._store is not None:
            self._store.close()
        self._store = self._current = None
        self._model.close()

    def reader(self) -> Reader:
        """Return the current generation made ready, with the facts that editors wrote.

        Raises MissingPartError where there is no index, or it was built with another model.
        """
        from assistant.store.place import is_there

        reader = self._index_reader()
        # Where there is no database, none is made just to ask.
        return self.gaps.joined(reader) if is_there(self.settings) else reader

    def _index_reader(self) -> Reader:
        """Return the current generation made ready; made anew only where it changed."""
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

    def _feedback_store(self) -> FeedbackStore:
        from assistant.store.feedback import FeedbackStore

        if self._feedback is None:
            self._feedback = FeedbackStore(self.database(), self.settings.feedback_days)
        return self._feedback

    def _check_model(self, fingerprint: str) -> None:
        if fingerprint != self._model.for_index().fingerprint:
            raise MissingPartError(
                "other_model",
                "The index was built with another embedding model than the one that is set.",
                "Run `assistant ingest`, or set ASSISTANT_MODEL back.",
            )


def _view(document: Document, *, whole: bool) -> SourceView:
    sections = [
        SectionView(path=list(s.path), level=s.level, start=s.start, end=s.end)
        for s in document.sections
    ]
    labels = [LabelView(label=x.label, start=x.start, end=x.end) for x in document.labels]
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
        labels=labels if whole else [],
        pages=list(document.pages) if whole else [],
        language=document.language,
        notice=document.notice,
        applies_to=list(document.applies_to),
        text=document.text if whole else None,
    )
