"""From the form to the budget that is checked, and back from a budget in a file."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from assistant.web.budget.form import AwardRow, Form, Row
from assistant.web.budget.words import Words

_MOMENT = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})[Tt ](.+)")
_NUMBER = re.compile(r"-?[0-9]+(?:\.[0-9]+)?(?:[eE][+-]?[0-9]{1,4})?")
_MOST_PLACES = 60
_AMOUNTS = {"eur": "amount_eur", "dkk": "amount_dkk"}
_DESIGNATED = {"yes": True, "no": False}
_WORDS_OF_FLAGS = {True: "yes", False: "no"}


@dataclass
class Draft:
    """A budget as it goes to the service, texts as they were written.

    `places` leads from the start of a key of the budget to the start of the fields' names, where
    the two differ: rows that nobody wrote in are left out, so the later ones move up.
    """

    raw: dict[str, Any]
    places: dict[str, str] = field(default_factory=dict)


def to_draft(form: Form, words: Words) -> Draft:
    """Return the budget of a form; sections without anything in them are left out."""
    raw: dict[str, Any] = {"call": words.call}
    if applicant := _applicant(form):
        raw["applicant"] = applicant
    day, clock = form.text("submitted.date"), form.text("submitted.time")
    if day or clock:
        raw["submitted"] = f"{day}T{clock}" if clock else day
    if period := _filled(form, "period", ("start", "end")):
        raw["period"] = period
    total = form.text("costs.kind") == "total"
    raw["costs"] = _filled(form, "costs", ["total"] if total else list(words.regions))
    raw["financing"] = _filled(form, "financing", list(words.sources))
    draft = Draft(raw)
    awards: list[dict[str, Any]] = []
    for number, award in enumerate(form.awards):
        if _has_text(award.fields) or any(map(_has_text, award.previous)):
            draft.places[f"de_minimis.{len(awards)}"] = f"de_minimis.{number}"
            awards.append(_award(award, f"de_minimis.{len(awards)}", number, draft))
    if awards:
        raw["de_minimis"] = awards
    return draft


def from_budget(raw: Mapping[str, Any], words: Words) -> Form:
    """Return the form for a budget from a file; what the form has no field for is left out."""
    form = Form({"call": words.call})
    costs = _section(raw, "costs")
    form.fields["costs.kind"] = "total" if "total" in costs else "regions"
    for section, names, read in (
        ("costs", ["total", *words.regions], _number_text),
        ("financing", list(words.sources), _number_text),
        ("period", ["start", "end"], _text),
    ):
        for name in names:
            form.fields[f"{section}.{name}"] = read(_section(raw, section).get(name))
    applicant = _section(raw, "applicant")
    form.fields["applicant.kind"] = _text(applicant.get("kind"))
    designated = applicant.get("designated")
    if isinstance(designated, bool):
        form.fields["applicant.designated"] = _WORDS_OF_FLAGS[designated]
    submitted = _text(raw.get("submitted"))
    match = _MOMENT.fullmatch(submitted)
    form.fields["submitted.date"] = match[1] if match else submitted
    form.fields["submitted.time"] = match[2] if match else ""
    listed = raw.get("de_minimis")
    form.awards = [
        _award_row(each) for each in (listed if isinstance(listed, list) else [])
        if isinstance(each, Mapping)
    ]  # fmt: skip
    return form


def _applicant(form: Form) -> dict[str, Any]:
    applicant: dict[str, Any] = {}
    if kind := form.text("applicant.kind"):
        applicant["kind"] = kind
    if (designated := form.text("applicant.designated")) in _DESIGNATED:
        applicant["designated"] = _DESIGNATED[designated]
    return applicant


def _award(award: AwardRow, key: str, number: int, draft: Draft) -> dict[str, Any]:
    names = ("undertaking", "group", "award_date")
    raw: dict[str, Any] = {n: award.fields[n] for n in names if award.fields.get(n)}
    raw.update(_money(award.fields))
    if award.fields.get("road_freight"):
        raw["road_freight"] = True
    if award.fields.get("fiscal_year_start"):
        raw["fiscal_year_start"] = award.fields["fiscal_year_start"]
    previous: list[dict[str, Any]] = []
    for at, row in enumerate(award.previous):
        if _has_text(row):
            here = f"{key}.previous.{len(previous)}"
            draft.places[here] = f"de_minimis.{number}.previous.{at}"
            day = {"date": row["date"]} if row.get("date") else {}
            previous.append({**day, **_money(row)})
    if previous:
        raw["previous"] = previous
    return raw


def _money(row: Row) -> dict[str, str]:
    """Return the amount by its currency, with the rate where there is one to use."""
    currency = row.get("currency", "eur")
    money = {_AMOUNTS.get(currency, "amount_eur"): row["amount"]} if row.get("amount") else {}
    if currency == "dkk" and row.get("eur_dkk"):
        money["eur_dkk"] = row["eur_dkk"]
    return money


def _award_row(raw: Mapping[str, Any]) -> AwardRow:
    names = ("undertaking", "group", "award_date", "fiscal_year_start")
    fields = {name: _text(raw.get(name)) for name in names}
    fields |= _money_fields(raw)
    if raw.get("road_freight") is True:
        fields["road_freight"] = "yes"
    listed = raw.get("previous")
    previous = [
        {"date": _text(each.get("date")), **_money_fields(each)}
        for each in (listed if isinstance(listed, list) else [])
        if isinstance(each, Mapping)
    ]
    return AwardRow(fields, previous)


def _money_fields(raw: Mapping[str, Any]) -> Row:
    currency = "dkk" if "amount_dkk" in raw else "eur"
    amount = _number_text(raw.get(_AMOUNTS[currency]))
    return {"currency": currency, "amount": amount, "eur_dkk": _number_text(raw.get("eur_dkk"))}


def _has_text(row: Row) -> bool:
    # A choice with a first answer of its own, and what nobody sees, say nothing alone.
    quiet = ("currency", "fiscal_year_start", "eur_dkk")
    return any(value for name, value in row.items() if name not in quiet)


def _filled(form: Form, section: str, names: Sequence[str]) -> dict[str, str]:
    texts = {name: form.text(f"{section}.{name}") for name in names}
    return {name: text for name, text in texts.items() if text}


def _section(raw: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    section = raw.get(name)
    return section if isinstance(section, Mapping) else {}


def _text(value: Any) -> str:
    """Return a leaf of a file as it was written; numbers come as such, too."""
    if isinstance(value, bool) or value is None or isinstance(value, Mapping | list):
        return ""
    return str(value).strip()


def _number_text(value: Any) -> str:
    """Return an amount so that the same is read from a field: there "1.500" is 1500.

    A number in a file has a decimal point; what is no such number stays as it was written.
    """
    text = _text(value)
    if isinstance(value, str) or not _NUMBER.fullmatch(text):
        return text
    number = Decimal(text)
    if abs(number.adjusted()) > _MOST_PLACES:
        return text
    whole, _, decimals = f"{number:f}".partition(".")
    decimals = decimals.rstrip("0")
    # Exactly three decimals would be read as thousands.
    return f"{whole}.{decimals}{'0' if len(decimals) == 3 else ''}" if decimals else whole
