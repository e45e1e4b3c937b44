"""Digits that name something rather than count it: "prioritet 1", "1407/2013", phone numbers."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from assistant.rules.quantities import vocabulary as vocab
from assistant.rules.quantities.dates import is_year
from assistant.rules.quantities.model import Draft

if TYPE_CHECKING:
    from assistant.rules.quantities.counts import Count
    from assistant.rules.quantities.scan import Scan

_ACT = re.compile(r"[0-9]{1,4}/(?:19|20)[0-9]{2}|(?:19|20)[0-9]{2}/[0-9]{1,4}")
_PHONE_GROUPS = ((2, 2, 2, 2), (4, 4), (8,))
_SPELLED_LABELS = frozenset("priority article phase step criterion question section".split())
_LETTER = re.compile(r"[a-z]")
# Nothing longer is copied into a value: beyond this it is noise.
_MAX_NAME = 64


def act_number(scan: Scan, index: int) -> tuple[Draft, int] | None:
    """Read the number of a legal act: "1407/2013", "2023/2831"."""
    if not _ACT.fullmatch(scan.norm(index)):
        return None
    return _identifier(scan, index, index, scan.norm(index), "regulation"), index


def label_before(scan: Scan, index: int) -> str | None:
    """Return the class of the label in front of the token, None without one.

    Between them may stand a colon, "nr." and the like: "CVR-nr.: 12", "forordning (EU) nr. 5".
    """
    step, numbered = index - 1, False
    for _ in range(6):
        norm = scan.norm(step)
        if norm == "." and scan.norm(step - 1) in vocab.ABBREVIATED_LABELS and scan.glued(step - 1):
            step -= 1
            norm = scan.norm(step)
            dotted = True
        else:
            dotted = False
        if norm in ("s", "p", "no") and not (dotted and (norm != "no" or _inside(scan, step))):
            return "number" if numbered else None
        if norm == ")" and scan.norm(step - 1) == "eu" and scan.norm(step - 2) == "(":
            step -= 3
            continue
        label = vocab.LABELS.get(norm)
        if label and label != "number":
            return label
        if norm == "#" and not scan.glued(step):
            break
        if norm not in vocab.LABEL_JOINTS or not scan.near(step):
            break
        numbered = numbered or label == "number"
        step -= 1
    return "number" if numbered else None


def _inside(scan: Scan, index: int) -> bool:
    """Return whether "No." is an abbreviation: it doesn't open the sentence as an answer does."""
    return not scan.sentence_start(index)


def labelled(scan: Scan, index: int, label: str) -> tuple[list[Draft], int]:
    """Read the digits after a label, with "12a" and the paragraphs of "3(2)"."""
    if found := phone(scan, index, sure=label == "phone"):
        found[0][0].unit = label
        return found
    last = index
    if scan.glued(index) and _LETTER.fullmatch(scan.norm(index + 1)) and not scan.glued(index + 1):
        last = index + 1
    value = scan.norm(index) + (scan.norm(last) if last > index else "")
    drafts = [_identifier(scan, index, last, value, label)]
    while (
        scan.norm(last + 1) == "("
        and scan.glued(last)
        and scan.kind(last + 2) == "n"
        and scan.norm(last + 3) == ")"
    ):
        drafts.append(_plain(scan, last + 2, "paragraph"))
        last += 3
    return drafts, last


def spelled_label(scan: Scan, count: Count) -> Draft | None:
    """Return the identifier of "priority one" and the like, where the label is right before."""
    label = vocab.LABELS.get(scan.norm(count.first - 1)) if scan.near(count.first - 1) else None
    if label not in _SPELLED_LABELS or count.whole is None or count.weak:
        return None
    return _identifier(scan, count.first, count.last, str(count.whole), label)


def phone(scan: Scan, index: int, *, sure: bool = False) -> tuple[list[Draft], int] | None:
    """Read a telephone number: eight digits in pairs or fours, or "+" and groups of digits.

    `sure` takes any groups, since a label announced them. The value is the digits without the
    Danish country code.
    """
    first = index - 1 if scan.norm(index - 1) == "+" and scan.glued(index - 1) else index
    international = first < index or scan.norm(index) == "0045"
    if not (sure or international or len(scan.norm(index)) in (2, 4, 8)):
        return None
    ends, groups = [index], [scan.norm(index)]
    while len(groups) < 8:
        step = scan.after_hyphen(ends[-1]) if sure else scan.after(ends[-1])
        if scan.kind(step) != "n" or not scan.norm(step).isdigit():
            break
        ends.append(step)
        groups.append(scan.norm(step))
    if not groups[0].isdigit():
        return None
    size = len(groups) if sure or international else _danish_size(groups)
    digits = "".join(groups[:size])
    if size == 0 or not 8 <= len(digits) <= 15:
        return None
    if international:
        digits = digits.removeprefix("00").removeprefix("45")
    last = ends[size - 1]
    return [_identifier(scan, first, last, digits, None)], last


def _danish_size(groups: list[str]) -> int:
    """Return of how many groups a Danish number consists that begins here, 0 if none does."""
    lengths = tuple(len(group) for group in groups)
    for pattern in _PHONE_GROUPS:
        if lengths[: len(pattern)] == pattern:
            years = len(pattern) == 2 and is_year(groups[0]) and is_year(groups[1])
            return 0 if years else len(pattern)
    return 0


def name_end(scan: Scan, index: int) -> int | None:
    """Return the last token of a name that the digits are part of, None if they aren't.

    "CO2", "COVID-19", "5G" are names: letters are tied to the digits. They are no quantities.
    """
    last = index
    while scan.glued(last) and _letters(scan, last + 1):
        last += 1
    before = scan.glued(index - 1) and (_letters(scan, index - 1) or scan.norm(index - 1) == "-")
    return last if before or last > index else None


def _letters(scan: Scan, index: int) -> bool:
    return scan.kind(index) in ("w", "n") or scan.norm(index) == "_"


def other(scan: Scan, index: int) -> tuple[Draft, int]:
    """Return the token as an identifier of no known class: "1.1.2", "0123", "16:9"."""
    return _plain(scan, index, None), index


def _plain(scan: Scan, index: int, label: str | None) -> Draft:
    return _identifier(scan, index, index, scan.norm(index)[:_MAX_NAME], label)


def _identifier(scan: Scan, first: int, last: int, value: str, label: str | None) -> Draft:
    start, end = scan.tokens[first].start, scan.tokens[last].end
    return Draft("identifier", value, label, start, end)
