"""`assistant check` as a process: exit codes, streams, exactness, bad input, a light start."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from tests.doors import budgets, running
from tests.doors.conftest import Run
from tests.doors.shapes import check_error

HEAVY = (
    "torch", "chromadb", "llama_index", "gradio", "numpy", "transformers", "sentence_transformers",
    "fastapi", "starlette", "sqlalchemy", "jinja2", "uvicorn", "bm25s", "docx", "plotly",
)  # fmt: skip


def finding(result: dict[str, Any], rule: str) -> dict[str, Any]:
    return next(f for f in result["findings"] if f["rule_id"] == rule)


@pytest.mark.parametrize(
    ("budget", "status", "code"),
    [(budgets.EXAMPLE, "pass", 0), (budgets.ABOVE, "fail", 1), (budgets.UNDECIDED, "unknown", 1)],
)
def test_the_code_says_how_it_ended(
    bare: Run, tmp_path: Path, budget: str, status: str, code: int
) -> None:
    file = tmp_path / "budget.yaml"
    file.write_text(budget, encoding="utf-8")
    done = bare("check", str(file), "--json")
    assert (done.code, done.err) == (code, "")
    result = done.json()
    assert result["status"] == status
    budgets.check_result(result)
    assert done.out.count(b"\n") == 1
    assert bare("check", "-", "--json", stdin=budget.encode()).out == done.out


def test_yaml_and_json_are_the_same_budget(bare: Run) -> None:
    yaml = bare("check", "-", "--json", stdin=budgets.EXAMPLE.encode())
    assert bare("check", "-", "--json", stdin=budgets.changed()).out == yaml.out


def test_one_oere_decides(bare: Run) -> None:
    result = bare("check", "-", "--json", stdin=budgets.ABOVE.encode()).json()
    share = finding(result, "erdf-share")
    assert (share["status"], share["actual"], share["limit"]) == ("fail", "2400000.01", "2400000")
    assert share["share"] == share["max_share"] == "0.48"
    assert [f["rule_id"] for f in result["findings"] if f["status"] == "fail"] == ["erdf-share"]


def test_the_quotes_are_slices_of_the_source(assistant: Run) -> None:
    result = assistant("check", "-", "--json", stdin=budgets.ABOVE.encode()).json()
    texts: dict[str, dict[str, Any]] = {}
    for citation in [c for f in result["findings"] for c in f["citations"]]:
        name = citation["document_id"]
        if name not in texts:
            texts[name] = assistant("source", name, "--json").json()
        assert citation["quote"] == texts[name]["text"][citation["start"] : citation["end"]]
        assert citation["document_sha256"] == texts[name]["sha256"]


def test_a_report_to_read(bare: Run) -> None:
    danish = bare("check", "-", stdin=budgets.ABOVE.encode())
    english = bare("check", "-", "--lang", "en", stdin=budgets.ABOVE.encode())
    assert danish.code == english.code == 1
    da, en = danish.out.decode(), english.out.decode()
    assert "Ikke overholdt: Regionalfondens andel" in da
    assert "Overholdt: Ansøgningsfristen" in da
    assert "0,01 kr." in da
    assert "“Tilskuddet fra Regionalfonden kunne maksimalt udgøre 40 pct." in da
    assert "Not met: Share of the Regional Fund" in en
    assert "DKK 2,400,000" in en
    assert "Overholdt" not in en
    assert "\x1b" not in da + en
    assert "{" not in da + en


def test_what_is_missing_is_named(bare: Run) -> None:
    da = bare("check", "-", stdin=budgets.UNDECIDED.encode()).out.decode()
    assert "Kan ikke afgøres: Regionalfondens andel" in da
    assert "Mangler i budgettet: costs" in da
    assert "Ikke relevant: Ansøgningsfristen" in da


def test_the_trace_is_a_tree(bare: Run) -> None:
    plain = bare("check", "-", "--explain", stdin=budgets.ABOVE.encode())
    assert plain.code == 1
    tree = plain.out.decode().rsplit("\n\n", 1)[-1]
    assert tree.count("├──") >= 8
    assert "└──" in tree
    traced = bare("check", "-", "--explain", "--json", stdin=budgets.ABOVE.encode()).json()
    assert len(traced["trace"]["steps"]) >= len(budgets.RULES)
    assert traced["trace"]["steps"][0]["steps"]
    del traced["trace"]
    assert traced == bare("check", "-", "--json", stdin=budgets.ABOVE.encode()).json()


class Measured(NamedTuple):
    """A run with what it cost: processor seconds, peak memory in MB."""

    result: running.Result
    seconds: float
    megabytes: float


# A process begins with the memory of the one that made it: the tests' own would count.
MEASURE = """
import os, subprocess, sys
process = subprocess.Popen(sys.argv[2:])
_, status, used = os.wait4(process.pid, 0)
with open(sys.argv[1], "w") as file:
    file.write(f"{used.ru_utime + used.ru_stime} {used.ru_maxrss}")
