"""Trains the judge: `python -m eval.mail_judge [--write]`.

Shows recall and precision of the questions of each set of mails by the rules alone, and with a
judge that was trained without the mail (ten parts of all mails, each judged by the other nine).
`--write` keeps the one trained on everything.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

import assistant.desk.mail
from assistant.desk.mail.judge import Judge
from assistant.embedder import EmbeddingModel
from assistant.settings import load_settings
from eval.mail_judge import (
    FOLDS,
    every_mail,
    fold_of,
    from_mails,
    judge_of,
    train,
    without,
    written,
)
from eval.mails import judge as judged_mail
from eval.metrics.mails import Matched

_TARGET = Path(assistant.desk.mail.__file__).parent / "judge.json"
_AT_ONCE = 32


class _Kept:
    """The vectors of the model, each computed once."""

    def __init__(self) -> None:
        settings = load_settings()
        self.model = settings.model
        self._model = EmbeddingModel(settings)
        self._known: dict[str, Sequence[float]] = {}

    def __call__(self, texts: Sequence[str]) -> list[Sequence[float]]:
        new = [text for text in dict.fromkeys(texts) if text not in self._known]
        for at in range(0, len(new), _AT_ONCE):
            some = new[at : at + _AT_ONCE]
            self._known.update(zip(some, self._model.embed(some), strict=True))
        return [self._known[text] for text in texts]


def main(
    write: Annotated[bool, typer.Option(help="Keep the weights.")] = False,
    faults: Annotated[bool, typer.Option(help="Show what is missed or wrong.")] = False,
) -> None:
    """Measure the judge set by set; keep it where asked."""
    embed = _Kept()
    rows = [*written(), *from_mails()]
    print(f"{len(rows)} sentences, {sum(each.asks for each in rows)} of them ask")
    sums: dict[str, Matched] = {}
    judges = [judge_of(train(without(rows, fold), embed), embed) for fold in range(FOLDS)]
    for name in dict.fromkeys(each.set for _, each in every_mail()):
        for label, used in (("rules", None), ("judge", judges)):
            total = _measured(name, used)
            sums[label] = sums.get(label, Matched()) + total
            _show(f"{name} {label}", total, faults and used is not None)
    for label, total in sums.items():
        _show(f"all {label}", total, False)
    if write:
        trained = train(rows, embed)
        data = {
            "model": embed.model,
            "intercept": trained.intercept,
            "weights": list(trained.weights),
        }
        _TARGET.write_text(json.dumps(data) + "\n", encoding="utf-8")


def _measured(name: str, judges: list[Judge] | None) -> Matched:
    """Return the figures of a set, each mail read with the judge that did not see it."""
    total = Matched()
    for folder, each in every_mail():
        if each.set == name:
            judge = None if judges is None else judges[fold_of(each)]
            total += judged_mail(each, folder, judge).questions
    return total


def _show(name: str, total: Matched, faults: bool) -> None:
    print(f"{name}: recall {total.recall:.3f}, precision {total.precision:.3f}")
    for text in total.missed if faults else ():
        print(f"    missed: {text}")
    for text in total.wrong if faults else ():
        print(f"    wrong:  {text}")


if __name__ == "__main__":
    typer.run(main)
