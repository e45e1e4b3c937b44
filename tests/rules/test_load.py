"""rules.yaml is read strictly: what is wrong is told with file, line, rule and key."""

from __future__ import annotations

import unicodedata
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from assistant.rules.kinds import KINDS
from assistant.rules.load import load_law, load_rules
from tests.rules.call_books import CALL, call_text, real_book
from tests.rules.rule_texts import REAL, SHARE, load, refused, rule


def test_the_rules_of_the_call() -> None:
    book = real_book()
    assert book.currency == "DKK"
    assert book.grants == ("regionalfonden", "decentrale_midler")
    assert set(KINDS) == {rule.kind for rule in book.rules}
    share = book.rules[0].parameters[1]
    assert (share.value, share.unit, share.where) == (Decimal("0.60"), "share", ("sjaelland",))
    deadline = book.rules[6].parameters[0].value
    assert isinstance(deadline, datetime)
    assert deadline.astimezone(UTC) == datetime(2022, 5, 30, 10, tzinfo=UTC)


def test_quotes_are_verbatim_and_linked() -> None:
    text = call_text().text
    quotes = [q for rule in real_book().rules for p in rule.parameters for q in p.citations]
    assert len(quotes) == 11
    for quote in quotes:
        assert quote.quote == text[quote.start : quote.end]
        assert quote.document_sha256 == call_text().sha256
        assert quote.link == f"/kilde/{CALL}?fra={quote.start}&til={quote.end}"


def test_every_parameter_has_a_source() -> None:
    for loaded in real_book().rules:
        assert loaded.parameters
        assert all(p.citations or p.legal for p in loaded.parameters)


def test_a_law_brings_its_parameters_and_assumptions() -> None:
    law, last = load_law("de-minimis"), real_book().rules[-1]
    assert last.parameters[1:] == law.parameters
    assert last.assumptions == law.assumptions
    assert all(parameter.legal for parameter in law.parameters)


def test_the_version_follows_the_content_and_not_the_line_ends(tmp_path: Path) -> None:
    file = tmp_path / "rules.yaml"
    file.write_bytes(REAL.replace("\n", "\r\n").encode("utf-8-sig"))
    same = load_rules(file, CALL, {CALL: call_text()})
    assert same == real_book()
    assert len(same.version) == 64
    assert load(tmp_path, REAL + "# changed\n").version != same.version


def test_the_version_follows_the_law_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    law = replace(load_law("de-minimis"), text="changed")
    monkeypatch.setattr("assistant.rules.load.load_law", lambda name: law)
    assert load(tmp_path, REAL).version != real_book().version


def test_a_quote_in_another_normal_form_is_found(tmp_path: Path) -> None:
    decomposed = unicodedata.normalize("NFD", REAL)
    assert decomposed != REAL
    assert load(tmp_path, decomposed).rules == real_book().rules


def test_a_quote_may_name_another_document(tmp_path: Path) -> None:
    guide = replace(call_text(), id="vejledning", text="Højst 25 pct.", title="Vejledning")
    text = REAL.replace(SHARE, SHARE.replace('"0.25"\n', '"0.25"\n        #\n')).replace(
        "- Tilskuddet fra de decentrale erhvervsfremmemidler kunne maksimalt udgøre 25 pct. af de "
        "godkendte støtteberettigede udgifter.",
        "- {document: vejledning, quote: 25 pct.}",
    )
    file = tmp_path / "rules.yaml"
    file.write_text(text, encoding="utf-8")
    book = load_rules(file, CALL, {CALL: call_text(), "vejledning": guide})
    (quote,) = book.rules[1].parameters[0].citations
    assert (quote.document_id, quote.title, quote.start, quote.end) == (
        "vejledning",
        "Vejledning",
        6,
        13,
    )
    refused(tmp_path, text)


@pytest.mark.parametrize(
    "value", ["1000000000000000", "0.01", "99999999999999.99"], ids=["largest", "øre", "many"]
)
def test_amounts_that_a_budget_can_have(tmp_path: Path, value: str) -> None:
    book = load(tmp_path, rule("cap", f"{{name: amount, value: '{value}', where: [fonden], LAW}}"))
    assert book.rules[0].parameters[0].value == Decimal(value)


def test_one_value_may_follow_another(tmp_path: Path) -> None:
    text = rule(
        "duration",
        "{name: years, value: '2', valid_to: '2023-12-31', LAW}, "
        "{name: years, value: '3', valid_from: '2024-01-01', LAW}",
    )
    first, second = load(tmp_path, text).rules[0].parameters
    assert first.in_force(date(2023, 12, 31))
    assert not first.in_force(date(2024, 1, 1))
    assert second.in_force(date(2024, 1, 1))
    refused(tmp_path, text.replace("2024-01-01", "2023-12-31"))


def test_law_files_load() -> None:
    for name in ("de-minimis", "sme"):
        assert load_law(name).parameters


def test_scalars_stay_text(tmp_path: Path) -> None:
    """`no` is no boolean and 0.40 no float, with quotation marks or without."""
    book = load(tmp_path, REAL.replace('"0.40"', "0.40").replace("en: a company", "en: no"))
    assert book.rules == real_book().rules
    assert book.applicants["company"].en == "no"
