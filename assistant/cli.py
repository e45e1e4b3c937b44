"""The command line: declares commands and options, and nothing else."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from assistant import telemetry
from assistant.doors import guard, log
from assistant.doors.output import results_only, use_utf8
from assistant.errors import InputError

# Commands import what they need when they run: `--help` and a mistyped option answer at once.
app = typer.Typer(
    name="assistant",
    cls=guard.Commands,
    help="Answers questions about funding calls, with quotes checked against the sources.",
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)

staff_app = typer.Typer(
    cls=guard.Commands, help="The people of the staff.", rich_markup_mode=None, no_args_is_help=True
)
app.add_typer(staff_app, name="staff")

AsJson = Annotated[bool, typer.Option("--json", help="Write JSON to stdout, all else to stderr.")]
Lang = Annotated[str, typer.Option(metavar="da|en", help="Language of what is printed.")]
OneCall = Annotated[
    str | None, typer.Option(metavar="ID", help="The call; needed where several have rules.")
]


@app.command()
def ask(
    question: Annotated[str | None, typer.Argument(help="The question.")] = None,
    as_json: AsJson = False,
    lang: Annotated[
        str | None, typer.Option(metavar="da|en", help="Language to answer in.")
    ] = None,
    as_of: Annotated[
        str | None,
        typer.Option(metavar="YYYY-MM-DD", help="The day the answer is for; else today."),
    ] = None,
    call: Annotated[
        str | None, typer.Option(metavar="ID", help="Only this call; else all.")
    ] = None,
    mode: Annotated[
        str | None, typer.Option(metavar="extractive|llm", help="How the answer is written.")
    ] = None,
    batch: Annotated[
        str | None,
        typer.Option(metavar="FILE.jsonl", help="Questions, one JSON a line; - is stdin."),
    ] = None,
) -> int:
    """Answer a question from the indexed sources."""
    from assistant.doors import commands

    given = {"lang": lang, "as_of": as_of, "call": call, "mode": mode}
    options = {name: value for name, value in given.items() if value is not None}
    if (question is None) == (batch is None):
        raise InputError(
            "usage",
            "Give either a question or --batch with a file.",
            'For example: assistant ask "Hvem kan søge?"',
        )
    with results_only() as out:
        if batch is not None:
            return commands.batch(out, batch, options)
        return commands.ask(out, question or "", options, as_json)


@app.command()
def check(
    file: Annotated[str, typer.Argument(help="The budget, YAML or JSON; - is stdin.")],
    as_json: AsJson = False,
    with_trace: Annotated[
        bool, typer.Option("--explain", help="Also show how each finding was worked out.")
    ] = False,
    call: OneCall = None,
    lang: Lang = "da",
) -> int:
    """Check a budget against the rules of its call; code 1 where one is broken or undecided."""
    from assistant.doors import rule_commands

    with results_only() as out:
        return rule_commands.check(out, file, call, lang, as_json, with_trace)


@app.command()
def rules(
    as_of: Annotated[
        str | None, typer.Option(metavar="YYYY-MM-DD", help="Those in force then; else today.")
    ] = None,
    call: OneCall = None,
    as_json: AsJson = False,
    lang: Lang = "da",
) -> int:
    """List the rules in force, each with what it rests on."""
    from assistant.doors import rule_commands

    with results_only() as out:
        return rule_commands.rules(out, call, as_of, lang, as_json)


@app.command()
def eligibility(
    answers: Annotated[
        str, typer.Option(metavar="FILE", help="The answers, YAML or JSON; - is stdin.")
    ],
    as_of: Annotated[
        str | None,
        typer.Option(metavar="YYYY-MM-DD", help="The day it is for; else the answers', or today."),
    ] = None,
    call: OneCall = None,
    as_json: AsJson = False,
    lang: Lang = "da",
) -> int:
    """Say whether somebody may apply, take part, or is outside."""
    from assistant.doors import rule_commands

    with results_only() as out:
        return rule_commands.eligibility(out, answers, call, as_of, lang, as_json)


@app.command()
def sme(
    file: Annotated[str, typer.Argument(help="The company's figures, YAML or JSON; - is stdin.")],
    as_json: AsJson = False,
    lang: Lang = "da",
) -> int:
    """Say whether a company is an SME by the EU's definition."""
    from assistant.doors import rule_commands

    with results_only() as out:
        return rule_commands.sme(out, file, lang, as_json)


@app.command()
def ingest(
    paths: Annotated[
        list[Path] | None, typer.Argument(help="Files and folders; else the corpus folder.")
    ] = None,
    call: Annotated[str | None, typer.Option(metavar="ID", help="The call they belong to.")] = None,
    as_json: AsJson = False,
) -> int:
    """Read files into the index; a file that can't be read fails alone."""
    from assistant.doors import commands

    with results_only() as out:
        return commands.ingest(out, paths or [], call, as_json)


@app.command()
def source(
    document_id: Annotated[str, typer.Argument(metavar="ID", help="The document's id.")],
    as_json: AsJson = False,
) -> int:
    """Print a document's canonical text and nothing else."""
    from assistant.doors import commands

    with results_only() as out:
        return commands.source(out, document_id, as_json)


