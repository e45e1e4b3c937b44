"""The evaluation's own look at numbers: what may be said, and what is caught."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import pytest

from eval.metrics import numbers_accounted
from eval.metrics.base import Case

MakeCase = Callable[..., Case]
FINDING: dict[str, Any] = {
    "rule_id": "share",
    "actual": "2500000",
    "limit": "2400000",
    "max_share": "0.48",
    "message": {"da": "For meget."},
    "legal": [{"act": "Forordning (EU) 1407/2013", "article": "Artikel 3"}],
    "valid_from": None,
}


@pytest.mark.parametrize(
    ("text", "lang", "quotes"),
    [
        ("Op til 40 pct., på Bornholm 60 % [1].", "da", ["share"]),
        ("Op til fyrre procent [1].", "da", ["share"]),
        ("Fristen var den 12. marts 2031 kl. 14 [1].", "da", ["deadline"]),
        ("The deadline was 12 March 2031 [1].", "en", ["deadline"]),
        ("There are 14 gardens and DKK 160 million [1].", "en", ["deadline"]),
        ("Puljen støtter tre ting [1].", "da", ["list"]),
        ("Parkpuljen 2031-2032 giver 40 pct. [1].", "da", ["share"]),
        ("Det gælder den 1. januar 2030 [1].", "da", ["share"]),
        ("Det siger kilderne ikke.", "da", []),
    ],
)
def test_accounted(text: str, lang: str, quotes: Sequence[str], make_case: MakeCase) -> None:
    case = make_case(text, quotes, language=lang)
    judgement = numbers_accounted.judge(case)
    assert judgement.ok, judgement.why


@pytest.mark.parametrize(
    ("text", "lang", "quotes", "wrong"),
    [
        ("Op til 45 pct. [1].", "da", ["share"], "45"),
        ("Op til femogfyrre procent [1].", "da", ["share"], "femogfyrre"),
        ("I alt 40 mio. kr. [1].", "da", ["share"], "40 mio. kr."),
        ("Fristen var den 13. marts 2031 [1].", "da", ["deadline"], "13. marts 2031"),
        ("Fristen var den 12. marts 2031 kl. 15.00 [1].", "da", ["deadline"], "15.00"),
        ("There are fifteen gardens [1].", "en", ["deadline"], "fifteen"),
        ("Puljen støtter fire ting [1].", "da", ["list"], "fire"),
        ("Puljen støtter tre ting [1].", "da", ["share"], "tre"),
        ("Hvor meget er 80 pct.?", "da", [], "80 pct."),
        ("Det hedder spor-A77 [1].", "da", ["share"], "77"),
    ],
)
def test_unaccounted(
    text: str, lang: str, quotes: Sequence[str], wrong: str, make_case: MakeCase
) -> None:
    judgement = numbers_accounted.judge(make_case(text, quotes, language=lang))
    assert not judgement.ok
    assert wrong in judgement.why


@pytest.mark.parametrize(
    "text",
    [
        "I søger 2.500.000 kr., loftet er 2,4 mio. kr., altså 48 pct.",
        "Det følger af forordning (EU) 1407/2013, artikel 3.",
    ],
)
def test_findings_account_for_numbers(text: str, make_case: MakeCase) -> None:
    assert numbers_accounted.judge(make_case(text, (), findings=[FINDING])).ok
    assert not numbers_accounted.judge(make_case(text, ())).ok
