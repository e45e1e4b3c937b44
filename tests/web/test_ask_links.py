"""Links the page writes: nothing that somebody typed can become a part of an address."""

from __future__ import annotations

from email.message import EmailMessage
from urllib.parse import parse_qs, urlsplit

from hypothesis import given
from hypothesis import strategies as st

from assistant.web.ask.links import document_link, mail_link

TYPED = st.text(st.characters(exclude_categories=["Cs"]), max_size=80)


@given(address=st.emails(), subject=TYPED, body=TYPED)
def test_a_mail_link_has_a_subject_and_a_body_and_nothing_else(
    address: str, subject: str, body: str
) -> None:
    link = mail_link(address, subject, body)
    assert link.isascii()
    assert not any(char in link for char in "\r\n\"<> '")
    parts = urlsplit(link)
    assert parts.scheme == "mailto"
    assert parts.fragment == ""
    filled = parse_qs(parts.query, keep_blank_values=True, strict_parsing=True)
    assert set(filled) == {"subject", "body"}
    EmailMessage()["Subject"] = filled["subject"][0]
    assert filled["body"][0].split("\r\n") == body.splitlines() or not body


def test_a_body_stays_short_enough_for_mail_programs() -> None:
    assert len(mail_link("a@example.org", "Emne", "æ" * 5000)) < 8000


@given(document_id=st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=40))
def test_a_document_s_id_stays_in_its_place(document_id: str) -> None:
    parts = urlsplit(f"https://example.org{document_link(document_id, 3, 17)}")
    assert parts.netloc == "example.org"
    assert parts.path.startswith("/kilde/")
    assert parts.path.count("/") == 2
    assert parts.query == "fra=3&til=17"
