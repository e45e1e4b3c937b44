"""`/staff/gaps/kilde`: a new source, pasted or as a file."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from fastapi import Request
from fastapi.responses import RedirectResponse, Response
from starlette.datastructures import FormData, UploadFile

from assistant.errors import InputError
from assistant.types.access import Session
from assistant.web import render
from assistant.web.shell import language_of
from assistant.web.staff.gaps.fact_form import text_of
from assistant.web.staff.gaps.words import ADDRESS, PACKAGE, calls_of, texts_of
from assistant.web.staff.shell import show

if TYPE_CHECKING:
    from assistant.service import Assistant

_FIELDS = ("call", "title", "url", "text", "group")


class Sources:
    """The page for one request."""

    def __init__(self, request: Request, service: Assistant, session: Session) -> None:
        self._request = request
        self._service = service
        self._session = session

    def opened(self) -> Response:
        """Return the empty form; `gruppe` is where to go on afterwards."""
        calls = calls_of(self._service)
        values = dict.fromkeys(_FIELDS, "")
        values["call"] = calls[0].id if calls else ""
        values["group"] = self._request.query_params.get("gruppe", "")
        return self._page(values)

    def posted(self, form: FormData) -> Response:
        """Index what was posted and go on to the answer; a file wins over a pasted text."""
        values = {name: text_of(form, name) for name in _FIELDS}
        content: str | bytes = values["text"]
        name = ""
        file = form.get("file")
        if isinstance(file, UploadFile) and file.filename:
            content, name = file.file.read(), file.filename
        try:
            document = self._service.gaps.add_document(
                values["title"], content, values["call"], datetime.now(UTC), name=name,
                url=values["url"],
            )  # fmt: skip
        except InputError as error:
            return self._page(values, error)
        group = values["group"] if values["group"].isalnum() else ""
        place = f"{group}/svar" if group else "ny"
        query = urlencode({"kilde": document.id, "sagt": "source_added"})
        return RedirectResponse(f"{render.root()}{ADDRESS}/{place}?{query}", 303)

    def _page(self, values: dict[str, str], error: InputError | None = None) -> Response:
        known: Any = texts_of(language_of(self._request))["errors"]
        return show(
            self._request,
            self._session,
            "staff/gaps/source.html",
            current="gaps",
            within=True,
            package=PACKAGE,
            status=422 if error else 200,
            values=values,
            error=known.get(error.code, known["other"])["text"] if error else "",
            calls=calls_of(self._service),
            address=f"{render.root()}{ADDRESS}",
        )
