"""The types of the rule checker: what rules are made of, and what a check finds.

Amounts and shares are Decimal and exact. A text for people is `Bilingual`, Danish beside English.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Literal, NamedTuple

FindingStatus = Literal["pass", "fail", "unknown", "not_applicable"]


class Bilingual(NamedTuple):
    """One text in both languages."""

    da: str
    en: str


@dataclass(frozen=True, slots=True)
class Quote:
    """A verbatim place that a parameter rests on: `document.text[start:end]`."""

    document_id: str
    title: str
    quote: str
    start: int
    end: int
    document_sha256: str
    link: str


@dataclass(frozen=True, slots=True)
class Legal:
    """An act and the article in it that a parameter rests on; `article` may be empty."""

    act: str
    article: str = ""


@dataclass(frozen=True, slots=True)
class Parameter:
    """A dated value with its source.

    `value` is a Decimal (a share as a fraction, an amount, a count), a moment, or a word. `where`
    narrows it: the regions, sources or kinds it holds for; empty means everywhere. `unit` is an
    ISO 4217 code, `share`, `year`, or None. Both ends of the validity are included.
    """

    name: str
    value: Decimal | datetime | str
    unit: str | None = None
    where: tuple[str, ...] = ()
    valid_from: date | None = None
    valid_to: date | None = None
    citations: tuple[Quote, ...] = ()
    legal: tuple[Legal, ...] = ()

    def in_force(self, day: date) -> bool:
        """Tell whether the parameter is valid on `day`."""
        return (self.valid_from is None or self.valid_from <= day) and (
            self.valid_to is None or day <= self.valid_to
        )


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule of a book: its kind in code, what it is about, its dated parameters.

    `target` is what the rule looks at (a source of financing) and `needs` what that requires;
    which of them a kind uses is said by the kind.
    """

    id: str
    kind: str
    name: Bilingual
    parameters: tuple[Parameter, ...] = ()
    target: str | None = None
    needs: str | None = None
    assumptions: tuple[Bilingual, ...] = ()


@dataclass(frozen=True, slots=True)
class RuleBook:
    """The rules of one call, and the words a budget for it may use, each with its name.

    `grants` are the sources that the call itself gives; `version` is the SHA-256 of what the book
    was read from. `words` are other names that people give a source, in either language.
    """

    call: str
    version: str
    currency: str
    regions: Mapping[str, Bilingual]
    sources: Mapping[str, Bilingual]
    grants: tuple[str, ...]
    applicants: Mapping[str, Bilingual]
    rules: tuple[Rule, ...]
    words: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def first(self, kind: str) -> Rule | None:
        """Return the first rule of a kind, if there is one."""
        return next((rule for rule in self.rules if rule.kind == kind), None)


@dataclass(frozen=True, slots=True)
class Step:
    """One line of a trace, with what it was made of below it."""

    text: Bilingual
    steps: tuple[Step, ...] = ()


@dataclass(frozen=True, slots=True)
class Finding:
    """What one rule says of a budget, or, as a part of it, of one source or undertaking.

    `key` names the part (empty for the finding itself). `actual` and `limit` are amounts in the
    currency of the rule, `limit_high` the limit under the kindest reading of an input that does
    not decide. `share` and `max_share` are unrounded fractions (a quotient that does not end has
    200 digits). `actual_date` and `limit_date` stand in for the amounts where days or moments are
    compared. `missing_input` are dotted keys of the budget. `name` is the rule's, or the part's.
    """

    rule_id: str
    status: FindingStatus
    message: Bilingual
    key: str = ""
    actual: Decimal | None = None
    limit: Decimal | None = None
    limit_high: Decimal | None = None
    share: Decimal | None = None
    max_share: Decimal | None = None
    formula: str | None = None
    assumptions: tuple[Bilingual, ...] = ()
    missing_input: tuple[str, ...] = ()
    parts: tuple[Finding, ...] = ()
    valid_from: date | None = None
    valid_to: date | None = None
    citations: tuple[Quote, ...] = ()
    legal: tuple[Legal, ...] = ()
    remedy: Bilingual | None = None
    trace: Sequence[Step] = field(default=(), compare=False)
    name: Bilingual | None = None
    actual_date: date | None = None
    limit_date: date | None = None


@dataclass(frozen=True, slots=True)
class CheckResult:
    """All findings of a check, in the order of the book.

    `largest` holds the largest grant that the caps allow for these costs, by source, and
    `smallest_own` what then remains for others to pay; None where the costs don't decide it.
    Where only the total of the costs is known, `largest` is what is certain and `largest_high`
    what is possible at most, for the sources where that is more.
    """

    call: str
    version: str
    status: Literal["pass", "fail", "unknown"]
    findings: tuple[Finding, ...]
    largest: Mapping[str, Decimal | None] = field(default_factory=dict)
    smallest_own: Decimal | None = None
    notes: tuple[Bilingual, ...] = ()
    largest_high: Mapping[str, Decimal] = field(default_factory=dict)
