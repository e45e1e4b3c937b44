"""What the kinds of rules share: the shape of a kind, its dated parameters, its findings."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Protocol, TypeVar

from assistant.rules.budget import Budget
from assistant.rules.model import (
    Bilingual,
    Finding,
    FindingStatus,
    Parameter,
    Rule,
    RuleBook,
)
from assistant.rules.quantities.moments import DANISH_TIME
from assistant.rules.trace import Told, trace
from assistant.rules.wording import say

T = TypeVar("T")
SUBMITTED = "submitted"
_LARGEST_AMOUNT = Decimal(10) ** 15
_LONGEST = Decimal(100)


class RuleError(ValueError):
    """A rule can't be what its kind needs; loading adds file, line and rule."""


class Kind(Protocol):
    """A way to check budgets, the same for every call; what differs is in the parameters."""

    def check_rule(self, rule: Rule, book: RuleBook) -> None:
        """Raise RuleError unless the rule has just the parameters that the kind reads."""

    def evaluate(self, rule: Rule, book: RuleBook, budget: Budget) -> Finding:
        """Return what the rule says of the budget."""


def expect(
    rule: Rule,
    parameters: Mapping[str, Callable[[Parameter], str | None]],
    *,
    target: bool = False,
    needs: bool = False,
) -> None:
    """Check a rule's keys and that it has all of `parameters` and no others.

    Each parameter's test returns what is wrong with it, or None. Raises RuleError.
    """
    for key, value, used in (("target", rule.target, target), ("needs", rule.needs, needs)):
        if used != (value is not None):
            what = f"needs the key {key}" if used else f"has no use for the key {key}"
            raise RuleError(f"the kind {rule.kind} {what}")
    names = [parameter.name for parameter in rule.parameters]
    for missing in (name for name in parameters if name not in names):
        raise RuleError(f"the kind {rule.kind} needs a parameter {missing}")
    for parameter in rule.parameters:
        if parameter.name not in parameters:
            known = ", ".join(parameters)
            raise RuleError(f"the kind {rule.kind} has no parameter {parameter.name}, only {known}")
        if wrong := parameters[parameter.name](parameter):
            raise RuleError(f"the parameter {parameter.name} {wrong}")


def places(words: Collection[str], what: str, *, required: bool = False) -> Any:
    """Return a test that `where` names only `words`, and, if `required`, something."""

    def test(parameter: Parameter) -> str | None:
        if required and not parameter.where:
            return f"needs `where`: the {what} it holds for"
        unknown = [name for name in parameter.where if name not in words]
        return f"names the unknown {what} {unknown[0]} in `where`" if unknown else None

    return test


def everywhere(parameter: Parameter) -> str | None:
    """Test that a parameter is not narrowed by `where`."""
    return "can't be narrowed by `where`" if parameter.where else None


def is_share(parameter: Parameter) -> str | None:
    """Test that the value is a share above 0 and up to 1."""
    value = parameter.value
    if isinstance(value, Decimal) and parameter.unit == "share" and 0 < value <= 1:
        return None
    return 'must be a fraction above 0 and up to 1, as in "0.40"'


def is_amount(currency: str) -> Callable[[Parameter], str | None]:
    """Return a test that the value is a positive amount in `currency`."""

    def test(parameter: Parameter) -> str | None:
        value = parameter.value
        if isinstance(value, Decimal) and parameter.unit == currency and value > 0:
            return None if value <= _LARGEST_AMOUNT else "is larger than a budget can be"
        return f'must be a positive amount in {currency}, as in "100000000"'

    return test


def is_years(parameter: Parameter) -> str | None:
    """Test that the value is a whole number of years, 1 to 100."""
    value = parameter.value
    if isinstance(value, Decimal) and parameter.unit == "year" and 1 <= value <= _LONGEST:
        return None if value == value.to_integral_value() else "must be whole years"
    return 'must be a number of years from 1 to 100, as in "2"'


def is_moment(parameter: Parameter) -> str | None:
    """Test that the value is a moment."""
    if isinstance(parameter.value, datetime):
        return None
    return 'must be a moment, as in "2022-05-30T12:00:00"'


def is_word(*words: str) -> Callable[[Parameter], str | None]:
    """Return a test that the value is one of `words`."""

    def test(parameter: Parameter) -> str | None:
        return None if parameter.value in words else f"must be {' or '.join(words)}"

    return test


def both(
    *tests: Callable[[Parameter], str | None],
) -> Callable[[Parameter], str | None]:
    """Return a test that gives what the first failing one of `tests` gives."""

    def test(parameter: Parameter) -> str | None:
        return next((wrong for test in tests if (wrong := test(parameter))), None)

    return test


def day_of(budget: Budget) -> date | None:
    """Return the day whose parameters hold for the application, in Danish time, if it is known."""
    moment = budget.submitted
    return moment.astimezone(DANISH_TIME).date() if isinstance(moment, datetime) else moment


def in_force(parameters: Iterable[Parameter], day: date | None) -> tuple[Parameter, ...] | None:
    """Return the parameters that hold on `day`; None if they are dated and the day isn't known."""
    found = tuple(parameters)
    if all(p.valid_from is None and p.valid_to is None for p in found):
        return found
    return None if day is None else tuple(p for p in found if p.in_force(day))


def once(groups: Sequence[tuple[T, ...]]) -> tuple[T, ...]:
    """Return the items of all groups in order, each once."""
    if len(groups) == 1:
        return groups[0]
    return tuple(dict.fromkeys(item for group in groups for item in group))


def number(parameter: Parameter) -> Decimal:
    """Return the value of a parameter that was loaded as a number."""
    assert isinstance(parameter.value, Decimal)
    return parameter.value


def found(
    rule: Rule,
    book: RuleBook,
    status: FindingStatus,
    message: Bilingual,
    used: Sequence[Parameter] = (),
    *,
    inputs: Told[Sequence[Bilingual]] = (),
    comparison: Told[Bilingual | None] = None,
    assumptions: Sequence[Bilingual] = (),
    **values: Any,
) -> Finding:
    """Return a finding that rests on the parameters `used`, with its trace.

    The rule's own assumptions go before `assumptions`, unless the rule does not apply. `values`
    are further fields of Finding.
    """
    applies = status != "not_applicable"
    return Finding(
        rule_id=rule.id,
        status=status,
        message=message,
        assumptions=(*rule.assumptions, *assumptions) if applies else (),
        valid_from=max((p.valid_from for p in used if p.valid_from), default=None),
        valid_to=min((p.valid_to for p in used if p.valid_to), default=None),
        citations=once([p.citations for p in used]),
        legal=once([p.legal for p in used]),
        trace=trace(inputs, used, values.get("formula"), comparison, book),
        name=values.pop("name", rule.name),
        **values,
    )


def not_in_force(rule: Rule, book: RuleBook, budget: Budget) -> Finding:
    """Return the finding for a rule whose parameters hold on other days, or on an unknown one."""
    if day_of(budget) is None:
        return found(
            rule,
            book,
            "unknown",
            say("dated.unknown"),
            rule.parameters,
            missing_input=(SUBMITTED,),
            remedy=say("dated.unknown_remedy"),
        )
    return found(rule, book, "not_applicable", say("dated.not_applicable"), rule.parameters)
