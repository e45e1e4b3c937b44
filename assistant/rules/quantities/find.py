"""Every quantity of a running text, left to right."""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal
from typing import TYPE_CHECKING

from assistant.rules.quantities import bare, clock, dates, labels, ordinals, units, words
from assistant.rules.quantities import vocabulary as vocab
from assistant.rules.quantities.counts import Count, read_count
from assistant.rules.quantities.model import Draft, Quantity, fraction, shift
from assistant.rules.quantities.ranges import complete
from assistant.rules.quantities.scan import Scan
from assistant.rules.quantities.tongue import guess_language

if TYPE_CHECKING:
    from assistant.types import Language

Read = tuple[list[Draft], int]
_FRACTION = re.compile(r"([0-9]{1,2})/([1-9][0-9]?)")
_COMPOUND = re.compile(
    r"(?P<count>[a-z]+?)(?P<unit>[åa]a?rig|[åa]a?rs|måneders|maaneders|ugers|dages|timers)[a-zæøå]*"
)
_PARTS = frozenset((2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 20, 100))
_WHICH_HALF = frozenset("first second last første anden sidste".split())
_COMPOUND_ENDS = ("rig", "rige", "rigt", "rs", "ges", "periode", "perioden", "plan", "planen")
_COMPOUND_UNITS = {"m": "month", "u": "week", "d": "day", "t": "hour"}


def find_quantities(text: str, language: Language | None = None) -> list[Quantity]:
    """Return all quantities of the text, left to right, none overlapping another.

    Offsets are code points into `text` as given. The language decides number words and what
    "1.500" and "1,500" mean; without one it is guessed from the small words, else Danish.
    Passed over: web and e-mail addresses, file names, citation markers such as `[1]`, the
    numbers that order a list, and names with digits in them ("CO2", "COVID-19").

    Articles are not counts: Danish "en/et" and English "a/an" never are, unless with a scale,
    a part or a span of time ("en million", "en tredjedel", "et år"), after "kun", "mindst" and
    the like, or in "en eller flere". "én/ét" is a count but for "én af"; English "one" is where
    a noun can follow ("one effective cluster effort"), not as a pronoun ("one of them", "this
    one"). So an answer that counts to one needs a source that does: this errs on the side of
    the source, and "a" or "en" is always open to the one who writes.
    """
    scan = Scan(text, language or guess_language(text))
    drafts: list[Draft] = []
    index = 0
    while index < scan.size:
        found = _at(scan, index)
        if found is None:
            index += 1
            continue
        drafts += found[0]
        index = found[1] + 1
    complete(text, drafts)
    return [_finished(text, draft) for draft in drafts]


def _finished(text: str, draft: Draft) -> Quantity:
    piece = text[draft.start : draft.end]
    return Quantity(
        draft.kind, draft.value, draft.unit, draft.start, draft.end, piece, draft.ambiguous
    )


def _at(scan: Scan, index: int) -> Read | None:
    """Read what begins at the token: drafts and the index of the last token they take."""
    token = scan.tokens[index]
    if token.kind == "n":
        return _digits(scan, index)
    if token.kind == "w":
        if rule := _RULES.get(token.norm):
            for reader in rule:
                if found := reader(scan, index):
                    return found
        elif token.norm.endswith(_COMPOUND_ENDS):
            return _compound(scan, index)
        elif "hundred" in token.norm or "tusind" in token.norm:
            return _counted(scan, index)
        elif scan.raw(index) in vocab.CAPITAL_CURRENCIES:
            return _money(scan, index)
        return None
    return _money(scan, index) if token.norm in ("€", "$", "£") else None


def _digits(scan: Scan, index: int) -> Read | None:
    """Read digits: dates and acts by their shape, then names and labels, then counts."""
    if label := labels.label_before(scan, index):
        if act := labels.act_number(scan, index):
            return [act[0]], act[1]
        if not (count := read_count(scan, index)) or not _measured(scan, count):
            return labels.labelled(scan, index, label)
    if found := labels.phone(scan, index):
        return found
    norm = scan.norm(index)
    if not norm.isdigit():
        if single := dates.numeric_date(scan, index) or labels.act_number(scan, index):
            return [single[0]], single[1]
        if found := clock.digital(scan, index) or _slashed(scan, index):
            return found
    if found := _counted(scan, index):
        return found
    if last := labels.name_end(scan, index):
        return [], last
    single = labels.other(scan, index)
    return [single[0]], single[1]


def _slashed(scan: Scan, index: int) -> Read | None:
    """Read "1/3 af", "2/3-dele" as a share."""
    match = _FRACTION.fullmatch(scan.norm(index))
    if match is None or int(match[1]) >= int(match[2]) or int(match[2]) not in _PARTS:
        return None
    last = index
    if scan.norm(index + 1) == "-" and scan.norm(index + 2) in ("del", "dele"):
        last = index + 2
    start, end = scan.tokens[index].start, scan.tokens[last].end
    value = fraction(int(match[1]), int(match[2]))
    certain = last > index or scan.norm(index + 1) in ("af", "of")
    return [Draft("share", value, None, start, end, ambiguous=not certain)], last


