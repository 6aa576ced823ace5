"""The commands about claims: what they are, how they moved, what is found in them, and what people correct."""

import json
import re
from collections.abc import Iterable
from typing import TYPE_CHECKING, Annotated, Any

import typer

from sayso.errors import UsageError
from sayso.interfaces.terminal import (
    Format,
    FormatOption,
    LedgerOption,
    Page,
    author_of,
    existing_ledger,
    notice,
    print_line,
)

if TYPE_CHECKING:
    from sayso.ledger import Amendment, Ledger
    from sayso.model import Claim, Span

_FEW = 20  # claims that are shown to a person who asked for no number

PartyOption = Annotated[
    str | None, typer.Option(help="State or body spoken for: RU, EU, UN, NATO.", show_default=False)
]
StanceOption = Annotated[
    str | None,
    typer.Option(
        help="asserts, confirms, denies, withholds, alleges, demands, announces or evaluates.", show_default=False
    ),
]
StandingOption = Annotated[
    str | None,
    typer.Option(help="asserted, confirmed, contested, denied, alleged or unanswered.", show_default=False),
]
ByOption = Annotated[
    str | None, typer.Option("--by", help="Who corrects; else the name you are logged in with.", show_default=False)
]
NoteOption = Annotated[str | None, typer.Option("--note", help="Why.", show_default=False)]
ClaimArgument = Annotated[str, typer.Argument(metavar="ID", help="The id of a claim.", show_default=False)]
StatementArgument = Annotated[
    str, typer.Argument(metavar="REPORT/STATEMENT", help="A statement, such as r2/s3.", show_default=False)
]


def claims(
    query: Annotated[
        str | None, typer.Option(metavar="WORDS", help="Words of a statement in it.", show_default=False)
    ] = None,
    party: PartyOption = None,
    standing: StandingOption = None,
    since: Annotated[
        str | None, typer.Option(help="Somebody took a position on this day or later.", show_default=False)
    ] = None,
    limit: Annotated[
        int | None, typer.Option(min=1, help=f"At most so many; as text {_FEW} unless told.", show_default=False)
    ] = None,
    full: Annotated[bool, typer.Option("--full", help="With their statements.")] = False,
    ledger: LedgerOption = None,
    output: Annotated[Format, typer.Option("--format", help="Text for people or one JSON list.")] = Format.text,
) -> None:
    """List claims: who stands where on them, since when."""
    from sayso.interfaces.claim_view import show_claims
    from sayso.interfaces.claim_wire import claims_to_dicts
    from sayso.ledger import open_ledger

    with open_ledger(existing_ledger(ledger)) as book:
        if output is Format.json:
            found = book.claims(query=query, party=party, standing=standing, since=since, limit=limit)
            _print_list(claims_to_dicts(book, found, full=full))
            return
        page, most = Page(), limit or _FEW
        found = book.claims(query=query, party=party, standing=standing, since=since, limit=most)
        if full:
            for one in found:
                _show_whole(page, book, one)
        else:
            shown = show_claims(page, found)
            if limit is None and shown == most:
                page.print(f"The first {most}; --limit shows more.", style="dim")


def claim(id: ClaimArgument, ledger: LedgerOption = None, output: FormatOption = Format.text) -> None:
    """Show a claim: positions over time, independent sources, and every statement behind it."""
    from sayso.interfaces.claim_wire import claims_to_dicts
    from sayso.interfaces.wire import line_of
    from sayso.ledger import open_ledger

    with open_ledger(existing_ledger(ledger)) as book:
        found = book.claim(id)
        if output is Format.json:
            (fields,) = claims_to_dicts(book, [found], full=True)
            print_line(line_of(fields))
        else:
            _show_whole(Page(), book, found)


def changes(
    since: Annotated[str | None, typer.Option(help="Only those of this day or later.", show_default=False)] = None,
    party: PartyOption = None,
    ledger: LedgerOption = None,
    output: Annotated[Format, typer.Option("--format", help="Text for people or one JSON list.")] = Format.text,
) -> None:
    """List who went over from one side of a claim to another, and when."""
    from sayso.interfaces.claim_view import show_changes
    from sayso.interfaces.claim_wire import change_to_dict
    from sayso.ledger import open_ledger

    with open_ledger(existing_ledger(ledger)) as book:
        found = book.changes(since=since, party=party)
        if output is Format.json:
            _print_list(map(change_to_dict, found))
        else:
            show_changes(Page(), found)


