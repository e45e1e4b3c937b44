"""docs/rules.md says what is: its example loads, and its table has every kind."""

from __future__ import annotations

import re
from pathlib import Path

from assistant.rules.kinds import KINDS
from tests.rules.rule_texts import load

DOCS = (Path(__file__).parents[2] / "docs" / "rules.md").read_text(encoding="utf-8")


def test_the_example_loads(tmp_path: Path) -> None:
    (example,) = re.findall(r"```yaml\n(.*?)```", DOCS, re.DOTALL)
    (rule,) = load(tmp_path, example).rules
    assert [parameter.where for parameter in rule.parameters] == [(), ("sjaelland",)]


def test_the_table_has_every_kind() -> None:
    table = DOCS.partition("## Kinds")[2].partition("## ")[0]
    assert re.findall(r"^\| `(\w+)`", table, re.MULTILINE) == list(KINDS)
