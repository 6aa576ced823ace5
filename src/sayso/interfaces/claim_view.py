"""Claims, their changes and what a search finds, as text that fits a terminal."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from sayso.interfaces.names import named
from sayso.interfaces.text_view import SIGNS, flat
from sayso.ledger import Entry, Hit, LedgerChange, Ruling
from sayso.model import Claim, Figure, Position, Standing

_STANDINGS: dict[Standing, str] = {
    "asserted": "default",
    "confirmed": "green",
    "contested": "bold magenta",
    "denied": "red",
    "alleged": "magenta",
    "unanswered": "yellow",
}
_LABEL = 22  # columns of the timeline's names
_NARROWEST = 24  # columns of the timeline itself
_WIDEST = 72


def show_claims(console: Console, claims: Iterable[Claim]) -> int:
    """Print claims with each party's position; return how many they were."""
    count = 0
    for claim in claims:
        _show_head(console, claim)
        for position in claim.positions:
            console.print(Padding(_position_line(position), (0, 0, 0, 4)))
        console.print()
        count += 1
    if not count:
        console.print("no claims")
    return count


def show_claim(console: Console, claim: Claim, entries: Sequence[Entry], names: Mapping[str, str]) -> None:
    """Print one claim: its timeline, positions, figures, independent sources, and every statement behind it."""
    _show_head(console, claim)
    console.print()
    _show_timeline(console, claim.positions)
    for position in claim.positions:
        console.print(Padding(_position_line(position), (0, 0, 0, 2)))
    if claim.figures:
        console.print(Text("\nfigures", style="bold"))
        console.print(_figures(claim.figures))
    console.print(Text("\nindependent sources", style="bold"))
    for number, origin in enumerate(claim.origins, 1):
        reports = ", ".join(names.get(report, report) for report in origin.reports)
        console.print(Padding(Text(flat(f"{number}. {reports} · {origin.reason}")), (0, 0, 0, 2)))
    if claim.narrated:
        told = ", ".join(dict.fromkeys(names.get(one.report, one.report) for one in claim.narrated))
        console.print(Padding(Text(flat(f"in the report's own voice: {told}"), style="dim"), (0, 0, 0, 2)))
    console.print(Text("\nstatements", style="bold"))
    stances = {(member.report, member.statement): member.on_claim for member in claim.members}
    for entry in entries:
        on_claim = stances.get((entry.report.id, entry.statement.id), entry.statement.stance)
        _show_entry(console, entry, on_claim)


def show_changes(console: Console, changes: Iterable[LedgerChange]) -> None:
    """Print who went over to another side, the earliest first."""
    none = True
    for found in changes:
        change, none = found.change, False
        line = Text(f"{change.on or 'day unknown':<12}")
        line.append(f"{change.party or change.actor_name}: ", style="bold")
        line.append(change.before, style=SIGNS[change.before][1])
        line.append(" → ")
        line.append(change.after, style=SIGNS[change.after][1])
        by = f", by {change.actor_name}" if change.party and change.actor_name else ""
        line.append(
            flat(f"{by} · {found.report.outlet or 'outlet unknown'}, report {named(found.report)}"), style="dim"
        )
        console.print(line)
        console.print(Padding(Text(flat(f"{found.wording}  [{change.claim}]")), (0, 0, 0, 12)))
    if none:
        console.print("no changes")


def show_hits(console: Console, hits: Sequence[Hit], nothing: str = "nothing found") -> None:
    """Print the statements that a search found, the best first; `nothing` says that there are none."""
    for hit in hits:
        _show_entry(console, hit.entry, hit.entry.statement.stance, claim=hit.claim)
    if not hits:
        console.print(nothing)


def show_rulings(console: Console, rulings: Sequence[Ruling], undone: frozenset[int], names: Mapping[str, str]) -> None:
    """Print what people corrected, in order; what was undone is marked.  `names` are those of reports, by id."""
    for ruling in rulings:
        what = {
            "merge": f"{ruling.other} made part of {ruling.claim}",
            "split": f"{ruling.claim} split off {ruling.other}",
            "undo": f"correction {ruling.undoes} undone",
        }.get(ruling.kind, f"{names.get(ruling.report or '', ruling.report)}/{ruling.statement}{_amended(ruling)}")
        state = " (undone)" if ruling.number in undone else ""
        note = f" · {ruling.note}" if ruling.note else ""
        console.print(
            Text(flat(f"{ruling.number:>4} {ruling.kind:<8} {what}{state} · {ruling.made_by}, {ruling.made_at}{note}"))
        )
    if not rulings:
        console.print("no corrections")


def _amended(ruling: Ruling) -> str:
    amendment = ruling.amendment
    if amendment is None:
        return ""
    fields = {
        "speaker": amendment.speaker,
        "party": amendment.party,
        "stance": amendment.stance,
        "said": amendment.said,
        "span": amendment.content and " ".join(f"{span.start}:{span.end}" for span in amendment.content),
    }
    return ": " + ", ".join(f"{name} {value or 'none'}" for name, value in fields.items() if value is not None)


