"""How much work the grants of a budget make: those that may share a ceiling are held together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from assistant.errors import InputError
from assistant.rules.budget import Award

# 100 new grants under one ceiling, or thousands that don't share one: far more than real life, and
# checked in half a second. Every new grant is told with all that count beside it, so without a
# limit a file of 100 kB would make a gigabyte of explanations.
MAX_PAIRS = 10_000


def check_sharing(awards: Sequence[Award]) -> None:
    """Raise InputError `too_many_grants` where too many grants would count beside one another.

    The measure is the sum, over all that may share a ceiling, of new grants × all grants.
    """
    homes = _homes(awards)
    new = Counter(homes)
    counted: Counter[int] = Counter()
    for home, award in zip(homes, awards, strict=True):
        counted[home] += 1 + len(award.previous)
    if sum(new[home] * counted[home] for home in new) > MAX_PAIRS:
        raise InputError(
            "too_many_grants",
            "de_minimis: Too many grants would have to be counted beside one another.",
            "Check undertakings that do not share a ceiling in files of their own, and give each "
            "previous grant once.",
        )


def _homes(awards: Sequence[Award]) -> list[int]:
    """Return for each award the number of its set: same undertaking or group, also by others."""
    above = list(range(len(awards)))

    def top(number: int) -> int:
        while above[number] != number:
            above[number] = above[above[number]]
            number = above[number]
        return number

    first: dict[tuple[str, str | None], int] = {}
    for number, award in enumerate(awards):
        for name in (("undertaking", award.undertaking), ("group", award.group)):
            if name[1] is not None:
                above[top(number)] = top(first.setdefault(name, number))
    return [top(number) for number in range(len(awards))]
