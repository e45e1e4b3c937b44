"""From whatever goes wrong to an exit code and one message: no command shows a traceback."""

from __future__ import annotations

import logging
import os
import sys
from collections.abc import Sequence
from typing import Any

import typer
from typer.core import TyperGroup

from assistant.doors.log import log_file
from assistant.doors.output import Out, printable
from assistant.errors import AssistantError, InputError

INTERRUPTED = 130
PIPE_CLOSED = 141
_LOG = logging.getLogger(__name__)


class InternalError(AssistantError):
    """Something unforeseen. Code 3: the installation, not the input, is what must be mended."""

    exit_code = 3


class PipeClosedError(Exception):
    """Whoever read stdout has gone."""


class Commands(TyperGroup):
    """Typer's group of commands, which lets a closed pipe through under a name of its own."""

    def invoke(self, ctx: Any) -> Any:
        """Run the command; Typer itself would turn a closed pipe into exit code 1."""
        try:
            return super().invoke(ctx)
        except BrokenPipeError as error:
            raise PipeClosedError from error


def run(app: typer.Typer, arguments: Sequence[str]) -> int:
    """Run `app` and return the exit code; errors become one message, with --json also an object."""
    as_json = wants_json(arguments)
    try:
        code = app(args=list(arguments) or ["--help"], standalone_mode=False)
        sys.stdout.flush()
    except AssistantError as error:
        return report(error, as_json)
    except typer.TyperException as error:
        return report(_usage_error(error), as_json)
    except (KeyboardInterrupt, typer.Abort):
        return INTERRUPTED
    except (PipeClosedError, BrokenPipeError):
        discard_stdout()
        return PIPE_CLOSED
    except Exception as error:  # the last line of defence: no traceback on the screen
        return report(internal_error(error), as_json)
    return int(code or 0)


def wants_json(arguments: Sequence[str]) -> bool:
    """Whether stdout must hold JSON only; looked up by hand, since parsing itself may fail."""
    options = arguments[: arguments.index("--")] if "--" in arguments else arguments
    return any(o in ("--json", "--batch") or o.startswith("--batch=") for o in options)


def report(error: AssistantError, as_json: bool) -> int:
    """Write `error` to stderr, with `as_json` also to stdout, and return its exit code."""
    lines = [f"Error: {error.message}", *([error.hint] if error.hint else [])]
    sys.stderr.write(printable("\n".join(lines)) + "\n")
    if as_json:
        Out(sys.stdout).json(error.to_json())
    return error.exit_code


def internal_error(error: Exception) -> InternalError:
    """Log the traceback of an unforeseen `error` and return what to show of it."""
    _LOG.error("unforeseen error", exc_info=error)
    return InternalError(
        "internal",
        f"Something unforeseen went wrong ({type(error).__name__}).",
        f"The details are in {log_file()}; `assistant doctor` looks for causes.",
    )


def discard_stdout() -> None:
    """Point stdout at nothing once its reader is gone, or Python complains when it exits."""
    with open(os.devnull, "wb") as nothing:
        os.dup2(nothing.fileno(), sys.stdout.fileno())


def _usage_error(error: typer.TyperException) -> InputError:
    context = getattr(error, "ctx", None)
    command = context.command_path if context is not None else "assistant"
    return InputError(
        "usage", error.format_message(), f"Run `{command} --help` for what can be given."
    )
