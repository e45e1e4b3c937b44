"""The documents of a call, read from their files as the next index would hold them.

The rules of a call are checked against its text without model and index, so that a check starts
light. Ids, text and digests are those of `ingest`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import suppress
from functools import cached_property
from pathlib import Path

from assistant.corpus.calls import CALL_FILE, CallFile, load_call
from assistant.corpus.canonical import RawDocument
from assistant.corpus.document import make_document
from assistant.corpus.sandbox.reader import read_safely
from assistant.errors import AssistantError, CorpusError, MissingPartError
from assistant.index.identity import (
    GUIDANCE,
    Item,
    Place,
    assign_ids,
    find_call_texts,
    is_guidance,
)
from assistant.index.manifest import (
    POINTER_FILE,
    FileEntry,
    index_folder,
    read_manifest,
    read_pointer,
)
from assistant.index.read_cache import ReadCache
from assistant.index.reading import file_limits
from assistant.index.scan import Roots, Source, call_folders, scan
from assistant.settings import Settings
from assistant.types import Document, Kind

Stamp = tuple[int, int, int] | None


class CallDocuments(Mapping[str, Document]):
    """All documents by id; each is read when it is asked for.

    `folder` is where the data files of the call are. A document of another call is not known for
    guidance by its front matter, only by its folder. What was looked at, and when it changed, is in
    `seen`. Looking a document up raises KeyError for one that is not there, InputError or OSError
    for one that can't be read, CorpusError where call.yaml is wrong.
    """

    def __init__(self, settings: Settings, call_id: str, folder: Path) -> None:
        self.seen: dict[Path, Stamp] = {}
        self._settings = settings
        self._call_id = call_id
        self._read: dict[Place, Document] = {}
        self._look(folder / CALL_FILE)
        call = load_call(folder)
        self._call = call.data.model_copy(update={"id": call_id}) if call else None

    def __getitem__(self, document_id: str) -> Document:
        source = self._by_id[document_id]
        if source.place not in self._read:
            self._look(source.file)
            self._read[source.place] = self._make(source, document_id)
        return self._read[source.place]

    def __iter__(self) -> Iterator[str]:
        return iter(self._by_id)

    def __len__(self) -> int:
        return len(self._by_id)

    def __contains__(self, document_id: object) -> bool:
        return document_id in self._by_id

    @property
    def title(self) -> str:
        """The title of the call: that of call.yaml, else of its text, else its id."""
        if self._call is not None and self._call.title:
            return self._call.title
        return self[self._call_id].title if self._call_id in self else self._call_id

    @cached_property
    def _by_id(self) -> dict[str, Source]:
        known = self._known()
        roots = Roots.of(self._settings)
        folders = [folder for folder in (roots.corpus, roots.documents) if folder.is_dir()]
        found = scan(self._settings, folders, None, known, restore=False).sources
        for folder in {source.file.parent for source in found if self._is_own(source)}:
            self._look(folder)
        old = {entry.place: entry.document_id for entry in known}
        items = [
            Item(source.place, source.call_id, old.get(source.place), self._guides(source))
            for source in found
        ]
        self._texts = find_call_texts(items, self._named())
        ids = assign_ids(items, self._texts)
        return {ids[source.place]: source for source in found}

    def _known(self) -> tuple[FileEntry, ...]:
        """Return the files of the current index: documents keep the ids they have there."""
        folder = index_folder(self._settings.data_dir)
        self._look(folder / POINTER_FILE)
        try:
            pointer = read_pointer(folder)
            return read_manifest(folder / pointer.folder).files if pointer else ()
        except MissingPartError:
            return ()

    def _named(self) -> dict[str, str]:
        """Return the file that each call's call.yaml names as its text."""
        named = {}
        if self._call is not None and self._call.document:
            named[self._call_id] = self._call.document
        for call_id, folder in call_folders(Roots.of(self._settings)).items():
            if call_id == self._call_id:
                continue
            self._look(folder / CALL_FILE)
            # What is wrong with another call's file is not this call's trouble.
            with suppress(CorpusError):
                call = load_call(folder)
                if call is not None and call.data.document:
                    named[call_id] = call.data.document
        return named

    def _is_own(self, source: Source) -> bool:
        return source.call_id == self._call_id

    def _guides(self, source: Source) -> bool:
        """Tell whether a file is guidance; only what may be the call's text is read for that."""
        if is_guidance(source.path) or not self._is_own(source):
            return is_guidance(source.path)
        if self._call is not None and self._call.document:
            return False
        self._look(source.file)
        try:
            return self._raw(source).meta.get("kind") == GUIDANCE
        except (AssistantError, OSError):
            return False

    def _make(self, source: Source, document_id: str) -> Document:
        raw = self._raw(source)
        is_text = self._texts.get(source.call_id) == source.place
        guides = is_guidance(source.path) or raw.meta.get("kind") == GUIDANCE
        kind: Kind = "call" if is_text else "guidance" if guides else "other"
        return make_document(
            raw,
            document_id=document_id,
            call_id=source.call_id,
            kind=kind,
            path=source.path,
            call=self._call_file() if is_text and self._is_own(source) else None,
        )

    def _raw(self, source: Source) -> RawDocument:
        """Read a file, unless the last `ingest` has and it is still the same."""
        limits = file_limits(self._settings)
        cache = ReadCache(self._settings, limits, writes=False)
        raw = cache.find(source, cache.digest(source.file))
        return read_safely(source.file, limits) if raw is None else raw

    def _call_file(self) -> CallFile | None:
        # The labels are for passages: one that doesn't fit the text must not stop a check.
        return self._call.model_copy(update={"labels": ()}) if self._call else None

    def _look(self, path: Path) -> None:
        self.seen.setdefault(path, stamp(path))


def stamp(path: Path) -> Stamp:
    """Return what tells one state of a file or folder from another; None where there is none."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size, found.st_ino
