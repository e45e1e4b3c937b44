"""What must hold: the right quotes and verdicts, however the question is put."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest

from assistant.answer.wording import wording
from assistant.errors import InputError
from assistant.service import Assistant
from assistant.types import Answer, Ask, Language, Verdict

from .asked import (
    AFTER,
    BEFORE,
    DEADLINE,
    ELIGIBLE,
    FOLLOW_UPS,
    NEVER_YES,
    NOT_SO,
    SJAELLAND,
    SO,
    STILL_OPEN,
    TOPICS,
    TURNED,
    Topic,
)
from .conftest import AskFor

CASES = [(topic, text, lang) for topic in TOPICS for text, lang in topic.questions()]


def quotes(answer: Answer) -> str:
    return "\n".join(citation.quote for citation in answer.citations)


def contacts(text: str) -> set[str]:
    return set(re.findall(r"[\w.]+@[\w.]+\w", text))


@pytest.mark.parametrize(
    ("topic", "text", "lang"), CASES, ids=[f"{t.name}: {q}" for t, q, _ in CASES]
)
def test_the_right_quotes_and_verdict(ask: AskFor, topic: Topic, text: str, lang: Language) -> None:
    answer = ask(text)
    assert answer.status == "answered"
    for quote in topic.quotes:
        assert quote in quotes(answer)
    assert answer.verdict == topic.verdict
    assert answer.language == lang
    for pattern in topic.said[lang]:
        assert re.search(pattern, answer.answer), pattern


def test_every_expected_quote_stands_in_the_call_text(call_text: str) -> None:
    expected = [quote for topic in TOPICS for quote in topic.quotes]
    expected += [quote for _, quote in NOT_SO + SO] + [quote for *_, quote, _ in FOLLOW_UPS]
    assert [quote for quote in expected if quote not in call_text] == []


def test_the_contact_is_the_one_of_the_call(ask: AskFor, call_text: str) -> None:
    (topic,) = (topic for topic in TOPICS if topic.name == "whom to contact")
    for text, _ in topic.questions():
        answer = ask(text)
        assert contacts(answer.answer) == contacts(quotes(answer)) == contacts(call_text)


@pytest.mark.parametrize(("text", "lang"), STILL_OPEN)
@pytest.mark.parametrize("as_of", [date(2022, 5, 31), AFTER, date(2040, 1, 1)])
def test_after_the_deadline_the_call_is_closed(
    ask: AskFor, text: str, lang: Language, as_of: date
) -> None:
    answer = ask(text, as_of)
    assert (answer.status, answer.verdict, answer.as_of) == ("answered", "no", as_of)
    assert DEADLINE in quotes(answer)
    assert re.search({"da": "lukket|udløb", "en": "closed|passed"}[lang], answer.answer)


@pytest.mark.parametrize(("text", "lang"), STILL_OPEN)
@pytest.mark.parametrize("as_of", [BEFORE, date(2022, 5, 29)])
def test_before_the_deadline_the_call_is_open(
    ask: AskFor, text: str, lang: Language, as_of: date
) -> None:
    answer = ask(text, as_of)
    assert answer.status == "answered"
    assert answer.verdict in ("yes", "depends")
    assert DEADLINE in quotes(answer)
    assert not re.search({"da": "lukket|udløb", "en": "closed|passed"}[lang], answer.answer)


def test_on_the_last_day_nobody_is_promised_that_they_are_in_time(ask: AskFor) -> None:
    for text, _ in STILL_OPEN:
        assert ask(text, date(2022, 5, 30)).verdict != "yes"


@pytest.mark.parametrize(
    "text", ["Hvem kan søge?", "Kan vi søge?", "How do I apply?", "hvordan soger man nu"]
)
def test_who_asks_about_applying_today_is_told_that_the_call_closed(ask: AskFor, text: str) -> None:
    assert re.search("lukket|closed", ask(text, AFTER).answer)
    assert not re.search("lukket|closed", ask(text, BEFORE).answer)


@pytest.mark.parametrize(("text", "quote"), NOT_SO, ids=[text for text, _ in NOT_SO])
def test_what_is_not_so_is_denied_with_its_source(ask: AskFor, text: str, quote: str) -> None:
    answer = ask(text)
    assert answer.verdict == "no"
    assert quote in quotes(answer)


@pytest.mark.parametrize(("text", "quote"), SO, ids=[text for text, _ in SO])
def test_what_is_so_is_confirmed_with_its_source(ask: AskFor, text: str, quote: str) -> None:
    answer = ask(text)
    assert answer.verdict == "yes"
    assert quote in quotes(answer)


@pytest.mark.parametrize(("text", "right"), TURNED, ids=[text for text, _ in TURNED])
def test_a_question_put_the_other_way_round_is_not_taken_for_its_opposite(
    ask: AskFor, text: str, right: Verdict
) -> None:
    assert ask(text).verdict in (right, None)


@pytest.mark.parametrize("text", NEVER_YES)
def test_what_the_call_leaves_open_is_not_promised(ask: AskFor, text: str) -> None:
    assert ask(text).verdict != "yes"


@pytest.mark.parametrize(
    "text",
    [
        "Hvor meget skal partnerne betale, hvis Regionalfonden giver 30 pct.?",
        "Hvordan søger vi om 20 pct. af de decentrale midler?",
    ],
)
def test_a_share_below_the_ceiling_is_no_wrong_premise(ask: AskFor, text: str) -> None:
    assert not ask(text).answer.startswith(wording("da").say["premise"])


@pytest.mark.parametrize(
    ("text", "wrong", "right"),
    [
        ("Kan Regionalfonden dække 70 pct. af udgifterne?", "70", "40 pct."),
        ("Var fristen den 15. juni 2022?", "juni", "30. maj 2022"),
        ("Hvordan søger vi de 75 pct. fra Regionalfonden?", "75", "40 pct."),
        ("Hvorfor var fristen den 12. juli 2022?", "juli", "30. maj 2022"),
        ("Er puljen på 200 mio. kr.?", "200", "160 mio. kr."),
        ("Was the deadline on 30 June 2022?", "June", "30 May 2022"),
    ],
)
def test_a_wrong_premise_is_corrected_without_saying_it_again(
    ask: AskFor, text: str, wrong: str, right: str
) -> None:
    answer = ask(text).answer
    assert right in answer
    assert wrong not in answer


@pytest.mark.parametrize(("earlier", "text", "quote", "said"), FOLLOW_UPS)
def test_a_follow_up_is_understood_from_what_was_asked_before(
    ask: AskFor, earlier: tuple[str, ...], text: str, quote: str, said: str
) -> None:
    answer = ask(text, AFTER, *earlier)
    assert answer.status == "answered"
    assert quote in quotes(answer)
    assert said in answer.answer
    # It comes first: the question before has been answered already.
    assert quote in answer.citations[0].quote
    # "Og hvad med …?" asks for yes or no only where the question before did.
    assert answer.verdict is None or earlier[-1].startswith("Kan ")


def test_the_same_follow_up_without_history_gets_an_answer_of_its_own(ask: AskFor) -> None:
    answer = ask("Og hvad med Region Sjælland?")
    assert answer.language == "da"
    assert answer.status == "not_found" or SJAELLAND in quotes(answer)


def test_history_does_not_colour_a_question_that_stands_alone(ask: AskFor) -> None:
    alone = ask("Hvem kan søge?")
    after = ask("Hvem kan søge?", AFTER, "Hvad er målgruppen?", "Hvornår er fristen?")
    assert (after.answer, after.citations) == (alone.answer, alone.citations)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Hvem kan søge, og hvornår er fristen?", (ELIGIBLE, DEADLINE)),
        ("Who can apply and what are the criteria?", (ELIGIBLE, "fem kriterier")),
        ("Hvilke kriterier er der? Hvem kan jeg kontakte?", ("Email:", "fem kriterier")),
        ("Hej, kan I fortælle mig, hvem der kan søge? Mvh Ida", (ELIGIBLE,)),
        ("Dear all, could you please tell me who can apply? Best regards, Ida", (ELIGIBLE,)),
    ],
)  # fmt: skip
def test_every_question_of_a_message_is_answered(
    ask: AskFor, text: str, expected: tuple[str, ...]
) -> None:
    answer = ask(text)
    assert (answer.status, answer.missing) == ("answered", [])
    for quote in expected:
        assert quote in quotes(answer)


def test_no_sentence_is_said_twice(ask: AskFor) -> None:
    sentences = re.split(r"(?<=\])\.\s+", ask("Hvem kan søge, og hvornår er fristen?").answer)
    assert len(sentences) == len({sentence.rstrip(".") for sentence in sentences})


@pytest.mark.parametrize("text", ["Hvornår er fristen, og hvor mange point kræves der?"])
def test_what_the_sources_leave_open_is_named_in_a_partial_answer(ask: AskFor, text: str) -> None:
    answer = ask(text)
    assert answer.status == "partial"
    assert DEADLINE in quotes(answer)
    assert ["point" in part for part in answer.missing] == [True]


@pytest.mark.parametrize(
    "text", ["Hvem kan søge?", "hvem kan søge", "HVEM KAN SØGE?", "  Hvem kan søge ??  "]
)
def test_case_and_marks_change_nothing(ask: AskFor, text: str) -> None:
    assert ask(text).answer == ask("Hvem kan søge?").answer


def test_the_same_question_gets_the_same_answer(service: Assistant) -> None:
    put = Ask(question="Hvilke kriterier er der?", id="q", as_of=AFTER)
    first, second = (service.ask(put).model_dump(exclude={"timings_ms"}) for _ in range(2))
    assert first == second


def test_only_the_state_of_the_call_depends_on_the_day(ask: AskFor) -> None:
    text = "Hvilke fem kriterier bliver ansøgningerne vurderet ud fra?"
    days = [BEFORE + timedelta(days=step) for step in (0, 29, 30, 4000)]
    assert len({ask(text, day).answer for day in days}) == 1


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"call": "no-such-call"}, "unknown_call"),
        ({"as_of": None}, "as_of_missing"),
        ({"mode": "llm"}, "mode_unavailable"),
    ],
)
def test_what_cannot_be_asked_is_an_input_error(
    service: Assistant, changes: dict[str, object], code: str
) -> None:
    put = Ask(question="Hvem kan søge?", as_of=AFTER).model_copy(update=changes)
    with pytest.raises(InputError) as caught:
        service.ask(put)
    assert caught.value.code == code


def test_a_call_may_be_named_and_a_language_chosen(service: Assistant) -> None:
    (call,) = service.calls()
    answer = service.ask(Ask(question="Hvem kan søge?", as_of=AFTER, call=call.id, lang="en"))
    assert answer.language == "en"
    assert "cluster organisations" in answer.answer
    assert ELIGIBLE in quotes(answer)
