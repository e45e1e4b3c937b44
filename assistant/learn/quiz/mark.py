"""Whether an answer to a question is right."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from decimal import Decimal

from assistant.errors import InputError
from assistant.rules.quantities import parse_amount
from assistant.types import Language
from assistant.types.learn import QuizQuestion

_CURRENCIES = {"kr.": "DKK", "dkk": "DKK", "euro": "EUR", "eur": "EUR"}
_LANGUAGES: tuple[Language, ...] = ("da", "en")
_LONGEST = 100


def is_right(question: QuizQuestion, given: str | Sequence[str]) -> bool:
    """Compare what was given with what is right: amounts by value, the rest as it stands there."""
    if isinstance(question.correct, list):
        return not isinstance(given, str) and [_tidy(x) for x in given] == [
            _tidy(x) for x in question.correct
        ]
    if not isinstance(given, str):
        return False
    if question.type != "number":
        return _tidy(given) == _tidy(question.correct)
    currency = _CURRENCIES.get(question.unit.lower(), question.unit)
    right = parse_amount(question.correct, question.language, currency=currency)
    # Somebody who reads Danish may write 2,400,000 and the other way round: either reading counts.
    return any(_amount(given, language, currency) == right for language in _LANGUAGES)


def _amount(text: str, language: Language, currency: str) -> Decimal | None:
    if len(text) > _LONGEST:
        return None
    try:
        return parse_amount(text, language, currency=currency)
    except InputError:
        return None


def _tidy(text: str) -> str:
    return unicodedata.normalize("NFC", " ".join(text.split()))
