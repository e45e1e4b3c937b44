"""`/er-vi-en-smv` without scripts: a form with lists that grow, and the result above it."""

from __future__ import annotations

import html
import re

import httpx
import pytest

from tests.web import forms
from tests.web.test_paths_eligibility import sign

PATH = "/er-vi-en-smv"
CHECK = ("do", "check")
# 100 annual work units, and 30 per cent of 400: 220, fewer than 250.
PARTNERS = {
    "currency": "EUR", "headcount": "100", "turnover_eur": "10.000.000", "balance_eur": "9.000.000",
    "partners__0__share": "30", "partners__0__headcount": "400",
    "partners__0__turnover_eur": "5.000.000", "partners__0__balance_eur": "1.000.000",
}  # fmt: skip


def text_of(page: httpx.Response) -> str:
    main = page.text[page.text.index("<main") : page.text.index("</main>")]
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", main)).split())


def filled(http: httpx.Client, **values: str) -> httpx.Response:
    """The result for `values`, with as many partners as they name."""
    page = http.get(PATH)
    for _ in {name.split("__")[1] for name in values if name.startswith("partners__")}:
        page = forms.send(http, page, ("do", "add:partners"))
    return forms.send(http, page, CHECK, **values)


def test_partners_count_by_their_share(http: httpx.Client) -> None:
    page = filled(http, **PARTNERS)
    assert page.status_code == 200
    assert sign(page) == "SMV"
    shown = text_of(page)
    assert re.search(r"100 \+ 0,30? × 400 = 220", shown)
    assert re.search(r"10\.000\.000 \+ 0,30? × 5\.000\.000 = 11\.500\.000", shown)
    assert "11.500.000 euro" in shown
    assert "Forordning (EU) nr. 651/2014, bilag I , artikel 2(1)" in shown
    # The heading of the result gets the focus, and the form keeps what was typed.
    assert re.search(r'<h2 id="resultat" tabindex="-1" autofocus>.*mellemstor', page.text)
    values = forms.read(page).values
    assert {name: values[name.replace("__", ".")] for name in PARTNERS} == PARTNERS


@pytest.mark.parametrize(
    ("headcount", "word", "title"),
    [
        ("9", "SMV", "mikrovirksomhed"), ("49,5", "SMV", "lille virksomhed"),
        ("249", "SMV", "mellemstor"), ("250", "Ikke en SMV", "ikke en SMV"),
    ],
)  # fmt: skip
def test_the_sign_has_its_word(http: httpx.Client, headcount: str, word: str, title: str) -> None:
    page = filled(http, currency="EUR", headcount=headcount, turnover_eur="1.000.000")
    assert sign(page) == word
    found = re.search(r'<h2 id="resultat"[^>]*>(.*?)</h2>', page.text)
    assert found
    assert title in found[1]


def test_kroner_are_changed_at_the_rate_given(http: httpx.Client) -> None:
    page = filled(http, currency="DKK", headcount="20", turnover_eur="14.920.000", eur_dkk="7,46")
    assert sign(page) == "SMV"
    assert "2.000.000 euro" in text_of(page)


def test_kroner_without_a_rate_are_pointed_out(http: httpx.Client) -> None:
    page = filled(http, currency="DKK", headcount="20", turnover_eur="14.920.000")
    assert page.status_code == 422
    assert 'href="#felt-eur_dkk"' in page.text
    assert "hvor mange kroner en euro koster" in text_of(page)


