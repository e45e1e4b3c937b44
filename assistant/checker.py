"""What is decided by rules alone: budgets, who may apply, the size of a company. Needs no index."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import TYPE_CHECKING, Any

from assistant.errors import InputError
from assistant.settings import Settings
from assistant.types import Language

if TYPE_CHECKING:
    from assistant.rulebooks import CallFiles
    from assistant.rules.budget import Budget
    from assistant.rules.eligibility.model import EligibilityPath
    from assistant.rules.model import Bilingual, Rule, RuleBook, Step


class Checker:
    """Checks input against the rules of the calls; results are plain JSON values.

    Safe for threads. Neither model nor index is loaded. Where a call may be named it may be left
    out while one call alone has rules: InputError `which_call`, `unknown_call`,
    `call_without_rules`; MissingPartError `no_rules`; CorpusError where a file of the rules is
    wrong.
    """

    def __init__(self, settings: Settings) -> None:
        self.settings = settings

    def read_input(self, data: bytes, *, json_only: bool = False) -> dict[str, Any]:
        """Return the mapping in YAML or JSON, numbers as they were written; raises InputError."""
        from assistant.rules.reading import read_data

        return read_data(data, json_only=json_only)

    def check(self, raw: Mapping[str, Any], call: str | None = None) -> dict[str, Any]:
        """Return the object of `check` for a budget; raises InputError that names the key."""
        from assistant.rules.evaluate import check
        from assistant.rules.output import result_json

        return result_json(check(*self._read_budget(raw, call)))

    def explain(
        self, raw: Mapping[str, Any], language: Language, call: str | None = None
    ) -> dict[str, Any]:
        """Return the trace of a check as a tree of {"text", "steps"}."""
        from assistant.rules.evaluate import check
        from assistant.rules.explain import explain

        return _tree(explain(check(*self._read_budget(raw, call)), language), language)

    def rules(self, call: str | None = None, as_of: date | None = None) -> dict[str, Any]:
        """Return the rules in force on `as_of` (None: of all times) with their sources."""
        from assistant.rules.output import rules_json

        return rules_json(self._books.get(call), as_of)

    def rules_tree(
        self, language: Language, call: str | None = None, as_of: date | None = None
    ) -> dict[str, Any]:
        """Return what `rules` does as a tree of {"text", "steps"} to read.

        The root is the title of the call; below it are rules, their values, and their sources.
        """
        from assistant.rules.model import Step
        from assistant.rules.wording import same

        book = self._books.get(call)
        rules = (_rule_step(rule, book, as_of) for rule in book.rules)
        root = Step(same(self._books.title(book.call)), tuple(step for step in rules if step.steps))
        return _tree(root, language)

    def budget_words(self, call: str | None = None) -> dict[str, Any]:
        """Return the words that a budget may use, each with its names, in the order to show them.

        Without `call` they are of the first call that has rules; `calls` lists all that have rules
        that can be used.
        """
        titles = self._books.titles()
        book = self._books.get(call or next(iter(titles), None))
        return {
            "call": book.call,
            "version": book.version,
            "currency": book.currency,
            "calls": [{"id": each, "title": title} for each, title in titles.items()],
            "regions": _named(book.regions),
            "sources": _named(book.sources),
            "grants": list(book.grants),
            "applicants": _named(book.applicants),
            "rules": _named({rule.id: rule.name for rule in book.rules}),
        }

    def eligibility(
        self, raw: Mapping[str, Any], call: str | None = None, as_of: date | None = None
    ) -> dict[str, Any]:
        """Return whether somebody may apply, with reasons; raises InputError that names the key.

        `as_of` holds where the answers name no day: before, on or after the deadline?
        """
        from assistant.rules.eligibility import decide

        written = raw.get("call")
        # What is no text is for `decide` to refuse, by its key.
        path = self._paths.get(_one_call(written if isinstance(written, str) else None, call))
        if as_of is not None and raw.get("as_of") is None:
            raw = {**raw, "as_of": as_of.isoformat()}
        return decide(path, raw)

    def eligibility_path(self, call: str | None = None) -> dict[str, Any]:
        """Return the questions that lead to whether somebody may apply."""
        from assistant.rules.eligibility import path_json

        return path_json(self._paths.get(call))

    def sme(self, raw: Mapping[str, Any]) -> dict[str, Any]:
        """Return the size of a company by the EU's definition; raises InputError."""
        from assistant.rules.sme import assess

        return assess(raw)

    def sme_path(self) -> dict[str, Any]:
        """Return the questions about a company's size."""
        from assistant.rules.sme import path

        return path()

    def budget_amounts(self, raw: Mapping[str, Any], call: str | None = None) -> dict[str, Any]:
        """Return what a budget amounts to, as exact decimals in text: what a chart is drawn from.

        `by_region` is None where only the total is known. Raises InputError that names the key.
        """
        from assistant.rules.arithmetic import plain

        _, budget = self._read_budget(raw, call)
        regions = budget.costs.by_region
        return {
            "total": plain(budget.costs.total),
            "by_region": regions and {each: plain(amount) for each, amount in regions.items()},
            "financing": {each: plain(amount) for each, amount in budget.financing.items()},
        }

    def read_amount(self, text: str, currency: str = "DKK") -> str:
        """Return an amount as a budget's text has it, as an exact decimal; raises InputError."""
        from assistant.rules.arithmetic import plain
        from assistant.rules.quantities import parse_amount

        return plain(parse_amount(text, currency=currency))

    def amount_text(self, amount: str, language: Language, currency: str = "DKK") -> str:
        """Return an amount of a result as people write it: "2400000" is "2.400.000 kr."."""
        from assistant.rules.quantities import format_amount

        return format_amount(Decimal(amount), language, currency)

    def _read_budget(self, raw: Mapping[str, Any], call: str | None) -> tuple[RuleBook, Budget]:
        from assistant.rules.budget_reader import call_of, read_budget

        book = self._books.get(_one_call(call_of(raw), call))
        return book, read_budget(raw, book)

    @cached_property
    def _books(self) -> CallFiles[RuleBook]:
        from assistant.rulebooks import rule_books

        return rule_books(self.settings)

    @cached_property
    def _paths(self) -> CallFiles[EligibilityPath]:
        from assistant.rulebooks import eligibility_paths

        return eligibility_paths(self.settings)


def _one_call(written: str | None, given: str | None) -> str | None:
    """Return the call that the input and the caller name; raises InputError where they differ."""
    if written is not None and given is not None and written != given:
        raise InputError(
            "other_call",
            f"The input is for the call {written!r}, but {given!r} was asked for.",
            "Change the key `call`, or name no call beside it.",
        )
    return given if written is None else written


def _named(words: Mapping[str, Bilingual]) -> list[dict[str, Any]]:
    return [{"id": key, "name": {"da": name.da, "en": name.en}} for key, name in words.items()]


def _rule_step(rule: Rule, book: RuleBook, as_of: date | None) -> Step:
    from assistant.rules.model import Step
    from assistant.rules.trace import name_of, parameter_step
    from assistant.rules.wording import listed

    steps = []
    for parameter in rule.parameters:
        if as_of is None or parameter.in_force(as_of):
            where = [name_of(book, word) for word in parameter.where]
            steps.append(parameter_step(parameter, listed(where, "and") if where else None))
    return Step(rule.name, tuple(steps))


def _tree(step: Step, language: Language) -> dict[str, Any]:
    return {
        "text": step.text.da if language == "da" else step.text.en,
        "steps": [_tree(each, language) for each in step.steps],
    }
