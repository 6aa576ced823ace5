"""Who says the words under a picture: who showed it, where nobody else is named."""

from collections.abc import Sequence
from dataclasses import replace

from sayso.model import Span, Statement
from sayso.statements.evidence import Shown, evidence_table
from sayso.statements.layout import Layout


def speak_captions(layout: Layout, shown: Sequence[Shown]) -> tuple[Statement, ...]:
    """Return the statements; words under a picture, and what goes on, are said by who showed it if nobody is named."""
    by = {caption: one.by for one in shown if one.by is not None for caption in one.captions}
    spoken = {
        statement.speaker: _shower(layout, by[statement.id])
        for number, statement in enumerate(layout.statements)
        if statement.id in by and _names_nobody(layout, number)
    }
    return tuple(
        replace(statement, speaker=spoken[statement.speaker])
        if statement.speaker in spoken and (statement.speaker or statement.id in by)
        else statement
        for statement in layout.statements
    )


def _names_nobody(layout: Layout, number: int) -> bool:
    """Tell whether a speaker is but the caption: `die Bildunterschrift`, not `die Bildunterschrift der Zeitung`."""
    nouns = [layout.passage.tokens[i].text for a, b in layout.speakers[number] for i in range(a, b)]
    nouns = [word for word in nouns if word[0].isupper() and word.lower() not in layout.passage.grammar.determiners]
    return set(nouns) <= set(evidence_table()["caption"]["words"])


def _shower(layout: Layout, by: Span) -> tuple[Span, ...]:
    """Return who showed something without what is added to the name: `Peter Muster[, ein Reporter aus Musterstadt]`."""
    passage = layout.passage
    start, end = layout.tokens(by)
    added = passage.grammar.determiners | passage.grammar.relative_pronouns
    stops = (i for i in range(start + 1, end - 1) if passage.low[i] == "," and passage.low[i + 1] in added)
    return (passage.span(start, next(stops, end)),)
