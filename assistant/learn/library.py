"""What the calls have to learn from, read when it is asked for and again where a file changed."""

from __future__ import annotations

import logging
import threading
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from assistant.corpus.calls import CALL_FILE
from assistant.corpus.facts import FACTS_FILE, load_facts
from assistant.corpus.ways import WAYS_FILE
from assistant.errors import CorpusError, InputError
from assistant.index.accounting import check_facts
from assistant.index.identity import GUIDANCE
from assistant.index.scan import RULES_FILE, Roots, call_folders
from assistant.index.scope import is_for
from assistant.index.unindexed import CallDocuments, Stamp, stamp
from assistant.learn.exercises import EXERCISES_FILE, load_exercises
from assistant.learn.glossary import GLOSSARY_FILE, load_glossary
from assistant.learn.grounds import Desk, call_facts
from assistant.learn.model import Curriculum
from assistant.learn.modules import load_modules
from assistant.rules.load import load_rules
from assistant.rules.model import RuleBook
from assistant.settings import Settings
from assistant.types import Fact

logger = logging.getLogger(__name__)

FOLDER = "learn"
_UNREADABLE = "unreadable_file"


@dataclass(frozen=True, slots=True)
class _Kept:
    """What was read, or why it can't be, with the state of all files it rests on."""

    found: Curriculum | CorpusError
    seen: Mapping[Path, Stamp]

    def holds(self) -> bool:
        if isinstance(self.found, CorpusError) and self.found.code == _UNREADABLE:
            return False  # Leave to read it changes no stamp.
        return all(stamp(path) == before for path, before in self.seen.items())

    def curriculum(self) -> Curriculum:
        if isinstance(self.found, CorpusError):
            # A new one each time: an exception carries the traces of all who raised it.
            raise CorpusError(self.found.code, self.found.message, self.found.hint)
        return self.found


class Library:
    """The curricula of all calls that have a folder `learn`. Safe for threads.

    They rest on the files alone, as the rules do: what changes on the disk is there at once.
    """

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._roots = Roots.of(settings)
        self._lock = threading.Lock()
        self._kept: dict[Path, _Kept] = {}

    def calls(self) -> dict[str, Path]:
        """Return the folder of each call that has something to learn from, by id, in order."""
        folders = call_folders(self._roots)
        return {call: folders[call] for call in sorted(folders) if _files(folders[call])}

    def get(self, call: str) -> Curriculum:
        """Return a call's curriculum; raises CorpusError where a file of it is wrong."""
        folder = self.calls().get(call)
        if folder is None:
            raise InputError(
                "unknown_call",
                f"There is nothing to learn from for the call {call!r}.",
                f"There is for: {', '.join(self.calls()) or 'none'}.",
            )
        return self._current(call, folder)

    def usable(self) -> list[Curriculum]:
        """Return all curricula that can be used; the others are left out."""
        found = []
        for call, folder in self.calls().items():
            try:
                found.append(self._current(call, folder))
            except CorpusError:
                continue
        return found

    def _current(self, call: str, folder: Path) -> Curriculum:
        kept = self._kept.get(folder)
        if kept is not None and kept.holds():
            return kept.curriculum()
        with self._lock:
            kept = self._kept.get(folder)
            if kept is None or not kept.holds():
                kept = self._kept[folder] = self._loaded(call, folder)
            return kept.curriculum()

    def _loaded(self, call: str, folder: Path) -> _Kept:
        own = [folder / name for name in (CALL_FILE, FACTS_FILE, WAYS_FILE, RULES_FILE)]
        own += [folder.parent / GUIDANCE / name for name in (FACTS_FILE, WAYS_FILE)]
        before = {path: stamp(path) for path in (folder / FOLDER, *own, *_files(folder))}
        found: Curriculum | CorpusError
        documents: CallDocuments | None = None
        try:
            documents = CallDocuments(self._settings, call, folder)
            found = load_curriculum(call, folder, documents)
        except (CorpusError, InputError, OSError) as error:
            found = _told(error, folder)
            # Once for each state of the files; YAML's own messages go over several lines.
            logger.error("%s is left out: %s", folder / FOLDER, " ".join(str(found).split()))
        return _Kept(found, {**(documents.seen if documents else {}), **before})


def load_curriculum(call: str, folder: Path, documents: CallDocuments) -> Curriculum:
    """Read all a call has to learn from; raises CorpusError that names file and key."""
    facts = load_facts(folder / FACTS_FILE, call, documents)
    check_facts(facts, documents)
    book: RuleBook | None = None
    if (folder / RULES_FILE).is_file():
        book = load_rules(folder / RULES_FILE, call, documents)
    learn = folder / FOLDER
    noted = _note_facts(folder.parent / GUIDANCE, call, documents)
    desk = Desk(call, documents, {**call_facts(facts, call), **noted}, book, learn)
    glossary = load_glossary(learn / GLOSSARY_FILE, desk)
    apart = (GLOSSARY_FILE, EXERCISES_FILE)
    modules = [file for file in _files(folder) if file.name not in apart]
    return Curriculum(
        call=call,
        title=documents.title,
        documents=documents,
        facts=desk.facts,
        book=book,
        lessons=tuple(load_modules(modules, desk, glossary)),
        glossary=glossary,
        mails=tuple(load_exercises(learn / EXERCISES_FILE, desk)),
    )


def _note_facts(folder: Path, call: str, documents: CallDocuments) -> dict[str, Fact]:
    """Return what the notes state for a call, by their whole keys: `guidance/<id>`.

    Where the notes' facts.yaml is wrong there are none: that is for who mends it, and for the
    lessons that rest on it, not for all others.
    """
    try:
        facts = load_facts(folder / FACTS_FILE, GUIDANCE, documents)
        check_facts(facts, documents)
    except CorpusError as error:
        logger.error("%s is left out: %s", folder / FACTS_FILE, " ".join(str(error).split()))
        return {}
    return {
        fact.key: fact
        for fact in facts
        if fact.anchors and all(is_for(documents[a.document_id], call) for a in fact.anchors)
    }


def _told(error: CorpusError | InputError | OSError, folder: Path) -> CorpusError:
    """Return what is wrong with the files of a call, naming file and key."""
    if isinstance(error, CorpusError):
        return error
    if isinstance(error, InputError):
        # A document that can't be read: not what the caller gave is wrong.
        return CorpusError(error.code, f"{folder}: {error.message}", error.hint)
    return CorpusError(
        _UNREADABLE,
        f"{error.filename or folder} can't be read: {error.strerror}.",
        "Check that the file is there and may be read.",
    )


def _files(folder: Path) -> list[Path]:
    return sorted((folder / FOLDER).glob("*.yaml"))
