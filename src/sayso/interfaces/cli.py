"""The command line: the only place that prints.

JSON goes to standard output alone; progress, warnings and errors go to standard error.  Exit status: 0 done,
1 an input could not be read, 2 wrong usage.
"""

import shlex
import sys
from collections.abc import Iterator
from enum import StrEnum
from io import TextIOWrapper
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.console import Console

from sayso import __version__
from sayso.errors import MalformedInput, ReadingError, SaysoError, UsageError
from sayso.interfaces import claiming
from sayso.interfaces.serving import serve, token
from sayso.interfaces.showing import Shown
from sayso.interfaces.terminal import (
    Format,
    FormatOption,
    LedgerOption,
    NobodyReads,
    Page,
    ReadingFormat,
    complain,
    drop_output,
    existing_ledger,
    ledger_place,
    notice,
    notices,
    print_line,
)
from sayso.interfaces.watching import watch
from sayso.model import Reading, Report
from sayso.tagger import DEFAULT_MODEL

if TYPE_CHECKING:
    from sayso.ledger import Ledger

app = typer.Typer(
    name="sayso",
    help="Who said it, who confirms it, who denies it, since when: a ledger of statements read from news reports.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
app.command()(watch)
app.command()(serve)
app.add_typer(token, name="token")


class Engine(StrEnum):
    """What runs a batch."""

    local = "local"


ModelOption = Annotated[
    str,
    typer.Option(
        "--model",
        help="What finds the statements: `best`, `fast` (not for commercial use), `open`, or `rules` alone.",
    ),
]


def main() -> None:
    """Run the command line; turn every error that Sayso knows into one message and an exit status."""
    if isinstance(sys.stdout, TextIOWrapper):  # signs that the terminal's encoding lacks are no reason to stop
        sys.stdout.reconfigure(errors="backslashreplace")
    try:
        app(prog_name="sayso")
    except SaysoError as error:
        complain(error)
        sys.exit(error.exit_code)
    except NobodyReads:
        drop_output()
    except OSError as error:  # a full disk, a file that may not be opened
        drop_output()
        complain(f"{error.filename or 'the output'}: {error.strerror or error}. Check the disk and the permissions.")
        sys.exit(1)


def _show_version(asked: bool) -> None:
    if asked:
        print(f"sayso {__version__}")
        raise typer.Exit


@app.callback()
def _options(
    version: Annotated[
        bool, typer.Option("--version", callback=_show_version, is_eager=True, help="Show the version.")
    ] = False,
) -> None:
    """Who said it, who confirms it, who denies it, since when."""
    del version


@app.command()
def read(
    files: Annotated[
        list[str],
        typer.Argument(
            help="Reports: text, pages, PDF, mails, JSON lines, CSV, Parquet, WARC, ZIP or folders of them; `-` is "
            "standard input.",
            metavar="FILE",
            show_default=False,
        ),
    ],
    published: Annotated[
        str | None, typer.Option(help="The day of publication, such as 2025-04-28.", show_default=False)
    ] = None,
    outlet: Annotated[str | None, typer.Option(help="Who published it.", show_default=False)] = None,
    url: Annotated[str | None, typer.Option(help="Where it was published.", show_default=False)] = None,
    ledger: LedgerOption = None,
    no_ledger: Annotated[bool, typer.Option("--no-ledger", help="Show the reading, keep nothing.")] = False,
    model: ModelOption = DEFAULT_MODEL,
    min_confidence: Annotated[
        float, typer.Option(min=0, max=1, help="Show only statements that are so likely right; all are kept.")
    ] = 0,
    output: Annotated[
        ReadingFormat,
        typer.Option(
            "--format", help="Text for people, JSON, one object a line, or one HTML page that needs nothing else."
        ),
    ] = ReadingFormat.text,
) -> None:
    """Read reports, show who said what, and keep it in the ledger."""
    from sayso.interfaces.together import read_items
    from sayso.ledger import open_ledger
    from sayso.pipeline import this_run

    if ledger and no_ledger:
        raise UsageError("--ledger and --no-ledger exclude each other: give one of them.")
    if url and len(files) > 1:
        raise UsageError("--url is the address of one report: read the files one by one, each with its own.")
    published = _day(published)
    this_run(model)  # weights that do not exist are refused before anything is read
    failed, shown = 0, Shown(output)
    book = None if no_ledger else open_ledger(ledger_place(ledger))
    try:
        for item in read_items(_inputs(files, published=published, outlet=outlet, url=url), book, model):
            try:
                if isinstance(item, ReadingError):
                    raise item
                shown.add(*_kept(item, book, min_confidence))
            except ReadingError as error:
                complain(error)
                failed += 1
        claiming.place_readings(book)
        shown.end()
    finally:
        if book is not None:
            book.close()
    if failed:
        raise typer.Exit(1)


def _kept(reading: Reading, book: "Ledger | None", min_confidence: float) -> tuple[Reading, str]:
    """Return what is shown of a report's reading, and the same as JSON; all of it is kept."""
    from sayso.interfaces.wire import reading_to_json
    from sayso.pipeline import drop_unsure

    report = reading.report
    shown = drop_unsure(reading, min_confidence)
    line = reading_to_json(shown)  # what cannot be told is not kept either
    if book is not None:
        book.keep(reading)
    for limit in reading.limits:
        notice(f"{report.given_id or report.title or report.id}: {limit}")
    return shown, line


def _day(published: str | None) -> str | None:
    """Return the day given with `--published`; raises `UsageError` where it is none, before anything is read."""
    from sayso.reading.text import to_day

    try:
        return to_day(published, source="--published") if published is not None else None
    except MalformedInput as error:
        raise UsageError(str(error)) from None


def _inputs(files: list[str], **facts: str | None) -> Iterator[Report | ReadingError]:
    """Yield the report or the error of every report in every input; one bad input stops no other."""
    from sayso.reading.inputs import Given
    from sayso.reading.jsonl import LineError
    from sayso.reading.records import read_records

    for file in files:
        try:
            for record in read_records(Path(file), Given(**facts), notice):
                yield ReadingError(record.message) if isinstance(record, LineError) else record
        except ReadingError as error:
            yield error


@app.command()
def extract(
    source: Annotated[
        Path,
        typer.Argument(
            metavar="IN",
            help="Reports: whatever `read` takes, JSON lines and folders above all; `-` is standard input.",
            show_default=False,
        ),
    ],
    out: Annotated[
        Path,
        typer.Option(
            "--output", "-o", metavar="OUT", help="One reading a line, in the same order.", show_default=False
        ),
    ],
    workers: Annotated[int, typer.Option(min=1, help="How many processes read.")] = 1,
    engine: Annotated[Engine, typer.Option(help="What runs the batch.")] = Engine.local,
    resume: Annotated[bool, typer.Option("--resume", help="Go on behind the last whole line of OUT.")] = False,
    model: ModelOption = DEFAULT_MODEL,
) -> None:
    """Read a batch: reports in, one reading a line out.

    A report that cannot be read gives a line with its error, and the batch goes on and ends with status 0.
    """
    from sayso.interfaces.extraction import extract as extract_file
    from sayso.pipeline import this_run

    del engine  # one so far; the choice is part of the contract
    this_run(model)
    progress: Any = _progress()
    with progress:
        task = progress.add_task("reading", total=None)
        totals = extract_file(
            source,
            out,
            workers=workers,
            resume=resume,
            model=model,
            on_line=lambda done: progress.update(task, completed=done),
            on_skip=notice,
        )
    notices().print(
        f"{totals.read} reports read, {totals.failed} could not be read, {totals.skipped} were there already: {out}"
    )


def _progress() -> Any:
    """Return a progress bar on standard error, silent where that is no terminal."""
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    console = Console(stderr=True)
    return Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
        console=console,
        disable=not console.is_terminal,
    )


