"""Saved budgets and reports: what goes out can be read, and comes in again as the same."""

from __future__ import annotations

import io
import json
import re
from pathlib import Path

import httpx
import pytest
from docx import Document
from pypdf import PdfReader

from tests.doors import running
from tests.web.budgets import BROKEN, CALL, FORM, PATH, statuses, text_of


def saved(http: httpx.Client, form: dict[str, str]) -> bytes:
    response = http.post(f"{PATH}/gem", data=form)
    assert response.status_code == 200
    assert re.search(
        r'attachment; filename="budget-\d{4}-\d\d-\d\d\.yaml"',
        response.headers["content-disposition"],
    )
    return response.content


def loaded(http: httpx.Client, data: bytes, lang: str = "da") -> httpx.Response:
    return http.post(f"{PATH}/hent?lang={lang}", files={"fil": ("budget.yaml", data)})


def fields(page: str) -> dict[str, str]:
    """What the form of a page would send."""
    found = {}
    form = page[page.index('id="budget"') : page.index("</form>")]
    for tag in re.findall(r"<input [^>]+>", form):
        given = dict(re.findall(r'([\w-]+)="([^"]*)"', tag))
        if given.get("type") not in ("radio", "checkbox") or " checked" in tag:
            found[given["name"]] = given.get("value", "")
    for name, options in re.findall(r'<select [^>]*name="([^"]+)"[^>]*>(.*?)</select>', form, re.S):
        chosen = re.search(r'value="([^"]*)" selected', options)
        found[name] = chosen[1] if chosen else re.findall(r'value="([^"]*)"', options)[0]
    return found


def test_the_program_checks_a_saved_budget_alike(
    http: httpx.Client, indexed: dict[str, str], tmp_path: Path
) -> None:
    file = tmp_path / "budget.yaml"
    file.write_bytes(saved(http, BROKEN))
    done = running.run(indexed, "check", str(file), "--json")
    assert done.code == 1, done.err
    on_page = statuses(http.post(PATH, data=BROKEN).text)
    assert on_page == {each["rule_id"]: each["status"] for each in done.json()["findings"]}


def test_a_saved_budget_comes_back_as_the_same_form(http: httpx.Client) -> None:
    data = saved(http, FORM)
    page = loaded(http, data)
    assert page.status_code == 200, text_of(page.text)
    assert "Budgettet er hentet fra filen." in page.text
    again = fields(page.text)
    plain = {name: value.replace("&amp;", "&") for name, value in again.items()}
    expected = {**FORM, "de_minimis.0.undertaking": "Æblegården &lt;b&gt;& Søn&lt;/b&gt;"}
    assert {name: plain[name] for name in expected} == expected
    assert saved(http, {n: FORM.get(n, v) for n, v in again.items() if v}) == data


@pytest.mark.parametrize(
    ("written", "text"),
    [
        ("1.500", "1.5"), ("1500", "1500"), ("1.125", "1.1250"), ("25e2", "2500"),
        ('"1.500"', "1.500"), ("0.1", "0.1"), ("'2,5 mio. kr.'", "2,5 mio. kr."),
    ],
)  # fmt: skip
def test_a_number_in_a_file_is_the_same_in_the_form(
    http: httpx.Client, written: str, text: str
) -> None:
    data = f"costs: {{total: {written}}}\nfinancing: {{partners: {written}}}\n".encode()
    page = loaded(http, data)
    assert fields(page.text)["costs.total"] == text
    number = written.replace("'", '"')
    sums = [
        http.post("/api/check", content=body).json()["findings"][3]["actual"]
        for body in (
            f'{{"costs": {{"total": {number}}}, "financing": {{"partners": {number}}}}}',
            json.dumps({"costs": {"total": text}, "financing": {"partners": text}}),
        )
    ]
    assert sums[0] == sums[1]


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (b"", "Vælg først en fil"),
        (b"x" * 200_001, "for stor"),
        (b"\xff\xfe", "UTF-8"),
        (b"a: [", "gyldig YAML"),
        (b"costs: {bornholm: 1}\nfinancing: {partners: 1}", "bornholm: Regionen findes ikke"),
        (b"costs: {total: 1}\nfinancing: {partners: 1}\ncolour: red", "colour: Et budget har ikke"),
        (b"a: &a [1]\nb: [*a, *a]", "kan ikke"),
        (b"costs: {total: 1}\nde_minimis:\n" + 41 * b"- {group: x}\n", "for mange poster"),
    ],
    ids=["none", "large", "encoding", "syntax", "region", "key", "alias", "rows"],
)
def test_a_file_that_is_no_budget_says_why(http: httpx.Client, data: bytes, text: str) -> None:
    page = loaded(http, data)
    assert page.status_code == 422
    assert text in text_of(page.text)


