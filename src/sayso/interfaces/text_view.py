"""Readings and ledger entries as text that a person likes to read."""

import re
from collections.abc import Callable, Iterable, Sequence

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from sayso.ledger import Entry
from sayso.model import Actor, Confidences, Reading, Report, Span, Statement

# A sign and a colour for each stance: the sign carries the meaning where there are no colours.
SIGNS = {
    "asserts": ("·", "default"),
    "confirms": ("✓", "green"),
    "denies": ("✗", "red"),
    "withholds": ("?", "yellow"),
    "alleges": ("!", "magenta"),
    "demands": ("→", "cyan"),
    "announces": ("»", "blue"),
    "evaluates": ("±", "bright_black"),
}
_MODES = {
    "direct": "direct speech",
    "indirect": "indirect speech",
    "reported": "reported",
    "free_indirect": "free indirect",
    "indirect_free_indirect": "indirect, carried on",
}
_BREAKS = re.compile(r"[\x00-\x20\x7f-\x9f\u2028\u2029]+")
_UNSURE = 0.75  # a role that is less likely right is named as such
_GAP = 60  # characters left out between two pieces of a statement before an ellipsis stands for them


def show_reading(console: Console, reading: Reading) -> None:
    """Print a reading: the report's head, then its statements in order."""
    show_head(console, reading.report)
    depth = _depths(reading.statements)
    actors = {actor.id: actor for actor in reading.actors}
    for statement in reading.statements:
        console.print(
            statement_view(reading.report, statement, [actors[a] for a in statement.actors], depth[statement.id])
        )
    if not reading.statements:
        console.print("  no statements found", style="dim")
    console.print()


def show_entries(console: Console, entries: Iterable[Entry], report_of: Callable[[str], Report]) -> None:
    """Print statements of the ledger under the heads of their reports, which `report_of` gives by id."""
    report: Report | None = None
    for entry in entries:
        if report is None or entry.report.id != report.id:
            if report is not None:
                console.print()
            report = report_of(entry.report.id)
            show_head(console, report)
        console.print(statement_view(report, entry.statement, entry.actors))
    if report is None:
        console.print("no statements")


def show_head(console: Console, report: Report) -> None:
    """Print who published what and when, and where that is known from."""
    console.print(Text(flat(report.title or _first_words(report.text)), style="bold underline"))
    source = {"given": "", "page": " (from the page)", "text": " (as far as its own dates tell)", "unknown": ""}[
        report.published_from
    ]
    facts = [
        report.outlet or "outlet unknown",
        (report.published or "day of publication unknown") + source,
        *([", ".join(report.agencies)] if report.agencies else []),
        f"report {report.given_id or report.id}",
    ]
    console.print(Text(flat(" · ".join(facts)), style="dim"))


def statement_view(report: Report, statement: Statement, actors: Sequence[Actor], depth: int = 0) -> RenderableType:
    """Return one statement: stance, speaker and day, then the words with their cue marked, then where and how found."""
    sign, colour = SIGNS[statement.stance]
    head = Text()
    head.append(f"{sign} {statement.stance:<10}", style=colour)
    head.append(_speaker_words(report, statement), style="bold")
    head.append(_resolved(report, statement, actors))
    for fact in _facts(statement):
        head.append(f" · {fact}", style=colour)
    where = [_place(report, spans[0].start) for spans in (statement.content, statement.cue, statement.speaker) if spans]
    sure = f"{statement.confidence:.0%} sure{_unsure_of(statement)}"
    foot = " · ".join([_MODES[statement.mode], *where[:1], f"{statement.id}, {statement.found_by}", sure])
    body = Group(_words(report.text, statement), Text(flat(foot), style="dim"))
    return Padding(Group(head, Padding(body, (0, 0, 0, 12))), (0, 0, 0, 2 + 2 * depth))


def _unsure_of(statement: Statement) -> str:
    """Return the roles that are less likely right than most, with how likely they are."""
    sure = statement.confidences or Confidences()
    roles = {"speaker": sure.speaker, "actor": sure.actor, "stance": sure.stance, "day": sure.said}
    less = [f"{role} {share:.0%}" for role, share in roles.items() if share is not None and share < _UNSURE]
    return f" ({', '.join(less)})" if less else ""


def _facts(statement: Statement) -> list[str]:
    """Return what a statement's head tells besides speaker and stance: polarity, first time, day."""
    facts: list[str] = [statement.polarity] if statement.polarity else []
    facts += ["for the first time"] if statement.first else []
    return facts + ([f"said {statement.said.value}"] if statement.said else [])


def _speaker_words(report: Report, statement: Statement) -> str:
    words = " … ".join(report.text[span.start : span.end] for span in statement.speaker)
    return flat(words).strip() or "(speaker not named)"


def _resolved(report: Report, statement: Statement, actors: Sequence[Actor]) -> str:
    """Return the actors' names and parties where they say more than the speaker's own words."""
    words, shown = _speaker_words(report, statement), ""
    for actor in actors:
        shown += f" = {actor.name}" if actor.name.casefold() not in words.casefold() else ""
        shown += f" ({actor.party})" if actor.party and actor.party != actor.name else ""
    return flat(shown)


def _words(text: str, statement: Statement) -> Text:
    """Return the words of frame, cue and content in their order; the cue stands between asterisks."""
    spans = sorted({*statement.content, *statement.cue, *statement.frame})
    shown, at = Text(), None
    for start, end in _joined(spans):
        if at is not None:
            shown.append(" … ", style="dim")
        _append(shown, text, Span(start, end), statement.cue)
        at = end
    return shown


def _joined(spans: Sequence[Span]) -> list[tuple[int, int]]:
    """Join spans that overlap or lie near each other, so that the words between them are shown too."""
    joined: list[tuple[int, int]] = []
    for span in spans:
        if joined and span.start - joined[-1][1] <= _GAP:
            joined[-1] = (joined[-1][0], max(joined[-1][1], span.end))
        else:
            joined.append((span.start, span.end))
    return joined


def _append(shown: Text, text: str, piece: Span, cues: Sequence[Span]) -> None:
    at = piece.start
    for cue in sorted(cues):
        if at <= cue.start and cue.end <= piece.end:
            shown.append(flat(text[at : cue.start]))
            shown.append(f"*{flat(text[cue.start : cue.end])}*", style="bold underline")
            at = cue.end
    shown.append(flat(text[at : piece.end]))


def flat(words: str) -> str:
    """Return words on one line, in this view alone: blanks for line breaks and for what would steer a terminal."""
    return _BREAKS.sub(" ", words)


def _place(report: Report, offset: int) -> str:
    return f"{_part_at(report, offset)}, character {offset}"


def _part_at(report: Report, offset: int) -> str:
    """Return the kind of part that holds an offset, paragraphs counted."""
    paragraph = 0
    for part in report.parts:
        paragraph += part.kind == "paragraph"
        if part.span.start <= offset < part.span.end:
            return f"paragraph {paragraph}" if part.kind == "paragraph" else part.kind.replace("_", " ")
    return "between parts"


def _depths(statements: Sequence[Statement]) -> dict[str, int]:
    """Return how deep each statement is nested, by id."""
    parents = {statement.id: statement.parent for statement in statements}
    depths = {}
    for name, parent in parents.items():
        depth, above = 0, parent
        while above is not None and depth < 9:
            depth, above = depth + 1, parents.get(above)
        depths[name] = depth
    return depths


def _first_words(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= 72 else words[:71].rsplit(" ", 1)[0] + " …"
