"""Reads hostile budgets in a process of its own, and says what each came to and what it took.

`python -m tests.rules.hostile CSafeLoader` prints `{"cases": {name: [code, seconds]}, "peak_mb"}`;
seconds are of the processor, the peak is the memory of the whole process.
"""

from __future__ import annotations

import json
import resource
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import yaml

from assistant.errors import InputError
from assistant.rules.budget_reader import read_budget
from assistant.rules.reading import MAX_BYTES, from_yaml, read_data
from tests.rules.budgets import book

START = "costs: {total: 1}\nfinancing: {partners: 1}\n"


def full(begin: str, again: str, end: str = "") -> bytes:
    """Return `begin`, then `again` as often as the limit of bytes allows, then `end`."""
    room = MAX_BYTES - len((begin + end).encode())
    return (begin + again * (room // len(again.encode())) + end).encode()


def cases(texts: dict[str, str]) -> Iterator[tuple[str, bytes]]:
    """Yield hostile inputs by name, endless `texts` among them; all end in an input error."""
    names = "bcdefghi"
    laughs = "a: &a [x, x, x, x, x, x, x, x, x]\n" + "".join(
        f"{name}: &{name} [{', '.join(['*' + before] * 9)}]\n"
        for before, name in zip("a" + names, names, strict=False)
    )
    yield "a billion laughs", laughs.encode()
    yield "merge bomb", b"a: &a {x: 1}\ncosts: {<<: [*a, *a]}"
    yield "alias of itself", b"costs: &a [*a]"
    yield "ten megabytes", b"costs: {total: 1}\n" * 600_000
    for sign, name in (("[", "lists"), ("{", "mappings"), ('{"a":', "objects")):
        yield f"nested {name}", full("", sign)
        yield f"nested {name} in a key", full(START + "period: ", sign)
        yield f"nested {name} line by line", full("costs: ", f"{sign}\n")
    yield "nested hyphens", full("costs:\n ", "- ")
    yield "nested hyphens at the top", full("", "- ")
    yield "nested question marks", full("", "? ")
    yield "nested question marks in a key", full("costs:\n ", "? ")
    yield "nested indents", "\n".join(" " * n + "costs:" for n in range(1400)).encode()
    for value in ("NaN", ".nan", "Infinity", "-.inf", "1e400", "1e99999999999", "-1", "٤٠٠", "４"):
        yield f"{value} in YAML", f"costs: {{total: {value}}}\nfinancing: {{partners: 1}}".encode()
        yield (
            f"{value} in JSON",
            (f'{{"costs": {{"total": {value}}}, "financing": {{"partners": 1}}}}'.encode()),
        )
    for name, text in texts.items():
        yield f"endless {name}", full("costs: ", text)
        yield f"endless {name} in quotes", full('costs: "', text, '"')
        yield f"endless {name} without an end", full('{"costs": "', text)
        yield f"endless {name} in lines", full("costs: |\n", f" {text}\n")
        yield f"endless {name} as a key", full("", text, ": 1")
    yield "escapes without an end", full('{"', '\\"')
    yield "backslashes", full('{"', "\\")
    yield "escaped text", full('{"costs": "', "\\u0041", '"}')
    yield "empty lists", full('{"costs": [', "[],", "[]]}")
    yield "many numbers", full('{"costs": [', "1,", "1]}")
    yield "many keys", "\n".join(f"k{n}: 1" for n in range(90_000)).encode()
    yield "many items", full("costs:\n", "- 1\n")
    yield "many pairs", full("costs: [", "a: 1, ")
    yield "many tags", full("costs: [", "!a b, ")
    yield "many documents", full(START, "---\n")
    yield "many directives", "".join(f"%TAG !a{n}! b\n" for n in range(60_000)).encode()
    yield "late directives", full(START + "...\n", "%TAG ! b\n")
    yield "endless version", full("%YAML 1.", "1", "\n---\ncosts: 1")
    yield "endless anchor", full("costs: &", "x")
    yield "endless tag", full("costs: !", "%41")
    yield "comments", full("", "#\n")
    yield "one comment", full("", "#")
    yield "spaces", full("", " ")
    yield "colons", full("", ": ")
    yield "controls", b"costs: \x01"
    yield "zeros", bytes(MAX_BYTES)
    yield "no UTF-8", b"costs: \xff\xfe"
    yield "UTF-16", START.encode("utf-16")
    yield "UTF-16 without a mark", START.encode("utf-16-be")
    yield "UTF-32", START.encode("utf-32")
    yield "half a character", b'{"costs": "\\ud800"}'
    yield "Unicode digits in a date", (START + "submitted: ２０２２-05-20").encode()
    yield "a date far off", (START + "period: {start: 9999-12-31}").encode()
    yield "a date long ago", (START + "submitted: 0001-01-01T00:00:00+14:00").encode()
    long_keys = "".join(f'"{str(n).zfill(1900)}": 1, ' for n in range(500))
    yield "long keys", f"{{{long_keys}}}".encode()
    grant = "- {undertaking: x, award_date: 2023-09-01, amount_eur: 1}\n"
    yield "many grants", (START + "de_minimis:\n" + grant * 2_800).encode()
    chain = (grant.replace("x", f"x{n // 2}, group: g{(n + 1) // 2}") for n in range(2_000))
    yield "a chain of grants", (START + "de_minimis:\n" + "".join(chain)).encode()


def outcome(data: bytes) -> str:
    """Return the code of the input error, `read` where there is none."""
    try:
        read_budget(read_data(data), book())
    except InputError as error:
        return error.code if len(str(error)) < 1000 else "long message"
    return "read"


def peak_mb() -> int:
    """Return the most memory that the process has held."""
    status = Path("/proc/self/status")
    if status.exists():  # ru_maxrss would count the process that started this one
        (line,) = (row for row in status.read_text().splitlines() if row.startswith("VmHWM"))
        return int(line.split()[1]) // 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 2**20


def main() -> None:
    """Run all cases with the YAML loader that the command line names."""
    from_yaml.read_yaml.__defaults__ = (getattr(yaml, sys.argv[1]),)
    # The slow loader gets one text only, that which takes it longest.
    texts = {"words": "x "}
    if sys.argv[1] == "CSafeLoader":
        texts |= {"digits": "9", "letters": "x", "accents": "e\u0301"}
    results = {}
    for name, data in cases(texts):
        started = time.process_time()
        code = outcome(data)
        results[name] = [code, time.process_time() - started]
    sys.stdout.write(json.dumps({"cases": results, "peak_mb": peak_mb()}))


if __name__ == "__main__":
    main()
