"""Compose: the parts' answers become one short text with markers, and its citations."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import quote as url_quote

from assistant.answer.draft import Claim, PartAnswer
from assistant.answer.leads import Leads
from assistant.answer.wording import Wording, wording
from assistant.index.sentences import split_sentences
from assistant.quotes import page_of
from assistant.rules.model import Finding
from assistant.rules.quantities import find_quantities
from assistant.types import Anchor, CallInfo, Citation, Document, Language, Status, Verdict

MAX_ANSWER = 700
MAX_LONG_ANSWER = 1200
MAX_CITATIONS = 6
MAX_NEAR = 3
# What titles, verdicts and line breaks take besides the claims.
MARGIN = 60
# Their full stop belongs to them: "40 pct. [1]."
_ABBREVIATION = re.compile(r"\b(?:pct|kr|mv|mio|mia|osv|m\.v|m\.fl|bl\.a|etc)\.$")


@dataclass(frozen=True, slots=True)
class Draft:
    """A composed answer before it is verified."""

    text: str
    citations: list[Citation]
    status: Status
    verdict: Verdict | None
    missing: list[str]
    confidence: float
    findings: tuple[Finding, ...] = ()


def compose(
    answers: Sequence[PartAnswer],
    documents: Mapping[str, Document],
    calls: Mapping[str, CallInfo],
    language: Language,
    *,
    name_calls: bool,
    short_names: Mapping[str, str] | None = None,
) -> Draft:
    """Compose the answers in the order asked.

    What was found comes first; what was not is named at the end. With nothing found the text says
    so, offers the nearest places and whom to ask. `name_calls` puts the call's title in front, or
    of `short_names` the call's where the quotes don't bear the numbers in its title.
    """
    words = wording(language)
    writer = _Writer(documents, room=_room(answers, documents))
    leads = Leads(documents, calls if name_calls else {}, short_names or {}, language)
    found = [answer for answer in answers if answer.status == "answered"]
    if not found:
        return _nothing_found(answers, calls, writer, words, leads)
    lines = []
    first = {anchor for answer in found for claim in answer.claims[:1] for anchor in claim.anchors}
    verdicts = {answer.verdict for answer in found if answer.part.yes_no}
    for answer in found:
        # Where calls differ, "yes" must not be read before the call that it is for.
        late = len(verdicts) > 1 and len({answer.call_id for answer in found}) > 1
        lines.append(_answer_line(answer, writer, words, first, leads, late=late))
    missing = [a.part.text for a in answers if a.status != "answered"]
    for part in missing:
        line = words.say["not_found_part"].format(question=f"“{part.rstrip('?. ')}?”")
        if len("\n\n".join([*lines, line])) <= MAX_LONG_ANSWER and not find_quantities(
            part, language
        ):
            lines.append(line)
    return Draft(
        text="\n\n".join(line for line in lines if line),
        citations=writer.citations,
        status="partial" if missing else "answered",
        verdict=found[0].verdict if len(verdicts) == 1 and found[0].part.yes_no else None,
        missing=missing,
        confidence=min(answer.confidence for answer in found),
        findings=tuple(_once(finding for answer in found for finding in answer.findings)),
    )


def cite(anchor: Anchor, marker: int, documents: Mapping[str, Document]) -> Citation:
    """Make the citation of a place in a document."""
    document = documents[anchor.document_id]
    section: tuple[str, ...] = ()
    for candidate in document.sections:
        if candidate.start <= anchor.start < candidate.end:
            section = candidate.path
    label = next((x.label for x in document.labels if x.start <= anchor.start < x.end), None)
    return Citation(
        marker=marker,
        document_id=document.id,
        title=document.title,
        kind=document.kind,
        section=list(section),
        label=label,
        page=page_of(document.pages, anchor.start),
        quote=document.text[anchor.start : anchor.end],
        start=anchor.start,
        end=anchor.end,
        document_sha256=document.sha256,
        source_url=document.source_url,
        notice=document.notice,
        link=f"/kilde/{url_quote(document.id)}?fra={anchor.start}&til={anchor.end}",
    )


class _Writer:
    """Numbers citations as they come, and knows what was said; the same place keeps its number."""

    def __init__(self, documents: Mapping[str, Document], room: int) -> None:
        self.citations: list[Citation] = []
        self.room = room
        self.said: set[str] = set()
        self._documents = documents
        self._numbers: dict[Anchor, int] = {}

    def fits(self, claim: Claim) -> bool:
        new = [anchor for anchor in claim.anchors if anchor not in self._numbers]
        length = len(claim.text) + 5 * len(claim.anchors)
        return length <= self.room and len(self._numbers) + len(new) <= MAX_CITATIONS

    def write(self, claim: Claim) -> str:
        """Return the claim's text with its markers, and count it against the room left."""
        self.said.add(claim.text)
        markers = [self.number(anchor) for anchor in claim.anchors]
        spans = split_sentences(claim.text)
        sentences = [claim.text[start:end] for start, end in spans] or [claim.text]
        if len(sentences) == len(markers):
            marked = [_mark(s, [m]) for s, m in zip(sentences, markers, strict=True)]
        else:
            marked = [*sentences[:-1], _mark(sentences[-1], markers)]
        text = " ".join(marked)
        self.room -= len(text) + 1
        return text

    def number_if_room(self, anchor: Anchor) -> int | None:
        """Return the marker of a place, None where no citation may be added for it."""
        known = anchor in self._numbers or len(self._numbers) < MAX_CITATIONS
        return self.number(anchor) if known else None

    def number(self, anchor: Anchor) -> int:
        """Return the marker of a place, a new one where it has none."""
        if anchor not in self._numbers:
            self._numbers[anchor] = len(self._numbers) + 1
            self.citations.append(cite(anchor, self._numbers[anchor], self._documents))
        return self._numbers[anchor]


