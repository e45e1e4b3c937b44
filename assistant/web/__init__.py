"""The web door: REST, the source page with its highlighted quote, and the page with questions."""

from __future__ import annotations

from assistant import telemetry

# Gradio reads its switch when it is imported, and every module of this package may import it.
telemetry.disable()
