"""Documents read from their files are those of the index: ids, text, digest, title, kind."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.errors import CorpusError
from assistant.index.scan import Roots, call_folders
from assistant.index.unindexed import CallDocuments, stamp
from assistant.settings import Settings
from assistant.types import Document
from tests.index.desk import Desk

RULES = "currency: DKK\n"


def read(settings: Settings, call: str) -> CallDocuments:
    return CallDocuments(settings, call, call_folders(Roots.of(settings))[call])


def same(found: Document, indexed: Document) -> bool:
    parts = ("id", "call_id", "kind", "title", "text", "sha256", "source_url", "path", "language")
    return all(getattr(found, part) == getattr(indexed, part) for part in parts)


def test_the_real_corpus(real_settings: Settings, service: object) -> None:
    from assistant.service import Assistant

    assert isinstance(service, Assistant)
    indexed = service.reader().documents
    for call in call_folders(Roots.of(real_settings)):
        found = read(real_settings, call)
        assert set(found) == set(indexed)
        # What another call's call.yaml says of its text is that call's.
        own = [name for name in found if found[name].kind == "guidance" or name == call]
        assert all(same(found[name], indexed[name]) for name in own)


def corpus(desk: Desk) -> None:
    desk.write("a/call.yaml", "id: a\ntitle: Opslag A\ndocument: tekst.md\nlanguage: en\n")
    desk.write("a/rules.yaml", RULES)
    desk.write("a/tekst.md", "# Tekst\n\nHøjst 40\u00a0pct.\u00ad af udgifterne.\n")
    desk.write("a/bilag.md", "# Bilag\n\nMere om udgifter.\n")
    desk.write("a/guidance/Råd.md", "# Råd\n\nGode råd.\n")
    desk.write("b/rules.yaml", RULES)
    desk.write("b/udkast.txt", "Et udkast.\n")
    desk.write("b/vink.md", "---\nkind: guidance\n---\n# Vink\n\nNoget.\n")
    desk.write("c/b.md", "# Ligner b\n\nNoget andet.\n")
    desk.write("guidance/støtte.md", "# Støtte\n\nVejledning om støtte.\n")


@pytest.mark.parametrize("indexed_first", [False, True])
def test_ids_text_and_kind_are_those_of_the_index(desk: Desk, indexed_first: bool) -> None:
    corpus(desk)
    if indexed_first:
        desk.ingest()
    found = {call: dict(read(desk.settings, call)) for call in ("a", "b")}
    desk.ingest()
    for call, documents in found.items():
        assert sorted(documents) == desk.ids()
        for name, document in documents.items():
            indexed = desk.now.documents[name]
            own = document.call_id == call
            assert (document.text, document.sha256) == (indexed.text, indexed.sha256)
            assert not own or same(document, indexed)
    assert found["a"]["a"].title == read(desk.settings, "a").title == "Opslag A"


def test_a_renamed_document_keeps_the_id_of_the_index(desk: Desk) -> None:
    corpus(desk)
    desk.ingest()
    (desk.settings.corpus_dir / "a/bilag.md").rename(desk.settings.corpus_dir / "a/nyt.md")
    desk.ingest()
    assert "a-bilag" in desk.ids()
    assert read(desk.settings, "a")["a-bilag"].path == "a/nyt.md"


def test_a_call_from_elsewhere_brings_its_rules(desk: Desk, tmp_path: Path) -> None:
    folder = tmp_path / "elsewhere" / "ny"
    desk.write_to(folder / "call.yaml", "id: ny\n")
    desk.write_to(folder / "rules.yaml", RULES)
    desk.write_to(folder / "eligibility.yaml", "questions: []\n")
    desk.write_to(folder / "ny.md", "# Nyt opslag\n\nTekst.\n")
    report = desk.ingest(folder)
    assert (report.added, report.failed) == (1, [])
    copied = call_folders(Roots.of(desk.settings))["ny"]
    assert (copied / "rules.yaml").read_text(encoding="utf-8") == RULES
    assert (copied / "eligibility.yaml").is_file()
    assert same(read(desk.settings, "ny")["ny"], desk.now.documents["ny"])


def test_rules_are_no_document_and_changing_them_needs_no_new_index(desk: Desk) -> None:
    from assistant.index.build import is_current

    corpus(desk)
    desk.write("a/eligibility.yaml", "questions: []\n")
    report = desk.ingest()
    assert report.failed == []
    desk.write("a/rules.yaml", RULES + "rules: []\n")
    desk.write("a/eligibility.yaml", "questions: [1]\n")
    assert is_current(desk.settings, desk.embedder())


def test_only_what_is_asked_for_is_read(desk: Desk) -> None:
    corpus(desk)
    (desk.settings.corpus_dir / "a/bilag.md").write_bytes(b"\x00\x01")
    found = read(desk.settings, "a")
    assert "40 pct." in found["a"].text
    assert desk.settings.corpus_dir.resolve() / "a/tekst.md" in found.seen
    assert desk.settings.corpus_dir.resolve() / "a/bilag.md" not in found.seen
    assert found.seen == {path: stamp(path) for path in found.seen}


def test_a_wrong_call_file_is_an_error_that_names_it(desk: Desk) -> None:
    corpus(desk)
    desk.write("a/call.yaml", "id: a\ncolour: red\n")
    with pytest.raises(CorpusError, match=r"call\.yaml"):
        read(desk.settings, "a")


def test_a_label_that_does_not_fit_stops_nothing(desk: Desk) -> None:
    corpus(desk)
    labels = "labels: [{label: X, from: nowhere, to: nothing}]\n"
    desk.write("a/call.yaml", "id: a\ndocument: tekst.md\n" + labels)
    assert read(desk.settings, "a")["a"].kind == "call"
