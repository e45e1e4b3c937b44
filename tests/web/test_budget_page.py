"""`/tjek-budget` without scripts: a plain form, its result, its errors, its rows."""

from __future__ import annotations

import json
import re
from typing import Any

import httpx
import pytest

from tests.web.budgets import BROKEN, CALL, FORM, PATH, statuses, text_of


def posted(http: httpx.Client, lang: str = "da", **changes: str) -> httpx.Response:
    form = {name: text for name, text in {**FORM, **changes}.items() if text is not None}
    return http.post(f"{PATH}?lang={lang}", data=form)


def errors(page: httpx.Response) -> dict[str, str]:
    """The errors at the top, by the field they link to, which must be there and say the same."""
    top = re.search(r'<div class="budget-errors".*?</div>', page.text, re.DOTALL)
    if top is None:
        return {}
    found = dict(re.findall(r'<a href="#([\w-]+)">([^<]+)</a>', top[0]))
    for field, text in found.items():
        assert re.search(rf'id="{field}"[^>]*aria-invalid="true"', page.text), field
        at_field = re.search(rf'id="{field}-error">(.*?)</p>', page.text, re.DOTALL)
        assert at_field
        assert text.endswith(re.sub(r"<[^>]+>", "", at_field[1]).split(": ", 1)[-1].strip())
    return found


def test_the_form_takes_its_words_from_the_call(http: httpx.Client) -> None:
    page = http.get(PATH)
    assert page.status_code == 200
    for name in ("costs.hovedstaden", "financing.regionalfonden", "applicant.kind", "period.end"):
        field = re.search(rf'<(?:input|select)[^>]*id="{name.replace(".", "-")}"', page.text)
        assert field, name
        assert f'<label for="{name.replace(".", "-")}">' in page.text
    assert "Region Hovedstaden" in page.text
    assert "the Capital Region of Denmark" in http.get(f"{PATH}?lang=en").text.replace("The", "the")
    # Nothing in the page runs or styles by itself: the policy allows none of it.
    assert not re.search(r"<script>|<style|\sstyle=|\son\w+=", page.text)


def test_what_is_within_the_rules_is_said_to_be(http: httpx.Client) -> None:
    page = posted(http)
    assert page.status_code == 200
    assert set(statuses(page.text).values()) == {"pass"}
    assert len(statuses(page.text)) == 9
    shown = text_of(page.text)
    assert "Budgettet overholder de regler, der er tjekket." in shown
    assert "0,40 × 3.000.000 + 0,60 × 2.000.000 = 2.400.000" in shown


def test_what_breaks_a_rule_comes_first_with_its_remedy(http: httpx.Client) -> None:
    page = posted(http, **BROKEN)
    assert next(iter(statuses(page.text).items())) == ("erdf-share", "fail")
    shown = text_of(page.text)
    assert "Sænk tilskuddet fra Regionalfonden med mindst 100.000 kr." in shown
    assert re.search(r"Højst fra Regionalfonden\s+2\.400\.000 kr\.", shown)
    assert re.search(r"Mindst fra andre\s+1\.350\.000 kr\.", shown)


def test_the_page_finds_what_the_rest_interface_finds(http: httpx.Client) -> None:
    budget: dict[str, Any] = {
        "costs": {"hovedstaden": "3 mio. kr.", "sjaelland": "2.000.000"},
        "financing": {"regionalfonden": "2.500.000", "partners": "2.500.000"},
    }
    found = http.post("/api/check", json=budget).json()["findings"]
    plain = {n: t for n, t in BROKEN.items() if n.startswith(("costs", "financing", "call"))}
    page = http.post(PATH, data=plain)
    assert statuses(page.text) == {each["rule_id"]: each["status"] for each in found}


def test_quotes_lead_to_their_place_in_the_source(http: httpx.Client) -> None:
    page = posted(http)
    links = re.findall(rf'href="(/kilde/{CALL}\?fra=\d+&amp;til=\d+#citat)"', page.text)
    assert len(links) >= 9
    source = http.get(links[0].replace("&amp;", "&"))
    marked = re.search(r'<mark id="citat"[^>]*>(.*?)</mark>', source.text, re.DOTALL)
    assert marked
    assert marked[1] in page.text


