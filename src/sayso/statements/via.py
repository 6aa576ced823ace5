"""Who relays what somebody says: the agency that cites a ministry, the paper that an interview was given to.

A medium that only passes words on is not their speaker.  Where a report names the source behind it (`meldete KCNA unter
Berufung auf das Ministerium`), the source is the speaker and the medium relays.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

from sayso.model import Span, Statement
from sayso.statements.draft import Range
from sayso.statements.layout import Layout, inside
from sayso.statements.media import Medium, find_media, media_table, relation_words
from sayso.statements.mouthpieces import find_mouthpieces
from sayso.statements.passage import Passage
from sayso.statements.phrases import noun_phrase

_TALK_REACH = 6  # tokens from `Interview` to the medium behind `mit`
_PAPER_REACH = 5  # tokens from `laut` or `nach` to the paper of a medium


@dataclass(frozen=True, slots=True)
class Relayed:
    """A statement whose speaker is the source, and the words that name who relays it."""

    statement: Statement
    media: tuple[Span, ...] = ()


def find_relays(layout: Layout) -> tuple[Relayed, ...]:
    """Return every statement with the media that relay it, in the order given.

    Statements that carry a speaker on, or stand inside another of the same speaker, are relayed as that one is.
    """
    if not layout.statements:
        return ()
    through = find_mouthpieces(layout)
    return tuple(_through(one, through.get(number, ())) for number, one in enumerate(_by_media(layout)))


def _through(one: Relayed, spans: Sequence[Span]) -> Relayed:
    """Return a statement with those through whom it was made, who are not told it."""
    told = tuple(span for span in one.statement.addressee if not any(_meet(span, other) for other in spans))
    return Relayed(replace(one.statement, addressee=told), (*one.media, *spans)) if spans else one


def _meet(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end


def _by_media(layout: Layout) -> tuple[Relayed, ...]:
    """Return every statement with the media that relay it."""
    media = find_media(layout.passage)
    if not media:
        return tuple(Relayed(statement) for statement in layout.statements)
    relays: dict[int, list[Medium]] = {}
    sources: dict[int, Range] = {}
    for medium in media:
        for number in layout.around(medium.start):
            if (source := _source(layout, medium, number)) is not None:
                sources[number] = source
                relays.setdefault(number, []).append(medium)
            elif _relays(layout, medium, number):
                relays.setdefault(number, []).append(medium)
    return _carried(layout, relays, sources)


@cache
def _source_phrases() -> tuple[list[str], ...]:
    return tuple(phrase.lower().split() for phrase in sorted(relation_words("source")))


# --- what a medium is to a statement -------------------------------------------------------------------------------


@cache
def _papers() -> frozenset[str]:
    return frozenset(media_table()["papers"]["words"])


def _speaks(layout: Layout, medium: Medium, number: int) -> bool:
    """Tell whether a medium is named in the words of a speaker, or it is its paper that speaks: `ein Artikel von X`."""
    passage = layout.passage
    behind = medium.start - (medium.start > 0 and passage.low[medium.start - 1] in {"von", "vom"})
    return any(
        (a < medium.end and medium.start < b) or (b == behind and passage.tokens[b - 1].text in _papers())
        for a, b in layout.speakers[number]
    )


def _relays(layout: Layout, medium: Medium, number: int) -> bool:
    """Tell whether a medium in the sentence of a statement passes it on."""
    if _speaks(layout, medium, number):
        return False
    if _reports(layout, medium, number):
        return True
    if medium.general or not _beside(layout, medium, number) or _is_of_another(layout, medium, number):
        return False
    passage = layout.passage
    if _is_told(passage, medium):
        return True
    shown = medium.start > 0 and passage.low[medium.start - 1] in relation_words("shown")
    return (shown or _by_verb(layout, medium, number)) and _in_clause(layout, medium, number)


def _beside(layout: Layout, medium: Medium, number: int) -> bool:
    """Tell whether a medium stands in the frame of a statement, or beside its cue, outside the content."""
    piece = (medium.start, medium.end)
    if layout.frames[number]:
        return inside(piece, layout.frames[number])
    return layout.statements[number].mode == "reported" or not inside(piece, layout.contents[number])


def _is_of_another(layout: Layout, medium: Medium, number: int) -> bool:
    """Tell whether a statement is made within words told to the medium: `X sagte der BBC, Y plane …`."""
    at = layout.anchors[number] or 0
    return any(
        inside((at, at + 1), pieces)
        and not inside((medium.start, medium.end), pieces)
        and not _same_speaker(layout, other, number)
        for other, pieces in enumerate(layout.contents)
        if other != number
    )


def _in_clause(layout: Layout, medium: Medium, number: int) -> bool:
    """Tell whether no comma stands between a medium and the cue of a statement, or its speaker where it has no cue."""
    anchor = layout.cues[number] or layout.speakers[number] or layout.frames[number]
    gaps = [range(min(medium.end, b), max(medium.start, a)) for a, b in anchor]
    passage = layout.passage
    marks = (any(passage.tokens[i].text in {",", ";", ":"} and passage.quote_of[i] == -1 for i in gap) for gap in gaps)
    return not all(marks)


def _is_told(passage: Passage, medium: Medium) -> bool:
    """Tell whether the words around a medium say that somebody speaks to it or in it."""
    before = medium.start - 1
    low = passage.low[before] if before >= 0 else ""
    after = passage.low[medium.end] if medium.end < len(passage.low) else ""
    if low in relation_words("told") or after in relation_words("told"):
        return True
    talks = relation_words("talk")
    if low in {"mit", "für", "bei", "im"}:
        return any(token.text in talks for token in passage.tokens[max(0, before - _TALK_REACH) : before])
    behind = before - (low in {"von", "vom"})
    return behind >= 0 and passage.tokens[behind].text in talks


def _by_verb(layout: Layout, medium: Medium, number: int) -> bool:
    """Tell whether the cue of a statement makes the medium the one told, or the one who quotes."""
    verbs, passage = layout.verbs(number), layout.passage
    if verbs & relation_words("quoting"):
        return True
    if not verbs & relation_words("telling"):
        return False
    first = passage.low[medium.start]
    plain = first not in passage.grammar.determiners
    dative = first in passage.grammar.dative_determiners or first in {"der", "einer", "dieser"}
    before = passage.low[medium.start - 1] if medium.start else ""
    addressed = plain and (before in {"zu", "zum", "zur"} or before not in passage.grammar.prepositions)
    return bool(layout.speakers[number]) and (dative or addressed)


def _reports(layout: Layout, medium: Medium, number: int) -> bool:
    """Tell whether a medium reports that somebody said it: `Laut Reuters sagte X`, `X sagte, meldet Reuters`."""
    anchor = layout.anchors[number]
    if anchor is None:
        return False
    for outer, pieces in enumerate(layout.contents):
        if outer != number and _speaks(layout, medium, outer) and inside((anchor, anchor + 1), pieces):
            return not _same_speaker(layout, outer, number)
    return bool(layout.speakers[number]) and _attributes(layout.passage, medium) and not _in_content(layout, medium)


def _same_speaker(layout: Layout, one: int, other: int) -> bool:
    return layout.speakers[one] == layout.speakers[other]


def _in_content(layout: Layout, medium: Medium) -> bool:
    """Tell whether somebody else's words name the medium: `Er sagte, laut Reuters sei …`."""
    at = (medium.start, medium.end)
    return any(
        inside(at, pieces) and not _speaks(layout, medium, n) and layout.statements[n].mode != "reported"
        for n, pieces in enumerate(layout.contents)
    )


