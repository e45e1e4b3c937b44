"""What the head of a note says: its calls, its days, its notice."""

from __future__ import annotations

import pytest

from assistant.corpus.document import make_document
from assistant.corpus.readers.markdown import read_markdown
from assistant.errors import InputError
from assistant.types import Document, Kind


def note(head: str, kind: Kind = "guidance") -> Document:
    raw = read_markdown(f"---\n{head}\n---\n\n# Råd\n\nGode råd.\n", "raad")
    return make_document(raw, document_id="raad", call_id="g", kind=kind, path="g/raad.md")


@pytest.mark.parametrize(
    ("head", "calls"),
    [
        ("applies_to: [park-2031, have]", ("park-2031", "have")),
        ("applies_to:\n  - park-2031\n  - park-2031", ("park-2031",)),
        ("applies_to: park-2031", ("park-2031",)),
        ("applies_to: park-2031, have", ("park-2031", "have")),
        ("applies_to: []", ()),
        ("applies_to:", ()),
        ("title: Råd", ()),
    ],
)
def test_a_note_names_its_calls(head: str, calls: tuple[str, ...]) -> None:
    assert note(head).applies_to == calls


def test_only_guidance_names_calls_and_has_a_notice() -> None:
    head = "applies_to: [park]\nnotice: vejledende"
    assert note(head).notice == "vejledende"
    assert (note(head, "other").applies_to, note(head, "other").notice) == ((), "")


def test_a_notice_is_one_short_line() -> None:
    assert note("notice: |\n  vejledende,\n  ikke officiel").notice == "vejledende, ikke officiel"
    assert len(note(f"notice: {'x' * 900}").notice) == 200


def test_days_are_kept_as_they_are_written() -> None:
    dates = note("valid_from: 2024-01-01\nvalid_to: '2024-12-31'\nlast_checked: 2026-11-23").dates
    assert dates == {
        "valid_from": "2024-01-01", "valid_to": "2024-12-31", "last_checked": "2026-11-23"
    }  # fmt: skip


@pytest.mark.parametrize(
    ("head", "key"),
    [
        ("valid_to: snart", "valid_to"),
        ("valid_from: 2024-02-30", "valid_from"),
        ("valid_from: 2024-06-01\nvalid_to: 2024-05-31", "valid_to"),
        ("applies_to: {a: b}", "applies_to"),
        ("applies_to: [[a]]", "applies_to"),
    ],
)
def test_what_would_be_used_on_a_wrong_day_or_call_is_refused(head: str, key: str) -> None:
    with pytest.raises(InputError) as caught:
        note(head)
    assert caught.value.code == "bad_front_matter"
    assert key in caught.value.message


def test_other_lists_are_left_alone() -> None:
    assert note("sources: [{name: A, url: https://example.org}]\ntags: [a]").title == "Råd"
