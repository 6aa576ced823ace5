"""Readings written down in a few words: who says what about what, when."""

from typing import NamedTuple

from sayso.language.places import find_places
from sayso.language.quantities import find_quantities
from sayso.model import Actor, Reading, Report, Run, Span, Statement, When


class Said(NamedTuple):
    """One statement of a report: the content's words, who said it, for whom, and how."""

    content: str
    name: str | None
    party: str | None = None
    stance: str = "asserts"
    on: str | None = None
    first: bool = False
    cue: str = ""
    parent: int | None = None


def reading(id, published, *said, language="de"):
    """Return a reading whose text is the contents, one paragraph each; an empty content stays empty."""
    text, statements, actors = "", [], {}
    for number, row in enumerate(said, 1):
        start = len(text)
        text += row.content + (f" ({row.cue})" if row.cue else "") + "\n\n"
        content = (Span(start, start + len(row.content)),) if row.content else ()
        cue_at = text.index(row.cue, start + len(row.content)) if row.cue else 0
        if row.name is not None:
            actors.setdefault(
                (row.name, row.party), Actor(f"a{len(actors) + 1}", row.name, "organization", row.party, ())
            )
        statements.append(
            Statement(
                id=f"s{number}",
                mode="indirect",
                medium="unknown",
                content=content,
                speaker=(),
                cue=(Span(cue_at, cue_at + len(row.cue)),) if row.cue else (),
                frame=(),
                addressee=(),
                stance=row.stance,
                found_by="test",
                confidence=1.0,
                said=When(row.on, None) if row.on else None,
                first=row.first,
                parent=f"s{row.parent}" if row.parent else None,
                actors=(actors[row.name, row.party].id,) if row.name is not None else (),
            )
        )
    report = Report(id=id, text=text, parts=(), language=language, published=published)
    return Reading(
        report,
        tuple(statements),
        tuple(actors.values()),
        (),
        find_quantities(text, language=language),
        find_places(text, language=language),
        Run("test", "test"),
    )
