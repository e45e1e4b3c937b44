"""Is this enterprise an SME? The category, why, and on what it rests."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from assistant.rules.model import Bilingual, Legal
from assistant.rules.output import bilingual_json, legal_json
from assistant.rules.sme.add_up import Counted, Sum, Sums, add_up, alone, count
from assistant.rules.sme.assumptions import assumptions
from assistant.rules.sme.firm import FIGURES, Firm, read_firm
from assistant.rules.sme.limits import LEVELS, Category, Limits, limits_on
from assistant.rules.sme.reasons import open_reason, other_reasons, size_reasons, year_reasons
from assistant.rules.sme.status import categories, missing_keys
from assistant.rules.sme.wording import digits, percent, say


def assess(raw: Mapping[str, Any]) -> dict[str, Any]:
    """Return the category of an enterprise by the EU's definition (docs/paths.md has both shapes).

    The headcount must be met, of the two amounts only one; what is not known is never guessed:
    the category is `unknown` where the missing figures would decide, and `missing_input` names
    them. `large` means no SME. Raises InputError that names the key.
    """
    firm = read_firm(raw)
    return _Assessment(firm, limits_on(firm.as_of)).result()


@dataclass(frozen=True)
class _Assessment:
    """One enterprise against the limits of a day."""

    firm: Firm
    limits: Limits

    @cached_property
    def counted(self) -> tuple[Counted, ...]:
        return tuple(count(other, self.limits) for other in self.firm.others)

    @cached_property
    def years(self) -> tuple[Sums, ...]:
        """All years, the earliest first."""
        earlier = tuple(alone(year) for year in reversed(self.firm.years))
        return (*earlier, add_up(self.firm, self.counted))

    @cached_property
    def raw(self) -> tuple[Category, ...]:
        """What the figures of the latest year alone allow."""
        return categories(self.years[-1:], None, self.limits)

    @cached_property
    def by_size(self) -> tuple[Category, ...]:
        """What the figures of all years allow."""
        return categories(self.years, self.firm.previous, self.limits)

    @cached_property
    def public(self) -> bool | None:
        """Whether public bodies control so much that it is no SME; None is open."""
        share = self.firm.public
        if share is None or share < self.limits.value("public") or self.firm.exception:
            return False
        return None if self.firm.exception_open else True

    @cached_property
    def possible(self) -> tuple[Category, ...]:
        if self.public:
            return ("large",)
        if self.public is None and "large" not in self.by_size:
            return (*self.by_size, "large")
        return self.by_size

    @cached_property
    def missing(self) -> tuple[str, ...]:
        if len(self.possible) == 1:
            return ()
        keys = missing_keys(self.years, self.by_size, self.limits)
        return (*keys, "public_exception") if self.public is None else keys

    def result(self) -> dict[str, Any]:
        decided = len(self.possible) == 1
        category = self.possible[0] if decided else "unknown"
        title = category if decided or "large" in self.possible else "unknown_sme"
        return {
            "category": category,
            "possible": list(self.possible),
            "title": bilingual_json(say(f"title.{title}")),
            "reasons": [bilingual_json(reason) for reason in self._reasons()],
            "legal": [legal_json(legal) for legal in self._legal()],
            "figures": [_figure_json(self.years[-1][name]) for name in FIGURES],
            "assumptions": [
                bilingual_json(text)
                for text in assumptions(self.firm, self.counted, self.limits, public=self.public)
            ],
            "missing_input": list(self.missing),
            "notes": [bilingual_json(text) for text in self.firm.notes],
            "version": self.limits.version,
        }

    def _reasons(self) -> list[Bilingual]:
        reasons = self._public_reasons()
        if self.public:
            return reasons
        if self.firm.new:
            reasons.append(say("reason.new"))
        reasons += other_reasons(self.counted, self.limits)
        reasons += size_reasons(self.years[-1], self.raw, self.limits)
        reasons += year_reasons(self.firm, self.by_size, self.raw, self.limits)
        if keys := missing_keys(self.years, self.by_size, self.limits):
            reasons.append(open_reason(self.by_size, keys))
        return reasons

    def _public_reasons(self) -> list[Bilingual]:
        share, limit = self.firm.public, self.limits.value("public")
        if share is None or share < limit:
            return []
        kind = "public" if self.public else "exception" if self.firm.exception else "exception_open"
        return [say(f"reason.{kind}", share=percent(share), limit=percent(limit))]

    def _legal(self) -> list[Legal]:
        """Return the articles that the result rests on, each once, in the order of the law."""
        used: list[tuple[str, str]] = []
        if not self.public:
            seen = {*self.by_size, *self.raw}
            used += [("headcount", level) for level in LEVELS if level in seen]
            used += [("headcount", "medium")] if "large" in seen else []
            roles = {each.role for each in self.counted}
            used += [("partner", "")] if roles & {"partner", "autonomous"} else []
            used += [("control", "")] if "linked" in roles else []
        if self.firm.public is not None and self.firm.public >= self.limits.value("public"):
            used.append(("public", ""))
            used += [] if self.public else [("exception", "")]
        if not self.public:
            used += [("periods", "")] if self.firm.years or self.firm.previous else []
            used += [("estimate", "")] if self.firm.new else []
            used += [("proportion", "")] if any(each.weight for each in self.counted) else []
        return list(dict.fromkeys(law for key in used for law in self.limits.legal(*key)))


def _figure_json(figure: Sum) -> dict[str, Any]:
    known = digits(figure.known)
    return {
        "name": figure.name,
        "label": bilingual_json(say(f"figure.{figure.name}")),
        "value": None if figure.missing else known,
        "at_least": known,
        "formula": figure.formula,
    }
