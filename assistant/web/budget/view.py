"""What the templates and the reports say of a result: one language, figures written out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from assistant.doors.texts import load_texts, long_date
from assistant.types import Language
from assistant.web.budget.chart import Cap, Chart, make_chart
from assistant.web.budget.checking import PACKAGE, Checked
from assistant.web.budget.words import Words, capital
from assistant.web.figures import formula

if TYPE_CHECKING:
    from assistant.service import Assistant

# What has to be done comes first.
ORDER = ("fail", "unknown", "pass", "not_applicable")


@dataclass(frozen=True, slots=True)
class FindingView:
    """A finding, or a part of one, in words. `steps` is a tree of {"text", "steps"}."""

    id: str
    name: str
    status: str
    word: str
    message: str
    remedy: str
    formula: str
    parts: tuple[FindingView, ...]
    assumptions: tuple[str, ...]
    missing: tuple[tuple[str, str], ...]
    validity: str
    steps: tuple[Mapping[str, Any], ...]
    citations: tuple[Mapping[str, Any], ...]
    legal: tuple[Mapping[str, str], ...]

    @property
    def has_basis(self) -> bool:
        """Whether there is anything to fold out."""
        return bool(
            self.formula or self.parts or self.assumptions or self.steps or self.citations
            or self.legal or self.validity
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Largest:
    """The most that may be applied for from a source; `amount` is empty where that is open."""

    label: str
    amount: str


@dataclass(frozen=True, slots=True)
class ResultView:
    """A whole result. `counts` says how many findings have which status."""

    status: str
    word: str
    sentence: str
    skipped: str
    counts: str
    groups: tuple[tuple[str, str, tuple[FindingView, ...]], ...]
    findings: tuple[FindingView, ...]
    chart: Chart
    largest: tuple[Largest, ...]
    smallest_own: str
    notes: tuple[str, ...]
    version: str

    @property
    def said(self) -> str:
        """What is announced when the result changes."""
        return f"{self.word}. {self.counts}."


class Writer:
    """Writes figures and names as they stand in one language."""

    def __init__(self, service: Assistant, words: Words, language: Language) -> None:
        self._service, self.words, self.language = service, words, language
        self.texts = load_texts(PACKAGE, language)

    def money(self, amount: Decimal) -> str:
        """Return an amount in the currency of the budget, with its unit."""
        return self._service.amount_text(f"{amount:f}", self.language, self.words.currency)

    def written(self, text: str, currency: str) -> str:
        """Return an amount that somebody wrote the Danish way, as the language writes it."""
        return self._service.amount_text(
            self._service.read_amount(text, currency), self.language, currency
        )

    def number(self, amount: Decimal) -> str:
        """Return the same without the unit, for a table that says it once."""
        words = self.money(amount).split(" ")
        return next(word for word in words if word[:1].isdigit() or word[:1] in "-−")

    def limit(self, cap: Cap) -> str:
        """Return the most that may be, or both ends where the costs don't decide it."""
        if cap.high is None:
            return self.money(cap.limit)
        text = str(self.texts["chart"]["range"])
        return text.format(low=self.money(cap.limit), high=self.money(cap.high))

    def percent(self, share: Decimal) -> str:
        """Return a fraction as per cent, with a sign."""
        text = f"{share * 100:f}".rstrip("0").rstrip(".") if share else "0"
        return (text.replace(".", ",") if self.language == "da" else text) + " %"

    def formula(self, text: str) -> str:
        """Return a formula with its figures as people write them, and names for what it names."""
        return formula(text, self.language, self._word)

    def _word(self, word: str) -> str:
        named = self.words.sources.get(word) or self.words.regions.get(word)
        return named or str(self.texts["formula"].get(word, word))

    def source(self, source: str) -> str:
        """Return the name of a source, to begin a line with."""
        return capital(self.words.sources.get(source, source))

    def day(self, text: str) -> str:
        """Return a day of a result in words."""
        return long_date(date.fromisoformat(text[:10]), self.language)

    def pick(self, text: Mapping[str, str] | None) -> str:
        """Return the text of the language, or nothing."""
        return text[self.language] if text else ""


