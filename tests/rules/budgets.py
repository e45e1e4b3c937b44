"""Budgets as bytes for tests, read by the real door with the words of the real call."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from textwrap import dedent

import yaml

from assistant.rules.budget import Budget
from assistant.rules.budget_reader import read_budget
from assistant.rules.model import Bilingual, RuleBook
from assistant.rules.reading import read_data

CALL = "innovationskraft-2023-2024"
RULES = Path(__file__).parents[2] / "corpus" / CALL / "rules.yaml"

# The example of the contract.
WHOLE = """
call: innovationskraft-2023-2024        # optional while there is one call
applicant: {kind: cluster_organisation, designated: true}
submitted: 2022-05-20T09:30:00          # no offset: Europe/Copenhagen
period: {start: 2023-02-01, end: 2025-01-31}
costs:
  hovedstaden: 3000000
  sjaelland: 2000000
financing:                              # DKK
  regionalfonden: 2400000
  decentrale_midler: 0
  partners: 2600000
de_minimis:
  - {undertaking: "87654321", group: "optional: shares one ceiling", award_date: 2023-09-01,
     amount_eur: 40000, road_freight: false,
     previous: [{date: 2021-05-15, amount_eur: 80000}]}
"""


@cache
def book() -> RuleBook:
    """Return a book with the words of the call and no rules: the reader needs no more."""
    data = yaml.safe_load(RULES.read_text("utf-8"))
    names = {
        part: {word: Bilingual(**both) for word, both in data[part].items()}
        for part in ("regions", "sources", "applicants")
    }
    return RuleBook(CALL, "", data["currency"], grants=tuple(data["grants"]), rules=(), **names)


def read(text: str) -> Budget:
    """Return the budget of a YAML or JSON text."""
    return read_budget(read_data(dedent(text).encode()), book())


def with_costs(rest: str) -> str:
    """Return a budget that has what every budget must have, and `rest`."""
    return "costs: {total: 100}\nfinancing: {partners: 100}\n" + dedent(rest)
