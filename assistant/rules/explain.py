"""A check as a tree: every rule with its status, and how it came to it."""

from __future__ import annotations

from assistant.rules.model import CheckResult, Finding, Step
from assistant.rules.wording import same, say
from assistant.types import Language


def explain(result: CheckResult, language: Language = "da") -> Step:
    """Return the root of the tree: the overall status, below it notes and one step a rule.

    All steps hold both languages; `language` is what the caller shows.
    """
    del language
    notes = [Step(say("result.note", text=note)) for note in result.notes]
    rules = [_finding(finding) for finding in result.findings]
    version = Step(say("result.version", version=same(result.version)))
    return Step(say(f"result.{result.status}"), (*notes, *rules, version))


def _finding(finding: Finding) -> Step:
    title = finding.name or same(finding.key or finding.rule_id)
    steps = [Step(finding.message), *finding.trace]
    steps += [_finding(part) for part in finding.parts]
    steps += [Step(say("result.assumption", text=text)) for text in finding.assumptions]
    if finding.missing_input:
        steps.append(Step(say("result.missing", keys=same(", ".join(finding.missing_input)))))
    if finding.remedy:
        steps.append(Step(say("result.remedy", text=finding.remedy)))
    status = say(f"status.{finding.status}")
    return Step(say("result.finding", name=title, status=status), tuple(steps))
