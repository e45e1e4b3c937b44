"""Feedback comes back as it was given, masked, and goes when its time is up."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from assistant.errors import InputError
from tests.store import made

DAY = timedelta(days=1)


def test_it_comes_back_with_the_answer_and_its_quotes(tmp_path: Path) -> None:
    given = made.feedback(reasons=("wrong", "other", "wrong"))
    new_id = made.store(tmp_path).add(given, "c", made.NOW)
    (kept,) = made.store(tmp_path).listed(made.NOW)
    assert kept.id == new_id
    assert kept.answer == given.answer.model_dump(mode="json")
    assert kept.answer["citations"][0]["quote"] == "Alle kan søge."
    assert (kept.question, kept.comment, kept.useful) == ("Hvem kan søge?", "Nej.", False)
    assert (kept.call, kept.language, kept.status) == ("c", "da", "answered")
    assert (kept.reasons, kept.index_generation, kept.replaces) == (["wrong", "other"], "g1", None)


def test_the_moment_is_kept_in_utc(tmp_path: Path) -> None:
    store = made.store(tmp_path)
    danish = datetime(2030, 5, 30, 14, tzinfo=ZoneInfo("Europe/Copenhagen"))
    store.add(made.feedback(), None, danish)
    (kept,) = store.listed(made.NOW)
    assert kept.created_at == made.NOW
    assert kept.created_at.tzinfo == UTC
    with pytest.raises(Exception, match="time zone"):
        store.add(made.feedback(), None, datetime(2030, 5, 30))


def test_personal_numbers_are_not_kept_anywhere(tmp_path: Path) -> None:
    said = "Ring 22334455, cpr 010190-1234, a@b.dk"
    answer = made.answer(question=said, missing=[said])
    made.store(tmp_path).add(made.feedback(answer=answer, comment=said), None, made.NOW)
    (kept,) = made.store(tmp_path).listed(made.NOW)
    assert kept.question == kept.comment == "Ring [phone], cpr [cpr], [e-mail]"
    on_disk = b"".join(path.read_bytes() for path in tmp_path.iterdir())
    for private in (b"22334455", b"010190", b"a@b.dk"):
        assert private not in on_disk


def test_the_latest_word_counts(tmp_path: Path) -> None:
    store = made.store(tmp_path)
    first = store.add(made.feedback(), None, made.NOW)
    second = store.add(made.feedback(useful=True, replaces=first), None, made.NOW + DAY)
    assert [kept.id for kept in store.listed(made.NOW + DAY)] == [second]
    assert [kept.id for kept in store.listed(made.NOW + DAY, replaced=True)] == [first, second]


@pytest.mark.parametrize("other", [True, False])
def test_only_what_was_said_of_this_answer_can_be_replaced(tmp_path: Path, other: bool) -> None:
    store = made.store(tmp_path)
    about_another = store.add(made.feedback(answer=made.answer(id="a2")), None, made.NOW)
    replaces = about_another if other else "0" * 32
    with pytest.raises(InputError) as caught:
        store.add(made.feedback(replaces=replaces), None, made.NOW)
    assert caught.value.code == "unknown_feedback"
    assert [kept.id for kept in store.listed(made.NOW)] == [about_another]


def test_it_is_deleted_when_its_time_is_up(tmp_path: Path) -> None:
    store = made.store(tmp_path)
    store.add(made.feedback(comment="gammel"), None, made.NOW)
    last = made.NOW + made.DAYS * DAY
    store.purge(last)
    assert len(store.listed(last)) == 1
    assert store.listed(last + DAY) == [], "too old, but not yet purged"
    store.add(made.feedback(), None, last + DAY)
    assert [kept.comment for kept in store.listed(made.NOW)] == ["Nej."], "each write purges"
    store.purge(last + 40 * DAY)
    assert store.listed(made.NOW) == []
