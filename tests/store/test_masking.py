"""Personal numbers and addresses are taken out; amounts, years and acts stay."""

from __future__ import annotations

import time

import pytest

from assistant.store.masking import NAMES, find_marks, mask


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("Mit cpr er 010190-1234.", "Mit cpr er [cpr]."),
        ("0101901234 og 311290 1234", "[cpr] og [cpr]"),
        ("010190 - 1234, 010190–1234", "[cpr], [cpr]"),
        ("(cpr:0101901234)", "(cpr:[cpr])"),
        ("skriv til fornavn.efternavn+x@firma.co.dk.", "skriv til [e-mail]."),
        ("<a@b.dk>; søren@æøå.dk", "<[e-mail]>; [e-mail]"),
        ("Ring 22334455 eller 22 33 44 55!", "Ring [phone] eller [phone]!"),
        ("tlf:2233 4455, 22-33-44-55, 22.33.44.55", "tlf:[phone], [phone], [phone]"),
        ("+45 22 33 44 55, 0045 22334455", "[phone], [phone]"),
        ("+46 (0)70-123 45 67", "[phone]"),
        ("22334455 og 22334466", "[phone] og [phone]"),
        ("CVR 20 71 44 93, 22 33 44 55; se 22334455", "CVR 20 71 44 93, [phone]; se [phone]"),
    ],
)
def test_what_tells_who_somebody_is_goes(text: str, masked: str) -> None:
    assert mask(text) == masked


@pytest.mark.parametrize(
    "text",
    [
        "Puljen er på 22.334.455 kr. i 2023-2024.",
        "22334455 kr., kr. 22334455, 22334455 kroner, EUR 22334455, 0101901234 kr.",
        "20 000 000 kr., 2.500.000, 2,5 mio. kr., 40 pct.",
        "fra 2023 til 2024, 2023 2024, 30. maj 2022 kl. 12.00, 2022-05-30",
        "Forordning (EU) 1407/2013 og (EU) 2023/2831, artikel 3",
        "320190-1234 er ikke en dato, 010190-12345 er for langt",
        "j.nr. 21-1234-12345678",
        "Firmaet ApS, CVR-nr. 20 71 44 93, cvr: 38451207, CVR nummer DK20714493, SE-nr. 20714493",
        "a@b",
        "",
    ],
)
def test_what_a_question_is_about_stays(text: str) -> None:
    assert mask(text) == text


@pytest.mark.parametrize("piece", ["a", "1", "a@", "+1 ", "12 ", "1.", "01 ", ".", "@a.", "0101"])
def test_no_text_takes_long(piece: str) -> None:
    start = time.perf_counter()
    mask(piece * (10_000 // len(piece)))
    assert time.perf_counter() - start < 2


@pytest.mark.parametrize(
    "text",
    [
        "Mit cpr er 010190-1234, a@b.dk, tlf. 22 33 44 55.",
        "010190-1234@b.dk 22334455 +45 22 33 44 55 og 311290 1234",
        "<a@b.dk>22334455 010190-1234010190-1234",
        "Puljen er på 22.334.455 kr.",
        "",
    ],
)
def test_marks_stand_where_something_is_taken_out(text: str) -> None:
    marks = find_marks(text)
    pieces, at = [], 0
    for kind, start, end in marks:
        pieces += [text[at:start], NAMES[kind]]
        at = end
    assert "".join([*pieces, text[at:]]) == mask(text)
