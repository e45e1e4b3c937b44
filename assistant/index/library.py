"""The documents of the next generation: files read, ids kept, calls and facts loaded.

Nothing here writes: copies from elsewhere are planned, and made when all has been read.
"""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from assistant.corpus.calls import CallFile, load_call
from assistant.corpus.canonical import RawDocument
from assistant.corpus.document import make_document
from assistant.corpus.facts import FACTS_FILE, load_facts
from assistant.corpus.readers import read_file
from assistant.errors import AssistantError, CorpusError, InputError
from assistant.index.identity import (
    GUIDANCE,
    Item,
    Place,
    assign_ids,
    find_call_texts,
    find_renamed,
    is_guidance,
)
from assistant.index.manifest import FileEntry
from assistant.index.scan import Roots, Scan, Source
from assistant.settings import Settings
from assistant.types import CallInfo, Document, Fact, FileFailure, Kind, Progress

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Earlier:
    """What the current generation holds; empty before the first."""

    files: tuple[FileEntry, ...] = ()
    documents: Mapping[str, Document] = ()  # type: ignore[assignment]
    calls: Mapping[str, CallInfo] = ()  # type: ignore[assignment]
    facts: tuple[Fact, ...] = ()


@dataclass(frozen=True, slots=True)
class Library:
    """What the next generation is to hold, and what is to be told about the way there.

    `seen` are the ids of the documents that were looked at this time, `gone` the entries of files
    that are no longer part of the index.
    """

    files: tuple[FileEntry, ...]
    documents: tuple[Document, ...]
    calls: tuple[CallInfo, ...]
    facts: tuple[Fact, ...]
    seen: frozenset[str]
    gone: tuple[FileEntry, ...]
    failed: tuple[FileFailure, ...]
