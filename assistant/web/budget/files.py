"""The budget as a YAML file that `assistant check` reads, and back."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

import yaml

_INTEGER = re.compile(r"0|[1-9][0-9]{0,27}")
_WORD = re.compile(r"[a-z_]+|[a-z][a-z0-9-]*")
_NUMBERS = ("amount_eur", "amount_dkk", "eur_dkk")
_SECTIONS = ("costs", "financing")


class _Quoted(str):
    """A text that must not be taken for a number or a date."""

    __slots__ = ()


class _Dumper(yaml.SafeDumper):
    pass


def _quoted(dumper: yaml.SafeDumper, text: _Quoted) -> yaml.ScalarNode:
    return dumper.represent_scalar("tag:yaml.org,2002:str", str(text), style='"')


_Dumper.add_representer(_Quoted, _quoted)


def to_yaml(raw: Mapping[str, Any], head: str) -> bytes:
    """Return the file; `head` is a comment on its first line.

    Amounts of digits alone become numbers, all others stay as they were written.
    """
    body = yaml.dump(
        _leaves(raw, number=False),
        Dumper=_Dumper,
        sort_keys=False,
        allow_unicode=True,
        default_flow_style=False,
        width=10_000,
    )
    return f"# {head}\n{body}".encode()


def _leaves(value: Any, *, number: bool) -> Any:
    if isinstance(value, Mapping):
        return {
            key: _leaves(each, number=number or key in _SECTIONS or key in _NUMBERS)
            for key, each in value.items()
        }
    if isinstance(value, list):
        return [_leaves(each, number=number) for each in value]
    if not isinstance(value, str):
        return value
    if number and _INTEGER.fullmatch(value):
        return int(value)
    return value if _WORD.fullmatch(value) and value not in _FLAGS else _Quoted(value)


# What YAML 1.1 takes for true, false or nothing.
_FLAGS = frozenset("y n yes no on off true false null".split())
