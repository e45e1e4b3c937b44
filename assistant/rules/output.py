"""Results and rules as plain trees for JSON, as CONTRACTS has them: same input, same bytes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from assistant.rules.arithmetic import plain, six_places
from assistant.rules.model import (
    Bilingual,
    CheckResult,
    Finding,
    Legal,
    Parameter,
    Quote,
    Rule,
    RuleBook,
)


def result_json(result: CheckResult) -> dict[str, Any]:
    """Return the object of `assistant check --json`."""
    return {
        "call": result.call,
        "version": result.version,
        "status": result.status,
        "findings": [finding_json(finding) for finding in result.findings],
        "largest": _amounts(result.largest),
        "largest_high": _amounts(result.largest_high),
        "smallest_own": _number(result.smallest_own),
        "notes": [bilingual_json(note) for note in result.notes],
    }


def finding_json(finding: Finding) -> dict[str, Any]:
    """Return one finding; shares are rounded half to even to six places, amounts are not."""
    return {
        "rule_id": finding.rule_id,
        "key": finding.key,
        "name": bilingual_json(finding.name) if finding.name else None,
        "status": finding.status,
        "message": bilingual_json(finding.message),
        "actual": _number(finding.actual),
        "limit": _number(finding.limit),
        "limit_high": _number(finding.limit_high),
        "actual_date": _day(finding.actual_date),
        "limit_date": _day(finding.limit_date),
        "share": _share(finding.share),
        "max_share": _share(finding.max_share),
        "formula": finding.formula,
        "assumptions": [text.da for text in finding.assumptions],
        "assumptions_en": [text.en for text in finding.assumptions],
        "missing_input": list(finding.missing_input),
        "parts": [finding_json(part) for part in finding.parts],
        "valid_from": _day(finding.valid_from),
        "valid_to": _day(finding.valid_to),
        "citations": [quote_json(quote) for quote in finding.citations],
        "legal": [legal_json(legal) for legal in finding.legal],
        "remedy": bilingual_json(finding.remedy) if finding.remedy else None,
    }


def rules_json(book: RuleBook, as_of: date | None = None) -> dict[str, Any]:
    """Return the rules with their parameters in force on `as_of`, or all where that is None.

    A rule that has no parameter in force on the day is left out.
    """
    rules = [_rule_json(rule, _in_force(rule, as_of)) for rule in book.rules]
    return {
        "call": book.call,
        "version": book.version,
        "as_of": _day(as_of),
        "currency": book.currency,
        "rules": [rule for rule in rules if rule["parameters"]],
    }


def _in_force(rule: Rule, as_of: date | None) -> Sequence[Parameter]:
    if as_of is None:
        return rule.parameters
    return [parameter for parameter in rule.parameters if parameter.in_force(as_of)]


def _rule_json(rule: Rule, parameters: Sequence[Parameter]) -> dict[str, Any]:
    return {
        "id": rule.id,
        "kind": rule.kind,
        "name": bilingual_json(rule.name),
        "target": rule.target,
        "needs": rule.needs,
        "parameters": [parameter_json(parameter) for parameter in parameters],
        "assumptions": [text.da for text in rule.assumptions],
        "assumptions_en": [text.en for text in rule.assumptions],
    }


def parameter_json(parameter: Parameter) -> dict[str, Any]:
    """Return a parameter; `value` is text: plain digits, an ISO 8601 moment, or a word."""
    value = parameter.value
    if isinstance(value, datetime):
        text = value.isoformat()
    else:
        text = plain(value) if isinstance(value, Decimal) else value
    return {
        "name": parameter.name,
        "value": text,
        "unit": parameter.unit,
        "where": list(parameter.where),
        "valid_from": _day(parameter.valid_from),
        "valid_to": _day(parameter.valid_to),
        "citations": [quote_json(quote) for quote in parameter.citations],
        "legal": [legal_json(legal) for legal in parameter.legal],
    }


def quote_json(quote: Quote) -> dict[str, Any]:
    """Return a quote with its place in the document and a link to it."""
    return {
        "document_id": quote.document_id,
        "title": quote.title,
        "quote": quote.quote,
        "start": quote.start,
        "end": quote.end,
        "document_sha256": quote.document_sha256,
        "link": quote.link,
    }


def legal_json(legal: Legal) -> dict[str, str]:
    """Return an act and its article."""
    return {"act": legal.act, "article": legal.article}


def bilingual_json(text: Bilingual) -> dict[str, str]:
    """Return a text in both languages."""
    return {"da": text.da, "en": text.en}


def _amounts(amounts: Mapping[str, Decimal | None] | Mapping[str, Decimal]) -> dict[str, Any]:
    return {source: _number(amount) for source, amount in amounts.items()}


def _number(value: Decimal | None) -> str | None:
    return None if value is None else plain(value)


def _share(value: Decimal | None) -> str | None:
    return None if value is None else plain(six_places(value))


def _day(day: date | None) -> str | None:
    """Return a day or a moment in ISO 8601."""
    return None if day is None else day.isoformat()
