"""Damaged, locked and odd files of other projects all end in text or a clear error."""

from __future__ import annotations

from collections import Counter

import pytest

from eval.parser_files import FOLDER, TEXT, Outcome, counts, listed, read_all

CLEAR = {
    "broken_document",
    "empty_document",
    "encrypted_document",
    "expands_too_far",
    "nested_too_deep",
    "scanned_document",
    "too_deep",
    "too_many_pages",
    "too_much_memory",
    "too_much_text",
    "too_slow",
    "unreadable_text",
    "wrong_suffix",
}

pytestmark = pytest.mark.skipif(not FOLDER.is_dir(), reason="the files are kept outside")


@pytest.fixture(scope="module")
def outcomes() -> list[Outcome]:
    return read_all(listed(FOLDER))


def test_each_ends_in_text_or_a_clear_error(outcomes: list[Outcome]) -> None:
    assert len(outcomes) == 218
    unclear = [one for one in outcomes if one.code != TEXT and one.code not in CLEAR]
    assert unclear == []
    assert all(one.chars for one in outcomes if one.code == TEXT)


def test_what_the_list_says_of_a_file_shows(outcomes: list[Outcome]) -> None:
    by_kind: dict[str, Counter[str]] = {}
    for one in outcomes:
        by_kind.setdefault(one.kind, Counter())[one.code] += 1
    assert set(by_kind["empty_file"]) == {"empty_document"}
    assert by_kind["encrypted_password_needed"]["encrypted_document"] >= 20
    assert by_kind["encrypted_empty_password"]["encrypted_document"] <= 1
    assert by_kind["no_text_layer_large"]["scanned_document"] >= 6
    assert by_kind["healthy"][TEXT] >= 40


def test_the_table_counts_every_file(outcomes: list[Outcome]) -> None:
    head, *rows, total = counts(outcomes)
    assert rows[0][0] == TEXT
    assert [row[0] for row in rows] == list(dict.fromkeys(row[0] for row in rows))
    for column in range(1, len(head)):
        assert sum(int(row[column] or 0) for row in rows) == int(total[column])
    assert total[-1] == "218"
