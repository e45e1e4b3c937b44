"""The real path over the real call text."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from assistant.corpus.calls import load_call
from assistant.corpus.document import make_document
from assistant.corpus.readers import read_file
from assistant.rules.eligibility import ELIGIBILITY_FILE, Path_, load_path
from assistant.types import Document

CALL = "innovationskraft-2023-2024"
FOLDER = Path(__file__).parents[3] / "corpus" / CALL


@pytest.fixture(scope="session")
def documents() -> Mapping[str, Document]:
    call = load_call(FOLDER)
    assert call is not None
    file = FOLDER / str(call.data.document)
    document = make_document(
        read_file(file),
        document_id=CALL,
        call_id=CALL,
        kind="call",
        path=file.name,
        call=call.data,
    )
    return {CALL: document}


@pytest.fixture(scope="session")
def path(documents: Mapping[str, Document]) -> Path_:
    return load_path(FOLDER / ELIGIBILITY_FILE, CALL, documents)