def _attributes(passage: Passage, medium: Medium) -> bool:
    """Tell whether the words around a medium attribute the sentence to it: `laut X`, `X zufolge`, `wie X meldet`."""
    reported = relation_words("reported")
    after = passage.low[medium.end] if medium.end < len(passage.low) else ""
    if after == "zufolge":
        return True
    at = medium.start - 1
    if at >= 0 and passage.low[at] in {"von", "vom"}:
        at -= 1
    if at >= 0 and passage.tokens[at].text in _papers():
        return any(low in reported - {"wie"} for low in passage.low[max(0, at - _PAPER_REACH) : at])
    plain = at == medium.start - 1 and at >= 0
    return plain and passage.low[at] in reported - {"nach"}


# --- the source behind a medium ------------------------------------------------------------------------------------


def _source(layout: Layout, medium: Medium, number: int) -> Range | None:
    """Return the source that a medium names for a statement of its own: `meldete KCNA unter Berufung auf X`."""
    if not _speaks(layout, medium, number) or layout.speakers[number][0][0] > medium.start:
        return None
    passage = layout.passage
    start, end = passage.sentences[layout.sentence(medium.start)]
    for i in range(start, end):
        if passage.quote_of[i] != -1 or passage.low[i] not in {"unter", "mit"}:
            continue
        for words in _source_phrases():
            behind = i + len(words)
            if passage.low[i:behind] == words and not inside((i, behind), _told_contents(layout, number)):
                reach = noun_phrase(passage, behind, end, apposition=False) if behind < end else None
                return None if reach is None else (behind, reach)
    return None


def _told_contents(layout: Layout, number: int) -> list[Range]:
    """Return the contents of a statement that are clauses; that of a reported one is its whole sentence."""
    return [] if layout.statements[number].mode == "reported" else layout.contents[number]


def _carried(layout: Layout, relays: dict[int, list[Medium]], sources: dict[int, Range]) -> tuple[Relayed, ...]:
    """Return the statements with their relays; those without a cue of their own take over those of their speaker."""
    found: list[Relayed] = []
    by_speaker: dict[tuple[Span, ...], Relayed] = {}
    passage = layout.passage
    for number, statement in enumerate(layout.statements):
        spoken = statement.speaker
        if number in relays:
            media = tuple(dict.fromkeys(passage.span(m.start, m.end) for m in relays[number] if not m.general))
            speaker = (passage.span(*sources[number]),) if number in sources else spoken
            by_speaker[spoken] = Relayed(replace(statement, speaker=speaker), media)
            found.append(by_speaker[spoken])
        elif spoken and spoken in by_speaker:
            model = by_speaker[spoken]
            found.append(Relayed(replace(statement, speaker=model.statement.speaker), model.media))
        else:
            found.append(Relayed(statement))
    return tuple(found)
