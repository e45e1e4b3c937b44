"""`/tjek-budget`: the form and its result, files in and out, reports.

A plain form does it all; the script sends the same form to `/api/page/check` and puts the parts in
place that come back.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import UploadFile

from assistant.doors.question import today
from assistant.doors.texts import load_texts
from assistant.errors import InputError, MissingPartError
from assistant.types import Language
from assistant.web import render
from assistant.web.budget.checking import PACKAGE, Problem, check_form, error_text, file_problem
from assistant.web.budget.files import to_yaml
from assistant.web.budget.form import Form, change_rows, check_rows, read_form
from assistant.web.budget.mapping import from_budget, to_draft
from assistant.web.budget.page import Shown, empty_page, parts, whole_page
from assistant.web.budget.report import Report, make_report
from assistant.web.budget.words import words_of
from assistant.web.forms import parse_form
from assistant.web.guards import Body
from assistant.web.problem_page import answered
from assistant.web.shell import language_of

if TYPE_CHECKING:
    from assistant.service import Assistant

PATH = "/tjek-budget"
MAX_FILE_BYTES = 200_000
_ROWS = ("add-award", "add-previous", "remove-award", "remove-previous")
_NO_FIELD = (
    "unknown_key", "unknown_region", "unknown_source", "unknown_call", "total_and_regions",
    "amount_twice", "bad_flag", "not_a_mapping", "not_a_list",
)  # fmt: skip
_TYPES = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "yaml": "application/yaml",
}


def make_budget_router(service: Assistant) -> APIRouter:
    """Return the routes over `service`, whose checks need neither index nor model."""
    router = APIRouter(include_in_schema=False)

    @router.get(PATH, response_class=HTMLResponse)
    def empty(request: Request, call: str = "") -> HTMLResponse:
        def page() -> HTMLResponse:
            language = language_of(request)
            try:
                words = words_of(service, call, language)
            except MissingPartError:
                return empty_page(request, language)
            return whole_page(request, service, Shown(Form(), words), language)

        return answered(request, page)

    def back(request: Request) -> RedirectResponse:
        # Where a form led: the link to the other language is taken from there, too.
        return RedirectResponse(f"{render.root()}{PATH}?{request.url.query}", 303)

    for name in ("gem", "hent", "rapport.docx", "rapport.pdf"):
        router.add_api_route(f"{PATH}/{name}", back, methods=["GET"], response_class=Response)

    @router.post(PATH, response_class=HTMLResponse)
    def check(request: Request, body: Body) -> HTMLResponse:
        def page() -> HTMLResponse:
            language = language_of(request)
            shown, _ = posted(service, body, language)
            return whole_page(request, service, shown, language, _status(shown))

        return answered(request, page)

    @router.post("/api/page/check")
    def check_parts(request: Request, body: Body, whole: bool = False) -> dict[str, Any]:
        """Return parts of the page for a form: its script asks for them at each change."""
        language = language_of(request)
        shown, focus = posted(service, body, language)
        form = "form" if whole else "awards" if shown.rows else ""
        names = ["errors", "summary", "results", form]
        return {**parts(service, shown, language, names), "focus": focus}

    @router.post(f"{PATH}/hent", response_class=HTMLResponse)
    async def load(request: Request) -> HTMLResponse:
        language = language_of(request)
        data = await _file_of(request)
        shown = await run_in_threadpool(loaded, service, data, language)
        return whole_page(request, service, shown, language, _status(shown))

    @router.post("/api/page/load")
    async def load_parts(request: Request) -> dict[str, Any]:
        """Return the parts of the page for the budget in a file."""
        language = language_of(request)
        data = await _file_of(request)
        shown = await run_in_threadpool(loaded, service, data, language)
        # A file that can't be read takes nothing away from what stands in the form.
        names = ["errors"] if shown.form.is_empty else ["errors", "form", "summary", "results"]
        given = parts(service, shown, language, names)
        return {**given, "said": shown.said or given["said"]}

    @router.post(f"{PATH}/gem", response_class=Response)
    def save(request: Request, body: Body) -> Response:
        """Return the form as the file that `assistant check` reads; it may be unfinished."""
        language = language_of(request)
        form, _ = read_form(body)
        words = words_of(service, form.text("call"), language)
        texts = load_texts(PACKAGE, language)
        head = str(texts["keep"]["head"]).format(call=words.call)
        content = to_yaml(to_draft(form, words).raw, head)
        return _download(content, texts["doc"]["budget_file"], "yaml")

    @router.post(f"{PATH}/rapport.pdf", response_class=Response)
    def pdf(request: Request, body: Body) -> Response:
        """Return the report as PDF, or the page with what stands in its way."""
        # Who wants no report need not wait for what makes it.
        from assistant.web.budget.report_pdf import to_pdf

        return _report(request, body, "pdf", to_pdf)

    @router.post(f"{PATH}/rapport.docx", response_class=Response)
    def docx(request: Request, body: Body) -> Response:
        """Return the report as DOCX, or the page with what stands in its way."""
        from assistant.web.budget.report_word import to_docx

        return _report(request, body, "docx", to_docx)

    def _report(request: Request, body: bytes, kind: str, write: Any) -> Response:
        language = language_of(request)
        shown, _ = posted(service, body, language, rows=False)
        if shown.checked is None or shown.checked.result is None:
            return whole_page(request, service, shown, language, _status(shown))
        base = str(request.base_url).rstrip("/")
        report: Report = make_report(service, shown, base, today(), language)
        return _download(write(report), report.doc["file"], kind)

    return router


def posted(
    service: Assistant, body: bytes, language: Language, *, rows: bool = True
) -> tuple[Shown, str]:
    """Return the posted form, checked, and the name of the field to go to, if a row was added.

    With `rows` the pressed button may add or remove one. Until somebody asks for a check, what is
    not filled in yet is no problem.
    """
    try:
        form, action = read_form(body)
    except InputError as error:
        words = words_of(service, "", language)
        problem = Problem("", error_text(_form_code(error), words.currency, language))
        return Shown(Form(), words, problems=(problem,)), ""
    words = words_of(service, form.text("call"), language)
    changes = rows and action.name in _ROWS
    try:
        focus = change_rows(form, action) if changes else ""
    except InputError as error:
        problem = Problem("", error_text(error.code, words.currency, language))
        return Shown(form, words, problems=(problem,)), ""
    asked = action.name == "check"
    checked = check_form(service, form, words, language, asked=asked)
    return Shown(form, words, checked, asked=asked, rows=changes), focus


def loaded(service: Assistant, data: bytes, language: Language) -> Shown:
    """Return the form for the budget in a file, checked, or the reason why there is none."""
    words = words_of(service, "", language)
    texts = load_texts(PACKAGE, language)["keep"]
    code = "no_file" if not data else "too_large" if len(data) > MAX_FILE_BYTES else ""
    if code:
        text = str(texts[code]).format(kilobytes=MAX_FILE_BYTES // 1000)
        return Shown(Form(), words, problems=(Problem("", text),), title=texts["file"])
    try:
        raw = service.read_input(data)
    except InputError as error:
        problem = file_problem(error, words, language)
        return Shown(Form(), words, problems=(problem,), title=texts["file"])
    call = raw.get("call")
    words = words_of(service, call if isinstance(call, str) else "", language)
    form = from_budget(raw, words)
    try:
        check_rows(form)
    except InputError as error:
        problem = file_problem(error, words, language)
        return Shown(Form(), words, problems=(problem,), title=texts["file"])
    checked = check_form(service, form, words, language)
    try:
        service.budget_amounts(raw)
    except InputError as error:
        # The form has no field for what a file may also say: that must not go by unseen.
        if not checked.problems or error.code in _NO_FIELD:
            problem = file_problem(error, words, language)
            return Shown(form, words, problems=(problem,), title=texts["file"])
    return Shown(form, words, checked, said=texts["loaded"])


def _form_code(error: InputError) -> str:
    return "form" if error.code == "bad_form" else error.code


def _status(shown: Shown) -> int:
    wrong = shown.problems or (shown.checked is not None and shown.checked.problems)
    return 422 if wrong else 200


async def _file_of(request: Request) -> bytes:
    # Read whatever its type is: what is too large is refused while it is read.
    await request.body()
    form = await parse_form(request, max_files=1, max_fields=5, max_part_size=MAX_FILE_BYTES)
    file = form.get("fil")
    return await file.read(MAX_FILE_BYTES + 1) if isinstance(file, UploadFile) else b""


def _download(content: bytes, name: str, kind: str) -> Response:
    return Response(
        content,
        media_type=_TYPES[kind],
        headers={
            "Content-Disposition": f'attachment; filename="{name}-{today()}.{kind}"',
            "Cache-Control": "no-store",
        },
    )
