"""What stands in front of an answer: the call it is for, and that a note of guidance gives it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from assistant.answer.call_names import without_numbers
from assistant.answer.draft import PartAnswer
from assistant.answer.wording import wording
from assistant.index.accounting import quantities_of_place
from assistant.rules.quantities import accounted_for, find_quantities
from assistant.types import Anchor, CallInfo, Document, Language

# As many calls as are named where somebody is asked which one is meant.
MOST_NAMED = 8


@dataclass(frozen=True, slots=True)
class Leads:
    """Makes the leads of the answers of one message; `calls` are those to name, none for none.

    `short_names` are names without numbers, by call, empty where there is no such name.
    """

    documents: Mapping[str, Document]
    calls: Mapping[str, CallInfo]
    short_names: Mapping[str, str]
    language: Language

    def of(self, answer: PartAnswer, text: str, number: Callable[[Anchor], int | None]) -> str:
        """Return a form for the answer's `text`, with `{answer}` in it.

        Where the text itself opens with the call's title it needs no name in front. `number` gives
        the marker of a place, None where there is no room for one; it is asked for where the name
        of a call has to be cited.
        """
        say = wording(self.language).say
        call = self.calls.get(answer.call_id or "")
        if call is not None and text.startswith(call.title):
            return "{answer}"
        title = self._titles(answer, number)
        if title:
            form = say["several_note"] if answer.by_note else say["several"]
            return form.format(title=_plain(title), answer="{answer}")
        return say["note"] if answer.by_note else "{answer}"

    def which(self, answers: Sequence[PartAnswer]) -> str:
        """Return the question which call is meant, empty where no answer leaves that open."""
        asked = next((answer for answer in answers if answer.which), None)
        if asked is None:
            return ""
        say = wording(self.language).say
        alone, with_names = (
            ("elsewhere", "elsewhere_call") if asked.elsewhere else ("which", "which_call")
        )
        names = list(dict.fromkeys(self.short_names.get(call, "") for call in asked.which))
        if "" in names:
            return say[alone]
        more = len(names) > MOST_NAMED
        return say[with_names].format(
            titles=", ".join([*names[:MOST_NAMED], "…"] if more else names)
        )

    def _titles(self, answer: PartAnswer, number: Callable[[Anchor], int | None]) -> str:
        meant = (answer.call_id or "", *answer.also_for)
        ids = [call for call in meant if call in self.calls]
        if len(ids) < 2:
            return self._title(answer, self.calls[ids[0]], number) if ids else ""
        names = [self.short_names.get(call, "") for call in ids]
        if "" in names:
            return wording(self.language).say["these_calls"]
        return f"{', '.join(names[:-1])} {wording(self.language).say['and']} {names[-1]}"

    def _title(
        self, answer: PartAnswer, call: CallInfo, number: Callable[[Anchor], int | None]
    ) -> str:
        if self._bears(answer, call.title):
            return call.title
        short = self.short_names.get(call.id, "")
        if short:
            return short
        text = self.documents.get(call.id)
        if text is not None and text.blocks:
            # Its numbers are borne by the call's own text, which is cited for them.
            first = text.blocks[0]
            marker = number(Anchor(text.id, first.start, first.end))
            if marker is not None:
                return f"{call.title} [{marker}]"
        return without_numbers(call.title)

    def _bears(self, answer: PartAnswer, title: str) -> bool:
        """Tell whether the first quote, or its document's title, has the numbers of a title."""
        asked = find_quantities(title, self.language)
        anchors = answer.claims[0].anchors[:1] if answer.claims else ()
        pool = [
            quantity
            for anchor in anchors
            for quantity in quantities_of_place(
                self.documents[anchor.document_id], anchor.start, anchor.end
            )
        ]
        return all(accounted_for(quantity, pool) for quantity in asked)


def _plain(title: str) -> str:
    """Return a title so that `format` leaves it alone."""
    return title.replace("{", "{{").replace("}", "}}")