def _counted(scan: Scan, index: int) -> Read | None:
    """Read a count and what it counts."""
    count = read_count(scan, index)
    if count is None:
        return None
    if bare.in_path(scan, count) if count.spelled else bare.tied_left(scan, index):
        return None
    if single := _measured(scan, count):
        return [bare.signed(scan, count, single[0])], single[1]
    if found := clock.counted(scan, count):
        return found
    if single := ordinals.digit_ordinal(scan, count) or ordinals.tens_ordinal(scan, count):
        marker = ordinals.is_list_marker(scan, count)
        return ([] if marker else [single[0]]), single[1]
    if not count.spelled and bare.tied_right(scan, count.last):
        return None
    return bare.bare(scan, count)


def _measured(scan: Scan, count: Count) -> tuple[Draft, int] | None:
    return dates.day_first(scan, count) or units.measured(scan, count)


def _money(scan: Scan, index: int) -> Read | None:
    """Read an amount whose currency stands in front."""
    currency = units.prefix_currency(scan, index)
    if currency is None:
        return None
    step = currency.last + 1
    count = read_count(scan, step) if scan.kind(step) == "n" or scan.kind(step) == "w" else None
    if count is None or count.weak:
        return None
    heading = units.heading_scale(scan, index, currency)
    if (heading.exponent or scan.norm(index - 1) == "(") and dates.is_year(scan.norm(step)):
        return None
    found = units.measured(scan, count, prefix=currency.name)
    if found is None:
        return None
    draft, last = found
    if heading.exponent and not draft.scale and isinstance(draft.value, Decimal):
        draft.value, draft.scale = shift(draft.value, heading.exponent), heading.exponent
        index = heading.last
    draft.start, draft.prefixed = scan.tokens[index].start, True
    return [draft], last


def _clock(scan: Scan, index: int) -> Read | None:
    return clock.after_clock_word(scan, index)


def _month(scan: Scan, index: int) -> Read | None:
    found = dates.month_first(scan, index)
    return ([found[0]], found[1]) if found else None


def _day(scan: Scan, index: int) -> Read | None:
    found = dates.day_in_words(scan, index)
    return ([found[0]], found[1]) if found else None


def _ordinal(scan: Scan, index: int) -> Read | None:
    found = ordinals.word_ordinal(scan, index)
    return ([found[0]], found[1]) if found else None


def _half(scan: Scan, index: int) -> Read | None:
    """Read "halvdelen", and "half" where it means half of something."""
    if scan.norm(index) == "half":
        follows = scan.norm(index + 1)
        if follows not in ("of", "the"):
            return None
    if scan.norm(index - 1) in _WHICH_HALF:
        return None
    token = scan.tokens[index]
    return [Draft("share", Decimal("0.5"), None, token.start, token.end)], index


def _compound(scan: Scan, index: int) -> Read | None:
    """Read a count and a span of time in one Danish word: "toårig", "fjortendages"."""
    match = _COMPOUND.fullmatch(scan.norm(index))
    value = words.SMALL["da"].get(match["count"]) if match else None
    if match is None or not value:
        return None
    unit = _COMPOUND_UNITS.get(match["unit"][0], "year")
    token = scan.tokens[index]
    return [Draft("duration", Decimal(value), unit, token.start, token.end)], index


def _rules() -> dict[str, tuple[Callable[[Scan, int], Read | None], ...]]:
    """Return the readers to try at each word that can begin a quantity."""
    rules: dict[str, list[Callable[[Scan, int], Read | None]]] = {}
    groups: tuple[tuple[Callable[[Scan, int], Read | None], set[str] | frozenset[str]], ...] = (
        (_clock, vocab.CLOCK_WORDS),
        (clock.named, vocab.NOON | vocab.MIDNIGHT),
        (_month, set(vocab.MONTHS)),
        (_money, set(vocab.CURRENCIES) | set(vocab.SCALED_CURRENCIES)),
        (_half, {"halvdel", "halvdelen", "half"}),
        (_counted, {"halvanden", "halvandet", "trekvart", "kvart", "halv", "half", "a", "an"}),
        (_counted, set(words.SMALL["da"]) | set(words.SMALL["en"])),
        (_day, set(vocab.DAYS)),
        (_ordinal, set(vocab.ORDINALS) | vocab.SECOND_OR_OTHER),
    )
    for reader, names in groups:
        for name in names:
            rules.setdefault(name, []).append(reader)
    return {name: tuple(readers) for name, readers in rules.items()}


_RULES = _rules()
