"""What all commands share: where the ledger is, and how lines, notices and errors are written."""

import getpass
import os
import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from sayso.errors import LedgerError, SaysoError, UsageError

DEFAULT_LEDGER = "sayso.db"


class Format(StrEnum):
    """How a command shows what it found."""

    text = "text"
    json = "json"


class ReadingFormat(StrEnum):
    """How a reading is shown."""

    text = "text"
    json = "json"
    html = "html"


LedgerOption = Annotated[
    str | None,
    typer.Option(
        "--ledger",
        help="The ledger: a file or a postgresql:// address; else SAYSO_LEDGER, else ./sayso.db.",
        show_default=False,
    ),
]
FormatOption = Annotated[Format, typer.Option("--format", help="Text for people or JSON, one object a line.")]


class NobodyReads(Exception):
    """Whoever read our output went away, as in `sayso … | head`."""


class Page(Console):
    """A console on standard output; piped text is 100 columns wide."""

    def __init__(self) -> None:
        super().__init__(highlight=False, markup=False, emoji=False, width=None if sys.stdout.isatty() else 100)

    def on_broken_pipe(self) -> None:
        """Tell that nobody reads any more."""
        raise NobodyReads


def drop_output() -> None:
    """Send what is still to be written nowhere, so that nothing fails once more when Python ends."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def complain(problem: SaysoError | str) -> None:
    """Tell on standard error what went wrong."""
    notices().print(f"sayso: {problem}", style="red")


def notices() -> Console:
    """Return a console on standard error that leaves words and lines as they are."""
    return Console(stderr=True, soft_wrap=True, highlight=False, markup=False, emoji=False)


def print_line(line: str) -> None:
    """Write one line of JSON, or a page, in UTF-8, whatever the terminal's own encoding is, as soon as it is there."""
    try:
        sys.stdout.buffer.write(line.encode("utf-8") + b"\n")
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        raise NobodyReads from None


def ledger_place(given: str | None) -> str:
    """Return where the ledger is: as given, else as the environment says, else here."""
    return given or os.environ.get("SAYSO_LEDGER") or DEFAULT_LEDGER


def notice(message: str) -> None:
    """Tell on standard error of something that is no error."""
    notices().print(f"sayso: {message}", style="yellow")


def existing_ledger(given: str | None) -> str:
    """Return where the ledger is that is asked for; raises `LedgerError` where there is none yet."""
    place = ledger_place(given)
    if "://" not in place and not Path(place).exists():
        raise LedgerError(
            f"{place}: there is no ledger yet. Read a report first (`sayso read FILE`), or name another with --ledger."
        )
    return place


def author_of(given: str | None) -> str:
    """Return who corrects: the name given, else that of the user who is logged in."""
    if given:
        return given
    try:
        return os.environ.get("SAYSO_USER") or getpass.getuser()
    except (OSError, KeyError):
        raise UsageError("nobody is logged in under a name: say with --by who corrects.") from None
