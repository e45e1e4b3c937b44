"""Budgets for the doors: a good one, ways to spoil it, and what the check must say of each."""

from __future__ import annotations

import json
import re
from copy import deepcopy
from itertools import pairwise
from typing import Any

RULES = [
    "erdf-share", "decentral-share", "no-decentral-alone", "financing-balance", "pool-size",
    "applicant", "deadline", "period", "de-minimis",
]  # fmt: skip
FINDING_KEYS = {
    "rule_id", "status", "message", "actual", "limit", "share", "max_share", "formula",
    "assumptions", "missing_input", "parts", "valid_from", "valid_to", "citations", "legal",
    "remedy",
}  # fmt: skip
EXAMPLE = """\
call: innovationskraft-2023-2024
applicant: {kind: cluster_organisation, designated: true}
submitted: 2022-05-20T09:30:00
period: {start: 2023-02-01, end: 2025-01-31}
costs:
  hovedstaden: 3000000
  sjaelland: 2000000
financing:
  regionalfonden: 2400000
  decentrale_midler: 0
  partners: 2600000
de_minimis:
  - {undertaking: "87654321", award_date: 2023-09-01, amount_eur: 40000,
     road_freight: false, previous: [{date: 2021-05-15, amount_eur: 80000}]}
"""
AS_JSON: dict[str, Any] = {
    "call": "innovationskraft-2023-2024",
    "applicant": {"kind": "cluster_organisation", "designated": True},
    "submitted": "2022-05-20T09:30:00",
    "period": {"start": "2023-02-01", "end": "2025-01-31"},
    "costs": {"hovedstaden": 3000000, "sjaelland": 2000000},
    "financing": {"regionalfonden": 2400000, "decentrale_midler": 0, "partners": 2600000},
    "de_minimis": [
        {
            "undertaking": "87654321",
            "award_date": "2023-09-01",
            "amount_eur": 40000,
            "road_freight": False,
            "previous": [{"date": "2021-05-15", "amount_eur": 80000}],
        }
    ],
}
# One øre above the cap: exact decimals must survive the way from the text of the input.
ABOVE = EXAMPLE.replace("2400000", "2400000.01").replace("2600000", "2599999.99")
UNDECIDED = "costs: {total: 5000000}\nfinancing: {regionalfonden: 2500000, partners: 2500000}\n"


def changed(**values: Any) -> bytes:
    """Return the example as JSON with keys of the first level replaced; None takes one out."""
    budget = {**deepcopy(AS_JSON), **values}
    return json.dumps({k: v for k, v in budget.items() if v is not None}).encode()


def costs(text: str) -> bytes:
    """Return a budget whose costs have `text` as they stand."""
    return f'{{"costs": {{{text}}}, "financing": {{"partners": 1}}}}'.encode()


