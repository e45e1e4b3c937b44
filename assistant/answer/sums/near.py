"""What stands near an amount or a share in a marked text: its place, and what follows it."""

from __future__ import annotations

from assistant.answer.sums.cues import cues
from assistant.answer.sums.marks import Mark, Marked
from assistant.rules.places import Place


def place_of(one: Mark, marked: Marked) -> Place | None:
    """Return the place that stands with an amount in its clause.

    That is the one after it, "3 mio. i Odense", but where the clause begins with a place the one
    before it: "Fredericia 1,8 mio.".
    """
    clause = [m for m in marked.marks if m is one or marked.same_clause(one, m)]
    first = next((m for m in clause if m.place is not None or m.kind in ("amount", "share")), one)
    leading = first.place is not None
    around = [m for m in clause if m.place is not None]
    for m in sorted(
        around, key=lambda m: ((m.start < one.start) != leading, abs(m.start - one.start))
    ):
        low, high = min(one.end, m.end), max(one.start, m.start)
        if not any(n.kind in ("amount", "share") and low <= n.start < high for n in clause):
            return m.place
    return None


def following(one: Mark, marked: Marked) -> Mark | None:
    after = [m for m in marked.marks if m.start >= one.end and m.kind in ("amount", "cost")]
    return after[0] if after else None


def several_places(marked: Marked) -> bool:
    """Tell whether places split the costs: each amount of cost with its own."""
    return sum(m.kind == "place" for m in marked.marks) > 1 or any(
        m.kind == "within" for m in marked.marks
    )


def claimed(spot: Mark, marked: Marked) -> bool:
    """Tell whether another place is only said to count as this one."""
    before = [m for m in marked.marks if m.place is not None and m.end <= spot.start]
    return bool(before) and cues().belongs.search(marked.gap(before[-1], spot)) is not None


def distinct(places: tuple[Place, ...]) -> tuple[Place, ...]:
    seen: dict[tuple[str, ...], Place] = {}
    for place in places:
        seen.setdefault(place.regions, place)
    # "Helsingør på Sjælland": the place that decides the region decides.
    return tuple(
        place
        for place in seen.values()
        if not any(set(other.regions) < set(place.regions) for other in seen.values())
    )
