"""The de minimis rule of a made-up call, and budgets that hold new grants only."""

from __future__ import annotations

from decimal import Decimal

from assistant.rules.budget import Award, Budget, Costs
from assistant.rules.load import load_law
from assistant.rules.model import Bilingual, Rule, RuleBook

LAW = load_law("de-minimis")
RULE = Rule(
    id="de-minimis",
    kind="ceiling",
    name=Bilingual("De minimis-støtte", "De minimis aid"),
    parameters=LAW.parameters,
    assumptions=LAW.assumptions,
)
BOOK = RuleBook(
    call="made-up",
    version="0",
    currency="DKK",
    regions={},
    sources={},
    grants=(),
    applicants={},
    rules=(RULE,),
)


def budget(*awards: Award) -> Budget:
    """Return a budget with these new grants."""
    return Budget(costs=Costs(Decimal(1)), financing={}, de_minimis=awards)
