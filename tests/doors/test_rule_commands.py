"""`eligibility` and `sme` as processes, what `doctor` says of rules, and calls to choose from."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from tests.doors import budgets, running
from tests.doors.conftest import Run
from tests.doors.shapes import check_error

CALL = "innovationskraft-2023-2024"
COMPANY = b"kind: company\nas_of: 2022-05-01\n"
FIGURES = b'{"headcount": 40, "turnover_eur": "9 mio.", "balance_eur": "8.000.000"}'


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    """A copy of the corpus, to be changed."""
    return Path(shutil.copytree(running.ROOT / "corpus", tmp_path / "corpus"))


def run(corpus: Path, *arguments: str, stdin: bytes = b"") -> running.Result:
    environment = running.environment(corpus.parent / "data", ASSISTANT_CORPUS_DIR=str(corpus))
    return running.run(environment, *arguments, stdin=stdin)


def second_call(corpus: Path, *names: str) -> Path:
    """Add a call with the text of the first and the data files named."""
    folder = corpus / "anden"
    folder.mkdir()
    shutil.copy(corpus / CALL / f"{CALL}.md", folder / "anden.md")
    for name in names:
        shutil.copy(corpus / CALL / name, folder / name)
    return folder


def test_eligibility_is_reasoned_and_quoted(bare: Run) -> None:
    done = bare("eligibility", "--answers", "-", "--json", stdin=COMPANY)
    assert (done.code, done.err) == (0, "")
    result = done.json()
    assert result["outcome"] == "may_join"
    assert result["reasons"]
    assert result["citations"]
    assert result["next"]
    plain = bare("eligibility", "--answers", "-", stdin=COMPANY).out.decode()
    assert result["title"]["da"] in plain
    assert f"[1] “{result['citations'][0]['quote']}”" in plain
    english = bare("eligibility", "--answers", "-", "--lang", "en", stdin=COMPANY).out.decode()
    assert result["next"][0]["en"] in english
    assert result["next"][0]["da"] not in english


def test_the_day_is_the_answers_own_or_the_one_given(bare: Run) -> None:
    answers = b"kind: company\n"

    def state(*options: str, stdin: bytes = answers) -> str:
        done = bare("eligibility", "--answers", "-", "--json", *options, stdin=stdin)
        return str(done.json()["deadline"]["state"])

    assert state() == "closed"
    assert state("--as-of", "2022-05-01") == "open"
    assert state("--as-of", "2030-01-01", stdin=COMPANY) == "open"


def test_sme_says_the_category_and_why(bare: Run) -> None:
    done = bare("sme", "-", "--json", stdin=FIGURES)
    assert (done.code, done.err) == (0, "")
    result = done.json()
    assert result["category"] == "small"
    assert result["legal"]
    plain = bare("sme", "-", stdin=FIGURES).out.decode()
    assert result["title"]["da"] in plain
    assert result["reasons"][0]["da"] in plain
    assert result["title"]["en"] in bare("sme", "-", "--lang", "en", stdin=FIGURES).out.decode()


@pytest.mark.parametrize("command", [("eligibility", "--answers"), ("sme",)])
@pytest.mark.parametrize(
    "data",
    [b"", b"[]", b"colour: red", b"kind: [", b"kind: 5\nheadcount: x", b"\xff\xfe", b"a: &a [*a]"],
)
def test_wrong_answers_are_code_2(bare: Run, command: tuple[str, ...], data: bytes) -> None:
    done = bare(*command, "-", "--json", stdin=data)
    assert done.code == 2, done.err
    check_error(done.json())
    assert done.json()["error"]["hint"]
    missing = bare(*command, "no-such-file.yaml", "--json")
    assert missing.code == 2
    check_error(missing.json(), "unreadable_file")


def test_one_of_several_calls_must_be_named(corpus: Path) -> None:
    second_call(corpus, "rules.yaml", "eligibility.yaml")
    budget = budgets.UNDECIDED.encode()
    for arguments, stdin in (
        (("check", "-"), budget),
        (("rules",), b""),
        (("eligibility", "--answers", "-"), b"kind: company"),
    ):
        done = run(corpus, *arguments, "--json", stdin=stdin)
        assert done.code == 2
        check_error(done.json(), "which_call")
        assert "anden" in done.json()["error"]["message"]
        assert CALL in done.json()["error"]["message"]
        named = run(corpus, *arguments, "--call", "anden", "--json", stdin=stdin)
        assert named.code in (0, 1), named.err
        assert named.json()["call"] == "anden"
    own = run(corpus, "check", "-", "--json", stdin=b"call: anden\n" + budget).json()
    assert own["call"] == own["findings"][0]["citations"][0]["document_id"] == "anden"


def test_another_calls_wrong_rules_are_its_own_trouble(corpus: Path) -> None:
    (second_call(corpus, "rules.yaml") / "rules.yaml").write_text("rules: [", encoding="utf-8")
    for options in ((), ("--json",), ("--explain",)):
        done = run(corpus, "check", "-", *options, stdin=budgets.EXAMPLE.encode())
        assert (done.code, done.err) == (0, "")
    assert run(corpus, "rules", "--call", "anden").code == 2


def test_a_call_without_rules_is_said_to_have_none(corpus: Path) -> None:
    second_call(corpus, "facts.yaml")
    done = run(corpus, "rules", "--call", "anden", "--json")
    assert done.code == 2
    check_error(done.json(), "call_without_rules")
    near = run(corpus, "rules", "--call", CALL[:-1], "--json")
    assert CALL in near.json()["error"]["hint"]
    assert run(corpus, "check", "-", stdin=budgets.EXAMPLE.encode()).code == 0


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("rules.yaml", "maksimalt udgøre 25 pct.", "maksimalt udgøre 26 pct."),
        ("rules.yaml", "kind: balance", "kind: ballance"),
        ("rules.yaml", "currency: DKK", "currency: DKK\ncolour: red"),
        ("rules.yaml", "rules:", "rules: ["),
    ],
)
def test_wrong_rules_are_an_error_that_names_the_file(
    corpus: Path, name: str, old: str, new: str
) -> None:
    file = corpus / CALL / name
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")
    done = run(corpus, "check", "-", "--json", stdin=budgets.EXAMPLE.encode())
    assert done.code == 2
    check_error(done.json())
    assert re.search(rf"{re.escape(name)}.* line \d+", done.json()["error"]["message"], re.DOTALL)


def rules_check(corpus: Path) -> dict[str, str]:
    checks = run(corpus, "doctor", "--json").json()["checks"]
    return next(check for check in checks if check["name"] == "rules")


def test_doctor_checks_the_rules(corpus: Path) -> None:
    assert rules_check(corpus)["status"] == "ok"
    assert "9 rules" in rules_check(corpus)["message"]
    second_call(corpus, "facts.yaml")
    assert rules_check(corpus)["status"] == "warn"
    assert "anden" in rules_check(corpus)["message"]
    file = corpus / CALL / "eligibility.yaml"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("kl. 12.00", "kl. 13.00"), encoding="utf-8")
    broken = rules_check(corpus)
    assert broken["status"] == "fail"
    assert "eligibility.yaml" in broken["message"]
    assert broken["remedy"]
