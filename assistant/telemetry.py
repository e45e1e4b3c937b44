"""Every library's telemetry is turned off here, before the library is imported."""

from __future__ import annotations

import os

# One line a library: Chroma, Hugging Face hub, Gradio (analytics, and its history of runs),
# OpenTelemetry (which Chroma brings), and the convention that others look for. They are set, not
# defaulted: nothing in the user's environment turns telemetry on again.
_OFF = {
    "ANONYMIZED_TELEMETRY": "False",
    "HF_HUB_DISABLE_TELEMETRY": "1",
    "GRADIO_ANALYTICS_ENABLED": "False",
    "GRADIO_RUN_HISTORY": "False",
    "OTEL_SDK_DISABLED": "true",
    "DO_NOT_TRACK": "1",
}
# Not telemetry, but also read at import: tokenizers warns on a fork when its own threads are on.
_QUIET = {"TOKENIZERS_PARALLELISM": "false"}


def disable() -> None:
    """Set the environment variables that turn telemetry off; call it before heavy imports."""
    os.environ.update(_OFF)
    for name, value in _QUIET.items():
        os.environ.setdefault(name, value)
