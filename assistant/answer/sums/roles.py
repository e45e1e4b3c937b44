"""What each amount and share of a message is: a cost, a grant asked for, or own money."""

from __future__ import annotations

import re
from collections.abc import Collection
from decimal import Decimal

from assistant.answer.sums.cues import cues
from assistant.answer.sums.marks import Mark, Marked, mark
from assistant.answer.sums.near import claimed, distinct, following, place_of
from assistant.answer.sums.scenario import Scenario
from assistant.answer.sums.taking import Reading, Role, only_source, take, take_rest
from assistant.rules.model import RuleBook
from assistant.types import Language

# Between a word and its amount stand few others: "budget på ca. 3 mio.", "1 mio. i støtte fra".
_NEAR = re.compile(r"^[\s:=(]*(?:[\wæøå.’'-]+[\s:=(]+){0,4}$", re.IGNORECASE)
# "betale af 8 mio.", "2 mio. af de 5 mio.", "til 5 mio.": the whole; "et tilskud af 2 mio.", "hope
# for 2 million", "beder fonden om 2 mio.": the amount itself.
_ARTICLES = r"(?: de| det| a| the| our| vores)?(?: i alt| samlet)?(?: ca\.?| about)? $"
_WHOLE = re.compile(rf"\b(?:ud )?(?:af|of){_ARTICLES}", re.IGNORECASE)
_FOR = re.compile(rf"\b(?<!op )(?<!up )(?:til|for|to){_ARTICLES}", re.IGNORECASE)
_FROM = re.compile(r"^(?:[\s.]|kr\.?|dkk)*(?:fra|from|hos|af|i|in|of)\b", re.IGNORECASE)
_STOP = re.compile(r"[.!?]\s+(?=[A-ZÆØÅ])")
_GIVEN = re.compile(
    r"(?:appl\w+|ask\w*|request\w*|a?n?søg\w*|bede[rs]?|står?|stod|hop\w+|aim\w*|look\w*|going|go|"
    r"wish\w*|bid\w*|siger (?:i|du))(?: \w+){0,3} (?:for|om|til)(?: a| the)? $"
    r"|(?:tilskud\w*|støtte|bevilling\w*|beløb|grants?|support|funding|contribution|amount|sum)"
    r" (?:af|of)(?: a| the)? $",
    re.IGNORECASE,
)
_NONE_BETWEEN = re.compile(
    r"^[\s:=(),–-]*(?:kr\.?|dkk)?[\s:=(),–-]*(?:i|in|på|til|for)?\s*$", re.IGNORECASE
)


def read_scenario(text: str, language: Language, book: RuleBook) -> Scenario:
    """Return what a text says of a budget for a call with this book."""
    marked = mark(text, language, book)
    reading = Reading()
    pools = pool_sizes(book)
    roles = {
        one: _role(one, marked)
        for one in marked.marks
        if one.kind == "share" or (one.kind == "amount" and not _is_pool(one, marked, pools))
    }
    _settle(roles, marked, pools)
    reading.listed = sum(role == "listed" for role, _ in roles.values())
    for one, (role, source) in roles.items():
        if role == "each":
            for each in book.grants:
                take(one, "grant", each, marked, reading)
        else:
            take(one, role, source, marked, reading)
    take_rest(marked, reading)
    if reading.unplaced and reading.total is None:
        reading.total = sum(reading.costs.values(), reading.unplaced)
    places = tuple(
        m.place
        for m in marked.marks
        if m.place is not None and m.start not in reading.used and not claimed(m, marked)
    )
    return Scenario(
        total=reading.total,
        costs=reading.costs,
        cost_shares=reading.cost_shares,
        grants=reading.grants,
        shares=reading.shares,
        own=reading.own,
        own_share=reading.own_share,
        places=distinct(places),
        loose=reading.unplaced > 0,
        guessed=reading.listed == 1 and not reading.costs,
        parts=tuple(m.place for m in marked.marks if m.place and m.start in reading.used),
        sources=tuple(dict.fromkeys(m.name for m in marked.marks if m.kind == "source")),
    )


def pool_sizes(book: RuleBook) -> frozenset[Decimal]:
    """Return what the sources hold, each and together."""
    sizes = [
        parameter.value
        for rule in book.rules
        if rule.kind == "cap"
        for parameter in rule.parameters
        if isinstance(parameter.value, Decimal)
    ]
    return frozenset([*sizes, sum(sizes, Decimal(0))])


def _is_pool(one: Mark, marked: Marked, pools: frozenset[Decimal]) -> bool:
    """Tell whether an amount is the pool itself, "af de 160 mio.", and nobody's budget."""
    if one.value not in pools:
        return False
    return _WHOLE.search(marked.text[: one.start]) is not None


def _role(one: Mark, marked: Marked) -> tuple[Role | None, str]:
    """Return what an amount or share is, by the words around it, and the source of a grant."""
    nearest = [mark for _, mark in _nearest(one, marked)]
    after = following(one, marked)
    whole = after if _is_part_of_next(one, marked) else None
    if one.kind == "share" and whole is not None:
        # "Halvdelen af vores 6 mio. ligger i …": what stands behind the whole is about its part.
        nearest += [mark for _, mark in _nearest(whole, marked) if mark.start > whole.end]
    source = next((mark.name for mark in nearest if mark.kind == "source"), "")
    kinds = {mark.kind for mark in nearest}
    before = marked.text[: one.start]
    if one.kind == "amount" and not _GIVEN.search(before) and _is_whole(one, before, marked):
        return "cost", ""
    if one.kind == "share" and "lies" in kinds and place_of(whole or one, marked) is not None:
        return "part", ""
    if whole is not None:
        # "1,5 mio. af de 3 mio.": the part, whose it is, is told by another word.
        return ("own" if "own" in kinds and not source else "grant"), source
    for other in nearest:
        role = _role_by(one, other, marked)
        if role is not None:
            return role, other.name or (source if role == "grant" else "")
    if one.kind == "share" and "place" in kinds:
        # "halvdelen i Region Sjælland": of what was told before.
        return "part", ""
    return None, ""


