"""`source`, `sources`, `ingest`, `doctor`, and how a command ends when it is cut off."""

from __future__ import annotations

import hashlib
import json
import signal
import subprocess
from functools import partial
from pathlib import Path

from tests.doors import running
from tests.doors.conftest import Run
from tests.doors.shapes import check_error

CALL = "innovationskraft-2023-2024"


def test_source_prints_the_text_and_nothing_else(assistant: Run) -> None:
    described = assistant("source", CALL, "--json").json()
    printed = assistant("source", CALL).out
    assert printed.decode() == described["text"]
    assert hashlib.sha256(printed).hexdigest() == described["sha256"]
    assert described["kind"] == "call"
    assert described["sections"]
    for section in described["sections"]:
        heading = section["path"][-1] if section["path"] else described["title"]
        assert described["text"][section["start"] : section["end"]].startswith(heading)


def test_sources_lists_every_document(assistant: Run) -> None:
    listed = assistant("sources", "--json").json()["sources"]
    assert CALL in [source["id"] for source in listed]
    plain = assistant("sources").out.decode().splitlines()
    assert [row.split("\t")[0] for row in plain] == [source["id"] for source in listed]


def test_unknown_source_is_code_2(assistant: Run) -> None:
    done = assistant("source", "no-such-source", "--json")
    assert done.code == 2
    check_error(done.json(), "unknown_source")


def test_ingest_reports_a_bad_file_and_goes_on(tmp_path: Path) -> None:
    environment = running.environment(tmp_path / "data")
    folder = tmp_path / "files"
    folder.mkdir()
    (folder / "good.md").write_text("# Vejledning\n\nEn linje om tilskud.\n", encoding="utf-8")
    (folder / "bad.txt").write_bytes(b"\xff\xfe\x00\x01\x02\x03\x80")
    done = running.run(environment, "ingest", str(folder), "--json")
    assert done.code == 1, done.err
    report = done.json()
    assert report["added"] == 1
    assert [Path(failure["path"]).name for failure in report["failed"]] == ["bad.txt"]
    assert report["index_generation"]


def test_doctor_says_ok_or_what_to_do(assistant: Run) -> None:
    done = assistant("doctor", "--json")
    report = done.json()
    assert done.code == (1 if report["status"] == "fail" else 0)
    assert report["checks"]
    for check in report["checks"]:
        assert check["status"] in ("ok", "warn", "fail")
        assert check["message"]
        assert check["status"] == "ok" or check["remedy"]


def test_doctor_finds_a_missing_corpus(tmp_path: Path) -> None:
    environment = running.environment(
        tmp_path / "data", ASSISTANT_CORPUS_DIR=str(tmp_path / "nothing")
    )
    done = running.run(environment, "doctor", "--json")
    assert done.code == 1, done.err
    assert done.json()["status"] == "fail"


def test_no_corpus_is_an_error_that_names_the_way_out(tmp_path: Path) -> None:
    environment = running.environment(
        tmp_path / "data", ASSISTANT_CORPUS_DIR=str(tmp_path / "nothing")
    )
    done = running.run(environment, "ask", "Hvem kan søge?", "--json")
    assert done.code in (2, 3)
    check_error(done.json())
    assert done.json()["error"]["hint"]


def test_an_empty_corpus_is_an_error_that_names_the_way_out(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    environment = running.environment(
        tmp_path / "data", ASSISTANT_CORPUS_DIR=str(tmp_path / "empty")
    )
    done = running.run(environment, "ask", "Hvem kan søge?", "--json")
    assert done.code == 3
    check_error(done.json())
    assert done.json()["error"]["code"] == "no_documents"


def test_a_closed_pipe_is_quiet(indexed: dict[str, str]) -> None:
    lines = json.dumps({"question": "frist"}).encode() + b"\n"
    with subprocess.Popen(
        [running.PROGRAM, "ask", "--batch", "-"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=running.ROOT,
        env=indexed,
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdin.write(lines)
        process.stdin.flush()
        process.stdout.readline()
        process.stdout.close()
        process.stdin.write(lines * 2)
        process.stdin.close()
        said = process.stderr.read().decode()
        assert process.wait(timeout=running.TIMEOUT) == 141
    assert "Error" not in said
    assert "Exception" not in said


def test_ctrl_c_is_quiet(indexed: dict[str, str]) -> None:
    with subprocess.Popen(
        [running.PROGRAM, "ask", "--batch", "-"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=running.ROOT,
        env=indexed,
        # Tests that run in the background of a script inherit that the signal is ignored.
        preexec_fn=partial(signal.signal, signal.SIGINT, signal.SIG_DFL),
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdin.write(json.dumps({"question": "frist"}).encode() + b"\n")
        process.stdin.flush()
        process.stdout.readline()
        assert process.stderr is not None
        process.send_signal(signal.SIGINT)
        # Its input stays open: nothing but the signal ends it.
        assert process.wait(timeout=running.TIMEOUT) == 130
        said = process.stderr.read()
    assert b"Traceback" not in said
