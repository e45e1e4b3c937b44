"""facts.yaml: strict, anchored in quotes, no number that its quotes don't hold."""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

import pytest
import yaml

from assistant.corpus.document import make_document
from assistant.corpus.facts import load_facts
from assistant.corpus.readers.plain import read_plain
from assistant.errors import CorpusError
from assistant.index.accounting import check_facts
from assistant.types import Document, Fact

TEXT = (
    "Parkpuljen 2031\n\nKommuner kan få op til 40 pct. af udgifterne.\n\n"
    "Puljen støtter:\n\n• stier\n• haver\n• køkkener\n\nFristen er den 12. marts 2031 kl. 14.00."
)
SHARE = "Kommuner kan få op til 40 pct. af udgifterne."
LIST = "Puljen støtter:\n\n• stier\n• haver\n• køkkener"
DEADLINE = "Fristen er den 12. marts 2031 kl. 14.00."


def documents() -> dict[str, Document]:
    made = {}
    for name, text in (("park", TEXT), ("vejledning", "Vejledning\n\nKun stier i 3 kommuner.")):
        made[name] = make_document(
            read_plain(text, name), document_id=name, call_id="park", kind="call", path=name
        )
    return made


def fact(**changes: object) -> dict[str, object]:
    return {
        "id": "share", "da": "Op til 40 pct.", "en": "Up to 40 per cent.", "quotes": [SHARE]
    } | changes  # fmt: skip


def load(folder: Path, *facts: dict[str, object], **more: object) -> list[Fact]:
    file = folder / "facts.yaml"
    file.write_text(yaml.safe_dump({"facts": list(facts)} | more, allow_unicode=True), "utf-8")
    return load_facts(file, "park", documents())


def refusal(folder: Path, *facts: dict[str, object], **more: object) -> CorpusError:
    with pytest.raises(CorpusError) as caught:
        load(folder, *facts, **more)
    assert str(folder / "facts.yaml") in caught.value.message
    assert caught.value.hint
    return caught.value


def test_a_call_without_facts_has_none(tmp_path: Path) -> None:
    assert load_facts(tmp_path / "facts.yaml", "park", documents()) == []


@pytest.mark.parametrize("text", ["", "# kun en kommentar\n", "facts: []\n"])
def test_a_file_may_be_empty(tmp_path: Path, text: str) -> None:
    (tmp_path / "facts.yaml").write_text(text)
    assert load_facts(tmp_path / "facts.yaml", "park", documents()) == []


def test_a_fact_is_anchored_where_its_quotes_stand(tmp_path: Path) -> None:
    guide = {"document": "vejledning", "quote": "Kun stier"}
    (loaded,) = load(tmp_path, fact(quotes=[SHARE, LIST, guide]))
    assert loaded.key == "park/share"
    assert [documents()[a.document_id].text[a.start : a.end] for a in loaded.anchors] == [
        SHARE, LIST, "Kun stier"
    ]  # fmt: skip
    assert loaded.statements == {"da": "Op til 40 pct.", "en": "Up to 40 per cent."}


def test_a_quote_in_another_unicode_form_is_found(tmp_path: Path) -> None:
    (loaded,) = load(tmp_path, fact(quotes=["Kommuner kan fa\u030a op til 40 pct."]))
    assert documents()["park"].text[loaded.anchors[0].start :].startswith("Kommuner kan få")


def test_ways_to_ask_carry_their_language_and_verdict(tmp_path: Path) -> None:
    (loaded,) = load(
        tmp_path,
        fact(
            ask={"da": ["Hvor\n  meget?"], "en": ["How much?"]},
            yes={"da": ["Er det 40 pct.?"]},
            no={"en": ["Is it 50?"]},
            depends={"da": ["Kan vi få 40?"]},
        ),
    )
    assert [(p.text, p.language, p.verdict) for p in loaded.phrases] == [
        ("Hvor meget?", "da", None),
        ("How much?", "en", None),
        ("Er det 40 pct.?", "da", "yes"),
        ("Is it 50?", "en", "no"),
        ("Kan vi få 40?", "da", "depends"),
    ]


