"""A fault in the learning files: said in words, logged with file and key, gone once mended."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from html import unescape
from pathlib import Path

import httpx
import pytest

from tests.doors import running
from tests.web.learning import LEARN
from tests.web.staffroom import client

CALL = "innovationskraft-2023-2024"
MODULE = "05-money.yaml"
PATHS = ["", "/bevis", "/ordliste", "/modul/money", "/runde/1-1.0/1", "/mail/company-roskilde"]
SAID = {"da": "fejl i læringsfilerne", "en": "fault in the learning files"}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder for a corpus and data of its own."""
    base = tmp_path_factory.mktemp("faults")
    shutil.copytree(running.ROOT / "corpus" / CALL, base / "corpus" / CALL)
    return base


@pytest.fixture(scope="module")
def http(folder: Path) -> Iterator[httpx.Client]:
    """Somebody on this machine, let in without a password; the path needs no index, no model."""
    environment = running.environment(
        folder / "data",
        ASSISTANT_CORPUS_DIR=str(folder / "corpus"),
        ASSISTANT_MODEL_DIR=str(folder / "no-model"),
    )
    with (
        running.server(environment, ready=False) as address,
        client(address, Accept="text/html") as opened,
    ):
        yield opened


@pytest.fixture
def file(folder: Path) -> Iterator[Path]:
    """A file of the learning path, as it was again afterwards."""
    file = folder / "corpus" / CALL / "learn" / MODULE
    before = file.read_text("utf-8")
    yield file
    file.write_text(before, "utf-8")


@pytest.mark.parametrize(
    ("before", "after", "named"),
    [
        ("\nquiz:\n", "\nquizz:\n", "quizz"),
        ("\nquiz:\n", "\nquiz: [}\n", "not valid YAML"),
        ("terms: [regionalfonden,", "terms: [nix,", "quiz.terms: there is no term 'nix'"),
    ],
)
def test_a_fault_is_said_in_words_and_logged(
    folder: Path, http: httpx.Client, file: Path, before: str, after: str, named: str
) -> None:
    assert http.get(LEARN).status_code == 200
    text = file.read_text("utf-8")
    assert before in text
    file.write_text(text.replace(before, after, 1), "utf-8")
    log = folder / "data" / "log" / "errors.log"
    logged = len(log.read_text("utf-8")) if log.exists() else 0
    for path in PATHS:
        for language, words in SAID.items():
            page = http.get(f"{LEARN}{path}", params={"lang": language})
            assert page.status_code == 503, path
            assert page.headers["retry-after"]
            shown = unescape(page.text)
            assert words in shown
            assert "assistant doctor" in shown
            assert str(folder) not in shown
    lines = log.read_text("utf-8")[logged:].splitlines()
    assert len(lines) >= len(PATHS) * len(SAID)
    assert all(MODULE in line and named in line for line in lines)


def test_the_page_works_again_once_the_file_is_mended(http: httpx.Client, file: Path) -> None:
    text = file.read_text("utf-8")
    file.write_text("- 1\n", "utf-8")
    assert http.get(LEARN).status_code == 503
    file.write_text(text, "utf-8")
    assert http.get(LEARN).status_code == 200
