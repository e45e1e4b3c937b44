"""Which documents are for which call, and on which days."""

from __future__ import annotations

from datetime import date

import pytest

from assistant.corpus.document import make_document
from assistant.corpus.readers.markdown import read_markdown
from assistant.errors import CorpusError
from assistant.index.scope import Scopes, check_scope, in_force, is_for
from assistant.types import Anchor, Document, Fact, Kind


def made(name: str, home: str, kind: Kind = "guidance", **meta: str) -> Document:
    head = "".join(f"{key}: {value}\n" for key, value in meta.items())
    raw = read_markdown(f"---\ntitle: {name}\n{head}---\n\nNoget om {name}.\n", name)
    return make_document(raw, document_id=name, call_id=home, kind=kind, path=f"{name}.md")


DOCUMENTS = {
    document.id: document
    for document in (
        made("a", "a", "call"),
        made("b", "b", "call"),
        made("bilag", "b", "other"),
        made("råd", "a"),
        made("begge", "a", applies_to="[a, b]"),
        made("alle", "guidance"),
        made("kun-b", "guidance", applies_to="[b]"),
        made("ude", "guidance", applies_to="[x, y]"),
        made("løs", "løs", applies_to="a, b"),
        made("tid", "guidance", valid_from="2030-01-01", valid_to="2030-12-31"),
    )
}
SCOPES = Scopes(DOCUMENTS)


def test_the_folder_of_guidance_and_loose_notes_are_no_calls() -> None:
    assert SCOPES.call_ids == ["a", "b"]


def test_each_call_has_its_own_documents_and_the_notes_for_it() -> None:
    assert SCOPES.own("a") == {"a"}
    assert SCOPES.own("b") == {"b", "bilag"}
    assert SCOPES.notes("a") == {"råd", "begge", "alle", "løs", "tid"}
    assert SCOPES.notes("b") == {"begge", "alle", "kun-b", "løs", "tid"}
    assert SCOPES.of_call("x") == {"alle", "tid", "ude"}
    assert not SCOPES.own("x")


def test_a_note_holds_from_its_first_day_to_its_last() -> None:
    days = {date(2029, 12, 31): False, date(2030, 1, 1): True, date(2030, 12, 31): True}
    for day, holds in {**days, date(2031, 1, 1): False}.items():
        assert in_force(DOCUMENTS["tid"], day) is holds
        assert ("tid" in SCOPES.notes("a", day)) is holds
    assert in_force(DOCUMENTS["råd"], date(1900, 1, 1))


def test_a_document_tells_its_calls() -> None:
    assert SCOPES.calls_of("a") == ["a"]
    assert SCOPES.calls_of("alle") == ["a", "b"]
    assert SCOPES.calls_of("kun-b") == ["b"]
    assert SCOPES.calls_of("ude") == []
    assert SCOPES.calls_of("nowhere") == []


def test_calls_that_are_not_there_are_told() -> None:
    assert SCOPES.unknown_calls() == ["x", "y"]


def test_notes_alone_are_answered_from_as_they_lie() -> None:
    notes = {name: DOCUMENTS[name] for name in ("alle", "tid")}
    alone = Scopes(notes)
    assert alone.call_ids == ["guidance"]
    assert alone.notes("guidance") == {"alle", "tid"}


def test_only_a_note_is_for_calls_that_it_names() -> None:
    other = made("bilag", "b", "other", applies_to="[a]")
    assert not is_for(other, "a")
    assert is_for(other, "b")


def fact(home: str, *documents: str, by: str = "") -> Fact:
    anchors = tuple(Anchor(name, 0, 5) for name in documents)
    return Fact(f"{home}/f", home, {"da": "x", "en": "x"}, anchors, (), by=by)


def test_facts_are_the_calls_or_the_notes() -> None:
    assert SCOPES.is_noted(fact("guidance", "alle"))
    assert SCOPES.is_noted(fact("a", "råd"))
    assert not SCOPES.is_noted(fact("a", "a", "råd"))
    assert not SCOPES.is_noted(fact("a", "råd", by="An editor"))
    assert not SCOPES.is_noted(fact("a"))
    assert SCOPES.fact_is_for(fact("guidance", "kun-b"), "b")
    assert not SCOPES.fact_is_for(fact("guidance", "alle", "kun-b"), "a")
    assert SCOPES.fact_in_force(fact("guidance", "tid"), date(2030, 6, 1))
    assert not SCOPES.fact_in_force(fact("guidance", "alle", "tid"), date(2031, 6, 1))


@pytest.mark.parametrize(
    ("home", "documents"),
    [
        ("a", ["b"]),
        ("a", ["a", "bilag"]),
        ("a", ["kun-b"]),
        ("guidance", ["a"]),
        ("guidance", ["begge", "ude"]),
    ],
)
def test_a_fact_rests_on_nothing_that_is_for_another_call(home: str, documents: list[str]) -> None:
    with pytest.raises(CorpusError) as caught:
        check_scope([fact(home, *documents)], home, DOCUMENTS)
    assert caught.value.code == "fact_other_call"
    assert f"{home}/f" in caught.value.message


def test_a_fact_may_rest_on_what_is_for_its_call() -> None:
    check_scope([fact("a", "a", "råd", "begge", "alle")], "a", DOCUMENTS)
    check_scope([fact("b", "bilag", "kun-b")], "b", DOCUMENTS)
    check_scope([fact("guidance", "alle", "kun-b", "begge")], "guidance", DOCUMENTS)
