"""Imported by the fork server, so that `assistant` starts with its libraries there."""

from __future__ import annotations

from assistant import telemetry

telemetry.disable()

import alembic.command  # noqa: E402, F401
import chromadb  # noqa: E402, F401
import gradio  # noqa: E402, F401
import llama_index.core  # noqa: E402, F401
import sklearn.cluster  # noqa: E402, F401
import uvicorn  # noqa: E402, F401

from assistant import service  # noqa: E402, F401
from assistant.desk import service as desk_service  # noqa: E402, F401
from assistant.gaps import overlay  # noqa: E402, F401
from assistant.index import fusion  # noqa: E402, F401
from assistant.learn import service as learn_service  # noqa: E402, F401
from assistant.web import app  # noqa: E402, F401
