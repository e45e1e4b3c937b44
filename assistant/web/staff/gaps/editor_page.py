"""Writing an answer with its source, for a group or for none.

Every button sends the whole form: searching, taking a passage and taking one out show it anew with
what it holds, so that nothing is kept anywhere before it is saved.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from fastapi import Request
from fastapi.responses import RedirectResponse, Response
from starlette.datastructures import FormData

from assistant.doors.question import today
from assistant.errors import InputError
from assistant.types.access import Session
from assistant.types.gaps import FactQuote, GapGroup
from assistant.web import render
from assistant.web.shell import language_of
from assistant.web.staff.gaps.fact_form import FactForm, lines_of, read_form, text_of
from assistant.web.staff.gaps.words import ADDRESS, PACKAGE, calls_of, texts_of
from assistant.web.staff.shell import show

if TYPE_CHECKING:
    from assistant.service import Assistant


class Editor:
    """The page for one request."""

    def __init__(
        self, request: Request, service: Assistant, session: Session, group_id: str
    ) -> None:
        self._request = request
        self._service = service
        self._session = session
        self._group_id = group_id
        self._group: GapGroup | None = None

    def opened(self) -> Response:
        """Return the page with the questions of the group as ways to ask, and passages for it."""
        group = self._of_group()
        calls = calls_of(self._service)
        form = FactForm(call=calls[0].id if calls else "")
        if group is not None:
            gaps = self._service.gaps
            ways = gaps.suggested_ways(group)
            closed = [way for way in ways if gaps.is_yes_no(way)]
            rest = [way for way in ways if way not in closed]
            known = [question.call for question in group.questions if question.call]
            form = replace(
                form,
                call=next((one for one in reversed(known) if one), form.call),
                ask_da=lines_of(rest, "da"),
                ask_en=lines_of(rest, "en"),
                closed_da=lines_of(closed, "da"),
                closed_en=lines_of(closed, "en"),
                search=group.title,
            )
        document = self._request.query_params.get("kilde", "")
        return self._page(form, document=document)

    def posted(self, posted: FormData) -> Response:
        """Do what the pressed button says."""
        self._of_group()
        form = read_form(posted)
        act, _, what = text_of(posted, "do").partition(":")
        if act == "take":
            try:
                return self._page(form.with_quote(self._taken(what, text_of(posted, "picked"))))
            except InputError as error:
                return self._page(form, error)
        if act == "drop":
            return self._page(form.without(int(what) if _is_number(what) else -1))
        if act == "save":
            return self._save(form)
        return self._page(form)

    def _save(self, form: FactForm) -> Response:
        now = datetime.now(UTC)
        gaps = self._service.gaps
        group = self._group
        try:
            gaps.add_fact(form.to_fact(group.id if group else None), self._session.person, now)
        except InputError as error:
            return self._page(form, error)
        place = "fakta"
        if group is not None:
            gaps.ask_again(group.id, today(), now)
            place = group.id
        return RedirectResponse(f"{render.root()}{ADDRESS}/{place}?sagt=saved", 303)

    def _taken(self, place: str, picked: str) -> FactQuote:
        """Return the passage of a button, or the part of it that was picked with the mouse."""
        document_id, _, rest = place.rpartition(":")
        document_id, _, start = document_id.rpartition(":")
        text = self._service.source(document_id).text or ""
        if not (_is_number(start) and _is_number(rest)):
            raise InputError("fact_quote_missing", "There is no such passage.", "Search again.")
        passage = text[int(start) : int(rest)]
        part = picked.strip()
        return FactQuote(
            document_id=document_id, quote=part if part in passage and part else passage
        )

    def _of_group(self) -> GapGroup | None:
        if self._group is None and self._group_id:
            self._group = self._service.gaps.group(self._group_id, datetime.now(UTC))
        return self._group

    def _page(
        self, form: FactForm, error: InputError | None = None, document: str = ""
    ) -> Response:
        language = language_of(self._request)
        titles = {source.id: source.title for source in self._service.sources()}
        group = self._group
        found = [
            {**one.model_dump(), "place": f"{one.document_id}:{one.start}:{one.end}"}
            for one in self._service.gaps.passages(form.search, form.call or None, document)
        ]
        here = f"{ADDRESS}/{group.id}/svar" if group else f"{ADDRESS}/ny"
        return show(
            self._request,
            self._session,
            "staff/gaps/editor.html",
            current="gaps",
            within=True,
            package=PACKAGE,
            status=422 if error else 200,
            form=form,
            group=group,
            quotes=[
                {"quote": one.quote, "id": one.document_id,
                 "title": titles.get(one.document_id, one.document_id)}
                for one in form.quotes
            ],
            found=found,
            error=_error(error, texts_of(language)),
            calls=calls_of(self._service),
            address=f"{render.root()}{ADDRESS}",
            here=f"{render.root()}{here}",
        )  # fmt: skip


def _is_number(text: str) -> bool:
    # int() refuses what is very long.
    return text.isascii() and text.isdecimal() and len(text) <= 12


def _error(error: InputError | None, texts: Any) -> dict[str, str] | None:
    """Return what is wrong, in plain words, and the field it stands at."""
    if error is None:
        return None
    known = texts["errors"]
    words = known.get(error.code, known["other"])
    detail = error.message if error.code in ("fact_number_missing", "fact_quote_missing") else ""
    return {"text": words["text"], "field": words["field"], "detail": _said(detail)}


def _said(message: str) -> str:
    # The words that the program quotes are those that the editor has to look for.
    begin, end = message.find("'"), message.rfind("'")
    return message[begin + 1 : end] if 0 <= begin < end else ""
