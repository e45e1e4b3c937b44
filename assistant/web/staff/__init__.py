"""What the staff sees: the pages below /staff, behind a password."""

from assistant.web.staff.gate import StaffGate
from assistant.web.staff.routes import make_staff_router

__all__ = ["StaffGate", "make_staff_router"]
