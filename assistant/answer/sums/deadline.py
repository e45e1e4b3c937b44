"""When somebody says they sent it, against the rule of the deadline."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from decimal import Decimal

from assistant.answer.draft import Claim
from assistant.answer.in_time import beside_a_day, of_deadline
from assistant.answer.question import Part
from assistant.answer.sums.cues import cues, say
from assistant.rules.budget import Budget, Costs
from assistant.rules.evaluate import evaluate_rule
from assistant.rules.model import Finding, RuleBook
from assistant.rules.quantities import DANISH_TIME, DateParts, TimeParts, find_quantities
from assistant.types import Anchor, Language, Verdict


def answer_deadline(
    part: Part, book: RuleBook, language: Language, asks: bool
) -> tuple[Verdict | None, tuple[Claim, ...], tuple[Finding, ...]] | None:
    """Return whether a day or a moment that a part names was in time, or None where it names none.

    A day without a year is one of the deadline's year. On the last day the time of day decides,
    and is asked for. `asks` is true where the part asks for yes or no.
    """
    rule = book.first("deadline")
    told = f"{part.context} {part.text}" if part.context else part.text
    if rule is None or not asks or not cues().submit.search(told):
        return None
    latest = next((p.value for p in rule.parameters if isinstance(p.value, datetime)), None)
    if beside_a_day(part) or of_deadline(part):
        # "Sendt efter den 30. maj" names no day on which it was sent, nor does "fristen var …".
        return None
    sent = _sent(told, part.language, latest) if latest else None
    if sent is None:
        return None
    finding = evaluate_rule(rule, book, Budget(Costs(Decimal(1)), {}, submitted=sent))
    finding = replace(finding, trace=())
    anchors = tuple(Anchor(q.document_id, q.start, q.end) for q in finding.citations)
    claims = [Claim(finding.message.en if language == "en" else finding.message.da, anchors)]
    verdicts: dict[str, Verdict] = {"pass": "yes", "fail": "no", "unknown": "depends"}
    if finding.status == "unknown":
        claims.append(Claim(say(language)["deadline_time"], ()))
    return verdicts.get(finding.status), tuple(claims), (finding,)


def _sent(text: str, language: Language, latest: datetime) -> datetime | date | None:
    """Return the one moment, or the one day, that a text names."""
    found = find_quantities(text, language)
    days = [q.value for q in found if isinstance(q.value, DateParts)]
    times = [q.value for q in found if isinstance(q.value, TimeParts)]
    if len(days) != 1 or len(times) > 1 or days[0].month is None or days[0].day is None:
        return None
    year = days[0].year or latest.astimezone(DANISH_TIME).year
    try:
        day = date(year, days[0].month, days[0].day)
    except ValueError:
        return None
    if not times:
        # "Om formiddagen" on the last day is a time of its own: the text answers it.
        last = day == latest.astimezone(DANISH_TIME).date()
        return None if last and cues().day_part.search(text) else day
    hour, minute, second = times[0]
    if not (hour or minute or second):
        return None
    start = datetime.combine(day, datetime.min.time())
    moment = start + timedelta(hours=hour, minutes=minute, seconds=second)
    return moment.replace(tzinfo=DANISH_TIME)
