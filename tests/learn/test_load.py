"""What the learning files may hold: the example loads whole, and each fault is named."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from assistant.errors import CorpusError, InputError, MissingPartError
from assistant.learn.exercises import load_exercises
from assistant.learn.glossary import load_glossary
from assistant.learn.grounds import desk_of
from assistant.learn.library import Library
from assistant.learn.model import Curriculum
from assistant.learn.modules import load_modules
from assistant.learn.pictures import load_picture
from assistant.learn.quiz.build import make, topics_of
from assistant.service import Assistant

from .conftest import CALL, EXAMPLE, ROOT, settings_for

SHIPPED = sorted((ROOT / "corpus" / CALL / "learn").rglob("*.yaml"))

Over = Callable[[Path], Assistant]

FAULTS = [
    # what is changed, to what, and what the message names
    ("money.yaml", "facts: [pool]\n    picture", "facts: [poool]\n    picture", "no fact 'poool'"),
    ("money.yaml", "rules: [de-minimis]\n  - head", "rules: [nix]\n  - head", "no rule 'nix'"),
    ("money.yaml", "laws: [sme]", "laws: [smv]", "smv.yaml"),
    ("money.yaml", "terms: [erdf, sme", "terms: [nix, sme", "no term 'nix'"),
    ("money.yaml", "**160 mio. kr.**", "**170 mio. kr.**", "'170 mio. kr.'"),
    ("money.yaml", "**DKK 160 million**", "**DKK 170 million**", "'DKK 170 million'"),
    ("money.yaml", "højst give 4 mio. kr.", "højst give 4,1 mio. kr.", "4,1 mio. kr."),
    ("money.yaml", "højst få 300.000 euro", "højst få 310.000 euro", "'310.000 euro'"),
    ("money.yaml", "færre end 250 ansatte", "færre end 240 ansatte", "'240"),
    ("money.yaml", "Aktiviteter, som udgør", "Aktiviteter, der udgør", "is not in"),
    ("money.yaml", "quiz:\n", "quizz:\n", "quizz"),
    ("money.yaml", "number: 5", "number: five", "number"),
    ("money.yaml", 'answer: {da: "160 mio. kr."', 'answer: {da: "170 mio. kr."', "answer"),
    ("money.yaml", 'answer: {da: "160 mio. kr."', 'answer: {da: "100 mio. kr."', "different"),
    ("money.yaml", '{da: "175 mio. kr."', '{da: "60 mio. kr."', "stands in the grounds"),
    ("money.yaml", '"Partnerne i projektet"', '"Banken og staten i USA"', "is not borne"),
    ("money.yaml", '"Erhvervsstyrelsen"', '"Partnerne"', "says nothing"),
    ("money.yaml", '"En bank med et lån"', '"erhvervsstyrelsen"', "two options say the same"),
    ("money.yaml", '"Banker og realkreditinstitutter"', '"Organisationer"', "says nothing"),
    ("money.yaml", "      not: true\n", "", "is not borne"),
    ("money.yaml", "      true: false", "      true: 1.5", "true"),
    ("money.yaml", "erhvervsfremmemidler alene.", "erhvervsfremmemidler ikke alene.", "nothing"),
    ("money.yaml", "den 30. maj 2022", "den 30. marts 2022", "'30. marts 2022'"),
    ("money.yaml", "facts: [pool, decentral-share]", "facts: [purpose]", "no number to change"),
    ("money.yaml", "[pool, decentral-share]", "[pool, pool]", "twice"),
    ("money.yaml", "costs: {hovedstaden", "costs: {atlantis", "atlantis"),
    ("glossary.yaml", "see: [de-minimis]", "see: [nix]", "no term 'nix'"),
    ("glossary.yaml", "id: sme", "id: erdf", "used twice"),
    ("glossary.yaml", "kind: actor", "kind: paper", "kind"),
    ("glossary.yaml", "    facts: [criteria]\n", "", "rests on nothing"),
    ("exercises.yaml", '"30. maj 2022", en', '"31. maj 2022", en', "'31. maj 2022'"),
    ("exercises.yaml", "        needed: false\n", "        needed: maybe\n", "needed"),
    ("exercises.yaml", "fact: who-can-apply\n        words", "fact: nix\n        words", "nix"),
]


def test_the_example_holds_all_there_is(example_corpus: Path, over: Over) -> None:
    learning = over(example_corpus).learning
    (check,) = learning.check()
    assert check.status == "ok"
    (summary,) = learning.modules("da")
    assert (summary.id, summary.call, summary.number, summary.minutes) == ("money", CALL, 5, 4)
    module = learning.module("money", "en")
    assert module.title == "The money"
    assert module.terms == ["erdf", "sme", "de-minimis"]
    first, _, aid, sme, undertaking = module.blocks
    assert first.picture == "sources"
    assert first.markdown.startswith("The pool was **DKK 160 million** in all.\n\n- DKK 100")
    assert [citation.marker for citation in first.citations] == [1, 2]
    assert first.citations[1].quote.startswith("Indsatsen finansieredes med 100 mio. kr.")
    assert "Regulation (EU) 2023/2831, article 3(2), 3(7) and 2(2)" in aid.legal
    assert sme.legal
    assert not sme.citations
    assert undertaking.legal == ["Regulation (EU) 2023/2831, article 2(2)"]


def test_quotes_are_verbatim_at_their_place(example_corpus: Path, over: Over) -> None:
    service = over(example_corpus)
    text = (example_corpus / CALL / f"{CALL}.md").read_text(encoding="utf-8")
    cited = [c for b in service.learning.module("money", "da").blocks for c in b.citations]
    cited += [c for term in service.learning.glossary("da") for c in term.citations]
    assert cited
    for citation in cited:
        assert citation.document_id == CALL
        assert citation.end - citation.start == len(citation.quote)
        if "\n" not in citation.quote:
            assert citation.quote in text


@pytest.fixture(scope="module")
def curriculum(tmp_path_factory: pytest.TempPathFactory) -> Curriculum:
    """The real call with the example's files, read once: what the changed files are read with."""
    corpus = tmp_path_factory.mktemp("corpus")
    shutil.copytree(ROOT / "corpus" / CALL, corpus / CALL)
    shutil.rmtree(corpus / CALL / "learn", ignore_errors=True)
    shutil.copytree(EXAMPLE, corpus / CALL / "learn")
    return Library(settings_for(corpus, corpus / "data")).get(CALL)


