"""The facts of the guidance notes: anchored in whole statements, asked for in both languages."""

from __future__ import annotations

from collections import Counter
from functools import cache

import pytest

from assistant.corpus.facts import load_facts
from assistant.index.accounting import check_fact
from assistant.types import Fact
from tests.corpus.guidance import FOLDER, documents
from tests.corpus.test_guidance_notes import CLAIMS, says


@cache
def facts() -> list[Fact]:
    return load_facts(FOLDER / "facts.yaml", "guidance", documents())


every_fact = pytest.mark.parametrize("fact", facts(), ids=lambda fact: fact.key)


def test_there_are_many_and_every_note_has_some() -> None:
    assert 80 <= len(facts()) <= 140
    assert {anchor.document_id for fact in facts() for anchor in fact.anchors} == set(documents())


@every_fact
def test_its_numbers_stand_in_its_quotes(fact: Fact) -> None:
    check_fact(fact, documents())


@every_fact
def test_its_quotes_show_where_the_note_has_it_from(fact: Fact) -> None:
    for anchor in fact.anchors:
        quote = documents()[anchor.document_id].text[anchor.start : anchor.end]
        # The words of the glossary rest on the line above them.
        assert "(kilde: " in quote or anchor.document_id == "guidance-ordliste"
        assert len(quote) <= (1200 if "\n" in quote else 600)


@every_fact
def test_it_is_asked_for_in_both_languages(fact: Fact) -> None:
    open_ways = [way.language for way in fact.phrases if way.verdict is None]
    assert min(Counter(open_ways)[language] for language in ("da", "en")) >= 1
    assert len(fact.phrases) >= 4


def test_no_question_leads_to_two_facts() -> None:
    ways = Counter(way.text.casefold() for fact in facts() for way in fact.phrases)
    assert not [text for text, count in ways.items() if count > 1]


@every_fact
def test_it_says_nothing_forbidden(fact: Fact) -> None:
    names = {anchor.document_id.removeprefix("guidance-") for anchor in fact.anchors}
    for statement in fact.statements.values():
        assert not [c["id"] for c in CLAIMS for name in names if says(c, statement, name)]
