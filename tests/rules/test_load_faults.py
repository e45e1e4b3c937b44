"""What is wrong in a rules.yaml is told with file, line, rule and key."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.errors import CorpusError
from assistant.rules.load import load_rules
from tests.rules.call_books import CALL, call_text
from tests.rules.rule_texts import REAL, SHARE, refused, rule


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("currency: DKK", "currency: kroner", "line 4: currency: "),
        ("currency: DKK", "", ": currency: Field required"),
        ("grants: [", "grant: [", ": grants: Field required"),
        ("grants: [", "grants: [regionalfond, ", "grants.0: regionalfond is no source"),
        ("grants: [", "grants: [decentrale_midler, ", "grants.2: decentrale_midler is no source"),
        ("  regionalfonden: [", "  fonden: [", "words.fonden: there is no source fonden"),
        ("  nordjylland: {", "  total: {", "regions.total: this key stands for"),
        ("  nordjylland: {da", "  nordjylland: {dk", "regions.nordjylland.da: Field required"),
        ("  nordjylland: {da: Region Nordjylland", "  nordjylland: {da: ''", "must have 1 to 1200"),
        ("  nordjylland: {da: Region Nordjylland", "  nordjylland: {da: []", "must be text"),
        ("  nordjylland:", "  Nord jylland:", "regions.Nord jylland"),
        ("id: decentral-share", "id: erdf-share", "rule erdf-share: rules.1.id: this id is used"),
        ("kind: balance", "kind: balanced", "rules.3.kind: there is no kind balanced"),
        ("needs: regionalfonden", "needs: fonden", "rule no-decentral-alone: rules.2.needs: there"),
        ("needs: regionalfonden", "needs: decentrale_midler", "are the same source"),
        ("    needs: regionalfonden\n", "", "the kind requires needs the key needs"),
        ("    kind: balance\n", "    kind: balance\n    target: partners\n", "no use for the key"),
        ("law: de-minimis", "law: de-maximis", "rules.8.law: There is no file law/de-maximis.yaml"),
        ("law: de-minimis", "laws: de-minimis", "rule de-minimis: rules.8.laws: Extra inputs"),
        ('value: "0.25"', 'value: "0.26"', "rule decentral-share: rules.1.parameters.0.value: the"),
        ('value: "0.25"', 'value: "25 pct."', "is no decimal"),
        ('value: "0.25"', 'value: "-0.25"', "is no decimal"),
        ('value: "0.25"', 'value: "1e-1"', "is no decimal"),
        ('value: "0.25"', 'value: ["0.25"]', "parameters.0.value: Input should be a valid string"),
        ('value: "100000000"', 'value: "10000000"', "rule pool-size: rules.4.parameters.0.value"),
        ('value: "2022-05-30T12:00:00"', 'value: "2022-05-30T11:00:00"', "do not say its value"),
        ('value: "2022-05-30T12:00:00"', 'value: "2022-05-30"', "is no decimal"),
        ('value: "2022-05-30T12:00:00"', 'value: "2022-05-31T24:61"', "rule deadline: rules.6"),
        ('value: "2"\n', 'value: "3"\n', "rule period: rules.7.parameters.0.value: the quotes"),
        ("Midlerne kunne søges af", "Midlerne kan søges af", "rules.5.parameters.0.quotes.0: the"),
        ("where: [sjaelland]", "where: [fyn]", "rules.0: the parameter share names"),
        ("where: [sjaelland]", "where: [hovedstaden, hovedstaden]", "where: a word stands twice"),
        ("        where: [sjaelland]\n", "", "rules.0.parameters.1: share holds twice on a day"),
        ("where: [cluster_organisation]", "where: [cluster]", "kind of applicant cluster"),
        ("where: [decentrale_midler]", "where: [pengene]", "the unknown source pengene"),
        ("where: [decentrale_midler]", "where: []", "needs `where`: the source it holds for"),
        ("where: [decentrale_midler]", "where: [regionalfonden]", "amount holds twice on a day"),
        ("value: required", "value: recommended", "must be required or not_required"),
        ("value: balance", "value: balances", "must be balance"),
        (SHARE, SHARE + "        valid_from: 2022\n", "valid_from: Value error, must be"),
        (SHARE, SHARE + "        valid_from: '2022-02-31'\n", "parameters.0.valid_from: "),
        (SHARE, SHARE + "        unit: procent\n", "parameters.0.unit: "),
        (
            SHARE,
            SHARE + "        valid_from: '2022-02-02'\n        valid_to: '2022-02-01'\n",
            "rules.1.parameters.0.valid_to: it is before valid_from",
        ),
    ],
)
def test_what_is_wrong_is_named(tmp_path: Path, old: str, new: str, says: str) -> None:
    assert REAL.count(old) >= 1
    error = refused(tmp_path, REAL.replace(old, new, 1))
    assert says in error.message
    assert ", line " in error.message


def test_the_line_is_that_of_the_key(tmp_path: Path) -> None:
    lines = REAL.splitlines()
    number = lines.index('        value: "0.25"')
    lines[number] = '        value: "0.26"'
    assert f"line {number + 1}:" in refused(tmp_path, "\n".join(lines)).message


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "is empty"),
        ("a: [", "is not valid YAML"),
        ("a: 1\nb: 2\na: 3\n", "has a key on line 3"),
        ("? [a]\n: 1\n", "has a key on line 1"),
        ("a: &x [1]\nb: *x\n", "has an alias for what stands on line 1"),
        ("- 1\n", "line 1: "),
    ],
)
def test_yaml_that_is_no_plain_tree(tmp_path: Path, text: str, says: str) -> None:
    assert says in refused(tmp_path, text).message


def test_a_file_that_is_not_utf8(tmp_path: Path) -> None:
    file = tmp_path / "rules.yaml"
    file.write_bytes("currency: kr\xf8ner".encode("latin-1"))
    with pytest.raises(CorpusError, match="is not UTF-8"):
        load_rules(file, CALL, {CALL: call_text()})


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (rule("share_cap", "{name: share, value: '1.01', LAW}", ", target: fonden"), "up to 1"),
        (rule("share_cap", "{name: share, value: '0', LAW}", ", target: fonden"), "above 0"),
        (rule("share_cap", "{name: share, value: 'half', LAW}", ", target: fonden"), "a fraction"),
        (
            rule("share_cap", "{name: share, value: '0.5', unit: DKK, LAW}", ", target: fonden"),
            "a fraction",
        ),
        (
            rule("share_cap", "{name: share, value: '1', where: [nord], LAW}", ", target: fonden"),
            "needs a share that holds everywhere",
        ),
        (rule("share_cap", "{name: share, value: '0.5', LAW}"), "needs the key target"),
        (rule("cap", "{name: amount, value: '0', where: [fonden], LAW}"), "a positive amount"),
        (rule("cap", "{name: amount, value: 'x', where: [fonden], LAW}"), "amount in DKK"),
        (
            rule("cap", "{name: amount, value: '1000000000000001', where: [fonden], LAW}"),
            "is larger than a budget can be",
        ),
        (
            rule("cap", "{name: amount, value: '5', unit: EUR, where: [fonden], LAW}"),
            "a positive amount in DKK",
        ),
        (rule("duration", "{name: years, value: '0', LAW}"), "years from 1 to 100"),
        (rule("duration", "{name: years, value: '101', LAW}"), "years from 1 to 100"),
        (rule("duration", "{name: years, value: '1.5', LAW}"), "must be whole years"),
        (rule("duration", "{name: years, value: '2', where: [nord], LAW}"), "can't be narrowed"),
        (rule("duration", "{name: months, value: '24', LAW}"), "needs a parameter years"),
        (rule("deadline", "{name: latest, value: '2', LAW}"), "must be a moment"),
        (
            rule(
                "deadline",
                "{name: latest, value: 2022-01-01T12:00, valid_to: '2022-01-01', LAW}, "
                "{name: latest, value: 2022-02-01T12:00, valid_from: '2022-01-02', LAW}",
            ),
            "takes one parameter",
        ),
        (rule("balance", "{name: condition, value: balance}"), "it has no source"),
        (
            rule("balance", "{name: condition, value: balance, LAW}, {name: slack, value: x, LAW}"),
            "has no parameter slack, only condition",
        ),
        (rule("balance", "{name: condition, value: balance, quotes: [' ']}"), "0 characters"),
        (
            rule("balance", f"{{name: condition, value: balance, quotes: [{'a' * 1201}]}}"),
            "1201 characters",
        ),
        (
            rule("balance", "{name: condition, value: balance, quotes: [{document: x, quote: y}]}"),
            "there is no document 'x'",
        ),
        (rule("balance", "{name: condition, value: balance, legal: [{article: '1'}]}"), "0.act"),
    ],
)
def test_what_a_kind_needs(tmp_path: Path, text: str, says: str) -> None:
    error = refused(tmp_path, text)
    assert says in error.message
    assert "rule r: " in error.message
