"""A project lasts a number of years at most."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import MAXYEAR, date, timedelta

from assistant.rules.budget import Budget, Period
from assistant.rules.kinds.base import (
    both,
    day_of,
    everywhere,
    expect,
    found,
    in_force,
    is_years,
    not_in_force,
    number,
)
from assistant.rules.model import Bilingual, Finding, FindingStatus, Parameter, Rule, RuleBook
from assistant.rules.wording import NOTHING, compared, counted, say, when


def last_day(start: date, years: int) -> date:
    """Return the last of `years` years from `start` on, `start` included.

    A year from 29 February ends on 28 February: where there is no such day, 1 March is the
    anniversary.
    """
    if start.year + years > MAXYEAR:
        return date.max
    leap = start.month == 2 and start.day == 29
    anniversary = start.replace(year=start.year + years, month=3 if leap else start.month, day=1)
    return anniversary + timedelta(days=start.day - 2 if not leap else -1)


class Duration:
    """From `start` to `end` it is at most `years` years, both days included."""

    def check_rule(self, rule: Rule, book: RuleBook) -> None:
        """Check for whole `years`."""
        expect(rule, {"years": both(is_years, everywhere)})

    def evaluate(self, rule: Rule, book: RuleBook, budget: Budget) -> Finding:
        """Compare the last day of the project with the last one allowed."""
        period = budget.period
        if period is None:
            message = say("duration.not_applicable")
            return found(rule, book, "not_applicable", message, rule.parameters)
        used = in_force(rule.parameters, day_of(budget))
        if not used:
            return not_in_force(rule, book, budget)
        if period.start is None or period.end is None:
            return _undecided(rule, book, period, used)
        return _compared(rule, book, period.start, period.end, used)


def _compared(
    rule: Rule, book: RuleBook, start: date, end: date, used: Sequence[Parameter]
) -> Finding:
    years = int(number(used[0]))
    last = last_day(start, years)
    days = (end - last).days
    status: FindingStatus = "fail" if days > 0 else "pass"
    texts = _texts(years, start, end, last) | {"over": counted(days, "day")}
    sign = "≤" if status == "pass" else ">"
    return found(
        rule,
        book,
        status,
        say(f"duration.{status}", **texts),
        used,
        inputs=lambda: [say("duration.input", **texts)],
        comparison=lambda: compared(texts["end"], sign, texts["limit"]),
        formula=f"{start.isoformat()} + {years} × 1 year − 1 day = {last.isoformat()}; "
        f"{end.isoformat()} {sign} {last.isoformat()}",
        remedy=say("duration.fail_remedy", **texts) if status == "fail" else None,
        actual_date=end,
        limit_date=last,
    )


def _undecided(rule: Rule, book: RuleBook, period: Period, used: Sequence[Parameter]) -> Finding:
    """Return the finding for a period without a start or without an end."""
    years = int(number(used[0]))
    last = last_day(period.start, years) if period.start else None
    missing = [key for key in ("start", "end") if getattr(period, key) is None]
    outcome = "unknown_both" if len(missing) > 1 else f"unknown_{missing[0]}"
    texts = _texts(years, period.start, period.end, last)
    given = period.start or period.end
    return found(
        rule,
        book,
        "unknown",
        say(f"duration.{outcome}", **texts),
        used,
        inputs=[say(f"duration.input_{outcome}", **texts)] if given else (),
        missing_input=tuple(f"period.{key}" for key in missing),
        remedy=say(f"duration.{outcome}_remedy", **texts),
        actual_date=period.end,
        limit_date=last,
    )


def _texts(
    years: int, start: date | None, end: date | None, last: date | None
) -> dict[str, Bilingual]:
    return {
        "years": counted(years, "year"),
        "start": when(start) if start else NOTHING,
        "end": when(end) if end else NOTHING,
        "limit": when(last) if last else NOTHING,
    }
