"""What the work of the staff stands on: asking, the index, the model, the database."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from assistant.answer.reader import Reader
    from assistant.rulebooks import CallFiles
    from assistant.rules.model import RuleBook
    from assistant.settings import Settings
    from assistant.store.database import Database
    from assistant.types import Answer, Ask, IngestReport, Progress


class Host(Protocol):
    """The service object, as far as the desk, the gaps and the learning path need it."""

    @property
    def settings(self) -> Settings:
        """Where things are kept."""
        ...

    def ask(self, ask: Ask) -> Answer:
        """Answer a question."""
        ...

    def reader(self) -> Reader:
        """Return the current generation of the index, made ready, with the editors' facts."""
        ...

    def embed(self, texts: Sequence[str]) -> Sequence[Sequence[float]]:
        """Return the unit vectors of questions."""
        ...

    def model_fingerprint(self) -> str:
        """Return what names the embedding model: vectors of another one can't be compared."""
        ...

    def database(self) -> Database:
        """Return the database; its sessions raise MissingPartError `no_database`."""
        ...

    def database_is_made(self) -> bool:
        """Tell whether there is a database already."""
        ...

    def rule_books(self) -> CallFiles[RuleBook]:
        """Return the calls' rules."""
        ...

    def ingest(
        self,
        paths: Sequence[Path] | None,
        call: str | None = None,
        progress: Progress | None = None,
    ) -> IngestReport:
        """Bring the index up to date with files and folders."""
        ...