@app.command()
def statements(
    query: Annotated[
        str | None,
        typer.Option(
            help="Words that the speaker's name or words contain.",
            metavar="SPEAKER",
            show_default=False,
        ),
    ] = None,
    party: Annotated[
        str | None, typer.Option(help="State or body spoken for: RU, EU, UN, NATO.", show_default=False)
    ] = None,
    stance: Annotated[
        str | None,
        typer.Option(
            help="asserts, confirms, denies, withholds, alleges, demands, announces or evaluates.", show_default=False
        ),
    ] = None,
    report: Annotated[str | None, typer.Option(help="The id of one report.", show_default=False)] = None,
    since: Annotated[
        str | None, typer.Option(help="Only reports published on or after this day.", show_default=False)
    ] = None,
    limit: Annotated[int | None, typer.Option(min=1, help="At most so many.", show_default=False)] = None,
    ledger: LedgerOption = None,
    output: FormatOption = Format.text,
) -> None:
    """List what is in the ledger: who said what, when, in which report."""
    from sayso.interfaces.text_view import show_entries
    from sayso.interfaces.wire import statement_to_json
    from sayso.ledger import open_ledger

    with open_ledger(existing_ledger(ledger)) as book:
        entries = book.statements(speaker=query, party=party, stance=stance, report=report, since=since, limit=limit)
        if output is Format.json:
            for entry in entries:
                print_line(statement_to_json(entry.statement, entry.actors, book.report(entry.report.id)))
        else:
            show_entries(Page(), entries, book.report)


