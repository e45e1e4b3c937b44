"""Composing: short, every marker with its citation, what was not found said at the end."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.answer.compose import Draft, cite, compose
from assistant.answer.draft import Claim, PartAnswer
from assistant.answer.wording import wording
from assistant.corpus.document import make_document
from assistant.corpus.readers.markdown import read_markdown
from assistant.types import Anchor, CallInfo, EditorialLabel, Language

from .park import (
    CALLS,
    DEADLINE,
    DOCUMENTS,
    GARDENS,
    LIST,
    PARK,
    POOL,
    QUOTES,
    SHARE,
    anchor,
    answered,
    claim,
    markers,
    numbers,
    silent,
)  # fmt: skip

LONG = make_document(
    read_markdown("# Lang\n\n" + "\n\n".join(f"Afsnit {n} er her." for n in range(30)), "l"),
    document_id="lang", call_id="lang", kind="call", path="l.md",
)  # fmt: skip
BOTH = {"park": PARK, "lang": LONG}


def put(*answers: PartAnswer, language: Language = "da", name_calls: bool = False) -> Draft:
    return compose(answers, BOTH, CALLS, language, name_calls=name_calls)


def sound(draft: Draft) -> None:
    """Hold a draft against the contract."""
    assert markers(draft.text) == set(numbers(draft.citations))
    assert numbers(draft.citations) == list(range(1, len(draft.citations) + 1))
    assert len(draft.citations) <= 6
    for one in draft.citations:
        assert one.quote == BOTH[one.document_id].text[one.start : one.end]


def test_a_claim_is_said_with_its_marker_before_the_stop() -> None:
    draft = put(answered(claim("Kommuner kan få støtte.", SHARE)))
    assert draft.text == "Kommuner kan få støtte [1]."
    assert (draft.status, draft.verdict, draft.missing) == ("answered", None, [])
    sound(draft)


def test_the_stop_of_an_abbreviation_stays() -> None:
    draft = put(answered(claim("Puljen er på 16 mio. kr.", POOL)))
    assert draft.text == "Puljen er på 16 mio. kr. [1]."


def test_each_sentence_gets_its_own_marker_where_they_match() -> None:
    draft = put(answered(claim("Puljen er på 16 mio. kr. Der er haver.", POOL, GARDENS)))
    assert draft.text == "Puljen er på 16 mio. kr. [1]. Der er haver [2]."
    draft = put(answered(claim("Puljen har haver.", POOL, GARDENS)))
    assert draft.text == "Puljen har haver [1][2]."


def test_the_same_place_keeps_its_number() -> None:
    draft = put(answered(claim("Et.", SHARE), claim("To.", POOL), claim("Tre.", SHARE)))
    assert draft.text == "Et [1]. To [2]. Tre [1]."
    sound(draft)


@pytest.mark.parametrize(
    ("verdict", "language", "opening"),
    [
        ("yes", "da", "Ja."),
        ("no", "da", "Nej."),
        ("depends", "da", "Det afhænger."),
        ("yes", "en", "Yes."),
        ("no", "en", "No."),
        ("depends", "en", "It depends."),
    ],
)
def test_an_answer_opens_with_its_verdict(verdict: str, language: Language, opening: str) -> None:
    assert verdict in ("yes", "no", "depends")
    draft = put(answered(claim("Sådan er det.", SHARE), verdict=verdict), language=language)
    assert draft.text == f"{opening} Sådan er det [1]."
    assert draft.verdict == verdict


def test_two_verdicts_that_differ_are_none() -> None:
    yes = answered(claim("Et.", SHARE), verdict="yes")
    no = answered(claim("To.", POOL), verdict="no")
    assert put(yes, no).verdict is None
    assert put(yes, no).text == "Ja. Et [1].\n\nNej. To [2]."
    assert put(no, no).verdict == "no"
    assert put(yes, answered(claim("To.", POOL), yes_no=True)).verdict is None


def test_parts_stand_apart_in_the_order_asked() -> None:
    draft = put(answered(claim("Et.", SHARE)), answered(claim("To.", DEADLINE)))
    assert draft.text == "Et [1].\n\nTo [2]."
    assert draft.status == "answered"


def test_what_was_not_found_is_named_at_the_end() -> None:
    draft = put(silent("not_found", POOL, text="Hvor mange point?"), answered(claim("Et.", SHARE)))
    assert draft.status == "partial"
    assert draft.missing == ["Hvor mange point?"]
    first, last = draft.text.split("\n\n")
    assert first == "Et [1]."
    assert "Hvor mange point?" in last
    sound(draft)


def test_a_number_of_the_question_is_not_repeated() -> None:
    draft = put(silent("not_found", text="Er det 73 point?"), answered(claim("Et.", SHARE)))
    assert draft.missing == ["Er det 73 point?"]
    assert "73" not in draft.text


@pytest.mark.parametrize("language", ["da", "en"])
def test_silence_names_near_places_and_whom_to_ask(language: Language) -> None:
    draft = put(silent("not_found", SHARE, POOL, SHARE, DEADLINE, GARDENS), language=language)
    assert draft.status == "not_found"
    assert draft.verdict is None
    assert draft.text.startswith(wording(language).say["not_found"])
    assert "park@example.org" in draft.text
    assert 0 < len(draft.citations) <= 3
    sound(draft)


def test_silence_without_a_contact_names_the_authority() -> None:
    draft = compose(
        [silent("not_found")], BOTH, {"park": CallInfo("park", "P")}, "da", name_calls=False
    )
    assert draft.citations == []
    assert wording("da").say["ask_authority"] in draft.text


@pytest.mark.parametrize("status", ["off_topic", "refused"])
@pytest.mark.parametrize("language", ["da", "en"])
def test_what_is_not_answered_at_all_cites_nothing(status: str, language: Language) -> None:
    assert status in ("off_topic", "refused")
    draft = put(silent(status), language=language)
    assert (draft.status, draft.citations, draft.verdict) == (status, [], None)
    assert draft.text == wording(language).say[status]


def test_of_several_silences_the_one_about_the_call_counts() -> None:
    assert put(silent("refused"), silent("not_found")).status == "not_found"
    assert put(silent("refused"), silent("off_topic")).status == "refused"
    assert put(silent("off_topic"), answered(claim("Et.", SHARE))).status == "partial"


def test_with_several_calls_an_answer_names_its_call() -> None:
    draft = put(answered(claim("Et.", SHARE)), name_calls=True)
    assert draft.text == "Parkpuljen 2031: Et [1]."
    draft = put(answered(claim("Et.", SHARE), verdict="yes"), name_calls=True)
    assert draft.text == "Ja. Parkpuljen 2031: Et [1]."


def test_a_wrong_premise_is_corrected_first() -> None:
    part = answered(claim("Det er 40 pct.", SHARE))
    corrected = PartAnswer(part.part, "answered", 0.9, "park", None, True, part.claims)
    draft = put(corrected)
    assert draft.text.startswith(wording("da").say["premise"])


def test_more_than_six_places_are_not_cited() -> None:
    claims = [
        Claim(f"Afsnit {letter}.", (anchor(f"Afsnit {n} er her.", LONG),))
        for n, letter in enumerate("abcdefghij")
    ]
    draft = put(answered(*claims))
    assert len(draft.citations) == 6
    sound(draft)


def test_a_citation_names_its_section_and_its_place() -> None:
    made = cite(anchor(LIST), 3, DOCUMENTS)
    assert (made.marker, made.title, made.kind, made.section) == (
        3, "Parkpuljen 2031", "call", ["Formål"]
    )  # fmt: skip
    assert made.quote == LIST
    assert made.link == f"/kilde/park?fra={made.start}&til={made.end}"
    assert made.document_sha256 == PARK.sha256
    assert made.label is None


def test_a_citation_carries_the_editorial_label_and_quotes_the_id() -> None:
    place = anchor(POOL)
    labelled = make_document(
        read_markdown("# Æ\n\nTekst.", "æ"), document_id="æ ø", call_id="c", kind="other", path=""
    )
    made = cite(Anchor("æ ø", 3, 9), 1, {"æ ø": labelled})
    assert made.link == "/kilde/%C3%A6%20%C3%B8?fra=3&til=9"
    object.__setattr__(labelled, "labels", (EditorialLabel("Penge", 0, 9),))
    assert cite(Anchor("æ ø", 3, 9), 1, {"æ ø": labelled}).label == "Penge"
    assert cite(place, 1, DOCUMENTS).label is None


_ANCHORS = [anchor(quote) for quote in QUOTES] + [
    anchor(f"Afsnit {n} er her.", LONG) for n in range(20)
]
_SENTENCES = st.lists(
    st.integers(1, 60).map(lambda n: f"Ord {'om noget ' * n}slutter."), min_size=1, max_size=6
).map(" ".join)
_CLAIMS = st.builds(
    Claim, _SENTENCES, st.lists(st.sampled_from(_ANCHORS), min_size=1, max_size=6).map(tuple)
)
_VERDICTS = st.sampled_from(["yes", "no", "depends", None])


@st.composite
def parts(draw: st.DrawFn) -> PartAnswer:
    if draw(st.integers(0, 4)) == 0:
        near = draw(st.lists(st.sampled_from(list(QUOTES)), max_size=4))
        text = draw(st.sampled_from(["Hvor længe?", "Hvor " + "meget " * 100 + "?"]))
        return silent(
            draw(st.sampled_from(["not_found", "off_topic", "refused"])), *near, text=text
        )
    return answered(*draw(st.lists(_CLAIMS, min_size=1, max_size=5)), verdict=draw(_VERDICTS))


@given(st.lists(parts(), min_size=1, max_size=4), st.sampled_from(["da", "en"]), st.booleans())
def test_every_answer_keeps_to_its_size(
    answers: list[PartAnswer], language: Language, name_calls: bool
) -> None:
    draft = put(*answers, language=language, name_calls=name_calls)
    sound(draft)
    lists = any("\n" in one.quote for one in draft.citations)
    assert len(draft.text) <= (1200 if len(answers) > 1 or lists else 700)
