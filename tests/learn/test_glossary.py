"""The glossary: in alphabetical order, found by either language, also misspelt."""

from __future__ import annotations

import pytest

from assistant.service import Assistant


def test_it_is_in_danish_order(real: Assistant) -> None:
    terms = [term.term.lower() for term in real.learning.glossary("da")]
    assert len(terms) >= 40
    assert len(set(terms)) == len(terms)
    order = "abcdefghijklmnopqrstuvwxyzæøå"
    first = [order.index(term[0]) for term in terms]
    assert first == sorted(first)


def test_both_languages_hold_the_same_terms(real: Assistant) -> None:
    danish = {term.id: term for term in real.learning.glossary("da")}
    english = {term.id: term for term in real.learning.glossary("en")}
    assert danish.keys() == english.keys()
    for name, term in danish.items():
        assert term.explanation != english[name].explanation
        assert [c.quote for c in term.citations] == [c.quote for c in english[name].citations]
        assert term.citations or term.legal
        assert set(term.see) <= danish.keys()


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("SMV", "smv"),
        ("smv", "smv"),
        ("sme", "smv"),
        ("malgruppe", "maalgruppe"),
        ("target group", "maalgruppe"),
        ("regionalfonden", "regionalfonden"),
        ("kriteri", "kriterium"),
        ("regionalfonten", "regionalfonden"),
    ],
)
def test_a_word_is_found(real: Assistant, asked: str, found: str) -> None:
    assert found in [term.id for term in real.learning.glossary("da", asked)][:3]


@pytest.mark.parametrize("asked", ["xyzzy", "qqqq qqqq", "<script>"])
def test_what_is_not_there_finds_nothing(real: Assistant, asked: str) -> None:
    assert real.learning.glossary("da", asked) == []


def test_nothing_asked_gives_all(real: Assistant) -> None:
    assert real.learning.glossary("en", " ?! ") == real.learning.glossary("en")
