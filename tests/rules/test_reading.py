"""The door for data files: what bytes become, and what is refused where."""

from __future__ import annotations

import json
import unicodedata
from decimal import Decimal
from typing import Any

import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st

from assistant.errors import InputError
from assistant.rules.reading import MAX_BYTES, MAX_DEPTH, MAX_NODES, MAX_SCALAR, Plain, read_data
from assistant.rules.reading.from_yaml import read_yaml

unhurried = settings(deadline=None, derandomize=True, max_examples=300)


def refused(data: bytes | str, *, json_only: bool = False) -> InputError:
    raw = data.encode() if isinstance(data, str) else data
    with pytest.raises(InputError) as caught:
        read_data(raw, json_only=json_only)
    error = caught.value
    assert error.message
    assert error.hint
    assert len(str(error)) < 400
    return error


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("600000", Plain("600000")),
        ("010", Plain("010")),
        ("-5", Plain("-5")),
        ("600.000", Plain("600.000")),
        ("1e400", Plain("1e400")),
        ("0.1E-3", Plain("0.1E-3")),
        ("12345678901234567890.5", Plain("12345678901234567890.5")),
        ('"600.000"', "600.000"),
        ("'010'", "010"),
        ("|-\n  5", "5"),
        ("2.500.000", "2.500.000"),
        ("600.000 kr.", "600.000 kr."),
        ("250.000,00", "250.000,00"),
        ("1_000", "1_000"),
        ("12:30", "12:30"),
        ("0x1F", "0x1F"),
        ("0o17", "0o17"),
        (".inf", ".inf"),
        (".nan", ".nan"),
        ("NaN", "NaN"),
        ("+5", "+5"),
        (".5", ".5"),
        ("5.", "5."),
        ("٤٠٠", "٤٠٠"),
        ("４００", "４００"),
        ("2022-05-20", "2022-05-20"),
        ("2022-05-20T09:30:00", "2022-05-20T09:30:00"),
        ("yes", "yes"),
        ("No", "No"),
        ("on", "on"),
        ("off", "off"),
        ("y", "y"),
        ("true", True),
        ("True", True),
        ("FALSE", False),
        ('"true"', "true"),
        ("null", None),
        ("~", None),
        ("", None),
        ('""', ""),
        ("A\u030arhus", "Århus"),
    ],
)
def test_yaml_scalars(text: str, value: Any) -> None:
    found = read_data(f"a: {text}\n".encode())["a"]
    assert found == value
    assert type(found) is type(value)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("600000", Plain("600000")),
        ("600.000", Plain("600.000")),
        ("-0", Plain("-0")),
        ("1e400", Plain("1e400")),
        ("9" * 300, Plain("9" * 300)),
        ('"600.000"', "600.000"),
        ('"A\\u030arhus"', "Århus"),
        ('"\\ud83d\\ude00"', "😀"),
        ("true", True),
        ("null", None),
        ("[1, []]", [Plain("1"), []]),
        ('{"b": {}}', {"b": {}}),
    ],
)
def test_json_values(text: str, value: Any) -> None:
    source = f'\n {{"a": {text}}}'.encode()
    assert read_data(source) == read_data(source, json_only=True) == {"a": value}
    if "\\ud83d" not in text:  # YAML knows no pairs of escapes
        assert read_yaml(source.decode())["a"] == value


def test_both_formats_give_the_same_tree() -> None:
    as_yaml = b"\xef\xbb\xbfcosts:\r\n  total: 5000.10\r\nlist:\r\n  - {a: x, b: no}\r\n  - [1]\r\n"
    as_json = b'{"costs": {"total": 5000.10}, "list": [{"a": "x", "b": "no"}, [1]]}'
    expected = {
        "costs": {"total": Plain("5000.10")},
        "list": [{"a": "x", "b": "no"}, [Plain("1")]],
    }
    assert read_data(as_yaml) == read_data(as_json) == expected
    assert read_data(b"\xef\xbb\xbf" + as_json, json_only=True) == expected
    flow = b"{costs: {total: 5000.10}, list: [{a: x, b: 'no'}, [1]]} # YAML in braces"
    assert read_data(flow) == expected
    assert read_data(b"%YAML 1.2\n---\ncosts: {total: 1}\n...\n") == {
        "costs": {"total": Plain("1")}
    }


