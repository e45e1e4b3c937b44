"""The rules of the real call and of a made-up one, loaded from their files."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from assistant.corpus.calls import load_call
from assistant.corpus.document import make_document
from assistant.corpus.readers import read_file
from assistant.rules.load import load_rules
from assistant.rules.model import RuleBook
from assistant.types import Document

CALL = "innovationskraft-2023-2024"
SECOND = "havne-og-havmiljoe"
CALL_FOLDER = Path(__file__).parents[2] / "corpus" / CALL
SECOND_FOLDER = Path(__file__).with_name("second_call")


@cache
def call_text() -> Document:
    """Return the text of the real call as `ingest` reads it."""
    call = load_call(CALL_FOLDER)
    assert call is not None
    raw = read_file(CALL_FOLDER / f"{CALL}.md")
    return make_document(raw, document_id=CALL, call_id=CALL, kind="call", path="", call=call.data)


@cache
def real_book() -> RuleBook:
    """Return the rules of the real call."""
    return load_rules(CALL_FOLDER / "rules.yaml", CALL, {CALL: call_text()})


@cache
def second_book() -> RuleBook:
    """Return the rules of a made-up call that consists of a text and a rules.yaml."""
    raw = read_file(SECOND_FOLDER / f"{SECOND}.md")
    document = make_document(raw, document_id=SECOND, call_id=SECOND, kind="call", path="")
    return load_rules(SECOND_FOLDER / "rules.yaml", SECOND, {SECOND: document})
