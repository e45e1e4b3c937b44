"""The file of a path: what it may say, and how its faults are told."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import Path

import pytest

from assistant.errors import CorpusError
from assistant.rules.eligibility import ELIGIBILITY_FILE, Path_, decide, load_path, path_json
from assistant.types import Document

# A second call: another deadline, other questions. It needs no code.
SMALL = """\
title: {da: "Kan vi søge?", en: "Can we apply?"}
intro: {da: Svar., en: Answer.}
flag:
  yes: {da: Ja, en: "Yes"}
  no: {da: Nej, en: "No"}
  unknown: {da: Ved ikke, en: Don't know}
quotes:
  schools: Puljen kan søges af skoler.
  closes: Fristen er 1. marts 2025 kl. 9.00.
deadline: {value: "2025-03-01T09:00:00", quote: closes}
questions:
  - id: kind
    text: {da: Hvem er I, en: Who are you}
    options:
      school: {da: En skole, en: A school}
      other: {da: Andet, en: Other}
  - id: danish
    type: flag
    text: {da: Ligger den i Danmark, en: Is it in Denmark}
    ask_when: {any: [{kind: [school]}]}
outcomes:
  - outcome: may_apply
    when: {danish: [yes]}
  - outcome: outside
titles:
  may_apply: {da: Ja., en: "Yes."}
  may_join: {da: Måske., en: Perhaps.}
  outside: {da: Nej., en: "No."}
  unknown: {da: Uvist., en: Unknown.}
reasons:
  - when: {outcome: [may_apply, outside, unknown]}
    quotes: [schools]
    da: Skoler kan søge.
    en: Schools can apply.
next:
  - when: {deadline: [open, undated]}
    da: Søg.
    en: Apply.
"""
TEXT = "Puljen kan søges af skoler.\n\nFristen er 1. marts 2025 kl. 9.00."


@pytest.fixture
def schools() -> Mapping[str, Document]:
    digest = hashlib.sha256(TEXT.encode()).hexdigest()
    return {
        "skoler-2025": Document(
            "skoler-2025", "skoler-2025", "call", "Skoler", TEXT, digest, (), ()
        )
    }


def _load(tmp_path: Path, text: str, documents: Mapping[str, Document]) -> Path_:
    file = tmp_path / ELIGIBILITY_FILE
    file.write_text(text, "utf-8")
    return load_path(file, "skoler-2025", documents)


def test_a_second_call_needs_only_its_file(tmp_path: Path, schools: Mapping[str, Document]) -> None:
    path = _load(tmp_path, SMALL, schools)
    result = decide(path, {"kind": "school", "danish": True, "as_of": "2025-02-28"})
    assert (result["outcome"], result["call"]) == ("may_apply", "skoler-2025")
    assert result["deadline"] == {"at": "2025-03-01T09:00:00+01:00", "state": "open"}
    assert result["citations"][0]["quote"] == "Puljen kan søges af skoler."
    assert [step["en"] for step in result["next"]] == ["Apply."]
    assert decide(path, {"kind": "other"})["outcome"] == "outside"
    # What is asked only of schools can't be missing before it is known who asks.
    assert decide(path, {})["missing_input"] == ["kind"]
    assert decide(path, {"danish": "no"})["outcome"] == "outside"
    assert decide(path, {"danish": "yes"})["missing_input"] == ["kind"]


def test_the_questions_of_a_path_are_data(tmp_path: Path, schools: Mapping[str, Document]) -> None:
    found = path_json(_load(tmp_path, SMALL, schools))
    assert found["id"] == "eligibility"
    assert found["version"] == hashlib.sha256(SMALL.encode()).hexdigest()
    kind, danish = found["questions"]
    assert kind["ask_when"] is None
    assert kind["options"][0] == {"value": "school", "text": {"da": "En skole", "en": "A school"}}
    assert danish["type"] == "choice"
    assert danish["ask_when"] == {"any": [{"key": "kind", "in": ["school"]}]}
    assert [option["value"] for option in danish["options"]] == ["yes", "no", "unknown"]


FAULTS = [
    ("af skoler.\n  closes", "af børn.\n  closes", "quote_missing", "line 8: schools"),
    ("1. marts 2025 kl. 9.00", "1. marts 2025", "quote_missing", "line 9: closes"),
    ("2025-03-01T09:00:00", "2025-03-02T09:00:00", "quote_missing", "closes"),
    ("2025-03-01T09:00:00", "in spring", "bad_path_file", "deadline.value"),
    ("  schools: Puljen", "  pupils: x\n  schools: Puljen", "bad_path_file", "pupils is not used"),
    ("quotes: [schools]", "quotes: [pupils]", "bad_path_file", "quotes: pupils is missing"),
    ("quotes: [schools]", "quotes: []", "bad_path_file", "reasons.0.quotes"),
    ("{danish: [yes]}", "{danish: [unknown]}", "bad_path_file", "outcomes.0"),
    ("{danish: [yes]}", "{outcome: [outside]}", "bad_path_file", "outcome"),
    ("{danish: [yes]}", "{answered: danish}", "bad_path_file", "outcomes.0"),
    ("{danish: [yes]}", "{danish: [perhaps]}", "bad_path_file", "no option perhaps"),
    ("{danish: [yes]}", "{danish: yes}", "bad_path_file", "outcomes.0.when"),
    ("{danish: [yes]}", "{danish: [[yes]]}", "bad_path_file", "list of words"),
    ("{danish: [yes]}", "{}", "bad_path_file", "a condition is a mapping"),
    ("{danish: [yes]}", "{answered: [danish]}", "bad_path_file", "answered takes one word"),
    (
        "  - outcome: outside\n",
        "  - {outcome: outside, when: {kind: [other]}}\n",
        "bad_path_file",
        "the last one",
    ),
    ("    when: {danish: [yes]}\n", "", "bad_path_file", "the last one"),
    ("outcome: may_apply\n", "outcome: unknown\n", "bad_path_file", "line 22: outcomes.0.outcome"),
    ("any: [{kind: [school]}]", "country: [dk]", "bad_path_file", "no such question before"),
    ("any: [{kind: [school]}]", "kind: [unknown]", "bad_path_file", "unknown is none"),
    ("any: [{kind: [school]}]", "currency: DKK", "bad_path_file", "only answers decide"),
    ("{deadline: [open, undated]}", "{deadline: [past]}", "bad_path_file", "no option past"),
    (
        "{deadline: [open, undated]}",
        "{currency: DKK}",
        "bad_path_file",
        "only answers can be asked",
    ),
    ("  unknown: {da: Uvist., en: Unknown.}\n", "", "bad_path_file", "titles"),
    ("  unknown: {da: Ved ikke, en: Don't know}\n", "", "bad_path_file", "flag"),
    ("  - id: danish", "  - id: kind", "bad_path_file", "stands twice"),
    ("  - id: danish", "  - id: as_of", "bad_path_file", "meaning of its own"),
    ("type: flag", "type: share", "bad_path_file", "a choice or a flag"),
    ("type: flag", "type: amount", "bad_path_file", "needs keys"),
    ("type: flag", "type: flag\n    most: 3", "bad_path_file", "takes no most"),
    ("type: flag", "colour: red", "bad_path_file", "line 18: questions.1.colour"),
    ("intro: {da: Svar., en: Answer.}", "intro: {da: Svar.}", "bad_path_file", "line 2: intro.en"),
    ("deadline: {", "deadline: [", "bad_yaml", "not valid YAML"),
    ("title: ", "title: 1\ntitle: ", "bad_yaml", "stands twice"),
]


@pytest.mark.parametrize(("old", "new", "code", "says"), FAULTS)
def test_faults_name_file_and_place(
    tmp_path: Path, schools: Mapping[str, Document], old: str, new: str, code: str, says: str
) -> None:
    assert SMALL.count(old) == 1
    with pytest.raises(CorpusError) as caught:
        _load(tmp_path, SMALL.replace(old, new), schools)
    assert caught.value.code == code
    assert says in caught.value.message
    assert ELIGIBILITY_FILE in caught.value.message
    assert caught.value.hint


def test_a_missing_document_is_told(tmp_path: Path) -> None:
    with pytest.raises(CorpusError) as caught:
        _load(tmp_path, SMALL, {})
    assert caught.value.code == "quote_missing"
    assert "skoler-2025" in caught.value.message


def test_a_file_that_is_no_text_is_told(tmp_path: Path, schools: Mapping[str, Document]) -> None:
    file = tmp_path / ELIGIBILITY_FILE
    file.write_bytes(b"title: \xff")
    with pytest.raises(CorpusError) as caught:
        load_path(file, "skoler-2025", schools)
    assert caught.value.code == "bad_yaml"