@pytest.fixture(scope="module")
def shipped(tmp_path_factory: pytest.TempPathFactory) -> Curriculum:
    """The curriculum as it is shipped."""
    return Library(settings_for(ROOT / "corpus", tmp_path_factory.mktemp("data"))).get(CALL)


@pytest.mark.parametrize("file", SHIPPED, ids=lambda file: file.name)
def test_each_file_that_is_shipped_loads(shipped: Curriculum, file: Path) -> None:
    desk = replace(desk_of(shipped), file=file)
    if file.name == "glossary.yaml":
        assert load_glossary(file, desk).keys() == shipped.glossary.keys()
    elif file.name == "exercises.yaml":
        assert [mail.id for mail in load_exercises(file, desk)]
    elif file.parent.name == "pictures":
        assert load_picture(file, shipped)
    else:
        (lesson,) = load_modules([file], desk, shipped.glossary)
        assert shipped.lesson(lesson.id) == lesson


def test_every_question_of_the_files_that_are_shipped_can_be_made(shipped: Curriculum) -> None:
    for lesson in shipped.lessons:
        topics = topics_of(lesson)
        assert topics
        for topic in topics:
            assert make(shipped, lesson, topic, 1).question.da


@pytest.mark.parametrize(
    ("before", "after", "named"),
    [
        (
            'kind: document\n    explain:\n      da: "Samling',
            'kind: place\n    explain:\n      da: "Samling',
            "of its kind",
        ),
        ('da: "Samling af', 'da: "Startpakke af', "holds the term itself"),
    ],
)
def test_a_term_whose_answer_would_show_is_refused(
    shipped: Curriculum, tmp_path: Path, before: str, after: str, named: str
) -> None:
    folder = ROOT / "corpus" / CALL / "learn"
    text = (folder / "glossary.yaml").read_text("utf-8")
    assert before in text
    file = tmp_path / "glossary.yaml"
    file.write_text(text.replace(before, after), "utf-8")
    desk = desk_of(shipped)
    with pytest.raises(CorpusError, match=f"'startpakke'.*{named}") as caught:
        load_modules([folder / "08-process.yaml"], desk, load_glossary(file, desk))
    assert "08-process.yaml: quiz.terms" in caught.value.message


