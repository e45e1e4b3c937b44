"""Select: for one part of a question and one call, the fact or the evidence that answers it."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from assistant.answer.about import is_about
from assistant.answer.content import content_stems
from assistant.answer.draft import Claim, PartAnswer
from assistant.answer.editors import prefer_editors
from assistant.answer.evidence import Found, find_evidence
from assistant.answer.extract import extract
from assistant.answer.match import Match
from assistant.answer.premise import asked_for, borne_by_clause, main_of, own_verdict
from assistant.answer.question import Part
from assistant.answer.rank import is_closed, rank_facts, steers, unknown_share
from assistant.answer.reader import Reader, Searches, stated_by
from assistant.answer.verdict import contradicts, decide
from assistant.answer.wording import wording
from assistant.answer.words import find_words
from assistant.rules.quantities import DateParts, Quantity, same_value
from assistant.types import Anchor, Fact, Language, Status, Verdict

# Chosen on eval/questions/dev-*.jsonl and other-*.jsonl; `make eval` shows what they give.
FACT_MIN = 0.865
SECOND_LEAD = 0.04
EVIDENCE_MIN = 0.865
EVIDENCE_MIN_ACROSS = 0.79
CURATED = 0.07
# The least share of a question's content words that a sentence and its headings must hold.
COVER_MIN = 0.5
# A question with fewer content words than this is read with what was said before it.
MIN_WORDS = 2
# A route is taken at once from here on; from there on where the sources have nothing better.
ROUTE_SURE = 0.98
ROUTE_SURE_CURATED = 0.86
ROUTE_MIN = 0.86
# The sources have nothing near where their best sentence scores less than this.
ROUTE_FAR = 0.78
UNKNOWN_WEIGHT = 0.06
NEAR = 2
# A quote of more characters must be a list (see verify.py).
MAX_NOTED = 600
_SCALE = 0.02


def answer_part(
    part: Part, call: str, as_of: date, language: Language, reader: Reader, searches: Searches
) -> PartAnswer:
    """Answer one part from one call: a curated fact, else evidence, else nothing."""
    penalty = UNKNOWN_WEIGHT * unknown_share(part, language, reader)
    if steers(part, language, reader, searches):
        return PartAnswer(part, "refused", 1.0, call)
    ranked = rank_facts(part, call, as_of, language, reader, searches)
    matches = prefer_editors(ranked, reader)
    best = matches[0] if matches else None
    if best is not None and borne_by_clause(part, best, call, as_of, language, reader, searches):
        return _without_clause(part, call, as_of, language, reader, searches)
    curated = any(match.fact.route is None for match in matches)
    sure = ROUTE_SURE_CURATED if curated else ROUTE_SURE
    if best is not None and best.fact.route is not None and best.score >= sure:
        answer = PartAnswer(part, best.fact.route, _probability(best.score, sure), call)
        return decided_by(best, answer)
    if best is not None and best.fact.gap:
        near = _near(part, call, as_of, searches)
        confidence = _probability(best.score, FACT_MIN)
        answer = PartAnswer(part, "not_found", confidence, call, near=near, gap=True)
        return decided_by(best, answer)
    if best is not None and best.fact.route is None and best.score - penalty >= FACT_MIN:
        confidence = _probability(best.score - penalty, FACT_MIN)
        if not is_about(part, best, language, reader):
            near = _near(part, call, as_of, searches)
            return PartAnswer(part, "not_found", 1 - confidence, call, near=near)
        verdict = decide(part, best, stated_by(best.fact, reader))
        verdict = own_verdict(verdict, part, best, call, as_of, language, reader, searches)
        return _from_facts(part, call, as_of, language, matches, reader, confidence, verdict)
    return _from_passages(part, call, as_of, language, reader, searches, penalty, best)


def decided_by(match: Match, answer: PartAnswer) -> PartAnswer:
    """Return the answer with what decided it."""
    return replace(answer, fact=match.fact.key, score=match.score)


def from_notes(
    part: Part,
    call: str,
    as_of: date,
    language: Language,
    matches: list[Match],
    reader: Reader,
    searches: Searches,
) -> PartAnswer | None:
    """Answer one part from the notes for a call: a fact of `matches`, else evidence, else None.

    `matches` are the notes' facts that may answer, best first; none leaves the notes' own words.
    """
    penalty = UNKNOWN_WEIGHT * unknown_share(part, language, reader)
    best = matches[0] if matches else None
    if best is None:
        answer = _from_passages(
            part, call, as_of, language, reader, searches, penalty, best, notes=True
        )
    elif not best.fact.gap and best.score - penalty >= FACT_MIN and _names_it(part, best, reader):
        confidence = _probability(best.score - penalty, FACT_MIN)
        verdict = decide(part, best, stated_by(best.fact, reader))
        answer = _from_facts(part, call, None, language, matches, reader, confidence, verdict)
    else:
        return None
    return replace(answer, by_note=True) if answer.status == "answered" else None


def _names_it(part: Part, best: Match, reader: Reader) -> bool:
    """Tell whether a note's fact has every number that a question names its subject by."""
    named = [q for q in part.quantities if q.kind == "identifier"]
    stated = stated_by(best.fact, reader)
    return all(any(same_value(q, known) for known in stated) for q in named)


