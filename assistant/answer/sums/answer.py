"""Questions about a budget, answered by the rules of a call where they can decide."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace

from assistant.answer.draft import Claim, PartAnswer
from assistant.answer.question import Part, Question
from assistant.answer.sums.aid import answer_aid
from assistant.answer.sums.applicant import barred_by, gets_nothing
from assistant.answer.sums.cues import cues
from assistant.answer.sums.deadline import answer_deadline
from assistant.answer.sums.gate import answerable
from assistant.answer.sums.goal import asks_whether, goal_of
from assistant.answer.sums.period import answer_period
from assistant.answer.sums.raised import in_all_regions, with_raised, without_sums
from assistant.answer.sums.roles import read_scenario
from assistant.answer.sums.say import claims_of, findings_of
from assistant.answer.sums.scenario import Goal, Scenario
from assistant.answer.sums.work import work
from assistant.answer.sums.worked import Worked
from assistant.answer.wording import wording
from assistant.answer.words import find_words
from assistant.rules.arithmetic import ZERO
from assistant.rules.model import Finding, RuleBook
from assistant.types import Anchor, Document, Language, Verdict

_TURNS = 4
# "…, ikke?" and "…, right?" deny nothing.
_TAG = re.compile(r",\s*(?:ikke|ik|ikk|right|isn't it)(?: sandt| også)?\W*$")
_OPPOSITE: dict[Verdict, Verdict] = {"yes": "no", "no": "yes"}
_Decided = tuple[Verdict | None, tuple[Claim, ...], tuple[Finding, ...]]
_FEW_WORDS = 10


class Sums:
    """The sums of one message for one call; parts are asked in order and build on each other."""

    def __init__(self, question: Question, book: RuleBook, language: Language) -> None:
        self._book = book
        self._language = language
        self._alone = cues().alone.search(question.text) is not None
        self._told, self._goal = _earlier(question, book)
        self._asked = False
        self._message = question.text
        # "…, hvis projektet koster 2 mio. og ligger i Køge?" is one question, however it is cut.
        self._single = len(question.parts) == 1 or question.text.count("?") == 1
        self._as_of = question.as_of

    def answer(self, part: Part) -> PartAnswer | None:
        """Return the answer to a part, or None where it isn't about sums that rules decide."""
        asks = self._asks(part)
        for decided in self._by_date(part, asks):
            if decided is not None:
                verdict, claims, findings = decided
                return self._made(part, turned(verdict, part), claims, findings)
        own = self._read(part.text, part)
        goal, again = self._goal_of(part, own)
        whole = _tells(own) or self._whether(part) or goal in ("largest", "own")
        whole = whole and self._single and (self._asked or not again)
        if whole:
            own, again = self._read(self._message, part), False
        told = self._told
        if again and own.guessed and told is not None and len(told.grants) == 1:
            # "Og hvis vi nøjes med 900.000 kr.?" is about what was asked for.
            own = replace(own, total=None, grants=dict.fromkeys(told.grants, own.total or ZERO))
        here = own
        if part.context and not whole:
            here = own.over(read_scenario(part.context, part.language, self._book))
        merged = here
        if self._told is not None and (again or goal is not None):
            merged = here.over(self._told)
        self._told = merged if _tells(here) else self._told
        whether = self._whether(part)
        if goal is None or not answerable(goal, part, own, merged, self._book, again, whether):
            return self._barred(part, asks, merged)
        shares = cues().per_cent.search(part.text) is not None
        worked = work(goal, merged, self._book, alone=self._alone, shares=shares)
        if worked is None:
            return None
        self._asked, self._goal = True, goal
        return self._said(part, goal, merged, worked, asks or again)

    def tells(self, part: Part) -> bool:
        """Tell whether a part tells a budget: amounts in it are the asker's, not the call's."""
        return _tells(read_scenario(part.text, part.language, self._book))

    def may_say_yes(self, part: Part) -> bool:
        """Tell whether the rules leave room for a "yes": not where who can't apply would get money.

        The text of a fact knows the pool, and not who asks for a share of it.
        """
        return not gets_nothing(part.text, self._book)

    def _read(self, text: str, part: Part) -> Scenario:
        own = read_scenario(text, part.language, self._book)
        return with_raised(own, part.text, self._book)

    def _barred(self, part: Part, asks: bool, merged: Scenario) -> PartAnswer | None:
        """Return that who writes can't apply, where they tell a budget and then ask to."""
        if not asks or not merged.asks() or not cues().applicant_asked.search(part.text):
            return None
        barred = barred_by(self._message, self._book)
        if barred is None:
            return None
        return self._made(part, turned("no", part), (_rule_of(barred, self._language),), (barred,))

    def _goal_of(self, part: Part, own: Scenario) -> tuple[Goal | None, bool]:
        """Return what a part asks, and whether it asks again what was asked before."""
        goal = goal_of(part) or ("check" if self._whether(part) else None)
        told = own.known_total() is not None and own.asks()
        if goal is None and told and not cues().asks_other.search(part.text):
            # Costs beside a grant: whatever the words, it is asked whether they go together.
            goal = "check"
        leans = part.with_history is not None or self._asked
        if self._told is not None and (own.places or own.known_total() is not None):
            # "Nå ja, det er i Dragør det hele."
            leans = leans or len(find_words(part.text)) <= _FEW_WORDS
        again = leans and (_tells(own) or bool(own.sources))
        if again and not own.asks() and goal in (None, "check"):
            goal = self._goal or goal
        if goal is None and part.kind == "keyword" and own.asks():
            # Somebody only tells what they mean to ask for.
            goal = "check"
        return goal, again

    def _said(
        self, part: Part, goal: Goal, merged: Scenario, worked: Worked, asks: bool
    ) -> PartAnswer:
        claims = claims_of(worked, merged, self._book, self._language)
        findings = findings_of(worked, merged, self._book)
        verdict = worked.verdict
        barred = barred_by(self._message, self._book) if goal == "check" else None
        if barred is not None:
            # What the sums allow is nothing to who can't apply.
            verdict = "no"
            claims = (_rule_of(barred, self._language), *claims)
            findings = (barred, *findings)
        words = set(find_words(part.search.lower()))
        duty = goal == "own" and words & wording(part.language).words["duty"]
        everywhere = cues().everywhere.search(part.text) is not None
        if verdict == "depends" and everywhere and in_all_regions(merged, self._book):
            verdict, claims = "no", tuple(one for one in claims if one.anchors)
        if merged.shares and not any(q.kind == "share" for q in part.quantities):
            claims = without_sums(claims, self._language)
        if not asks or duty or cues().much.search(part.search):
            verdict = None
        return self._made(part, turned(verdict, part), claims, findings)

    def _by_date(self, part: Part, asks: bool) -> Iterator[_Decided | None]:
        yield answer_deadline(part, self._book, self._language, asks)
        yield answer_period(part, self._book, self._language, asks)
        yield answer_aid(part, self._book, self._language, self._as_of, asks)

    def _asks(self, part: Part) -> bool:
        """Tell whether a part asks for yes or no, with or without a question mark."""
        open_ = cues().asks_yes.search(part.text) or cues().inverted.search(part.text)
        told = part.kind in ("keyword", "yes_no") and open_ is not None
        wh = cues().much.search(part.search) is not None
        return part.yes_no or (told and not wh) or self._whether(part)

    def _whether(self, part: Part) -> bool:
        """Tell whether a part, or the message it ends, only asks if what was told holds."""
        if part.kind not in ("keyword", "yes_no"):
            return False
        return asks_whether(part.text) or (self._single and asks_whether(self._message))

    def _made(
        self,
        part: Part,
        verdict: Verdict | None,
        claims: tuple[Claim, ...],
        findings: tuple[Finding, ...],
    ) -> PartAnswer:
        return PartAnswer(
            replace(part, yes_no=part.yes_no or verdict is not None),
            "answered",
            1.0,
            self._book.call,
            verdict,
            claims=claims,
            findings=findings,
        )


