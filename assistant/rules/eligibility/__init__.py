"""Who may do what under a call: a path of questions, kept as data beside the call's text."""

from __future__ import annotations

from assistant.rules.eligibility.decide import decide
from assistant.rules.eligibility.load import ELIGIBILITY_FILE, load_path
from assistant.rules.eligibility.model import EligibilityPath as Path_
from assistant.rules.eligibility.show import path_json

__all__ = ["ELIGIBILITY_FILE", "Path_", "decide", "load_path", "path_json"]
