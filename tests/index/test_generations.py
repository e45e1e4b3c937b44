"""A generation is built beside the old one and put in place; known text is not embedded again."""

from __future__ import annotations

import itertools
import json
import os
import shutil
from pathlib import Path

import numpy as np
import pytest

from assistant.errors import MissingPartError
from assistant.index.build import Embedder, ingest
from assistant.index.manifest import FORMAT, Pointer, write_pointer
from assistant.index.store import IndexStore
from tests.index.desk import Desk, counts, fingerprint

TEXT = "# Pulje\n\nPuljen er på fem kroner.\n\nKun katte kan søge. Ansøgningen sendes med posten.\n"


def test_the_index_answers_with_passages_sentences_and_words(desk: Desk) -> None:
    desk.write("pulje/pulje.md", TEXT)
    desk.ingest()
    assert desk.find("Hvor mange penge er der?") == "Puljen er på fem kroner."
    generation = desk.now
    vector = desk.embedder().load().get_query_embedding("Hvordan sendes ansøgningen?")
    best = generation.sentences_near(vector, 1)[0]
    passage, number = best.id.rsplit("#", 1)
    start, end = generation.passages[passage].sentences[int(number)]
    assert generation.documents["pulje"].text[start:end] == "Ansøgningen sendes med posten."
    assert generation.passages[generation.bm25("hvor mange katte", 1)[0].id].text.startswith("Kun")


def test_every_passage_is_a_slice_of_its_document(desk: Desk) -> None:
    desk.write("pulje/pulje.md", TEXT)
    desk.ingest()
    for passage in desk.now.passages.values():
        text = desk.now.documents[passage.document_id].text
        assert passage.text == text[passage.start : passage.end]


def test_unchanged_content_makes_no_generation_and_loads_no_model(desk: Desk) -> None:
    desk.write("pulje/pulje.md", TEXT)
    first = desk.ingest()
    loads = desk.loads
    again = desk.ingest()
    assert again.index_generation == first.index_generation
    assert (counts(again), desk.loads) == ((0, 0, 1, 0), loads)
    assert again.passages == first.passages == 2


def test_only_changed_passages_are_embedded(desk: Desk) -> None:
    file = desk.write("pulje/pulje.md", TEXT)
    desk.ingest()
    old = _vectors(desk)
    desk.embedded.clear()
    file.write_text(TEXT + "\nNyt afsnit.\n", encoding="utf-8")
    assert counts(desk.ingest()) == (0, 1, 0, 0)
    assert desk.embedded == ["Pulje\nNyt afsnit."]
    new = _vectors(desk)
    for name, vector in old.items():
        assert np.allclose(vector, new[name], atol=1e-6)


def test_vectors_of_another_model_are_not_reused(desk: Desk) -> None:
    desk.write("pulje/pulje.md", TEXT)
    desk.ingest()
    desk.embedded.clear()
    ingest(desk.settings, None, None, Embedder("another", desk.embedder().load))
    assert "Pulje\nPuljen er på fem kroner." in desk.embedded
    assert desk.now.fingerprint == "another"


def test_the_same_content_has_the_same_generation_wherever_it_lies(
    desk: Desk, empty_index: Path, tmp_path: Path
) -> None:
    other = Desk(tmp_path / "other", desk.embedder().load())
    shutil.copytree(empty_index, other.index)
    ids = set()
    for place in (desk, other):
        place.write("pulje/pulje.md", TEXT)
        ids.add(place.ingest().index_generation)
    assert len(ids) == 1
    assert ids.pop().startswith("g-")


def test_content_that_comes_back_has_its_old_id_and_reads_well(desk: Desk) -> None:
    file = desk.write("pulje/pulje.md", TEXT)
    first = desk.ingest().index_generation
    held = desk.now
    file.write_text("# Pulje\n\nNoget andet.\n", encoding="utf-8")
    desk.ingest()
    file.write_text(TEXT, encoding="utf-8")
    assert desk.ingest().index_generation == first
    vector = desk.embedder().load().get_query_embedding("katte")
    assert desk.now is not held
    assert [near.id for near in desk.now.passages_near(vector, 5)] == [
        near.id for near in held.passages_near(vector, 5)
    ]


def test_a_reader_notices_the_new_generation_and_keeps_the_old_one_whole(desk: Desk) -> None:
    desk.write("pulje/pulje.md", TEXT)
    desk.ingest()
    old = desk.now
    vector = desk.embedder().load().get_query_embedding("katte")
    before = old.passages_near(vector, 9)
    for number in range(3):
        desk.write("pulje/pulje.md", TEXT + f"\nTilføjelse {number}.\n")
        desk.ingest()
        assert any(f"Tilføjelse {number}." in p.text for p in desk.now.passages.values())
    assert old.passages_near(vector, 9) == before
    assert old.bm25("katte", 1)


def test_the_current_and_the_previous_generation_stay_and_older_ones_go(desk: Desk) -> None:
    made = []
    for number in range(4):
        desk.write("pulje/pulje.md", TEXT + f"\nNummer {number}.\n")
        made.append(desk.ingest().index_generation)
    folders = {path.name.rsplit("-", 1)[0] for path in desk.index.glob("g-*")}
    assert folders == set(made[-2:])


