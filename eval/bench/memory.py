"""The largest resident size of a running `assistant serve` after 200 questions over HTTP.

Run `python -m eval.bench.memory [--questions 200]`. The size is the operating system's own peak of
the process from its start to its end (ru_maxrss of wait4). Limit: 1.5 GB. Exit 1 when missed.
"""

from __future__ import annotations

from typing import Annotated

import typer

from eval.bench.common import finish, some_questions, workplace
from eval.bench.server import client, payload, serving

LIMIT_BYTES = 1_500_000_000


def main(
    questions: Annotated[int, typer.Option(help="How many questions are asked.", min=1)] = 200,
) -> None:
    """Measure the memory of a server."""
    with workplace() as place, serving(place) as server:
        with client(server) as http:
            for question in some_questions([], questions):
                http.post("/api/ask", json=payload(question)).raise_for_status()
        server.stop()
    finish(
        {"questions": questions, "peak_bytes": server.peak_bytes, "limit_bytes": LIMIT_BYTES},
        f"server peak {server.peak_bytes / 1e9:.2f} GB after {questions} questions",
        0 < server.peak_bytes <= LIMIT_BYTES,
    )


if __name__ == "__main__":
    typer.run(main)
