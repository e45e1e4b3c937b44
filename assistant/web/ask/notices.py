"""What is amiss, in plain words, and what happens next."""

from __future__ import annotations

from assistant.doors.texts import load_texts
from assistant.types import Language
from assistant.web.readiness import State

PACKAGE = "assistant.web.ask"
_MODEL = ("model_missing", "model_not_written", "model_source_missing", "model_source_wrong",
          "model_unusable", "other_model")  # fmt: skip
_INDEX = ("no_index", "old_index", "broken_index", "no_corpus", "no_documents")
_SAME = {**dict.fromkeys(_MODEL, "model"), **dict.fromkeys(_INDEX, "index")}


def problem_notice(code: str, language: Language) -> str:
    """Return the words for an error code; an unknown one is an unforeseen error."""
    texts = load_texts(PACKAGE, language)["notices"]
    return str(texts.get(_SAME.get(code, code)) or texts["internal"])


def state_notice(state: State, language: Language) -> str:
    """Say how far the assistant is, or what keeps it; empty once it can answer."""
    if state.name == "ready":
        return ""
    if state.error is not None:
        return problem_notice(state.error.code, language)
    texts = load_texts(PACKAGE, language)["notices"]
    step = str(texts["step"]).format(done=state.done, total=state.total) if state.total else ""
    return f"{texts['starting']} {step}".strip()


def all_notices(language: Language) -> dict[str, str]:
    """Return the words by error code, for the script, which shows what the server answers."""
    own = load_texts(PACKAGE, language)["notices"]
    return {**own, **{code: str(own[kind]) for code, kind in _SAME.items()}}