def fits(book: RuleBook, documents: Mapping[str, Document]) -> bool:
    """Tell whether all quotes of a book are from documents as the index has them."""
    quotes = {quote for rule in book.rules for p in rule.parameters for quote in p.citations}
    return all(
        quote.document_id in documents
        and documents[quote.document_id].sha256 == quote.document_sha256
        for quote in quotes
    )


def _earlier(question: Question, book: RuleBook) -> tuple[Scenario | None, Goal | None]:
    """Return what the conversation told of a budget, and what was asked of it last."""
    told: Scenario | None = None
    goal: Goal | None = None
    for turn in question.history[-_TURNS:]:
        scenario = read_scenario(turn.question, question.language, book)
        if not _tells(scenario) and not scenario.sources:
            continue
        told = scenario if told is None else scenario.over(told)
        asked = Part(turn.question, turn.question, "what", "?" in turn.question)
        goal = goal_of(replace(asked, yes_no=not cues().much.search(turn.question))) or goal
    return told, goal


def _tells(scenario: Scenario) -> bool:
    return bool(
        scenario.known_total() is not None
        or scenario.asks()
        or scenario.places
        or scenario.cost_shares
        or scenario.own is not None
        or scenario.own_share is not None
    )


def turned(verdict: Verdict | None, part: Part) -> Verdict | None:
    """Turn a verdict round for "Er det for meget?"; none where the question denies."""
    text = _TAG.sub("", part.search.lower())
    if verdict is None or set(find_words(text)) & wording(part.language).words["negations"]:
        return None
    return _OPPOSITE.get(verdict, verdict) if cues().inverted.search(text) else verdict


def _rule_of(finding: Finding, language: Language) -> Claim:
    anchors = tuple(Anchor(q.document_id, q.start, q.end) for q in finding.citations)
    return Claim(finding.message.en if language == "en" else finding.message.da, anchors)
