"""A mail as the desk knows it: its message, taken apart, with its questions."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.desk.mail.judge import Judge
from assistant.desk.mail.layers import Layer, find_layers, leading_headers
from assistant.desk.mail.message import Message, read_message
from assistant.desk.mail.parts import find_parts
from assistant.desk.mail.questions import Found, find
from assistant.desk.mail.roles import Roles, find_roles
from assistant.desk.mail.sender import header_name, is_person, signed_name
from assistant.desk.mail.sent import read_sent
from assistant.desk.mail.tongue import UNKNOWN, answered_in, recognise
from assistant.desk.mail.words import frame
from assistant.errors import InputError
from assistant.store.masking import find_marks, mask
from assistant.types.desk import Mail, MailQuestion, Mark

MAX_BYTES = 5_000_000
MAX_CHARS = 100_000
MAX_QUESTIONS = 60
_QUOTE = re.compile(r'"[^"]{40,2000}"|[“”„][^“”„]{40,2000}[“”]|»[^«»]{40,2000}«')
_LEAST_OWN = 12
_FORWARDED = re.compile(
    r"\s*(?:(?:re|sv|aw|svar)\s*:\s*)*(?:fwd?|vs|vb|wg|videresendt|tr)\s*:", re.I
)


@dataclass(frozen=True, slots=True)
class _Read:
    layer: Layer
    roles: Roles
    questions: tuple[Found, ...]
    language: str


def read_mail(
    data: bytes, filename: str = "", max_bytes: int = MAX_BYTES, judge: Judge | None = None
) -> Mail:
    """Return the mail in `data`, an `.eml` or pasted text, taken apart.

    The questions are those of the newest message; where that passes on another one, of the newest
    of those that asks something too. `judge` decides where the rules are in doubt; without it they
    decide alone. Raises InputError where the mail is too big, empty or no text.
    """
    message = _with_pasted_headers(read_message(data, filename, max_bytes))
    judge = None if judge is None else _remembering(judge)
    message = _with_subject_asked(message, judge)
    if len(message.text) > MAX_CHARS:
        raise InputError(
            "mail_too_long",
            f"The mail is {len(message.text):,} characters long; at most {MAX_CHARS:,} are read.",
            "Paste the newest message without the history.",
        )
    layers = find_layers(message.text)
    chosen = _choose(message, layers, judge)
    asked = sum(len(each.questions) for each in chosen)
    if asked > MAX_QUESTIONS:
        raise InputError(
            "mail_too_many_questions",
            f"The mail asks {asked} questions; at most {MAX_QUESTIONS} are read.",
            "Paste it in parts.",
        )
    return _mail(_with_sender(message, layers, chosen[0]), layers, chosen)


def _remembering(judge: Judge) -> Judge:
    """Return a judge that weighs each sentence of a mail once: a layer is read more than once."""
    known: dict[str, float] = {}

    def remembered(texts: Sequence[str]) -> list[float]:
        new = [text for text in texts if text not in known]
        if new:
            known.update(zip(new, judge(new), strict=False))
        return [known[text] for text in texts if text in known]

    return remembered


def _with_pasted_headers(message: Message) -> Message:
    if message.message_id or message.sender_address:
        return message
    headers, start = leading_headers(message.text)
    rest = message.text[start:].strip("\n")
    if not headers or not (rest.strip() or headers.get("subject")):
        return message
    name, address = header_name(headers.get("from", ""))
    return replace(
        message,
        text=rest,
        subject=headers.get("subject", ""),
        sender_name=name,
        sender_address=address,
        sent=read_sent(headers.get("sent", "")),
    )


def _with_subject_asked(message: Message, judge: Judge | None) -> Message:
    """Put the subject before the text where it is the question and the text asks nothing."""
    if not message.subject:
        return message
    subject = re.sub(r"^(?:\s*\w{2,3}\s*:)*\s*", "", message.subject)
    language = _language(f"{subject}\n{message.text}")
    if not find(subject, [(0, len(subject))], language, MAX_QUESTIONS, judge):
        return message
    if any(_read(message.text, layer, judge).questions for layer in find_layers(message.text)):
        return message
    return replace(message, text=f"{subject}\n\n{message.text}".strip("\n"))


def _choose(message: Message, layers: list[Layer], judge: Judge | None) -> list[_Read]:
    """Return the messages whose questions are answered, the one answered to first."""
    newest = _read(message.text, layers[0], judge)
    if len(layers) == 1 or not _passes_on(message, layers, newest):
        return [newest]
    for layer in layers[1:]:
        read = _read(message.text, layer, judge)
        if read.questions:
            return [newest, read] if newest.questions else [read]
    return [newest]


def _passes_on(message: Message, layers: list[Layer], newest: _Read) -> bool:
    said = _joined(message.text, layers[0].lines)
    if newest.questions:
        # Who asks too may be answering a mail of ours: only plain words pass the older one on.
        return frame().hand_on.search(said) is not None or _marked_forward(message.text, layers)
    return (
        not _joined(message.text, newest.roles.body).strip()
        or _handed_on(message, layers)
        or frame().forward.search(said) is not None
    )


def _marked_forward(text: str, layers: list[Layer]) -> bool:
    """Tell "Forwarded message" from "Original message", which stands above what is answered."""
    heads = [text[start:end] for each in layers if each.forwarded for start, end in each.frame[:1]]
    return any(frame().hand_on.search(head) for head in heads)


def _handed_on(message: Message, layers: list[Layer]) -> bool:
    forwarded = any(each.forwarded for each in layers)
    return forwarded or _FORWARDED.match(message.subject) is not None


def _read(text: str, layer: Layer, judge: Judge | None) -> _Read:
    roles = find_roles(text, layer.lines)
    spoken = _joined(text, roles.body)
    language = _language(spoken)
    if language == UNKNOWN or len(spoken.split()) < 8:
        language = _language(_joined(text, layer.lines))
    spoken_in = "da" if language == UNKNOWN else language
    found = find(text, roles.body, spoken_in, MAX_QUESTIONS, judge)
    return _Read(layer, roles, tuple(found), language)


def _language(text: str) -> str:
    """Return the language the sender writes, whatever the words of another are that they quote."""
    own = _QUOTE.sub(" ", text)
    return recognise((own if len(own.split()) >= _LEAST_OWN else text)[:20_000])


def _joined(text: str, lines: list[tuple[int, int]]) -> str:
    return "\n".join(text[start:end] for start, end in lines)


def _with_sender(message: Message, layers: list[Layer], chosen: _Read) -> Message:
    """Name the sender: of the message that is answered, unless a colleague passed it on."""
    newest = chosen.layer is layers[0]
    if not newest:
        name, address = header_name(chosen.layer.headers.get("from", ""))
        if not _same_house(address, message.sender_address):
            message = replace(message, sender_name=name, sender_address=address)
    name = message.sender_name
    if not is_person(name):
        roles = chosen.roles if newest or not name else find_roles(message.text, layers[0].lines)
        name = signed_name(message.text, roles) or name
    return replace(message, sender_name=name)


def _same_house(one: str, other: str) -> bool:
    domain = one.lower().partition("@")[2]
    return bool(domain) and domain == other.lower().partition("@")[2]


def _mail(message: Message, layers: list[Layer], reads: list[_Read]) -> Mail:
    text, chosen = message.text, reads[0]
    questions = [each for read in reads for each in read.questions]
    pieces = [piece for read in reads for piece in read.roles.pieces]
    shown = [read.layer for read in reads]
    spoken = _joined(text, chosen.layer.lines)
    return Mail(
        subject=message.subject,
        sender_name=message.sender_name,
        sender_address=message.sender_address,
        sent=message.sent,
        message_id=message.message_id,
        text=text,
        language=answered_in(chosen.language, spoken),
        recognised=chosen.language,
        parts=tuple(find_parts(text, layers, shown, pieces, questions)),
        questions=tuple(
            MailQuestion(
                text=mask(" ".join(_unquoted(text[each.start : each.end]).split())),
                start=each.start,
                end=each.end,
                context=mask("\n".join(each.context)),
            )
            for each in questions
        ),
        masked=tuple(
            Mark(kind=kind, start=start, end=end) for kind, start, end in find_marks(text)
        ),
    )


def _unquoted(text: str) -> str:
    return re.sub(r"\n(?:[ \t]{0,3}>)+ ?", "\n", text)
