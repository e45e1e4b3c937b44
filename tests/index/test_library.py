"""Which files are in the index, to which call they belong, and what their ids are."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from assistant.errors import InputError, MissingPartError
from assistant.index.names import slug
from tests.index.desk import Desk, counts

CALL_YAML = "id: pulje\ntitle: Puljen for alle\nnames: [Puljen]\n"
FACTS_YAML = """facts:
  - id: frist
    da: Fristen var 1. maj.
    en: The deadline was 1 May.
    quotes: [Fristen er 1. maj.]
    ask: {da: ["Hvornår er fristen?"], en: ["When is the deadline?"]}
"""
TEXT = "# Pulje\n\nFristen er 1. maj.\n"


def test_the_call_is_the_first_folder_or_the_stem(desk: Desk) -> None:
    desk.write("pulje/pulje.md", TEXT)
    desk.write("pulje/bilag/om-os.md", "# Om os\n\nVi er flere.\n")
    desk.write("alene.md", "# Alene\n\nDenne står alene.\n")
    report = desk.ingest()
    assert counts(report) == (3, 0, 0, 0)
    documents = desk.now.documents
    assert {name: d.call_id for name, d in documents.items()} == {
        "pulje": "pulje",
        "pulje-bilag-om-os": "pulje",
        "alene": "alene",
    }
    assert {name: d.kind for name, d in documents.items()} == {
        "pulje": "call",
        "pulje-bilag-om-os": "other",
        "alene": "call",
    }
    assert set(desk.now.calls) == {"pulje", "alene"}
    assert report.passages == 3


def test_guidance_is_no_call_text(desk: Desk) -> None:
    desk.write("guidance/regler.md", "# Regler\n\nDe gælder alle.\n")
    desk.write("pulje/guidance/vejledning.md", "# Vejledning\n\nSådan gør du.\n")
    desk.write("pulje/svar.md", "---\nkind: guidance\n---\n\n# Svar\n\nSpørgsmål og svar.\n")
    desk.ingest()
    assert {d.kind for d in desk.now.documents.values()} == {"guidance"}
    assert desk.ids() == ["guidance-regler", "pulje-guidance-vejledning", "pulje-svar"]
    assert set(desk.now.calls) == {"pulje"}


@pytest.mark.parametrize(
    ("call_yaml", "text_file"),
    [
        ("id: pulje\ndocument: opslag.md\n", "opslag.md"),
        (None, "pulje.md"),
    ],
)
def test_the_call_text_is_the_named_one_or_the_one_called_like_the_call(
    desk: Desk, call_yaml: str | None, text_file: str
) -> None:
    for name in ("opslag.md", "pulje.md", "andet.md"):
        desk.write(f"pulje/{name}", f"# {name}\n\nTeksten i {name}.\n")
    if call_yaml:
        desk.write("pulje/call.yaml", call_yaml)
    desk.ingest()
    assert desk.now.documents["pulje"].path == f"pulje/{text_file}"
    assert desk.now.documents["pulje"].kind == "call"


def test_what_call_yaml_says_reaches_the_call_and_its_text(desk: Desk) -> None:
    desk.write("pulje/pulje.md", TEXT)
    desk.write("pulje/call.yaml", CALL_YAML)
    desk.write("pulje/facts.yaml", FACTS_YAML)
    assert desk.ingest().failed == []
    assert desk.now.documents["pulje"].title == "Puljen for alle"
    assert desk.now.calls["pulje"].names == ("Puljen",)
    anchor = desk.now.facts["pulje/frist"].anchors[0]
    assert desk.now.documents["pulje"].text[anchor.start : anchor.end] == "Fristen er 1. maj."


def test_a_renamed_file_keeps_its_id(desk: Desk) -> None:
    desk.write("pulje/pulje.md", TEXT)
    old = desk.write("pulje/gammel.md", "# G\n\nDet samme indhold.\n")
    desk.ingest()
    old.rename(old.with_name("ny.md"))
    report = desk.ingest()
    assert (report.added, report.removed) == (0, 0)
    assert desk.now.documents["pulje-gammel"].path == "pulje/ny.md"
    assert counts(desk.ingest()) == (0, 0, 2, 0)


def test_a_renamed_file_that_is_named_alone_keeps_its_id(desk: Desk) -> None:
    desk.write("pulje/pulje.md", TEXT)
    old = desk.write("pulje/gammel.md", "# G\n\nDet samme indhold.\n")
    desk.ingest()
    new = old.rename(old.with_name("ny.md"))
    assert (desk.ingest(new).added, desk.ids()) == (0, ["pulje", "pulje-gammel"])


def test_paths_that_give_the_same_slug_get_a_suffix(desk: Desk) -> None:
    desk.write("pulje/pulje.md", TEXT)
    desk.write("pulje/a b.md", "# X\n\nEn.\n")
    desk.write("pulje/a-b.md", "# Y\n\nTo.\n")
    desk.write("pulje/a/b.txt", "Tre er den tredje tekst.\n")
    desk.ingest()
    assert desk.ids() == ["pulje", "pulje-a-b", "pulje-a-b-2", "pulje-a-b-3"]


def test_a_folder_named_again_loses_what_vanished_and_a_file_removes_nothing(desk: Desk) -> None:
    desk.write("pulje/pulje.md", TEXT)
    gone = desk.write("pulje/bilag.md", "# B\n\nBilaget.\n")
    kept = desk.write("anden/anden.md", "# A\n\nEn anden pulje.\n")
    desk.ingest()
    gone.unlink()
    assert counts(desk.ingest(kept)) == (0, 0, 1, 0)
    assert "pulje-bilag" in desk.now.documents
    assert counts(desk.ingest(kept.parent)) == (0, 0, 1, 0)
    assert "pulje-bilag" in desk.now.documents
    assert counts(desk.ingest(gone.parent)) == (0, 0, 1, 1)
    assert desk.ids() == ["anden", "pulje"]


def test_files_from_elsewhere_are_copied_with_what_their_folder_says(
    desk: Desk, tmp_path: Path
) -> None:
    outside = tmp_path / "elsewhere" / "mappe"
    original = desk.write_to(outside / "pulje.md", TEXT)
    desk.write_to(outside / "bilag" / "b.md", "# B\n\nBilaget.\n")
    desk.write_to(outside / "call.yaml", CALL_YAML)
    desk.write_to(outside / "facts.yaml", FACTS_YAML)
    assert counts(desk.ingest(outside)) == (2, 0, 0, 0)
    copies = desk.settings.data_dir / "documents" / "pulje"
    assert {p.relative_to(copies).as_posix() for p in copies.rglob("*") if p.is_file()} == {
        "pulje.md",
        "bilag/b.md",
        "call.yaml",
        "facts.yaml",
    }
    assert desk.now.documents["pulje"].title == "Puljen for alle"
    assert "pulje/frist" in desk.now.facts
    original.write_text(TEXT + "\nNu med mere.\n", encoding="utf-8")
    (outside / "bilag" / "b.md").unlink()
    assert counts(desk.ingest(outside)) == (0, 1, 0, 1)
    assert not (copies / "bilag").exists()
    assert "Nu med mere" in (copies / "pulje.md").read_text(encoding="utf-8")


def test_a_file_from_elsewhere_belongs_to_its_stem_or_the_call_given(
    desk: Desk, tmp_path: Path
) -> None:
    one = desk.write_to(tmp_path / "x" / "tekst.md", "# En\n\nDen ene.\n")
    two = desk.write_to(tmp_path / "y" / "tekst.md", "# To\n\nDen anden.\n")
    desk.ingest(one)
    assert desk.now.documents["tekst"].call_id == "tekst"
    desk.ingest(one, two, call="fælles".replace("æ", "ae"))
    assert {d.call_id for d in desk.now.documents.values()} == {"faelles"}
    assert len(desk.ids()) == 2
    # The call that was given stays when the files are read again without it.
    desk.ingest(tmp_path / "x")
    assert {d.call_id for d in desk.now.documents.values()} == {"faelles"}


def test_a_folder_from_elsewhere_is_read_like_a_corpus(desk: Desk, tmp_path: Path) -> None:
    desk.write_to(tmp_path / "ny" / "et-kald" / "opslag.md", "# E\n\nOpslaget.\n")
    desk.write_to(tmp_path / "ny" / "fritstaaende.md", "# F\n\nFrit.\n")
    desk.ingest(tmp_path / "ny")
    assert {d.call_id for d in desk.now.documents.values()} == {"et-kald", "fritstaaende"}


def test_one_bad_file_fails_alone(desk: Desk) -> None:
    desk.write("pulje/pulje.md", TEXT)
    desk.write("pulje/noter.csv", "1,2\n")
    desk.write("pulje/tom.md", "\n")
    desk.write("pulje/call.yaml", "id: pulje\nukendt: 1\n")
    desk.write("pulje/facts.yaml", FACTS_YAML.replace("1. maj.]", "2. maj.]"))
    (desk.settings.corpus_dir / "pulje" / "binaer.txt").write_bytes(b"\x00\x01\x02")
    report = desk.ingest()
    assert {(Path(f.path).name, f.code) for f in report.failed} == {
        ("tom.md", "empty_document"),
        ("binaer.txt", "not_text"),
        ("call.yaml", "bad_call_file"),
        ("facts.yaml", "fact_quote_missing"),
    }
    assert all(f.message for f in report.failed)
    assert desk.ids() == ["pulje"]
    assert not [key for key in desk.now.facts if key.startswith("pulje/")]


def test_a_file_that_can_no_longer_be_read_keeps_its_earlier_text(desk: Desk) -> None:
    file = desk.write("pulje/pulje.md", TEXT)
    desk.ingest()
    file.write_bytes(b"\x00")
    report = desk.ingest()
    assert [f.code for f in report.failed] == ["not_text"]
    assert counts(report) == (0, 0, 0, 0)
    assert "Fristen er 1. maj." in desk.now.documents["pulje"].text


def test_what_is_no_document_is_passed_over_in_folders_and_named_fails(desk: Desk) -> None:
    desk.write("pulje/pulje.md", TEXT)
    desk.write("pulje/.skjult.md", "# S\n\nSkjult.\n")
    desk.write("pulje/.git/x.md", "# S\n\nSkjult.\n")
    other = desk.write("pulje/noter.csv", "1,2\n")
    assert desk.ingest().failed == []
    assert desk.ids() == ["pulje"]
    assert [f.code for f in desk.ingest(other).failed] == ["unsupported_format"]


def test_a_file_that_is_too_large_fails(tmp_path: Path, desk: Desk) -> None:
    small = desk.settings.model_copy(update={"max_file_bytes": 1000})
    desk.settings = small
    desk.write("stor.md", "# S\n\n" + "Ord og flere ord. " * 100)
    assert [f.code for f in desk.ingest().failed] == ["file_too_large"]


def test_paths_and_calls_that_cannot_be_used_are_input_errors(desk: Desk) -> None:
    with pytest.raises(InputError, match="no file or folder"):
        desk.ingest(desk.folder / "findes-ikke.md")
    with pytest.raises(InputError, match="id of a call"):
        desk.ingest(call="../ud")
    desk.settings.corpus_dir.rmdir()
    with pytest.raises(MissingPartError, match="no corpus folder"):
        desk.ingest()


def test_copies_come_back_when_the_index_is_deleted(desk: Desk, tmp_path: Path) -> None:
    desk.write("pulje/pulje.md", TEXT)
    desk.ingest(desk.write_to(tmp_path / "x" / "bilag.md", "# B\n\nBilag.\n"), call="pulje")
    desk.ingest()
    before = desk.ids()
    shutil.rmtree(desk.index)
    desk.ingest()
    assert desk.ids() == before == ["pulje", "pulje-bilag"]


def test_the_data_folder_may_lie_inside_the_corpus(desk: Desk) -> None:
    inside = desk.settings.corpus_dir / "var"
    shutil.copytree(desk.index, inside / "index")
    desk.settings = desk.settings.model_copy(update={"data_dir": inside})
    desk.write("pulje/pulje.md", TEXT)
    outside = desk.write_to(desk.folder / "x" / "bilag.md", "# B\n\nBilag.\n")
    desk.ingest(outside, call="pulje")
    assert counts(desk.ingest()) == (1, 0, 0, 0)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Grøn vækst på Åen", "groen-vaekst-paa-aaen"),
        ("A_b  C.d", "a-b-c-d"),
        ("Été", "ete"),
        ("日本", "document"),
    ],
)
def test_slugs_are_plain_ascii(text: str, expected: str) -> None:
    assert slug(text) == expected
