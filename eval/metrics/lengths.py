"""lengths: the share of answers within the limits of CONTRACTS.

An answer has at most 700 characters, 1,200 when it is for several questions or a list; a quote 600,
a list 1,200 (a quote of several lines); citations are at most 6, in an abstention 3. An answer
counts as one for several questions or a list when a quote is a list, the question has more than
one question mark, or it carries the tag "several" or "list".
"""

from __future__ import annotations

from eval.metrics.base import Case, Judgement

ANSWER, ANSWER_LONG = 700, 1200
QUOTE, QUOTE_LIST = 600, 1200
CITATIONS, CITATIONS_ABSTAINED = 6, 3
LONG_TAGS = frozenset({"several", "list"})


def judge(case: Case) -> Judgement:
    """Judge any answer."""
    faults = [*_answer_faults(case), *_quote_faults(case)]
    return Judgement(not faults, "; ".join(faults))


def _answer_faults(case: Case) -> list[str]:
    question = case.question
    long = (
        any("\n" in quote for quote in case.quotes)
        or question.question.count("?") > 1
        or LONG_TAGS.intersection(question.tags)
    )
    limit = ANSWER_LONG if long else ANSWER
    length = len(case.answer.answer)
    faults = [] if length <= limit else [f"answer of {length} characters, limit {limit}"]
    return faults if length else ["empty answer"]


def _quote_faults(case: Case) -> list[str]:
    faults = []
    limit = CITATIONS_ABSTAINED if case.abstained else CITATIONS
    if len(case.quotes) > limit:
        faults.append(f"{len(case.quotes)} citations, limit {limit}")
    for quote in case.quotes:
        longest = QUOTE_LIST if "\n" in quote else QUOTE
        if len(quote) > longest:
            faults.append(f"quote of {len(quote)} characters, limit {longest}")
    return faults
