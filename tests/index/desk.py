"""A corpus and a data folder of a test's own, with the real ingest on them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from assistant.index.build import Embedder, ingest
from assistant.index.generation import Generation
from assistant.index.model import DEFAULT_MODEL, default_folder, embedding_fingerprint
from assistant.index.store import IndexStore
from assistant.settings import Settings, load_settings
from assistant.types import IngestReport


class Desk:
    """`write` files into the corpus (or elsewhere), `ingest`, and look at what came of it.

    `embedded` holds every text that was given to the model, in order.
    """

    def __init__(self, folder: Path, embedding: Any, **settings: Any) -> None:
        self.folder = folder
        self.settings = Settings(corpus_dir=folder / "corpus", data_dir=folder / "var", **settings)
        self.settings.corpus_dir.mkdir(parents=True, exist_ok=True)
        self.store = IndexStore(self.settings)
        self.embedded: list[str] = []
        self.loads = 0
        self._embedding = embedding
        self.heard: list[tuple[str, int, int]] = []

    @property
    def index(self) -> Path:
        return self.settings.data_dir / "index"

    @property
    def now(self) -> Generation:
        return self.store.current()

    def write(self, name: str, text: str) -> Path:
        """Write a file of the corpus."""
        return self.write_to(self.settings.corpus_dir / name, text)

    def write_to(self, file: Path, text: str) -> Path:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
        return file

    def ingest(self, *paths: Path, call: str | None = None) -> IngestReport:
        return ingest(self.settings, paths or None, call, self.embedder(), self._hear)

    def embedder(self) -> Embedder:
        return Embedder(fingerprint(), self._load)

    def ids(self) -> list[str]:
        return sorted(self.now.documents)

    def find(self, question: str, calls: Sequence[str] | None = None) -> str:
        """Return the text of the passage nearest to a question."""
        vector = self._embedding.get_query_embedding(question)
        return self.now.passages[self.now.passages_near(vector, 1, calls)[0].id].text

    def _hear(self, what: str, done: int, total: int) -> None:
        self.heard.append((what, done, total))

    def _load(self) -> Any:
        self.loads += 1
        return self._embedding


def fingerprint() -> str:
    return embedding_fingerprint(DEFAULT_MODEL, default_folder(load_settings().model_dir))


def counts(report: IngestReport) -> tuple[int, int, int, int]:
    """Return added, updated, unchanged, removed."""
    return report.added, report.updated, report.unchanged, report.removed
