"""The call text of the repository, read as `ingest` reads it."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.corpus.calls import CallFile, load_call
from assistant.corpus.document import make_document
from assistant.corpus.readers import read_file
from assistant.types import Document

CALL_ID = "innovationskraft-2023-2024"


@pytest.fixture(scope="session")
def call_folder() -> Path:
    return Path(__file__).resolve().parents[2] / "corpus" / CALL_ID


@pytest.fixture(scope="session")
def call(call_folder: Path) -> CallFile:
    loaded = load_call(call_folder)
    assert loaded is not None
    return loaded.data


@pytest.fixture(scope="session")
def call_text(call_folder: Path, call: CallFile) -> Document:
    assert call.document is not None
    return make_document(
        read_file(call_folder / call.document),
        document_id=CALL_ID,
        call_id=CALL_ID,
        kind="call",
        path=f"{CALL_ID}/{call.document}",
        call=call,
    )
