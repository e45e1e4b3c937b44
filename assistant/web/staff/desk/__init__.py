"""The desk: the pages below /staff/desk."""

from assistant.web.staff.desk.routes import make_router

__all__ = ["make_router"]