def test_a_person_without_eyes_gets_the_chart_in_words(http: httpx.Client) -> None:
    page = posted(http, **BROKEN).text
    chart = re.search(r'role="img" aria-label="([^"]+)"', page)
    assert chart
    assert "Regionalfonden er 2.500.000 kr. og må højst være 2.400.000 kr." in chart[1]
    table = text_of(page, "table")
    for figure in ("5.000.000", "2.500.000", "2.400.000", "50 %"):
        assert figure in table


def test_english(http: httpx.Client) -> None:
    shown = text_of(posted(http, "en", **BROKEN).text)
    assert "Lower the grant from the Regional Fund (ERDF) by at least DKK 100,000." in shown
    assert "0.40 × 3,000,000 + 0.60 × 2,000,000 = 2,400,000" in shown
    assert not re.search(
        r"[æøå]", re.sub(r"What the source says.*?(?=Step|Legal)", "", shown)[:800]
    )


@pytest.mark.parametrize(
    ("field", "value", "text"),
    [
        ("financing.partners", "2,500,000", "flere måder"),
        ("costs.sjaelland", "mange penge", "kan ikke læses"),
        ("costs.sjaelland", "-5", "nul eller mere"),
        ("financing.partners", "5 mio. euro", "anden valuta"),
        ("submitted.date", "2022-02-31", "findes ikke"),
        ("submitted.date", "", "Skriv også datoen"),
        ("period.end", "2022-01-01", "efter første dag"),
        ("de_minimis.0.award_date", "", "Udfyld feltet"),
        ("de_minimis.0.amount", "x", "kan ikke læses"),
        ("de_minimis.0.previous.0.date", "2024-01-01", "senere end"),
        ("de_minimis.0.previous.0.eur_dkk", "", "Udfyld feltet"),
        ("de_minimis.0.fiscal_year_start", "13-01", "07-01"),
    ],
)
def test_an_error_stands_at_its_field(
    http: httpx.Client, field: str, value: str, text: str
) -> None:
    page = posted(http, **{field: value})
    assert page.status_code == 422
    found = errors(page)
    expected = "submitted-time" if field == "submitted.date" and not value else None
    assert list(found) == [expected or field.replace(".", "-")]
    assert text in next(iter(found.values()))
    assert statuses(page.text) == {}


def test_all_errors_are_told_at_once_in_the_order_of_the_page(http: httpx.Client) -> None:
    page = posted(
        http, **{"costs.sjaelland": "x", "financing.partners": "y", "period.end": "z",
                 "de_minimis.0.amount": "w", "applicant.kind": "robot"},
    )  # fmt: skip
    fields = ["costs-sjaelland", "financing-partners", "applicant-kind", "period-end"]
    assert list(errors(page)) == [*fields, "de_minimis-0-amount"]
    assert "Ret 5 ting" in page.text


def test_an_empty_form_asks_for_what_it_needs(http: httpx.Client) -> None:
    page = http.post(PATH, data={"call": CALL, "costs.kind": "regions"})
    assert list(errors(page)) == ["costs-hovedstaden", "financing-regionalfonden"]
    page = http.post(PATH, data={"call": CALL, "costs.kind": "total"})
    assert list(errors(page)) == ["costs-total", "financing-regionalfonden"]


def test_only_a_total_leaves_the_share_open(http: httpx.Client) -> None:
    page = posted(http, **{"costs.kind": "total", "costs.total": "5 mio. kr."})
    assert statuses(page.text)["erdf-share"] == "unknown"
    assert 'href="#costs-kind"' in page.text