@pytest.mark.parametrize(
    ("text", "code", "place"),
    [
        ("costs: &a {x: 1}", "yaml_anchor", "line 1, column 8"),
        ("a: 1\nb: *a", "yaml_anchor", "line 2, column 4"),
        ("*a : 1", "yaml_anchor", "line 1, column 1"),
        ("a: !!python/object:os.system x", "yaml_tag", "line 1, column 4"),
        ("a: ! 5", "yaml_tag", "line 1, column 4"),
        ("!!map {a: 1}", "yaml_tag", "line 1, column 1"),
        ("a:\n  <<: {b: 1}", "yaml_merge", "line 2, column 3"),
        ("a: 1\n---\nb: 1", "yaml_documents", "line 2, column 1"),
        ("a: 1\nb: 2\na: 3", "duplicate_key", "line 3, column 1"),
        ('Å: 1\n"A\u030a": 3', "duplicate_key", "line 2, column 1"),
        ("? [a]\n: 1", "bad_key", "line 1, column 3"),
        ("{{a: 1}: 1}", "bad_key", "line 1, column 2"),
        ("~: 1", "bad_key", "line 1, column 1"),
        ('"": 1', "bad_key", "line 1, column 1"),
        ("%TAG ! x\n---\na: 1", "yaml_directive", "line 1"),
        ("a: 1\n...\n%FOO\n---\nb: 1", "yaml_directive", "line 3"),
        ("a: [1,,2]", "not_yaml", "line 1, column 7"),
        ("a: [1,", "not_yaml", "line"),
        ("a: b: c", "not_yaml", "line 1, column 5"),
        ("a: @x", "not_yaml", "line 1, column 4"),
        ("a:\n\tb: 1", "not_yaml", "line 2"),
        ('a: "\\UFFFFFFFF"', "not_yaml", "line 1, column 7"),
        ('a: "\\0"', "bad_character", "line 1, column 4"),
        ('a: "\\x85"', "bad_character", "line 1, column 4"),
        ("a: b\x07", "bad_character", "line 1, column 5"),
        ("a: 1\nb: \ufeff", "bad_character", "line 2, column 4"),
        ("a: " + "x" * (MAX_SCALAR + 1), "too_long", "line 1, column 4"),
        ("- 1", "not_a_mapping", ""),
        ("[1]", "not_a_mapping", ""),
        ("costs", "not_a_mapping", ""),
        ("", "empty_input", ""),
        (" \n\t\n", "empty_input", ""),
        ("# a comment", "empty_input", ""),
    ],
)
def test_yaml_is_refused_where_it_goes_wrong(text: str, code: str, place: str) -> None:
    error = refused(text)
    assert (error.code, error.exit_code) == (code, 2)
    assert place in error.message


@pytest.mark.parametrize(
    ("text", "code", "place"),
    [
        ('{"a": NaN}', "not_a_number", "a is NaN"),
        ('{"a": [{"b": -Infinity}]}', "not_a_number", "a.0.b"),
        ('{"a": {"b": 1, "b": 2}}', "duplicate_key", "'a.b'"),
        ('{"\\u00c5": 1, "A\\u030a": 2}', "duplicate_key", "'Å'"),
        ('{"a": "\\ud800"}', "bad_character", "at a"),
        ('{"\\udfff": 1}', "bad_character", "a key"),
        ('{"a": {"b": "\\u0000"}}', "bad_character", "at a.b"),
        ('{"a": "' + "x" * (MAX_SCALAR + 1) + '"}', "too_long", "at a"),
        ('{"a": ' + "9" * (MAX_SCALAR + 1) + "}", "too_long", "at a"),
        ("[1, 2]", "not_a_mapping", ""),
    ],
)
@pytest.mark.parametrize("json_only", [False, True])
def test_json_is_refused_where_it_goes_wrong(
    text: str, code: str, place: str, json_only: bool
) -> None:
    error = refused(text, json_only=json_only)
    assert error.code == code
    assert place in error.message


def test_json_only_takes_no_yaml() -> None:
    for text in ("a: 1", "{a: 1}", '{"a": 010}', '{"a": 1} # x', '{"a": 1}{"b": 2}', "'a'"):
        assert refused(text, json_only=True).code == "not_json"
    for text in ("5", '"a"', "null", "NaN"):
        assert refused(text, json_only=True).code in ("not_a_mapping", "not_a_number")


def test_broken_json_is_told_as_json() -> None:
    error = refused('{\n  "a": 1,\n  "b": [1, 2\n}')
    assert error.code == "not_json"
    assert "line 4, column 1" in error.message
    # What only YAML can say is told as YAML.
    assert refused("{a: &x 1}").code == "yaml_anchor"


def test_characters_that_are_no_utf8() -> None:
    assert refused(b"a: \xff").code == "not_utf8"
    assert "byte 4" in refused(b"a: \xff").message
    assert refused("a: 1".encode("utf-16")).code == "not_utf8"
    assert refused("a: 1".encode("utf-16-le")).code == "bad_character"
    assert refused("a: æ".encode("latin-1")).code == "not_utf8"
    assert refused(b"\xed\xa0\x80: 1").code == "not_utf8"


def nested(depth: int, opening: str, closing: str) -> str:
    return "a: " + opening * (depth - 1) + closing * (depth - 1)


