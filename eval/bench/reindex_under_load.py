"""Re-index while the server answers: no failure, no empty quote, the new text found in 5 s.

Run `python -m eval.bench.reindex_under_load [--questions 200] [--rounds 3] [--seed 1]`. One thread
asks the server the dev questions one after another, at least `--questions` of them and until the
re-indexing is over; meanwhile each round writes a made-up call into the corpus, runs
`assistant ingest` in another process and then asks for the new text until a citation quotes it.
Limits: 0 failures, 0 empty quotes, 5 s. Exit 1 when missed.
"""

from __future__ import annotations

import itertools
import threading
import time
from dataclasses import dataclass, field
from typing import Annotated, Any

import httpx
import typer

from eval.bench.common import Workplace, call, finish, must, some_questions, workplace
from eval.bench.server import Server, client, payload, serving
from eval.bench.texts import MadeUpCall, made_up_call
from eval.questions import Question

FOUND_WITHIN_S = 5.0
GIVE_UP_S = 30.0
PARAGRAPHS = 60


@dataclass(slots=True)
class Load:
    """What came back while the server was asked in a loop."""

    asked: int = 0
    failures: list[str] = field(default_factory=list)
    empty_quotes: list[str] = field(default_factory=list)
    generations: set[str] = field(default_factory=set)

    def note(self, question: Question, response: httpx.Response) -> None:
        """Note an answer: a failure unless it is 200; an answer without quotes is empty too."""
        self.asked += 1
        if response.status_code != httpx.codes.OK:
            self.failures.append(
                f"{question.id}: HTTP {response.status_code} {response.text[:200]}"
            )
            return
        answer: dict[str, Any] = response.json()
        self.generations.add(answer["index_generation"])
        quotes = [citation["quote"].strip() for citation in answer["citations"]]
        if not all(quotes) or (answer["status"] in ("answered", "partial") and not quotes):
            self.empty_quotes.append(question.id)


def main(
    questions: Annotated[int, typer.Option(help="At least this many questions.", min=1)] = 200,
    rounds: Annotated[int, typer.Option(help="How often to re-index.", min=1, max=30)] = 3,
    seed: Annotated[int, typer.Option(help="Seed of the made-up calls.")] = 1,
) -> None:
    """Ask and re-index at once."""
    load, over = Load(), threading.Event()
    with workplace() as place:
        must(call(place, "ingest", "--json"))
        with serving(place) as server:
            asking = threading.Thread(target=_ask, args=(server, questions, load, over))
            asking.start()
            try:
                found = [
                    _reindex(place, server, made_up_call(number, PARAGRAPHS, seed))
                    for number in range(rounds)
                ]
            finally:
                over.set()
                asking.join()
    slowest = max(found)
    finish(
        {
            "asked": load.asked,
            "failures": load.failures,
            "empty_quotes": load.empty_quotes,
            "generations": len(load.generations),
            "seconds_until_found": [round(each, 2) for each in found],
            "limit_s": FOUND_WITHIN_S,
        },
        f"{load.asked} questions during {rounds} re-indexings: {len(load.failures)} failures, "
        f"{len(load.empty_quotes)} empty quotes, new text found within {slowest:.1f} s",
        not load.failures and not load.empty_quotes and slowest <= FOUND_WITHIN_S,
    )


def _ask(server: Server, least: int, load: Load, over: threading.Event) -> None:
    with client(server) as http:
        for question in itertools.cycle(some_questions([], least)):
            if load.asked >= least and over.is_set():
                return
            try:
                load.note(question, http.post("/api/ask", json=payload(question)))
            except httpx.HTTPError as error:
                load.asked += 1
                load.failures.append(f"{question.id}: {error!r}")


def _reindex(place: Workplace, server: Server, new: MadeUpCall) -> float:
    """Index a new call and return the seconds from the command's end until it is quoted."""
    new.save(place.corpus)
    must(call(place, "ingest", "--json"))
    end = time.perf_counter()
    with client(server) as http:
        while (waited := time.perf_counter() - end) < GIVE_UP_S:
            answer = http.post("/api/ask", json={"question": new.question}).json()
            if any(new.sentence in citation["quote"] for citation in answer["citations"]):
                return time.perf_counter() - end
    return waited


if __name__ == "__main__":
    typer.run(main)
