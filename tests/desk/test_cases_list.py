"""The list of cases: searched, filtered, in pages; no personal data in what is searched."""

from __future__ import annotations

import sqlite3
from datetime import timedelta
from pathlib import Path

import pytest

from assistant.desk.cases import CaseStore
from assistant.desk.listing import PAGE_SIZE
from tests.desk import casework
from tests.desk.casework import BO, METTE, NOW, opened

HOUR = timedelta(hours=1)


@pytest.fixture
def cases(tmp_path: Path) -> CaseStore:
    return casework.store(tmp_path)


def found(cases: CaseStore, text: str) -> list[str]:
    rows, total = cases.listed(None, text, None, 1)
    assert total == len(rows)
    return [row.number for row in rows]


def test_every_word_is_looked_for_in_all_of_a_case(cases: CaseStore) -> None:
    case = opened(cases)
    other = opened(cases, text="Noget andet", sender_name="Ib", subject="Hej")
    cases.save(other.id, 1, "Hej", "Andet", NOW)
    cases.save(case.id, 1, "Sv: Ærø", "Kære Åse. ÅBENT hus 100% gratis_nu", NOW + HOUR)
    cases.add_note(case.id, "Ringet op af Hr. Æble", "Bo", NOW + HOUR)
    for text in (
        "2030-0001", "puljen", "østergård", "ENGELSK", "ærø", "åbent", "æble", "søge HR. kære",
        "100%", "gratis_nu", "a\u030abent",
    ):  # fmt: skip
        assert found(cases, text) == ["2030-0001"], text
    for text in ("puljen findesikke", "1%0", "gratisxnu", "Mette"):
        assert found(cases, text) == [], text
    assert found(cases, "") == found(cases, "  \n") == ["2030-0001", "2030-0002"]


def test_an_address_finds_what_came_from_it(cases: CaseStore) -> None:
    opened(cases)
    opened(cases, sender_address="ib@firma.dk", text="Skriv til aase@firma.dk")
    assert found(cases, "Aase@Firma.dk") == ["2030-0001"]
    assert found(cases, "e@firma.dk") == []


def test_personal_data_is_no_part_of_what_is_searched(tmp_path: Path, cases: CaseStore) -> None:
    private = "Ring 22334455, cpr 010190-1234, a@b.dk"
    case = opened(cases, text=private, subject=private)
    cases.save(case.id, 1, private, private, NOW)
    cases.add_note(case.id, private, "Bo", NOW)
    cases.set_number(case.id, "sag 7", NOW)
    with sqlite3.connect(tmp_path / "database.sqlite") as database:
        ((search,),) = database.execute("SELECT search FROM desk_case").fetchall()
    assert "sag 7" in search
    for kept in ("22334455", "010190", "1234", "a@b.dk", "aase@firma.dk"):
        assert kept not in search


def test_states_and_authors_filter(cases: CaseStore) -> None:
    mine, his = opened(cases), opened(cases, person=BO)
    cases.set_state(his.id, "sent", NOW, None)
    assert [row.id for row in cases.listed("new", "", None, 1)[0]] == [mine.id]
    assert [row.id for row in cases.listed("sent", "", "p2", 1)[0]] == [his.id]
    assert cases.listed("sent", "", "p1", 1) == ([], 0)
    assert cases.counts() == {"new": 1, "draft": 0, "sent": 1, "closed": 0}
    assert cases.authors() == [("p2", "Bo Kollega"), ("p1", METTE.display_name)]


def test_the_latest_change_comes_first_page_by_page(cases: CaseStore) -> None:
    made = [opened(cases, NOW + HOUR * n) for n in range(PAGE_SIZE + 3)]
    cases.add_note(made[0].id, "x", "Bo", NOW + timedelta(days=3))
    wanted = [made[0].number, *(case.number for case in reversed(made[1:]))]
    first, total = cases.listed(None, "", None, 1)
    second, _ = cases.listed(None, "", None, 2)
    assert [row.number for row in [*first, *second]] == wanted
    assert (len(first), total) == (PAGE_SIZE, PAGE_SIZE + 3)
    assert cases.listed(None, "", None, 0)[0] == first
    assert cases.listed(None, "", None, 9) == ([], total)


def test_a_line_of_the_list_says_what_the_case_says(cases: CaseStore) -> None:
    case = opened(cases)
    (row,), _ = cases.listed(None, "", None, 1)
    assert row.model_dump() == case.model_dump(include=set(type(row).model_fields))
