"""What the learning pages need beside the content: each person's cards, and the drawings."""

from __future__ import annotations

import logging
from abc import ABC, abstractmethod
from functools import cached_property
from typing import TYPE_CHECKING

from assistant.errors import CorpusError
from assistant.learn.pictures import Pictures

if TYPE_CHECKING:
    from datetime import datetime

    from assistant.host import Host
    from assistant.learn.library import Library
    from assistant.learn.schedule import Schedule
    from assistant.types import Language
    from assistant.types.learn import Module, ModuleProgress, ModuleSummary, Picture

_LOG = logging.getLogger(__name__)


class Personal(ABC):
    """Adds progress by person, and drawings, to what knows modules and topics."""

    def __init__(self, host: Host) -> None:
        self.host = host

    @cached_property
    def _library(self) -> Library:
        from assistant.learn.library import Library

        return Library(self.host.settings)

    @abstractmethod
    def modules(self, lang: Language, call: str | None = None) -> list[ModuleSummary]:
        """Return the modules in their order."""

    @abstractmethod
    def module(self, module: str, lang: Language) -> Module:
        """Return a module whole."""

    @abstractmethod
    def topics(self, module: str) -> list[str]:
        """Return what a module asks for."""

    @cached_property
    def schedule(self) -> Schedule:
        """Each person's cards and replies."""
        # fsrs and the database are for the pages alone: `assistant quiz` starts without them.
        from assistant.learn.schedule import Schedule

        return Schedule(self.host.database, self._topics)

    def progress(self, person: str, now: datetime) -> list[ModuleProgress]:
        """Return how far somebody is with each module; raises MissingPartError `no_database`."""
        return self.schedule.progress(person, now)

    def picture(self, module: str, name: str, lang: Language) -> Picture | None:
        """Return a drawing of a module; None where there is none of that name that can be used."""
        call = self.module(module, lang).call
        folder, curriculum = self._library.calls()[call], self._library.get(call)
        try:
            return self._pictures.get(folder, name, curriculum, lang)
        except CorpusError as error:
            _LOG.warning("a drawing is left out: %s", error)
            return None

    def check_pictures(self, call: str) -> None:
        """Raise CorpusError where a drawing that a module of a call names is wrong or missing."""
        folder, curriculum = self._library.calls()[call], self._library.get(call)
        for lesson in curriculum.lessons:
            for name in filter(None, (block.picture for block in lesson.blocks)):
                if self._pictures.get(folder, name, curriculum, "da") is None:
                    raise CorpusError(
                        "bad_learn_file",
                        f"{folder}: the module {lesson.id} names the drawing {name!r}, which is"
                        " not in learn/pictures.",
                        "Add the file, or take the name out.",
                    )

    @cached_property
    def _pictures(self) -> Pictures:
        return Pictures()

    def _topics(self) -> dict[str, list[str]]:
        return {module.id: self.topics(module.id) for module in self.modules("da")}
