"""The versions of a report as text: what its page said first, and what it said then."""

from collections.abc import Sequence

from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from sayso.interfaces.text_view import show_head, statement_view
from sayso.ledger import Version
from sayso.model import Actor, Reading, Statement
from sayso.statements.revisions import Change, compare_readings

_MARKS = {"appeared": ("+", "green"), "changed": ("~", "yellow"), "vanished": ("-", "red")}


def show_versions(console: Console, versions: Sequence[Version]) -> None:
    """Print the versions in the order they came, each with what became of the statements since the one before."""
    before: Version | None = None
    for version in versions:
        show_head(console, version.reading.report)
        console.print(Text(_facts(version), style="dim"))
        if before is not None:
            _show_changes(console, before.reading, version.reading)
        console.print()
        before = version
    if len(versions) == 1:
        console.print("one version only: its page was not seen to change", style="dim")


def _facts(version: Version) -> str:
    report = version.reading.report
    facts = [f"version {version.head.version}", f"read {version.head.read_at[:16].replace('T', ' ')} UTC"]
    facts += [f"changed, as its page says, {report.modified_at}"] if report.modified_at else []
    return " · ".join(facts)


def _show_changes(console: Console, before: Reading, after: Reading) -> None:
    revision = compare_readings(before, after)
    if before.report.title != after.report.title:
        console.print(Text(f"  ~ title, before: {before.report.title or 'none'}", style="yellow"))
    for change in revision.changes:
        _show_change(console, change, before, after)
    same = "statement is" if revision.unchanged == 1 else "statements are"
    told = f"  {revision.unchanged} {same} the same"
    if not revision.same_run:
        told += "; another state of Sayso read the version before, so that a difference may be of its making"
    console.print(Text(told, style="dim"))


def _show_change(console: Console, change: Change, before: Reading, after: Reading) -> None:
    mark, colour = _MARKS[change.fate]
    said = f": {', '.join(change.differs)}" if change.differs else ""
    console.print(Text(f"  {mark} {change.fate}{said}", style=colour))
    for statement, reading in ((change.before, before), (change.after, after)):
        if statement is not None:
            view = statement_view(reading.report, statement, _actors(reading, statement))
            console.print(Padding(view, (0, 0, 0, 2)))


def _actors(reading: Reading, statement: Statement) -> list[Actor]:
    return [actor for actor in reading.actors if actor.id in statement.actors]
