"""The call's canonical text: every word of the page in order, without the page's furniture."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest

from assistant.corpus.calls import CallFile
from assistant.rules.quantities import find_quantities
from assistant.types import Document

# Of the words of the page as it was saved, less its furniture, with single spaces between them.
DIGEST = "5d49f039ceaadccf973f67528505572f88a41cdcdfb0658d8f301545e905b482"
HEADINGS = [
    (1, "Innovationskraft: Danske klynger for viden og erhverv 2023-2024"),
    (2, "Info om indsatsen"),
    (2, "Baggrund"),
    (2, "Klyngernes kerneopgave"),
    (2, "Målgruppe"),
    (2, "Informationsmøde"),
    (2, "Startpakke med dokumenter"),
    (2, "Kontakt"),
]
FACTS = {
    "Indsatsområde": "Innovation og klynger",
    "Finansiering": "100 mio. kr. fra EU's Regionalfond og 60 mio. kr. decentrale"
    " erhvervsfremmemidler",
    "Projektperiode": "2 år",
    "Ansøgningsfrist": "30. maj 2022 kl. 12.00",
}


def covered(document: Document, label: str) -> str:
    (found,) = (x for x in document.labels if x.label == label)
    return document.text[found.start : found.end]


def test_every_word_of_the_page_is_there_in_order(call_text: Document) -> None:
    words = " ".join(call_text.text.replace("•", " ").split())
    assert hashlib.sha256(words.encode()).hexdigest() == DIGEST


def test_the_text_is_canonical_and_has_its_digest(call_text: Document) -> None:
    assert unicodedata.is_normalized("NFC", call_text.text)
    assert "\r" not in call_text.text
    assert call_text.sha256 == hashlib.sha256(call_text.text.encode()).hexdigest()


@pytest.mark.parametrize(
    "furniture", [r"Opdateret", r"^Lukket", r"Billede af", r"^Annoncering:", r"^#", r"\\$", r"^: "]
)
def test_page_furniture_and_markup_are_gone(call_text: Document, furniture: str) -> None:
    assert re.search(furniture, call_text.text, re.MULTILINE) is None


def test_headings_are_those_of_the_page(call_text: Document) -> None:
    headings = [b for b in call_text.blocks if b.kind == "heading"]
    assert [(b.level, call_text.text[b.start : b.end]) for b in headings] == HEADINGS
    assert call_text.title == HEADINGS[0][1]
    assert [s.path for s in call_text.sections] == [
        (), *((name,) for level, name in HEADINGS if level == 2)
    ]  # fmt: skip


def test_the_block_about_the_effort_is_labelled_facts(call_text: Document) -> None:
    labelled = [b for b in call_text.blocks if b.kind == "labelled"]
    pairs = dict(call_text.text[b.start : b.end].split("\n") for b in labelled)
    assert pairs == FACTS


def test_lists_are_lists_with_all_their_items(call_text: Document) -> None:
    sizes: dict[int, int] = {}
    for block in call_text.blocks:
        if block.kind == "item":
            assert block.list_id is not None
            sizes[block.list_id] = sizes.get(block.list_id, 0) + 1
    # What the board supports, the activities, the target group, the criteria.
    assert list(sizes.values()) == [7, 3, 3, 5]


def test_editorial_labels_cover_their_stretches(call_text: Document) -> None:
    money = covered(call_text, "Finansiering")
    assert all(share in money for share in ("40 pct.", "60 pct.", "25 pct.", "100 mio. kr."))
    assert money.endswith("de minimis-støtte.")
    assert "målgruppe" not in money
    assert "kriterier" not in money
    scoring = covered(call_text, "Vurdering")
    assert [line[:4] for line in scoring.split("\n") if line[:1] == "•"] == [
        f"• {letter}:" for letter in "ABCDE"
    ]
    assert "point-scoringen" in scoring
    deadline = covered(call_text, "Frist")
    assert deadline.startswith("Ansøgningsfristen var 30. maj 2022 kl. 12.00.")
    assert "20. september 2022" in deadline


def test_labels_leave_the_target_group_to_its_own_heading(call_text: Document) -> None:
    place = call_text.text.index("Indsatsens målgruppe er:")
    assert not any(x.start <= place < x.end for x in call_text.labels)
    for label in call_text.labels:
        assert label.label not in [text for _, text in HEADINGS]


def test_labels_do_not_overlap(call_text: Document) -> None:
    ordered = sorted(call_text.labels, key=lambda x: x.start)
    assert all(a.end <= b.start for a, b in pairwise(ordered))


def test_dates_carry_their_zone(call: CallFile, call_text: Document) -> None:
    deadline = call.info().deadline
    assert deadline is not None
    assert deadline.astimezone(UTC) == datetime(2022, 5, 30, 10, tzinfo=UTC)
    assert deadline.utcoffset() == timedelta(hours=2)
    meeting = call.information_meeting
    assert meeting["start"].astimezone(UTC) == datetime(2022, 4, 4, 8, tzinfo=UTC)
    assert meeting["end"] - meeting["start"] == timedelta(hours=2)
    assert call_text.dates == {
        "updated": "2022-05-30",
        "deadline": "2022-05-30T12:00:00+02:00",
        "expected_decision": "2022-09-20",
    }


def test_what_call_yaml_says_stands_in_the_text(call: CallFile, call_text: Document) -> None:
    assert call.status == "closed"
    amounts = {q.value for q in find_quantities(call_text.text, "da") if q.kind == "amount"}
    pool = {name: int(value) for name, value in call.pool.items() if name != "currency"}
    assert set(pool.values()) <= amounts
    assert pool["total"] == pool["regionalfonden"] + pool["decentrale_midler"]
    assert call.contact_email is not None
    assert re.fullmatch(r"\S+@\S+\.\w+", call.contact_email)
    assert call.contact_email in call_text.text
    assert call_text.source_url == call.source_url
    assert call.source_url is not None
    assert call.source_url.startswith("https://")
