"""Texts of rules.yaml, right and wrong, loaded over the text of the real call."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.errors import CorpusError
from assistant.rules.load import load_rules
from assistant.rules.model import RuleBook
from tests.rules.call_books import CALL, CALL_FOLDER, call_text

REAL = (CALL_FOLDER / "rules.yaml").read_text(encoding="utf-8")
SHARE = """      - name: share
        value: "0.25"
"""
# A book with one rule of each kind that a made-up sentence can carry.
SMALL = """\
currency: DKK
regions: {nord: {da: Nord, en: North}}
sources: {fonden: {da: Fonden, en: the Fund}, eget: {da: os selv, en: us}}
grants: [fonden]
applicants: {skole: {da: en skole, en: a school}}
rules:
"""


def load(tmp_path: Path, text: str) -> RuleBook:
    file = tmp_path / "rules.yaml"
    file.write_text(text, encoding="utf-8")
    return load_rules(file, CALL, {CALL: call_text()})


def refused(tmp_path: Path, text: str) -> CorpusError:
    with pytest.raises(CorpusError) as caught:
        load(tmp_path, text)
    assert caught.value.code in ("bad_rules_file", "bad_yaml")
    assert str(tmp_path / "rules.yaml") in caught.value.message
    assert caught.value.hint
    return caught.value


def rule(kind: str, parameters: str, keys: str = "") -> str:
    """Return SMALL with one rule; `parameters` are flow mappings, with `LAW` for a source."""
    listed = parameters.replace("LAW", "legal: [{act: Lov}]")
    head = f"id: r, kind: {kind}, name: {{da: R, en: R}}{keys}"
    return f"{SMALL}  - {{{head}, parameters: [{listed}]}}\n"
