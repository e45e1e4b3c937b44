"""`ask` on the command line names a note as such among the sources."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.answer.two_calls import NOTICE, PARK, write_corpus

from . import running


@pytest.fixture(scope="module")
def two(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    folder: Path = tmp_path_factory.mktemp("two")
    corpus = {"ASSISTANT_CORPUS_DIR": str(write_corpus(folder))}
    return running.environment(folder / "data", **corpus)


def test_a_note_is_seen_to_be_one(two: dict[str, str]) -> None:
    asked = ("--call", PARK, "--as-of", "2031-02-01")
    noted = running.run(two, "ask", "Hvor ofte skal vi rapportere?", *asked).out.decode()
    assert f"[1] Rapportering ({NOTICE})" in noted
    assert noted.startswith("Parkpuljen (vejledende): ")
    own = running.run(two, "ask", "Hvad er fristen?", *asked).out.decode()
    assert NOTICE not in own


def test_the_folder_of_guidance_lacks_no_rules(two: dict[str, str]) -> None:
    found = running.run(two, "doctor", "--json").json()["checks"]
    checks = {check["name"]: check for check in found}
    assert "guidance" not in checks["rules"]["message"]
    assert checks["facts"]["status"] == "ok"


def test_the_folder_of_guidance_is_no_call(two: dict[str, str]) -> None:
    refused = running.run(two, "ask", "Hvad?", "--call", "guidance", "--json")
    assert refused.code == 2
    assert refused.json()["error"]["code"] == "unknown_call"
