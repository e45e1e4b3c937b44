"""Every metric can be right, can be wrong, and knows what it doesn't apply to."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from eval.metrics import (
    METRICS,
    abstention_precision,
    abstention_recall,
    answerable_refused,
    complete,
    forbidden,
    language_right,
    lengths,
    markers_matched,
    quotes_verbatim,
    source_any,
    source_recall,
    status_right,
    verdict,
    verdict_opening,
    wrong_yes,
)
from eval.metrics.base import Case, Judge, Judgement, Metric, score
from eval.metrics.timings import spread, spreads

MakeCase = Callable[..., Case]
REFUSED: dict[str, Any] = {"status": "not_found", "quotes": ()}
UNANSWERABLE = {"status": ["not_found", "off_topic"], "facts": []}
EITHER = {"status": ["partial", "not_found"]}


def verdict_of(judge: Judge, case: Case) -> bool | None:
    judgement = judge(case)
    if judgement is None:
        return None
    # A wrong case says why, a right one has nothing to say.
    assert judgement.ok is not bool(judgement.why)
    return judgement.ok


def test_source_recall_needs_every_source_and_source_any_one(make_case: MakeCase) -> None:
    both = {"quotes": [["op til 40 pct. af"], ["Nye stier Gamle haver", "anden vej"]]}
    whole = make_case("[1] [2]", ("share", "list"), expect=both)
    half = make_case(expect=both)
    none = make_case(quotes=("deadline",), expect=both)
    assert [verdict_of(source_recall.judge, each) for each in (whole, half, none)] == [
        True,
        False,
        False,
    ]
    assert [verdict_of(source_any.judge, each) for each in (whole, half, none)] == [
        True,
        True,
        False,
    ]
    assert "'Nye stier Gamle haver'" in (source_recall.judge(half) or Judgement(True)).why


@pytest.mark.parametrize("judge", [source_recall.judge, source_any.judge])
def test_sources_are_judged_where_they_are_needed(judge: Judge, make_case: MakeCase) -> None:
    assert verdict_of(judge, make_case()) is None
    assert verdict_of(judge, make_case(expect=UNANSWERABLE | {"quotes": [["x"]]})) is None


def test_complete_needs_all_facts_and_nothing_forbidden(make_case: MakeCase) -> None:
    expect = {"facts": [["40 pct.", "fyrre"], ["re:bornholm"]], "forbid": ["80 pct."]}
    good = "Op til fyrre procent, 60 på Bornholm [1]."
    assert verdict_of(complete.judge, make_case(good, expect=expect)) is True
    assert verdict_of(complete.judge, make_case("Op til 40 pct. [1]", expect=expect)) is False
    said = make_case("Ikke 80 pct., men 40 pct.; se Bornholm.", expect=expect)
    assert verdict_of(complete.judge, said) is False


def test_complete_counts_no_refusal_and_no_marker(make_case: MakeCase) -> None:
    assert verdict_of(complete.judge, make_case("40 pct.", **REFUSED)) is False
    only_marker = make_case("Der er flere [14].", expect={"facts": [["14"]]})
    assert verdict_of(complete.judge, only_marker) is False
    assert verdict_of(complete.judge, make_case(expect=UNANSWERABLE)) is None


def test_forbidden_counts_in_refusals_too(make_case: MakeCase) -> None:
    expect = UNANSWERABLE | {"forbid": ["40 pct."]}
    assert verdict_of(forbidden.judge, make_case("Det siger kilderne ikke.", expect=expect)) is True
    assert verdict_of(forbidden.judge, make_case("Måske 40 pct.", expect=expect)) is False
    assert verdict_of(forbidden.judge, make_case()) is None


def test_verdict_accepts_what_the_question_accepts(make_case: MakeCase) -> None:
    no = {"verdict": "no", "verdict_accept": ["depends", None]}
    got = [verdict_of(verdict.judge, make_case(expect=no, verdict=v)) for v in VERDICTS]
    assert got == [False, True, True, True]
    strict = {"verdict": "yes"}
    got = [verdict_of(verdict.judge, make_case(expect=strict, verdict=v)) for v in VERDICTS]
    assert got == [True, False, False, False]
    assert verdict_of(verdict.judge, make_case(verdict="yes")) is None


VERDICTS = ("yes", "no", "depends", None)


@pytest.mark.parametrize(
    ("expect", "text", "given", "right"),
    [
        ({"verdict": "no"}, "Ja [1].", "yes", False),
        ({"verdict": "no"}, "Op til 40 pct.", "yes", False),
        ({"verdict": "no"}, "Ja, men ikke alle [1].", None, False),
        ({"verdict": "no"}, "Yes, you can.", None, False),
        (UNANSWERABLE, "Ja [1].", "yes", False),
        ({}, "Ja [1].", "yes", False),
        ({"verdict": "yes"}, "Ja [1].", "yes", True),
        ({"verdict": "depends", "verdict_accept": ["yes"]}, "Ja [1].", "yes", True),
        ({"verdict": "no"}, "Nej [1].", "no", True),
        ({"verdict": "no"}, "Jakob siger nej.", None, True),
    ],
)
def test_wrong_yes(
    expect: dict[str, Any], text: str, given: str | None, right: bool, make_case: MakeCase
) -> None:
    assert verdict_of(wrong_yes.judge, make_case(text, expect=expect, verdict=given)) is right


@pytest.mark.parametrize(
    ("text", "lang", "given", "right"),
    [
        ("Ja, op til 40 pct.", "da", "yes", True),
        ("Det afhænger af stedet.", "da", "depends", True),
        ("No, at most 40 pct.", "en", "no", True),
        ("It depends.", "en", "depends", True),
        ("Ja, op til 40 pct.", "en", "yes", False),
        ("Nej, op til 40 pct.", "da", "yes", False),
        ("Ja, op til 40 pct.", "da", None, None),
    ],
)
def test_verdict_opening(
    text: str, lang: str, given: str | None, right: bool | None, make_case: MakeCase
) -> None:
    case = make_case(text, verdict=given, question={"lang": lang})
    assert verdict_of(verdict_opening.judge, case) is right


def test_an_abstention_has_no_verdict(make_case: MakeCase) -> None:
    case = make_case("Nej, det siger kilderne ikke.", verdict="no", **REFUSED)
    assert verdict_of(verdict_opening.judge, case) is False


def test_abstention_metrics(make_case: MakeCase) -> None:
    rows = {
        "answered": make_case(),
        "refused": make_case(**REFUSED),
        "refused rightly": make_case(expect=UNANSWERABLE, **REFUSED),
        "answered wrongly": make_case(expect=UNANSWERABLE),
        "either": make_case(expect=EITHER, **REFUSED),
    }
    judges = (abstention_precision.judge, abstention_recall.judge, answerable_refused.judge)
    got = {name: tuple(verdict_of(judge, case) for judge in judges) for name, case in rows.items()}
    assert got == {
        "answered": (None, None, True),
        "refused": (False, None, False),
        "refused rightly": (True, True, None),
        "answered wrongly": (None, False, None),
        "either": (None, None, None),
    }


def test_status_right(make_case: MakeCase) -> None:
    assert verdict_of(status_right.judge, make_case(expect=EITHER, status="partial")) is True
    assert verdict_of(status_right.judge, make_case(status="partial")) is False


ENGLISH = "The grant could cover at most two fifths of the eligible costs, according to the call."
DANISH = "Tilskuddet kunne højst dække to femtedele af de støtteberettigede udgifter i opslaget."


@pytest.mark.parametrize(
    ("lang", "claimed", "text", "right"),
    [
        ("en", "en", ENGLISH, True),
        ("da", "da", DANISH, True),
        ("en", "da", ENGLISH, False),
        ("en", "en", DANISH, False),
        ("da", "da", ENGLISH, False),
    ],
)
def test_language_right(
    lang: str, claimed: str, text: str, right: bool, make_case: MakeCase
) -> None:
    case = make_case(text, question={"lang": lang}, language=claimed)
    assert verdict_of(language_right.judge, case) is right


def test_markers_match_citations_one_to_one(make_case: MakeCase) -> None:
    two = ("share", "list")
    assert verdict_of(markers_matched.judge, make_case("A [1], b [2], c [1].", two)) is True
    assert verdict_of(markers_matched.judge, make_case("A [1].", two)) is False
    assert verdict_of(markers_matched.judge, make_case("A [1], b [2].")) is False
    assert verdict_of(markers_matched.judge, make_case("A.", ())) is False
    assert verdict_of(markers_matched.judge, make_case("A.", status="off_topic")) is None


@pytest.mark.parametrize(
    "changes",
    [
        {"quote": "Kommuner kan få op til 50 pct. af udgifterne, dog 60 pct. på Bornholm."},
        {"start": 25},
        {"end": 10_000},
        {"start": -1},
        {"quote": "", "start": 0, "end": 0},
        {"document_id": "skov"},
        {"document_sha256": "0" * 64},
    ],
)
def test_quotes_verbatim_sees_any_change(changes: dict[str, Any], make_case: MakeCase) -> None:
    case = make_case("[1] [2]", ("list", "share"))
    assert verdict_of(quotes_verbatim.judge, case) is True
    first, second = case.answer.citations
    changed = [first, second.model_copy(update=changes)]
    assert verdict_of(quotes_verbatim.judge, make_case(citations=changed)) is False


def test_no_citation_is_nothing_to_compare(make_case: MakeCase) -> None:
    assert verdict_of(quotes_verbatim.judge, make_case(quotes=())) is None


@pytest.mark.parametrize(
    ("length", "quotes", "question", "right"),
    [
        (700, ("share",), {}, True),
        (701, ("share",), {}, False),
        (1200, ("list",), {}, True),
        (1201, ("list",), {}, False),
        (1200, ("share",), {"question": "Hvem? Og hvornår?"}, True),
        (1200, ("share",), {"tags": ["several"]}, True),
        (0, ("share",), {}, False),
        (10, ("share",) * 6, {}, True),
        (10, ("share",) * 7, {}, False),
    ],
)
def test_lengths_of_answers(
    length: int, quotes: tuple[str, ...], question: dict[str, Any], right: bool, make_case: MakeCase
) -> None:
    case = make_case("x" * length, quotes, question=question)
    assert verdict_of(lengths.judge, case) is right


@pytest.mark.parametrize(
    ("quote", "right"),
    [("x" * 600, True), ("x" * 601, False), ("x\n" * 600, True), ("x\n" * 600 + "x", False)],
)
def test_lengths_of_quotes(quote: str, right: bool, make_case: MakeCase) -> None:
    citation = make_case().answer.citations[0].model_copy(update={"quote": quote})
    assert verdict_of(lengths.judge, make_case(citations=[citation])) is right


def test_an_abstention_offers_three_passages_at_most(make_case: MakeCase) -> None:
    refused = {"status": "not_found"}
    assert verdict_of(lengths.judge, make_case("Nej.", ("share",) * 3, **refused)) is True
    assert verdict_of(lengths.judge, make_case("Nej.", ("share",) * 4, **refused)) is False


def test_scores() -> None:
    judgements = [Judgement(True), Judgement(False, "x"), None, Judgement(True), Judgement(True)]

    def judge(case: Case) -> Judgement:
        return Judgement(True)

    values = {kind: score(Metric("m", judge, kind), judgements) for kind in KINDS}
    assert {kind: each.value for kind, each in values.items()} == {
        "share": 0.75,
        "rate": 0.25,
        "count": 1.0,
    }
    assert (values["share"].cases, values["share"].wrong) == (4, 1)
    assert [score(Metric("m", judge, kind), [None]).value for kind in KINDS] == [None, None, 0.0]


KINDS = ("share", "rate", "count")


def test_spreads(make_case: MakeCase) -> None:
    assert spread([float(each) for each in range(1, 102)]).p95 == 96.0
    assert spread([1.0, 3.0]).median == 2.0
    with pytest.raises(ValueError, match="no times"):
        spread([])
    times = [{"total": 5.0, "retrieve": 1.0}, {"total": 7.0}]
    got = spreads([make_case(timings_ms=each).answer for each in times])
    assert list(got) == ["retrieve", "total"]
    assert (got["total"].median, got["total"].maximum, got["retrieve"].n) == (6.0, 7.0, 1)


def test_metric_names_are_unique() -> None:
    assert len({metric.name for metric in METRICS}) == len(METRICS)