def test_what_is_missing_is_linked(http: httpx.Client) -> None:
    page = filled(http, currency="EUR", headcount="20")
    assert sign(page) == "Kan ikke afgøres"
    assert re.search(r'<a href="#felt-turnover_eur">Hvad er årets omsætning\?</a>', page.text)
    assert 'id="felt-turnover_eur"' in page.text
    assert sign(filled(http)) == "Kan ikke afgøres"


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("headcount", "mange", "Skriv et tal"), ("headcount", "-3", "Skriv et tal"),
        ("turnover_eur", "1e400", "Skriv et beløb"), ("public_ownership", "130", "Skriv en andel"),
        ("partners__1__share", "x", "Skriv en andel"), ("partners__1__share", "", "Udfyld feltet"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_said_at_its_field(
    http: httpx.Client, name: str, value: str, said: str
) -> None:
    given = {**PARTNERS, "partners__1__share": "30", "partners__1__headcount": "5", name: value}
    page = forms.send(http, http.get(PATH), ("do", "add:partners"))
    page = forms.send(http, page, ("do", "add:partners"))
    page = forms.send(http, page, CHECK, **given)
    assert page.status_code == 422
    assert "<title>Fejl: Er vi en SMV?" in page.text
    assert 'id="resultat"' not in page.text
    field = f"felt-{name.replace('__', '-')}"
    assert f'<a href="#{field}">' in page.text
    entry = re.search(rf'<p class="wrong-word" id="{field}-fejl">(.*?)</p>', page.text)
    assert entry
    assert entry[1].startswith(f"Fejl: {said}")
    assert re.search(
        rf'id="{field}"[^>]*aria-describedby="[^"]*{field}-fejl" aria-invalid', page.text
    )
    assert forms.read(page).values[name.replace("__", ".")] == value


def test_lists_grow_and_shrink_by_buttons(http: httpx.Client) -> None:
    page = http.get(PATH)
    for number, name in enumerate(["Alfa", "Beta", "Gamma"]):
        page = forms.send(http, page, ("do", "add:linked"), headcount="7")
        # What was added gets the focus, and is said.
        assert re.search(rf'<fieldset [^>]*id="felt-linked-{number}"[^>]* autofocus', page.text)
        assert f"Tilknyttet virksomhed {number + 1} er tilføjet." in text_of(page)
        form = forms.read(page)
        form.values[f"linked.{number}.name"] = name
        page = http.post(PATH, data=form.values | {"do": "keep"})
    page = forms.send(http, page, ("do", "remove:linked.1"))
    values = forms.read(page).values
    assert [values[f"linked.{n}.name"] for n in (0, 1)] == ["Alfa", "Gamma"]
    assert "linked.2.name" not in values
    assert values["headcount"] == "7"
    assert 'id="resultat"' not in page.text


def test_a_list_has_an_end(http: httpx.Client) -> None:
    most = next(
        question["most"]
        for question in http.get("/api/sme").json()["questions"]
        if question["id"] == "previous_years"
    )
    page = http.get(PATH)
    for _ in range(most):
        page = forms.send(http, page, ("do", "add:previous_years"))
    assert ("do", "add:previous_years") not in forms.read(page).buttons
    more = http.post(PATH, data={**forms.read(page).values, "do": "add:previous_years"})
    assert f"previous_years.{most}" not in forms.read(more).values


def test_answers_to_what_is_not_asked_are_left_out(http: httpx.Client) -> None:
    page = forms.send(http, http.get(PATH), ("do", "add:previous_years"))
    given = {"currency": "EUR", "headcount": "5", "turnover_eur": "1", "new_firm": "yes"}
    after = forms.send(http, page, CHECK, **given, previous_years__0__headcount="999")
    # The service refuses earlier years of a new enterprise.
    assert after.status_code == 200
    assert sign(after) == "SMV"
    assert forms.read(after).values["previous_years.0.headcount"] == "999"


def test_questions_that_do_not_apply_wait(http: httpx.Client) -> None:
    def hidden(page: httpx.Response) -> set[str]:
        return set(re.findall(r'<div[^>]* hidden data-when.*?name="(\w+)"', page.text, re.DOTALL))

    empty = http.get(PATH)
    assert "public_exception" in hidden(empty)
    assert "eur_dkk" not in hidden(empty)
    after = filled(http, currency="EUR", public_ownership="30")
    assert "eur_dkk" in hidden(after)
    assert "public_exception" not in hidden(after)


def test_numbers_are_taken_from_posts_only(http: httpx.Client) -> None:
    page = http.get(PATH, params={"headcount": "123", "do": "check"})
    assert "123" not in page.text[page.text.index("<main") :]
    assert 'id="resultat"' not in page.text


def test_a_hostile_form_is_a_form(http: httpx.Client) -> None:
    attack = "\"'></script><zx9 onzx9=alert(1)>{{7*7}}"
    page = http.post(
        PATH, data={"partners.0": "1", "partners.0.name": attack, "headcount": attack, "do": attack}
    )
    assert page.status_code == 422
    assert "<zx9" not in page.text
    assert forms.read(page).values["partners.0.name"] == attack
    numbers = {f"partners.{n}.name": "x" for n in (999, 3, 17)}
    values = forms.read(http.post(PATH, data={**numbers, "do": "keep"})).values
    assert [values.get(f"partners.{n}.name") for n in range(4)] == ["x", "x", "x", None]
    assert http.post(PATH, content=b"\xff\xfe&=%zz").status_code == 200
    assert http.post(PATH, content=b"a=1&" * 5000).status_code == 413
    foreign = http.post(PATH, data={"headcount": "1"}, headers={"Origin": "https://example.org"})
    assert foreign.status_code == 403


def test_english(http: httpx.Client) -> None:
    given = {"currency": "EUR", "headcount": "5", "turnover_eur": "1"}
    page = forms.send(http, http.get(f"{PATH}?lang=en"), CHECK, **given)
    assert page.url.params["lang"] == "en"
    assert sign(page) == "SME"
    assert "micro enterprise" in text_of(page)
