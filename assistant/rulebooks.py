"""The rules of the calls in the corpus folder, loaded when they are asked for and kept.

They rest on the files alone, not on the index: what changes on the disk holds for the next check.
"""

from __future__ import annotations

import difflib
import logging
import threading
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Generic, TypeVar

from assistant.corpus.calls import CALL_FILE
from assistant.errors import CorpusError, InputError, MissingPartError
from assistant.index.identity import GUIDANCE
from assistant.index.scan import ELIGIBILITY_FILE, RULES_FILE, Roots, call_folders
from assistant.index.unindexed import CallDocuments, Stamp, stamp
from assistant.settings import Settings
from assistant.types import Document

if TYPE_CHECKING:
    from assistant.rules.eligibility.model import EligibilityPath
    from assistant.rules.model import RuleBook

logger = logging.getLogger(__name__)

T = TypeVar("T")
Load = Callable[[Path, str, Mapping[str, Document]], T]


@dataclass(frozen=True, slots=True)
class _Kept(Generic[T]):
    """What was loaded, with the title of its call and the state of all files it rests on."""

    value: T
    title: str
    seen: Mapping[Path, Stamp]

    def holds(self) -> bool:
        return all(stamp(path) == before for path, before in self.seen.items())


class CallFiles(Generic[T]):
    """One kind of data file, by call: found, loaded once, and again when it changed.

    Safe for threads. `what` names it in messages. Loading raises CorpusError that names the file.
    """

    def __init__(self, settings: Settings, name: str, what: str, load: Load[T]) -> None:
        self._settings = settings
        self._name = name
        self._what = what
        self._load = load
        self._roots = Roots.of(settings)
        self._lock = threading.Lock()
        self._kept: dict[Path, _Kept[T]] = {}

    def calls(self) -> dict[str, Path]:
        """Return the folder of each call that has such a file, by id, in order."""
        folders = self._folders()
        return {call: folders[call] for call in sorted(folders) if self._has(folders[call])}

    def without(self) -> list[str]:
        """Return the calls with a folder of data but no such file."""
        return sorted(
            call
            for call, folder in self._folders().items()
            # The folder of guidance has facts, but is no call.
            if not self._has(folder) and (call != GUIDANCE or (folder / CALL_FILE).is_file())
        )

    def get(self, call: str | None) -> T:
        """Return what the file of a call says; `call` may be None where one call alone has it.

        Raises InputError `unknown_call`, `call_without_rules` or `which_call`, MissingPartError
        `no_rules` where no call has any, CorpusError where the file is wrong.
        """
        return self._current(*self._find(call)).value

    def usable(self) -> dict[str, T]:
        """Return what the files of all calls say; those that are wrong are logged and left out."""
        return {call: kept.value for call, kept in self._usable()}

    def titles(self) -> dict[str, str]:
        """Return the title of each call whose file can be used, by id."""
        return {call: kept.title for call, kept in self._usable()}

    def title(self, call: str) -> str:
        """Return the title of a call that has such a file; raises what `get` raises."""
        return self._current(*self._find(call)).title

    def _usable(self) -> Iterator[tuple[str, _Kept[T]]]:
        for call, folder in self.calls().items():
            try:
                yield call, self._current(call, folder)
            except CorpusError as error:
                logger.warning("%s is left out: %s", folder / self._name, error)

    def _find(self, call: str | None) -> tuple[str, Path]:
        having = self.calls()
        if call is not None:
            if call not in having:
                raise self._no_such(call, having)
            return call, having[call]
        if len(having) > 1:
            raise InputError(
                "which_call",
                f"Several calls have {self._what}: {', '.join(having)}.",
                "Name one of them: the key `call`, or the option --call.",
            )
        if not having:
            raise self._none()
        return next(iter(having.items()))

    def _current(self, call: str, folder: Path) -> _Kept[T]:
        kept = self._kept.get(folder)
        if kept is not None and kept.holds():
            return kept
        with self._lock:
            kept = self._kept.get(folder)
            if kept is None or not kept.holds():
                kept = self._kept[folder] = self._loaded(call, folder)
            return kept

    def _loaded(self, call: str, folder: Path) -> _Kept[T]:
        file = folder / self._name
        before = stamp(file)
        try:
            documents = CallDocuments(self._settings, call, folder)
            value = self._load(file, call, documents)
            return _Kept(value, documents.title, {**documents.seen, file: before})
        except InputError as error:
            # A document that can't be read: not what the caller gave is wrong.
            raise CorpusError(error.code, f"{file}: {error.message}", error.hint) from error
        except OSError as error:
            raise CorpusError(
                "unreadable_file",
                f"{error.filename or file} can't be read: {error.strerror}.",
                "Check that the file is there and may be read.",
            ) from error

    def _folders(self) -> Mapping[str, Path]:
        return call_folders(self._roots)

    def _has(self, folder: Path) -> bool:
        return (folder / self._name).is_file()

    def _no_such(self, call: str, having: Mapping[str, Path]) -> InputError | MissingPartError:
        if not having:
            return self._none()
        listed = f"Those with {self._what} are: {', '.join(having)}."
        if call in self._folders():
            return InputError("call_without_rules", f"{call!r} has no {self._what}.", listed)
        near = difflib.get_close_matches(call, having, n=1)
        hint = f"Did you mean {near[0]!r}?" if near else listed
        return InputError("unknown_call", f"There is no call {call!r}.", hint)

    def _none(self) -> MissingPartError:
        return MissingPartError(
            "no_rules",
            f"No call in {self._settings.corpus_dir} has {self._what} (a file {self._name}).",
            "Run from the repository root, set ASSISTANT_CORPUS_DIR, or add the file to a call.",
        )


def rule_books(settings: Settings) -> CallFiles[RuleBook]:
    """Return the rule books of the calls."""
    from assistant.rules.load import load_rules

    return CallFiles(settings, RULES_FILE, "rules", load_rules)


def eligibility_paths(settings: Settings) -> CallFiles[EligibilityPath]:
    """Return the paths to whether somebody may apply."""
    from assistant.rules.eligibility import load_path

    return CallFiles(settings, ELIGIBILITY_FILE, "a path to whether one may apply", load_path)
