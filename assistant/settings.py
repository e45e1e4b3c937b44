"""One Settings object, read from ASSISTANT_* variables; unknown ones are refused by name."""

from __future__ import annotations

import difflib
import ipaddress
import os
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Literal

import platformdirs
from pydantic import AfterValidator, Field, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from assistant.errors import InputError

PREFIX = "ASSISTANT_"
DEFAULT_MODEL = "multilingual-e5-small"


# What goes into a header must not be able to hold another one.
_ANCESTOR = re.compile(r"https?://(\*\.)?[a-z0-9.-]+(:\d{1,5})?", re.IGNORECASE)
_PATH = re.compile(r"(/[A-Za-z0-9._~-]+)*")
_PUBLIC = re.compile(r"https?://[a-z0-9.-]+(:\d{1,5})?(/[A-Za-z0-9._~-]+)*", re.IGNORECASE)

_RATE = re.compile(
    r"[1-9]\d{0,6}/(second|minute|hour|day)( ?; ?[1-9]\d{0,6}/(second|minute|hour|day))*"
)


def _frame_ancestors(value: str) -> str:
    names = [name.strip("'").lower() for name in value.split()] or ["none"]
    if names == ["none"]:
        return "none"
    for name in names:
        if name != "self" and not _ANCESTOR.fullmatch(name):
            raise ValueError(f"{name!r} is neither none nor self nor like https://www.example.dk")
    return " ".join(names)


def _root_path(value: str) -> str:
    path = value.rstrip("/")
    if not _PATH.fullmatch(path) or "." in path.split("/") or ".." in path.split("/"):
        raise ValueError("a path like /assistent is needed, or nothing")
    return path


def _rate_limit(value: str) -> str:
    # A part of the notation of the library `limits`, which takes too long to import for every
    # command that reads the settings.
    if not _RATE.fullmatch(value):
        raise ValueError("write it like 600/minute; 3600/hour")
    return value


def _networks(value: str) -> str:
    names = [name.strip() for name in value.split(",") if name.strip()]
    return ",".join(str(ipaddress.ip_network(name, strict=False)) for name in names)


def _public_url(value: str) -> str:
    url = value.strip().rstrip("/")
    if url and not _PUBLIC.fullmatch(url):
        raise ValueError("an address like https://www.example.dk/assistent is needed, or nothing")
    return url


FrameAncestors = Annotated[str, AfterValidator(_frame_ancestors)]
PublicUrl = Annotated[str, AfterValidator(_public_url)]
RootPath = Annotated[str, AfterValidator(_root_path)]
Networks = Annotated[str, AfterValidator(_networks)]
RateLimit = Annotated[str, AfterValidator(_rate_limit)]


def _default_model_dir() -> Path:
    return Path(platformdirs.user_cache_dir("call-assistant"))


class Settings(BaseSettings):
    """Where things are kept and how the assistant answers. Every field is ASSISTANT_<NAME>."""

    model_config = SettingsConfigDict(
        env_prefix=PREFIX, env_nested_delimiter="__", extra="forbid", frozen=True
    )

    corpus_dir: Path = Field(Path("corpus"), description="What is indexed when nothing is named.")
    data_dir: Path = Field(Path("var"), description="Index generations, the database, the log.")
    model_dir: Path = Field(
        default_factory=_default_model_dir,
        description="The prepared embedding model, shared between data folders.",
    )
    model: str = Field(
        DEFAULT_MODEL, description="A sentence-transformers model id or folder, or the default."
    )
    query_prompt: str | None = Field(
        None, description="Prefix of questions; unset: the model's own."
    )
    passage_prompt: str | None = Field(
        None, description="Prefix of passages; unset: the model's own."
    )
    chroma_url: str | None = Field(None, description="A Chroma server instead of the embedded one.")
    mode: Literal["extractive"] = Field(
        "extractive", description="How answers are written when the caller does not say."
    )
    max_question_chars: int = Field(4000, ge=100, description="Longer questions are refused.")
    max_file_bytes: int = Field(
        20_000_000, ge=1000, description="Larger files, or texts in them, are refused by ingest."
    )
    max_pages: int = Field(2000, ge=1, description="PDFs with more pages are refused by ingest.")
    max_expanded_bytes: int = Field(
        300_000_000, ge=100_000, description="DOCX and XLSX that unpack to more are refused."
    )
    max_read_seconds: float = Field(
        60, ge=1, le=3600, description="A file that takes longer to read is given up."
    )
    max_read_memory_mb: int = Field(
        1000, ge=50, description="A file that takes more memory to read is given up."
    )
    threads: int = Field(0, ge=0, description="Threads for the model; 0: as many as there are.")
    database_url: str | None = Field(
        None, repr=False, description="Another database than the SQLite file in the data folder."
    )
    feedback_days: int = Field(
        365, ge=1, le=36500, description="Feedback is deleted after this many days."
    )
    keep_questions: bool = Field(
        True, description="Keep public questions without a full answer, masked, for the staff."
    )
    question_days: int = Field(
        365, ge=1, le=36500, description="Kept questions are deleted after this many days."
    )
    case_days: int = Field(
        1825, ge=1, le=36500, description="Cases of the desk are deleted so long after a change."
    )
    max_mail_bytes: int = Field(
        5_000_000, ge=10_000, description="Larger mails are refused by the desk."
    )
    staff_session_hours: int = Field(
        10, ge=1, le=168, description="How long somebody of the staff stays signed in."
    )
    public_url: PublicUrl = Field(
        "", description="Where applicants find the page, for links in letters: https://…"
    )
    max_concurrent_answers: int = Field(8, ge=1, le=64, description="Answers worked on at once.")
    max_waiting: int = Field(
        100, ge=0, le=10_000, description="Questions that wait; more are told to come back."
    )
    rate_limit: RateLimit = Field(
        # An office behind one address stays below, and a program that asks one after the other.
        "2000/minute; 30000/hour",
        description="Requests that one address may send.",
    )
    trusted_proxies: Networks = Field(
        "", description="Addresses and networks whose X-Forwarded-For is believed, with commas."
    )
    root_path: RootPath = Field(
        "", description="The path below which a reverse proxy shows the server, as /assistent."
    )
    frame_ancestors: FrameAncestors = Field(
        "none", description="Sites that may show the page in a frame, with spaces; none; self."
    )


def load_settings(environ: Mapping[str, str] | None = None) -> Settings:
    """Read the settings from the environment.

    Raises InputError that names the variable when one is unknown or has a wrong value.
    """
    environ = os.environ if environ is None else environ
    known = {PREFIX + name.upper() for name in Settings.model_fields}
    for name in environ:
        if name.startswith(PREFIX) and name.split("__")[0] not in known:
            near = difflib.get_close_matches(name, known, n=1)
            hint = f"Did you mean {near[0]}?" if near else f"Known are: {', '.join(sorted(known))}."
            raise InputError("unknown_setting", f"The setting {name} is not known.", hint)
    try:
        return Settings()
    except ValidationError as error:
        first = error.errors()[0]
        name = PREFIX + "__".join(str(part) for part in first["loc"]).upper()
        raise InputError(
            "bad_setting",
            f"The setting {name} has a wrong value: {first['msg']}.",
            "Change the environment variable or unset it.",
        ) from error
