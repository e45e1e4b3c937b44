"""Counts without a unit: whether they count at all, and whether they stand by themselves."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from assistant.rules.quantities import dates, labels, ordinals, words
from assistant.rules.quantities import vocabulary as vocab
from assistant.rules.quantities.counts import Count, read_count
from assistant.rules.quantities.model import Draft, Kind

if TYPE_CHECKING:
    from assistant.rules.quantities.scan import Scan

_ONES = words.ONES | {"a", "an"}
_PATH_SIGNS = frozenset(("_", "/", "\\", ".", "=", "&"))


def bare(scan: Scan, count: Count) -> tuple[list[Draft], int] | None:
    """Return a count without a unit as a number or a year, if it counts at all."""
    norm, single = scan.norm(count.last), count.first == count.last
    if ordinals.is_list_marker(scan, count):
        return [], count.last
    if count.spelled and (found := labels.spelled_label(scan, count)):
        return [found], count.last
    if count.spelled and single and norm in _ONES and not _counts_one(scan, count.first):
        return [], count.last
    if not count.spelled and single and _is_serial(norm):
        return [labels.other(scan, count.last)[0]], count.last
    start, end = scan.tokens[count.first].start, scan.tokens[count.last].end
    if single and not count.spelled and (year := dates.short_year(scan, count.last)):
        return [Draft("year", Decimal(year), None, start, end, plain=True)], count.last
    kind: Kind = "year" if single and not count.spelled and dates.is_year(norm) else "number"
    draft = Draft(kind, count.value, None, start, end, count.ambiguous, 0, count.spelled, True)
    return [signed(scan, count, draft)], count.last


def _is_serial(norm: str) -> bool:
    """Return whether bare digits are a number of a register: eight of them, or "0123"."""
    return norm.isdigit() and (len(norm) == 8 or (len(norm) > 2 and norm[0] == "0"))


def _counts_one(scan: Scan, index: int) -> bool:
    """Return whether the word for one is a count: the policy stands in `find_quantities`."""
    norm, before = scan.norm(index), scan.norm(index - 1)
    following = (scan.norm(index + 1), scan.norm(index + 2))
    if norm in ("a", "an"):
        return False
    if norm == "one":
        return _counts_english_one(scan, index, before, following)
    if norm in ("én", "ét"):
        return following[0] != "af"
    if following in (("eller", "flere"), ("ud", "af")):
        return True
    return before in vocab.BEFORE_COUNTED_ONE and following[0] != "par"


def _counts_english_one(scan: Scan, index: int, before: str, following: tuple[str, str]) -> bool:
    """Return whether "one" is a count: "one (1)", "one or more", "one to two", "one call"."""
    if following in (("(", "1"), ("or", "more")):
        return True
    other = index + 3 if following[0] == "out" else index + 2
    if following[0] in ("in", "to", "or", "out") and read_count(scan, other):
        return True
    if before == "than" or before in vocab.BEFORE_COUNTED_ONE:
        return following[0] != "of"
    if before in vocab.NOT_ONE_AFTER or following[0] in vocab.NOT_ONE_BEFORE:
        return False
    return scan.kind(index + 1) == "w" and scan.near(index)


def in_path(scan: Scan, count: Count) -> bool:
    """Return whether number words are part of a technical name: "redirect_to", "/to/"."""
    left = scan.norm(count.first - 1) if scan.glued(count.first - 1) else ""
    right = scan.norm(count.last + 1) if scan.glued(count.last) else ""
    return left in _PATH_SIGNS or (right in _PATH_SIGNS and right != ".")


def tied_left(scan: Scan, index: int) -> bool:
    """Return whether letters run into the digits, straight or by a hyphen: "CO2", "COVID-19"."""
    if not scan.glued(index - 1):
        return False
    if scan.kind(index - 1) in ("w", "n") or scan.norm(index - 1) == "_":
        return scan.norm(index - 1) not in vocab.CURRENCIES
    if scan.norm(index - 1) != "-" or not scan.glued(index - 2):
        return False
    return scan.kind(index - 2) == "w" and not dates.is_year(scan.norm(index))


def tied_right(scan: Scan, index: int) -> bool:
    """Return whether letters that are no unit follow the digits at once: "5G"."""
    if not scan.glued(index) or scan.norm(index + 1) in vocab.GLUED_UNITS:
        return False
    return scan.kind(index + 1) in ("w", "n") or scan.norm(index + 1) == "_"


def signed(scan: Scan, count: Count, draft: Draft) -> Draft:
    """Make the draft negative after "minus", "−" or a hyphen that follows white space."""
    before = count.first - 1
    norm = scan.norm(before)
    minus = norm in ("minus", "−")
    if norm == "-" and scan.glued(before) and not scan.glued(before - 1):
        minus = scan.kind(before - 1) != "n"
    if minus and isinstance(draft.value, Decimal) and draft.kind != "year":
        draft.value, draft.start = draft.value.copy_negate(), scan.tokens[before].start
    return draft
