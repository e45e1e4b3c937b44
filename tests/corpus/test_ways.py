"""ways.tsv: more ways to ask, one a line, strict to the line."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.corpus.facts import load_facts
from assistant.corpus.ways import load_ways
from assistant.errors import CorpusError
from assistant.types import Phrase

GOOD = """fact\tlanguage\tverdict\tquestion
share\tda\task\tHvor meget  kan vi få?
share\ten\tno\tIs it half?
vat\tda\task\tEr moms med?
"""


def write(folder: Path, text: str) -> Path:
    file = folder / "ways.tsv"
    file.write_text(text, encoding="utf-8")
    return file


def test_each_line_is_a_way_to_ask(tmp_path: Path) -> None:
    ways = load_ways(write(tmp_path, GOOD), {"share"}, {"vat"})
    assert ways == {
        "share": (Phrase("Hvor meget kan vi få?", "da"), Phrase("Is it half?", "en", "no")),
        "vat": (Phrase("Er moms med?", "da"),),
    }


def test_without_a_file_there_are_none(tmp_path: Path) -> None:
    assert load_ways(tmp_path / "ways.tsv", {"share"}, set()) == {}


def test_facts_and_gaps_take_them_from_beside_their_file(tmp_path: Path) -> None:
    write(tmp_path, "vat\tda\task\tEr moms med?\n")
    facts = tmp_path / "facts.yaml"
    facts.write_text("gaps:\n  - id: vat\n    ask: {da: [Moms]}\n", encoding="utf-8")
    (gap,) = load_facts(facts, "park", {})
    assert [phrase.text for phrase in gap.phrases] == ["Moms", "Er moms med?"]


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ("share\tda\task", "3 columns instead of 4"),
        ("tax\tda\task\tHvad?", "no fact or gap 'tax'"),
        ("share\tsv\task\tHur?", "language 'sv'"),
        ("share\tda\tmaybe\tKan vi?", "verdict 'maybe'"),
        ("vat\tda\tyes\tEr moms med?", "vat is a gap"),
        ("share\tda\task\t ", "question is empty"),
        ("share\tda\task\tHvor meget  kan vi få?", "stands twice"),
    ],
)
def test_a_wrong_line_is_named(tmp_path: Path, line: str, fault: str) -> None:
    file = write(tmp_path, f"{GOOD}{line}\n")
    with pytest.raises(CorpusError) as caught:
        load_ways(file, {"share"}, {"vat"})
    assert f"{file}: line 5: " in caught.value.message
    assert fault in caught.value.message
