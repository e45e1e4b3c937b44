"""Passages, their sentences and the ways to ask for facts, as LlamaIndex nodes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from llama_index.core.schema import NodeRelationship, RelatedNodeInfo, TextNode

from assistant.types import Document, Fact, Passage

# The one piece of metadata that is embedded, in front of the text.
CONTEXT = "context"
_EMBEDDED = "{metadata_str}\n{content}"


def passage_node(passage: Passage) -> TextNode:
    """Return the node of a passage: its text, its place, and its context to embed in front."""
    return _node(
        passage.id,
        passage.text,
        {
            "document_id": passage.document_id,
            "call_id": passage.call_id,
            "kind": passage.kind,
            "form": passage.form,
            "section": " > ".join(passage.section),
            "label": passage.label or "",
            CONTEXT: passage.context,
        },
        (passage.start, passage.end),
        _EMBEDDED,
    )


def sentence_nodes(passage: Passage, document: Document) -> Iterator[TextNode]:
    """Yield the sentences and items of a passage that has several, with its nearest heading."""
    if len(passage.sentences) < 2:
        return
    heading = passage.label or (passage.section[-1] if passage.section else document.title)
    for number, (start, end) in enumerate(passage.sentences):
        yield _node(
            f"{passage.id}#{number}",
            document.text[start:end],
            {
                "document_id": passage.document_id,
                "call_id": passage.call_id,
                "passage_id": passage.id,
                CONTEXT: heading,
            },
            (start, end),
            "{metadata_str}: {content}",
        )


def phrase_nodes(facts: Iterable[Fact]) -> Iterator[TextNode]:
    """Yield the ways to ask for each fact and gap."""
    for fact in facts:
        for number, phrase in enumerate(fact.phrases):
            yield _node(
                f"{fact.key}#{number}",
                phrase.text,
                {"call_id": fact.call_id, "fact": fact.key, "language": phrase.language},
                None,
                "{content}",
            )


def _node(
    node_id: str,
    text: str,
    metadata: dict[str, str],
    place: tuple[int, int] | None,
    template: str,
) -> TextNode:
    hidden = [key for key in metadata if key != CONTEXT]
    source = metadata.get("document_id")
    return TextNode(
        id_=node_id,
        text=text,
        metadata=metadata,
        start_char_idx=place[0] if place else None,
        end_char_idx=place[1] if place else None,
        relationships={NodeRelationship.SOURCE: RelatedNodeInfo(node_id=source)} if source else {},
        excluded_embed_metadata_keys=hidden,
        excluded_llm_metadata_keys=hidden,
        metadata_template="{value}",
        text_template=template,
    )
