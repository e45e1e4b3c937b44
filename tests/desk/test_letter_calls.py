"""Letters where the corpus holds several calls."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from assistant.desk.drafting import draft
from assistant.service import Assistant
from assistant.settings import Settings

from .letters import check_letter, mail

ROOT = Path(__file__).resolve().parents[2]
DAY = date(2025, 1, 10)
HAVN = "Grøn Havn 2025: Tilskud til omstilling af danske erhvervshavne"
KLYNGER = "Innovationskraft: Danske klynger for viden og erhverv 2023-2024"


@pytest.fixture(scope="module")
def calls(real_settings: Settings, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    """The service over two calls, one of them closed."""
    folder = tmp_path_factory.mktemp("calls")
    for source in (
        ROOT / "corpus" / "innovationskraft-2023-2024",
        ROOT / "eval/calls/groen-havn-2025",
    ):
        shutil.copytree(source, folder / "corpus" / source.name)
    moved = {"corpus_dir": folder / "corpus", "data_dir": folder / "data"}
    assistant = Assistant(real_settings.model_copy(update=moved))
    assistant.ensure_ready()
    yield assistant
    assistant.close()


def test_a_mail_that_names_a_call_is_answered_from_it(calls: Assistant) -> None:
    drafted = draft(
        mail("Hvem kan søge?", "Hvad er fristen?", subject="Innovationskraft"), calls, DAY
    )
    check_letter(drafted, DAY)
    body = drafted.draft.body
    cited = {c.document_id for q in drafted.questions for c in q.citations}
    assert cited == {"innovationskraft-2023-2024"}
    assert f"Tak for din mail om {KLYNGER}." in body
    assert f"{KLYNGER}: " not in body.split("Du kan læse mere")[0]
    assert "Opslaget er lukket" in body


def test_a_mail_that_names_none_is_answered_for_each(calls: Assistant) -> None:
    drafted = draft(mail("Hvem kan søge?"), calls, DAY)
    check_letter(drafted, DAY)
    body = drafted.draft.body
    assert f"{KLYNGER}: Kun Danmarks 14" in body
    assert f"{HAVN}: " in body
    assert "Tak for din mail.\n" in body
    assert "Vær opmærksom på, at opslaget er lukket" not in body, "one of them is open"


def test_the_call_can_be_chosen(calls: Assistant) -> None:
    drafted = draft(
        mail("Hvem kan søge?", subject="Innovationskraft"), calls, DAY, "groen-havn-2025"
    )
    check_letter(drafted, DAY)
    assert {c.document_id for q in drafted.questions for c in q.citations} == {"groen-havn-2025"}