def _answer_line(
    answer: PartAnswer,
    writer: _Writer,
    words: Wording,
    first: Collection[Anchor],
    leads: Leads,
    *,
    late: bool,
) -> str:
    opening = ""
    if answer.verdict is not None:
        opening = words.say[answer.verdict]
    elif answer.premise:
        opening = words.say["premise"]
    writer.room -= len(opening) + 1
    claims = answer.claims
    if answer.findings:
        # Two sums of one budget rest on the same caps: the second says only what it adds.
        claims = tuple(claim for claim in claims if claim.text not in writer.said)
    if not claims or claims[0].text in writer.said:
        return ""
    if not writer.fits(claims[0]):
        return ""
    own = set(claims[0].anchors)
    said: list[str] = []
    for claim in claims:
        # What another part's answer opens with is not said here as well.
        elsewhere = set(claim.anchors) & (set(first) - own)
        if writer.fits(claim) and not elsewhere:
            said.append(writer.write(claim))
    text = " ".join(said)
    lead = leads.of(answer, text, writer.number_if_room)
    if late and opening:
        return lead.format(answer=f"{opening} {text}")
    return f"{opening} {lead.format(answer=text)}".strip()


def _nothing_found(
    answers: Sequence[PartAnswer],
    calls: Mapping[str, CallInfo],
    writer: _Writer,
    words: Wording,
    leads: Leads,
) -> Draft:
    statuses = {answer.status for answer in answers}
    status: Status = "off_topic"
    if "not_found" in statuses:
        status = "not_found"
    elif "refused" in statuses:
        status = "refused"
    confidence = min((answer.confidence for answer in answers), default=0.0)
    if status != "not_found":
        return Draft(words.say[status], [], status, None, _parts(answers), confidence)
    which = leads.which(answers)
    if which:
        return Draft(which, [], status, None, _parts(answers), confidence)
    said = [words.say["not_found"]]
    near = [anchor for answer in answers for anchor in answer.near][:MAX_NEAR]
    if near:
        markers = "".join(f"[{writer.number(anchor)}]" for anchor in dict.fromkeys(near))
        said.append(words.say["near"].format(markers=markers))
    emails = {c.contact_email for c in calls.values()}
    email = emails.pop() if len(emails) == 1 else None
    if email:
        said.append(words.say["ask_contact"].format(email=email))
    else:
        said.append(words.say["ask_authority"])
    return Draft(" ".join(said), writer.citations, status, None, _parts(answers), confidence)


def _once(findings: Iterable[Finding]) -> Iterator[Finding]:
    """Yield each finding once, though several parts of a question may rest on it."""
    seen: list[Finding] = []
    for finding in findings:
        if finding not in seen:
            seen.append(finding)
            yield finding


def _parts(answers: Sequence[PartAnswer]) -> list[str]:
    return [answer.part.text for answer in answers]


def _room(answers: Sequence[PartAnswer], documents: Mapping[str, Document]) -> int:
    is_list = any(
        "\n" in documents[anchor.document_id].text[anchor.start : anchor.end]
        for answer in answers
        for claim in answer.claims[:1]
        for anchor in claim.anchors
    )
    return (MAX_LONG_ANSWER if is_list or len(answers) > 1 else MAX_ANSWER) - MARGIN


def _mark(sentence: str, markers: Sequence[int]) -> str:
    if not markers:
        return sentence
    marks = "".join(f"[{marker}]" for marker in markers)
    bare = sentence.rstrip()
    end = ""
    while bare and bare[-1] in ".!?:" and not _ABBREVIATION.search(bare):
        bare, end = bare[:-1], bare[-1] + end
    return f"{bare} {marks}{end or '.'}"
