"""What a letter answered to each question is found in it, also when it was rewritten."""

from __future__ import annotations

import pytest

from assistant.desk.sent import asked_of, open_points, sent_answers
from assistant.types.desk import Letter, MailQuestion
from tests.desk.casework import LETTER, draft, mail

WHO, ENGLISH = "Hvem kan søge?", "Må vi sende den på engelsk?"
ANSWER = "Alle foreninger i byen kan søge puljen."
OPEN = "[udfyldes: Må vi sende den på engelsk?]"


def answers(body: str) -> dict[str, str]:
    said = zip((WHO, ENGLISH), sent_answers(draft(), body), strict=True)
    return {question: answer for question, answer in said if answer}


def test_an_answer_that_stands_as_drafted() -> None:
    # What is still open was not answered.
    assert answers(LETTER) == {WHO: ANSWER}


def test_what_was_filled_in_is_the_answer() -> None:
    body = LETTER.replace(OPEN, "Ja, I må gerne skrive på engelsk.\nSend den som PDF.")
    assert answers(body) == {
        WHO: ANSWER,
        ENGLISH: "Ja, I må gerne skrive på engelsk.\nSend den som PDF.",
    }


@pytest.mark.parametrize(
    ("rewritten", "answer"),
    [
        ("Alle foreninger i hele kommunen kan søge.",) * 2,
        ("Det kan alle foreninger i byen.",) * 2,
        (f"{ANSWER} Det gælder også idrætsklubber.",) * 2,
        ("Kun klubber.",) * 2,
    ],
)
def test_an_answer_that_was_rewritten(rewritten: str, answer: str) -> None:
    assert answers(LETTER.replace(ANSWER, rewritten)) == {WHO: answer}


def test_greeting_sources_and_sign_off_are_no_part_of_it() -> None:
    body = LETTER.replace(OPEN, "Ja.").replace("Kære Åse", "Hej Åse\n\nGodt at høre fra dig igen.")
    body = body.replace("Du kan læse mere her:", "Læs endelig mere her:").replace("Mette", "Bo")
    assert answers(body) == {WHO: ANSWER, ENGLISH: "Ja."}


def test_an_answer_that_was_taken_out_is_none() -> None:
    body = LETTER.replace(OPEN, "Ja.")
    assert answers(body.replace(ANSWER, "")) == {ENGLISH: "Ja."}
    assert answers(LETTER.replace(OPEN, "")) == {WHO: ANSWER}
    assert answers("") == {}


def test_one_text_in_place_of_several_answers_answers_none_of_them() -> None:
    both = LETTER[LETTER.index(WHO) : LETTER.index("Du kan læse")]
    assert answers(LETTER.replace(both, "Ring til mig, så taler vi om det.\n\n")) == {}


def test_personal_data_is_masked() -> None:
    body = LETTER.replace(OPEN, "Ring til Bo på 22334455 eller bo@by.dk, cpr 010190-1234.")
    assert answers(body)[ENGLISH] == "Ring til Bo på [phone] eller [e-mail], cpr [cpr]."


def test_the_only_question_has_no_heading() -> None:
    one = draft().questions[:1]
    body = f"Kære Åse\n\nTak for din mail.\n\n{ANSWER}\n\nVenlig hilsen\nMette\n"
    alone = draft(questions=one, draft=Letter(subject="Sv", body=body), open_points=[])
    assert sent_answers(alone, body) == [ANSWER]
    edited = body.replace(ANSWER, f"{ANSWER}\n\nOg en linje til.")
    assert sent_answers(alone, edited) == [f"{ANSWER}\n\nOg en linje til."]


def test_open_points_count_in_both_languages() -> None:
    assert open_points(LETTER) == 1
    assert open_points("[udfyldes: a] [to be filled in: b] [1] udfyldes: c") == 2


def test_a_short_question_is_compared_with_what_stands_before_it() -> None:
    questions = [
        MailQuestion(
            text="Går det?", start=0, end=1, context="Vi søger\n80.000 kr. Ring 22334455."
        ),
        MailQuestion(text="Må vi sende den på engelsk?", start=2, end=3, context="Vi er tre."),
    ]
    drafted = [one.model_copy(update={"text": q.text}) for one, q in
               zip(draft().questions, questions, strict=True)]  # fmt: skip
    asked = asked_of(mail(questions=tuple(questions)), draft(questions=drafted))
    assert asked == ["Vi søger 80.000 kr. Ring [phone]. Går det?", "Må vi sende den på engelsk?"]
