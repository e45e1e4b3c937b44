"""Which enterprises are SMEs, on cases that a lawyer can read and on the rules behind them."""

from __future__ import annotations

import json
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.errors import InputError
from assistant.rules.reading import read_data
from assistant.rules.sme import assess
from assistant.rules.sme.status import settle

TABLE: dict[str, list[Any]] = read_data(Path(__file__).with_name("cases.yaml").read_bytes())
SIZES = ["micro", "small", "medium", "large"]


@pytest.mark.parametrize("case", TABLE["cases"], ids=lambda case: case["name"])
def test_cases(case: dict[str, Any]) -> None:
    result = assess(case["firm"])
    texts = [each["da"] for each in (*result["reasons"], *result["assumptions"])]
    assert result["category"] == case["category"]
    assert result["possible"] == case.get("possible", [case["category"]])
    assert result["missing_input"] == case.get("missing", [])
    for part in case.get("says", []):
        assert any(part in text for text in texts), (part, texts)
    assert not [text for text in texts for part in case.get("never", []) if part in text]
    assert set(case.get("articles", [])) <= {each["article"] for each in result["legal"]}
    assert case.get("title", "") in result["title"]["da"]
    figures = {each["name"]: each for each in result["figures"]}
    for name, (value, formula) in case.get("figures", {}).items():
        assert figures[name]["value"] == value
        assert (formula or "") in (figures[name]["formula"] or "")


@pytest.mark.parametrize("case", TABLE["errors"], ids=lambda case: case["code"] + case["key"])
def test_wrong_input_names_the_key(case: dict[str, Any]) -> None:
    with pytest.raises(InputError) as caught:
        assess(case["firm"])
    assert (caught.value.code, caught.value.exit_code) == (case["code"], 2)
    assert case["key"] in caught.value.message
    assert caught.value.hint


@pytest.mark.parametrize(
    ("key", "most"), [("partners", 50), ("linked", 50), ("previous_years", 10)]
)
def test_long_lists_are_refused(key: str, most: int) -> None:
    entry = {"share": "30 %"} if key == "partners" else {"headcount": 1}
    assert assess({"headcount": 300, key: [entry] * most})["category"]
    with pytest.raises(InputError) as caught:
        assess({"headcount": 300, key: [entry] * (most + 1)})
    assert caught.value.code == "too_many"
    assert key in caught.value.message


def test_every_result_says_why_and_on_what_law() -> None:
    for case in TABLE["cases"]:
        result = assess(case["firm"])
        assert result["reasons"]
        assert all(each["act"] and each["article"] for each in result["legal"])
        assert len(result["legal"]) == len({tuple(each.values()) for each in result["legal"]})
        assert len(result["version"]) == 64
        for each in (*result["reasons"], *result["assumptions"], result["title"]):
            assert each["da"]
            assert each["en"]
            assert ".." not in each["da"] + each["en"]
            assert "{" not in each["da"] + each["en"]


def test_an_ambiguous_number_is_said_to_be() -> None:
    firm = read_data(b"headcount: 5\nturnover_eur: 600.000\n")
    assert "600" in assess(firm)["notes"][0]["da"]


figure = st.one_of(st.none(), st.integers(0, 300))
amount = st.one_of(st.none(), st.sampled_from([0, 2, 3, 10, 11, 43, 44, 50, 51]))
share = st.sampled_from(["10 %", "25 %", "30 %", "50 %", "60 %"])


@st.composite
def firms(draw: st.DrawFn) -> dict[str, Any]:
    """An enterprise in which anything may be missing; amounts in millions of EUR."""

    def figures(**more: Any) -> dict[str, Any]:
        found = {"headcount": draw(figure), **more}
        for name in ("turnover_eur", "balance_eur"):
            millions = draw(amount)
            found[name] = None if millions is None else millions * 1_000_000
        return found

    return figures(
        partners=[figures(share=draw(share)) for _ in range(draw(st.integers(0, 2)))],
        linked=[figures() for _ in range(draw(st.integers(0, 1)))],
        previous_years=[figures() for _ in range(draw(st.integers(0, 2)))],
        previous_category=draw(st.sampled_from([None, *SIZES])),
    )


def _fill(firm: dict[str, Any], key: str, value: int) -> dict[str, Any]:
    copy: dict[str, Any] = json.loads(json.dumps(firm))
    *places, name = key.split(".")
    target: Any = copy
    for place in places:
        target = target[int(place)] if place.isdigit() else target[place]
    target[name] = value
    return copy


def _open_keys(firm: dict[str, Any]) -> list[str]:
    """Return the keys of all figures that are missing."""
    found = [key for key in ("headcount", "turnover_eur", "balance_eur") if firm[key] is None]
    for name in ("partners", "linked", "previous_years"):
        for place, entry in enumerate(firm.get(name, [])):
            found += [f"{name}.{place}.{key}" for key, value in entry.items() if value is None]
    return found


@given(firms(), st.data())
def test_no_missing_figure_changes_what_was_said(firm: dict[str, Any], data: st.DataObject) -> None:
    """Whatever the missing figures turn out to be, the result is one of those said possible."""
    possible = assess(firm)["possible"]
    for key in _open_keys(firm):
        most = 300 if key.endswith("headcount") else 60_000_000
        firm = _fill(firm, key, data.draw(st.integers(0, most)))
    assert assess(firm)["category"] in possible


@given(firms())
def test_what_is_missing_is_named_and_enough(firm: dict[str, Any]) -> None:
    """Naming a missing figure means that it was open; giving all that are named decides."""
    while (result := assess(firm))["category"] == "unknown":
        assert result["missing_input"]
        assert set(result["missing_input"]) <= set(_open_keys(firm))
        for key in result["missing_input"]:
            firm = _fill(firm, key, 0)


@given(firms(), st.integers(1, 100))
def test_more_people_never_make_an_enterprise_smaller(firm: dict[str, Any], more: int) -> None:
    firm = _fill(firm, "headcount", firm["headcount"] or 0)
    larger = _fill(firm, "headcount", firm["headcount"] + more)
    ranks = [SIZES.index(size) for size in assess(firm)["possible"]]
    after = [SIZES.index(size) for size in assess(larger)["possible"]]
    assert (min(ranks), max(ranks)) <= (min(after), max(after))
    assert max(ranks) <= max(after)


@given(firms())
def test_the_order_of_keys_and_of_enterprises_does_not_matter(firm: dict[str, Any]) -> None:
    turned = dict(reversed(firm.items()))
    assert json.dumps(assess(firm)) == json.dumps(assess(turned))
    turned["partners"] = list(reversed(firm["partners"]))
    assert assess(turned)["possible"] == assess(firm)["possible"]


@given(st.lists(st.booleans(), min_size=1, max_size=8), st.one_of(st.none(), st.booleans()))
def test_a_status_changes_after_two_years_in_a_row(flags: list[bool], before: bool | None) -> None:
    status = flags[0] if before is None else before
    for earlier, now in pairwise([status, *flags]):
        if earlier == now:
            status = now
    assert settle(flags, before, 2) == {status}


@given(st.lists(st.sampled_from([True, False, None]), min_size=1, max_size=6), st.data())
def test_open_years_leave_all_they_could_lead_to(
    flags: list[bool | None], data: st.DataObject
) -> None:
    filled = [data.draw(st.booleans()) if flag is None else flag for flag in flags]
    assert settle(filled, None, 2) <= settle(flags, None, 2)
