"""Premises: what a question rests on, tested against the facts before the question is answered."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from assistant.answer.clause import find_clause
from assistant.answer.content import content_words
from assistant.answer.match import Match, match_facts
from assistant.answer.question import Part
from assistant.answer.rank import in_force, is_closed
from assistant.answer.reader import Reader, Searches, stated_by
from assistant.answer.verdict import decide
from assistant.answer.wording import wording
from assistant.answer.words import find_words
from assistant.rules.quantities import find_quantities
from assistant.types import Language, Verdict

# A clause is refuted only by a fact that it speaks of without doubt.
SURE = 0.9
# A fact that a clause brings up answers the question where the rest alone scores this.
ASKED = 0.93
# A way to ask this near asks the same.
SAME = 0.97
_OPENING_WORDS = 2
# Where a question leans on its clause, a pronoun stands among its first words: "hvordan skal det".
_OPENING = 3
_NO_PRONOUNS = frozenset({"der", "her", "there", "other", "others", "anden", "andre", "one"})
_CONTENT = 2


def clause_of(part: Part) -> Part | None:
    """Return the clause of a part as a question of its own: is it so?"""
    if part.clause is None:
        return None
    return Part(
        text=part.clause,
        search=part.clause,
        kind="yes_no",
        yes_no=True,
        language=part.language,
        quantities=tuple(find_quantities(part.clause, part.language)),
    )


def main_of(part: Part) -> Part:
    """Return the question without its clause."""
    main = part.main or part.search
    return replace(
        part,
        text=main,
        search=main,
        clause=None,
        main=None,
        with_context=None,
        with_history=None,
        previous=None,
        quantities=tuple(find_quantities(main, part.language)),
    )


def refuted(
    part: Part,
    call: str,
    as_of: date,
    language: Language,
    reader: Reader,
    searches: Searches,
    *,
    amounts: bool,
) -> Match | None:
    """Return the fact that contradicts what a part takes for granted, or None.

    What the asker says of themselves is theirs to know, but for shares. `amounts` is false where an
    amount is a budget, which no fact knows.
    """
    clause = clause_of(part)
    if clause is None or not part.given:
        return None
    kinds = {quantity.kind for quantity in clause.quantities}
    if (_of_asker(clause) and "share" not in kinds) or ("amount" in kinds and not amounts):
        return None
    ranked = _ranked(clause.search, call, as_of, language, reader, searches)
    best = ranked[0] if ranked else None
    if best is None or not best.fact.statements or best.score < SURE:
        return None
    return best if decide(clause, best, stated_by(best.fact, reader)) == "no" else None


def borne_by_clause(
    part: Part,
    best: Match,
    call: str,
    as_of: date,
    language: Language,
    reader: Reader,
    searches: Searches,
) -> bool:
    """Tell whether a fact is near a question only for the clause that the question rests on.

    "Hvis beløbet sættes ned, må vi så droppe en aktivitet?" is not answered by that it can be. What
    leans on the clause ("Hvis X, hvordan gøres det så?") asks for it.
    """
    if part.clause is None or part.main is None or not best.fact.statements:
        return False
    if _leans(part.main, part.language):
        return False
    by_clause = _ranked(part.clause, call, as_of, language, reader, searches)
    if not by_clause or by_clause[0].fact.key != best.fact.key:
        return False
    by_main = _ranked(part.main, call, as_of, language, reader, searches)
    if len(content_words(part.main, part.language)) < _CONTENT:
        # Too few words tell nothing unless they are known: "får vi så en begrundelse?".
        other = bool(by_main) and by_main[0].fact.key != best.fact.key
        return other and by_main[0].score >= ASKED
    return all(match.fact.key != best.fact.key or match.score < ASKED for match in by_main)


def own_verdict(
    verdict: Verdict | None,
    part: Part,
    best: Match,
    call: str,
    as_of: date,
    language: Language,
    reader: Reader,
    searches: Searches,
) -> Verdict | None:
    """Return a verdict that is not only that of the clause.

    "Can I apply, now that the deadline has passed?": it has, and the answer is no. A "yes" stands
    where the question alone has it, or where a way to ask rests on a clause as well.
    """
    if verdict != "yes" or part.clause is None:
        return verdict
    near = next((p for p, score in best.near if p.verdict == "yes" and score >= SAME), None)
    if near is not None and find_clause(near.text, wording(near.language)) is not None:
        return verdict
    main = main_of(part)
    ranked = _ranked(main.search, call, as_of, language, reader, searches)
    own = next((match for match in ranked if match.fact.key == best.fact.key), None)
    if own is None:
        return None
    alone = decide(main, own, stated_by(own.fact, reader))
    return None if alone == "depends" else alone


def asked_for(
    main: Part, call: str, as_of: date, language: Language, reader: Reader, searches: Searches
) -> bool:
    """Tell whether a question without its clause is near enough to a fact to be answered by it."""
    ranked = _ranked(main.search, call, as_of, language, reader, searches)
    return bool(ranked) and ranked[0].score >= ASKED


def _ranked(
    text: str, call: str, as_of: date, language: Language, reader: Reader, searches: Searches
) -> list[Match]:
    closed = is_closed(call, as_of, reader)
    matches = match_facts(text, language, searches.phrases(text), reader.book, yes_no=True)
    return [match for match in matches if in_force(match.fact, call, as_of, closed=closed)]


def _leans(main: str, language: Language) -> bool:
    """Tell whether a question can't be asked without its clause: "skal det så indberettes?"."""
    pronouns = wording(language).words["pronouns"] - _NO_PRONOUNS
    opening = {word.lower() for word in find_words(main)[:_OPENING]}
    return bool(opening & pronouns)


def _of_asker(part: Part) -> bool:
    """Tell whether a clause is about who asks: "da vi har to partnere"."""
    opening = {word.lower() for word in find_words(part.search)[:_OPENING_WORDS]}
    return bool(opening & wording(part.language).words["asker"])