@pytest.mark.parametrize(("name", "before", "after", "named"), FAULTS)
def test_a_fault_is_named_with_its_file(
    curriculum: Curriculum, tmp_path: Path, name: str, before: str, after: str, named: str
) -> None:
    text = (EXAMPLE / name).read_text(encoding="utf-8")
    assert before in text
    file = tmp_path / name
    file.write_text(text.replace(before, after, 1), encoding="utf-8")
    desk = desk_of(curriculum)
    load: dict[str, Callable[[], object]] = {
        "money.yaml": lambda: load_modules([file], desk, curriculum.glossary),
        "glossary.yaml": lambda: load_glossary(file, desk),
        "exercises.yaml": lambda: load_exercises(file, desk),
    }
    with pytest.raises(CorpusError, match=re.escape(name)) as caught:
        load[name]()
    assert named in caught.value.message
    assert caught.value.code in ("bad_learn_file", "bad_yaml")


def test_a_fault_is_told_by_doctor_and_where_it_is_asked_for(
    example_corpus: Path, over: Over
) -> None:
    file = example_corpus / CALL / "learn" / "money.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace("**160 mio.", "**170 mio."), "utf-8")
    learning = over(example_corpus).learning
    (check,) = learning.check()
    assert check.status == "fail"
    assert "money.yaml: blocks.0.da: '170 mio. kr.'" in check.message
    assert check.remedy
    asked: tuple[Callable[[], object], ...] = (
        lambda: learning.modules("da"),
        lambda: learning.module("money", "da"),
        lambda: learning.glossary("da"),
        lambda: learning.exercises("da"),
    )
    for ask in asked:
        with pytest.raises(CorpusError, match=r"money\.yaml"):
            ask()


def test_a_fault_is_logged_once_and_gone_when_mended(
    example_corpus: Path, over: Over, caplog: pytest.LogCaptureFixture
) -> None:
    learning = over(example_corpus).learning
    file = example_corpus / CALL / "call.yaml"
    text = file.read_text("utf-8")
    file.write_text("id: [}\n", "utf-8")
    for _ in range(3):
        with pytest.raises(CorpusError, match=r"call\.yaml"):
            learning.modules("da")
    (record,) = [each for each in caplog.records if each.levelname == "ERROR"]
    assert "call.yaml" in record.getMessage()
    file.write_text(text, "utf-8")
    assert [module.id for module in learning.modules("da")] == ["money"]


def test_a_changed_file_holds_at_once(example_corpus: Path, over: Over) -> None:
    learning = over(example_corpus).learning
    assert learning.modules("da")[0].title == "Pengene"
    file = example_corpus / CALL / "learn" / "money.yaml"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace('"Pengene"', '"Puljens penge"'), encoding="utf-8")
    assert learning.modules("da")[0].title == "Puljens penge"
    file.unlink()
    assert learning.modules("da") == []
    with pytest.raises(MissingPartError) as caught:
        learning.quiz("money", 1, "da")
    assert caught.value.code == "no_modules"


def test_two_calls_with_a_module_of_one_id_are_told_apart(example_corpus: Path, over: Over) -> None:
    other = example_corpus / "anden"
    other.mkdir()
    for file in (example_corpus / CALL).iterdir():
        if file.name in ("facts.yaml", "ways.tsv", "rules.yaml"):
            (other / file.name).write_bytes(file.read_bytes())
    (other / "anden.md").write_bytes((example_corpus / CALL / f"{CALL}.md").read_bytes())
    shutil.copytree(EXAMPLE, other / "learn")
    learning = over(example_corpus).learning
    assert {each.id for each in learning.modules("da")} == {f"{CALL}/money", "anden/money"}
    assert [each.id for each in learning.modules("da", "anden")] == ["anden/money"]
    question = learning.quiz("anden/money", 1, "da", 1)[0]
    assert question.topic.startswith("anden/money:")
    assert learning.question(question.id) == question
    with pytest.raises(InputError) as caught:
        learning.module("money", "da")
    assert caught.value.code == "unknown_module"
    assert {each.id for each in learning.exercises("da")} == {f"{CALL}/company", "anden/company"}


def test_a_faulty_call_does_not_take_the_others_away(example_corpus: Path, over: Over) -> None:
    bad = example_corpus / "anden" / "learn"
    bad.mkdir(parents=True)
    (bad.parent / "facts.yaml").write_text("facts: []\n")
    (bad / "x.yaml").write_text("id: x\n")
    learning = over(example_corpus).learning
    assert [each.id for each in learning.modules("da")] == ["money"]
    with pytest.raises(CorpusError, match=r"x\.yaml"):
        learning.module("x", "da")
    with pytest.raises(CorpusError, match=r"x\.yaml"):
        learning.modules("da", "anden")
    with pytest.raises(InputError):
        learning.modules("da", "tredje")
