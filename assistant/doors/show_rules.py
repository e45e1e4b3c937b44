"""What rules decided, for people: findings, their trace, the rules, who may apply, company size."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from assistant.doors.output import Out, printable
from assistant.doors.show import writer
from assistant.doors.texts import load_texts, long_date
from assistant.types import Language

if TYPE_CHECKING:
    from assistant.service import Assistant

_STYLES = {"pass": "green", "fail": "bold red", "unknown": "yellow", "not_applicable": "dim"}
_PIPE_WIDTH = 100


def show_check(result: Mapping[str, Any], service: Assistant, out: Out, language: Language) -> None:
    """Write the overall result, each finding, the largest grants and what was assumed.

    Only findings that are not met show their sources: `rules` lists those of all.
    """
    texts = _texts(language)
    words = service.budget_words(result["call"])
    write = writer(out)
    title = next(each["title"] for each in words["calls"] if each["id"] == result["call"])
    status = texts["status"][result["status"]]
    write(texts["overall"].format(call=title, status=status), _STYLES[result["status"]])
    for finding in result["findings"]:
        status = texts["status"][finding["status"]]
        write(f"\n{status}: {finding['name'][language]}", _STYLES[finding["status"]])
        _show_finding(finding, texts, out, language)
    if result.get("largest"):
        _show_largest(result, words, service, out, language)
    for heading, entries in (
        ("notes", result.get("notes", [])),
        ("assumptions", _assumptions(result["findings"], language)),
    ):
        if entries:
            write(f"\n{texts[heading]}", "bold")
            for entry in entries:
                write(f"- {_said(entry, language)}", "")


def show_trace(tree: Mapping[str, Any], out: Out) -> None:
    """Write the trace of a check as a tree."""
    from rich.console import Console
    from rich.text import Text
    from rich.tree import Tree

    def grow(branch: Tree, steps: Sequence[Mapping[str, Any]]) -> None:
        for step in steps:
            grow(branch.add(Text(printable(step["text"]))), step["steps"])

    root = Tree(Text(printable(tree["text"]), style="bold"))
    grow(root, tree["steps"])
    out.line()
    width = None if out.is_terminal else _PIPE_WIDTH
    console = Console(
        file=out.stream,
        width=width,
        highlight=False,
        emoji=False,
        markup=False,
        legacy_windows=False,
    )
    console.print(root)


def show_rules(tree: Mapping[str, Any], as_of: date, out: Out, language: Language) -> None:
    """Write each rule in force with its values and what each of them rests on."""
    write = writer(out)
    day = long_date(as_of, language)
    write(_texts(language)["listed"].format(call=tree["text"], day=day), "bold")
    for rule in tree["steps"]:
        write(f"\n{rule['text']}", "bold")
        for value in rule["steps"]:
            write(f"- {value['text']}", "")
            for source in value["steps"]:
                write(source["text"], "dim", indent=4)


def show_eligibility(result: Mapping[str, Any], out: Out, language: Language) -> None:
    """Write the outcome with its reasons, their sources, and what to do next."""
    texts = _texts(language)
    _show_outcome(result, texts, out, language)
    write = writer(out)
    if result["next"]:
        write(f"\n{texts['next']}", "bold")
        for each in result["next"]:
            write(f"- {_said(each, language)}", "")
    if result["citations"]:
        write(f"\n{texts['sources']}", "bold")
        _show_quotes(result["citations"], out, numbered=True)


def show_sme(result: Mapping[str, Any], out: Out, language: Language) -> None:
    """Write the category with its reasons, the figures it rests on and the legal basis."""
    texts = _texts(language)
    _show_outcome(result, texts, out, language)
    write = writer(out)
    if result.get("figures"):
        write("", "")
    for figure in result.get("figures", []):
        value = figure["value"] if figure["value"] is not None else texts["unknown_figure"]
        formula = f"  ({figure['formula']})" if figure.get("formula") else ""
        write(f"{_said(figure['label'], language)}: {value}{formula}", "")
    if result.get("assumptions"):
        write(f"\n{texts['assumptions']}", "bold")
        for each in result["assumptions"]:
            write(f"- {_said(each, language)}", "")
    if result["legal"]:
        write("\n" + texts["legal"].format(text=_acts(result["legal"])), "dim")


def _show_outcome(
    result: Mapping[str, Any], texts: Mapping[str, Any], out: Out, language: Language
) -> None:
    write = writer(out)
    write(_said(result["title"], language), "bold")
    if result["reasons"]:
        write(f"\n{texts['reasons']}", "bold")
    for reason in result["reasons"]:
        markers = "".join(f" [{number + 1}]" for number in reason.get("citations", []))
        write(f"- {_said(reason, language)}{markers}", "")
    for key in ("still_missing", "ignored"):
        keys = result.get({"still_missing": "missing_input"}.get(key, key))
        if keys:
            write("\n" + texts[key].format(keys=", ".join(keys)), "yellow")


def _show_finding(
    finding: Mapping[str, Any], texts: Mapping[str, Any], out: Out, language: Language
) -> None:
    write = writer(out)
    write(finding["message"][language], "", indent=4)
    for part in finding["parts"]:
        # Where the parts are few, the finding has said it all.
        if part["message"][language] not in finding["message"][language]:
            status = texts["status"][part["status"]]
            write(f"- {status}: {part['message'][language]}", "", indent=4)
    if finding.get("formula"):
        write(texts["calculation"].format(text=finding["formula"]), "", indent=4)
    if finding["status"] not in ("fail", "unknown"):
        return
    if finding.get("remedy"):
        write(texts["remedy"].format(text=finding["remedy"][language]), "bold", indent=4)
    if finding["missing_input"]:
        keys = ", ".join(finding["missing_input"])
        write(texts["missing_input"].format(keys=keys), "yellow", indent=4)
    _show_quotes(finding["citations"], out)
    if finding["legal"]:
        write(texts["legal"].format(text=_acts(finding["legal"])), "dim", indent=4)


def _show_largest(
    result: Mapping[str, Any],
    words: Mapping[str, Any],
    service: Assistant,
    out: Out,
    language: Language,
) -> None:
    texts = _texts(language)
    names = _names(words["sources"], language)

    def amount(value: str | None) -> str:
        if value is None:
            return str(texts["undecided"])
        return service.amount_text(value, language, words["currency"])

    write = writer(out)
    write(f"\n{texts['largest']}", "bold")
    for source, value in result["largest"].items():
        most = result["largest_high"].get(source)
        more = texts["up_to"].format(amount=amount(most)) if most else ""
        write(f"- {names.get(source, source)}: {amount(value)}{more}", "")
    write(f"- {texts['smallest_own']}: {amount(result.get('smallest_own'))}", "")


def _show_quotes(
    citations: Iterable[Mapping[str, Any]], out: Out, *, numbered: bool = False
) -> None:
    write = writer(out)
    for number, citation in enumerate(citations, start=1):
        marker = f"[{number}] " if numbered else ""
        write(f"{marker}“{citation['quote']}”", "", indent=0 if numbered else 4)
        write(citation["link"], "dim", indent=4)


def _assumptions(findings: Iterable[Mapping[str, Any]], language: Language) -> list[str]:
    key = "assumptions" if language == "da" else "assumptions_en"
    every = [text for finding in findings for text in finding[key]]
    return list(dict.fromkeys(every))


def _names(words: Iterable[Mapping[str, Any]], language: Language) -> dict[str, str]:
    return {word["id"]: word["name"][language] for word in words}


def _said(text: Any, language: Language) -> str:
    return text if isinstance(text, str) else str(text[language])


def _acts(legal: Iterable[Mapping[str, str]]) -> str:
    return "; ".join(
        f"{each['act']}, {each['article']}" if each.get("article") else each["act"]
        for each in legal
    )


def _texts(language: Language) -> Mapping[str, Any]:
    texts: Mapping[str, Any] = load_texts("assistant.doors", language)["rules"]
    return texts
