"""Sentences: Danish and English abbreviations end none, and offsets are exact."""

from __future__ import annotations

import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.index.sentences import split_sentences

TEXTS = [
    "Tilskuddet kan højst udgøre 40 pct. af udgifterne, dog op til 60 pct. i Region Sjælland.|Nyt.",
    "Midler kan komme fra stat, fonde mv.|Aktiviteter, som er statsstøtte, er de minimis.",
    "Se jf. art. 107 i traktaten og art. 5 i loven.|Beløbet er kr. 600 efter nr. 1407/2013.|Slut.",
    "Fristen var 30. maj 2022 kl. 12.00.|Svar ventes på mødet den 20. september 2022.",
    "Mødet er 4. april 2022 kl. 10.00 - 12.00.",
    "Puljen er 160 mio. kr.|Heraf er 100 mio. kr. fra EU, fx til m.fl. i udlandet.",
    "Der er ca. 60 mio. EUR og 25 pct. EU-midler, dvs. meget.|Det er alt.",
    "NB!&Det er bestyrelsens ambition.|Den kan derfor skalere.",
    "H. C. Andersen skrev det.|J. P. Jensen læste kriterium A.|Det var godt.",
    "Skriv til a.b@example.org.|Eller se www.example.org/x.html?y=1.|Tak!",
    "§ 4. Ministeren fastsætter regler.|Stk. 2. Ministeren kan også lade være.|Stk. 3. Nej.",
    "Han spurgte: »Hvad nu?«|Hun svarede ikke.|(Jf. bilag 2.)|Det var alt …",
    'Nej?|"Hvem?" spurgte han.|Ja!',
    "Det gælder i 2022.|25 pct. er meget.|Mødet er den 4. 5. og 6. maj.",
    "The answer is no.|See no. 5, e.g. the Act.|Mr. Smith et al. agree, i.e. all of them.|The end.",
    "Reglen er 1.1.|Derefter kommer 1.2 og 250.000,50 kr. osv.|Så er det slut.",
    "Tlf. og e-mail, hhv. inkl. og ekskl. moms, evt. pga. afs. 2, bek. nr. 3 og lbk. nr. 4.",
]


@pytest.mark.parametrize("marked", TEXTS)
def test_sentences_end_where_a_reader_would_end_them(marked: str) -> None:
    expected = [part.replace("&", " ") for part in marked.split("|")]
    text = " ".join(expected)
    assert [text[start:end] for start, end in split_sentences(text)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Et afsnit uden punktum\n\nEt til", ["Et afsnit uden punktum", "Et til"]),
        ("Ombrudt\nlinje er en. To.\nTre.", ["Ombrudt\nlinje er en.", "To.", "Tre."]),
        ("1. Formål\n2. Andet", ["1. Formål\n2. Andet"]),
        ("Først osv.\n• Så", ["Først osv.", "• Så"]),
        ("", []),
        (" \n\n ", []),
    ],
)
def test_an_empty_line_ends_a_sentence_and_a_line_break_does_not(
    text: str, expected: list[str]
) -> None:
    assert [text[start:end] for start, end in split_sentences(text)] == expected


_PIECES = st.sampled_from(
    ["pct.", "mio.", "kr.", "art.", "5", "30.", "maj", "A.", "Det", "er", "§", "!", "?", "…", "...",
     "\n", "\n\n", " ", "  ", "«", "»", "(", ")", "\"", "mv.", "NB!", "• ", "a@b.dk", "1.1", "-"]
)  # fmt: skip
_TEXT = st.one_of(st.text(max_size=300), st.lists(_PIECES, max_size=60).map(" ".join))


@settings(max_examples=300, deadline=None)
@given(_TEXT)
def test_sentences_cover_the_text_in_order_and_none_is_blank(text: str) -> None:
    position = 0
    for start, end in split_sentences(text):
        assert position <= start < end <= len(text)
        assert not text[position:start].strip()
        assert text[start:end] == text[start:end].strip()
        position = end
    assert not text[position:].strip()


@pytest.mark.parametrize("piece", ["a. ", "A. ", "5. ", "! ", "((. ", "\n\n", "x", "1. Ab "])
def test_hostile_text_of_20000_characters_takes_no_time(piece: str) -> None:
    # Steps are counted instead of seconds: a quadratic scan would make millions of them.
    text = (piece * 20_000)[:20_000]
    calls = 0

    def count(*_: object) -> None:
        nonlocal calls
        calls += 1

    sys.setprofile(count)
    try:
        split_sentences(text)
    finally:
        sys.setprofile(None)
    assert calls < 100 * len(text)
