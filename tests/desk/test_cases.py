"""Cases: what is kept, who may change it when, how it goes from state to state."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import get_args

import pytest

from assistant.desk.cases import MAX_BODY, CaseStore
from assistant.errors import InputError
from assistant.types.desk import CaseState
from tests.desk import casework
from tests.desk.casework import DAYS, LETTER, METTE, NOW, opened

HOUR = timedelta(hours=1)


@pytest.fixture
def cases(tmp_path: Path) -> CaseStore:
    return casework.store(tmp_path)


def refused(act: Callable[[], object]) -> str:
    with pytest.raises(InputError) as raised:
        act()
    assert raised.value.hint
    return raised.value.code


def test_a_case_comes_back_with_its_mail_and_its_draft(tmp_path: Path) -> None:
    case = opened(casework.store(tmp_path))
    again = casework.store(tmp_path).get(case.id)
    assert again == case
    assert (again.mail, again.drafted) == (casework.mail(), casework.draft())
    assert (again.subject_out, again.body) == ("Sv: Spørgsmål om puljen", LETTER)
    assert (again.state, again.revision, again.questions, again.open_points) == ("new", 1, 2, 1)
    assert (again.author, again.sender, again.as_of) == (
        "Mette Medarbejder", "Åse Østergård", "2030-05-30",
    )  # fmt: skip
    assert again.created_at == again.updated_at == NOW
    assert again.sent_at is None


def test_the_quotes_are_kept_with_the_case(cases: CaseStore) -> None:
    (citation,) = cases.get(opened(cases).id).drafted.questions[0].citations
    assert citation.quote == "Alle foreninger kan søge."


def test_a_sender_without_a_name_is_listed_by_address(cases: CaseStore) -> None:
    assert opened(cases, sender_name="").sender == "aase@firma.dk"


def test_numbers_count_by_the_danish_year(cases: CaseStore) -> None:
    late = datetime(2030, 12, 31, 22, 30, tzinfo=UTC)
    numbers = [opened(cases, at).number for at in (late, late, late + HOUR, late + HOUR)]
    assert numbers == ["2030-0001", "2030-0002", "2031-0001", "2031-0002"]


def test_a_number_is_never_given_twice(cases: CaseStore) -> None:
    first = opened(cases)
    cases.delete(first.id)
    second = opened(cases)
    assert second.number == "2030-0002"
    cases.set_number(second.id, "2030-0004", NOW)
    assert [opened(cases).number for _ in range(2)] == ["2030-0003", "2030-0005"]


def test_cases_opened_at_once_by_several_processes_have_numbers_of_their_own(
    tmp_path: Path,
) -> None:
    stores = [casework.store(tmp_path) for _ in range(4)]
    with ThreadPoolExecutor(4) as pool:
        made = list(pool.map(opened, stores * 5))
    assert sorted(case.number for case in made) == [f"2030-{n:04d}" for n in range(1, 21)]


def test_the_authority_s_own_number_takes_the_place(cases: CaseStore) -> None:
    case, other = opened(cases), opened(cases)
    changed = cases.set_number(case.id, "  24/00117 \n", NOW + HOUR)
    assert (changed.number, changed.revision) == ("24/00117", case.revision)
    assert cases.set_number(case.id, "24/00117", NOW).number == "24/00117"
    assert refused(lambda: cases.set_number(other.id, "24/00117", NOW)) == "number_taken"


@pytest.mark.parametrize("number", ["", "  \n", "x" * 65, "2030\x00-1", "a\u202eb"])
def test_a_number_is_one_short_line(cases: CaseStore, number: str) -> None:
    case = opened(cases)
    assert refused(lambda: cases.set_number(case.id, number, NOW)) == "bad_number"
    assert cases.get(case.id).number == "2030-0001"


def test_an_edited_letter_is_kept_and_makes_a_draft(cases: CaseStore) -> None:
    case = opened(cases)
    body = LETTER.replace("\n", "\r\n").replace("Kære Åse", "Ka\u0308re A\u030ase\x00")
    saved = cases.save(case.id, 1, " Sv:\r\n puljen ", body, NOW + HOUR)
    assert saved == cases.get(case.id)
    assert saved.subject_out == "Sv: puljen"
    assert saved.body == LETTER.replace("Kære Åse", "Käre Åse")
    assert (saved.state, saved.revision, saved.updated_at) == ("draft", 2, NOW + HOUR)
    assert saved.drafted == case.drafted


def test_open_points_are_counted_in_the_letter_as_it_stands(cases: CaseStore) -> None:
    case = opened(cases)
    filled = LETTER.replace("[udfyldes: Må vi sende den på engelsk?]", "Ja, det må I.")
    assert cases.save(case.id, 1, "s", filled, NOW).open_points == 0
    more = f"{filled}[udfyldes: dato]\n[to be filled in: name]"
    assert cases.save(case.id, 2, "s", more, NOW).open_points == 2


def test_nobody_writes_over_what_somebody_else_saved(cases: CaseStore) -> None:
    case = opened(cases)
    cases.save(case.id, 1, "s", "Min tekst", NOW)
    assert refused(lambda: cases.save(case.id, 1, "s", "Din", NOW)) == "changed_meanwhile"
    assert refused(lambda: cases.set_state(case.id, "sent", NOW, 1)) == "changed_meanwhile"
    draft = casework.draft()
    again = lambda: cases.redraft(case.id, 1, case.mail, draft, casework.DAY, NOW)  # noqa: E731
    assert refused(again) == "changed_meanwhile"
    assert cases.get(case.id).body == "Min tekst"


def test_of_two_that_save_at_once_one_is_told(tmp_path: Path) -> None:
    case = opened(casework.store(tmp_path))

    def save(text: str) -> str:
        try:
            return casework.store(tmp_path).save(case.id, 1, "s", text, NOW).body
        except InputError as error:
            return error.code

    with ThreadPoolExecutor(2) as pool:
        ended = sorted(pool.map(save, ["a", "b"]))
    assert ended[1] == "changed_meanwhile"
    assert casework.store(tmp_path).get(case.id).body == ended[0]


def test_a_letter_has_an_end(cases: CaseStore) -> None:
    case = opened(cases)
    assert refused(lambda: cases.save(case.id, 1, "s", "x" * (MAX_BODY + 1), NOW)) == (
        "letter_too_long"
    )
    assert refused(lambda: cases.save(case.id, 1, "s" * 501, "x", NOW)) == "letter_too_long"
    assert len(cases.save(case.id, 1, "s" * 500, "x" * MAX_BODY, NOW).body) == MAX_BODY


ALLOWED = {
    "new": {"draft", "sent", "closed"},
    "draft": {"sent", "closed"},
    "sent": {"draft", "closed"},
    "closed": {"draft"},
}
WAYS: dict[str, list[CaseState]] = {
    "new": [], "draft": ["draft"], "sent": ["sent"], "closed": ["closed"],
}  # fmt: skip


@pytest.mark.parametrize("start", WAYS)
@pytest.mark.parametrize("target", get_args(CaseState))
def test_a_case_goes_forward_or_back_to_draft(
    cases: CaseStore, start: str, target: CaseState
) -> None:
    case = opened(cases)
    for state in WAYS[start]:
        case = cases.set_state(case.id, state, NOW, case.revision)
    if target == start:
        # Somebody who clicks twice finds it done.
        assert cases.set_state(case.id, target, NOW, 0).revision == case.revision
    elif target in ALLOWED[start]:
        moved = cases.set_state(case.id, target, NOW + HOUR, case.revision)
        assert (moved.state, moved.revision) == (target, case.revision + 1)
    else:
        assert refused(lambda: cases.set_state(case.id, target, NOW, None)) == "wrong_state"
        assert cases.get(case.id).state == start


def test_what_was_sent_does_not_change(cases: CaseStore) -> None:
    case = opened(cases)
    sent = cases.set_state(case.id, "sent", NOW + HOUR, 1)
    assert sent.sent_at == NOW + HOUR
    assert refused(lambda: cases.save(case.id, 2, "s", "x", NOW)) == "case_sent"
    assert refused(lambda: cases.editable(case.id, 2)) == "case_sent"
    closed = cases.set_state(case.id, "closed", NOW + 2 * HOUR, None)
    assert closed.sent_at == NOW + HOUR
    assert refused(lambda: cases.save(case.id, 3, "s", "x", NOW)) == "case_sent"
    assert cases.get(case.id).body == LETTER


def test_back_to_draft_it_can_be_written_and_sent_again(cases: CaseStore) -> None:
    case = opened(cases)
    cases.set_state(case.id, "sent", NOW, 1)
    back = cases.set_state(case.id, "draft", NOW, 2)
    assert back.sent_at is None
    cases.save(case.id, 3, "s", "Ny tekst", NOW)
    sent = cases.set_state(case.id, "sent", NOW + HOUR, 4)
    assert (sent.body, sent.sent_at) == ("Ny tekst", NOW + HOUR)


def test_a_new_draft_takes_the_letter_s_place(cases: CaseStore) -> None:
    case = opened(cases)
    cases.save(case.id, 1, "s", "Min tekst", NOW)
    cases.add_note(case.id, "Husk bilag.", "Bo", NOW)
    draft = casework.draft(index_generation="g2")
    again = cases.redraft(case.id, 2, case.mail, draft, casework.DAY, NOW + HOUR)
    assert (again.body, again.drafted.index_generation, again.state) == (LETTER, "g2", "draft")
    assert (again.number, again.revision) == (case.number, 3)
    assert [note.text for note in again.notes] == ["Husk bilag."]


def test_notes_stand_in_order_and_stop_nobody_from_saving(cases: CaseStore) -> None:
    case = opened(cases)
    cases.add_note(case.id, " Ringet.\r\nIngen svar. ", "Bo Kollega", NOW + 2 * HOUR)
    noted = cases.add_note(case.id, "Oprettet i går.", "Mette", NOW + HOUR)
    assert [(note.author, note.text, note.at) for note in noted.notes] == [
        ("Mette", "Oprettet i går.", NOW + HOUR),
        ("Bo Kollega", "Ringet.\nIngen svar.", NOW + 2 * HOUR),
    ]
    assert cases.save(case.id, case.revision, "s", "x", NOW).revision == 2
    for text in ("", " \n", "x" * 10_001):
        assert refused(lambda text=text: cases.add_note(case.id, text, "Bo", NOW)) == "bad_note"


def test_a_case_is_gone_with_all_that_belongs_to_it(tmp_path: Path, cases: CaseStore) -> None:
    case, other = opened(cases), opened(cases)
    for one in (case, other):
        cases.add_note(one.id, "x", "Bo", NOW)
        cases.set_state(one.id, "sent", NOW, None)
    cases.delete(case.id)
    with sqlite3.connect(tmp_path / "database.sqlite") as database:
        for table, column in (("case", "id"), ("note", "case_id"), ("reply", "case_id")):
            found = database.execute(f"SELECT DISTINCT {column} FROM desk_{table}").fetchall()
            assert found == [(other.id,)]


def test_cases_go_when_their_time_is_up(cases: CaseStore) -> None:
    old, touched = opened(cases), opened(cases)
    cases.add_note(touched.id, "x", "Bo", NOW + timedelta(days=1))
    cases.purge(NOW + timedelta(days=DAYS))
    assert cases.get(old.id)
    cases.purge(NOW + timedelta(days=DAYS, seconds=1))
    assert refused(lambda: cases.get(old.id)) == "unknown_case"
    assert cases.get(touched.id)
    opened(cases, NOW + timedelta(days=DAYS + 2))
    assert refused(lambda: cases.get(touched.id)) == "unknown_case"


@pytest.mark.parametrize("unknown", ["", "x", "'; DROP TABLE desk_case; --", "../../etc"])
def test_a_case_that_is_not_there(cases: CaseStore, unknown: str) -> None:
    opened(cases)
    for act in (
        lambda: cases.get(unknown),
        lambda: cases.editable(unknown, 1),
        lambda: cases.save(unknown, 1, "s", "x", NOW),
        lambda: cases.set_state(unknown, "sent", NOW, None),
        lambda: cases.set_number(unknown, "1", NOW),
        lambda: cases.add_note(unknown, "x", METTE.display_name, NOW),
        lambda: cases.delete(unknown),
    ):
        assert refused(act) == "unknown_case"
    assert cases.counts()["new"] == 1
