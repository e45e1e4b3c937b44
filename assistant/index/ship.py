"""Write the vectors of the ways to ask beside them, from the current index.

`make vectors` does this for the calls and the notes after ways.tsv or facts.yaml changed; without
it the index is right as well, and takes longer to build.
"""

from __future__ import annotations

from pathlib import Path

from assistant.corpus.facts import FACTS_FILE
from assistant.corpus.ways import WAYS_FILE
from assistant.errors import MissingPartError
from assistant.index.components import text_digest
from assistant.index.generation import Generation
from assistant.index.nodes import phrase_nodes
from assistant.index.reuse import EarlierVectors
from assistant.index.scan import Roots, call_folders
from assistant.index.shipped import VECTORS_FILE, ShippedVectors, write_shipped
from assistant.index.store import IndexStore
from assistant.settings import Settings, load_settings


def ship(settings: Settings) -> list[Path]:
    """Write the file of each folder that has facts.yaml or ways.tsv; returns the files.

    Raises MissingPartError where there is no index, or where it is not that of these files.
    """
    store = IndexStore(settings)
    try:
        generation = store.current()
        folders = call_folders(Roots.of(settings))
        return [
            _write(generation, call, folder)
            for call, folder in folders.items()
            if any((folder / name).is_file() for name in (FACTS_FILE, WAYS_FILE))
        ]
    finally:
        store.close()


def _write(generation: Generation, call: str, folder: Path) -> Path:
    facts = [fact for fact in generation.facts.values() if fact.call_id in (call, "")]
    digests = [text_digest(node) for node in phrase_nodes(facts)]
    nothing = ShippedVectors((), generation.fingerprint)
    vectors = EarlierVectors(generation.folder, generation.manifest, nothing)
    try:
        found = vectors.find("phrases", digests)
    finally:
        vectors.close()
    if len(found) < len(set(digests)):
        raise MissingPartError(
            "index_changed",
            f"The index holds {len(found)} of {len(set(digests))} ways to ask of {call}.",
            "Let no other program build it meanwhile, and run `make vectors` again.",
        )
    write_shipped(folder / VECTORS_FILE, generation.fingerprint, found)
    return folder / VECTORS_FILE


if __name__ == "__main__":
    try:
        print(*ship(load_settings()), sep="\n")  # noqa: T201
    except MissingPartError as error:
        raise SystemExit(f"{error.message} {error.hint}") from error
