"""What the calls' own files say: call.yaml and facts.yaml, or what the earlier index held."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from assistant.corpus.calls import CALL_FILE, CallFile, load_call
from assistant.corpus.facts import FACTS_FILE, load_facts
from assistant.corpus.routes import load_routes
from assistant.errors import CorpusError
from assistant.index.accounting import check_facts
from assistant.index.identity import GUIDANCE
from assistant.index.scan import Roots, call_folders
from assistant.index.scope import check_scope
from assistant.types import CallInfo, Document, Fact, FileFailure


@dataclass(frozen=True, slots=True)
class CallData:
    """A call's folder, if it has one, and its call.yaml, if there is one that can be read."""

    id: str
    folder: Path | None
    file: CallFile | None


def load_call_data(
    roots: Roots, calls: Iterable[str], failed: list[FileFailure]
) -> dict[str, CallData]:
    """Load the call.yaml of each call; one that is wrong is added to `failed`.

    The id is that of the folder (or `--call`), whatever the file says.
    """
    folders = call_folders(roots)
    loaded: dict[str, CallData] = {}
    for call_id in sorted(set(calls)):
        folder = folders.get(call_id)
        file = None
        if folder is not None:
            try:
                call = load_call(folder)
                file = call.data.model_copy(update={"id": call_id}) if call else None
            except CorpusError as error:
                failed.append(failure(folder / CALL_FILE, error))
        loaded[call_id] = CallData(call_id, folder, file)
    return loaded


def call_infos(
    calls: Mapping[str, CallData],
    earlier: Mapping[str, CallInfo],
    titles: Mapping[str, str],
    real: Collection[str],
) -> tuple[CallInfo, ...]:
    """Return what is known of each call, by id; `titles` holds the titles of the call texts.

    Without a call.yaml it is what was known before, else the title of its text. `real` are the
    calls that have documents: the folder of guidance is none unless it has a text of its own.
    """
    infos = []
    for call_id, data in sorted(calls.items()):
        if data.file is not None:
            infos.append(data.file.info())
        elif call_id in earlier and call_id in real:
            infos.append(earlier[call_id])
        elif call_id in titles or (call_id != GUIDANCE and call_id in real):
            infos.append(CallInfo(call_id, titles.get(call_id, call_id)))
    return tuple(infos)


def call_facts(
    calls: Mapping[str, CallData],
    documents: Mapping[str, Document],
    earlier: Iterable[Fact],
    unchanged: Iterable[str],
    failed: list[FileFailure],
) -> tuple[Fact, ...]:
    """Return the facts of all calls, and the routes, by key; a wrong facts.yaml is in `failed`.

    A call whose folder is gone keeps its earlier facts as far as they rest on documents whose text
    is `unchanged`.
    """
    facts: list[Fact] = []
    earlier = [fact for fact in earlier if fact.route is None]
    same = frozenset(unchanged)
    for data in calls.values():
        if data.folder is None:
            facts += [
                fact
                for fact in earlier
                if fact.call_id == data.id and all(a.document_id in same for a in fact.anchors)
            ]
            continue
        try:
            loaded = load_facts(data.folder / FACTS_FILE, data.id, documents)
            check_facts(loaded, documents)
            check_scope(loaded, data.id, documents)
            facts += loaded
        except CorpusError as error:
            failed.append(failure(data.folder / FACTS_FILE, error))
    return tuple(sorted([*facts, *load_routes()], key=lambda fact: fact.key))


def failure(path: Path, error: CorpusError) -> FileFailure:
    """Return the line of the report for a data file that is wrong."""
    return FileFailure(path=str(path), code=error.code, message=str(error))
