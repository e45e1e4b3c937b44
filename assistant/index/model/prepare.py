"""Writes the default model as a sentence-transformers folder: once, whole or not at all."""

from __future__ import annotations

import os
import shutil
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from assistant.errors import MissingPartError
from assistant.index.model.manifest import verify_model, write_manifest
from assistant.index.model.source import read_source

# Called with a stage ("wait", "read", "weights", "tokenizer", "check"), steps done, steps in all.
Progress = Callable[[str, int, int], None]

WEIGHTS = "model.safetensors"


def prepare_model(
    folder: Path, progress: Progress | None = None, *, full_check: bool = False
) -> Path:
    """Make sure that `folder` holds the default model and return it.

    A sound folder is left alone (a quick check, or a full one: see `verify_model`); a missing,
    damaged or outdated one is written beside its place and renamed into it, under a lock, so that
    it never is there in part. Safe when several processes start at once.
    Raises MissingPartError when the source is not installed or the folder can't be written.
    """
    if not verify_model(folder, full=full_check):
        return folder
    report = progress or (lambda stage, done, total: None)
    try:
        with _lock(folder, report):
            _sweep(folder)
            # Another process may have done it while this one waited.
            if verify_model(folder, full=full_check):
                _write(folder, report)
    except OSError as error:
        raise MissingPartError(
            "model_not_written",
            f"The embedding model could not be written to {folder}: {error}.",
            "It takes 480 MB. Make room there, or set ASSISTANT_MODEL_DIR to a writable folder.",
        ) from error
    return folder


@contextmanager
def _lock(folder: Path, report: Progress) -> Iterator[None]:
    """Hold the lock of `folder`; the system lets it go when the process dies."""
    from filelock import FileLock, Timeout

    folder.parent.mkdir(parents=True, exist_ok=True)
    lock = FileLock(folder.parent / f".{folder.name}.lock")
    try:
        lock.acquire(timeout=0)
    except Timeout:
        report("wait", 0, 1)
        lock.acquire()
        report("wait", 1, 1)
    try:
        yield
    finally:
        lock.release()


def _work_name(folder: Path) -> Path:
    return folder.parent / f".{folder.name}.{uuid.uuid4().hex[:8]}.tmp"


def _sweep(folder: Path) -> None:
    """Remove what a killed writer left; whoever holds the lock knows that no other one lives."""
    for left in folder.parent.glob(f".{folder.name}.*.tmp"):
        shutil.rmtree(left, ignore_errors=True)


def _write(folder: Path, report: Progress) -> None:
    temporary = _work_name(folder)
    try:
        temporary.mkdir()
        _convert(temporary, report)
        _sync(temporary)
        if folder.exists():
            # A folder can't be replaced in one step. Killed between the two renames, there is
            # none, and the next call writes it anew.
            folder.rename(_work_name(folder))
        temporary.rename(folder)
        _sync_entry(folder.parent)
    finally:
        _sweep(folder)


def _convert(folder: Path, report: Progress) -> None:
    # These cost 0.2 s to import; a start with a sound folder does without them.
    from safetensors.numpy import save_file

    from assistant.index.model.e5_binary import E5Binary
    from assistant.index.model.folder_files import write_configuration
    from assistant.index.model.tokenizer import build_tokenizer
    from assistant.index.model.weights import tensor_names

    report("read", 0, 1)
    binary = E5Binary(read_source())
    report("read", 1, 1)
    names = tensor_names(binary.sizes)
    tensors = {}
    for done, (name, (source, shape)) in enumerate(names.items()):
        report("weights", done, len(names))
        tensors[name] = binary.tensor(source).reshape(shape)
    save_file(tensors, folder / WEIGHTS, metadata={"format": "pt"})
    del tensors
    report("weights", len(names), len(names))
    report("tokenizer", 0, 1)
    build_tokenizer(binary.pieces).save(str(folder / "tokenizer.json"), pretty=False)
    write_configuration(folder, binary.sizes, binary.pieces)
    report("tokenizer", 1, 1)
    write_manifest(folder, lambda done, total: report("check", done, total))


def _sync(folder: Path) -> None:
    """Bring every file to the disk, readable for others: the cache may be shared."""
    for path in sorted(folder.rglob("*"), reverse=True):
        if path.is_file():
            path.chmod(0o644)
        _sync_entry(path)
    _sync_entry(folder)


def _sync_entry(path: Path) -> None:
    if os.name == "nt" and path.is_dir():
        return  # Windows can't open a folder for this
    descriptor = os.open(path, os.O_RDWR if path.is_file() else os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