@app.command()
def sources(as_json: AsJson = False) -> int:
    """List the documents in the index."""
    from assistant.doors import commands

    with results_only() as out:
        return commands.sources(out, as_json)


@app.command()
def feedback(
    as_json: AsJson = False,
    everything: Annotated[
        bool, typer.Option("--all", help="Also what the same person replaced later.")
    ] = False,
) -> int:
    """List what people said of answers on the page, oldest first."""
    from assistant.doors import commands

    with results_only() as out:
        return commands.feedback(out, everything, as_json)


@app.command()
def draft(
    file: Annotated[str, typer.Argument(help="The mail, text or .eml; - is stdin.")],
    as_json: AsJson = False,
    lang: Annotated[
        str | None, typer.Option(metavar="da|en", help="Language to answer in; else the mail's.")
    ] = None,
    as_of: Annotated[
        str | None,
        typer.Option(metavar="YYYY-MM-DD", help="The day the answer is for; else today."),
    ] = None,
    call: Annotated[
        str | None, typer.Option(metavar="ID", help="Only this call; else all.")
    ] = None,
    signature: Annotated[
        str | None, typer.Option(metavar="FILE", help="The text that closes the letter.")
    ] = None,
) -> int:
    """Draft the reply to a mail: each question answered from the sources, open points marked."""
    from assistant.doors import desk_commands

    with results_only() as out:
        return desk_commands.draft(out, file, as_json, lang, as_of, call, signature)


@app.command()
def modules(
    call: Annotated[str | None, typer.Option(metavar="ID", help="Only this call's.")] = None,
    as_json: AsJson = False,
    lang: Lang = "da",
) -> int:
    """List the modules of the learning path."""
    from assistant.doors import learn_commands

    with results_only() as out:
        return learn_commands.modules(out, call, lang, as_json)


@app.command()
def quiz(
    module: Annotated[str, typer.Option(metavar="ID", help="The module; see `modules`.")],
    seed: Annotated[int, typer.Option(min=0, help="The same seed gives the same questions.")] = 0,
    count: Annotated[
        int | None, typer.Option(min=1, max=50, help="How many questions; else all.")
    ] = None,
    as_json: AsJson = False,
    lang: Lang = "da",
) -> int:
    """Ask questions about a module, with the right answers and what they rest on."""
    from assistant.doors import learn_commands

    with results_only() as out:
        return learn_commands.quiz(out, module, seed, count, lang, as_json)


@app.command()
def backup(
    file: Annotated[Path, typer.Argument(help="The file to write.")],
    as_json: AsJson = False,
) -> int:
    """Write the database and uploaded documents into one file, also while the server runs."""
    from assistant.doors import backup_commands

    with results_only() as out:
        return backup_commands.backup(out, file, as_json)


@app.command()
def restore(
    file: Annotated[Path, typer.Argument(help="A file that `backup` wrote.")],
    as_json: AsJson = False,
) -> int:
    """Put back what a backup holds, also while the server runs; keeps a backup of what was."""
    from assistant.doors import backup_commands

    with results_only() as out:
        return backup_commands.restore(out, file, as_json)


@app.command()
def serve(
    host: Annotated[str, typer.Option(help="Address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=0, max=65535, help="Port; 0 takes a free one.")] = 7860,
) -> int:
    """Serve the page and the REST interface until stopped."""
    from assistant.web.serving import serve as run_server

    with results_only() as out:
        return run_server(out, host, port)


@app.command()
def doctor(as_json: AsJson = False) -> int:
    """Check the installation and say what to do about what is wrong."""
    from assistant.doors import commands

    with results_only() as out:
        return commands.doctor(out, as_json)


@app.command()
def setup() -> int:
    """Prepare the embedding model and build the index, so that the first question is quick."""
    from assistant.doors import commands

    return commands.setup()


@staff_app.command("set-password")
def set_password(
    name: Annotated[str, typer.Option("--name", help="Whose; made where there is none.")] = "staff",
    display_name: Annotated[
        str | None, typer.Option("--display-name", help="As letters and notes show it.")
    ] = None,
) -> int:
    """Set a password for the staff pages: asked for twice, or one line of stdin."""
    from assistant.doors import staff_commands

    with results_only() as out:
        return staff_commands.set_password(out, name, display_name)


@staff_app.command("list")
def list_staff(as_json: AsJson = False) -> int:
    """List who has a password."""
    from assistant.doors import staff_commands

    with results_only() as out:
        return staff_commands.listed(out, as_json)


@staff_app.command("remove")
def remove_staff(
    name: Annotated[str, typer.Argument(help="Whose password is taken away.")],
) -> int:
    """Take somebody's password and open sessions away; what they wrote stays."""
    from assistant.doors import staff_commands

    with results_only() as out:
        return staff_commands.remove(out, name)


def main() -> None:
    """Run the command of `sys.argv` and exit with its code."""
    telemetry.disable()
    use_utf8()
    log.configure()
    sys.exit(guard.run(app, sys.argv[1:]))
