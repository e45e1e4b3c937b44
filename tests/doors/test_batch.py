"""`ask --batch`: answers in order, a bad line fails alone, nothing but JSON on stdout."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from tests.doors.conftest import Run
from tests.doors.shapes import ANSWER_KEYS, check_error


def line(**keys: Any) -> bytes:
    return json.dumps(keys, ensure_ascii=False).encode()


GOOD = line(id="good", question="Hvem kan søge?")
BAD: list[tuple[bytes, object, str]] = [
    (b"\xff\xfe\x00binary", None, "not_utf8"),
    (b"{not json", None, "not_json"),
    (b'["a", "list"]', None, "not_an_object"),
    (b'"a string"', None, "not_an_object"),
    (line(id="a"), "a", "missing_key"),
    (line(id="b", question=5), "b", "bad_value"),
    (line(id="c", question=None), "c", "bad_value"),
    (line(id="d", question=""), "d", "empty_question"),
    (line(id="e", question="a" * 20_000), "e", "question_too_long"),
    (line(id="f", question="Hvem?", colour="red"), "f", "unknown_key"),
    (line(id="g", question="Hvem?", as_of=0), "g", "bad_value"),
    (line(id="h", question="Hvem?", as_of="2022-02-30"), "h", "bad_value"),
    (line(id="i", question="Hvem?", history="før"), "i", "bad_value"),
    (line(id="j", question="Hvem?", history=[{"answer": "x"}]), "j", "missing_key"),
    (line(id="k", question="Hvem?", lang="sv"), "k", "bad_value"),
    (line(id="l", question="Hvem?", call="no-such-call"), "l", "unknown_call"),
    (line(id=["list"], question="Hvem?"), None, "bad_value"),
    (b'{"id": "m", "question": "\\ud800"}', None, "not_json"),
    (b"[" * 100_000, None, "not_json"),
    (b'{"question": "' + b"a" * 1_100_000 + b'"}', None, "line_too_long"),
]


def test_every_bad_line_fails_alone(assistant: Run, tmp_path: Path) -> None:
    file = tmp_path / "questions.jsonl"
    lines = [part for bad, _, _ in BAD for part in (bad, GOOD)]
    file.write_bytes(b"\n".join(lines) + b"\n")
    done = assistant("ask", "--batch", str(file))
    assert done.code == 0, done.err
    assert "Traceback" not in done.err
    results = done.json_lines()
    assert len(results) == len(lines)
    for (_, given, code), failed, answered in zip(BAD, results[::2], results[1::2], strict=True):
        assert failed["id"] == given
        check_error(failed, code)
        assert answered["id"] == "good"
        assert answered.keys() >= ANSWER_KEYS


def test_stdin_blank_lines_byte_order_mark_and_ids(assistant: Run) -> None:
    given = [
        b"\xef\xbb\xbf" + line(id="first", question="frist"),
        b"",
        b"   \r",
        line(id=7, question="kriterier"),
        line(question="målgruppe"),
        line(id="øæå", question="Hvad med Region Sjælland?", history=[{"question": "Hvor meget?"}]),
    ]
    done = assistant("ask", "--batch", "-", stdin=b"\n".join(given))
    assert done.code == 0, done.err
    ids = [answer["id"] for answer in done.json_lines()]
    assert [ids[0], ids[1], ids[3]] == ["first", 7, "øæå"]
    assert isinstance(ids[2], str)
    assert ids[2]


def test_options_hold_where_a_line_does_not_say(assistant: Run) -> None:
    given = [line(id="1", question="frist"), line(id="2", question="frist", lang="da")]
    done = assistant(
        "ask", "--batch", "-", "--lang", "en", "--as-of", "2022-05-01", stdin=b"\n".join(given)
    )
    assert [a["language"] for a in done.json_lines()] == ["en", "da"]
    assert {a["as_of"] for a in done.json_lines()} == {"2022-05-01"}


def test_a_wrong_option_is_said_once(assistant: Run) -> None:
    done = assistant("ask", "--batch", "-", "--as-of", "tomorrow", stdin=GOOD)
    assert done.code == 2
    check_error(done.json(), "bad_value")


def test_no_lines_no_answers(assistant: Run) -> None:
    done = assistant("ask", "--batch", "-", stdin=b"\n\n")
    assert (done.code, done.out) == (0, b"")