def _without_clause(
    part: Part, call: str, as_of: date, language: Language, reader: Reader, searches: Searches
) -> PartAnswer:
    """Answer what is asked beside the clause, and never with "yes": the clause may change it."""
    main = main_of(part)
    answer = answer_part(main, call, as_of, language, reader, searches)
    if answer.status == "answered" and not asked_for(main, call, as_of, language, reader, searches):
        near = _near(part, call, as_of, searches)
        return PartAnswer(part, "not_found", 1 - answer.confidence, call, near=near)
    return replace(answer, part=part, verdict=None if answer.verdict == "yes" else answer.verdict)


def _from_passages(
    part: Part,
    call: str,
    as_of: date,
    language: Language,
    reader: Reader,
    searches: Searches,
    penalty: float,
    best: Match | None,
    *,
    notes: bool = False,
) -> PartAnswer:
    text = part.with_history or part.search
    if part.with_context and len(content_stems(part.search, language)) < MIN_WORDS:
        text = part.with_context
    found = find_evidence(
        replace(part, search=text),
        language,
        searches.passages(text, call, as_of if notes else None),
        searches.sentences(text, call, as_of if notes else None),
        reader.documents,
        reader.weights,
    )
    score = found[0].score if found else 0.0
    needed = _needed(found, language, reader)
    curated = notes and bool(found) and _is_curated(found[0], call, reader)
    if curated or (best is not None and best.fact.route is None):
        # Where editors have curated the call, a passage that no fact speaks for needs more.
        needed += CURATED
    if score >= needed and found[0].cover >= COVER_MIN:
        claims, verdict = extract(part, language, found, reader.documents)
        confidence = _probability(score, needed)
        return PartAnswer(part, "answered", confidence, call, verdict, claims=claims)
    status: Status = "not_found"
    if best is not None and best.fact.route is not None and score < ROUTE_FAR:
        status = best.fact.route if best.score >= ROUTE_MIN else status
    near = _near(part, call, as_of, searches) if status == "not_found" else ()
    return PartAnswer(part, status, 1 - _probability(score, needed), call, near=near)


def _is_curated(found: Found, call: str, reader: Reader) -> bool:
    """Tell whether editors wrote facts for the call, or for the note that a sentence is from."""
    return reader.has_facts(call) or found.sentence.passage.document_id in reader.noted.documents


def _needed(found: Sequence[Found], language: Language, reader: Reader) -> float:
    """Return what the best sentence must score; cosines across languages are lower."""
    if found and reader.documents[found[0].sentence.passage.document_id].language != language:
        return EVIDENCE_MIN_ACROSS
    return EVIDENCE_MIN