def test_yes_and_no_are_keys_and_on_is_a_word(tmp_path: Path) -> None:
    file = tmp_path / "facts.yaml"
    file.write_text(
        f'facts:\n  - id: no\n    da: "Op til 40 pct."\n    en: "40 per cent."\n'
        f'    quotes: ["{SHARE}"]\n    ask: {{da: [on, no, 12:30, 010]}}\n'
        "    yes: {da: [yes]}\n    no: {en: [off]}\n",
        encoding="utf-8",
    )
    (loaded,) = load_facts(file, "park", documents())
    assert loaded.key == "park/no"
    assert [p.text for p in loaded.phrases] == ["on", "no", "12:30", "010", "yes", "off"]


def test_limits_are_exact_decimals_and_moments_have_a_zone(tmp_path: Path) -> None:
    limit = {"kind": "share", "most": "0.4", "most_if": "0.60", "if_words": ["øst"]}
    (loaded,) = load(tmp_path, fact(limit=limit, latest="2031-03-12T14:00:00", when="open"))
    assert loaded.limit is not None
    assert (loaded.limit.most, loaded.limit.most_if) == (Decimal("0.4"), Decimal("0.6"))
    assert loaded.latest is not None
    assert loaded.latest.astimezone(UTC) == datetime(2031, 3, 12, 13, tzinfo=UTC)
    assert loaded.when == "open"


def test_a_gap_has_ways_to_ask_and_says_nothing(tmp_path: Path) -> None:
    (gap,) = load(tmp_path, gaps=[{"id": "vat", "ask": {"da": ["Er moms med?"]}}])
    assert (gap.key, gap.gap, gap.statements, gap.anchors) == ("park/vat", True, {}, ())
    assert gap.phrases[0].verdict is None


@pytest.mark.parametrize(
    ("changes", "key"),
    [
        ({"answer": "x"}, "facts.0.answer"),
        ({"ask": {"sv": ["Hur?"]}}, "facts.0.ask.sv"),
        ({"ask": ["Hvor meget?"]}, "facts.0.ask"),
        ({"quotes": []}, "facts.0.quotes"),
        ({"quotes": [SHARE] * 7}, "facts.0.quotes"),
        ({"quotes": [{"document": "park"}]}, "facts.0.quotes.0"),
        ({"limit": {"kind": "weight", "most": "1"}}, "facts.0.limit.kind"),
        ({"limit": {"kind": "share", "most": "meget"}}, "facts.0.limit.most"),
        ({"when": "later"}, "facts.0.when"),
        ({"latest": "snart"}, "facts.0.latest"),
        ({"en": None}, "facts.0.en"),
    ],
)
def test_a_wrong_key_is_named(tmp_path: Path, changes: dict[str, object], key: str) -> None:
    content = {name: value for name, value in fact(**changes).items() if value is not None}
    error = refusal(tmp_path, content)
    assert error.code == "bad_facts_file"
    assert f": {key}" in error.message


def test_an_unknown_key_of_the_file_is_named(tmp_path: Path) -> None:
    assert ": fakts" in refusal(tmp_path, fakts=[]).message


@pytest.mark.parametrize(
    "quote",
    [
        "Kommuner kan få op til 50 pct.",
        "kommuner kan få op til 40 pct.",
        "Kommuner kan  få op til 40 pct.",
        "Kommuner kan få op til 40 pct. af udgifterne. Puljen",
        " ",
    ],
)
def test_a_quote_that_is_not_in_the_document_is_an_error(tmp_path: Path, quote: str) -> None:
    error = refusal(tmp_path, fact(quotes=[SHARE, quote]))
    assert error.code == "fact_quote_missing"
    assert "fact share" in error.message


def test_a_quote_of_a_document_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    error = refusal(tmp_path, fact(quotes=[{"document": "bilag", "quote": SHARE}]))
    assert error.code == "fact_document_missing"
    assert "'bilag'" in error.message


def test_a_quote_must_be_short_enough_to_be_cited(tmp_path: Path) -> None:
    long = "Der er ord nok. " * 100
    known = documents() | {
        "park": make_document(
            read_plain(f"Titel\n\n{long}", "p"),
            document_id="park", call_id="park", kind="call", path="p",
        )
    }  # fmt: skip
    file = tmp_path / "facts.yaml"
    file.write_text(yaml.safe_dump({"facts": [fact(quotes=[long.strip()])]}), "utf-8")
    with pytest.raises(CorpusError) as caught:
        load_facts(file, "park", known)
    assert caught.value.code == "fact_quote_too_long"


