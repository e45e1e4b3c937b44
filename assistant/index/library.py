"""The documents of the next generation: files read, ids kept, made with what their calls say.

Nothing here writes, but for `cache`: copies from elsewhere are planned, and made when all has been
read.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from assistant.corpus.document import make_document
from assistant.errors import CorpusError
from assistant.index.call_data import CallData, call_facts, call_infos, failure, load_call_data
from assistant.index.identity import (
    GUIDANCE,
    Item,
    Place,
    assign_ids,
    find_call_texts,
    find_renamed,
)
from assistant.index.manifest import FileEntry
from assistant.index.read_cache import ReadCache
from assistant.index.reading import ReadFile, file_limits, read_sources
from assistant.index.scan import CALL_DATA, Roots, Scan, Source
from assistant.index.scope import Scopes
from assistant.settings import Settings
from assistant.types import CallInfo, Document, Fact, FileFailure, Kind, Progress


@dataclass(frozen=True, slots=True)
class Earlier:
    """What the current generation holds; empty before the first."""

    files: tuple[FileEntry, ...] = ()
    documents: Mapping[str, Document] = field(default_factory=dict)
    calls: Mapping[str, CallInfo] = field(default_factory=dict)
    facts: tuple[Fact, ...] = ()


@dataclass(frozen=True, slots=True)
class Library:
    """What the next generation is to hold; documents, calls and facts by id.

    `seen` holds the documents whose files were read this time, by id, with the id each had before
    (None: it is new). `gone` are the entries of files that are part of the index no more, or under
    another path; `removed` counts the documents among them that left.
    """

    files: tuple[FileEntry, ...]
    documents: tuple[Document, ...]
    calls: tuple[CallInfo, ...]
    facts: tuple[Fact, ...]
    seen: Mapping[str, str | None]
    gone: tuple[FileEntry, ...]
    removed: int
    failed: tuple[FileFailure, ...]


def gather(
    settings: Settings, found: Scan, earlier: Earlier, cache: ReadCache, progress: Progress
) -> Library:
    """Read what a scan found and join it to what stays of the earlier index.

    A file that can't be read is in `failed`; if it was part of the index before, its earlier
    content stays. So does everything that was not named.
    """
    reads, failed = read_sources(found.sources, file_limits(settings), cache, progress)
    roots = Roots.of(settings)
    stay = _sort_out(roots, found, earlier.files, reads)
    items = [_read_item(read, stay) for read in reads.values()]
    items += [_kept_item(entry, earlier.documents) for entry in stay.kept]
    calls = load_call_data(roots, (item.call_id for item in items), failed)
    named = {i: c.file.document for i, c in calls.items() if c.file and c.file.document}
    texts = find_call_texts(items, named)
    ids = assign_ids(items, texts)
    documents = _documents(reads, stay.kept, earlier, _Naming(ids, texts, calls), failed)
    titles = {call: documents[ids[place]].title for call, place in texts.items()}
    unchanged = (
        i
        for i, d in documents.items()
        if i in earlier.documents and d.text == earlier.documents[i].text
    )
    return Library(
        files=_entries(reads, stay.kept, ids),
        documents=tuple(documents[name] for name in sorted(documents)),
        calls=call_infos(calls, earlier.calls, titles, Scopes(documents).call_ids),
        facts=call_facts(calls, documents, earlier.facts, unchanged, failed),
        seen={ids[item.place]: item.old_id for item in items if item.place in reads},
        gone=stay.gone,
        removed=len(stay.gone) - len(stay.renamed),
        failed=tuple(failed),
    )


@dataclass(frozen=True, slots=True)
class _Stay:
    """How the known files fare: `kept` unread, `gone`, or known again under a new path."""

    known: Mapping[Place, FileEntry]
    kept: tuple[FileEntry, ...]
    gone: tuple[FileEntry, ...]
    renamed: Mapping[Place, FileEntry]


def _sort_out(
    roots: Roots, found: Scan, files: Iterable[FileEntry], reads: Mapping[Place, ReadFile]
) -> _Stay:
    known = {entry.place: entry for entry in files}
    named = {source.place for source in found.sources}
    rest = [entry for entry in known.values() if entry.place not in named]
    vanished = [entry for entry in rest if _in_folders(roots, entry, found.folders)]
    fresh = {p: read for p, read in reads.items() if p not in known}
    renamed = find_renamed(((p, read.sha256) for p, read in fresh.items()), vanished)
    # A file that was named alone may be the new name of one that is gone. Without its folder to
    # show it, only within its call: the same text may well belong to two.
    missing = [e for e in rest if e not in vanished and not _exists(roots, e)]
    for call_id in {entry.call_id for entry in missing}:
        alone = (
            (p, read.sha256)
            for p, read in fresh.items()
            if p not in renamed and read.source.call_id == call_id
        )
        renamed |= find_renamed(alone, (e for e in missing if e.call_id == call_id))
    gone = {entry.place for entry in (*vanished, *renamed.values())}
    return _Stay(
        known=known,
        kept=tuple(e for p, e in known.items() if p not in reads and p not in gone),
        gone=tuple(entry for place, entry in known.items() if place in gone),
        renamed=renamed,
    )


def _in_folders(roots: Roots, entry: FileEntry, folders: Iterable[Path]) -> bool:
    """Tell whether a known file lies (or its original lay) below a folder that was named."""
    for folder in folders:
        if entry.origin and Path(entry.origin).is_relative_to(folder):
            return True
        inside_root = entry.root == "corpus" or folder.is_relative_to(roots.documents)
        if inside_root and roots.file(entry).is_relative_to(folder):
            return True
    return False


def _exists(roots: Roots, entry: FileEntry) -> bool:
    return Path(entry.origin).is_file() if entry.origin else roots.file(entry).is_file()


def _read_item(read: ReadFile, stay: _Stay) -> Item:
    place = read.source.place
    entry = stay.known.get(place) or stay.renamed.get(place)
    return Item(place, read.source.call_id, entry.document_id if entry else None, read.guidance)


def _kept_item(entry: FileEntry, documents: Mapping[str, Document]) -> Item:
    guidance = documents[entry.document_id].kind == GUIDANCE
    return Item(entry.place, entry.call_id, entry.document_id, guidance)


@dataclass(frozen=True, slots=True)
class _Naming:
    """What places are called: their document ids, the calls' texts, the calls' data."""

    ids: Mapping[Place, str]
    texts: Mapping[str, Place]
    calls: Mapping[str, CallData]

    def is_call_text(self, call_id: str, place: Place) -> bool:
        return self.texts.get(call_id) == place


def _documents(
    reads: Mapping[Place, ReadFile],
    kept: Sequence[FileEntry],
    earlier: Earlier,
    naming: _Naming,
    failed: list[FileFailure],
) -> dict[str, Document]:
    made = {naming.ids[p]: _make(read, naming, failed) for p, read in reads.items()}
    for entry in kept:
        document = earlier.documents[entry.document_id]
        is_text = naming.is_call_text(entry.call_id, entry.place)
        kind: Kind = "call" if is_text else "other" if document.kind == "call" else document.kind
        new_id = naming.ids[entry.place]
        labels = document.labels if is_text else ()
        made[new_id] = replace(document, id=new_id, kind=kind, labels=labels)
    return made


def _make(read: ReadFile, naming: _Naming, failed: list[FileFailure]) -> Document:
    source = read.source
    is_text = naming.is_call_text(source.call_id, source.place)
    call = naming.calls[source.call_id]
    kind: Kind = "call" if is_text else "guidance" if read.guidance else "other"

    def make(labels: bool) -> Document:
        file = call.file if is_text else None
        if file is not None and not labels:
            file = file.model_copy(update={"labels": ()})
        return make_document(
            read.raw,
            document_id=naming.ids[source.place],
            call_id=source.call_id,
            kind=kind,
            path=source.path,
            call=file,
        )

    try:
        return make(labels=True)
    except CorpusError as error:
        failed.append(failure((call.folder or source.file.parent) / CALL_DATA[0], error))
        return make(labels=False)


def _entries(
    reads: Mapping[Place, ReadFile], kept: Iterable[FileEntry], ids: Mapping[Place, str]
) -> tuple[FileEntry, ...]:
    entries = [replace(entry, document_id=ids[entry.place]) for entry in kept]
    for place, read in reads.items():
        source: Source = read.source
        entries.append(
            FileEntry(
                root=source.root,
                path=source.path,
                document_id=ids[place],
                call_id=source.call_id,
                sha256=read.sha256,
                call_given=source.call_given,
                origin=source.origin,
            )
        )
    return tuple(sorted(entries, key=lambda entry: entry.place))
