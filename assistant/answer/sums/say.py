"""What was worked out, in words: one claim a source, each on the quotes of its rule."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from assistant.answer.draft import Claim
from assistant.answer.sums.caps import Cap
from assistant.answer.sums.costs import Caps
from assistant.answer.sums.cues import say as sentences
from assistant.answer.sums.scenario import Scenario
from assistant.answer.sums.worked import Worked
from assistant.rules.model import Bilingual, Finding, Quote, RuleBook
from assistant.rules.quantities import format_amount, format_date, format_share
from assistant.types import Anchor, Language

_LANGUAGES: tuple[Language, ...] = ("da", "en")


def claims_of(
    worked: Worked, scenario: Scenario, book: RuleBook, language: Language
) -> tuple[Claim, ...]:
    """Return the sentences of an answer in order; the first ones state the caps."""
    return tuple(_Speaker(worked, scenario, book, language).claims())


def findings_of(worked: Worked, scenario: Scenario, book: RuleBook) -> tuple[Finding, ...]:
    """Return the findings, those without sums of their own with what the answer says of them."""
    speakers = [_Speaker(worked, scenario, book, language) for language in _LANGUAGES]

    def told(said: Callable[[_Speaker], Iterable[Claim]]) -> Bilingual:
        return Bilingual(*(" ".join(claim.text for claim in said(each)) for each in speakers))

    worded = {
        cap.finding.rule_id: told(lambda each, cap=cap: each.cap(cap))  # type: ignore[misc]
        for cap in worked.caps
        if cap.limit is None
    }
    needs = worked.needs
    if needs is not None and needs.status == "unknown":
        worded[needs.rule_id] = told(lambda each: [each.needs(needs)])
    if worked.only_shares and worked.balance is not None:
        worded[worked.balance.rule_id] = told(lambda each: each.own())
    return tuple(
        replace(one, message=worded[one.rule_id]) if one.rule_id in worded else one
        for one in worked.findings()
    )


class _Speaker:
    def __init__(
        self, worked: Worked, scenario: Scenario, book: RuleBook, language: Language
    ) -> None:
        self.worked = worked
        self.scenario = scenario
        self.book = book
        self.language = language
        self.texts: Mapping[str, str] = sentences(language)

    def claims(self) -> Iterator[Claim]:
        for finding in self.worked.pools:
            yield from self._pool(finding)
        placed = list(self._places())
        balance = self.worked.balance if self.worked.goal == "check" else None
        broken = balance is not None and balance.status == "fail"
        # What is wrong comes first: an answer has only so much room.
        for cap in sorted(self.worked.caps, key=lambda cap: cap.finding.status != "fail"):
            if broken and balance is not None and cap.finding.status != "fail":
                yield from self._balance(balance)
                broken = False
            stated, *rest = self.cap(cap)
            yield stated
            # Where it is comes between the cap and what the cap gives there, once.
            yield from placed
            placed = []
            yield from rest
        if self.worked.needs is not None and self.worked.needs.status != "pass":
            yield self.needs(self.worked.needs)
        if self.worked.goal == "own":
            yield from self.own()
        elif balance is not None and (broken or balance.status != "fail"):
            yield from self._balance(balance)
        if self.worked.costs_missing:
            yield self._claim("costs")
        elif self.worked.where_missing:
            regions = self._special()
            if regions:
                yield self._claim("where", regions=regions)

    def cap(self, cap: Cap) -> Iterator[Claim]:
        source = self._name(self.book.sources[cap.source])
        quotes = cap.finding.citations
        region = self._one_region(cap)
        low, high = cap.low, cap.high
        if cap.asked_share is not None and not region:
            # Who has a share in mind may have that of another place in mind.
            low, high = Caps.of(cap.rule).bounds()
        if low == high and region:
            yield self._claim(
                "cap_in",
                quotes,
                source=self._in(self.book.sources[cap.source]),
                share=self._share(cap.low),
                region=region,
            )
        elif low == high:
            yield self._claim("cap", quotes, source=source, share=self._share(low))
        else:
            yield self._claim(
                "cap_low_high",
                quotes,
                source=source,
                low=self._share(low),
                high=self._share(high),
                regions=self._special(),
            )
        if cap.limit is not None:
            yield from self._limits(cap)
        yield from self._compared(cap)

    def _regions(self) -> str:
        """Return the names of the regions that the parts of the costs are in, if all were told."""
        told = [*self.scenario.parts, *self.scenario.places]
        regions = dict.fromkeys(place.regions for place in told)
        if len(regions) < 2 or any(len(each) > 1 for each in regions):
            return ""
        names = [self._in(self.book.regions[r]) for (r,) in regions if r in self.book.regions]
        return self.texts["listed"].join(names)

    def _one_region(self, cap: Cap) -> str:
        """Return the region that somebody named, where the share depends on the region."""
        places = [p for p in self.scenario.places if p.kind == "region" and len(p.regions) == 1]
        if not Caps.of(cap.rule).special or len(places) != 1 or len(self.scenario.places) > 1:
            return ""
        region = places[0].regions[0]
        return self._in(self.book.regions[region]) if region in self.book.regions else ""

    def _limits(self, cap: Cap) -> Iterator[Claim]:
        limit = self._amount(cap.limit)
        if cap.limit_high is not None and cap.limit_high != cap.limit:
            high = self._amount(cap.limit_high)
            yield self._claim("limits", regions=self._special(), limit=limit, limit_high=high)
        else:
            regions = self._regions() if cap.mixed else ""
            if regions:
                yield self._claim("mixed_in", regions=regions, limit=limit)
            else:
                yield self._claim("mixed" if cap.mixed else "limit", limit=limit)

    def _compared(self, cap: Cap) -> Iterator[Claim]:
        status = cap.finding.status
        if cap.asked is not None and cap.limit is not None:
            actual = self._amount(cap.asked)
            if status == "fail":
                over = cap.asked - (cap.limit_high or cap.limit)
                if _in_remedy(over, cap.finding, self.language):
                    yield self._claim("over", actual=actual, over=self._amount(over))
                else:
                    yield self._claim("pool_over", actual=actual)
            elif status == "unknown":
                yield self._claim("between", actual=actual)
            elif status == "pass":
                yield self._claim("exact" if cap.asked == cap.limit else "under", actual=actual)
        elif cap.asked_share is not None:
            name = {"fail": "over_share", "unknown": "between_share"}.get(status, "under_share")
            yield self._claim(name)

    def _pool(self, finding: Finding) -> Iterator[Claim]:
        """State what a source holds, where more is asked for or nothing more can be had."""
        for part in finding.parts or (finding,):
            bound = part.limit is not None and part.actual == part.limit
            if part.status != "fail" and not (self.worked.goal == "largest" and bound):
                continue
            name = self.book.sources.get(part.key)
            quotes = part.citations or finding.citations
            source = self._name(name) if name else ""
            yield self._claim("pool", quotes, source=source, limit=self._amount(part.limit))
            if part.status == "fail":
                yield self._claim("pool_over", actual=self._amount(part.actual))

    def needs(self, finding: Finding) -> Claim:
        rule = next(rule for rule in self.book.rules if rule.id == finding.rule_id)
        source = self._name(self.book.sources[rule.target or ""])
        needs = self.book.sources[rule.needs or ""]
        return self._claim("needs", finding.citations, source=source, needs=self._in(needs))

    def _places(self) -> Iterator[Claim]:
        """State which region each place was taken to be in; those that are regions say it."""
        if not any(Caps.of(cap.rule).special for cap in self.worked.caps):
            return
        for place in dict.fromkeys((*self.scenario.parts, *self.scenario.places)):
            names = [
                self._in(self.book.regions[r]) for r in place.regions if r in self.book.regions
            ]
            if place.kind == "region" or not names:
                continue
            if len(names) == 1:
                yield self._claim("place", place=place.name, region=names[0])
            elif self.worked.where_missing:
                joined = self.texts["listed"].join(names)
                yield self._claim("place_two", place=place.name, regions=joined)

    def own(self) -> Iterator[Claim]:
        own, low = self.worked.own, self.worked.own_low
        quotes = self.worked.balance.citations if self.worked.balance else ()
        if own is None:
            return
        said = self._amount(own), self._amount(low)
        if self.worked.only_shares:
            said = self._share(own / 100), self._share((low or own) / 100)
        if low is not None and low != own:
            yield self._claim(
                "own_between",
                quotes,
                own=said[0],
                own_low=said[1],
                regions=self._special(),
            )
        else:
            yield self._claim("own", quotes, own=said[0])

    def _balance(self, finding: Finding) -> Iterator[Claim]:
        if finding.status == "pass":
            yield self._claim("own_fits")
        elif finding.actual is not None and finding.limit is not None:
            short = finding.limit - finding.actual
            name = "own_short" if short > 0 else "own_over"
            yield self._claim(name, finding.citations, missing=self._amount(abs(short)))

    def _claim(self, name: str, quotes: Sequence[Quote] = (), **values: str) -> Claim:
        text = self.texts[name].format(**values)
        text = text.replace("..", ".")
        anchors = tuple(dict.fromkeys(Anchor(q.document_id, q.start, q.end) for q in quotes))
        return Claim(text[:1].upper() + text[1:], anchors)

    def _special(self) -> str:
        regions = {region: None for cap in self.worked.caps for region in Caps.of(cap.rule).special}
        names = [self._in(self.book.regions[region]) for region in regions]
        return f" {self.texts['and']} ".join(names)

    def _name(self, name: Bilingual) -> str:
        text = self._in(name)
        return text[:1].upper() + text[1:]

    def _in(self, name: Bilingual) -> str:
        return name.en if self.language == "en" else name.da

    def _amount(self, value: Decimal | None) -> str:
        return format_amount(value or Decimal(0), self.language, self.book.currency)

    def _share(self, value: Decimal) -> str:
        return format_share(value, self.language)


def numbers_of(findings: Sequence[Finding], language: Language) -> list[str]:
    """Return the values of findings as texts, for the verifier to find an answer's numbers in."""
    texts: list[str] = []
    for finding in (*findings, *(part for one in findings for part in one.parts)):
        amounts = (finding.actual, finding.limit, finding.limit_high)
        for currency in ("DKK", "EUR"):
            texts += [format_amount(v, language, currency) for v in amounts if v is not None]
        shares = (finding.share, finding.max_share)
        texts += [format_share(value, language) for value in shares if value is not None]
        said = (finding.message, finding.remedy, *finding.assumptions)
        texts += [one.en if language == "en" else one.da for one in said if one is not None]
        texts += [f"{act.act} {act.article}" for act in finding.legal]
        days = (finding.valid_from, finding.valid_to)
        texts += [format_date(day, language) for day in days if day is not None]
    return texts


def _in_remedy(value: Decimal, finding: Finding, language: Language) -> bool:
    """Tell whether a finding itself says how much must move; it rounds up to whole øre."""
    if finding.remedy is None:
        return False
    remedy = finding.remedy.en if language == "en" else finding.remedy.da
    return format_amount(value, language) in remedy
