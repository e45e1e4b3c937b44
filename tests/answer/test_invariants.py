"""What holds of every answer, whatever was asked, in its status, verdict, quotes and numbers."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

import pytest

from assistant.rules.quantities import Quantity, accounted_for, find_quantities
from assistant.types import Answer, Document, Language
from tests.doors.shapes import check_answer

from .asked import (
    AFTER,
    BEFORE,
    FOLLOW_UPS,
    NEVER_YES,
    NOT_SO,
    SO,
    STILL_OPEN,
    TOPICS,
    TURNED,
)
from .conftest import AskFor
from .unanswered import NEAR_MISSES, OFF_TOPIC, STEERING

OPENINGS = {
    "yes": {"da": "Ja", "en": "Yes"},
    "no": {"da": "Nej", "en": "No"},
    "depends": {"da": "Det afhænger", "en": "It depends"},
}
ASKED = [
    *(text for topic in TOPICS for text in (*topic.da, *topic.en)),
    *(text for text, _ in (*NOT_SO, *SO, *TURNED, *NEAR_MISSES, *STEERING, *OFF_TOPIC)),
    *NEVER_YES,
    *(text for text, _ in STILL_OPEN),
]


@pytest.fixture(scope="module")
def answers(ask: AskFor) -> list[Answer]:
    """An answer to everything that these tests ask."""
    return [
        *(ask(text) for text in ASKED),
        *(ask(text, BEFORE) for text, _ in STILL_OPEN),
        *(ask(text, AFTER, *earlier) for earlier, text, _, _ in FOLLOW_UPS),
    ]


def test_quotes_are_slices_and_markers_have_citations(
    answers: list[Answer], documents: Mapping[str, Document]
) -> None:
    texts = {name: document.text for name, document in documents.items()}
    for answer in answers:
        check_answer(answer.model_dump(mode="json"), texts)
        markers = [citation.marker for citation in answer.citations]
        assert markers == list(range(1, len(markers) + 1)), answer.question
        for citation in answer.citations:
            assert citation.document_sha256 == documents[citation.document_id].sha256


def test_quotes_and_answers_keep_to_their_sizes(answers: list[Answer]) -> None:
    for answer in answers:
        lists = [citation for citation in answer.citations if "\n• " in citation.quote]
        for citation in answer.citations:
            assert len(citation.quote) <= (1200 if citation in lists else 600), answer.question
        assert len(answer.answer) <= (1200 if lists else 700), answer.question
        if answer.status == "not_found":
            assert len(answer.citations) <= 3


def test_status_verdict_and_citations_agree(answers: list[Answer]) -> None:
    for answer in answers:
        if answer.status in ("answered", "partial"):
            assert answer.citations, answer.question
            assert bool(answer.missing) == (answer.status == "partial"), answer.question
        else:
            assert answer.verdict is None, answer.question
            assert answer.missing, answer.question


def test_a_verdict_opens_the_answer_and_only_a_verdict_does(answers: list[Answer]) -> None:
    for answer in answers:
        words = {verdict: by_language[answer.language] for verdict, by_language in OPENINGS.items()}
        opens = [v for v, word in words.items() if re.match(rf"{word}\b", answer.answer)]
        assert opens == ([answer.verdict] if answer.verdict else []), answer.question


def _values(finding: dict[str, Any], language: Language) -> list[Quantity]:
    """Return what a finding states: its figures, and the numbers of what it says."""
    known = [("amount", finding[key], "DKK") for key in ("actual", "limit", "limit_high")]
    known += [("share", finding[key], None) for key in ("share", "max_share")]
    found = [Quantity(k, Decimal(v), unit, 0, 0, "") for k, v, unit in known if v is not None]  # type: ignore[arg-type]
    for text in (finding["message"], finding["remedy"]):
        found += find_quantities(text[language], language) if text else []
    for part in finding["parts"]:
        found += _values(part, language)
    return found


def test_every_number_is_accounted_for(answers: list[Answer]) -> None:
    for answer in answers:
        pool = find_quantities(answer.as_of.isoformat())
        for citation in answer.citations:
            pool += find_quantities(citation.quote, "da") + find_quantities(citation.title, "da")
            items = citation.quote.count("\n• ")
            pool.append(Quantity("number", Decimal(items), None, 0, 0, ""))
        for finding in answer.findings:
            pool += _values(finding, answer.language)
        said = find_quantities(answer.answer, answer.language)
        lacking = [quantity.text for quantity in said if not accounted_for(quantity, pool)]
        assert lacking == [], answer.question


def test_answers_to_different_topics_differ(ask: AskFor) -> None:
    assert len({ask(topic.da[0]).answer for topic in TOPICS}) == len(TOPICS)
