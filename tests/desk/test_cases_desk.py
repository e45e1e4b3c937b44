"""The desk as a whole: a mail is answered by the real service, kept, sent, and found again."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from datetime import date, timedelta

import pytest

from assistant.errors import InputError
from assistant.service import Assistant
from assistant.settings import Settings
from assistant.types.desk import Case
from tests.desk.casework import BO, METTE, NOW

DAY = date(2022, 5, 1)
BASE = "https://www.example.dk"
MAIL = """From: =?utf-8?q?J=C3=B8rgen?= <jorgen@firma.dk>
Subject: =?utf-8?q?Sp=C3=B8rgsm=C3=A5l?=
Message-ID: <1.abc@firma.dk>
Content-Type: text/plain; charset=utf-8

Hej

Hvem kan søge puljen? Hvor mange sider må ansøgningen fylde?
Mit cpr-nummer er 010190-1234, og mit telefonnummer er 22 33 44 55.

Hilsen
Jørgen
""".encode()


@pytest.fixture(scope="module")
def staffed(
    real_settings: Settings, service: Assistant, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Assistant]:
    """The real service (its index built), with a database of its own."""
    file = tmp_path_factory.mktemp("desk") / "desk.sqlite"
    assistant = Assistant(real_settings.model_copy(update={"database_url": f"sqlite:///{file}"}))
    yield assistant
    assistant.close()


def asked(staffed: Assistant, text: str | bytes, base: str = BASE) -> Case:
    data = text if isinstance(text, bytes) else text.encode()
    return staffed.desk.open_case(data, "", METTE, as_of=DAY, now=NOW, base_url=base)


def sent(staffed: Assistant, case: Case, body: str) -> Case:
    desk = staffed.desk
    saved = desk.save(case.id, case.revision, case.subject_out, body, METTE, NOW)
    return desk.set_state(case.id, "sent", METTE, NOW + timedelta(hours=1), saved.revision)


def test_a_mail_becomes_a_case_with_its_answers(staffed: Assistant) -> None:
    case = asked(staffed, MAIL)
    assert (case.state, case.author, case.sender) == ("new", "Mette Medarbejder", "Jørgen")
    assert case.mail.message_id == "<1.abc@firma.dk>"
    assert [question.status for question in case.drafted.questions] == ["answered", "not_found"]
    assert case.body == case.drafted.draft.body
    assert "klyngeorganisationer" in case.body
    assert f"{BASE}/kilde/" in case.body
    assert case.body.rstrip().endswith(METTE.signature)
    assert case.open_points == 1
    faults = staffed.desk.check(case.id, case.body, METTE.signature)
    assert [fault.kind for fault in faults] == ["open_point"]
    wrong = staffed.desk.check(case.id, f"{case.body}Der er 77 pladser.", METTE.signature)
    assert [fault.text for fault in wrong if fault.kind == "number"] == ["77"]


def test_a_draft_alone_is_not_kept(staffed: Assistant) -> None:
    before = sum(staffed.desk.counts().values())
    draft = staffed.desk.draft(MAIL, as_of=DAY, signature="Hilsen Ib")
    assert draft.draft.body.rstrip().endswith("Hilsen Ib")
    assert sum(staffed.desk.counts().values()) == before


def test_it_can_be_drafted_anew_in_another_language(staffed: Assistant) -> None:
    case = asked(staffed, MAIL)
    staffed.desk.save(case.id, 1, "s", "Min tekst", METTE, NOW)
    again = staffed.desk.again(
        case.id, 2, BO, as_of=date(2026, 11, 23), now=NOW, lang="en", base_url=BASE
    )
    assert again.body.startswith("Dear Jørgen")
    assert (again.language, again.as_of, again.revision) == ("en", "2026-11-23", 3)
    assert (again.mail.text, again.number) == (case.mail.text, case.number)
    sent(staffed, again, again.body)
    with pytest.raises(InputError) as raised:
        staffed.desk.again(case.id, 5, BO, as_of=DAY, now=NOW)
    assert raised.value.code == "case_sent"


def test_logs_name_ids_and_never_say_what_a_mail_says(
    staffed: Assistant, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    case = asked(staffed, MAIL)
    case = sent(staffed, case, f"{case.body}\nHemmelig linje 22334455")
    staffed.desk.add_note(case.id, "Fortrolig note", BO, NOW)
    staffed.desk.earlier(case.id, NOW)
    staffed.desk.cases(text="jorgen@firma.dk Fortrolig")
    staffed.desk.delete(case.id)
    assert case.id in caplog.text
    for said in ("010190", "22 33", "22334455", "jorgen@", "Jørgen", "moms", "Hemmelig", "Fortrol"):
        assert said not in caplog.text


def test_a_question_that_was_answered_before_finds_the_answer(staffed: Assistant) -> None:
    earlier = asked(staffed, "Hej\n\nKan vi tage hunde med på kontoret?\n\nHilsen\nIb")
    assert earlier.drafted.questions[0].status not in ("answered", "partial")
    start = earlier.body.index("[udfyldes")
    open_point = earlier.body[start : earlier.body.index("]", start) + 1]
    answer = "Nej, hunde må ikke komme ind. Ring på 22 33 44 55."
    earlier = sent(staffed, earlier, earlier.body.replace(open_point, answer))

    case = asked(staffed, "Goddag\n\nMå vi tage hunde med på kontoret?\n\nHilsen\nUla")
    (reply,) = staffed.desk.earlier(case.id, NOW)
    assert (reply.case_id, reply.number, reply.asked) == (earlier.id, earlier.number, 0)
    assert reply.answer.endswith("Nej, hunde må ikke komme ind. Ring på [phone].")
    assert reply.sent_at == NOW + timedelta(hours=1)
    assert 0.93 <= reply.likeness <= 1
    # It is no source: neither the answer nor its quotes know of it.
    assert not any("hunde" in c.quote for q in case.drafted.questions for c in q.citations)

    assert staffed.desk.earlier(earlier.id, NOW) == []
    staffed.desk.set_state(earlier.id, "draft", METTE, NOW)
    assert staffed.desk.earlier(case.id, NOW) == []
    staffed.desk.set_state(earlier.id, "sent", METTE, NOW)
    assert len(staffed.desk.earlier(case.id, NOW)) == 1
    staffed.desk.delete(earlier.id)
    assert staffed.desk.earlier(case.id, NOW) == []


def test_questions_that_rest_on_the_same_quote_are_alike_in_other_words(
    staffed: Assistant,
) -> None:
    earlier = asked(staffed, "Hej\n\nHvornår er fristen for at søge?\n\nHilsen\nIb")
    other = asked(staffed, "Hej\n\nHvem kan søge puljen?\n\nHilsen\nIb")
    for case in (earlier, other):
        sent(staffed, case, case.body)
    case = asked(staffed, "Hej\n\nHvilken dato skal ansøgningen senest være inde?\n\nHilsen\nBo")
    assert {reply.case_id for reply in staffed.desk.earlier(case.id, NOW)} == {earlier.id}
    english = asked(staffed, "Hello\n\nWhen is the application deadline?\n\nRegards\nBo")
    assert english.language == "en"
    assert staffed.desk.earlier(english.id, NOW) == []


def test_nothing_is_made_to_count_what_is_not_there(
    real_settings: Settings, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("empty")
    empty = Assistant(real_settings.model_copy(update={"data_dir": folder}))
    assert set(empty.desk.counts().values()) == {0}
    assert empty.desk.cases() == ([], 0)
    assert empty.desk.authors() == []
    empty.desk.purge(NOW)
    assert list(folder.iterdir()) == []
    empty.close()


@pytest.mark.parametrize("data", [b"", b" \n ", b"x" * 5_000_001], ids=["empty", "blank", "huge"])
def test_what_is_no_mail_is_refused(staffed: Assistant, data: bytes) -> None:
    before = sum(staffed.desk.counts().values())
    with pytest.raises(InputError):
        asked(staffed, data)
    assert sum(staffed.desk.counts().values()) == before
