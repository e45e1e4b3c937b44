"""The learning path: the pages below /staff/learn."""

from assistant.web.staff.learn.routes import make_router

__all__ = ["make_router"]
