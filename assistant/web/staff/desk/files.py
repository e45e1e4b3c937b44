"""`/staff/desk/{id}/hent/…`: the letter, or the whole case, as a file."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from fastapi import Request
from fastapi.responses import Response

from assistant.errors import InputError
from assistant.types import Language
from assistant.types.desk import Case
from assistant.web.shell import language_of
from assistant.web.staff.desk.handling import base_url, now

if TYPE_CHECKING:
    from assistant.service import Assistant

Make = Callable[[Case, Language, str], bytes]


def file_response(request: Request, service: Assistant, case_id: str, kind: str) -> Response:
    """Return the file; raises InputError `unknown_case`, also for a file that there is not."""
    made = _FILES.get(kind)
    if made is None:
        raise InputError("unknown_case", "There is no such file.", "Open the case.")
    case = service.desk.case(case_id)
    media_type, make = made
    content = make(case, language_of(request), base_url(request, service))
    name, _, ending = kind.partition(".")
    file = f"{name}-{_plain(case.number)}.{ending}"
    return Response(
        content,
        media_type=media_type,
        headers={"Content-Disposition": f'attachment; filename="{file}"'},
    )


def _plain(number: str) -> str:
    """Return a case number as part of a file's name: it may be the authority's own."""
    ascii_only = unicodedata.normalize("NFKD", number).encode("ascii", "ignore").decode()
    return re.sub(r"[^A-Za-z0-9-]+", "-", ascii_only).strip("-")[:40] or "sag"


# Each takes long to import, and most pages want none of them.


def _eml(case: Case, language: Language, base: str) -> bytes:
    from assistant.web.staff.desk.letter_eml import to_eml

    return to_eml(case)


def _docx(case: Case, language: Language, base: str) -> bytes:
    from assistant.web.staff.desk.letter_docx import to_docx

    return to_docx(case, now())


def _html(case: Case, language: Language, base: str) -> bytes:
    from assistant.web.staff.desk.letter_html import to_page

    return to_page(case.subject_out, case.body, case.language).encode()


def _pdf(case: Case, language: Language, base: str) -> bytes:
    from assistant.web.staff.desk.case_pdf import to_pdf

    return to_pdf(case, language, base, now())


_FILES: Mapping[str, tuple[str, Make]] = {
    "brev.eml": ("message/rfc822", _eml),
    "brev.docx": (
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        _docx,
    ),
    "brev.html": ("text/html; charset=utf-8", _html),
    "sag.pdf": ("application/pdf", _pdf),
}
