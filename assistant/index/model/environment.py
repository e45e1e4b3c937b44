"""What must be set before torch and the Hugging Face libraries are imported."""

from __future__ import annotations

import gc
import os
from collections.abc import Iterator
from contextlib import contextmanager

_ALWAYS = {
    "HF_HUB_DISABLE_TELEMETRY": "1",
    "HF_HUB_DISABLE_PROGRESS_BARS": "1",
    "TRANSFORMERS_NO_ADVISORY_WARNINGS": "1",
}
_OFFLINE = {"HF_HUB_OFFLINE": "1", "TRANSFORMERS_OFFLINE": "1"}
_DEFAULTS = {
    # OpenMP's threads spin while they wait for each other. With another busy process on the same
    # cores that makes a question take ten times as long; sleeping instead costs nothing here.
    "OMP_WAIT_POLICY": "PASSIVE",
    "TOKENIZERS_PARALLELISM": "false",
}


def set_environment(*, offline: bool) -> None:
    """Turn telemetry and progress bars off, let OpenMP wait asleep, forbid the hub if `offline`.

    Works only before the first import of torch and huggingface_hub; calling it again is harmless.
    """
    os.environ.update(_ALWAYS)
    if offline:
        os.environ.update(_OFFLINE)
    for name, value in _DEFAULTS.items():
        os.environ.setdefault(name, value)


@contextmanager
def paused_gc() -> Iterator[None]:
    """Keep the garbage collector off while much is imported or loaded; may be nested.

    Imports make a million objects that stay. Looking through them again and again is a third of
    the time until the first answer; afterwards they are set aside, so that later collections are
    short.
    """
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.freeze()
            gc.enable()
