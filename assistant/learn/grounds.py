"""What the texts of a call's learning files rest on, and whether it holds their numbers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from assistant.errors import AssistantError, InputError
from assistant.index.accounting import quantities_of_place
from assistant.index.scope import is_for
from assistant.learn.files import Grounded, QuoteEntry, fault
from assistant.learn.model import NOTHING, Act, Curriculum, Grounds
from assistant.rules.budget_reader import read_budget
from assistant.rules.evaluate import check
from assistant.rules.load import Law, load_law
from assistant.rules.model import Bilingual, Parameter, Rule, RuleBook, Step
from assistant.rules.quantities import Quantity, accounted_for, find_quantities
from assistant.rules.trace import name_of, parameter_step
from assistant.rules.wording import listed, money
from assistant.types import Anchor, Document, Fact, Language

LANGUAGES: tuple[Language, ...] = ("da", "en")
MAX_QUOTE = 1200


@dataclass(frozen=True, slots=True)
class Desk:
    """What the learning files of one call may rest on; `facts` by their id without the call."""

    call: str
    documents: Mapping[str, Document]
    facts: Mapping[str, Fact]
    book: RuleBook | None
    file: Path
    _texts: dict[Parameter, tuple[Bilingual, ...]] = field(default_factory=dict, compare=False)

    def grounds(
        self, entry: Grounded, key: str, budget: Mapping[str, Any] | None = None
    ) -> Grounds:
        """Return what an entry rests on; raises CorpusError that names file and key."""
        names = ((entry.fact,) if entry.fact else ()) + entry.facts
        facts = tuple(self.fact(name, key) for name in names)
        places = [anchor for fact in facts for anchor in fact.anchors]
        places += [self._place(quote, key) for quote in entry.quotes]
        rules = tuple(self.rule(name, key) for name in entry.rules)
        parameters = [parameter for rule in rules for parameter in rule.parameters]
        for name in entry.laws:
            parameters += self._law(name, key).parameters
        acts = (
            Act(act.act, act.article, act.says.bilingual() if act.says else NOTHING)
            for act in entry.acts
        )
        return Grounds(
            facts=facts,
            anchors=tuple(dict.fromkeys(places)),
            rules=rules,
            parameters=tuple(dict.fromkeys(parameters)),
            acts=tuple(acts),
            example=self._example(budget, key) if budget else (),
        )

    def fact(self, name: str, key: str) -> Fact:
        """Return a fact of the call; raises CorpusError where there is none, or only a gap."""
        fact = self.facts.get(name)
        if fact is None or fact.gap:
            raise fault(self.file, key, f"there is no fact {name!r} in facts.yaml")
        return fact

    def rule(self, name: str, key: str) -> Rule:
        """Return a rule of the call; raises CorpusError where there is none."""
        for rule in self.book.rules if self.book else ():
            if rule.id == name:
                return rule
        raise fault(self.file, key, f"there is no rule {name!r} in rules.yaml")

    def check_numbers(self, texts: Iterable[Bilingual], grounds: Grounds, key: str) -> None:
        """Raise CorpusError for a number of the texts that the grounds don't hold."""
        pool = self.pool(grounds)
        for text in texts:
            for language, written in zip(LANGUAGES, text, strict=True):
                for quantity in find_quantities(written, language):
                    if not accounted_for(quantity, pool):
                        raise fault(
                            self.file,
                            f"{key}.{language}",
                            f"{quantity.text!r} stands in none of its quotes, facts, rules or acts",
                            "Add the one that holds it, or take the number out.",
                        )

    def pool(self, grounds: Grounds) -> list[Quantity]:
        """Return the quantities that the grounds bear."""
        found: list[Quantity] = []
        for anchor in grounds.anchors:
            document = self.documents[anchor.document_id]
            found += quantities_of_place(document, anchor.start, anchor.end)
        for text in self.texts(grounds):
            for language, written in zip(LANGUAGES, text, strict=True):
                found += find_quantities(written, language)
        return found

    def texts(self, grounds: Grounds) -> list[Bilingual]:
        """Return what the grounds say beside quotes and facts: rules, their values, acts."""
        said = [rule.name for rule in grounds.rules]
        said += [text for rule in grounds.rules for text in rule.assumptions]
        for parameter in grounds.parameters:
            said += self.parameter_texts(parameter)
        for act in grounds.acts:
            named = f"{act.act} {act.article}".strip()
            said += [Bilingual(named, named), act.says]
        return said + list(grounds.example)

    def parameter_texts(self, parameter: Parameter) -> tuple[Bilingual, ...]:
        """Return a parameter as people read it, then what it rests on."""
        if parameter not in self._texts:
            where: Bilingual | None = None
            if self.book is not None and parameter.where:
                where = listed([name_of(self.book, word) for word in parameter.where], "and")
            self._texts[parameter] = tuple(_flat(parameter_step(parameter, where)))
        return self._texts[parameter]

    def _place(self, quote: str | QuoteEntry, key: str) -> Anchor:
        name = self.call if isinstance(quote, str) else quote.document
        text = quote if isinstance(quote, str) else quote.quote
        if name not in self.documents:
            raise fault(self.file, key, f"there is no document {name!r}")
        if not is_for(self.documents[name], self.call):
            raise fault(self.file, key, f"{name!r} is not for the call {self.call}")
        start = self.documents[name].text.find(text)
        if start < 0 or not 0 < len(text) <= MAX_QUOTE:
            raise fault(
                self.file,
                key,
                f"the quote {text[:80]!r} is not in {name}, or longer than {MAX_QUOTE}",
                "Copy the quote from the output of `assistant source`.",
            )
        return Anchor(name, start, start + len(text))

    def _law(self, name: str, key: str) -> Law:
        try:
            return _kept_law(name)
        except AssistantError as error:
            raise fault(self.file, key, error.message, error.hint) from error

    def _example(self, budget: Mapping[str, Any], key: str) -> tuple[Bilingual, ...]:
        if self.book is None:
            raise fault(self.file, f"{key}.budget", "the call has no rules.yaml")
        try:
            read = read_budget(budget, self.book)
        except InputError as error:
            raise fault(self.file, f"{key}.budget", error.message, error.hint) from error
        result = check(self.book, read)
        texts = [money(read.costs.total, self.book.currency)]
        for amounts in (read.costs.by_region or {}, read.financing, result.largest):
            texts += [money(each, self.book.currency) for each in amounts.values() if each]
        if result.smallest_own is not None:
            texts.append(money(result.smallest_own, self.book.currency))
        for finding in result.findings:
            texts.append(finding.message)
            texts += [text for step in finding.trace for text in _flat(step)]
        return tuple(texts)


def desk_of(curriculum: Curriculum) -> Desk:
    """Return what a curriculum rests on."""
    return Desk(
        curriculum.call,
        curriculum.documents,
        curriculum.facts,
        curriculum.book,
        Path(curriculum.call),
    )


@cache
def _kept_law(name: str) -> Law:
    return load_law(name)


def _flat(step: Step) -> Iterator[Bilingual]:
    yield step.text
    for below in step.steps:
        yield from _flat(below)


def call_facts(facts: Sequence[Fact], call: str) -> dict[str, Fact]:
    """Return the facts of a call by their id without it."""
    return {fact.key.removeprefix(f"{call}/"): fact for fact in facts if fact.route is None}
