"""From bytes to the headers and the plain text of a mail: `.eml`, or text that was pasted."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import UTC, datetime
from email import policy
from email.message import EmailMessage
from email.parser import BytesParser
from email.utils import parseaddr, parsedate_to_datetime

from assistant.desk.mail.html import html_to_text
from assistant.errors import InputError

MAX_PARTS = 100
_MULTIPART = re.compile(rb"content-type:\s*(?:multipart|message)/", re.IGNORECASE)
_HEADER = re.compile(rb"^[A-Za-z][A-Za-z0-9-]{1,60}:[ \t]?[^\r\n]*$")
_OF_A_MAIL = {
    b"from", b"to", b"subject", b"date", b"mime-version", b"message-id", b"received",
    b"content-type", b"return-path", b"delivered-to", b"x-mailer", b"content-transfer-encoding",
}  # fmt: skip
# Only a mail that came through a server has these; a pasted one has From, To and Subject.
_OF_A_FILE = {b"mime-version", b"message-id", b"received", b"content-type", b"return-path"}
_UNWANTED = dict.fromkeys((*range(9), 11, 12, *range(14, 32), 127, 173, 65279))
_INVISIBLE = re.compile("[\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069]")


@dataclass(frozen=True, slots=True)
class Message:
    """A mail before it is taken apart; `text` is NFC with `\\n` line ends and holds all of it."""

    text: str
    subject: str = ""
    sender_name: str = ""
    sender_address: str = ""
    sent: datetime | None = None
    message_id: str = ""


def read_message(data: bytes, filename: str, max_bytes: int) -> Message:
    """Return the headers and the text of a mail.

    Raises InputError where it is too big, empty, or no text.
    """
    if len(data) > max_bytes:
        raise InputError(
            "mail_too_big",
            f"The mail is {len(data):,} bytes; at most {max_bytes:,} are read.",
            "Paste its text without the attachments, or raise ASSISTANT_MAX_MAIL_BYTES.",
        )
    message = _from_file(data) if _is_file(data, filename) else Message(clean(decode(data)))
    if not message.text.strip() and not message.subject.strip():
        raise InputError("mail_empty", "The mail holds no text.", "Paste what it says.")
    return message


def _is_file(data: bytes, filename: str) -> bool:
    names = set()
    for line in data.lstrip(b"\xef\xbb\xbf\r\n")[:20_000].splitlines():
        if not line.strip():
            break
        if _HEADER.match(line):
            names.add(line.split(b":", 1)[0].lower())
        elif not line[:1].isspace() and not line.startswith(b"From "):
            return False
    if filename.lower().endswith(".eml"):
        return bool(names & _OF_A_MAIL)
    return bool(names & _OF_A_FILE) and len(names & _OF_A_MAIL) >= 2


def _from_file(data: bytes) -> Message:
    if len(_MULTIPART.findall(data)) > MAX_PARTS:
        raise _unreadable()
    try:
        mail = BytesParser(policy=policy.default).parsebytes(data.lstrip(b"\xef\xbb\xbf\r\n"))
        text = _body(mail)
    except (ValueError, LookupError, RecursionError, AttributeError, TypeError) as error:
        raise _unreadable() from error
    name, address = parseaddr(_header(mail, "from"))
    return Message(
        text,
        subject=_header(mail, "subject"),
        sender_name=name.strip(),
        sender_address=address if "@" in address else "",
        sent=read_date(_header(mail, "date")),
        message_id=_header(mail, "message-id"),
    )


def _unreadable() -> InputError:
    return InputError(
        "mail_unreadable",
        "The file is no mail that can be read.",
        "Open it in a mail program and paste its text.",
    )


def _header(mail: EmailMessage, name: str) -> str:
    try:
        value = mail.get(name)
    except (ValueError, IndexError, AttributeError, TypeError, LookupError):
        return ""
    return " ".join(clean(str(value or "")).split())[:500]


def read_date(value: str) -> datetime | None:
    """Return the time of a `Date` header with its offset; without one it counts as UTC."""
    try:
        sent = parsedate_to_datetime(value)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return sent if sent.tzinfo else sent.replace(tzinfo=UTC)


def _body(mail: EmailMessage) -> str:
    plain: list[str] = []
    rich: list[str] = []
    for number, part in enumerate(mail.walk()):
        if number > MAX_PARTS:
            break
        if part.is_multipart() or part.get_content_disposition() == "attachment":
            continue
        if part.get_content_type() == "text/plain":
            plain.append(_text_of(part))
        elif part.get_content_type() == "text/html":
            rich.append(html_to_text(_text_of(part)))
    text = "\n\n".join(plain)
    return clean(text if text.strip() else "\n\n".join(rich))


def _text_of(part: EmailMessage) -> str:
    payload = part.get_payload(decode=True)
    if not isinstance(payload, bytes):
        return ""
    text = decode(payload, part.get_content_charset())
    if str(part.get_param("format", "")).lower() == "flowed":
        text = re.sub(r"(?<=\S) \r?\n(?![>\r\n])", " ", text)
    return text


def decode(data: bytes, charset: str | None = None) -> str:
    """Return bytes as text: by the charset told, else as UTF-8 or UTF-16, else as Windows-1252.

    Raises InputError where they are no text.
    """
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        charset = "utf-16"
    for name in (charset, "utf-8-sig", "cp1252"):
        if name is None:
            continue
        try:
            text = data.decode(name)
        except (UnicodeDecodeError, LookupError, ValueError):
            continue
        if "\x00" in text:
            break
        return text
    if b"\x00" in data:
        raise InputError(
            "mail_no_text", "The file is no text and no mail.", "Save it as .eml or paste its text."
        )
    return data.decode("latin-1")


def clean(text: str) -> str:
    """Return text as NFC, with `\\n` line ends, plain blanks and nothing that can't be seen."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n")
    text = text.replace("\u2029", "\n\n").translate(_UNWANTED)
    text = _INVISIBLE.sub("", text).replace("\u00a0", " ").replace("\u202f", " ")
    lines = [line.rstrip() for line in unicodedata.normalize("NFC", text).split("\n")]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip("\n")
