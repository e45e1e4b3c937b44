"""One Settings object, read from ASSISTANT_* variables; unknown ones are refused by name."""

from __future__ import annotations

import difflib
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Literal

import platformdirs
from pydantic import Field, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from assistant.errors import InputError

PREFIX = "ASSISTANT_"
DEFAULT_MODEL = "multilingual-e5-small"


def _default_model_dir() -> Path:
    return Path(platformdirs.user_cache_dir("call-assistant"))


class Settings(BaseSettings):
    """Where things are kept and how the assistant answers. Every field is ASSISTANT_<NAME>."""

    model_config = SettingsConfigDict(
        env_prefix=PREFIX, env_nested_delimiter="__", extra="forbid", frozen=True
    )

    corpus_dir: Path = Field(Path("corpus"), description="What is indexed when nothing is named.")
    data_dir: Path = Field(Path("var"), description="Index generations, uploaded documents.")
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
        20_000_000, ge=1000, description="Larger files are refused by ingest."
    )
    threads: int = Field(0, ge=0, description="Threads for the model; 0: as many as there are.")


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