@app.command()
def report(
    id: Annotated[str, typer.Argument(metavar="ID", help="The id of a report, its own or given.", show_default=False)],
    versions: Annotated[
        bool, typer.Option("--versions", help="Every text that its page had, and what changed in what was said.")
    ] = False,
    ledger: LedgerOption = None,
    output: FormatOption = Format.text,
) -> None:
    """Show a report of the ledger as it was read, or how it changed."""
    from sayso.interfaces.text_view import show_reading
    from sayso.interfaces.version_view import show_versions
    from sayso.interfaces.wire import reading_to_json, version_to_json
    from sayso.ledger import open_ledger

    with open_ledger(existing_ledger(ledger)) as book:
        if not versions:
            reading = book.reading(id)
            if output is Format.json:
                print_line(reading_to_json(reading))
            else:
                show_reading(Page(), reading)
            return
        texts = book.versions(id)
        if output is Format.text:
            show_versions(Page(), texts)
            return
        for before, version in zip((None, *texts), texts, strict=False):
            print_line(version_to_json(version, before))


@app.command()
def demo(ledger: LedgerOption = None) -> None:
    """Read the bundled example reports into a ledger and print the claims with each party's position."""
    from sayso.accounting import read_together_knowing
    from sayso.interfaces.claim_view import show_changes, show_claims
    from sayso.ledger import open_ledger
    from sayso.reading.examples import example_reports

    page, place = Page(), ledger_place(ledger)
    with open_ledger(place) as book:
        for reading in read_together_knowing(book, tuple(example_reports())):
            book.keep(reading)
        claiming.place_readings(book)
        page.print("What is claimed, and who stands where:\n", style="bold underline")
        shown = show_claims(page, book.claims())
        page.print("Who went over to another side:\n", style="bold underline")
        show_changes(page, book.changes())
        counts = book.counts()
    page.print(
        f"\n{counts.reports} reports, {counts.statements} statements, {shown} claims in {place}.", soft_wrap=True
    )
    page.print(f"Go on with: sayso claims --standing contested --ledger {shlex.quote(place)}", soft_wrap=True)
    page.print(
        "The example reports are written for this project, their outlets are invented: no source of facts.", style="dim"
    )


for _command in (
    claiming.claims,
    claiming.claim,
    claiming.changes,
    claiming.search,
    claiming.merge,
    claiming.split,
    claiming.accept,
    claiming.correct,
    claiming.reject,
    claiming.undo,
    claiming.corrections,
):
    app.command()(_command)