def search(
    words: Annotated[list[str], typer.Argument(metavar="WORDS", help="What is sought.", show_default=False)],
    meaning: Annotated[bool, typer.Option("--meaning", help="Find what means the same, in other words too.")] = False,
    party: PartyOption = None,
    stance: StanceOption = None,
    actor: Annotated[str | None, typer.Option(help="Words of the speaker's name.", show_default=False)] = None,
    place: Annotated[
        str | None, typer.Option(help="A place in the content, or the code of a state.", show_default=False)
    ] = None,
    outlet: Annotated[str | None, typer.Option(help="Who published it.", show_default=False)] = None,
    since: Annotated[str | None, typer.Option(help="Published on this day or later.", show_default=False)] = None,
    until: Annotated[str | None, typer.Option(help="Published on this day or earlier.", show_default=False)] = None,
    standing: StandingOption = None,
    limit: Annotated[int, typer.Option(min=1, help="At most so many.")] = 20,
    ledger: LedgerOption = None,
    output: Annotated[Format, typer.Option("--format", help="Text for people or one JSON list.")] = Format.text,
) -> None:
    """Search the statements of the ledger, by words or by meaning."""
    from sayso.interfaces.claim_view import show_hits
    from sayso.interfaces.claim_wire import hit_to_dict
    from sayso.ledger import open_ledger
    from sayso.ledger.search import Wanted

    sought = " ".join(words)
    wanted = Wanted(party, stance, actor, place, outlet, since, until, standing)
    with open_ledger(existing_ledger(ledger)) as book:
        if meaning:
            from sayso.accounting import vector_of

            hits = book.search(vector=vector_of(sought), wanted=wanted, limit=limit)
        else:
            hits = book.search(sought, wanted=wanted, limit=limit)
        if output is Format.json:
            texts = book.texts(sorted({hit.entry.report.id for hit in hits}))
            _print_list(hit_to_dict(hit, texts[hit.entry.report.id]) for hit in hits)
        else:
            show_hits(Page(), hits, "nothing alike was found" if meaning else "nothing found")


# --- what people correct --------------------------------------------------------------------------------------------


def merge(
    ids: Annotated[
        list[str], typer.Argument(metavar="ID", help="Claims that are one; the first names it.", show_default=False)
    ],
    by: ByOption = None,
    note: NoteOption = None,
    ledger: LedgerOption = None,
) -> None:
    """Make claims one that say the same."""
    from sayso.accounting import merge_claims
    from sayso.ledger import open_ledger

    if len(ids) < 2:
        raise UsageError("name two claims at least: sayso merge ID ID")
    with open_ledger(existing_ledger(ledger)) as book:
        _show_whole(Page(), book, merge_claims(book, ids, by=author_of(by), note=note))


def split(
    id: ClaimArgument,
    statements: Annotated[
        list[str],
        typer.Argument(metavar="REPORT/STATEMENT", help="Statements that say something else.", show_default=False),
    ],
    by: ByOption = None,
    note: NoteOption = None,
    ledger: LedgerOption = None,
) -> None:
    """Take statements out of a claim into one of their own."""
    from sayso.accounting import split_claim
    from sayso.ledger import open_ledger

    taken = [_statement(one) for one in statements]
    with open_ledger(existing_ledger(ledger)) as book:
        _show_whole(Page(), book, split_claim(book, id, taken, by=author_of(by), note=note))


def correct(
    statement: StatementArgument,
    speaker: Annotated[str | None, typer.Option(help="Who said it.", show_default=False)] = None,
    party: Annotated[
        str | None, typer.Option(help="State or body spoken for; `none` for none.", show_default=False)
    ] = None,
    stance: StanceOption = None,
    said: Annotated[str | None, typer.Option(help="The day on which it was said.", show_default=False)] = None,
    span: Annotated[
        list[str] | None,
        typer.Option(
            metavar="START:END", help="The content, as characters of the report's text; may be given again.",
            show_default=False,
        ),
    ] = None,
    by: ByOption = None,
    note: NoteOption = None,
    ledger: LedgerOption = None,
) -> None:  # fmt: skip
    """Correct what was read: speaker, party, stance, day or content of a statement."""
    from sayso.accounting import correct_statement
    from sayso.ledger import open_ledger

    report, id = _statement(statement)
    amendment = _amendment(speaker, party, stance, said, span)
    with open_ledger(existing_ledger(ledger)) as book:
        correct_statement(book, report, id, amendment, by=author_of(by), note=note)
    Page().print(f"{statement} is corrected. `sayso undo` takes it back.")


def accept(
    statement: StatementArgument, by: ByOption = None, note: NoteOption = None, ledger: LedgerOption = None
) -> None:
    """Confirm that a statement is read right; it counts as certain from then on."""
    from sayso.accounting import correct_statement
    from sayso.ledger import Amendment, open_ledger

    report, id = _statement(statement)
    with open_ledger(existing_ledger(ledger)) as book:
        correct_statement(book, report, id, Amendment(), by=author_of(by), note=note)
    Page().print(f"{statement} is accepted. `sayso undo` takes it back.")


