"""What is asked of each kind of rule, one file a kind."""

from __future__ import annotations

from collections.abc import Mapping

from assistant.learn.quiz.made import AskRule
from assistant.learn.quiz.rules.balance import ask_balance
from assistant.learn.quiz.rules.cap import ask_cap
from assistant.learn.quiz.rules.ceiling import ask_ceiling
from assistant.learn.quiz.rules.deadline import ask_deadline
from assistant.learn.quiz.rules.duration import ask_duration
from assistant.learn.quiz.rules.membership import ask_membership
from assistant.learn.quiz.rules.requires import ask_requires
from assistant.learn.quiz.rules.share_cap import ask_share

ASKED: Mapping[str, AskRule] = {
    "share_cap": ask_share,
    "requires": ask_requires,
    "balance": ask_balance,
    "cap": ask_cap,
    "membership": ask_membership,
    "deadline": ask_deadline,
    "duration": ask_duration,
    "ceiling": ask_ceiling,
}
