"""What an assessment takes for granted, said openly."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.rules.model import Bilingual
from assistant.rules.sme.add_up import Counted
from assistant.rules.sme.firm import Firm
from assistant.rules.sme.limits import Limits
from assistant.rules.sme.reasons import names
from assistant.rules.sme.wording import percent, say


def assumptions(
    firm: Firm, counted: Sequence[Counted], limits: Limits, *, public: bool | None
) -> list[Bilingual]:
    """Return the assumptions behind the result; where public ownership decides, only its own."""
    if public:
        return [] if firm.exception is False else [say("assumption.no_exception")]
    return [
        *limits.assumptions,
        *_of_others(counted, limits),
        *_of_owners(firm, limits),
        *_of_years(firm, limits),
    ]


def _of_others(counted: Sequence[Counted], limits: Limits) -> list[Bilingual]:
    limit = percent(limits.value("partner"))
    if not counted:
        return [say("assumption.no_others", limit=limit)]
    found = [
        say("assumption.autonomous", name=name, share=percent(each.other.share), limit=limit)
        for each, name in zip(counted, names(counted), strict=True)
        if each.role == "autonomous" and each.other.share is not None
    ]
    if any(each.role == "partner" for each in counted):
        found.append(say("assumption.partners_whole"))
    return found


def _of_owners(firm: Firm, limits: Limits) -> list[Bilingual]:
    limit = limits.value("public")
    if firm.public is None:
        return [say("assumption.public", limit=percent(limit))]
    return [say("assumption.exception")] if firm.exception and firm.public >= limit else []


def _of_years(firm: Firm, limits: Limits) -> list[Bilingual]:
    if firm.new:
        return []
    periods = f"{limits.value('periods'):f}"
    if not firm.years and not firm.previous:
        return [say("assumption.one_year", periods=periods)]
    found = [say("assumption.before" if firm.previous else "assumption.first_year")]
    if firm.years:
        found.append(say("assumption.years_whole"))
    return [*found, say("assumption.bought", periods=periods)]
