"""`assistant ask`: the answer's shape, and every wrong input with its code and one message."""

from __future__ import annotations

import subprocess
import sys
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from tests.doors import running
from tests.doors.conftest import Run
from tests.doors.shapes import check_answer, check_error


@pytest.fixture(scope="module")
def texts(assistant: Run) -> dict[str, str]:
    """Each document's canonical text, as `source` prints it."""
    listed = assistant("sources", "--json").json()["sources"]
    return {s["id"]: assistant("source", s["id"]).out.decode() for s in listed}


@pytest.mark.parametrize("question", ["Hvem kan søge?", "Who can apply?", "hvem kan soge"])
def test_answers_with_verbatim_quotes(assistant: Run, texts: dict[str, str], question: str) -> None:
    done = assistant("ask", question, "--json")
    assert done.code == 0, done.err
    answer = done.json()
    check_answer(answer, texts)
    assert answer["question"] == question
    assert answer["status"] == "answered"
    assert any("klyngeorganisationer" in c["quote"] for c in answer["citations"])


def test_as_of_is_taken_over_and_is_today_in_denmark_otherwise(assistant: Run) -> None:
    given = assistant("ask", "Hvornår er fristen?", "--json", "--as-of", "2022-05-01").json()
    assert given["as_of"] == "2022-05-01"
    denmark = ZoneInfo("Europe/Copenhagen")
    before = datetime.now(denmark).date().isoformat()
    default = assistant("ask", "Hvornår er fristen?", "--json").json()
    assert before <= default["as_of"] <= datetime.now(denmark).date().isoformat()


def test_language_can_be_chosen(assistant: Run) -> None:
    assert assistant("ask", "frist", "--json", "--lang", "en").json()["language"] == "en"


def test_people_get_text_with_numbered_sources(assistant: Run) -> None:
    done = assistant("ask", "Hvem kan søge?")
    assert done.code == 0
    text = done.out.decode()
    assert "[1]" in text
    assert "Kilder" in text
    assert "\x1b" not in text, "no colours in a pipe"


@pytest.mark.parametrize("question", ["<script>alert(1)</script>", "🙂🙃", "🇩🇰"])
def test_odd_questions_get_an_answer(assistant: Run, texts: dict[str, str], question: str) -> None:
    done = assistant("ask", question, "--json")
    assert done.code == 0, done.err
    check_answer(done.json(), texts)
    assert done.json()["status"] in ("off_topic", "not_found", "refused")


WRONG: list[tuple[str, list[str | bytes]]] = [
    ("empty_question", ["ask", ""]),
    ("empty_question", ["ask", " \n\t "]),
    ("empty_question", ["ask", "\u200b\u00ad"]),
    ("question_too_long", ["ask", "a" * 20_000]),
    ("not_utf8", ["ask", b"\xff\xfe"]),
    ("usage", ["ask"]),
    ("usage", ["ask", "hej", "--batch", "questions.jsonl"]),
    ("usage", ["ask", "hej", "--nonsense"]),
    ("usage", ["ask", "hej", "--lang"]),
    ("usage", ["nonsense"]),
    ("bad_value", ["ask", "hej", "--as-of", "2022-02-30"]),
    ("bad_value", ["ask", "hej", "--as-of", "30-05-2022"]),
    ("bad_value", ["ask", "hej", "--lang", "sv"]),
    ("bad_value", ["ask", "hej", "--mode", "guess"]),
    ("unreadable_file", ["ask", "--batch", "no/such/file.jsonl"]),
]


@pytest.mark.parametrize(("code", "arguments"), WRONG)
def test_wrong_input_is_code_2_and_one_message(
    bare: Run, code: str, arguments: list[str | bytes]
) -> None:
    plain = bare(*arguments)
    assert plain.code == 2
    assert plain.out == b"" or "--batch" in arguments
    assert plain.err.startswith("Error: ")
    assert "Traceback" not in plain.err
    with_json = bare(arguments[0], "--json", *arguments[1:])
    assert with_json.code == 2
    check_error(with_json.json(), code)


def test_unknown_call_is_named(assistant: Run) -> None:
    done = assistant("ask", "Hvem kan søge?", "--call", "no-such-call", "--json")
    assert done.code == 2
    check_error(done.json(), "unknown_call")
    assert "no-such-call" in done.json()["error"]["message"]


def test_unknown_setting_is_code_2(indexed: dict[str, str]) -> None:
    done = running.run({**indexed, "ASSISTANT_CORPUSDIR": "x"}, "ask", "hej", "--json")
    assert done.code == 2
    check_error(done.json(), "unknown_setting")


def test_help_and_errors_load_no_heavy_library() -> None:
    script = (
        "import sys; from assistant import cli\n"
        "heavy = {'torch', 'chromadb', 'gradio', 'llama_index', 'transformers', 'fastapi'}\n"
        "sys.exit(', '.join(heavy & set(sys.modules)) or 0)"
    )
    done: Any = subprocess.run(
        [sys.executable, "-c", script],
        capture_output=True,
        text=True,
        cwd=running.ROOT,
        check=False,
    )
    assert done.returncode == 0, done.stderr
