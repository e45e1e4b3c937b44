"""The letter of a case as `.eml`: mail programs open it as a reply that is ready to be sent."""

from __future__ import annotations

import re
from email.errors import MessageError
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP

from assistant.types.desk import Case
from assistant.web.staff.desk.letter_html import to_page
from assistant.web.staff.desk.letter_text import one_line, plain

_MESSAGE_ID = re.compile(r"<[!-;=?-~]{1,900}>")


def to_eml(case: Case) -> bytes:
    """Return the message: plain text and HTML, to the sender, in reply to the mail.

    It has no sender and no date: who sends it, and when, the mail program adds.
    """
    message = EmailMessage(policy=SMTP)
    message["Subject"] = one_line(case.subject_out)
    recipient = _recipient(case)
    if recipient is not None:
        message["To"] = recipient
    message_id = _message_id(case.mail.message_id)
    if message_id:
        message["In-Reply-To"] = message["References"] = message_id
    # Outlook opens what is marked so for writing, not as a mail that came in.
    message["X-Unsent"] = "1"
    message["Content-Language"] = case.language
    body = plain(case.body) + "\n"
    message.set_content(body, cte="quoted-printable")
    html = to_page(case.subject_out, body, case.language)
    message.add_alternative(html, subtype="html", cte="quoted-printable")
    return message.as_bytes()


def _recipient(case: Case) -> Address | None:
    if not case.mail.sender_address:
        return None
    try:
        address = one_line(case.mail.sender_address)
        return Address(one_line(case.mail.sender_name), addr_spec=address)
    except (MessageError, ValueError, IndexError):
        return None  # a mail may say anything of where it comes from


def _message_id(given: str) -> str:
    tidy = given.strip()
    tidy = tidy if tidy.startswith("<") else f"<{tidy}>"
    return tidy if _MESSAGE_ID.fullmatch(tidy) else ""