def test_an_interrupted_build_leaves_nothing(desk: Desk) -> None:
    desk.write("pulje/pulje.md", TEXT)
    before = desk.ingest().index_generation
    desk.write("pulje/pulje.md", TEXT + "\nMere.\n")

    def interrupt(what: str, done: int, total: int) -> None:
        if what == "embed":
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        ingest(desk.settings, None, None, desk.embedder(), interrupt)
    assert list(desk.index.glob("building-*")) == []
    assert desk.now.id == before
    assert counts(desk.ingest()) == (0, 1, 0, 0)


def test_progress_is_told_by_file_and_by_batch(desk: Desk) -> None:
    desk.write("pulje/pulje.md", "# P\n\n" + "\n\n".join(f"Afsnit {i}." for i in range(80)))
    desk.ingest()
    heard = [(done, total) for what, done, total in desk.heard if what == "embed"]
    assert heard[-1][0] == heard[-1][1] > 80
    embedded = [done for done, _ in heard if done <= 80]
    assert max(b - a for a, b in itertools.pairwise([0, *embedded])) <= 32
    assert ("read", 1, 1) in desk.heard


def test_without_an_index_the_error_names_the_command(bare_desk: Desk) -> None:
    with pytest.raises(MissingPartError) as caught:
        bare_desk.store.current()
    assert caught.value.code == "no_index"
    assert "assistant ingest" in caught.value.hint
    assert caught.value.exit_code == 3


def test_a_damaged_index_is_named_and_built_anew(desk: Desk) -> None:
    desk.write("pulje/pulje.md", TEXT)
    for name in ("documents.jsonl", "chroma", "bm25"):
        desk.ingest()
        damaged = desk.now.folder / name
        if damaged.is_dir():
            shutil.rmtree(damaged)
        else:
            damaged.write_text("{}\n", encoding="utf-8")
        with pytest.raises(MissingPartError) as caught:
            IndexStore(desk.settings).current()
        assert caught.value.code == "broken_index"
        assert counts(desk.ingest())[3] == 0
        assert desk.now.documents.keys() == {"pulje"}
        assert desk.find("katte").startswith("Kun katte")


@pytest.mark.parametrize(("damage", "code"), [("{", "broken_index"), ("other", "old_index")])
def test_a_pointer_that_cannot_be_used_is_named(desk: Desk, damage: str, code: str) -> None:
    pointer = Pointer(FORMAT + 1, "g-0", desk.now.folder.name)
    write_pointer(desk.index, pointer)
    if damage != "other":
        (desk.index / "CURRENT").write_text(damage, encoding="utf-8")
    with pytest.raises(MissingPartError) as caught:
        IndexStore(desk.settings).current()
    assert caught.value.code == code
    assert "assistant ingest" in caught.value.hint


def test_an_empty_corpus_gives_an_index_that_finds_nothing(desk: Desk) -> None:
    report = desk.ingest()
    assert (report.passages, report.failed) == (0, [])
    vector = desk.embedder().load().get_query_embedding("katte")
    assert desk.now.passages_near(vector, 5) == []
    assert desk.now.sentences_near(vector, 5) == []
    assert desk.now.bm25("katte", 5) == []


def test_a_search_can_be_restricted_to_calls(desk: Desk) -> None:
    for number in range(6):
        text = "\n\n".join(f"Afsnit {i} om katte i pulje {number}." for i in range(8))
        desk.write(f"p{number}/p{number}.md", f"# P{number}\n\n{text}\n")
    desk.ingest()
    vector = desk.embedder().load().get_query_embedding("katte")
    everything = [near.id for near in desk.now.passages_near(vector, 48)]
    passages = desk.now.passages
    for calls in (["p1"], ["p4", "p5"], ["p0", "ukendt"]):
        expected = [name for name in everything if passages[name].call_id in calls][:5]
        assert [near.id for near in desk.now.passages_near(vector, 5, calls)] == expected
        found = desk.now.bm25("katte i pulje", 40, calls)
        assert {passages[near.id].call_id for near in found} == set(calls) - {"ukendt"}
    assert desk.now.passages_near(vector, 5, ["ukendt"]) == []


def test_reopening_thirty_times_leaks_no_files(desk: Desk) -> None:
    desk.write("pulje/pulje.md", TEXT)
    desk.ingest()
    desk.write("pulje/pulje.md", TEXT + "\nMere.\n")
    desk.ingest()
    pointers = [
        Pointer(FORMAT, json.loads((folder / "manifest.json").read_bytes())["id"], folder.name)
        for folder in sorted(desk.index.glob("g-*"))
    ]
    vector = desk.embedder().load().get_query_embedding("katte")
    seen, files = set(), []
    for number in range(36):
        write_pointer(desk.index, pointers[number % 2])
        assert desk.now.passages_near(vector, 3)
        seen.add(desk.now.id)
        files.append(_open_files())
    assert len(seen) == 2
    # Chroma's own thread pool opens a few more or less from one moment to the next.
    assert max(files[-6:]) <= max(files[:6]) + 3


def test_the_fingerprint_is_that_of_the_model(desk: Desk) -> None:
    assert desk.now.fingerprint == fingerprint()


def _open_files() -> int:
    folder = Path("/proc/self/fd")
    if not folder.is_dir():
        pytest.skip("needs /proc")
    return len(os.listdir(folder))


def _vectors(desk: Desk) -> dict[str, list[float]]:
    got = desk.now._vectors.collection("passages").get(include=["embeddings"])
    return dict(zip(got["ids"], got["embeddings"], strict=True))