def test_an_id_is_used_once(tmp_path: Path) -> None:
    assert refusal(tmp_path, fact(), fact()).code == "fact_twice"
    gap = {"id": "share", "ask": {"da": ["?"]}}
    error = refusal(tmp_path, fact(), gaps=[gap])
    assert error.code == "fact_twice"
    assert "park/share" in error.message


def test_also_names_facts_that_are_there(tmp_path: Path) -> None:
    first, _ = load(tmp_path, fact(also=["other"]), fact(id="other"))
    assert first.also == ("park/other",)
    error = refusal(tmp_path, fact(also=["other"]))
    assert error.code == "fact_missing"
    assert "park/share" in error.message
    assert "park/other" in error.message


@pytest.mark.parametrize(
    ("da", "en", "quotes"),
    [
        ("Op til 40 procent.", "Up to forty per cent.", [SHARE]),
        ("Parkpuljen 2031 støtter tre slags.", "It supports three kinds.", [LIST]),
        ("Den 12. marts 2031 kl. 14.", "By 12 March 2031, 2 pm.", [DEADLINE]),
        ("Fristen var i marts 2031.", "The deadline: 12 March.", [DEADLINE]),
        ("Kommuner får støtte.", "Municipalities get support.", [SHARE]),
    ],
)
def test_numbers_that_the_quotes_hold_pass(
    tmp_path: Path, da: str, en: str, quotes: list[str]
) -> None:
    check_facts(load(tmp_path, fact(da=da, en=en, quotes=quotes)), documents())


@pytest.mark.parametrize(
    ("changes", "number"),
    [
        ({"da": "Op til 41 pct."}, "41 pct."),
        ({"da": "Op til 40 kr."}, "40 kr."),
        ({"en": "Up to fifty per cent."}, "fifty per cent"),
        ({"da": "Puljen støtter fire slags.", "quotes": [LIST]}, "fire"),
        ({"da": "Der er tre slags."}, "tre"),
        ({"en": "By 13 March 2031.", "quotes": [SHARE, DEADLINE]}, "13 March 2031"),
        ({"en": "By 12 March 2032.", "quotes": [SHARE, DEADLINE]}, "12 March 2032"),
        ({"da": "Fristen er kl. 15.", "quotes": [DEADLINE]}, "15"),
        ({"da": "Det gælder i 3 kommuner."}, "3"),
    ],
)
def test_a_number_that_no_quote_holds_is_named(
    tmp_path: Path, changes: dict[str, object], number: str
) -> None:
    with pytest.raises(CorpusError) as caught:
        check_facts(load(tmp_path, fact(**changes)), documents())
    assert caught.value.code == "fact_number_missing"
    assert "park/share" in caught.value.message
    assert number in caught.value.message


def test_the_facts_of_the_repository_hold(call_text: Document, call_folder: Path) -> None:
    known = {call_text.id: call_text}
    facts = load_facts(call_folder / "facts.yaml", call_text.id, known)
    check_facts(facts, known)
    curated = [one for one in facts if not one.gap]
    assert len(curated) >= 45
    for one in curated:
        assert {phrase.language for phrase in one.phrases} == {"da", "en"}, one.key
        for language in ("da", "en"):
            assert 0 < len(one.statements[language]) <= 1200, one.key


def test_one_wrong_number_in_the_facts_of_the_repository_is_found(
    call_text: Document, call_folder: Path, tmp_path: Path
) -> None:
    written = (call_folder / "facts.yaml").read_text(encoding="utf-8")
    assert "højst udgøre 40 pct." in written
    wrong = tmp_path / "facts.yaml"
    wrong.write_text(written.replace("højst udgøre 40 pct.", "højst udgøre 45 pct.", 1), "utf-8")
    facts = load_facts(wrong, call_text.id, {call_text.id: call_text})
    with pytest.raises(CorpusError, match="45 pct"):
        check_facts(facts, {call_text.id: call_text})
