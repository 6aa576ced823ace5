"""Who says the words under a picture: who showed it, where nobody else is named."""

from collections.abc import Sequence
from dataclasses import replace

from sayso.model import Span
from sayso.statements.evidence import Shown, evidence_table
from sayso.statements.layout import Layout


def speak_captions(layout: Layout, shown: Sequence[Shown]) -> Layout:
    """Return the statements laid out; words under a picture, and what goes on, are said by who showed it.

    That is where nobody is named; where all are, it is the same layout.
    """
    by = {caption: one.by for one in shown if one.by is not None for caption in one.captions}
    said = {
        statement.id: _shower(layout, by[statement.id])
        for number, statement in enumerate(layout.statements)
        if statement.id in by and _names_nobody(layout, number)
    }
    if not said:
        return layout
    goes_on = {one.speaker: said[one.id] for one in layout.statements if one.speaker and one.id in said}
    told = [said.get(one.id) or goes_on.get(one.speaker, one.speaker) for one in layout.statements]
    statements = zip(layout.statements, told, strict=True)
    return Layout(layout.passage, tuple(replace(one, speaker=speaker) for one, speaker in statements))


def _names_nobody(layout: Layout, number: int) -> bool:
    """Tell whether a speaker is but the caption: `die Bildunterschrift`; not `der Text der Zeitung`, nor `er`."""
    words = [layout.passage.tokens[i].text for a, b in layout.speakers[number] for i in range(a, b)]
    nouns = {word for word in words if word[0].isupper() and word.lower() not in layout.passage.grammar.determiners}
    return not words or (bool(nouns) and nouns <= set(evidence_table()["caption"]["words"]))


def _shower(layout: Layout, by: Span) -> tuple[Span, ...]:
    """Return who showed something without what is added to the name: `Peter Muster[, ein Reporter aus Musterstadt]`."""
    passage = layout.passage
    start, end = layout.tokens(by)
    added = passage.grammar.determiners | passage.grammar.relative_pronouns
    stops = (i for i in range(start + 1, end - 1) if passage.low[i] == "," and passage.low[i + 1] in added)
    return (passage.span(start, next(stops, end)),)
