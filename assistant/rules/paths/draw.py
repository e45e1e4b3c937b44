"""Pictures and tables of paths in Markdown: Mermaid flowcharts, and the keys of an input."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from assistant.rules.paths.conditions import All, Answered, Condition, Either, InCurrency, Is
from assistant.rules.paths.questions import Question, Questions


def flowchart(lines: Iterable[str]) -> str:
    """Return a Mermaid flowchart from top to bottom, as a fenced block."""
    body = "\n".join(f"  {line}" for line in lines)
    return f"```mermaid\nflowchart TD\n{body}\n```"


def question_box(name: str, text: str) -> str:
    """Return a node that asks."""
    return f'{name}{{"{_quoted(text)}"}}'


def end_box(name: str, text: str) -> str:
    """Return a node that says something."""
    return f'{name}["{_quoted(text)}"]'


def arrow(source: str, target: str, label: str = "") -> str:
    """Return an edge."""
    return f'{source} -->|"{_quoted(label)}"| {target}' if label else f"{source} --> {target}"


def key_table(questions: Questions) -> str:
    """Return a Markdown table of the keys of an input: what they hold and when they are asked."""
    rows = [
        f"| `{key}` | {_cell(question.text.en)} | {_values(question)} | {_asked(question)} |"
        for key, question in _keys(questions.questions, "")
    ]
    return "\n".join(["| key | question | value | asked |", "|---|---|---|---|", *rows])


def _keys(questions: Sequence[Question], prefix: str) -> Iterator[tuple[str, Question]]:
    for question in questions:
        for key in question.keys.values() or (question.id,):
            yield f"{prefix}{key}", question
        yield from _keys(question.item, f"{prefix}{question.id}[].")


def _values(question: Question) -> str:
    if question.type == "list":
        return f"list, at most {question.most}"
    if question.values:
        return ", ".join(f"`{value}`" for value in question.values)
    return question.type


def _asked(question: Question) -> str:
    return "always" if question.ask_when is None else f"if {_condition(question.ask_when)}"


def _condition(condition: Condition) -> str:
    match condition:
        case Is(key, values):
            return f"`{key}` is {' or '.join(f'`{value}`' for value in values)}"
        case Answered(key):
            return f"`{key}` is given"
        case InCurrency(currency):
            return f"an amount is in {currency}"
        case All(parts):
            return " and ".join(_condition(part) for part in parts)
        case Either(parts):
            return f"({' or '.join(_condition(part) for part in parts)})"


def _quoted(text: str) -> str:
    return text.replace('"', "#quot;")


def _cell(text: str) -> str:
    return text.replace("|", "\\|")
