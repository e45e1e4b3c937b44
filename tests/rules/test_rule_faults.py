"""What a kind of rule says of a rule that it can't be, word for word."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal

import pytest

from assistant.rules.kinds import KINDS, RuleError
from assistant.rules.model import Bilingual, Legal, Parameter, Rule, RuleBook

LAW = (Legal("Lov"),)
NAME = Bilingual("R", "R")
BOOK = RuleBook(
    call="made-up",
    version="0",
    currency="DKK",
    regions={"nord": NAME},
    sources={"fonden": NAME, "eget": NAME},
    grants=("fonden",),
    applicants={"skole": NAME},
    rules=(),
)
SHARE = Parameter("share", Decimal("0.5"), "share", legal=LAW)
CONDITION = Parameter("condition", "requires", legal=LAW)
BALANCE = replace(CONDITION, value="balance")
AMOUNT = Parameter("amount", Decimal(5), "DKK", where=("fonden",), legal=LAW)
DESIGNATED = Parameter("designated", "required", where=("skole",), legal=LAW)
LATEST = Parameter("latest", datetime(2022, 5, 30, 12), legal=LAW)
YEARS = Parameter("years", Decimal(2), "year", legal=LAW)
FONDEN = {"target": "fonden"}
BOTH = {"target": "fonden", "needs": "eget"}

GOOD = [
    ("share_cap", (SHARE,), FONDEN),
    ("share_cap", (replace(SHARE, value=Decimal(1)),), FONDEN),
    ("share_cap", (SHARE, replace(SHARE, where=("nord",))), FONDEN),
    ("requires", (CONDITION,), BOTH),
    ("balance", (BALANCE,), {}),
    ("cap", (AMOUNT,), {}),
    ("cap", (replace(AMOUNT, value=Decimal("0.01")),), {}),
    ("cap", (replace(AMOUNT, value=Decimal(10**15)),), {}),
    ("membership", (DESIGNATED,), {}),
    ("membership", (replace(DESIGNATED, value="not_required"),), {}),
    ("deadline", (LATEST,), {}),
    ("duration", (YEARS,), {}),
    ("duration", (replace(YEARS, value=Decimal(1)),), {}),
    ("duration", (replace(YEARS, value=Decimal(100)),), {}),
]

FRACTION = 'must be a fraction above 0 and up to 1, as in "0.40"'
DKK = 'must be a positive amount in DKK, as in "100000000"'
COUNT = 'must be a number of years from 1 to 100, as in "2"'
NARROW = "can't be narrowed by `where`"
BAD = [
    ("share_cap", (SHARE,), {}, "the kind share_cap needs the key target"),
    ("share_cap", (SHARE,), BOTH, "the kind share_cap has no use for the key needs"),
    ("share_cap", (), FONDEN, "the kind share_cap needs a parameter share"),
    (
        "share_cap",
        (SHARE, YEARS),
        FONDEN,
        "the kind share_cap has no parameter years, only share",
    ),
    ("share_cap", (replace(SHARE, value=Decimal(0)),), FONDEN, f"the parameter share {FRACTION}"),
    (
        "share_cap",
        (replace(SHARE, value=Decimal("1.01")),),
        FONDEN,
        f"the parameter share {FRACTION}",
    ),
    ("share_cap", (replace(SHARE, unit=None),), FONDEN, f"the parameter share {FRACTION}"),
    ("share_cap", (replace(SHARE, value="half"),), FONDEN, f"the parameter share {FRACTION}"),
    (
        "share_cap",
        (replace(SHARE, where=("nord", "syd")),),
        FONDEN,
        "the parameter share names the unknown region syd in `where`",
    ),
    (
        "share_cap",
        (replace(SHARE, where=("nord",)),),
        FONDEN,
        "the kind share_cap needs a share that holds everywhere",
    ),
    (
        "requires",
        (CONDITION,),
        {"target": "fonden", "needs": "fonden"},
        "target and needs are the same source",
    ),
    ("requires", (BALANCE,), BOTH, "the parameter condition must be requires"),
    (
        "requires",
        (replace(CONDITION, where=("fonden",)),),
        BOTH,
        f"the parameter condition {NARROW}",
    ),
    ("balance", (CONDITION,), {}, "the parameter condition must be balance"),
    ("balance", (replace(BALANCE, where=("nord",)),), {}, f"the parameter condition {NARROW}"),
    (
        "cap",
        (replace(AMOUNT, where=()),),
        {},
        "the parameter amount needs `where`: the source it holds for",
    ),
    (
        "cap",
        (replace(AMOUNT, where=("puljen",)),),
        {},
        "the parameter amount names the unknown source puljen in `where`",
    ),
    ("cap", (replace(AMOUNT, value=Decimal(0)),), {}, f"the parameter amount {DKK}"),
    ("cap", (replace(AMOUNT, unit="EUR"),), {}, f"the parameter amount {DKK}"),
    ("cap", (replace(AMOUNT, value="much"),), {}, f"the parameter amount {DKK}"),
    (
        "cap",
        (replace(AMOUNT, value=Decimal(10**15 + 1)),),
        {},
        "the parameter amount is larger than a budget can be",
    ),
    (
        "membership",
        (replace(DESIGNATED, where=()),),
        {},
        "the parameter designated needs `where`: the kind of applicant it holds for",
    ),
    (
        "membership",
        (replace(DESIGNATED, where=("klub",)),),
        {},
        "the parameter designated names the unknown kind of applicant klub in `where`",
    ),
    (
        "membership",
        (replace(DESIGNATED, value="yes"),),
        {},
        "the parameter designated must be required or not_required",
    ),
    (
        "deadline",
        (replace(LATEST, value="soon"),),
        {},
        'the parameter latest must be a moment, as in "2022-05-30T12:00:00"',
    ),
    ("deadline", (replace(LATEST, where=("nord",)),), {}, f"the parameter latest {NARROW}"),
    (
        "deadline",
        (
            replace(LATEST, valid_to=date(2020, 1, 1)),
            replace(LATEST, valid_from=date(2020, 1, 2)),
        ),
        {},
        "the kind deadline takes one parameter, latest",
    ),
    ("duration", (replace(YEARS, value=Decimal(0)),), {}, f"the parameter years {COUNT}"),
    ("duration", (replace(YEARS, value=Decimal(101)),), {}, f"the parameter years {COUNT}"),
    ("duration", (replace(YEARS, unit=None),), {}, f"the parameter years {COUNT}"),
    ("duration", (replace(YEARS, value="two"),), {}, f"the parameter years {COUNT}"),
    (
        "duration",
        (replace(YEARS, value=Decimal("1.5")),),
        {},
        "the parameter years must be whole years",
    ),
    ("duration", (replace(YEARS, where=("nord",)),), {}, f"the parameter years {NARROW}"),
    (
        "ceiling",
        (
            Parameter("ceiling", Decimal(5), "EUR", legal=LAW),
            Parameter("window", "rolling_years", legal=LAW),
            YEARS,
            SHARE,
        ),
        {},
        "the kind ceiling has no parameter share, only ceiling, window, years",
    ),
]


def rule(kind: str, parameters: tuple[Parameter, ...], keys: dict[str, str]) -> Rule:
    return replace(Rule("r", kind, NAME, parameters), **keys)


@pytest.mark.parametrize(("kind", "parameters", "keys"), GOOD)
def test_what_a_rule_can_be(
    kind: str, parameters: tuple[Parameter, ...], keys: dict[str, str]
) -> None:
    KINDS[kind].check_rule(rule(kind, parameters, keys), BOOK)


@pytest.mark.parametrize(("kind", "parameters", "keys", "says"), BAD)
def test_what_it_cannot_be(
    kind: str, parameters: tuple[Parameter, ...], keys: dict[str, str], says: str
) -> None:
    with pytest.raises(RuleError) as caught:
        KINDS[kind].check_rule(rule(kind, parameters, keys), BOOK)
    assert str(caught.value) == says
