"""Yes, no, or it depends: limits and deadlines are arithmetic, the rest the nearest phrases."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.answer.match import Match
from assistant.answer.question import Part
from assistant.answer.understand import understand
from assistant.answer.verdict import contradicts, decide
from assistant.rules.quantities import find_quantities
from assistant.types import Ask, Fact, Limit, Phrase, Turn, Verdict

from .park import DEADLINE, SHARE

LIMIT = Limit("share", Decimal("0.4"), Decimal("0.6"), ("bornholm",), ("uden for", "fyn"))
LATEST = datetime(2031, 3, 12, 14, tzinfo=ZoneInfo("Europe/Copenhagen"))
DAY = datetime(2031, 1, 1).date()

Near = Sequence[tuple[str, float, Verdict | None]]


def read(text: str, before: str | None = None) -> Part:
    history = (Turn(question=before),) if before else ()
    (part,) = understand(Ask(question=text, history=history), DAY, str).parts
    return part


def verdict(
    text: str,
    quote: str = SHARE,
    near: Near = (),
    *,
    limit: Limit | None = None,
    latest: datetime | None = None,
    before: str | None = None,
) -> Verdict | None:
    """Return the verdict on a question whose fact rests on `quote`."""
    phrases = tuple((Phrase(words, "da", says), score) for words, score, says in near)
    fact = Fact("park/x", "park", {"da": "", "en": ""}, (), (), limit=limit, latest=latest)
    best = phrases[0][0] if phrases else Phrase("", "da")
    score = phrases[0][1] if phrases else 0.9
    match = Match(fact, score, score, best, phrases)
    return decide(read(text, before), match, find_quantities(quote, "da"))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Kan man få 40 pct.?", "yes"),
        ("Kan man få 25 procent?", "yes"),
        ("Kan man få 41 pct.?", "depends"),
        ("Kan man få 60 pct.?", "depends"),
        ("Kan man få 60,5 pct.?", "no"),
        ("Kan man få 75 %?", "no"),
        ("Kan man få halvdelen?", "depends"),
        ("Kan man få to tredjedele?", "no"),
        ("Kan man få mere end 40 pct.?", "depends"),
        ("Kan man få mere end 60 pct.?", "no"),
        ("Kan man få over 60 pct.?", "no"),
        ("Kan man få 60 pct. på Bornholm?", "yes"),
        ("Kan man få 61 pct. på Bornholm?", "no"),
        ("Kan man få mere end 60 pct. på Bornholm?", "no"),
        ("Kan man få mere end 40 pct. på Bornholm?", "yes"),
        ("Kan man få 50 pct. på Fyn?", "no"),
        ("Kan man få 40 pct. på Fyn?", "yes"),
        ("Can we get forty per cent?", "yes"),
        ("Can we get more than 60 percent?", "no"),
        ("Can we get two thirds?", "no"),
        ("Er loftet 40 pct.?", "yes"),
        ("Er loftet 30 pct.?", "no"),
        ("Is the ceiling 50 per cent?", "no"),
        ("Kan man få 30 pct. på Fyn og 50 pct. på Fyn?", "no"),
    ],
)
def test_a_share_is_held_against_the_limit(text: str, expected: Verdict) -> None:
    assert verdict(text, limit=LIMIT) == expected


@given(st.integers(1, 99), st.booleans(), st.booleans())
def test_no_share_above_its_ceiling_is_ever_allowed(
    share: int, under_condition: bool, beyond: bool
) -> None:
    where = " på Bornholm" if under_condition else ""
    said = verdict(f"Kan man få {'mere end ' * beyond}{share} pct.{where}?", limit=LIMIT)
    # What is asked for is more than `share` where the question says so.
    allowed = Decimal(60 if under_condition else 40)
    past = share >= allowed if beyond else share > allowed
    assert (said == "yes") == (not past)
    if share > 60:
        assert said == "no"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Kan jeg aflevere den 11. marts?", "yes"),
        ("Kan jeg aflevere den 13. marts?", "no"),
        ("Kan jeg aflevere den 1. april 2031?", "no"),
        ("Kan jeg aflevere den 12. marts 2032?", "no"),
        ("Kan jeg aflevere den 31. december 2030?", "yes"),
        ("Kan jeg aflevere kl. 14?", "yes"),
        ("Kan jeg aflevere kl. 14.01?", "no"),
        ("Kan jeg aflevere den 12. marts kl. 13.59?", "yes"),
        ("Kan jeg aflevere den 12. marts kl. 15?", "no"),
        ("Kan jeg aflevere den 11. marts kl. 23.59?", "yes"),
        ("Kan jeg aflevere den 12. marts kl. 24?", "no"),
        ("Kan jeg aflevere den 13. marts kl. 9?", "no"),
        ("Can I hand it in on 12 March 2031 at 1 pm?", "yes"),
        ("Can I hand it in on 12 March 2031 at 3 pm?", "no"),
    ],
)
def test_a_moment_is_held_against_the_deadline(text: str, expected: Verdict) -> None:
    assert verdict(text, DEADLINE, latest=LATEST) == expected


def test_the_last_day_without_a_time_is_neither_in_time_nor_too_late() -> None:
    text = "Kan jeg aflevere den 12. marts 2031?"
    assert verdict(text, DEADLINE, latest=LATEST) is None
    near: Near = [("Kan man aflevere på den sidste dag?", 0.99, "depends")]
    assert verdict(text, DEADLINE, near, latest=LATEST) == "depends"


def test_a_question_for_the_deadline_itself_is_not_whether_one_is_in_time() -> None:
    assert verdict("Er fristen den 10. marts 2031?", DEADLINE, latest=LATEST) == "no"
    near: Near = [("Er fristen den 12. marts 2031?", 0.99, "yes")]
    assert verdict("Er fristen den 12. marts 2031?", DEADLINE, near, latest=LATEST) == "yes"


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("Er 70 pct. for meget?", "no"),
        ("Er 30 pct. for meget?", "yes"),
        ("Er 70 pct. over loftet?", "no"),
        ("Er det rigtigt, at man ikke kan få mere end 60 pct.?", "no"),
        ("Is 70 per cent too much?", "no"),
    ],
)
def test_a_share_asked_about_the_other_way_round_is_not_taken_for_a_wish(
    text: str, wrong: Verdict
) -> None:
    assert verdict(text, limit=LIMIT) != wrong


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("Er det for sent den 13. marts 2031?", "no"),
        ("Er det for sent den 1. marts 2031?", "yes"),
        ("Is it too late on 1 April 2031?", "no"),
    ],
)
def test_too_late_is_not_taken_for_in_time(text: str, wrong: Verdict) -> None:
    assert verdict(text, DEADLINE, latest=LATEST) != wrong


@pytest.mark.parametrize("near", [0.97, 0.99, 1.0])
@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("Får kommuner 45 pct.?", SHARE),
        ("Er fristen den 13. marts 2031?", DEADLINE),
        ("Er der femten haver?", "Der er fjorten haver."),
        ("Er puljen på 160 mio. kr.?", "Puljen er på 16 mio. kr."),
        ("Er puljen på 16 mio. euro?", "Puljen er på 16 mio. kr."),
    ],
)
def test_a_number_that_the_quotes_do_not_hold_never_leads_to_yes(
    text: str, quote: str, near: float
) -> None:
    assert verdict(text, quote, [("Får kommuner noget?", near, "yes")]) != "yes"


def test_a_contradicted_number_is_no_and_one_that_a_phrase_confirms_is_yes() -> None:
    quote = "Der er fjorten haver."
    yes: Near = [("Er der fjorten haver?", 0.99, "yes")]
    assert verdict("Er der femten haver?", quote, yes) == "no"
    assert verdict("Er der fjorten haver?", quote, yes) == "yes"
    assert verdict("Er der 14 haver?", quote, yes) == "yes"
    assert verdict("Er der 14 haver?", quote, [("Er der haver?", 0.99, "yes")]) != "no"


@pytest.mark.parametrize(
    ("asked", "stated", "expected"),
    [
        ("50 pct.", "40 pct.", True),
        ("40 pct.", "fyrre procent", False),
        ("40 pct.", "16 mio. kr.", False),
        ("den 13. marts 2031", "den 12. marts 2031", True),
        ("den 12. marts", "den 12. marts 2031", False),
        ("i 2030", "den 12. marts 2031", True),
        ("tre haver", "fire haver", True),
        ("to år", "24 måneder", False),
        ("", "40 pct.", False),
        ("40 pct.", "", False),
    ],
)
def test_only_another_value_of_the_same_kind_contradicts(
    asked: str, stated: str, expected: bool
) -> None:
    assert contradicts(find_quantities(asked, "da"), find_quantities(stated, "da")) is expected


@pytest.mark.parametrize("verdict_of", ["yes", "no", "depends"])
def test_the_nearest_phrase_gives_its_verdict(verdict_of: Verdict) -> None:
    near: Near = [("Kan kommuner søge?", 0.98, verdict_of), ("Hvem kan søge?", 0.9, None)]
    assert verdict("Kan kommuner søge?", near=near) == verdict_of


def test_a_far_or_disputed_yes_is_not_said() -> None:
    assert verdict("Kan en by søge?", near=[("Kan kommuner søge?", 0.8, "yes")]) is None
    disputed: Near = [("Kan en kommune søge?", 0.96, "yes"), ("Kan en region søge?", 0.96, "no")]
    assert verdict("Kan en by søge?", near=disputed) is None


def test_a_question_that_reaches_further_than_the_phrase_gets_no_yes() -> None:
    near: Near = [("Kan kommuner søge?", 0.99, "yes")]
    assert verdict("Kan alle kommuner søge?", near=near) is None
    assert verdict("Kan kommuner søge uden partnere?", near=near) is None
    everyone: Near = [("Kan alle kommuner søge?", 0.99, "yes")]
    assert verdict("Kan alle kommuner søge?", near=everyone) == "yes"


def test_a_part_is_not_confirmed_as_the_whole() -> None:
    near: Near = [("Er hele puljen 16 mio. kr.?", 0.99, "yes")]
    stated = "Puljen er på 16 mio. kr., heraf 10 mio. kr. til haver."
    assert verdict("Er hele puljen 16 mio. kr.?", stated, near) == "yes"
    assert verdict("Er hele puljen 10 mio. kr.?", stated, near) is None


def test_a_number_a_phrase_compares_with_is_not_confirmed() -> None:
    near: Near = [("Var puljen under 20 mio. kr.?", 0.99, "yes")]
    assert verdict("Var puljen 20 mio. kr.?", "Puljen er på 16 mio. kr.", near) != "yes"


@pytest.mark.parametrize("word", ["garanteret", "altid"])
def test_a_ceiling_is_no_promise(word: str) -> None:
    assert verdict(f"Får vi {word} 40 pct.?", limit=LIMIT) is None


def test_what_holds_in_one_place_does_not_hold_everywhere() -> None:
    assert verdict("Får vi 50 pct. overalt?", limit=LIMIT) == "no"
    assert verdict("Får vi 50 pct.?", limit=LIMIT) == "depends"


def test_who_said_no_before_asking_gets_no_yes() -> None:
    near: Near = [("Hører vi til målgruppen?", 0.99, "yes")]
    assert verdict("Hører vi til målgruppen?", near=near) == "yes"
    assert verdict("Vi har ikke noget firma. Hører vi til målgruppen?", near=near) is None


def test_a_name_that_another_verdict_knows_tells_two_questions_apart() -> None:
    near: Near = [("Er det styrelsen, der afgør det?", 0.98, "yes")]
    both: Near = [*near, ("Er det ministeriet, der tildeler det?", 0.95, "no")]
    assert verdict("Er det ministeriet, der afgør det?", near=near) == "yes"
    assert verdict("Er det ministeriet, der afgør det?", near=both) is None


def test_what_a_follow_up_leans_on_may_turn_it_round_so_it_gets_no_yes() -> None:
    near: Near = [("Gælder der noget særligt på Bornholm?", 0.99, "yes")]
    before = "Hvor meget får kommuner?"
    assert verdict("Gælder det også på Bornholm?", near=near, before=before) is None


def test_where_no_phrase_is_for_yes_or_no_there_is_no_verdict() -> None:
    assert verdict("Kan kommuner søge?", near=[("Hvem kan søge?", 0.99, None)]) is None
    assert verdict("Kan kommuner søge?") is None


def test_a_question_that_asks_for_no_yes_gets_none() -> None:
    near: Near = [("Kan kommuner søge?", 0.99, "yes")]
    assert verdict("Hvem kan søge 40 pct.?", near=near, limit=LIMIT) is None
