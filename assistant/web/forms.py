"""Forms as browsers send them: what is no text is refused, whatever character set it claims."""

from __future__ import annotations

from fastapi import Request
from starlette.datastructures import FormData, UploadFile
from starlette.exceptions import HTTPException


async def parse_form(
    request: Request, *, max_files: int, max_fields: int, max_part_size: int
) -> FormData:
    """Return the fields and files of a form; empty for other bodies.

    Raises HTTPException 400 where it can't be read, or gives characters that no text has.
    """
    try:
        form = await request.form(
            max_files=max_files, max_fields=max_fields, max_part_size=max_part_size
        )
    except ValueError as error:  # the sender names the character set, and Python has odd ones
        raise _no_text() from error
    if not all(_is_text(name) and _is_text(value) for name, value in form.multi_items()):
        await form.close()
        raise _no_text()
    return form


def _is_text(value: str | UploadFile) -> bool:
    text = value.filename or "" if isinstance(value, UploadFile) else value
    return not any("\ud800" <= sign <= "\udfff" for sign in text)


def _no_text() -> HTTPException:
    return HTTPException(400, "The form is not written in a character set that can be read.")
