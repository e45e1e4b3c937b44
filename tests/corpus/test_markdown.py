"""Markdown to canonical text: what is quoted is the text, never its markup."""

from __future__ import annotations

import pytest

from assistant.corpus.canonical import RawDocument
from assistant.corpus.document import make_document
from assistant.corpus.readers.markdown import read_markdown
from assistant.errors import InputError


def blocks(raw: RawDocument) -> list[tuple[str, str, int]]:
    """Return kind, text and level of each block."""
    return [(b.kind, raw.text[b.start : b.end], b.level) for b in raw.blocks]


def read(source: str) -> RawDocument:
    return read_markdown(source, "stem")


def test_a_list_stands_line_by_line_under_its_introduction() -> None:
    raw = read("Målgruppen er:\n\n- unge\n- gamle\n\nSlut.")
    assert raw.text == "Målgruppen er:\n\n• unge\n• gamle\n\nSlut."
    assert blocks(raw)[1:3] == [("item", "unge", 0), ("item", "gamle", 0)]
    assert raw.blocks[1].list_id == raw.blocks[2].list_id is not None


def test_two_lists_are_two_lists() -> None:
    raw = read("- a\n- b\n\nTekst imellem.\n\n- c")
    first, second, _, third = (block.list_id for block in raw.blocks)
    assert first == second != third


def test_nested_lists_keep_their_depth_and_numbers() -> None:
    raw = read("- a\n  - b\n    1. c\n    2. d\n- e")
    assert raw.text == "• a\n  • b\n    1. c\n    2. d\n• e"
    assert [(text, level) for _, text, level in blocks(raw)] == [
        ("a", 0), ("b", 1), ("c", 2), ("d", 2), ("e", 0)
    ]  # fmt: skip
    assert len({block.list_id for block in raw.blocks}) == 1


def test_a_numbered_list_keeps_its_first_number() -> None:
    raw = read("3. tre\n4. fire")
    assert raw.text == "3. tre\n4. fire"
    assert [text for _, text, _ in blocks(raw)] == ["tre", "fire"]


def test_an_item_of_several_paragraphs_is_one_item() -> None:
    assert blocks(read("- a\n\n  mere\n\n- b")) == [("item", "a\nmere", 0), ("item", "b", 0)]


def test_a_table_row_can_be_read_without_its_table() -> None:
    raw = read("| Region | Sats |\n|---|---|\n| Nord | 40 pct. |\n| Syd | |\n| | 60 pct. |\n")
    assert blocks(raw) == [
        ("row", "Region: Nord; Sats: 40 pct.", 0),
        ("row", "Region: Syd", 0),
        ("row", "Sats: 60 pct.", 0),
    ]


def test_a_definition_list_is_labelled_facts() -> None:
    raw = read("Frist\n: 30. maj 2022\n\nPulje\n: 5 mio. kr.\n: 6 mio. kr.\n")
    assert blocks(raw) == [
        ("labelled", "Frist\n30. maj 2022", 0),
        ("labelled", "Pulje\n5 mio. kr.\n6 mio. kr.", 0),
    ]


def test_front_matter_is_metadata_and_no_text() -> None:
    raw = read(
        "---\ntitle: Vejledning\nsource_url: https://example.org/a\nupdated: 2022-05-30\n"
        "no: yes\n---\n# Overskrift\n\nTekst."
    )
    assert raw.text == "Overskrift\n\nTekst."
    assert raw.title == "Vejledning"
    assert raw.meta["no"] == "yes"
    document = make_document(raw, document_id="d", call_id="c", kind="guidance", path="d.md")
    assert document.source_url == "https://example.org/a"
    assert document.dates == {"updated": "2022-05-30"}


@pytest.mark.parametrize("front", ["- a\n- b", "title: ["])
def test_front_matter_that_is_no_mapping_is_an_error(front: str) -> None:
    with pytest.raises(InputError) as caught:
        read(f"---\n{front}\n---\nTekst.")
    assert caught.value.code == "bad_front_matter"


@pytest.mark.parametrize(
    "line",
    [
        "30. maj 2022 var fristen.",
        "4. april kl. 10.00 - 12.00",
        "1. Dec. 2022",
        "31. august",
    ],
)
@pytest.mark.parametrize("before", ["", "- ", "> ", "Frist\n: "])
def test_a_date_that_begins_a_line_is_no_list_number(line: str, before: str) -> None:
    raw = read(before + line)
    assert "\\" not in raw.text
    assert raw.text.endswith(line)
    assert len(raw.blocks) == 1
    # Whatever holds the date, a quote of it is whole.
    assert raw.text[raw.blocks[0].start : raw.blocks[0].end].endswith(line)


def test_a_number_that_is_no_date_is_a_list_number() -> None:
    assert blocks(read("1. majsmarker\n2. andet")) == [
        ("item", "majsmarker", 0),
        ("item", "andet", 0),
    ]


@pytest.mark.parametrize(
    "source", ["```\n30. maj 2022\n```", "    30. maj 2022", "<p>\n30. maj 2022\n</p>"]
)
def test_a_date_in_code_or_html_is_kept_as_it_stands(source: str) -> None:
    assert read(source).text == "30. maj 2022"


def test_hard_breaks_stay_and_soft_breaks_go() -> None:
    raw = read("Navn\\\nEmail: a@example.org  \nTelefon: 1\nog mere")
    assert raw.text == "Navn\nEmail: a@example.org\nTelefon: 1 og mere"
    assert len(raw.blocks) == 1


def test_tags_go_and_their_text_stays() -> None:
    raw = read("<div>Hej <b>du</b></div>\n\nEn <em>ting</em><!-- skjult -->.\n\n<!-- væk -->")
    assert raw.text == "Hej du\n\nEn ting."


def test_an_html_line_break_keeps_words_apart() -> None:
    assert read("linje et<br>linje to<br/>linje tre").text.split() == [
        "linje", "et", "linje", "to", "linje", "tre"
    ]  # fmt: skip


def test_links_keep_their_text_and_images_go() -> None:
    source = 'Se [siden](https://example.org "t"), <https://example.org/b>![et billede](b.png).'
    assert read(source).text == "Se siden, https://example.org/b."


def test_emphasis_and_code_leave_no_marks() -> None:
    assert read("**fed** _kursiv_ `kode` 5 * 3 \\* 2").text == "fed kursiv kode 5 * 3 * 2"


def test_entities_are_characters_and_angle_brackets_stay() -> None:
    assert read("&lt;b&gt; &amp; 3 < 5 og 7 > 5").text == "<b> & 3 < 5 og 7 > 5"


def test_both_kinds_of_headings_make_nested_sections() -> None:
    raw = read("Et\n===\n\n## To\n\n### Tre\n\nx\n\n## Fire\n\ny")
    assert raw.title == "Et"
    assert [(s.path, s.level) for s in raw.sections] == [
        ((), 1), (("To",), 2), (("To", "Tre"), 3), (("Fire",), 2)
    ]  # fmt: skip
    assert raw.text[raw.sections[1].start : raw.sections[1].end].strip() == "To\n\nTre\n\nx"


def test_without_headings_the_file_gives_the_title() -> None:
    raw = read("Kun tekst.")
    assert raw.title == "stem"
    assert raw.sections == ()


def test_invisible_marks_go_and_spaces_are_one_kind() -> None:
    raw = read("blød\u00adbindestreg 5\u00a0mio.\u202fkr. nul\u200bbredde A\u030a")
    assert raw.text == "blødbindestreg 5 mio. kr. nulbredde Å"
