"""The kinds of rules, one class a file; rules.yaml names them."""

from __future__ import annotations

from collections.abc import Mapping

from assistant.rules.kinds.balance import Balance
from assistant.rules.kinds.base import Kind, RuleError
from assistant.rules.kinds.cap import AmountCap
from assistant.rules.kinds.ceiling import Ceiling
from assistant.rules.kinds.deadline import Deadline
from assistant.rules.kinds.duration import Duration
from assistant.rules.kinds.membership import Membership
from assistant.rules.kinds.requires import Requires
from assistant.rules.kinds.share_cap import ShareCap

KINDS: Mapping[str, Kind] = {
    "share_cap": ShareCap(),
    "requires": Requires(),
    "balance": Balance(),
    "cap": AmountCap(),
    "membership": Membership(),
    "deadline": Deadline(),
    "duration": Duration(),
    "ceiling": Ceiling(),
}

__all__ = ["KINDS", "Kind", "RuleError"]