def result_view(checked: Checked, writer: Writer) -> ResultView:
    """Return what there is to say of a check that has a result."""
    result, amounts = checked.result, checked.amounts
    assert result is not None
    assert amounts is not None
    traces = (checked.trace or {}).get("steps", [])
    found = result["findings"]
    # The tree has one branch for each finding, in the same order, and then the version.
    steps = traces[: len(found)] if len(traces) >= len(found) else [{"steps": []} for _ in found]
    findings = tuple(
        _finding(each, step["steps"], writer) for each, step in zip(found, steps, strict=True)
    )
    texts = writer.texts
    numbers = {status: sum(f.status == status for f in findings) for status in ORDER}
    groups = tuple(
        (status, texts["groups"][status], tuple(f for f in findings if f.status == status))
        for status in ORDER
        if numbers[status]
    )
    return ResultView(
        status=result["status"],
        word=texts["status"][result["status"]],
        sentence=texts["overall"][result["status"]],
        skipped=_skipped(numbers["not_applicable"], texts),
        counts=", ".join(
            str(texts["results"][f"count_{status}"]).format(count=numbers[status])
            for status in ORDER
            if numbers[status]
        ),
        groups=groups,
        findings=findings,
        chart=make_chart(amounts, result, writer.words.sources),
        largest=tuple(_largest(result, writer)),
        smallest_own=_money(result["smallest_own"], writer),
        notes=tuple(writer.pick(note) for note in result["notes"]),
        version=result["version"],
    )


def _finding(
    raw: Mapping[str, Any], steps: Sequence[Mapping[str, Any]], writer: Writer
) -> FindingView:
    texts = writer.texts
    name = writer.words.rules.get(raw["rule_id"], raw["rule_id"])
    if raw.get("key"):
        name = writer.pick(raw.get("name")) or writer.words.sources.get(raw["key"], raw["key"])
    danish = writer.language == "da"
    return FindingView(
        id=raw["rule_id"],
        name=capital(name),
        status=raw["status"],
        word=texts["status"][raw["status"]],
        message=writer.pick(raw["message"]),
        remedy=writer.pick(raw["remedy"]),
        formula=writer.formula(raw["formula"] or ""),
        parts=tuple(_finding(part, [], writer) for part in raw["parts"]),
        assumptions=tuple(raw["assumptions" if danish else "assumptions_en"]),
        missing=tuple(_missing(key, writer) for key in raw["missing_input"]),
        validity=_validity(raw["valid_from"], raw["valid_to"], writer),
        steps=tuple(steps),
        citations=tuple(raw["citations"]),
        legal=tuple(raw["legal"]),
    )


def _missing(key: str, writer: Writer) -> tuple[str, str]:
    """Return the field that would decide, and what it is called."""
    texts, words = writer.texts, writer.words
    section, _, name = key.partition(".")
    named = {"costs": words.regions, "financing": words.sources}.get(section, {}).get(name)
    label = capital(named) if named else texts["fields"].get(key, texts["fields"].get(section, key))
    fields = {
        # The regions' fields are not to be seen where only the total is written.
        "costs": "costs.kind",
        "financing": f"financing.{next(iter(words.sources), '')}",
        "applicant": "applicant.kind",
        "submitted": "submitted.date",
        "period": "period.start",
    }
    return fields.get(section if section == "costs" else key, key), str(label)


def _validity(start: str | None, end: str | None, writer: Writer) -> str:
    texts = writer.texts["results"]
    if start and end:
        span = str(texts["both"]).format(first=writer.day(start), last=writer.day(end))
    elif start:
        span = str(texts["from"]).format(day=writer.day(start))
    elif end:
        span = str(texts["to"]).format(day=writer.day(end))
    else:
        return ""
    return str(texts["validity"]).format(span=span)


def _largest(result: Mapping[str, Any], writer: Writer) -> list[Largest]:
    possible = result.get("largest_high", {})
    shown = []
    for source, amount in result["largest"].items():
        text = _money(amount, writer)
        if text and possible.get(source):
            high = _money(possible[source], writer)
            text = str(writer.texts["results"]["up_to"]).format(low=text, high=high)
        label = str(writer.texts["results"]["largest"]).format(
            source=writer.words.sources.get(source, source)
        )
        shown.append(Largest(label, text))
    return shown


def _money(amount: str | None, writer: Writer) -> str:
    return "" if amount is None else writer.money(Decimal(amount))


def _skipped(count: int, texts: Mapping[str, Any]) -> str:
    if not count:
        return ""
    key = "skipped_one" if count == 1 else "skipped_many"
    return str(texts["overall"][key]).format(count=count)
