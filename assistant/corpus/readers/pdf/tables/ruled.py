"""Tables whose cells are framed by rules: the smallest rectangles between the rules are cells."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from assistant.corpus.readers.pdf.model import Box, Drawing

# Rules this near to each other are one; ends this near to a rule touch it.
_SNAP = 3.0
_SHORTEST = 6.0
_SMALLEST_CELL = 4.0
# A page of squared paper is no table.
_MOST_RULES = 400


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule at `at` (y of one across, x of one down), from `start` to `end`."""

    at: float
    start: float
    end: float


@dataclass(frozen=True, slots=True)
class Grid:
    """The cells of one table: boxes, and the places of its rules."""

    cells: tuple[Box, ...]
    xs: tuple[float, ...]
    ys: tuple[float, ...]

    @property
    def box(self) -> Box:
        return Box(self.xs[0], self.ys[0], self.xs[-1], self.ys[-1])


def find_grids(drawing: Drawing) -> list[Grid]:
    """Return the tables that rules, or the edges of coloured cells, frame."""
    across = _merge(_across(drawing))
    down = _merge(_down(drawing))
    if len(across) < 2 or len(down) < 2 or len(across) > _MOST_RULES or len(down) > _MOST_RULES:
        return []
    grids = (_grid(cells) for cells in _connected(_cells(across, down)))
    return sorted((g for g in grids if g is not None), key=lambda g: (g.ys[0], g.xs[0]))


def across_rules(drawing: Drawing) -> list[Rule]:
    """Return the rules across a page, parts of one joined."""
    rules = (Rule((b.top + b.bottom) / 2, b.x0, b.x1) for b in drawing.across)
    return [rule for rule in _merge(rules) if rule.end - rule.start >= _SHORTEST]


def _across(drawing: Drawing) -> Iterable[Rule]:
    yield from (Rule((b.top + b.bottom) / 2, b.x0, b.x1) for b in drawing.across)
    for fill in drawing.fills:
        if fill.exact:
            yield Rule(fill.box.top, fill.box.x0, fill.box.x1)
            yield Rule(fill.box.bottom, fill.box.x0, fill.box.x1)


def _down(drawing: Drawing) -> Iterable[Rule]:
    yield from (Rule((b.x0 + b.x1) / 2, b.top, b.bottom) for b in drawing.down)
    for fill in drawing.fills:
        if fill.exact:
            yield Rule(fill.box.x0, fill.box.top, fill.box.bottom)
            yield Rule(fill.box.x1, fill.box.top, fill.box.bottom)


def _merge(rules: Iterable[Rule]) -> list[Rule]:
    """Put rules that nearly agree on one place, and join those that touch there."""
    lines: list[list[Rule]] = []
    for rule in sorted(rules, key=lambda r: r.at):
        if lines and rule.at - lines[-1][-1].at <= _SNAP and rule.at - lines[-1][0].at <= 2 * _SNAP:
            lines[-1].append(rule)
        else:
            lines.append([rule])
    merged: list[Rule] = []
    for line in lines:
        at = sum(rule.at for rule in line) / len(line)
        start, end = 0.0, -1e9
        for rule in sorted(line, key=lambda r: r.start):
            if rule.start > end + _SNAP:
                if end > start:
                    merged.append(Rule(at, start, end))
                start, end = rule.start, rule.end
            end = max(end, rule.end)
        if end > start:
            merged.append(Rule(at, start, end))
    return [rule for rule in merged if rule.end - rule.start >= _SHORTEST]


def _cells(across: Sequence[Rule], down: Sequence[Rule]) -> list[Box]:
    """Return the smallest rectangles whose four sides are ruled."""
    crossings: dict[float, list[float]] = defaultdict(list)
    ruled_across: dict[tuple[float, float], Rule] = {}
    ruled_down: dict[tuple[float, float], Rule] = {}
    for a in across:
        for d in down:
            if (
                a.start - _SNAP <= d.at <= a.end + _SNAP
                and d.start - _SNAP <= a.at <= d.end + _SNAP
            ):
                crossings[a.at].append(d.at)
                ruled_across[a.at, d.at] = a
                ruled_down[a.at, d.at] = d
    ys = sorted(crossings)
    for y in ys:
        crossings[y] = sorted(set(crossings[y]))
    cells: list[Box] = []
    for number, top in enumerate(ys):
        for place, left in enumerate(crossings[top]):
            cell = _cell_at(top, left, place, ys[number + 1 :], crossings, ruled_across, ruled_down)
            if cell is not None:
                cells.append(cell)
    return cells


def _cell_at(
    top: float,
    left: float,
    place: int,
    below: Sequence[float],
    crossings: dict[float, list[float]],
    across: dict[tuple[float, float], Rule],
    down: dict[tuple[float, float], Rule],
) -> Box | None:
    rights = [x for x in crossings[top][place + 1 :] if across[top, x] is across[top, left]]
    for bottom in below:
        if (bottom, left) not in down or down[bottom, left] is not down[top, left]:
            continue
        for right in rights:
            if (
                (bottom, right) in down
                and down[bottom, right] is down[top, right]
                and across[bottom, right] is across[bottom, left]
            ):
                big = right - left >= _SMALLEST_CELL and bottom - top >= _SMALLEST_CELL
                return Box(left, top, right, bottom) if big else None
    return None


def _connected(cells: Sequence[Box]) -> list[list[Box]]:
    """Group cells that share a corner."""
    groups: list[list[Box]] = []
    at_corner: dict[tuple[float, float], list[Box]] = defaultdict(list)
    for cell in cells:
        for corner in _corners(cell):
            at_corner[corner].append(cell)
    left = dict.fromkeys(cells)
    while left:
        first = next(iter(left))
        del left[first]
        group, queue = [first], [first]
        while queue:
            for corner in _corners(queue.pop()):
                for other in at_corner[corner]:
                    if other in left:
                        del left[other]
                        group.append(other)
                        queue.append(other)
        groups.append(group)
    return groups


def _corners(cell: Box) -> tuple[tuple[float, float], ...]:
    return (
        (cell.x0, cell.top),
        (cell.x1, cell.top),
        (cell.x0, cell.bottom),
        (cell.x1, cell.bottom),
    )


def _grid(cells: Sequence[Box]) -> Grid | None:
    """Return the table of some cells; None for a frame around one text, or a row of boxes."""
    xs = tuple(sorted({x for cell in cells for x in (cell.x0, cell.x1)}))
    ys = tuple(sorted({y for cell in cells for y in (cell.top, cell.bottom)}))
    if len(cells) < 2 or len(xs) < 3 or len(ys) < 2:
        return None
    return Grid(tuple(cells), xs, ys)


def span(edges: Sequence[float], start: float, end: float) -> tuple[int, int]:
    """Return the first of the stretches between `edges` from `start` to `end`, and how many."""
    first = bisect_left(edges, start - 0.01)
    return first, max(bisect_left(edges, end - 0.01) - first, 1)
