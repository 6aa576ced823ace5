"""Readings as one HTML page that stands alone: no server, no script, nothing fetched."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from markupsafe import Markup

from sayso.interfaces.web.marking import Block, mark
from sayso.interfaces.web.pages import environment
from sayso.interfaces.web.sights import Card, card_of
from sayso.model import Reading

_STYLE = Path(__file__).parent / "static" / "sayso.css"


@dataclass(frozen=True, slots=True)
class Sheet:
    """One report of the page: its reading, its text in blocks with the statements marked, and a card for each."""

    reading: Reading
    blocks: tuple[Block, ...]
    cards: tuple[Card, ...]


def readings_to_html(readings: Sequence[Reading], *, language: str = "en") -> str:
    """Return one page with all readings in their order; `language` (`en`, `de`) is that of the page's own words.

    The page may be mailed or kept: its style is in it, and its links lead nowhere but to the reports' sources.
    """
    # Fonts lie in files of their own; without them the page takes the reader's.
    lines = _STYLE.read_text(encoding="utf-8").splitlines()
    style = Markup("\n".join(line for line in lines if not line.startswith("@font-face")))
    sheets = [_sheet(reading, number) for number, reading in enumerate(readings, start=1)]
    return environment(language).get_template("sheet.html").render(sheets=sheets, style=style, lang=language)


def _sheet(reading: Reading, number: int) -> Sheet:
    """Return a report of the page, the ids of its statements made its own: `s1` of the second report is `r2-s1`."""
    statements = tuple(
        replace(one, id=f"r{number}-{one.id}", parent=f"r{number}-{one.parent}" if one.parent else None)
        for one in reading.statements
    )
    own = replace(reading, statements=statements)
    actors = {actor.id: actor for actor in reading.actors}
    return Sheet(reading, mark(own), tuple(card_of(own, statement, actors, {}) for statement in statements))
