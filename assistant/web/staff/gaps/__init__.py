"""The gaps: the pages below /staff/gaps."""

from assistant.web.staff.gaps.routes import make_router

__all__ = ["make_router"]
