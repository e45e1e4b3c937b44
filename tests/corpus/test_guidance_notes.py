"""The guidance notes: each statement has its source, and none says what is known to be wrong."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest
import yaml

from assistant.rules.quantities import find_quantities
from tests.corpus.guidance import LIST_OF_SOURCES, Note, notes

CALL = "innovationskraft-2023-2024"
NAMES = {
    "overblik", "finansiering", "de-minimis", "enkelt-virksomhed", "de-minimis-erklaering", "smv",
    "region-sjaelland", "stoetteberettigede-udgifter", "roller", "rapportering", "synliggoerelse",
    "kriterier", "klynger", "lovgrundlag", "ordliste", "efterfoelgende",
}  # fmt: skip
CLAIMS = yaml.safe_load(
    Path(__file__).with_name("forbidden_claims.yaml").read_text(encoding="utf-8")
)
# What is known at second hand only says so, or names the act to look it up in.
CAUTIOUS = re.compile(
    r"forordning|artikel|\blov\b|afgørelse|\bifølge\b|\bplejer\b|oplyste|illustration"
)

every_note = pytest.mark.parametrize("note", notes().values(), ids=list(notes()))
every_claim = pytest.mark.parametrize("claim", CLAIMS, ids=lambda claim: claim["id"])


def says(claim: dict[str, str], text: str, name: str = "") -> bool:
    """Tell whether a text makes a forbidden claim."""
    if claim.get("only", name) != name:
        return False
    kept = re.search(claim["unless"], text) if "unless" in claim else None
    return re.search(claim["says"], text) is not None and kept is None


def test_all_sixteen_are_there() -> None:
    assert set(notes()) == NAMES


@every_note
def test_the_front_matter_is_whole(note: Note) -> None:
    meta = note.meta
    assert meta["kind"] == "guidance"
    assert meta["notice"] == "vejledende, ikke officiel"
    assert meta["applies_to"] == [CALL]
    assert note.document.title == meta["title"] == note.document.text.split("\n")[0]
    begins, checked = (date.fromisoformat(meta[key]) for key in ("valid_from", "last_checked"))
    assert begins <= checked
    if "valid_to" in meta:
        assert begins < date.fromisoformat(meta["valid_to"])
    assert 10 <= len(meta["summary_en"].split()) <= 60


@every_note
def test_each_source_is_described_and_used(note: Note) -> None:
    used = {key for statement in note.statements() for key in statement.keys}
    keys = [source["key"] for source in note.meta["sources"]]
    assert sorted(keys) == sorted(used)
    for source in note.meta["sources"]:
        assert set(source) <= {"key", "name", "url", "date", "code"}
        assert source["name"]
        assert re.fullmatch(r"\d{4}(-\d\d){0,2}|uden dato", source["date"])
        assert source["code"] in ("C", "V", "V2", "D")
        if source["code"] == "D":
            assert "url" not in source
        else:
            assert re.fullmatch(r"https?://[^\s]+", source["url"])


@every_note
def test_the_reader_sees_the_same_sources(note: Note) -> None:
    (section,) = [s for s in note.document.sections if s.path == (LIST_OF_SOURCES,)]
    shown = [
        note.document.text[block.start : block.end]
        for block in note.document.blocks
        if block.kind == "item" and block.start > section.start
    ]
    for line, source in zip(shown, note.meta["sources"], strict=True):
        assert line.startswith(f"{source['key']}: {source['name']} (")
        assert line.endswith(source.get("url", ")"))


@every_note
def test_no_source_is_called_by_a_date_or_a_number(note: Note) -> None:
    """A source's name stands in every quote, and its numbers would count as the note's own."""
    text = [note.document.title, *note.codes]
    found = [q for part in text for q in find_quantities(part, "da")]
    assert {quantity.kind for quantity in found} <= {"identifier"}


@every_note
def test_each_statement_carries_its_source(note: Note) -> None:
    bare = [statement.text for statement in note.statements() if not statement.keys]
    assert not bare


@every_note
def test_what_is_known_at_second_hand_is_said_cautiously(note: Note) -> None:
    codes = note.codes
    for text, keys, lead in note.statements():
        if {codes[key] for key in keys} - {"D"} == {"V2"} and "eget eksempel" not in keys:
            assert CAUTIOUS.search(text) or CAUTIOUS.search(lead), text


@every_note
def test_a_note_is_short_enough_to_be_read(note: Note) -> None:
    assert 250 <= len(note.body().split()) <= 700


@every_note
@every_claim
def test_no_note_makes_a_forbidden_claim(note: Note, claim: dict[str, str]) -> None:
    assert not [text for _, text in note.blocks() if says(claim, text, note.name)]
    assert not says(claim, note.meta["summary_en"], note.name)


@every_claim
def test_each_forbidden_claim_would_be_found(claim: dict[str, str]) -> None:
    assert claim["why"]
    assert says(claim, claim["wrong"], claim.get("only", ""))
    assert not says(claim, claim["right"], claim.get("only", ""))
