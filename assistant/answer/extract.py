"""Extract: an answer out of the sentences themselves, where no curated fact says it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from assistant.answer.draft import Claim
from assistant.answer.evidence import Found, anchor_of
from assistant.answer.question import Part
from assistant.answer.reading import read_verdict
from assistant.answer.wording import wording
from assistant.types import Anchor, Document, Language, Verdict

MAX_CLAIM = 520
MAX_LIST = 1000
# A second sentence joins the first where it lies this close behind it.
SECOND_LEAD = 0.01
# Rows that hold the same words of a question, by their weight, differ by less.
SAME_COVER = 0.05
_WHOLE_LIST = frozenset({"which", "what", "who", "keyword", "how"})


def extract(
    part: Part,
    language: Language,
    found: Sequence[Found],
    documents: Mapping[str, Document],
) -> tuple[tuple[Claim, ...], Verdict | None]:
    """Return the claims, verbatim, and the verdict of a yes/no question where it is safe."""
    best = found[0]
    verdict = read_verdict(part, best, documents, language) if part.yes_no else None
    claims = [_claim(_place(part, best, found), documents, language)]
    if len(found) > 1 and best.score - found[1].score < SECOND_LEAD and not part.yes_no:
        claims.append(_claim(_place(part, found[1], found), documents, language))
    return tuple(dict.fromkeys(claims)), verdict


def _place(part: Part, found: Found, all_found: Sequence[Found]) -> Anchor:
    """Return what to quote: the sentence, the row that is asked about, or the whole of a list."""
    passage = found.sentence.passage
    whole = Anchor(passage.document_id, passage.start, passage.end)
    if passage.form == "labelled":
        return whole
    is_intro = found.sentence.start == passage.start and passage.form == "list"
    if passage.form == "row":
        # A row says its columns itself. All of them answer only what no row bears more on.
        rows = [f.cover for f in all_found if f.sentence.passage.id == passage.id]
        wanted = len(rows) > 1 and max(rows) - min(rows) < SAME_COVER
    else:
        wanted = is_intro or part.kind in _WHOLE_LIST
    if passage.form != "paragraph" and wanted and len(passage.text) <= MAX_LIST:
        return whole
    return anchor_of(found)


def _claim(place: Anchor, documents: Mapping[str, Document], language: Language) -> Claim:
    document = documents[place.document_id]
    quote = document.text[place.start : place.end]
    said = " ".join(quote.split("\n")) if "• " not in quote else quote
    if document.language != language:
        said = wording(language).say["quoted"].format(quote=said)
    return Claim(_shorten(said), (place,))


def _shorten(text: str) -> str:
    return text if len(text) <= MAX_LIST else text[:MAX_CLAIM].rsplit(" ", 1)[0] + " …"
