"""A budget as the form sends it, and what a page says of one, in words."""

from __future__ import annotations

import html
import re

CALL = "innovationskraft-2023-2024"
PATH = "/tjek-budget"
# 40 per cent of three millions and 60 of two are 2.4 millions.
FORM = {
    "call": CALL,
    "costs.kind": "regions",
    "costs.hovedstaden": "3 mio. kr.",
    "costs.sjaelland": "2.000.000",
    "financing.regionalfonden": "2,4 mio. kr.",
    "financing.partners": "2.600.000",
    "applicant.kind": "cluster_organisation",
    "applicant.designated": "yes",
    "submitted.date": "2022-05-20",
    "submitted.time": "09:30",
    "period.start": "2023-02-01",
    "period.end": "2025-01-31",
    "de_minimis.0.undertaking": "Æblegården <b>& Søn</b>",
    "de_minimis.0.award_date": "2023-09-01",
    "de_minimis.0.currency": "eur",
    "de_minimis.0.amount": "40.000",
    "de_minimis.0.fiscal_year_start": "01-01",
    "de_minimis.0.previous.0.date": "2021-05-15",
    "de_minimis.0.previous.0.currency": "dkk",
    "de_minimis.0.previous.0.amount": "596.800",
    "de_minimis.0.previous.0.eur_dkk": "7,46",
}
BROKEN = {**FORM, "financing.regionalfonden": "2.500.000", "financing.partners": "2.500.000"}


def text_of(page: str, part: str = "main") -> str:
    """Return the text of the first element `part`, without what only sighted people lack."""
    start = re.search(rf"<{part}\b[^>]*>", page)
    inner = page[start.end() : page.rindex(f"</{part}>")] if start else page
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", inner)).split())


def statuses(page: str) -> dict[str, str]:
    """Return the status word of each finding on the page, by rule."""
    found = re.findall(
        r'id="regel-([\w-]+)">\s*<h4>.*?class="sign sign-(\w+)"', page, flags=re.DOTALL
    )
    return dict(found)
