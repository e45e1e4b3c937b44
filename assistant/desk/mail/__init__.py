"""From the bytes of a mail to its questions, with what belongs to each."""

from __future__ import annotations

from assistant.desk.mail.read import read_mail

__all__ = ["read_mail"]
