"""Where each line is shown, and the picture of a page with a quote marked."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image
from reportlab.pdfgen.canvas import Canvas

from assistant.corpus.readers.pdf import read_pdf
from assistant.corpus.readers.pdf.highlight import boxes_of, pages_of
from assistant.corpus.readers.pdf.picture import render
from assistant.errors import InputError
from tests.corpus.pdf_files import MADE, drawn, made


@pytest.mark.parametrize("name", ["opslag", "tabel", "spalter", "indrykket"])
def test_every_line_has_as_many_words_as_edges(name: str) -> None:
    raw = made(name)

    assert all(len(raw.text[p.start : p.end].split()) == len(p.words) for p in raw.places)
    assert all(p.top < p.bottom and all(a < b for a, b in p.words) for p in raw.places)


@pytest.mark.parametrize("name", ["opslag", "spalter", "indrykket"])
def test_all_text_but_bullets_has_a_place(name: str) -> None:
    raw = made(name)

    placed = {n for p in raw.places for n in range(p.start, p.end)}
    inside = {n for b in raw.blocks for n in range(b.start, b.end)}
    missing = {raw.text[n] for n in inside - placed if not raw.text[n].isspace()}
    assert missing <= set("¹ ")


def test_the_cells_of_a_row_are_marked_not_the_head_far_above() -> None:
    raw = made("tabel")
    quote = "Nr.: 70; Aktivitet: Aktivitet af type 70; Sats: 2750 kr."
    start = raw.text.index(quote)

    assert pages_of(raw.places, start, start + len(quote)) == [3]
    boxes = boxes_of(raw.places, raw.text, start, start + len(quote), 3)
    assert len(boxes) == 3
    assert len({round(box.top) for box in boxes}) == 1
    assert [box.x0 for box in boxes] == sorted(box.x0 for box in boxes)


def test_one_cell_is_marked_where_only_its_words_are_quoted() -> None:
    raw = made("tabel")
    row = raw.text.index("Region: Nordjylland")
    share = raw.text.index("50 pct.", row)

    boxes = boxes_of(raw.places, raw.text, share, share + len("50 pct."), 1)
    assert len(boxes) == 1
    second = raw.text.index("50 pct.", share + 1)
    other = boxes_of(raw.places, raw.text, second, second + len("50 pct."), 1)
    assert other[0].x0 > boxes[0].x1


def test_the_quote_is_yellow_in_the_picture_and_nothing_else() -> None:
    raw = made("opslag")
    quote = "sendes digitalt senest 1. marts 2027 kl. 12.00."
    start = raw.text.index(quote)
    page = pages_of(raw.places, start, start + len(quote))[0]
    boxes = boxes_of(raw.places, raw.text, start, start + len(quote), page)

    marked = _opened(render(MADE / "opslag.pdf", page, boxes))
    plain = _opened(render(MADE / "opslag.pdf", page))
    scale = marked.width / 595.3
    assert marked.size == plain.size
    for box in boxes:
        middle = (box.top + box.bottom) / 2 * scale
        row = [
            marked.getpixel((x, middle)) for x in range(int(box.x0 * scale), int(box.x1 * scale))
        ]
        assert sum(_yellow(pixel) for pixel in row) > 0.5 * len(row)
    changed = {
        y / scale
        for y in range(marked.height)
        if marked.crop((0, y, marked.width, y + 1)).tobytes()
        != plain.crop((0, y, plain.width, y + 1)).tobytes()
    }
    assert min(changed) > min(box.top for box in boxes) - 3
    assert max(changed) < max(box.bottom for box in boxes) + 3


def test_a_page_that_is_turned_shows_its_text_upright(tmp_path: Path) -> None:
    def turned(canvas: Canvas) -> None:
        canvas.setPageRotation(90)
        canvas.rotate(90)
        canvas.drawString(100, -300, "Skrevet på tværs")

    path = drawn(tmp_path / "drejet.pdf", turned)
    raw = read_pdf(path)
    start = raw.text.index("Skrevet på tværs")
    box = boxes_of(raw.places, raw.text, start, start + 16, 1)[0]

    assert box.x1 - box.x0 > 4 * (box.bottom - box.top)
    picture = _opened(render(path, 1)).convert("L")
    scale = picture.width / 595
    inside = (
        int(box.x0 * scale),
        int(box.top * scale),
        int(box.x1 * scale),
        int(box.bottom * scale),
    )
    assert min(picture.crop(inside).tobytes()) < 100
    picture.paste(255, inside)
    assert min(picture.tobytes()) > 200


def test_a_page_that_is_not_there_is_refused() -> None:
    with pytest.raises(InputError) as caught:
        render(MADE / "opslag.pdf", 99)
    assert caught.value.code == "unknown_page"


def _opened(data: bytes) -> Image.Image:
    return Image.open(BytesIO(data)).convert("RGB")


def _yellow(pixel: object) -> bool:
    assert isinstance(pixel, tuple)
    return pixel[0] > 200 and pixel[1] > 180 and pixel[2] < 200