def _is_whole(one: Mark, before: str, marked: Marked) -> bool:
    """Tell whether an amount is what something is a part of, or is spent on."""
    if _WHOLE.search(before):
        return True
    after = next((mark for mark in marked.marks if mark.start >= one.end), None)
    given = after is not None and after.kind == "source" and _FROM.match(marked.gap(one, after))
    return _FOR.search(before) is not None and not given


def _role_by(one: Mark, other: Mark, marked: Marked) -> Role | None:
    """Return what a word near an amount or share makes of it, if anything."""
    if other.kind == "cost" or (other.kind == "project" and _tied(one, other, marked)):
        # "2 mio. af udgifterne" is no cost, nor is a share, nor "1 mio. til udgifter på 3 mio.".
        behind = other.start > one.end
        part = behind and cues().of.match(marked.gap(one, other))
        whole = following(other, marked) if behind else None
        towards = whole is not None and _FOR.search(marked.gap(one, other)) is not None
        return None if one.kind == "share" or part or towards else "cost"
    if other.kind == "within" or (other.kind == "lies" and one.kind == "amount"):
        return "part" if place_of(one, marked) is not None else None
    if other.kind == "each":
        return "each"
    return {"source": "grant", "ask": "grant", "own": "own"}.get(other.kind)  # type: ignore[return-value]


def _is_part_of_next(one: Mark, marked: Marked) -> bool:
    """Tell whether another amount is the whole of this one: "1,5 mio. af de 3 mio."."""
    after = following(one, marked)
    if after is None or after.kind != "amount":
        return False
    gap = marked.gap(one, after)
    return cues().of.match(gap) is not None and _NEAR.match(gap) is not None


def _nearest(one: Mark, marked: Marked) -> list[tuple[int, Mark]]:
    """Return the marks of the same clause that belong to this amount, the nearest first.

    A mark belongs to the amount it stands next to: with another amount between, it doesn't.
    """
    found: list[tuple[int, Mark]] = []
    numbers = [m for m in marked.marks if m.kind in ("amount", "share") and m is not one]
    for other in marked.marks:
        if other is one or other in numbers or not marked.same_clause(one, other):
            continue
        low, high = (other.end, one.start) if other.end <= one.start else (one.end, other.start)
        if any(low <= number.start < high for number in numbers):
            continue
        distance = high - low
        if other.start > one.end and _NONE_BETWEEN.match(marked.gap(one, other)):
            distance = 0
        if other.kind == "project" and not _tied(one, other, marked):
            distance += 30
        if other.kind == "ask":
            # A verb says the least: "søger 2 mio. til et projekt", "få dækket udgifter på 3 mio.".
            distance += 25
        found.append((distance, other))
    return sorted(found, key=lambda pair: (pair[0], pair[1].start))


def _tied(one: Mark, project: Mark, marked: Marked) -> bool:
    """Tell whether a project is of this amount: "et projekt på 8 mio.", "a 10 million project"."""
    if project.start > one.end:
        return not marked.gap(one, project).strip(" -–")
    return (
        re.fullmatch(
            r"\s*(?:på|til|of|worth|for|ca\.?|about|a|er|is|:|\s)*", marked.gap(project, one)
        )
        is not None
    )


def _settle(
    roles: dict[Mark, tuple[Role | None, str]], marked: Marked, pools: frozenset[Decimal]
) -> None:
    """Give a role to amounts that no word of their clause explains, and grants their source."""
    last: Role | None = None
    for one, (role, source) in list(roles.items()):
        if role is None and one.kind == "amount" and one.value not in pools:
            told = any(other in ("cost", "listed") for other, _ in roles.values())
            named = _sentence_has("cost", one, marked)
            joined = last in ("cost", "listed") and not _new_sentence(one, roles, marked)
            if named is not None or joined or not told or _after_of(one, roles, marked):
                role = "listed"
            elif only_source(marked) and not any(other == "grant" for other, _ in roles.values()):
                # "Costs are 3 million. We have put down 1 million, as the ERDF contribution."
                role = "grant"
        if one.kind == "share" and role is None:
            before = _sentence_has("source", one, marked)
            role, source = ("grant", before.name) if before else (role, source)
        if role == "grant" and not source:
            source = only_source(marked)
        roles[one] = (role, source)
        last = role


def _sentence_has(kind: str, one: Mark, marked: Marked) -> Mark | None:
    """Return the last mark of a kind before this one in its sentence, no amount between."""
    for other in reversed([m for m in marked.marks if m.end <= one.start]):
        if _STOP.search(marked.gap(other, one)) or other.kind in ("amount", "share"):
            return None
        if other.kind == kind:
            return other
    return None


def _new_sentence(one: Mark, roles: Collection[Mark], marked: Marked) -> bool:
    """Tell whether a sentence ends between an amount and the one before it."""
    earlier = [mark for mark in roles if mark.end <= one.start]
    return bool(earlier) and _STOP.search(marked.gap(earlier[-1], one)) is not None


def _after_of(one: Mark, roles: dict[Mark, tuple[Role | None, str]], marked: Marked) -> bool:
    """Tell whether an amount is the whole of one before it: "1,5 mio. af de 3 mio."."""
    earlier = [m for m in roles if m.end <= one.start]
    return bool(earlier) and cues().of.match(marked.gap(earlier[-1], one)) is not None
