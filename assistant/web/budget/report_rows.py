"""The budget itself, row by row, as it was written: what a report repeats."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any, NamedTuple

from assistant.web.budget.view import Writer
from assistant.web.budget.words import capital

_ISO = re.compile(r"([0-9]{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01]))(?:T([0-9:]{5,8}))?")
_CURRENCIES = {"amount_eur": "EUR", "amount_dkk": "DKK"}


class Row(NamedTuple):
    """What something is called, and what it is."""

    label: str
    text: str


def budget_rows(
    raw: Mapping[str, Any], amounts: Mapping[str, Any], writer: Writer
) -> Iterator[Row]:
    """Give each part of a budget: costs, financing, applicant, dates, de minimis aid.

    `amounts` are how the amounts of `raw` were read (`budget_amounts`).
    """
    texts, words = writer.texts, writer.words
    for region, amount in (amounts["by_region"] or {}).items():
        label = f"{texts['chart']['costs']}, {capital(words.regions.get(region, region))}"
        yield Row(label, writer.money(Decimal(amount)))
    yield Row(texts["costs"]["total"], writer.money(Decimal(amounts["total"])))
    for source, amount in amounts["financing"].items():
        label = f"{texts['chart']['financing']}, {writer.source(source)}"
        yield Row(label, writer.money(Decimal(amount)))
    yield from _applicant(raw.get("applicant", {}), writer)
    if "submitted" in raw:
        yield Row(texts["doc"]["submitted"], _moment(raw["submitted"], writer))
    if period := raw.get("period"):
        start, end = (_moment(period.get(name, ""), writer) for name in ("start", "end"))
        yield Row(texts["doc"]["period"], f"{start} {texts['doc']['to']} {end}")
    for award in raw.get("de_minimis", ()):
        yield from _award(award, writer)


def _applicant(applicant: Mapping[str, Any], writer: Writer) -> Iterator[Row]:
    doc, texts = writer.texts["doc"], writer.texts["applicant"]
    if kind := applicant.get("kind"):
        yield Row(doc["applicant_kind"], capital(writer.words.applicants.get(kind, kind)))
    if "designated" in applicant:
        yield Row(doc["designated"], texts["yes"] if applicant["designated"] else texts["no"])


def _award(award: Mapping[str, Any], writer: Writer) -> Iterator[Row]:
    doc = writer.texts["doc"]
    who = award.get("undertaking", "–")
    parts = [_moment(award.get("award_date", ""), writer), _money(award, writer)]
    if group := award.get("group"):
        parts.append(str(doc["group"]).format(group=group))
    if award.get("road_freight"):
        parts.append(doc["road_freight"])
    if start := award.get("fiscal_year_start"):
        parts.append(str(doc["fiscal_year"]).format(day=start))
    yield Row(f"{doc['award']}, {who}", ", ".join(parts))
    for grant in award.get("previous", ()):
        text = f"{_moment(grant.get('date', ''), writer)}, {_money(grant, writer)}"
        yield Row(f"{doc['earlier']}, {who}", text)


def _moment(text: str, writer: Writer) -> str:
    """Return a day, with its time of day, in words where the browser's fields wrote it."""
    match = _ISO.fullmatch(text)
    if match is None:
        return text or "–"
    clock = f" {writer.texts['doc']['clock']} {match[2].replace(':', '.')}" if match[2] else ""
    return writer.day(match[1]) + clock


def _money(grant: Mapping[str, Any], writer: Writer) -> str:
    for name, currency in _CURRENCIES.items():
        if name in grant:
            money = writer.written(grant[name], currency)
            if rate := grant.get("eur_dkk"):
                mark = "," if writer.language == "da" else "."
                text = re.sub("[.,]", mark, rate)
                money += f", {str(writer.texts['doc']['rate']).format(rate=text)}"
            return money
    return "–"
