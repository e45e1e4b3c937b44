"""Which files an `ingest` is about: where each one belongs, and to which call."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from assistant.corpus.calls import CALL_FILE, load_call
from assistant.corpus.facts import FACTS_FILE
from assistant.corpus.ways import WAYS_FILE
from assistant.errors import CorpusError, InputError, MissingPartError
from assistant.index.manifest import FileEntry, Root, index_folder
from assistant.index.names import call_name, is_safe, unused
from assistant.settings import Settings

SUFFIXES = frozenset({".md", ".txt", ".html", ".pdf", ".docx", ".xlsx"})
RULES_FILE = "rules.yaml"
ELIGIBILITY_FILE = "eligibility.yaml"
CALL_DATA = (CALL_FILE, FACTS_FILE, WAYS_FILE, RULES_FILE, ELIGIBILITY_FILE)
DOCUMENTS_FOLDER = "documents"


@dataclass(frozen=True, slots=True)
class Source:
    """A file to read. `file` is where it lies now; `root` and `path` are where it is kept.

    `origin` is set for a file from elsewhere, which is copied to its place before it is indexed.
    """

    file: Path
    root: Root
    path: str
    call_id: str
    call_given: bool = False
    origin: str | None = None

    @property
    def place(self) -> tuple[Root, str]:
        return self.root, self.path


@dataclass(frozen=True, slots=True)
class Scan:
    """The sources found, the folders that were named, and call data to copy (from, call id)."""

    sources: tuple[Source, ...]
    folders: tuple[Path, ...]
    call_data: tuple[tuple[Path, str], ...]


@dataclass(frozen=True, slots=True)
class Roots:
    """The two folders whose files are indexed where they are."""

    corpus: Path
    documents: Path

    @classmethod
    def of(cls, settings: Settings) -> Roots:
        """Return the roots that the settings name, resolved."""
        documents = settings.data_dir.resolve() / DOCUMENTS_FOLDER
        return cls(settings.corpus_dir.resolve(), documents)

    def place(self, file: Path) -> tuple[Root, str] | None:
        """Return root and relative path of a resolved path; None for one from elsewhere."""
        if file.is_relative_to(self.documents):
            return "data", file.relative_to(self.documents).as_posix()
        if file.is_relative_to(self.corpus):
            return "corpus", file.relative_to(self.corpus).as_posix()
        return None

    def file(self, entry: FileEntry | Source) -> Path:
        """Return where the file of an entry is kept."""
        return (self.documents if entry.root == "data" else self.corpus) / entry.path


def scan(
    settings: Settings,
    paths: Sequence[Path] | None,
    call: str | None,
    known: Iterable[FileEntry],
    *,
    restore: bool,
) -> Scan:
    """Find the files that `paths` name (default: the corpus folder), in the order of their paths.

    With `restore` (there is no index that knows them) the copies made earlier are found too.
    Raises InputError `no_such_path` or `bad_call`; MissingPartError `no_corpus` when nothing is
    named and there is no corpus folder.
    """
    if call is not None and not is_safe(call):
        raise InputError(
            "bad_call",
            f"{call!r} can't be the id of a call.",
            "Use ASCII letters, digits, hyphens, dots and underscores.",
        )
    scanner = _Scanner(settings, known)
    for path in _named(settings, paths):
        scanner.add(path.resolve(), call)
    documents = Roots.of(settings).documents
    if restore and documents.is_dir():
        scanner.add(documents, None)
    sources = sorted(scanner.sources.values(), key=lambda source: source.place)
    return Scan(tuple(sources), tuple(scanner.folders), tuple(scanner.call_data.items()))


def _named(settings: Settings, paths: Sequence[Path] | None) -> Sequence[Path]:
    if not paths:
        if not settings.corpus_dir.is_dir():
            raise MissingPartError(
                "no_corpus",
                f"There is no corpus folder {settings.corpus_dir}.",
                "Run from the repository root, or set ASSISTANT_CORPUS_DIR.",
            )
        return [settings.corpus_dir]
    for path in paths:
        if not path.exists():
            raise InputError(
                "no_such_path", f"There is no file or folder {path}.", "Check the path."
            )
    return paths


class _Scanner:
    def __init__(self, settings: Settings, known: Iterable[FileEntry]) -> None:
        self._roots = Roots.of(settings)
        self._own = (self._roots.documents, index_folder(settings.data_dir.resolve()))
        self._call: str | None = None
        self._known = {entry.place: entry for entry in known}
        self._by_origin = {e.origin: e for e in self._known.values() if e.origin}
        self.sources: dict[Path, Source] = {}
        self.folders: list[Path] = []
        self.call_data: dict[Path, str] = {}

    def add(self, path: Path, call: str | None) -> None:
        self._call = call
        if path.is_dir():
            self.folders.append(path)
            for file in self._walk(path):
                self._add_file(file, path)
        else:
            self._add_file(path, None)

    def _walk(self, folder: Path) -> Iterator[Path]:
        for parent, folders, names in os.walk(folder):
            here = Path(parent)
            folders[:] = sorted(name for name in folders if self._is_open(here / name))
            for name in sorted(names):
                suffix = PurePosixPath(name).suffix.lower()
                if suffix in SUFFIXES and not name.startswith((".", "~$")):
                    yield here / name

    def _is_open(self, folder: Path) -> bool:
        """Tell whether to go into a folder: not a hidden one, nor what the data folder keeps."""
        return not folder.name.startswith(".") and folder not in self._own

    def _add_file(self, file: Path, folder: Path | None) -> None:
        place = self._roots.place(file)
        if place is None:
            source = self._from_elsewhere(file, folder)
        else:
            entry = self._known.get(place)
            given = self._call is not None or (entry is not None and entry.call_given)
            kept = entry.call_id if entry is not None and entry.call_given else None
            call_id = self._call or kept or _call_of(PurePosixPath(place[1]))
            origin = entry.origin if entry is not None else None
            source = Source(file, *place, call_id, given, origin)
        self.sources.setdefault(file, source)

    def _from_elsewhere(self, file: Path, folder: Path | None) -> Source:
        """Decide where a file from outside both roots is to be copied."""
        call_id, call_folder = self._foreign_call(file, folder)
        if call_folder is not None and any((call_folder / name).is_file() for name in CALL_DATA):
            self.call_data.setdefault(call_folder, call_id)
        given = self._call is not None
        entry = self._by_origin.get(str(file))
        if entry is not None:
            keeps = entry.call_given and not given
            kept_call = entry.call_id if keeps else call_id
            return Source(file, "data", entry.path, kept_call, given or keeps, str(file))
        inside = file.relative_to(call_folder).as_posix() if call_folder else file.name
        target = PurePosixPath(call_id) / inside
        taken = {path for root, path in self._known if root == "data"}
        taken |= {source.path for source in self.sources.values() if source.root == "data"}
        stems = {path.removesuffix(target.suffix) for path in taken if path.endswith(target.suffix)}
        path = unused(str(target.with_suffix("")), stems) + target.suffix
        return Source(file, "data", path, call_id, given, str(file))

    def _foreign_call(self, file: Path, folder: Path | None) -> tuple[str, Path | None]:
        """Return the call of a file from elsewhere, and its folder where a folder was named.

        The named folder is a call's folder when `--call` or a call.yaml says so; else it is taken
        like a corpus folder: the first folder below it is the call, or the file's stem.
        """
        if folder is None:
            return self._call or call_name(file.stem), None
        if self._call is not None:
            return self._call, folder
        own = _declared_call(folder)
        if own is not None:
            return own, folder
        inside = file.relative_to(folder)
        if len(inside.parts) > 1:
            first = folder / inside.parts[0]
            return _declared_call(first) or call_name(first.name), first
        return call_name(file.stem), None


def _call_of(path: PurePosixPath) -> str:
    return call_name(path.parts[0] if len(path.parts) > 1 else path.stem)


def _declared_call(folder: Path) -> str | None:
    """Return the id in a folder's call.yaml; its name where the file can't be read."""
    try:
        call = load_call(folder)
    except CorpusError:
        return call_name(folder.name)
    if call is None:
        return None
    return call.data.id if is_safe(call.data.id) else call_name(call.data.id)


def call_folders(roots: Roots) -> Mapping[str, Path]:
    """Return the folder of each call that has one: in the corpus, else among the copied files."""
    folders: dict[str, Path] = {}
    for root in (roots.documents, roots.corpus):
        if root.is_dir():
            for folder in sorted(root.iterdir()):
                if any((folder / name).is_file() for name in CALL_DATA):
                    folders[call_name(folder.name)] = folder
    return folders