# Name: (the input as JSON, a word of the message or hint that says where or what).
WRONG: dict[str, tuple[bytes, str]] = {
    "empty": (b"", "empty"),
    "no mapping": (b"[1, 2]", ""),
    "unknown key": (changed(colour="red"), "colour"),
    "unknown region": (costs('"atlantis": 5'), "atlantis"),
    "unknown source": (changed(financing={"lottery": 5}), "lottery"),
    "unknown applicant": (changed(applicant={"kind": "king"}), "applicant.kind"),
    "negative": (changed(financing={"partners": -1}), "financing.partners"),
    "all zero": (costs('"sjaelland": 0'), "costs"),
    "total beside a region": (costs('"total": 5, "sjaelland": 5'), "total"),
    "no costs": (changed(costs=None), "costs"),
    "no financing": (changed(financing=None), "financing"),
    "NaN": (costs('"sjaelland": NaN'), ""),
    "NaN as text": (costs('"sjaelland": "NaN"'), "costs.sjaelland"),
    "infinite": (costs('"sjaelland": Infinity'), ""),
    "1e400": (costs('"sjaelland": 1e400'), "costs.sjaelland"),
    "1e400000000": (costs('"sjaelland": 1e400000000'), "costs.sjaelland"),
    "a million digits": (costs('"sjaelland": ' + "9" * 900_000), ""),
    "boolean": (costs('"sjaelland": true'), "costs.sjaelland"),
    "unicode digits": (costs('"sjaelland": "٣٠٠٠"'), "costs.sjaelland"),
    "mixed grouping": (costs('"sjaelland": "1,234.567,8"'), "costs.sjaelland"),
    "key twice": (costs('"sjaelland": 1, "sjaelland": 2'), "sjaelland"),
    "no day": (changed(period={"start": "2023-02-30"}), "period.start"),
    "no moment": (changed(submitted="i morgen"), "submitted"),
    "previous after the award": (
        changed(
            de_minimis=[
                {
                    "undertaking": "1",
                    "award_date": "2023-09-01",
                    "amount_eur": 1,
                    "previous": [{"date": "2023-09-02", "amount_eur": 1}],
                }
            ]
        ),
        "de_minimis.0.previous.0",
    ),
    "kroner without a rate": (
        changed(de_minimis=[{"undertaking": "1", "award_date": "2023-09-01", "amount_dkk": 1}]),
        "eur_dkk",
    ),
    "unknown call": (changed(call="no-such-call"), "no-such-call"),
    "call that is no text": (changed(call=["x"]), "call"),
    "deep": (b'{"costs": ' + b'{"a":' * 50_000 + b"1" + b"}" * 50_000 + b"}", ""),
    "deep list": (b"[" * 100_000, ""),
    "not UTF-8": (b'{"costs": "\xff\xfe"}', "UTF-8"),
    "surrogate": (b'{"call": "\\ud800", "costs": {"total": 1}, "financing": {}}', ""),
    "NUL": (b'{"call": "\\u0000", "costs": {"total": 1}, "financing": {}}', ""),
    "half": (b'{"costs": {"total": 1}', ""),
}  # fmt: skip
# What only YAML can say.
WRONG_YAML: dict[str, tuple[bytes, str]] = {
    "bomb": (
        b"a: &a [x,x,x,x,x,x,x,x,x]\n"
        + b"".join(
            f"{name}: &{name} [{','.join([f'*{before}'] * 9)}]\n".encode()
            for before, name in pairwise("abcdefghi")
        ),
        "",
    ),
    "alias": (b"costs: &c {total: 1}\nfinancing: *c\n", ""),
    "loop": (b"costs: &c {total: *c}\nfinancing: {}\n", ""),
    "tag": (b"costs: !!python/object/apply:os.system ['exit 9']\nfinancing: {}\n", ""),
    "float tag": (b"costs: {total: !!float 5}\nfinancing: {partners: 5}\n", ""),
    "merge": (b"costs: {total: 1}\nfinancing: {<<: {partners: 1}}\n", ""),
    "deep": (b"costs: " + b"[" * 20_000, ""),
    "deep blocks": (b"".join(b" " * n + b"a:\n" for n in range(1_200)), ""),
    "two documents": (b"costs: {total: 1}\n---\nfinancing: {}\n", ""),
    "sexagesimal": (b"costs: {total: 1:30}\nfinancing: {partners: 90}\n", "costs.total"),
    "no YAML": (b"costs: {total: 1\n", ""),
    "10 MB": (b"costs:\n" + b"  a: 1\n" * 1_500_000, "bytes"),
    "10 MB of one scalar": (b"costs: " + b"9" * 10_000_000, "bytes"),
    "binary": (bytes(range(256)) * 100, ""),
}  # fmt: skip


def check_result(result: dict[str, Any]) -> None:
    """Hold the object of `check` against the contract."""
    assert [finding["rule_id"] for finding in result["findings"]] == RULES
    statuses = {finding["status"] for finding in result["findings"]}
    assert statuses <= {"pass", "fail", "unknown", "not_applicable"}
    expected = "fail" if "fail" in statuses else "unknown" if "unknown" in statuses else "pass"
    assert result["status"] == expected
    for finding in result["findings"]:
        assert finding.keys() >= FINDING_KEYS
        assert set(finding["message"]) == {"da", "en"}
        for name in ("actual", "limit", "share", "max_share"):
            value = finding[name]
            assert value is None or re.fullmatch(r"-?\d+(\.\d*[1-9])?", value), (name, value)
        assert finding["citations"] or finding["legal"]
        for citation in finding["citations"]:
            assert citation["end"] - citation["start"] == len(citation["quote"])
