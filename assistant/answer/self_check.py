"""The curated facts are put through composing and verifying, as `doctor` asks."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from assistant.answer.compose import compose
from assistant.answer.draft import Claim, PartAnswer
from assistant.answer.question import Part
from assistant.answer.reader import Reader
from assistant.answer.verify import verify
from assistant.types import Language


def fact_faults(reader: Reader, as_of: date, languages: Sequence[Language]) -> list[str]:
    """Return what the verifier would take out of the facts' statements, as `<key>: <fault>`."""
    faults: list[str] = []
    part = Part(text="?", search="?", kind="what", yes_no=False)
    for fact in reader.facts.values():
        if fact.gap or fact.route is not None:
            continue
        for language in languages:
            claim = Claim(fact.statements[language], fact.anchors)
            answer = PartAnswer(part, "answered", 1.0, fact.call_id, claims=(claim,))
            draft = compose([answer], reader.documents, reader.calls, language, name_calls=False)
            verified = verify(draft.text, draft.citations, reader.documents, language, as_of)
            faults += [f"{fact.key}: {fault}" for fault in verified.dropped]
            if not verified.citations and not verified.dropped:
                faults.append(f"{fact.key}: the statement is too long to be said ({language})")
    return faults
