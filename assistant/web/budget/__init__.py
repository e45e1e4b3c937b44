"""The page "Tjek budget" and its reports: a budget against the rules of a call."""

from __future__ import annotations

from assistant.web.budget.routes import make_budget_router

__all__ = ["make_budget_router"]
