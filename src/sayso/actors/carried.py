"""Statements without speaker's words: whose they are, as the statement around them or the one before tells."""

from collections.abc import Callable, Container, Iterable, Mapping

from sayso.actors.cast import Entity
from sayso.model import Mode, Span, Statement

# How many sentences behind the speaker's words a statement of each mode may begin and still be his.
_REACH: dict[Mode, int] = {"direct": 4, "indirect_free_indirect": 4, "free_indirect": 3, "indirect": 0}
_RESUMED = 2  # where a word says that somebody's words go on: `demnach`

Found = Mapping[Span, list[Entity]]


def carry_on(
    statements: Iterable[Statement], found: Found, sentence_of: Callable[[int], int], resumed: Container[str] = ()
) -> dict[str, list[Entity]]:
    """Return whose the statements without speaker's words are, by their ids; those of nobody are left out.

    `found` tells whom the words of the speakers mean, `sentence_of` the sentence that a character stands in, `resumed`
    the ids of statements whose cue says that they go on (`demnach`).  A speaker whom nobody knows (`Medienberichten`)
    ends the passage of the one before.
    """
    ordered = sorted(statements, key=_begin)
    by_id = {statement.id: statement for statement in ordered}
    spoken = sorted((span for s in ordered if s.content for span in s.speaker), key=lambda span: span.end)
    carried: dict[str, list[Entity]] = {}
    for statement in ordered:
        if statement.speaker or not statement.content:
            continue
        around = by_id.get(statement.parent or "")
        if around is not None and around.speaker:
            entities = _meant(around, found)
        elif around is not None and around.id in carried:
            entities = carried[around.id]
        else:
            reach = _RESUMED if statement.id in resumed else _REACH.get(statement.mode)
            source = None if reach is None else _before(_begin(statement), ordered, spoken, sentence_of, reach)
            entities = [] if source is None else _meant(source, found)
        if entities:
            carried[statement.id] = entities
    return carried


def _before(
    begin: int, ordered: list[Statement], spoken: list[Span], sentence_of: Callable[[int], int], reach: int
) -> Statement | None:
    """Return the last statement with a speaker before a character, None where it is more than `reach` sentences off."""
    last = next((span for span in reversed(spoken) if span.end <= begin), None)
    if last is None or sentence_of(begin) - sentence_of(last.start) > reach:
        return None
    return next(s for s in ordered if s.content and last in s.speaker)


def _meant(statement: Statement, found: Found) -> list[Entity]:
    return list(dict.fromkeys(entity for span in statement.speaker for entity in found.get(span, ())))


def _begin(statement: Statement) -> int:
    return min((span.start for span in (*statement.content, *statement.cue, *statement.speaker)), default=0)
