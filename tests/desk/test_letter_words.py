"""The small words of a letter: names, questions told without their numbers, markers, subjects."""

from __future__ import annotations

import pytest

from assistant.desk.letter.greeting import first_name, greeting, sign_off
from assistant.desk.letter.restate import open_point, restated
from assistant.desk.letter.said import Said, unmarked
from assistant.desk.letter.write import subject
from assistant.desk.neighbours import in_danish
from assistant.types import Language

from .letters import answer


@pytest.mark.parametrize(
    ("name", "first"),
    [
        ("Mette Holm", "Mette"),
        ("HOLM, METTE", "Mette"),
        ("Mette Holm, Odense Kommune", "Mette"),
        ("Mette H. (Odense)", "Mette"),
        ("anne-mette jensen", "Anne-Mette"),
        ("Hr. Peter Olsen", "Peter"),
        ("Dr. Jane Smith", "Jane"),
        ("Østergaard, Åse", "Åse"),
        ("de la Cruz, Maria", "Maria"),
        ("M. Hansen", "M. Hansen"),
        ("Mette Holm & Lars Bo", "Mette og Lars"),
        ("Jens Peter Thorsen", "Jens Peter"),
        ("Mette Holm Hansen", "Mette"),
        ("Lars Erik", "Lars"),
        ("Odense Kommune", ""),
        ("Cluster Nord ApS", ""),
        ("info", ""),
        ("mette@example.dk", ""),
        ("<script>alert</script>", ""),
        ("Peter2", ""),
        ("P", ""),
        ("", ""),
        ("x" * 200, ""),
    ],
)
def test_first_names(name: str, first: str) -> None:
    assert first_name(name) == first


def test_greeting_and_sign_off() -> None:
    assert greeting("Mette Holm", "da") == "Kære Mette"
    assert greeting("Mette and Lars", "en") == "Dear Mette and Lars"
    assert greeting("Odense Kommune", "da") == "Hej"
    assert sign_off("", "da") == "Med venlig hilsen"
    assert sign_off("Bedste hilsner\nAsta", "da") == "Bedste hilsner\nAsta"
    assert sign_off("Asta Krog\nStyrelsen\n", "da") == "Med venlig hilsen\nAsta Krog\nStyrelsen"
    assert sign_off("Asta", "en") == "Kind regards\nAsta"


@pytest.mark.parametrize(
    ("text", "language", "heading"),
    [
        ("1) Kan vi søge 2,5 mio. kr. fra EU?", "da", "Kan vi søge det nævnte beløb fra EU?"),
        ("- hvem kan søge", "da", "Hvem kan søge?"),
        ("Jeg vil gerne høre, om kommuner kan være med", "da", "Om kommuner kan være med"),
        ("Kan I oplyse, hvem der kan søge?", "da", "Hvem der kan søge"),
        ("Gælder fristen den 30. maj 2022 kl. 12.00?", "da", "Gælder fristen den nævnte dato?"),
        ("Må projektet vare 3 år?", "da", "Må projektet vare så lang tid?"),
        ("Skal vi være tre partnere?", "da", "Skal vi være så mange partnere?"),
        ("Er et 2-årigt projekt ok?", "da", "Er et … projekt ok?"),
        ("Hvad er de fem kriterier?", "da", "Hvad er de nævnte kriterier?"),
        ("Skal vi dække alle fem regioner?", "da", "Skal vi dække alle regioner?"),
        ("FRISTEN???", "da", "Fristen?"),
        ("Kan vi få 3 mio. kr., hvis budgettet er 5 mio. kr.?", "da", ""),
        ("Could you confirm whether firms can apply?", "en", "Whether firms can apply"),
        ("I was wondering if we could apply", "en", "Whether we could apply"),
        ("Can the project run for 3 years?", "en", "Can the project run for that long?"),
    ],
)
def test_questions_are_told_without_numbers(text: str, language: Language, heading: str) -> None:
    assert restated(text, language) == heading


def test_open_points_have_gaps_for_numbers() -> None:
    assert open_point("Kan vi få 3 mio. kr., hvis budgettet er 5 mio. kr.?", "da") == (
        "Kan vi få …, hvis budgettet er …?"
    )
    assert open_point("[udfyldes: x] [cpr]", "da") == "Udfyldes: x"
    assert open_point("…", "da") == "…"
    assert len(open_point("ord " * 200, "da")) < 150


@pytest.mark.parametrize(
    ("marked", "plain"),
    [
        ("Højst 40 pct. [1].", "Højst 40 pct."),
        ("Fristen var kl. 12 [1][2]. Slut [3].", "Fristen var kl. 12. Slut."),
        ("To slags: a [1], b [2]", "To slags: a, b"),
    ],
)
def test_markers_are_taken_out(marked: str, plain: str) -> None:
    assert unmarked(marked) == plain


def test_only_what_nothing_leans_on_is_left_out() -> None:
    said = Said("da")
    cap = "Fonden kunne højst dække 40 pct. af de støtteberettigede udgifter [1]."
    first = f"{cap} Det giver højst 4 mio. kr."
    assert said.prose(answer(first)).endswith("4 mio. kr.")
    again = answer(f"Nej. {first.replace('4 mio.', '2 mio.')} Opslaget er lukket.", verdict="no")
    assert "højst dække 40 pct." in said.prose(again), "the sum leans on its cap"
    assert said.prose(answer(f"Ja. {first}", verdict="yes")) == "Ja. Se svaret ovenfor."
    assert said.prose(answer("Ja. Opslaget er lukket.", verdict="yes")) == "Ja. Opslaget er lukket."


def test_what_is_not_answered_is_left_to_the_open_point() -> None:
    text = "Projektperioden er 2 år [1].\n\nKilderne svarer ikke på: “hvad er momsen?”"
    partial = answer(text, status="partial", missing=["hvad er momsen?"])
    assert Said("da").prose(partial) == "Projektperioden er 2 år."


def test_subjects() -> None:
    assert subject("RE: Sv: vs: Klynger", "da") == "Sv: Klynger"
    assert subject("Klynger", "en") == "Re: Klynger"
    assert subject("  ", "da") == "Svar på din mail"
    assert subject("Sv: a\r\nBcc: b@example.dk", "da").count("\n") == 0


def test_neighbours_are_put_into_danish_words() -> None:
    assert in_danish("Hur stor andel kan täckas?", "sv") == "Hvor stor andel kan dække?"
    assert in_danish("Når er søknadsfristen?", "no") == "Hvornår er ansøgningsfrist?"
    assert in_danish("När får projekten starta?", "sv") == "Hvornår må projekterne starte?"
    assert in_danish("Hvem kan søge?", "da") == "Hvem kan søge?"


def test_the_call_is_named_once() -> None:
    said = Said("da", "Grøn Havn")
    assert said.prose(answer("Nej. Grøn Havn: Fristen er ude.", verdict="no")) == (
        "Nej. Fristen er ude."
    )
    assert Said("da").prose(answer("Grøn Havn: Fristen er ude.")) == "Grøn Havn: Fristen er ude."
