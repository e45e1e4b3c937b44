"""What holds of every canonical text, whatever is read."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.corpus.canonical import CanonicalBuilder, RawDocument, normalise
from assistant.corpus.readers import decode
from assistant.corpus.readers.markdown import read_markdown
from assistant.corpus.readers.plain import read_plain

# Letters, marks that compose or vanish, and what means something to Markdown or to layout.
ODD = (
    "aÆøå e\u030a\u0301\u00ad\u200b\u2060\ufeff\u00a0\u202f\x00\x0c\t#*-_`>|[]()!<&;:\\.,1230\n\r•"
)
SOUP = st.text(alphabet=ODD, max_size=200) | st.text(max_size=120)
WORD = st.text(alphabet="abcdefghijklmnopqrstuvwxyzæøåÆØÅ", min_size=1, max_size=8)
LINE = st.lists(WORD, min_size=1, max_size=8).map(" ".join)


@st.composite
def markdown(draw: st.DrawFn) -> tuple[str, list[str]]:
    """Draw a Markdown document and its words in order."""
    lines: list[str] = []
    words: list[str] = []
    for _ in range(draw(st.integers(1, 6))):
        text = draw(LINE)
        match draw(st.sampled_from(["heading", "paragraph", "list", "nested", "numbers"])):
            case "heading":
                lines += [f"{'#' * draw(st.integers(1, 6))} {text}", ""]
            case "paragraph":
                lines += [text, ""]
            case "list":
                lines += [f"- {text}", f"- {text}", "", "<!-- -->", ""]
                words += text.split()
            case "nested":
                lines += [f"- {text}", f"  - {text}", "", "<!-- -->", ""]
                words += text.split()
            case _:
                lines += [f"1. {text}", "", "<!-- -->", ""]
                words.append("1.")
        words += text.split()
    return "\n".join(lines), words


def check(raw: RawDocument) -> None:
    """Hold a document against what every step behind the readers relies on."""
    assert unicodedata.is_normalized("NFC", raw.text)
    assert raw.text == raw.text.rstrip()
    assert not set(raw.text) & set("\r\t\u00a0\u202f\u00ad\u200b\u2060\ufeff\x00\x0c")
    end = 0
    for block in raw.blocks:
        piece = raw.text[block.start : block.end]
        assert piece
        assert piece == piece.strip()
        assert end <= block.start
        # Between blocks stand only white space and the mark of an item.
        assert raw.text[end : block.start].strip(" \n•").rstrip(".)").isalnum() or not raw.text[
            end : block.start
        ].strip(" \n•")
        end = block.end
    assert end == len(raw.text)
    open_ends: list[int] = []
    for section in raw.sections:
        assert 0 <= section.start < section.end <= len(raw.text)
        open_ends = [e for e in open_ends if e > section.start]
        assert all(section.end <= e for e in open_ends), "sections nest"
        open_ends.append(section.end)


@given(SOUP)
def test_any_markdown_gives_a_sound_document(source: str) -> None:
    # The front matter may be refused; the text behind it is what counts here.
    check(read_markdown(f"\n{source}", "stem"))


@given(SOUP)
def test_any_plain_text_gives_a_sound_document(source: str) -> None:
    check(read_plain(source, "stem"))


@given(SOUP)
def test_reading_again_gives_the_same(source: str) -> None:
    for reader in (read_markdown, read_plain):
        assert reader(f"\n{source}", "stem") == reader(f"\n{source}", "stem")


@given(markdown())
def test_no_word_of_markdown_is_lost_or_moved(drawn: tuple[str, list[str]]) -> None:
    source, words = drawn
    raw = read_markdown(source, "stem")
    check(raw)
    assert raw.text.replace("•", " ").split() == words


@given(markdown())
def test_how_a_file_was_saved_does_not_matter(drawn: tuple[str, list[str]]) -> None:
    source, _ = drawn
    expected = read_markdown(source, "stem")
    for saved in (
        source.replace("\n", "\r\n").encode(),
        unicodedata.normalize("NFD", source).encode(),
        source.encode("utf-8-sig"),
        source.encode("utf-16"),
    ):
        assert read_markdown(decode(saved, "stem.md"), "stem") == expected


@given(SOUP | st.text(alphabet="aeA\u030a\u0301\u0327\u200b\u00ad \n", max_size=12))
def test_normalising_twice_is_normalising_once(text: str) -> None:
    once = normalise(text)
    assert normalise(once) == once
    assert unicodedata.is_normalized("NFC", once)


@given(st.lists(st.tuples(st.integers(1, 6), LINE), min_size=1, max_size=10))
def test_sections_follow_the_levels_of_the_headings(headings: list[tuple[int, str]]) -> None:
    builder = CanonicalBuilder()
    for number, (level, text) in enumerate(headings):
        builder.heading(f"{text} {number}", level)
        builder.paragraph("x")
    raw = builder.build("stem")
    for section, (level, text) in zip(raw.sections, headings, strict=True):
        assert section.level == level
        assert raw.text[section.start :].startswith(text)
        inside = [s for s in raw.sections if section.start < s.start < section.end]
        assert all(s.level > level for s in inside)
        assert all(s.path[: len(section.path)] == section.path for s in inside)


def test_a_block_without_text_is_left_out() -> None:
    builder = CanonicalBuilder()
    builder.paragraph(" \u200b\n")
    builder.item("", 1)
    builder.row(["a"], ["  "], 2)
    builder.heading("\u00ad", 1)
    raw = builder.build("stem", {"title": ""})
    assert (raw.text, raw.blocks, raw.title) == ("", (), "stem")


@pytest.mark.parametrize("suffix", ["md", "txt"])
def test_the_call_text_of_the_repository_is_sound(call_folder: Path, suffix: str) -> None:
    file = next(call_folder.glob("*.md"))
    reader = {"md": read_markdown, "txt": read_plain}[suffix]
    check(reader(file.read_text(encoding="utf-8"), file.stem))
