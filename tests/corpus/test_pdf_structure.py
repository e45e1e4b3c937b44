"""What LibreOffice sets as headings, lists, columns and notes is read back as such."""

from __future__ import annotations

from tests.corpus.pdf_files import blocks, made, page_at


def test_headings_have_their_levels_and_the_largest_is_the_title() -> None:
    raw = made("opslag")

    assert raw.title == "Opslag om Grøn Omstillingspulje 2027"
    assert [(section.level, section.path[-1:]) for section in raw.sections] == [
        (1, ()),
        (2, ("1. Formål",)),
        (3, ("1.1 Hvem kan søge",)),
        (3, ("1.2 Hvad der kan gives tilskud til",)),
        (2, ("2. Ansøgning",)),
        (2, ("3. Behandling",)),
    ]


def test_items_keep_their_depth_and_their_lines() -> None:
    raw = made("opslag")

    items = [b for b in raw.blocks if b.kind == "item"]
    assert [(b.level, raw.text[b.start : b.end]) for b in items[:5]] == [
        (0, "virksomheder med færre end 250 ansatte,"),
        (0, "vidensinstitutioner, herunder:"),
        (1, "universiteter og professionshøjskoler,"),
        (1, "godkendte teknologiske institutter,"),
        (0, "kommuner og regioner."),
    ]
    assert len({b.list_id for b in items[:5]}) == 1
    assert raw.text[items[6].start : items[6].end] == (
        "et budget i danske kroner, fordelt på år og partnere, med angivelse af den del af "
        "udgifterne, som den enkelte partner selv betaler,"
    )
    assert "\n2) et budget" in raw.text


def test_words_parted_at_the_end_of_a_line_are_whole() -> None:
    raw = made("opslag")

    for word in ("samarbejdsprojekter", "kommunegrænser", "tids- og aktivitetsplan"):
        assert raw.text.count(word) == raw.text.count("Puljen støtter")
    assert "\u00ad" not in raw.text


def test_running_heads_and_page_numbers_are_left_out() -> None:
    raw = made("opslag")

    assert "Grøn Omstillingspulje 2027\n\nSide" not in raw.text
    assert "Side 1 af" not in raw.text
    assert raw.text.count("Grøn Omstillingspulje 2027") == 1
    assert raw.left_out["running"] > 0


def test_a_note_stands_behind_its_paragraph_with_its_mark() -> None:
    raw = made("opslag")

    texts = [raw.text[b.start : b.end] for b in raw.blocks]
    note = texts.index("¹ Jf. § 4 i den opfundne lov om omstilling.")
    assert texts[note - 1].endswith("regionen. ¹")
    assert "kl. 12.00.¹ Den skal indeholde:" in raw.text
    assert "12.00.1" not in raw.text


def test_a_paragraph_goes_on_over_the_end_of_a_page() -> None:
    raw = made("indrykket")

    paragraphs = blocks(raw, "paragraph")
    assert [p.split(" ")[0] for p in paragraphs] == ["Vilkårene", *["§"] * 13]
    assert all(p.endswith("virksomheder i regionen.") for p in paragraphs[1:])
    over = next(p for p in raw.pages if p.number == 2).start
    inside = [b for b in raw.blocks if b.start < over < b.end]
    assert len(inside) == 1


def test_columns_are_read_one_after_the_other() -> None:
    raw = made("spalter")

    paragraphs = blocks(raw, "paragraph")
    assert [p.split(". ")[0] for p in paragraphs] == [
        "Indledningen går over hele siden",
        "Puljen støtter samarbejdsprojekter mellem små og mellemstore virksomheder og "
        "vidensinstitutioner, som vil afprøve nye løsninger på tværs af kommunegrænser",
        *[f"Afsnit {n}" for n in range(1, 9)],
        "Afslutningen går igen over hele siden",
    ]
    assert [section.path[-1:] for section in raw.sections][1:] == [("Første sag",), ("Anden sag",)]


def test_each_page_begins_where_its_first_words_are() -> None:
    raw = made("tabel")

    assert [page.number for page in raw.pages] == [1, 2, 3]
    assert raw.pages[0].start == 0
    assert page_at(raw, "Andele efter region") == 1
    assert page_at(raw, "Nr.: 70;") == 3