def reject(
    statement: StatementArgument, by: ByOption = None, note: NoteOption = None, ledger: LedgerOption = None
) -> None:
    """Strike out a statement that nobody made; it stays out when the report is read again."""
    from sayso.accounting import correct_statement
    from sayso.ledger import open_ledger

    report, id = _statement(statement)
    with open_ledger(existing_ledger(ledger)) as book:
        correct_statement(book, report, id, None, by=author_of(by), note=note)
    Page().print(f"{statement} is struck out. `sayso undo` takes it back.")


def undo(
    number: Annotated[
        int | None,
        typer.Argument(metavar="NUMBER", help="Of a correction; else the last one that holds.", show_default=False),
    ] = None,
    by: ByOption = None,
    note: NoteOption = None,
    ledger: LedgerOption = None,
) -> None:
    """Take a correction back."""
    from sayso.accounting import undo_ruling
    from sayso.ledger import open_ledger

    with open_ledger(existing_ledger(ledger)) as book:
        undone = undo_ruling(book, number, by=author_of(by), note=note)
    Page().print(f"correction {undone.number} ({undone.kind}, {undone.made_by}) holds no more.")


def corrections(ledger: LedgerOption = None, output: FormatOption = Format.text) -> None:
    """List what people corrected; as JSON, one correction a line, with all that a label needs."""
    from sayso.interfaces.claim_view import show_rulings
    from sayso.interfaces.claim_wire import ruling_to_dict
    from sayso.interfaces.wire import line_of
    from sayso.ledger import open_ledger

    with open_ledger(existing_ledger(ledger)) as book:
        rulings = book.rulings()
        names = book.given_names(sorted({ruling.report for ruling in rulings if ruling.report}))
    undone = frozenset(ruling.undoes for ruling in rulings if ruling.undoes is not None)
    if output is Format.text:
        show_rulings(Page(), rulings, undone, names)
        return
    for ruling in rulings:
        print_line(line_of({**ruling_to_dict(ruling, names), "undone": ruling.number in undone}))


# --- within ---------------------------------------------------------------------------------------------------------


def place_readings(book: "Ledger | None") -> None:
    """Put what was kept into claims; where weights are missing, tell so: it stays kept, and is placed another time."""
    from sayso.accounting import place_pending
    from sayso.errors import WeightsError

    if book is None:
        return
    try:
        place_pending(book)
    except WeightsError as error:
        notice(f"the reports are kept, but in no claims yet: {error}")


def _show_whole(page: Page, book: "Ledger", found: "Claim") -> None:
    from sayso.interfaces.claim_view import show_claim

    reports = {member.report for member in found.members} | {told.report for told in found.narrated}
    show_claim(page, found, list(book.claim_entries(found.id)), book.given_names(sorted(reports)))
    page.print()


def _print_list(items: Iterable[dict[str, Any]]) -> None:
    """Write a JSON list, an item a line, as soon as each is there."""
    before = "["
    for item in items:
        print_line(before + json.dumps(item, ensure_ascii=False, allow_nan=False))
        before = ","
    print_line("]" if before == "," else "[]")


def _statement(given: str) -> tuple[str, str]:
    report, slash, id = given.rpartition("/")
    if not (report and slash and id):
        raise UsageError(f"{given!r} names no statement. Write its report and its id, such as r2/s3.")
    return report, id


def _amendment(
    speaker: str | None, party: str | None, stance: str | None, said: str | None, spans: list[str] | None
) -> "Amendment":
    from typing import get_args

    from sayso.ledger import Amendment
    from sayso.ledger.questions import day_of, one_of
    from sayso.model import Stance

    if all(value is None for value in (speaker, party, stance, said)) and not spans:
        raise UsageError("say what is to be corrected: --speaker, --party, --stance, --said or --span.")
    taken: Any = None if stance is None else one_of(stance, get_args(Stance), "stance")
    return Amendment(
        speaker=speaker,
        party=None if party is None else "" if party.lower() == "none" else party.upper(),
        stance=taken,
        said=None if said is None else day_of(said),
        content=tuple(map(_span, spans)) if spans else None,
    )


def _span(given: str) -> "Span":
    from sayso.model import Span

    match = re.fullmatch(r"(\d+):(\d+)", given)
    if match is None or not int(match[1]) < int(match[2]):
        raise UsageError(
            f"{given!r} is no stretch of a text. Write its first character and the one behind it: 605:702."
        )
    return Span(int(match[1]), int(match[2]))