sys.exit(os.waitstatus_to_exitcode(status))
"""


def measured(folder: Path, environment: dict[str, str], data: bytes, *options: str) -> Measured:
    """Check `data` in a process of its own, which is measured alone."""
    cost = folder / "cost"
    done = subprocess.run(
        [sys.executable, "-S", "-c", MEASURE, cost, running.PROGRAM, "check", "-", *options],
        input=data,
        capture_output=True,
        env=environment,
        cwd=running.ROOT,
        check=False,
    )
    seconds, memory = cost.read_text().split()
    unit = 1024**2 if sys.platform == "darwin" else 1024
    result = running.Result(done.returncode, done.stdout, done.stderr.decode())
    return Measured(result, float(seconds), int(memory) / unit)


@pytest.mark.parametrize("name", [*budgets.WRONG, *(f"{n} (YAML)" for n in budgets.WRONG_YAML)])
def test_wrong_input_is_code_2_and_one_message(tmp_path: Path, name: str) -> None:
    wrong = {**budgets.WRONG, **{f"{n} (YAML)": w for n, w in budgets.WRONG_YAML.items()}}
    data, word = wrong[name]
    done = measured(tmp_path, running.environment(tmp_path / "data"), data, "--json")
    assert done.result.code == 2, done.result.err
    error = done.result.json()
    check_error(error)
    said = f"{error['error']['message']} {error['error']['hint']}"
    assert word in said
    assert error["error"]["hint"]
    assert len(said) < 1000
    assert "Traceback" not in done.result.err
    assert error["error"]["message"] in done.result.err
    assert done.seconds <= 2
    assert done.megabytes <= 300


@pytest.mark.parametrize("name", ["missing.yaml", ".", "a" * 300, "budget.yaml/x"])
def test_a_file_that_cannot_be_read_is_code_2(bare: Run, tmp_path: Path, name: str) -> None:
    done = bare("check", str(tmp_path / name), "--json")
    assert done.code == 2
    check_error(done.json(), "unreadable_file")
    assert done.json()["error"]["hint"]


@pytest.mark.parametrize(
    "arguments",
    [
        ("check", "--json"),
        ("check", "-", "--lang", "sv", "--json"),
        ("check", "-", "--colour", "--json"),
        ("rules", "--as-of", "i dag", "--json"),
        ("rules", "--as-of", "2022-13-01", "--json"),
        ("rules", "--call", "no-such-call", "--json"),
        ("eligibility", "--json"),
        ("sme", "--json"),
    ],
)
def test_wrong_usage_is_code_2(bare: Run, arguments: tuple[str, ...]) -> None:
    done = bare(*arguments, stdin=budgets.EXAMPLE.encode())
    assert done.code == 2
    check_error(done.json())


def test_another_call_than_the_budgets_is_refused(bare: Run) -> None:
    done = bare("check", "-", "--call", "other", "--json", stdin=budgets.EXAMPLE.encode())
    assert done.code == 2
    check_error(done.json(), "other_call")


def test_without_rules_it_is_code_3(tmp_path: Path) -> None:
    (tmp_path / "corpus").mkdir()
    environment = running.environment(
        tmp_path / "data", ASSISTANT_CORPUS_DIR=str(tmp_path / "corpus")
    )
    budget = budgets.UNDECIDED.encode()
    done = running.run(environment, "check", "-", "--json", stdin=budget)
    assert done.code == 3
    check_error(done.json(), "no_rules")
    assert "rules.yaml" in done.json()["error"]["message"]


def test_the_same_bytes_everywhere(tmp_path: Path) -> None:
    environment = running.environment(tmp_path / "data")
    places = [
        {"PYTHONHASHSEED": "0", "TZ": "UTC", "LANG": "C", "LC_ALL": "C"},
        {"PYTHONHASHSEED": "1", "TZ": "Pacific/Kiritimati", "LANG": "da_DK.UTF-8"},
        {"PYTHONHASHSEED": "4711", "TZ": "America/Los_Angeles", "LC_ALL": "en_US.ISO-8859-1"},
        {"PYTHONHASHSEED": "2", "TZ": "Europe/Copenhagen", "PYTHONUTF8": "0", "COLUMNS": "40"},
    ]
    for options in (("--json",), ("--explain",), ("--explain", "--json", "--lang", "en")):
        written = {
            running.run(
                {**environment, **place}, "check", "-", *options, stdin=budgets.ABOVE.encode()
            ).out
            for place in places
        }
        assert len(written) == 1
        assert len(written.pop()) > 1000


@pytest.mark.parametrize("options", [(), ("--json",)])
def test_it_starts_light(tmp_path: Path, options: tuple[str, ...]) -> None:
    program = (
        "import sys\n"
        f"sys.argv = {['assistant', 'check', '-', *options]!r}\n"
        "from assistant.cli import main\n"
        "try:\n    main()\n"
        "except SystemExit as end:\n"
        f"    found = [name for name in {HEAVY!r} if name in sys.modules]\n"
        "    sys.stderr.write(f'{end.code} {found}')\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program],
        input=budgets.EXAMPLE.encode(),
        capture_output=True,
        env=running.environment(tmp_path / "data"),
        cwd=running.ROOT,
        check=False,
    )
    assert done.stderr.decode() == "0 []"
    assert done.stdout


def test_nothing_is_written(tmp_path: Path) -> None:
    environment = running.environment(tmp_path / "data")
    assert running.run(environment, "check", "-", stdin=budgets.EXAMPLE.encode()).code == 0
    assert not (tmp_path / "data").exists()


def test_rules_in_force(bare: Run) -> None:
    listed = bare("rules", "--as-of", "2023-09-01", "--json")
    assert (listed.code, listed.err) == (0, "")
    old, new = listed.out.decode(), bare("rules", "--as-of", "2024-09-01", "--json").out.decode()
    assert "1407/2013" in old
    assert "200000" in old
    assert "300000" in new
    assert [rule["id"] for rule in json.loads(old)["rules"]] == budgets.RULES
    plain = bare("rules", "--as-of", "2023-09-01").out.decode()
    assert "40 pct." in plain
    assert "1. september 2023" in plain
    english = bare("rules", "--as-of", "2023-09-01", "--lang", "en").out.decode()
    assert "1 September 2023" in english
    assert "{" not in plain + english