def _from_facts(
    part: Part,
    call: str,
    as_of: date | None,
    language: Language,
    matches: list[Match],
    reader: Reader,
    confidence: float,
    verdict: Verdict | None,
) -> PartAnswer:
    best = matches[0]
    stated = stated_by(best.fact, reader)
    premise = (
        verdict is None and not part.yes_no and contradicts(_premises(part, best.fact), stated)
    )
    chosen = [best.fact]
    if verdict is None and len(matches) > 1 and best.score - matches[1].score < SECOND_LEAD:
        second = matches[1].fact
        alone = best.fact.by or second.by
        if second.statements and not alone and not set(second.anchors) & set(best.fact.anchors):
            chosen.append(second)
    chosen += [reader.facts[key] for key in best.fact.also if key in reader.facts]
    # Notes are read after the deadline, too: where they answer, nobody asks to apply.
    state = state_of_call(part, call, as_of, language, reader) if as_of is not None else None
    if state is not None and state not in chosen:
        asks_leave = verdict in ("yes", "depends") and state.key in best.fact.also
        # "Kan vi søge nu, hvor fristen var i maj?": that it was in May is no yes.
        asks_leave = asks_leave or (best.fact.latest is not None and _asks_now(part, language))
        chosen.insert(0 if asks_leave else len(chosen), state)
        verdict = "no" if asks_leave else verdict
    claims = _distinct(tuple(claim_of(fact, language) for fact in chosen))
    written = bool(best.fact.by)
    answer = PartAnswer(
        part, "answered", confidence, call, verdict, premise, claims, by_editor=written
    )
    return decided_by(best, answer)


def _premises(part: Part, fact: Fact) -> list[Quantity]:
    """Return the shares and dates a question takes for granted; one below a ceiling is none."""
    ceiling = (fact.limit.most_if or fact.limit.most) if fact.limit else None
    return [
        quantity
        for quantity in part.quantities
        if quantity.kind == "date"
        or (quantity.kind == "share" and (ceiling is None or quantity.value > ceiling))  # type: ignore[operator]
    ]


def state_of_call(
    part: Part, call: str, as_of: date, language: Language, reader: Reader
) -> Fact | None:
    """Return the fact that the call is closed, where somebody asks as if it were open."""
    if not is_closed(call, as_of, reader):
        return None
    words = {word.lower() for word in find_words(part.search)}
    known = wording(language).words
    if not (words & known["apply"] and words & known["present"]):
        return None
    return next(
        (f for f in reader.facts.values() if f.call_id == call and f.when == "closed"), None
    )


def _asks_now(part: Part, language: Language) -> bool:
    words = {word.lower() for word in find_words(part.search)}
    named = any(isinstance(q.value, DateParts) and q.value.day for q in part.quantities)
    return part.yes_no and not named and bool(words & wording(language).words["now"])


def claim_of(fact: Fact, language: Language) -> Claim:
    """Return what a fact says as a claim on its quotes."""
    return Claim(fact.statements[language], fact.anchors)


def _distinct(claims: tuple[Claim, ...]) -> tuple[Claim, ...]:
    """Leave out a claim that rests on nothing new."""
    kept: list[Claim] = []
    seen: set[Anchor] = set()
    for claim in claims:
        if not set(claim.anchors) <= seen:
            kept.append(claim)
            seen.update(claim.anchors)
    return tuple(kept)


def _near(part: Part, call: str, as_of: date, searches: Searches) -> tuple[Anchor, ...]:
    own = searches.passages(part.search, call)
    noted = searches.passages(part.search, call, as_of)[:1]
    # The call's own come first; a note's one place is shown where it lies nearer than these.
    found = own[:NEAR] + [one for one in noted if not own or one[1] > own[0][1]]
    near = []
    for passage, _ in found:
        start, end = passage.sentences[0] if passage.sentences else (passage.start, passage.end)
        if passage.kind == "guidance" and len(passage.text) <= MAX_NOTED:
            # A note's first sentence is often only "Yes.".
            start, end = passage.start, passage.end
        near.append(Anchor(passage.document_id, start, end))
    return tuple(near)


def _probability(score: float, threshold: float) -> float:
    return 1 / (1 + math.exp(-(score - threshold) / _SCALE))