def _show_head(console: Console, claim: Claim) -> None:
    head = Text(f"{claim.standing:<11}", style=_STANDINGS[claim.standing])
    head.append(flat(claim.wording), style="bold")
    console.print(head)
    reports = len({member.report for member in claim.members})
    facts = [
        claim.id,
        f"{reports} report{'s' * (reports != 1)}",
        f"{len(claim.origins)} independent source{'s' * (len(claim.origins) != 1)}",
        f"first reported {claim.first_reported or 'on an unknown day'}",
    ]
    facts += [f"other figures: {claim.family}"] if claim.family not in (None, claim.id) else []
    console.print(Padding(Text(flat(" · ".join(facts)), style="dim"), (0, 0, 0, 4)))


def _position_line(position: Position) -> Text:
    sign, colour = SIGNS[position.stance]
    line = Text(f"{sign} {position.stance:<10}", style=colour)
    who = position.party or position.actor_name or "somebody"
    line.append(flat(who), style="bold")
    if position.party and position.actor_name and position.actor_name != position.party:
        line.append(flat(f" ({position.actor_name})"))
    line.append(f" · {position.since or '?'} – {position.until or 'now'}", style="dim")
    if position.first:
        line.append(" · for the first time", style=colour)
    return line


def _show_timeline(console: Console, positions: Sequence[Position]) -> None:
    """Print a row for each voice, with the sign of its stance at each time; nothing where there is one day only."""
    days = sorted({day for position in positions for day in (_day(position.since), _day(position.until)) if day})
    width = min(_WIDEST, console.width - _LABEL - 1)
    if len(days) < 2 or width < _NARROWEST:
        return
    first, last = days[0], days[-1]
    length = (last - first).days

    def column(day: date | None, otherwise: int) -> int:
        return otherwise if day is None else round((day - first).days / length * (width - 1))

    console.print(Text(f"{'':<{_LABEL}}{first.isoformat()}{last.isoformat():>{width - 10}}", style="dim"))
    for voice in dict.fromkeys(position.party or position.actor_name for position in positions):
        row = [(" ", "default")] * width
        for position in positions:
            if (position.party or position.actor_name) == voice:
                start, end = column(_day(position.since), 0), column(_day(position.until), width)
                row[start : max(end, start + 1)] = [SIGNS[position.stance]] * (max(end, start + 1) - start)
        name = flat(voice) or "somebody"
        line = Text(f"{name if len(name) < _LABEL else name[: _LABEL - 2] + '…':<{_LABEL}}")
        for sign, colour in row[:width]:
            line.append(sign, style=colour)
        console.print(line, no_wrap=True)
    console.print()


def _day(day: str | None) -> date | None:
    """Return the last day that a day as coarse as it is known may be."""
    if day is None:
        return None
    try:
        if len(day) == 4:
            return date(int(day), 12, 31)
        if len(day) == 7:
            year, month = int(day[:4]), int(day[5:7])
            return date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)
        return date.fromisoformat(day[:10])
    except ValueError:
        return None


def _figures(figures: Sequence[Figure]) -> Table:
    table = Table(
        "who", "low", "best", "high", "unit", "since", "until", box=None, pad_edge=False, padding=(0, 2, 0, 0)
    )
    for figure in figures:
        numbers = ["" if number is None else f"{number:,g}" for number in (figure.low, figure.best, figure.high)]
        who = flat(figure.party or figure.actor_name or "somebody")
        table.add_row(f"  {who}", *numbers, flat(figure.unit or ""), figure.since or "?", figure.until or "now")
    return table


def _show_entry(console: Console, entry: Entry, stance: str, claim: str | None = None) -> None:
    statement, report = entry.statement, entry.report
    sign, colour = SIGNS[stance]
    head = Text(f"{sign} {stance:<10}", style=colour)
    head.append(flat(entry.speaker) or "(speaker not named)", style="bold")
    parties = ", ".join(dict.fromkeys(actor.party for actor in entry.actors if actor.party))
    head.append(f" ({parties})" if parties else "")
    head.append(f" · said {statement.said.value}" if statement.said else "", style=colour)
    if stance != statement.stance:
        head.append(f" · worded: {statement.stance}", style="dim")
    console.print(Padding(head, (0, 0, 0, 2)))
    console.print(Padding(Text(flat(entry.content or entry.cue)), (0, 0, 0, 14)))
    foot = [report.outlet or "outlet unknown", report.published or "day unknown", f"{named(report)}/{statement.id}"]
    foot += [f"claim {claim}"] if claim else []
    console.print(Padding(Text(flat(" · ".join(foot)), style="dim"), (0, 0, 0, 14)))
