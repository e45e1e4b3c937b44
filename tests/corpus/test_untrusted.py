"""Front matter of files that editors upload: what it may say, and what is left out."""

from __future__ import annotations

import pytest

from assistant.corpus.document import make_document
from assistant.corpus.readers.markdown import read_markdown


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("https://example.dk/a?b=1", "https://example.dk/a?b=1"),
        ("javascript:alert(1)", None),
        ("JavaScript://example.dk/%0aalert(1)", None),
        ("data:text/html,x", None),
        ("https://example.dk/'onclick='x", None),
        ("https://example.dk/" + "a" * 2000, None),
    ],
)
def test_only_a_web_address_is_where_a_document_comes_from(given: str, kept: str | None) -> None:
    raw = read_markdown(f'---\nsource_url: "{given}"\n---\n\n# A\n\nTekst.\n', "stem")
    made = make_document(raw, document_id="a", call_id="c", kind="guidance", path="a.md")
    assert made.source_url == kept


def test_what_would_unfold_without_end_is_left_out() -> None:
    levels = [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 40)]
    head = "\n".join(["a0: &a0 [x, x]", *levels, "title: *a39"])
    raw = read_markdown(f"---\n{head}\n---\n\n# Overskrift\n\nTekst.\n", "stem")
    assert raw.title == "Overskrift"
