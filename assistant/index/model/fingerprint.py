"""A short name for what an embedding is made with; vectors of different ones don't compare."""

from __future__ import annotations

import hashlib
from pathlib import Path

from assistant.errors import MissingPartError
from assistant.index.model.locate import locate
from assistant.index.model.manifest import MANIFEST
from assistant.index.model.prompts import resolve_prompts
from assistant.index.model.source import DEFAULT_MODEL

# Of a larger file (weights), the beginning and samples are read: gigabytes at every start would
# take too long, and other weights differ everywhere.
_WHOLE_BYTES = 16_000_000
_SAMPLES = 64
_SAMPLE_BYTES = 65_536


def embedding_fingerprint(
    model: str,
    folder: Path,
    query_prompt: str | None = None,
    passage_prompt: str | None = None,
) -> str:
    """Return 16 hexadecimal digits that change with the model's files or its prompts.

    Takes what `load_embedding` takes and imports no model library for the default model.
    Raises MissingPartError when the model's files are not on this machine.
    """
    place = locate(model, folder)
    prompts = resolve_prompts(place, query_prompt, passage_prompt)
    try:
        content = _content(model, place)
    except FileNotFoundError as error:
        raise MissingPartError(
            "model_missing",
            f"The embedding model {model} is not on this machine: {error}.",
            "Run: assistant setup.",
        ) from error
    parts = [content, prompts.query, prompts.passage]
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()[:16]


def _content(model: str, place: Path | None) -> str:
    if place is None:
        raise FileNotFoundError("it has not been fetched")
    if model == DEFAULT_MODEL:
        return hashlib.sha256((place / MANIFEST).read_bytes()).hexdigest()
    if place.parent.name == "snapshots":
        return f"{model}@{place.name}"  # the hub's cache names the folder after the commit
    digest = hashlib.sha256()
    for path in sorted(path for path in place.rglob("*") if path.is_file()):
        digest.update(f"{path.relative_to(place).as_posix()}\0{path.stat().st_size}\0".encode())
        _digest_content(path, digest)
    return digest.hexdigest()


def _digest_content(path: Path, digest: hashlib._Hash) -> None:
    size = path.stat().st_size
    with path.open("rb") as file:
        if size <= _WHOLE_BYTES:
            digest.update(file.read())
            return
        for sample in range(_SAMPLES):
            file.seek(sample * (size - _SAMPLE_BYTES) // (_SAMPLES - 1))
            digest.update(file.read(_SAMPLE_BYTES))