def test_rows_come_and_go_and_keep_what_others_hold(http: httpx.Client) -> None:
    page = posted(http, action="add-award")
    assert 'name="de_minimis.1.undertaking"' in page.text
    assert 'value="Æblegården &lt;b&gt;&amp; Søn&lt;/b&gt;"' in page.text
    # An empty row says nothing, and takes nothing away.
    second = {"de_minimis.1.undertaking": "", "de_minimis.1.amount": ""}
    assert set(statuses(posted(http, **second).text).values()) == {"pass"}
    # A row after an empty one is still found by its errors.
    third = {**second, "de_minimis.2.undertaking": "12345678", "de_minimis.2.amount": "1"}
    assert list(errors(posted(http, **third))) == ["de_minimis-2-award_date"]
    page = posted(http, action="remove-award:0", **third)
    assert 'name="de_minimis.1.undertaking"' in page.text
    assert "Æblegården" not in page.text
    page = posted(http, action="add-previous:0")
    assert 'name="de_minimis.0.previous.1.date"' in page.text
    page = posted(http, action="remove-previous:0:0")
    assert "previous.0" not in page.text
    assert statuses(page.text)["de-minimis"] == "pass"


@pytest.mark.parametrize(
    "action", ["remove-award:7", "remove-previous:0:9", "x", "remove-award:-1"]
)
def test_buttons_that_are_not_there_do_nothing(http: httpx.Client, action: str) -> None:
    page = posted(http, action=action)
    assert page.status_code == 200
    assert "Æblegården" in page.text


@pytest.mark.parametrize(
    "body",
    [b"costs.total=%FF", "costs.total=ø".encode(), b"&".join(b"a=1" for _ in range(20_001))],
    ids=["no text", "no form", "too much"],
)
def test_a_body_that_is_no_form_is_refused(http: httpx.Client, body: bytes) -> None:
    headers = {"content-type": "application/x-www-form-urlencoded"}
    page = http.post(PATH, content=body, headers=headers)
    assert page.status_code == 422
    assert "Formularen kunne ikke læses" in page.text


def test_too_many_rows_are_refused(http: httpx.Client) -> None:
    rows = {f"de_minimis.{n}.undertaking": "x" for n in range(41)}
    page = posted(http, **rows)
    assert page.status_code == 422
    assert "for mange poster" in page.text


def test_what_is_typed_is_text_and_is_kept_by_nobody(http: httpx.Client) -> None:
    page = posted(http, **{"de_minimis.0.undertaking": '"><script>alert(1)</script>'})
    assert "<script>alert" not in page.text
    assert page.headers["cache-control"] == "no-store"


def test_a_page_of_another_site_can_send_nothing(http: httpx.Client) -> None:
    origin = {"origin": "https://example.org"}
    assert http.post(PATH, data=FORM, headers=origin).status_code == 403


def test_where_a_form_led_the_language_can_still_be_changed(http: httpx.Client) -> None:
    for place in ("hent", "gem", "rapport.pdf"):
        answer = http.get(f"{PATH}/{place}?lang=en")
        assert answer.status_code == 303
        assert answer.headers["location"] == f"{PATH}?lang=en"


def test_parts_of_the_page_for_its_script(http: httpx.Client) -> None:
    answer = http.post("/api/page/check", data={**BROKEN, "action": "live"}).json()
    assert answer["state"] == "result"
    assert statuses(answer["parts"]["results"])["erdf-share"] == "fail"
    assert answer["said"] == "Ikke overholdt. 1 ikke overholdt, 8 overholdt."
    # While somebody is still writing, what is missing is no error, but what is wrong is.
    half = {"call": CALL, "costs.hovedstaden": "x", "action": "live"}
    answer = http.post("/api/page/check", data=half).json()
    assert list(answer["errors"]) == ["costs.hovedstaden"]
    answer = http.post("/api/page/check", data={**half, "costs.hovedstaden": "5"}).json()
    assert (answer["state"], answer["errors"]) == ("empty", {})
    answer = http.post("/api/page/check", data={**FORM, "action": "add-award"}).json()
    assert answer["focus"] == "de_minimis.1.undertaking"
    assert json.dumps(answer).count("de_minimis.1.undertaking")