def test_a_mistake_in_a_file_stands_at_its_field(http: httpx.Client) -> None:
    page = loaded(http, b"costs: {total: many}\nfinancing: {partners: 1}")
    assert page.status_code == 422
    assert 'href="#costs-total"' in page.text
    assert fields(page.text)["costs.total"] == "many"


def test_a_file_that_cannot_be_read_leaves_the_form_alone(http: httpx.Client) -> None:
    answer = http.post("/api/page/load", files={"fil": ("x.yaml", b"a: [")}).json()
    assert list(answer["parts"]) == ["errors"]
    answer = http.post("/api/page/load", files={"fil": ("x.yaml", saved(http, FORM))}).json()
    assert 'value="3 mio. kr."' in answer["parts"]["form"]


@pytest.fixture(scope="module")
def pdf(http: httpx.Client) -> PdfReader:
    response = http.post(f"{PATH}/rapport.pdf", data=BROKEN)
    assert response.status_code == 200
    assert response.headers["content-type"] == "application/pdf"
    return PdfReader(io.BytesIO(response.content))


def words(pdf: PdfReader) -> str:
    return " ".join(" ".join(page.extract_text() for page in pdf.pages).split())


def test_the_report_says_what_the_page_says(http: httpx.Client, pdf: PdfReader) -> None:
    text = words(pdf)
    found = http.post(
        "/api/check",
        json={
            "costs": {"hovedstaden": 3000000, "sjaelland": 2000000},
            "financing": {"regionalfonden": 2500000, "partners": 2500000},
        },
    ).json()
    (share, *_) = found["findings"]
    for part in (share["message"]["da"], share["remedy"]["da"], *share["assumptions"]):
        assert " ".join(part.split()) in text
    assert "0,40 × 3.000.000 + 0,60 × 2.000.000 = 2.400.000" in text
    assert share["citations"][0]["quote"] in text
    assert found["version"][:12] in text
    assert "Forordning (EU) nr. 1407/2013" in text
    assert "Æblegården <b>& Søn</b>" in text
    assert "Side 1 af" in text


def test_the_pdf_has_title_language_outline_fonts_and_links(address: str, pdf: PdfReader) -> None:
    assert pdf.metadata
    assert pdf.metadata.title == (
        "Tjek af budget: Innovationskraft: Danske klynger for viden og erhverv 2023-2024"
    )
    assert pdf.trailer["/Root"]["/Lang"] == "da-DK"
    assert len(pdf.outline) > 0
    fonts = [
        font.get_object()["/FontDescriptor"].get_object()
        for page in pdf.pages
        for font in page["/Resources"]["/Font"].values()
        if "/FontDescriptor" in font.get_object()
    ]
    assert fonts
    assert all("/FontFile2" in font for font in fonts)
    links = [
        note.get_object()["/A"]["/URI"]
        for page in pdf.pages
        for note in page.get("/Annots", [])
        if "/A" in note.get_object()
    ]
    assert len(links) >= 9
    assert all(link.startswith(f"{address}/kilde/{CALL}?fra=") for link in map(str, links))


def test_the_word_file_says_the_same_in_real_headings_and_tables(http: httpx.Client) -> None:
    response = http.post(f"{PATH}/rapport.docx?lang=en", data=BROKEN)
    assert re.search(r'filename="budget-check-\d{4}-\d\d-\d\d\.docx"', str(response.headers))
    document = Document(io.BytesIO(response.content))
    headings = [p.text for p in document.paragraphs if str(p.style.name).startswith("Heading")]
    assert "Share of the Regional Fund: not met" in headings
    assert len([h for h in headings if h.endswith(": met")]) == 8
    cells = {c.text for t in document.tables for row in t.rows for c in row.cells}
    assert {"DKK 2,500,000", "DKK 2,400,000", "50 %", "20 May 2022 at 09.30"} <= cells
    # Written the Danish way, which in an English report would be forty euro.
    assert "1 September 2023, EUR 40,000, fiscal year from 01-01" in cells
    assert "15 May 2021, DKK 596,800, rate 7.46" in cells
    assert document.core_properties.language == "en-GB"
    assert "Lower the grant" in " ".join(p.text for p in document.paragraphs)


@pytest.mark.parametrize("kind", ["pdf", "docx"])
def test_no_report_is_made_of_what_cannot_be_checked(http: httpx.Client, kind: str) -> None:
    page = http.post(f"{PATH}/rapport.{kind}", data={**FORM, "costs.sjaelland": "x"})
    assert page.status_code == 422
    assert 'href="#costs-sjaelland"' in page.text


def test_more_than_a_budget_is_not_taken_in(http: httpx.Client) -> None:
    for place in ("", "/gem", "/hent", "/rapport.pdf"):
        headers = {"content-type": "application/x-www-form-urlencoded"}
        response = http.post(f"{PATH}{place}", content=b"a=" + b"x" * 300_000, headers=headers)
        assert response.status_code == 413
