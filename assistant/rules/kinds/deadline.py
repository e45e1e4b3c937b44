"""An application is in time until a moment, that moment included."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from assistant.rules.budget import Budget
from assistant.rules.kinds.base import (
    SUBMITTED,
    RuleError,
    both,
    everywhere,
    expect,
    found,
    is_moment,
)
from assistant.rules.model import Bilingual, Finding, FindingStatus, Rule, RuleBook
from assistant.rules.quantities.moments import DANISH_TIME
from assistant.rules.wording import NOTHING, compared, counted, lapse, say, when


class Deadline:
    """The moment `latest` is in time, what comes after is not."""

    def check_rule(self, rule: Rule, book: RuleBook) -> None:
        """Check for one moment `latest`."""
        expect(rule, {"latest": both(is_moment, everywhere)})
        if len(rule.parameters) > 1:
            raise RuleError("the kind deadline takes one parameter, latest")

    def evaluate(self, rule: Rule, book: RuleBook, budget: Budget) -> Finding:
        """Compare instants; a day without a time decides nothing on the day of the deadline."""
        latest = rule.parameters[0].value
        assert isinstance(latest, datetime)
        latest = latest.astimezone(DANISH_TIME)
        submitted = budget.submitted
        if submitted is None:
            message = say("deadline.not_applicable", limit=when(latest))
            return found(rule, book, "not_applicable", message, rule.parameters)
        if isinstance(submitted, datetime):
            return self._of_moment(rule, book, submitted.astimezone(DANISH_TIME), latest)
        return self._of_day(rule, book, submitted, latest)

    def _of_moment(
        self, rule: Rule, book: RuleBook, submitted: datetime, latest: datetime
    ) -> Finding:
        # Two moments of one zone would be compared by their clocks, wrong when clocks change.
        late = submitted.astimezone(UTC) - latest.astimezone(UTC)
        if late > timedelta():
            return _finding(rule, book, "fail", submitted, latest, lapse(late))
        return _finding(rule, book, "pass", submitted, latest)

    def _of_day(self, rule: Rule, book: RuleBook, submitted: date, latest: datetime) -> Finding:
        days = (submitted - latest.date()).days
        if days > 0:
            return _finding(rule, book, "fail", submitted, latest, counted(days, "day"))
        return _finding(rule, book, "unknown" if days == 0 else "pass", submitted, latest)


def _finding(
    rule: Rule,
    book: RuleBook,
    status: FindingStatus,
    submitted: date,
    latest: datetime,
    late: Bilingual | None = None,
) -> Finding:
    actual, limit = when(submitted), when(latest)
    texts = {"actual": actual, "limit": limit, "late": late or NOTHING}
    sign = {"pass": "≤", "fail": ">", "unknown": "?"}[status]
    return found(
        rule,
        book,
        status,
        say(f"deadline.{status}", **texts),
        rule.parameters,
        inputs=lambda: [say("deadline.input", **texts)],
        comparison=lambda: compared(actual, sign, limit),
        formula=f"{submitted.isoformat()} {sign} {latest.isoformat()}",
        missing_input=(SUBMITTED,) if status == "unknown" else (),
        remedy=None if status == "pass" else say(f"deadline.{status}_remedy", **texts),
        actual_date=submitted,
        limit_date=latest,
    )
