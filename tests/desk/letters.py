"""Mails made by hand, and what every drafted letter is held against."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from assistant.rules.quantities import Quantity, accounted_for, find_quantities
from assistant.types import Citation, Language
from assistant.types.desk import Draft, DraftQuestion, Mail, MailQuestion

AFTER = date(2026, 11, 23)
BEFORE = date(2022, 5, 1)
CALL = "innovationskraft-2023-2024"
_URL = re.compile(r"https?://\S+|/kilde/\S+")
_ENGLISH = re.compile(r"\b(?:the|they|whether)\b", re.IGNORECASE)
_OPEN = re.compile(r"\[(?:udfyldes|to be filled in): [^\]]*\]")


def mail(
    *questions: str | tuple[str, str],
    name: str = "",
    subject: str = "Spørgsmål",
    language: Language = "da",
    recognised: str = "",
    text: str = "",
) -> Mail:
    """Return a mail; a question with context is `(context, question)`."""
    asked = [each if isinstance(each, tuple) else ("", each) for each in questions]
    whole = text or "\n".join(f"{context} {question}".strip() for context, question in asked)
    return Mail(
        subject=subject,
        sender_name=name,
        sender_address="",
        sent=None,
        message_id="",
        text=whole,
        language=language,
        recognised=recognised or language,
        parts=(),
        questions=tuple(
            MailQuestion(text=question, start=0, end=1, context=context)
            for context, question in asked
        ),
        masked=(),
    )


def unaccounted(draft: Draft, as_of: date, signature: str = "") -> list[str]:
    """Return the numbers of a letter that no quote, title or finding of its answers holds.

    Put together here anew, without the pool of the desk itself: that is what is being tested.
    """
    pool = find_quantities(as_of.isoformat())
    digits = {as_of.isoformat()}
    for question in draft.questions:
        if question.status not in ("answered", "partial"):
            continue
        for citation in question.citations:
            pool += find_quantities(citation.quote, "da") + find_quantities(citation.title, "da")
            pool.append(_count(citation))
            digits |= {citation.quote, citation.title}
        for finding in question.findings:
            pool += list(_values(finding, draft.language))
            digits.add(str(finding))
    body = draft.draft.body.replace(signature, "") if signature else draft.draft.body
    # Without its first line: "Kære Maj" is nobody's date.
    said = _URL.sub(" ", body.split("\n", 1)[1])
    # A question that a Danish mail asks in English: "to" is no number in it.
    for point in _OPEN.findall(said):
        if _ENGLISH.search(point) and not find_quantities(point, "en"):
            said = said.replace(point, " ")
    found = find_quantities(said, draft.language)
    lacking = [each.text for each in found if not accounted_for(each, pool)]
    read = {at for each in found for at in range(each.start, each.end)}
    unread = [m[0] for m in re.finditer(r"\d+", said) if m.start() not in read]
    return lacking + [each for each in unread if not any(each in text for text in digits)]


def check_letter(draft: Draft, as_of: date, signature: str = "") -> None:
    """Hold a draft against what is promised of every one."""
    body = draft.draft.body
    assert unaccounted(draft, as_of, signature) == []
    assert not re.search(r"\[\d+\]", body), "no markers"
    points = [match[0].split(": ", 1)[1][:-1] for match in _OPEN.finditer(body)]
    assert points == draft.open_points
    for point in points:
        assert not re.search(r"\d", point)
    unanswered = [q for q in draft.questions if q.status not in ("answered", "partial")]
    parts = [part for q in draft.questions if q.status == "partial" for part in q.missing]
    assert len(points) == len(unanswered) + len(parts) + (not draft.questions)
    for line in body.split("\n"):
        assert line == line.rstrip()
    assert "\n\n\n" not in body
    links = re.findall(r"\S*/kilde/\S+", body)
    assert len(links) == len(set(links)), "each place once"
    titles = {c.title for q in draft.questions if q not in unanswered for c in q.citations}
    sources = re.split(r"\n(?:Du kan læse mere her|You can read more here):\n", body)[-1]
    for title in titles:
        assert sum(line.startswith(title) for line in sources.split("\n")) == 1


def answer(
    text: str,
    citations: Sequence[Citation] = (),
    question: str = "Hvor meget?",
    **more: Any,
) -> DraftQuestion:
    """Return an answered question."""
    fields = {"status": "answered", "verdict": None, **more}
    return DraftQuestion(text=question, answer=text, citations=list(citations), **fields)


def _count(citation: Citation) -> Quantity:
    items = citation.quote.count("\n• ")
    return Quantity("number", Decimal(items), None, 0, 0, "")


def _values(finding: dict[str, Any], language: Language) -> Iterator[Quantity]:
    for key, kind, unit in (
        ("actual", "amount", "DKK"),
        ("limit", "amount", "DKK"),
        ("limit_high", "amount", "DKK"),
        ("actual", "amount", "EUR"),
        ("limit", "amount", "EUR"),
        ("share", "share", None),
        ("max_share", "share", None),
    ):
        if finding[key] is not None:
            yield Quantity(kind, Decimal(finding[key]), unit, 0, 0, "")  # type: ignore[arg-type]
    for text in (finding["message"], finding["remedy"]):
        if text:
            yield from find_quantities(text[language], language)
    for legal in finding["legal"]:
        yield from find_quantities(f"{legal['act']} {legal['article']}", language)
    for part in finding["parts"]:
        yield from _values(part, language)
