"""facts.yaml of the folder of guidance, as `ingest` reads it."""

from __future__ import annotations

import pytest
import yaml

from tests.index.desk import Desk

PARK = "# Parkpuljen\n\nFristen er den 12. marts 2031.\n"
NOTE = "---\ntitle: Råd\napplies_to: [{calls}]\n---\n\n# Råd\n\nDer rapporteres i januar.\n"


def facts(document: str, quote: str) -> str:
    fact = {
        "id": "one", "da": "Et svar.", "en": "An answer.",
        "quotes": [{"document": document, "quote": quote}], "ask": {"da": ["Hvad?"]},
    }  # fmt: skip
    return yaml.safe_dump({"facts": [fact]}, allow_unicode=True)


@pytest.fixture
def noted(desk: Desk) -> Desk:
    desk.write("park/park.md", PARK)
    desk.write("skov/skov.md", "# Skovpuljen\n\nFristen er den 5. maj 2031.\n")
    desk.write("guidance/raad.md", NOTE.format(calls="park"))
    return desk


def test_a_fact_of_a_note_is_there_under_the_name_of_the_folder(noted: Desk) -> None:
    noted.write("guidance/facts.yaml", facts("guidance-raad", "Der rapporteres i januar."))
    assert noted.ingest().failed == []
    assert "guidance/one" in noted.now.facts
    assert noted.now.documents["guidance-raad"].applies_to == ("park",)
    assert sorted(noted.now.calls) == ["park", "skov"]


@pytest.mark.parametrize(
    ("file", "document", "quote", "code"),
    [
        ("guidance/facts.yaml", "guidance-raad", "Står der ikke.", "fact_quote_missing"),
        ("guidance/facts.yaml", "park", "Fristen er den 12. marts 2031.", "fact_other_call"),
        ("skov/facts.yaml", "park", "Fristen er den 12. marts 2031.", "fact_other_call"),
        ("skov/facts.yaml", "guidance-raad", "Der rapporteres i januar.", "fact_other_call"),
    ],
)
def test_a_wrong_fact_is_refused_by_file(
    noted: Desk, file: str, document: str, quote: str, code: str
) -> None:
    noted.write(file, facts(document, quote))
    (failed,) = noted.ingest().failed
    assert failed.code == code
    assert failed.path.endswith(file)
    assert not [key for key in noted.now.facts if key.endswith("/one")]


def test_a_call_may_quote_a_note_that_is_for_it(noted: Desk) -> None:
    noted.write("park/facts.yaml", facts("guidance-raad", "Der rapporteres i januar."))
    assert noted.ingest().failed == []


def test_what_a_note_says_of_itself_is_read_again(noted: Desk) -> None:
    noted.ingest()
    noted.write("guidance/raad.md", NOTE.format(calls="skov"))
    report = noted.ingest()
    assert report.updated == 1
    assert noted.now.documents["guidance-raad"].applies_to == ("skov",)


def test_a_note_with_a_day_that_is_none_fails_alone(noted: Desk) -> None:
    noted.write("guidance/ny.md", "---\nvalid_to: snart\n---\n\n# Ny\n\nTekst.\n")
    (failed,) = noted.ingest().failed
    assert failed.code == "bad_front_matter"
    assert "guidance-ny" not in noted.now.documents
