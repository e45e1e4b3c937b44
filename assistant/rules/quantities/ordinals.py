"""Ordinals ("2. runde", "the third call") and the numbers that only order a list."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from assistant.rules.quantities import vocabulary as vocab
from assistant.rules.quantities.model import Draft

if TYPE_CHECKING:
    from assistant.rules.quantities.counts import Count
    from assistant.rules.quantities.scan import Scan

_HIGHEST_MARKER = 20
_ANY = frozenset(("en", "et", "nogen", "noget", "ingen", "hver"))


def digit_ordinal(scan: Scan, count: Count) -> tuple[Draft, int] | None:
    """Read "2nd", and Danish "2." before a word in lower case on the same line."""
    whole, last = count.whole, count.last
    if whole is None or count.spelled or not scan.glued(last) or not scan.norm(last).isdigit():
        return None
    if scan.norm(last + 1) in vocab.ORDINAL_ENDINGS:
        return _draft(scan, count.first, last + 1, whole), last + 1
    if scan.norm(last + 1) != "." or scan.language != "da" or whole > 999:
        return None
    follows = scan.raw(last + 2)
    if not follows[:1].islower() or not scan.near(last + 1) or scan.glued(last + 1):
        return _span_start(scan, count, whole)
    return _draft(scan, count.first, last + 1, whole), last + 1


def _span_start(scan: Scan, count: Count, whole: int) -> tuple[Draft, int] | None:
    """Read the first day of "4.-5. april": a full stop and at once a hyphen and digits."""
    last = count.last + 1
    if scan.glued(last) and scan.norm(last + 1) in ("-", "–") and scan.kind(last + 2) == "n":
        return _draft(scan, count.first, last, whole), last
    return None


def tens_ordinal(scan: Scan, count: Count) -> tuple[Draft, int] | None:
    """Read "twenty-first": tens in words, a hyphen, an ordinal."""
    step = scan.after_hyphen(count.last)
    unit = vocab.ORDINALS.get(scan.norm(step), 10)
    if not count.spelled or not count.whole or count.whole % 10 or unit > 9:
        return None
    return _draft(scan, count.first, step, count.whole + unit), step


def word_ordinal(scan: Scan, index: int) -> tuple[Draft, int] | None:
    """Read "den tredje", "the first" after a determiner; not "for det første", "the first time".

    Danish "anden" is "other" more often than "second": it counts before a few nouns only.
    """
    norm, before = scan.norm(index), scan.norm(index - 1)
    follows = scan.norm(index + 1)
    if norm in vocab.SECOND_OR_OTHER:
        if follows not in vocab.SECOND_NOUNS or before in _ANY:
            return None
        return _draft(scan, index, index, 2), index
    enumerates = before == "det" and scan.norm(index - 2) == "for"
    led = before in vocab.DETERMINERS or follows in vocab.SECOND_NOUNS
    if not led or enumerates or follows in vocab.NOT_ORDINAL_AFTER:
        return None
    return _draft(scan, index, index, vocab.ORDINALS[norm]), index


def is_list_marker(scan: Scan, count: Count) -> bool:
    """Return whether the number only orders a list: "1. Samarbejde" on its line, "(1) ... (2)"."""
    whole, last = count.whole, count.last
    if whole is None or count.spelled or whole > _HIGHEST_MARKER or not scan.glued(last):
        return False
    closing = scan.norm(last + 1)
    if closing == ")" and scan.norm(count.first - 1) == "(" and scan.glued(count.first - 1):
        return _has_sibling(scan, whole, "()")
    if closing not in (".", ")") or not scan.line_start(count.first) or scan.glued(last + 1):
        return False
    if not scan.same_line(last + 1):
        return False
    if closing == ")" or not scan.raw(last + 2)[:1].islower():
        return True
    return _has_sibling(scan, whole, closing)


def _has_sibling(scan: Scan, whole: int, form: str) -> bool:
    """Return whether the number before or after this one marks an item in the same form."""
    markers = scan.markers()
    return (str(whole - 1), form) in markers or (str(whole + 1), form) in markers


def _draft(scan: Scan, first: int, last: int, value: int) -> Draft:
    start, end = scan.tokens[first].start, scan.tokens[last].end
    return Draft("ordinal", Decimal(value), None, start, end)
