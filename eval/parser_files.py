"""Damaged, locked, odd and healthy files of other projects: what becomes of each of them.

Run `python -m eval.parser_files` (`--folder` for other files, `--each` for a line a file). Reads
every file listed in the folder's MANIFEST.tsv, or lying in it, as `ingest` does, within the limits
of the settings, and prints how many ended how, by what the list says of them. Exits 1 when a file
brought down the reading process or failed in a way that no reader foresaw.
"""

from __future__ import annotations

import csv
import time
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import typer

from assistant.corpus.sandbox.reader import SafeReader
from assistant.errors import InputError
from assistant.index.reading import file_limits
from assistant.settings import load_settings

FOLDER = Path(__file__).parents[1] / "../shared/data/parser-files"
MANIFEST = "MANIFEST.tsv"
TEXT = "text"
# A clear error names what is wrong with the file; these only say that something was.
UNCLEAR = ("reader_crashed", "unreadable")


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a file ended: `code` is "text" or that of its error; `chars` of canonical text."""

    name: str
    kind: str
    code: str
    message: str
    chars: int
    seconds: float


def listed(folder: Path) -> list[tuple[Path, str]]:
    """Return the files of a folder with their kind; without a list the kind is the suffix."""
    manifest = folder / MANIFEST
    if not manifest.is_file():
        files = sorted(path for path in folder.rglob("*") if path.is_file())
        return [(path, path.suffix) for path in files]
    with manifest.open(encoding="utf-8", newline="") as stream:
        rows = csv.DictReader(stream, delimiter="\t", quoting=csv.QUOTE_NONE)
        return [(folder / row["file"], row["kind"].partition(":")[0]) for row in rows]


def read_all(files: Iterable[tuple[Path, str]]) -> list[Outcome]:
    """Read the files one after the other, as `ingest` does."""
    with SafeReader(file_limits(load_settings())) as reader:
        return [_read(reader, path, kind) for path, kind in files]


def _read(reader: SafeReader, path: Path, kind: str) -> Outcome:
    code, message, chars = TEXT, "", 0
    start = time.perf_counter()
    try:
        chars = len(reader.read(path).text)
    except InputError as error:
        code, message = error.code, str(error)
    return Outcome(path.name, kind, code, message, chars, time.perf_counter() - start)


def counts(outcomes: Iterable[Outcome]) -> list[list[str]]:
    """Return the rows of a table: one for each way to end, a column for each kind of file."""
    cells = Counter((one.code, one.kind) for one in outcomes)
    codes = Counter(code for code, _ in cells.elements())
    kinds = Counter(kind for _, kind in cells.elements())
    ordered = sorted(codes, key=lambda code: (code != TEXT, -codes[code], code))
    return [
        ["outcome", *kinds, "all"],
        *(
            [name, *(str(cells[name, kind] or "") for kind in kinds), str(codes[name])]
            for name in ordered
        ),
        ["all", *(str(count) for count in kinds.values()), str(codes.total())],
    ]


def main(
    folder: Annotated[Path, typer.Option(help="The files to read.")] = FOLDER,
    each: Annotated[bool, typer.Option(help="A line for each file.")] = False,
) -> None:
    """Read the files and print what became of them."""
    if not folder.is_dir():
        raise typer.BadParameter(f"There is no folder {folder}.")
    outcomes = read_all(listed(folder))
    for one in outcomes if each else ():
        print(
            f"{one.seconds:6.2f} s {one.code:20} {one.chars:8} {one.kind} {one.name} {one.message}"
        )
    head, *rows = counts(outcomes)
    for row in (head, ["---"] * len(head), *rows):
        print(f"| {' | '.join(row)} |")
    slowest = max(outcomes, key=lambda one: one.seconds)
    total = sum(one.seconds for one in outcomes)
    print(f"\n{total:.0f} s in all; the slowest, {slowest.name}, took {slowest.seconds:.1f} s.")
    raise typer.Exit(any(one.code in UNCLEAR for one in outcomes))


if __name__ == "__main__":
    typer.run(main)
