"""ways.tsv: more ways to ask for the facts and gaps of a call, one a line. Loading is strict."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Collection, Mapping
from pathlib import Path
from typing import cast, get_args

from assistant.errors import CorpusError
from assistant.types import Language, Phrase, Verdict

WAYS_FILE = "ways.tsv"
HEADER = ("fact", "language", "verdict", "question")
# An open question has no verdict; in a file an empty column is easily lost.
OPEN = "ask"


def load_ways(
    file: Path, facts: Collection[str], gaps: Collection[str]
) -> Mapping[str, tuple[Phrase, ...]]:
    """Return the ways to ask by id of fact or gap; none where there is no file.

    Columns are parted by tabs: `fact`, `language` (da, en), `verdict` (ask, yes, no, depends),
    `question`. Raises CorpusError that names file and line: an unknown id, language or verdict, a
    verdict on a gap, a line twice.
    """
    if not file.is_file():
        return {}
    ways: dict[str, list[Phrase]] = defaultdict(list)
    seen: set[tuple[str, ...]] = set()
    lines = unicodedata.normalize("NFC", file.read_text(encoding="utf-8")).splitlines()
    for number, line in enumerate(lines, start=1):
        cells = tuple(cell.strip() for cell in line.split("\t"))
        if number == 1 and cells == HEADER:
            continue
        fault = _fault(cells, facts, gaps)
        if fault is None and cells in seen:
            fault = "this line stands twice"
        if fault is not None:
            raise CorpusError(
                "bad_ways_file", f"{file}: line {number}: {fault}.", "Mend or remove the line."
            )
        seen.add(cells)
        name, language, verdict, question = cells
        said = None if verdict == OPEN else cast(Verdict, verdict)
        ways[name].append(Phrase(" ".join(question.split()), cast(Language, language), said))
    return {name: tuple(phrases) for name, phrases in ways.items()}


def _fault(cells: tuple[str, ...], facts: Collection[str], gaps: Collection[str]) -> str | None:
    if len(cells) != len(HEADER):
        return f"{len(cells)} columns instead of {len(HEADER)} ({', '.join(HEADER)})"
    name, language, verdict, question = cells
    if name not in facts and name not in gaps:
        return f"there is no fact or gap {name!r}"
    if language not in get_args(Language):
        return f"the language {language!r} is not one of {', '.join(get_args(Language))}"
    if verdict not in (OPEN, *get_args(Verdict)):
        return f"the verdict {verdict!r} is not one of {', '.join((OPEN, *get_args(Verdict)))}"
    if name in gaps and verdict != OPEN:
        return f"{name} is a gap, so the verdict must be {OPEN!r}"
    return None if question else "the question is empty"
