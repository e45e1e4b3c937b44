"""`doctor`: each part of the installation is checked; what is wrong comes with its remedy."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from functools import partial
from typing import TYPE_CHECKING

from assistant.errors import AssistantError
from assistant.types import Check, Language

if TYPE_CHECKING:
    from assistant.service import Assistant

_LANGUAGES: tuple[Language, ...] = ("da", "en")


def examine(service: Assistant) -> list[Check]:
    """Run all checks; none raises, none changes anything."""
    return [_guarded(name, check, service) for name, check in _CHECKS]


def _guarded(name: str, check: Callable[[Assistant], Check], service: Assistant) -> Check:
    try:
        return check(service)
    except AssistantError as error:
        return Check(name=name, status="fail", message=error.message, remedy=error.hint)


def _settings(service: Assistant) -> Check:
    kept = service.settings
    return Check(
        name="settings",
        status="ok",
        message=f"corpus {kept.corpus_dir}, data {kept.data_dir}, model {kept.model}",
    )


def _model(service: Assistant) -> Check:
    from assistant.index.model import default_folder, verify_model
    from assistant.settings import DEFAULT_MODEL

    if service.settings.model != DEFAULT_MODEL:
        return Check(name="model", status="ok", message=f"{service.settings.model} (not checked)")
    folder = default_folder(service.settings.model_dir)
    problems = verify_model(folder)
    if problems:
        return Check(
            name="model",
            status="fail",
            message=f"{folder}: {'; '.join(problems)}",
            remedy="Run `assistant setup`.",
        )
    return Check(name="model", status="ok", message=f"complete in {folder}")


def _corpus(service: Assistant) -> Check:
    if not service.index_is_current():
        return Check(
            name="corpus",
            status="warn",
            message=f"{service.settings.corpus_dir} has changed since it was indexed.",
            remedy="Run `assistant ingest`.",
        )
    unknown = service.reader().scopes.unknown_calls()
    if unknown:
        return Check(
            name="corpus",
            status="warn",
            message=f"notes apply to calls that are not there: {', '.join(unknown)}",
            remedy="Mend `applies_to` in their front matter, or add the call.",
        )
    return Check(name="corpus", status="ok", message="the index holds the corpus as it is")


def _index(service: Assistant) -> Check:
    documents = service.sources()
    if not documents:
        return Check(
            name="index",
            status="warn",
            message="The index holds no documents.",
            remedy="Put documents into the corpus folder and run `assistant ingest`.",
        )
    generation = service.generation_id()
    return Check(name="index", status="ok", message=f"{generation} with {len(documents)} documents")


def _facts(service: Assistant) -> Check:
    from assistant.answer.self_check import fact_faults

    faults = fact_faults(service.reader(), date(2000, 1, 1), _LANGUAGES)
    if faults:
        return Check(
            name="facts",
            status="fail",
            message="; ".join(faults[:5]),
            remedy="Mend the facts.yaml named; every number needs its quote.",
        )
    count = sum(not fact.gap and fact.route is None for fact in service.reader().facts.values())
    return Check(name="facts", status="ok", message=f"{count} facts agree with their quotes")


def _rules(service: Assistant) -> Check:
    from assistant.rulebooks import eligibility_paths, rule_books

    books, paths = rule_books(service.settings), eligibility_paths(service.settings)
    loads: list[Callable[[], object]] = [partial(books.get, call) for call in books.calls()]
    loads += [partial(paths.get, call) for call in paths.calls()]
    faults = [fault for load in (*loads, service.sme_path) if (fault := _fault(load))]
    if faults:
        return Check(
            name="rules",
            status="fail",
            message="; ".join(faults[:5]),
            remedy="Mend the file named; every value needs its quote, or act and article.",
        )
    rules = sum(len(books.get(call).rules) for call in books.calls())
    lacking = books.without()
    if lacking or not rules:
        return Check(
            name="rules",
            status="warn",
            message=f"no rules for {', '.join(lacking) or 'any call'}; {rules} for the others",
            remedy="Budgets can't be checked there: write a rules.yaml as docs/rules.md describes.",
        )
    calls = ", ".join(books.calls())
    message = f"{rules} rules ({calls}), paths and the SME definition agree with their sources"
    return Check(name="rules", status="ok", message=message)


def _fault(load: Callable[[], object]) -> str | None:
    try:
        load()
    except AssistantError as error:
        return str(error)
    return None


def _learning(service: Assistant) -> Check:
    return service.learning.check()[0]


def _database(service: Assistant) -> Check:
    if not service.database_is_made():
        return Check(name="database", status="ok", message="none yet: the first feedback makes it")
    kept = service.feedback(datetime.now(UTC))
    return Check(name="database", status="ok", message=f"feedback on {len(kept)} answers")


def _staff(service: Assistant) -> Check:
    if service.database_is_made() and service.staff.has_password():
        return Check(name="staff", status="ok", message="/staff asks for a password")
    return Check(
        name="staff",
        status="ok",
        message="no password: /staff answers on this machine alone "
        "(`assistant staff set-password` opens it to others)",
    )


_CHECKS: tuple[tuple[str, Callable[[Assistant], Check]], ...] = (
    ("settings", _settings),
    ("model", _model),
    ("index", _index),
    ("corpus", _corpus),
    ("facts", _facts),
    ("rules", _rules),
    ("learning", _learning),
    ("database", _database),
    ("staff", _staff),
)