def test_the_limits_are_exact() -> None:
    assert read_data(b"a: 1\n" + b"#" * (MAX_BYTES - 5)) == {"a": Plain("1")}
    assert refused(b"a: 1\n" + b"#" * (MAX_BYTES - 4)).code == "too_large"
    read_data(nested(MAX_DEPTH, "[", "]").encode())
    assert refused(nested(MAX_DEPTH + 1, "[", "]")).code == "too_deep"
    assert refused('{"a":' * (MAX_DEPTH + 1) + "1" + "}" * (MAX_DEPTH + 1)).code == "too_deep"
    in_json = '{"a":' * MAX_DEPTH + "1" + "}" * MAX_DEPTH
    assert read_data(in_json.encode()) == read_yaml(in_json)
    # The mapping, its key and the list are nodes too.
    most = MAX_NODES - 3
    for begin, end in (('{"a": [', "]}"), ("a: [", "]")):
        fitting = begin + ",".join("1" * most) + end
        assert len(read_data(fitting.encode())["a"]) == most
        assert refused(begin + ",".join("1" * (most + 1)) + end).code == "too_many_values"
        assert refused(begin + ",".join("1" * 2 * most) + end).code == "too_many_values"
    longest = "x" * MAX_SCALAR
    assert read_data(f"{{a: {longest}}}".encode()) == {"a": longest}


def test_brackets_in_a_string_are_no_depth() -> None:
    text = "[{" * 100 + '\\"' + "],:" * 100
    assert read_data(f'{{"a": "{text}"}}'.encode()) == {"a": text.replace('\\"', '"')}


LOADERS = pytest.mark.skipif(not hasattr(yaml, "CSafeLoader"), reason="there is one loader only")
PIECES = (
    "a ¤b¤:¤: ¤ ¤  ¤\n¤\n  ¤- ¤-¤[¤]¤{¤}¤,¤\"¤'¤ #¤1¤1.500¤010¤true¤null¤~¤<<¤? ¤>\n¤|-\n¤\\n¤\\¤&x"
    "¤*x¤!¤!!str¤---\n¤...\n¤\t¤\r¤\u2028¤é¤e\u0301¤@¤12:30¤\u00a0¤costs:\n  ¤a: ¤- a: ¤\n- "
    "¤\n  - ¤'y'"
).split("¤")


@LOADERS
@unhurried
@given(st.lists(st.sampled_from(PIECES), max_size=14).map(lambda pieces: "a: " + "".join(pieces)))
@example("a:\t1\n\t\nb: x\ty")
@example("a: >\n  b\n\n  c\nd: |-\n  e\n")
@example("a: {b, c: 1}\nd: [e: 1]")
def test_both_loaders_give_the_same(text: str) -> None:
    def result(loader: Any) -> object:
        try:
            return read_yaml(text, loader)
        except InputError:
            return "refused"

    assert result(yaml.CSafeLoader) == result(yaml.SafeLoader)


@pytest.mark.parametrize("loader", ["CSafeLoader", "SafeLoader"])
def test_what_the_loaders_themselves_stumble_over(loader: str) -> None:
    for escape in ("\\UFFFFFFFF", "\\U00110000", "\\ud800"):
        with pytest.raises(InputError) as caught:
            read_yaml(f'a: "{escape}"', getattr(yaml, loader, yaml.SafeLoader))
        assert caught.value.code in ("not_yaml", "bad_character")


@unhurried
@given(st.decimals(0, 10**12, places=6) | st.decimals(allow_nan=False, allow_infinity=False))
def test_decimals_keep_every_digit(value: Decimal) -> None:
    text = f"{value:f}" if abs(value.adjusted()) < 500 else str(value)
    for source in (f"a: {text}", f'{{"a": {text}}}', f"a: [{text}, x]"):
        found = read_data(source.encode())["a"]
        number = found[0] if isinstance(found, list) else found
        assert number == Plain(text)
        assert Decimal(number.text).as_tuple() == Decimal(text).as_tuple()


leaves = st.none() | st.booleans() | st.text(max_size=20) | st.integers()
trees = st.recursive(
    leaves,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=9), inner),
    max_leaves=12,
)


@unhurried
@given(st.dictionaries(st.text(max_size=9), trees, max_size=4))
def test_any_json_is_read_or_refused(tree: dict[str, Any]) -> None:
    data = json.dumps(tree).encode()
    code, found = _outcome(data)
    if code is None:
        assert _bare(found) == _nfc(tree)
    else:
        assert code in ("bad_character", "duplicate_key")


def _outcome(data: bytes, *, json_only: bool = False) -> tuple[str | None, object]:
    try:
        return None, read_data(data, json_only=json_only)
    except InputError as error:
        return error.code, None


def _bare(tree: Any) -> Any:
    if isinstance(tree, Plain):
        return int(tree.text)
    if isinstance(tree, dict):
        return {key: _bare(value) for key, value in tree.items()}
    return [_bare(item) for item in tree] if isinstance(tree, list) else tree


def _nfc(tree: Any) -> Any:
    if isinstance(tree, str):
        return unicodedata.normalize("NFC", tree)
    if isinstance(tree, dict):
        return {_nfc(key): _nfc(value) for key, value in tree.items()}
    return [_nfc(item) for item in tree] if isinstance(tree, list) else tree


@unhurried
@given(st.binary(max_size=200) | st.text(max_size=200).map(str.encode))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    for json_only in (False, True):
        code, tree = _outcome(data, json_only=json_only)
        assert code or isinstance(tree, dict)
