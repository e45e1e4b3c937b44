"""The main content of a page, found among all that surrounds it."""

from __future__ import annotations

import pytest

from assistant.corpus.readers.html import read_html
from assistant.errors import InputError

TEXT = "<h1>Puljen</h1><p>Her kan I søge om støtte til projekter i hele landet.</p>"
PLAIN = "Puljen\n\nHer kan I søge om støtte til projekter i hele landet."


def text(body: str, head: str = "") -> str:
    page = f"<!doctype html><html><head>{head}</head><body>{body}</body></html>"
    return read_html(page.encode(), "stem").text


@pytest.mark.parametrize(
    "around",
    [
        "<header>Styrelsen</header>{}<footer>Adresse</footer>",
        "<nav><ul><li><a href=/>Forside</a></li></ul></nav>{}",
        "<aside>Læs også</aside>{}",
        "<script>var a = '<p>x</p>'</script><style>p{{color:red}}</style>{}",
        "<noscript>Slå JavaScript til</noscript><template><p>Skabelon</p></template>{}",
        "<div role=banner>Styrelsen</div>{}<div role=contentinfo>Adresse</div>",
        "<div id=cookie-banner>Vi bruger cookies.</div>{}",
        "<div id=CybotCookiebotDialog role=dialog>Vi bruger cookies.</div>{}",
        "<div class='coi-banner__page'>Vi bruger cookies.</div>{}",
        "<div class=breadcrumb>Forside &gt; Puljer</div>{}",
        "<a class=skip-link href=#x>Gå til indhold</a><main id=x>{}</main><p>Udenfor.</p>",
        "<form><button>Søg</button><select><option>Alle</option></select></form>{}",
        "<article>{}</article><div>Relaterede nyheder</div>",
        "<div id=content>{}</div><div>Kontakt</div>",
        "<p hidden>Skjult</p><p style='display: none'>Skjult</p>{}",
        "<p aria-hidden=true>Skjult</p><p style='visibility:hidden'>Skjult</p>{}",
        "<p style='font-size:0'>Skjult</p><p style='position:absolute;left:-9999px'>Skjult</p>{}",
        "<p style='opacity:0'>Skjult</p><span class=sr-only>åbner i nyt vindue</span>{}",
        "<!-- <p>Kommentar</p> -->{}<dialog>Spørgeskema</dialog><iframe>Kort</iframe>",
        "<ul>" + "<li><a href=/x>Menupunkt</a></li>" * 6 + "</ul>{}<p>"
    ],
)  # fmt: skip
def test_what_surrounds_the_content_is_out(around: str) -> None:
    page = text(around.format(TEXT + "<p>" + "Mere tekst om puljen. " * 20 + "</p>"))
    assert page.startswith(PLAIN)
    assert page.removeprefix(PLAIN).strip() == ("Mere tekst om puljen. " * 20).strip()


def test_what_the_page_hides_by_its_own_style_sheet_is_out() -> None:
    head = (
        "<style>/* .puljen{display:none} */ .skjul, #x { display: none } .a .b{display:none}"
        "@media print { .skaerm { display: none } }</style>"
    )
    hidden = "<p class=skjul>Skjult</p><p id=x>Skjult</p>"
    assert text(f"{TEXT}{hidden}<p class=skaerm>Synlig.</p>", head) == f"{PLAIN}\n\nSynlig."


def test_a_folded_part_that_a_button_opens_is_in() -> None:
    folded = (
        "<button aria-controls=svar>Hvornår?</button><div id=svar aria-hidden=true><p>Nu.</p></div>"
    )
    assert text(TEXT + folded) == f"{PLAIN}\n\nNu."


def test_a_name_that_misleads_does_not_take_the_content_along() -> None:
    assert text(f"<div class='page-menu menu'>{TEXT}</div>") == PLAIN
    assert text(f"<div class=cookie-accepted>{TEXT}</div>") == PLAIN


def test_the_head_of_an_article_belongs_to_it() -> None:
    assert text(f"<main><article><header>{TEXT}</header></article></main>") == PLAIN


def test_an_empty_main_gives_way_to_the_body() -> None:
    assert text(f"<main id=app></main><div>{TEXT}</div>") == PLAIN


def test_two_articles_are_both_read() -> None:
    page = text("<article><p>Første.</p></article><article><p>Anden.</p></article>")
    assert page == "Første.\n\nAnden."


@pytest.mark.parametrize(
    ("head", "body", "title"),
    [
        ("<title>Puljen | Styrelsen</title>", "<main><h1>Om puljen</h1></main>", "Om puljen"),
        ("<title>Puljen | Styrelsen</title>", "<p>Tekst.</p>", "Puljen"),
        ("<title>Puljen – Styrelsen for Vækst</title>", "<p>Tekst.</p>", "Puljen"),
        ("<title>A-kasser</title>", "<p>Tekst.</p>", "A-kasser"),
        ("<meta property='og:title' content='Puljen'>", "<p>Tekst.</p>", "Puljen"),
        (
            "<title>X</title>",
            "<header><h1>Puljen</h1></header><main><h2>A</h2><p>B</main>",
            "Puljen",
        ),
        ("", "<p>Tekst.</p>", "stem"),
    ],
)
def test_the_title(head: str, body: str, title: str) -> None:
    page = f"<html><head>{head}</head><body>{body}<p>Slut.</p></body></html>"
    assert read_html(page.encode(), "stem").title == title


def test_the_address_of_the_page_is_kept() -> None:
    page = "<link rel=canonical href='https://example.dk/puljen'><p>Tekst."
    assert read_html(page.encode(), "s").meta["source_url"] == "https://example.dk/puljen"
    page = "<link rel=canonical href='javascript:alert(1)'><p>Tekst."
    assert "source_url" not in read_html(page.encode(), "s").meta


DANISH = "Små ærlige øer – og ålen."


@pytest.mark.parametrize(
    ("encoding", "declared"),
    [
        ("utf-8", "<meta charset=utf-8>"),
        ("utf-8", ""),
        ("utf-8", "<meta charset=iso-8859-1>"),
        ("utf-8-sig", ""),
        ("utf-16", ""),
        ("cp1252", "<meta http-equiv=Content-Type content='text/html; charset=iso-8859-1'>"),
        ("cp1252", "<meta charset='windows-1252'>"),
        ("cp1252", ""),
        ("cp1252", "<meta charset=utf-8>"),
        ("cp865", "<meta charset=cp865>"),
        ("cp1252", "<meta charset=nonsense>"),
    ],
)
def test_the_characters_of_a_page(encoding: str, declared: str) -> None:
    danish = DANISH if encoding != "cp865" else DANISH.replace("–", "-")
    page = f"<html><head>{declared}</head><body><p>{danish}</p></body></html>"
    assert read_html(page.encode(encoding), "s").text == danish


def test_xhtml_with_its_declaration_is_read() -> None:
    page = f'<?xml version="1.0" encoding="iso-8859-1"?><html><body><p>{DANISH}</p></body></html>'
    assert read_html(page.encode("cp1252"), "s").text == DANISH


def test_a_page_that_nests_too_deeply_says_so() -> None:
    page = "<div>" * 5000 + "Bunden." + "</div>" * 5000 + "<p>Efter.</p>"
    with pytest.raises(InputError) as caught:
        read_html(page.encode(), "dyb")
    assert caught.value.code == "too_deep"
    assert "dyb" in caught.value.message


def test_a_page_with_many_menus_is_read_in_time() -> None:
    page = "<div class='menu footer'><p>Punkt</p></div>" * 20_000 + TEXT
    assert PLAIN in read_html(page.encode(), "s").text
