"""Only changed files are read again; what is kept of the others gives the same index."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from assistant.corpus.sandbox.reader import SafeReader
from assistant.index import read_cache
from assistant.index.build import is_current
from assistant.index.scan import Roots, call_folders
from assistant.index.unindexed import CallDocuments
from tests.corpus.office_files import docx, p
from tests.index.desk import Desk, counts

TEXT = "# Pulje\n\nFristen er 1. maj.\n"


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return a list that names every file as it is read."""
    names: list[str] = []
    original = SafeReader.read

    def noted(self: SafeReader, path: Path) -> object:
        names.append(path.name)
        return original(self, path)

    monkeypatch.setattr(SafeReader, "read", noted)
    return names


def corpus(desk: Desk) -> Path:
    desk.write("pulje/pulje.md", TEXT)
    desk.write("pulje/rules.yaml", "currency: DKK\n")
    desk.write("pulje/guidance/råd.md", "---\nkind: guidance\n---\n# Råd\n\nGode råd.\n")
    word = desk.settings.corpus_dir / "pulje" / "bilag.docx"
    word.write_bytes(docx(p("Højst 40 pct. af udgifterne.")))
    return word


def kept(desk: Desk) -> list[Path]:
    return sorted((desk.index / read_cache.READ_FOLDER).glob("*"))


def test_unchanged_files_are_not_read_again(desk: Desk, read: list[str]) -> None:
    corpus(desk)
    assert counts(desk.ingest()) == (3, 0, 0, 0)
    assert sorted(read) == ["bilag.docx", "pulje.md", "råd.md"]
    documents = desk.now.documents
    read.clear()
    assert counts(desk.ingest()) == (0, 0, 3, 0)
    assert is_current(desk.settings, desk.embedder())
    assert (read, desk.now.documents) == ([], documents)


def test_the_content_counts_and_not_the_time(desk: Desk, read: list[str]) -> None:
    word = corpus(desk)
    desk.ingest()
    times = word.stat()
    word.write_bytes(docx(p("Højst 60 pct. af udgifterne.")))
    os.utime(word, ns=(times.st_atime_ns, times.st_mtime_ns))
    os.utime(desk.settings.corpus_dir / "pulje" / "pulje.md")
    read.clear()
    assert counts(desk.ingest()) == (0, 1, 2, 0)
    assert read == ["bilag.docx"]
    assert "60 pct." in desk.now.documents["pulje-bilag"].text


@pytest.mark.parametrize("what", ["limits", "readers", "damage"])
def test_it_is_void_when_it_may_be_wrong(
    desk: Desk, read: list[str], monkeypatch: pytest.MonkeyPatch, what: str
) -> None:
    corpus(desk)
    desk.ingest()
    read.clear()
    if what == "limits":
        desk.settings = desk.settings.model_copy(update={"max_pages": 7})
    elif what == "readers":
        monkeypatch.setattr(read_cache, "readers_version", lambda: "another")
    else:
        for path in kept(desk):
            path.write_bytes(path.read_bytes()[:-5])
    assert counts(desk.ingest()) == (0, 0, 3, 0)
    assert len(read) == 3


def test_what_left_the_index_is_not_kept(desk: Desk) -> None:
    word = corpus(desk)
    desk.ingest()
    assert len(kept(desk)) == 3
    word.unlink()
    desk.ingest()
    assert len(kept(desk)) == 2


def test_looking_whether_the_index_is_current_writes_nothing(desk: Desk) -> None:
    corpus(desk)
    assert not is_current(desk.settings, desk.embedder())
    desk.ingest()
    desk.write("pulje/ny.md", "# Ny\n\nNy tekst.\n")
    before = kept(desk)
    assert not is_current(desk.settings, desk.embedder())
    assert kept(desk) == before


def test_without_room_for_it_the_index_is_built_all_the_same(desk: Desk, read: list[str]) -> None:
    corpus(desk)
    (desk.index / read_cache.READ_FOLDER).write_text("in the way", encoding="utf-8")
    assert counts(desk.ingest()) == (3, 0, 0, 0)
    assert desk.ingest().failed == []
    assert len(read) == 6


def test_rules_are_checked_against_what_was_kept(desk: Desk, read: list[str]) -> None:
    corpus(desk)
    desk.ingest()
    read.clear()
    folder = call_folders(Roots.of(desk.settings))["pulje"]
    documents = CallDocuments(desk.settings, "pulje", folder)
    assert documents["pulje-bilag"].text == desk.now.documents["pulje-bilag"].text
    assert read == []


def test_a_hostile_file_fails_alone(desk: Desk) -> None:
    corpus(desk)
    deep = desk.settings.corpus_dir / "pulje" / "dyb.html"
    deep.write_bytes(b"<div>" * 100_000 + b"tekst")
    (desk.settings.corpus_dir / "pulje" / "rør.md").symlink_to("/dev/zero")
    report = desk.ingest()
    assert counts(report) == (3, 0, 0, 0)
    assert sorted(one.code for one in report.failed) == ["not_a_file", "too_deep"]
