"""Passages: what belongs together stays together, and every text is the exact slice."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.corpus.canonical import CanonicalBuilder, RawDocument
from assistant.corpus.document import make_document
from assistant.corpus.readers import read_file
from assistant.index.splitter import MAX_CHARS, MAX_LIST_CHARS, split
from assistant.types import Document, EditorialLabel, Passage

LONG = "Denne sætning er lang nok til at fylde en del, men siger ikke ret meget om noget. "


def document(raw: RawDocument) -> Document:
    return make_document(raw, document_id="d", call_id="c", kind="call", path="d.md")


def read(tmp_path: Path, text: str) -> list[Passage]:
    file = tmp_path / "d.md"
    file.write_text(text, encoding="utf-8")
    return split(document(read_file(file)))


def test_a_list_belongs_to_the_sentence_that_introduces_it(tmp_path: Path) -> None:
    passages = read(
        tmp_path, "# Titel\n\nAndet.\n\n## Hvem\n\nMålgruppen er:\n\n- unge\n- gamle\n\nSlut her.\n"
    )
    assert [(p.form, p.text) for p in passages] == [
        ("paragraph", "Andet."),
        ("list", "Målgruppen er:\n\n• unge\n• gamle"),
        ("paragraph", "Slut her."),
    ]
    assert passages[1].context == "Titel > Hvem"
    assert passages[1].section == ("Hvem",)


def test_each_item_of_a_list_can_be_quoted_alone(tmp_path: Path) -> None:
    text = "Man skal:\n\n- komme. Og gå.\n- blive\n"
    raw = read_file(_file(tmp_path, text))
    (passage,) = split(document(raw))
    assert [raw.text[a:b] for a, b in passage.sentences] == ["Man skal:", "komme. Og gå.", "blive"]


def test_only_the_last_sentence_of_a_long_paragraph_introduces_a_list(tmp_path: Path) -> None:
    passages = read(tmp_path, LONG * 6 + "Det gælder:\n\n- et\n- to\n")
    assert [p.form for p in passages] == ["paragraph", "list"]
    assert passages[1].text.startswith("Det gælder:")


def test_a_finished_paragraph_before_a_list_stays_alone(tmp_path: Path) -> None:
    passages = read(tmp_path, "Det er en regel. Den gælder alle.\n\n- et\n- to\n")
    assert [p.text for p in passages] == ["Det er en regel. Den gælder alle.", "et\n• to"]


def test_a_labelled_fact_is_one_passage(tmp_path: Path) -> None:
    passages = read(tmp_path, "# T\n\nFrist\n: 1. maj 2030 kl. 12.00\n\nPeriode\n: 2 år\n")
    assert [(p.form, p.text) for p in passages] == [
        ("labelled", "Frist\n1. maj 2030 kl. 12.00"),
        ("labelled", "Periode\n2 år"),
    ]


def test_rows_of_a_table_stand_together(tmp_path: Path) -> None:
    (passage,) = read(tmp_path, "| Region | Sats |\n|---|---|\n| Nord | 40 |\n| Syd | 60 |\n")
    assert passage.form == "row"
    assert len(passage.sentences) == 2


def test_a_long_paragraph_is_cut_at_sentences_into_even_pieces(tmp_path: Path) -> None:
    passages = read(tmp_path, LONG * 30)
    assert len(passages) == 3
    assert all(p.text.endswith("om noget.") for p in passages)
    assert max(len(p.text) for p in passages) - min(len(p.text) for p in passages) <= len(LONG)


def test_a_long_list_is_cut_at_items_that_keep_their_introduction_in_context(
    tmp_path: Path,
) -> None:
    items = "".join(f"- punkt {number}: {LONG}\n" for number in range(25))
    passages = read(tmp_path, f"Der gives støtte til:\n\n{items}")
    assert len(passages) == 3
    assert passages[0].text.startswith("Der gives støtte til:")
    assert all(p.context.endswith("Der gives støtte til") for p in passages[1:])
    assert sum(p.text.count("punkt ") for p in passages) == 25


def test_an_editorial_label_marks_the_passages_it_covers(tmp_path: Path) -> None:
    raw = read_file(_file(tmp_path, "# T\n\n## Hvem\n\nEt afsnit.\n\nPenge er 5 kr.\n"))
    start = raw.text.index("Penge")
    plain = document(raw)
    labelled = Document(
        **{name: getattr(plain, name) for name in Document.__slots__}
        | {"labels": (EditorialLabel("Finansiering", start, len(raw.text)),)}
    )
    first, second = split(labelled)
    assert (first.label, second.label) == (None, "Finansiering")
    assert second.context == "T > Hvem > Finansiering"
    assert "Finansiering" not in second.text


def test_ids_stay_when_other_text_after_them_changes(tmp_path: Path) -> None:
    before = read(tmp_path, "# T\n\nEt.\n\nTo.\n")
    after = read(tmp_path, "# T\n\nEt.\n\nTre og mere.\n")
    assert before[0].id == after[0].id
    assert before[1].id != after[1].id


_WORDS = st.lists(
    st.sampled_from(["ord", "pct.", "Sætning.", "lang" * 30, "1.", "mv.", "Æ:", "x" * 1500]),
    min_size=1,
    max_size=120,
).map(" ".join)
_BLOCK = st.tuples(st.sampled_from(["heading", "paragraph", "item", "labelled", "row"]), _WORDS)


@settings(max_examples=150, deadline=None)
@given(st.lists(_BLOCK, max_size=12))
def test_passages_are_disjoint_slices_that_hold_every_block(
    blocks: list[tuple[str, str]],
) -> None:
    builder = CanonicalBuilder()
    for number, (kind, text) in enumerate(blocks):
        if kind == "heading":
            builder.heading(text, 2)
        elif kind == "paragraph":
            builder.paragraph(text)
        elif kind == "item":
            builder.item(text, number // 4)
        elif kind == "labelled":
            builder.labelled("Mærke", text)
        else:
            builder.row(["Navn"], [text], number)
    made = document(builder.build("d"))
    passages = split(made)
    covered = set()
    position = 0
    for passage in passages:
        assert passage.text == made.text[passage.start : passage.end] == passage.text.strip()
        assert passage.text
        assert position <= passage.start
        limit = MAX_LIST_CHARS if passage.form == "list" else MAX_CHARS
        assert len(passage.text) <= limit
        position = passage.end
        covered.update(range(passage.start, passage.end))
        inside = passage.start
        for start, end in passage.sentences:
            assert inside <= start < end <= passage.end
            inside = end
    assert len({passage.id for passage in passages}) == len(passages)
    for block in made.blocks:
        if block.kind != "heading":
            lost = set(range(block.start, block.end)) - covered
            assert not "".join(made.text[i] for i in sorted(lost)).strip()


@pytest.mark.parametrize("size", [200_000])
def test_text_without_a_single_space_is_cut_all_the_same(size: int) -> None:
    builder = CanonicalBuilder()
    builder.paragraph("x" * size)
    passages = split(document(builder.build("d")))
    assert sum(len(p.text) for p in passages) == size


def _file(folder: Path, text: str) -> Path:
    file = folder / "d.md"
    file.write_text(text, encoding="utf-8")
    return file
