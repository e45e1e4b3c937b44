"""call.yaml: read strictly, every scalar the text it is, dates with their zone."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from assistant.corpus.calls import CallFile, find_labels, load_call
from assistant.corpus.document import make_document
from assistant.corpus.readers.plain import read_plain
from assistant.errors import CorpusError
from assistant.types import Document

TEXT = "Parkpuljen\n\nKommuner kan søge. De får 40 pct. af udgifterne.\n\nFristen er den 12. marts."


def load(folder: Path, text: str) -> CallFile:
    (folder / "call.yaml").write_text(text, encoding="utf-8")
    call = load_call(folder)
    assert call is not None
    assert call.file == folder / "call.yaml"
    return call.data


def document(call: CallFile | None = None) -> Document:
    return make_document(
        read_plain(TEXT, "park"),
        document_id="park",
        call_id="park",
        kind="call",
        path="park/park.txt",
        call=call,
    )


def test_a_folder_without_the_file_is_a_call_all_the_same(tmp_path: Path) -> None:
    assert load_call(tmp_path) is None


def test_an_id_is_enough(tmp_path: Path) -> None:
    call = load(tmp_path, "id: park\n")
    info = call.info()
    assert (info.id, info.title, info.deadline, info.contact_email) == ("park", "park", None, None)
    assert document(call).title == "Parkpuljen"
    assert call.dates() == {}


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("id: park\ndedline: 2031-03-12\n", "dedline"),
        ("title: Parkpuljen\n", "id"),
        ("id: park\ndeadline: i morgen\n", "deadline"),
        ("id: park\nlabels:\n  - {label: Penge, from: a, til: b}\n", "labels.0"),
        ("id: park\nnames: Parkpuljen\n", "names"),
        ("id: [park]\n", "id"),
        ("id: park\nexamples: {de: [Wer]}\n", "examples.de"),
    ],
)
def test_a_wrong_key_is_named_with_its_file(tmp_path: Path, text: str, key: str) -> None:
    with pytest.raises(CorpusError) as caught:
        load(tmp_path, text)
    assert caught.value.code == "bad_call_file"
    assert f"{tmp_path / 'call.yaml'}: {key}" in caught.value.message


@pytest.mark.parametrize("text", ["id: [park\n", "id: park\n\tx: y\n"])
def test_broken_yaml_is_named_with_its_line(tmp_path: Path, text: str) -> None:
    with pytest.raises(CorpusError) as caught:
        load(tmp_path, text)
    assert caught.value.code == "bad_yaml"
    assert "call.yaml" in caught.value.message
    assert "line " in caught.value.message


def test_example_questions_are_kept_by_language(tmp_path: Path) -> None:
    call = load(tmp_path, 'id: park\nexamples: {da: ["Hvem kan søge?"], en: [no, "When?"]}\n')
    assert call.info().examples == {"da": ("Hvem kan søge?",), "en": ("no", "When?")}


def test_bytes_that_are_no_utf8_are_named(tmp_path: Path) -> None:
    (tmp_path / "call.yaml").write_bytes("id: ø\n".encode("cp1252"))
    with pytest.raises(CorpusError, match=r"call\.yaml"):
        load_call(tmp_path)


@pytest.mark.parametrize("text", ["", "- id: park\n", "park\n"])
def test_a_file_that_holds_no_keys_is_an_error(tmp_path: Path, text: str) -> None:
    with pytest.raises(CorpusError, match=r"call\.yaml"):
        load(tmp_path, text)


def test_words_that_yaml_reads_as_something_else_stay_text(tmp_path: Path) -> None:
    call = load(
        tmp_path,
        "id: 010\ntitle: no\nstatus: yes\nnames: [on, 1_000, 12:30]\nupdated: 2022-05-30\n"
        "pool: {total: 1_000, yes: off}\nsynonyms: {no: [nej, 0x1F]}\n",
    )
    assert (call.id, call.title, call.status) == ("010", "no", "yes")
    assert call.names == ("on", "1_000", "12:30")
    assert call.updated == "2022-05-30"
    assert call.pool == {"total": "1_000", "yes": "off"}
    assert call.synonyms == {"no": ("nej", "0x1F")}


@pytest.mark.parametrize(
    ("written", "moment"),
    [
        ("2031-03-12T14:00:00+02:00", datetime(2031, 3, 12, 12, tzinfo=UTC)),
        ("2031-03-12T14:00:00", datetime(2031, 3, 12, 13, tzinfo=UTC)),
        ("2031-07-12T14:00:00", datetime(2031, 7, 12, 12, tzinfo=UTC)),
        ("2031-03-12T14:00:00Z", datetime(2031, 3, 12, 14, tzinfo=UTC)),
    ],
)
def test_a_moment_without_offset_is_danish_time(
    tmp_path: Path, written: str, moment: datetime
) -> None:
    call = load(tmp_path, f"id: park\ndeadline: {written}\n")
    deadline = call.info().deadline
    assert deadline is not None
    assert deadline.astimezone(UTC) == moment
    assert datetime.fromisoformat(call.dates()["deadline"]) == moment


def test_a_label_covers_from_the_start_of_one_text_to_the_end_of_the_other(tmp_path: Path) -> None:
    call = load(tmp_path, "id: park\nlabels:\n  - {label: Penge, from: De får, to: udgifterne.}\n")
    (label,) = document(call).labels
    assert label.label == "Penge"
    assert document().text[label.start : label.end] == "De får 40 pct. af udgifterne."


@pytest.mark.parametrize(("start", "end"), [("Staten", "udgifterne."), ("De får", "Kommuner")])
def test_a_label_that_is_not_in_the_text_is_an_error(tmp_path: Path, start: str, end: str) -> None:
    call = load(tmp_path, f"id: park\nlabels:\n  - {{label: Penge, from: {start}, to: {end}}}\n")
    with pytest.raises(CorpusError) as caught:
        find_labels(call, document())
    assert caught.value.code == "label_not_found"
    assert "Penge" in caught.value.message


def test_the_call_gives_its_document_title_source_and_dates(tmp_path: Path) -> None:
    call = load(
        tmp_path,
        "id: park\ntitle: Parkpuljen 2031\nsource_url: https://example.org\nlanguage: en\n"
        "updated: 2031-01-01\n",
    )
    made = document(call)
    assert (made.title, made.source_url, made.language) == (
        "Parkpuljen 2031", "https://example.org", "en"
    )  # fmt: skip
    assert made.dates == {"updated": "2031-01-01"}
