"""Why an enterprise has its category, in sentences."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from assistant.rules.model import Bilingual
from assistant.rules.sme.add_up import Counted, Sum, Sums
from assistant.rules.sme.firm import FIGURES, KEYS, FigureName, Firm
from assistant.rules.sme.limits import LEVELS, Category, Level, Limits
from assistant.rules.sme.status import fit_of
from assistant.rules.sme.wording import capital, euros, listed, percent, say, units


def size_reasons(sums: Sums, raw: Sequence[Category], limits: Limits) -> list[Bilingual]:
    """Say why the figures of one year are those of the category, or of the smallest possible."""
    reasons = []
    lowest = raw[0]
    if len(raw) == 1 and lowest != "large":
        reasons += _fits(sums, lowest, limits)
    if lowest != "micro":
        below = LEVELS[-1] if lowest == "large" else LEVELS[LEVELS.index(lowest) - 1]
        reasons.append(_over(sums, below, limits))
    return reasons


def open_reason(possible: Sequence[Category], missing: Sequence[str]) -> Bilingual:
    """Say which figures are missing to choose between the possible categories."""
    last = [key.rsplit(".", 1)[-1] for key in missing]
    names = [name for name in FIGURES if KEYS[name] in last]
    parts = [say("inline.headcount")] if "headcount" in names else []
    if amounts := [say(f"inline.{name}") for name in names if name != "headcount"]:
        parts.append(listed(amounts, "or"))
    labels = [say(f"category.{category}") for category in possible]
    return say("reason.open", possible=listed(labels, "and"), missing=listed(parts, "and"))


def year_reasons(
    firm: Firm, possible: Sequence[Category], raw: Sequence[Category], limits: Limits
) -> list[Bilingual]:
    """Say what earlier accounting periods do to the category."""
    if len(possible) > 1 or not (firm.years or firm.previous):
        return []
    periods = f"{limits.value('periods'):f}"
    if len(raw) == 1 and raw[0] != possible[0]:
        return [say("reason.kept", raw=say(f"category.{raw[0]}"), periods=periods)]
    if firm.previous not in (None, possible[0]):
        before = say(f"category.{firm.previous}")
        return [say("reason.changed", before=before, periods=periods)]
    return []


def other_reasons(counted: Sequence[Counted], limits: Limits) -> list[Bilingual]:
    """Say how each enterprise that counts does."""
    reasons = []
    for each, name in zip(counted, names(counted), strict=True):
        share = each.other.share
        if each.role == "partner":
            reasons.append(say("reason.partner", name=name, share=percent(each.weight)))
        elif each.role == "linked" and share is None:
            reasons.append(say("reason.linked", name=name))
        elif each.role == "linked" and share is not None:
            limit = percent(limits.value("control"))
            reasons.append(
                say("reason.linked_by_share", name=name, share=percent(share), limit=limit)
            )
    return reasons


def names(counted: Sequence[Counted]) -> list[Bilingual]:
    """Return what to call each enterprise: its name, or its place in its list."""
    found = []
    for each in counted:
        key, _, place = each.other.figures.key.rpartition(".")
        kind = "value.nameless_linked" if key == "linked" else "value.nameless_partner"
        name = each.other.name
        found.append(Bilingual(name, name) if name else say(kind, number=str(int(place) + 1)))
    return found


def _fits(sums: Sums, level: Level, limits: Limits) -> list[Bilingual]:
    """Say that the headcount keeps within the limits of a level, and one amount does."""
    headcount = say(
        "reason.headcount_fits",
        actual=units(sums["headcount"].known),
        limit=units(Fraction(limits.value("headcount", level))),
        category=say(f"group.{level}"),
    )
    name: FigureName = "turnover" if fit_of(sums, level, limits).turnover else "balance"
    amount = say(
        "reason.amount_fits",
        Figure=capital(say(f"inline.{name}")),
        actual=euros(sums[name].known),
        limit=euros(Fraction(limits.value(name, level))),
    )
    return [headcount, amount]


def _over(sums: Sums, level: Level, limits: Limits) -> Bilingual:
    """Say what passes the limits of a level: the headcount, or both amounts."""
    if fit_of(sums, level, limits).headcount is False:
        return say(
            "reason.headcount_over",
            actual=_at_least(sums["headcount"], units(sums["headcount"].known)),
            limit=units(Fraction(limits.value("headcount", level))),
            Category=capital(say(f"group.{level}")),
        )
    return say(
        "reason.amounts_over",
        turnover=_at_least(sums["turnover"], euros(sums["turnover"].known)),
        balance=_at_least(sums["balance"], euros(sums["balance"].known)),
        turnover_limit=euros(Fraction(limits.value("turnover", level))),
        balance_limit=euros(Fraction(limits.value("balance", level))),
        category=say(f"group.{level}"),
    )


def _at_least(figure: Sum, text: Bilingual) -> Bilingual:
    return say("value.at_least", value=text) if figure.missing else text
