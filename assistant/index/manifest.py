"""What a generation is made of, as files: its manifest, and the pointer to the current one."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from pydantic import TypeAdapter, ValidationError

from assistant.errors import MissingPartError
from assistant.index.disk import write_atomically

# Raise it when a generation's files change their form: older ones are then built anew.
FORMAT = 1
INDEX_FOLDER = "index"
POINTER_FILE = "CURRENT"
MANIFEST_FILE = "manifest.json"
CHROMA_FOLDER = "chroma"
CHROMA_FILE = f"{CHROMA_FOLDER}/chroma.sqlite3"
BUILDING = "building-"

Root = Literal["corpus", "data"]


@dataclass(frozen=True, slots=True)
class FileEntry:
    """A file of the index: `path` is relative to the corpus folder or the data folder's documents.

    `sha256` is that of the canonical text. `origin` is where a copied file came from; `call_given`
    says that its call was named by `--call`, so that it stays when the file is read again.
    """

    root: Root
    path: str
    document_id: str
    call_id: str
    sha256: str
    call_given: bool = False
    origin: str | None = None

    @property
    def place(self) -> tuple[Root, str]:
        return self.root, self.path


@dataclass(frozen=True, slots=True)
class Manifest:
    """A generation's own description. `name` is its folder: the id and a suffix of this build.

    `counts` are of documents, passages, sentences and phrases, `sizes` of its files in bytes.
    """

    format: int
    id: str
    name: str
    fingerprint: str
    server: str | None
    files: tuple[FileEntry, ...]
    counts: dict[str, int] = field(default_factory=dict)
    sizes: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Pointer:
    """The content of CURRENT: the generation that answers, and its folder."""

    format: int
    generation: str
    folder: str


_MANIFEST = TypeAdapter(Manifest)
_POINTER = TypeAdapter(Pointer)


def index_folder(data_dir: Path) -> Path:
    """Return the folder that holds the generations and the pointer."""
    return data_dir / INDEX_FOLDER


def read_pointer(folder: Path) -> Pointer | None:
    """Read CURRENT in the index folder; None where there is none.

    Raises MissingPartError `broken_index` or `old_index` when it can't be used.
    """
    path = folder / POINTER_FILE
    try:
        pointer = _POINTER.validate_json(path.read_bytes())
    except FileNotFoundError:
        return None
    except (OSError, ValidationError) as error:
        raise broken_index(path, error) from error
    if pointer.format != FORMAT:
        raise MissingPartError(
            "old_index",
            f"The index in {folder} was built by another version of the assistant.",
            "Run `assistant ingest` to build it anew.",
        )
    return pointer


def write_pointer(folder: Path, pointer: Pointer) -> None:
    """Make `pointer` the current one, in one step."""
    write_atomically(folder / POINTER_FILE, _POINTER.dump_json(pointer))


def read_manifest(folder: Path) -> Manifest:
    """Read a generation's manifest; raises MissingPartError `broken_index`."""
    path = folder / MANIFEST_FILE
    try:
        return _MANIFEST.validate_json(path.read_bytes())
    except (OSError, ValidationError) as error:
        raise broken_index(path, error) from error


def write_manifest(folder: Path, manifest: Manifest) -> None:
    """Write a generation's manifest."""
    (folder / MANIFEST_FILE).write_bytes(_MANIFEST.dump_json(manifest, indent=1))


def generation_id(parts: Iterable[bytes]) -> str:
    """Return `g-` and 12 hexadecimal digits of a digest over `parts`, ends and order included."""
    digest = hashlib.sha256()
    for part in parts:
        digest.update(json.dumps(len(part)).encode() + b":" + part)
    return f"g-{digest.hexdigest()[:12]}"


def broken_index(path: Path, error: Exception) -> MissingPartError:
    """Return the error for a file of the index that can't be read."""
    reason = str(error).splitlines()[0] if str(error) else type(error).__name__
    return MissingPartError(
        "broken_index",
        f"The index can't be read: {path}: {reason}",
        f"Delete the folder {path.parent} and run `assistant ingest`; the corpus rebuilds it.",
    )
