"""`POST /api/export?format=md|docx`: answers that somebody got, as a file."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Literal

from fastapi import APIRouter, Request
from fastapi.responses import Response

from assistant.doors.posted import export_from_object
from assistant.doors.question import parse_json
from assistant.doors.texts import load_texts
from assistant.settings import Settings
from assistant.web.api import body_of
from assistant.web.export.markdown import to_markdown
from assistant.web.export.sheet import PACKAGE, make_sheet
from assistant.web.guards import JsonBody
from assistant.web.readiness import Readiness

if TYPE_CHECKING:
    from assistant.service import Assistant

_TYPES = {
    "md": "text/markdown; charset=utf-8",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}


def make_export_router(service: Assistant, settings: Settings, readiness: Readiness) -> APIRouter:
    """Return the route over `service`, which checks the quotes."""
    router = APIRouter()

    @router.post("/api/export", response_class=Response, openapi_extra=body_of("PostedExport"))
    def export(body: JsonBody, request: Request, format: Literal["md", "docx"]) -> Response:
        """Return answers, which POST /api/ask gave, as a Markdown or DOCX file."""
        answers, language = export_from_object(parse_json(body), settings.max_question_chars)
        readiness.require()
        changed = [service.changed_documents(answer) for answer in answers]
        sheet = make_sheet(answers, changed, str(request.base_url).rstrip("/"), language)
        if format == "md":
            content = to_markdown(sheet).encode()
        else:
            # Half a second to import, and most servers' first visitors want no file.
            from assistant.web.export.word import to_docx

            content = to_docx(sheet, datetime.now(UTC))
        name = f"{load_texts(PACKAGE, language)['file']}-{answers[-1].as_of}.{format}"
        return Response(
            content,
            media_type=_TYPES[format],
            headers={
                "Content-Disposition": f'attachment; filename="{name}"',
                "Cache-Control": "no-store",
            },
        )

    return router
