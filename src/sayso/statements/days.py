"""The day on which something was said: named beside the cue, or carried on within the speaker's passage."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import replace

from sayso.language.analysis import Analysis
from sayso.language.grammar import grammar
from sayso.model import Span, Statement, TimeExpression, When
from sayso.statements.draft import Draft, Range
from sayso.statements.passage import Passage

_DAY = re.compile(r"(\d{4}(?:-\d\d(?:-\d\d)?)?)(?:T.+)?")  # a time of day is on its day: `2025-04-28TEV`
_WHOLE = len("2025-04-28")
_FAR = 2  # paragraphs over which a speaker's day is carried, the first one counted


def said_of(passage: Passage, draft: Draft) -> When | None:
    """Return the day named beside the cue, outside what was said; None where the sentence names none.

    Of several the one nearest the cue, one that belongs to a noun (`der Unfall vom Freitag`) last; never one that was
    still to come when the report was published.
    """
    told = _tells_itself(draft)
    inside = [] if told else [(passage.tokens[a].start, passage.tokens[b - 1].end) for a, b in draft.content if a < b]
    cue = passage.tokens[draft.cue[0][0]].start if draft.cue else 0
    opens = {passage.tokens[token].start: token for token in passage.time_tokens}
    found = []
    for start, end in _beside(passage, draft):
        for time in _times(passage.analysis, passage.tokens[start].start, passage.tokens[end - 1].end):
            day = _past_day(passage.analysis, time)
            if day is None or any(a <= time.span.start < b for a, b in inside) or (told and len(day.value) < _WHOLE):
                continue
            before = passage.low[opens.get(time.span.start, 0) - 1]
            of_noun = before in passage.grammar.attributive_prepositions | passage.grammar.genitive_determiners
            found.append((of_noun, abs(time.span.start - cue), time.span.start, day))
    return min(found)[-1] if found else None


def _tells_itself(draft: Draft) -> bool:
    """Tell whether the content is the whole sentence that reports the act: `Der Rat beschloss am Montag den Kauf`."""
    return draft.mode == "reported" and draft.learned is not None and not draft.cue


def _beside(passage: Passage, draft: Draft) -> list[Range]:
    """Return where the day can stand: in the frame, around the cue, in the main clause of a reported act."""
    if _tells_itself(draft):
        start, end = draft.content[0]
        stop = next((i for i in range(start + 1, end) if passage.tokens[i].text == ","), end)
        return [(start, stop)]
    if draft.frame:
        return draft.frame
    return [(min(a for a, _ in draft.cue), max(b for _, b in draft.cue))] if draft.cue else []


def _times(analysis: Analysis, first: int, last: int) -> Sequence[TimeExpression]:
    """Return the times that lie between two characters."""
    times = analysis.times
    found = times[bisect_left(times, first, key=_start_of) : bisect_right(times, last, key=_start_of)]
    return [time for time in found if time.span.end <= last]


def _start_of(time: TimeExpression) -> int:
    return time.span.start


def carry_days(analysis: Analysis, statements: Sequence[Statement]) -> tuple[Statement, ...]:
    """Give statements without a day the day of the one around them, or of their speakers' passage.

    A day is carried to the end of the paragraph and through the next one, as long as no other is named beside a
    statement of the same speakers.  Where the speaker is a pronoun, the sentence before may name it: `X traf am Montag
    in Kiew ein.  Er sagte …`.  Statements have their actors.
    """
    ends = [part.span.end for part in analysis.report.parts]
    found = {statement.id: statement for statement in statements}
    last: dict[tuple[str, ...], tuple[When, int]] = {}
    for statement in sorted(statements, key=_place):
        paragraph = bisect_right(ends, _place(statement)[0])
        said, around = statement.said, found.get(statement.parent or "")
        known = last.get(statement.actors) if statement.actors else None
        if said is None and around is not None:
            said = around.said
        if said is None and known is not None and paragraph - known[1] < _FAR:
            said = known[0]
        elif said is None:
            said = _day_before(analysis, statement)
            known = None
        if said is not None and statement.actors:
            last[statement.actors] = (said, paragraph if statement.said or known is None else known[1])
        found[statement.id] = replace(statement, said=said)
    return tuple(found[statement.id] for statement in statements)


def _day_before(analysis: Analysis, statement: Statement) -> When | None:
    """Return the only day that the sentence before a pronoun's names."""
    words = [analysis.report.text[span.start : span.end].lower() for span in statement.speaker]
    if len(words) != 1 or words[0] not in grammar("de").pronouns:
        return None
    tokens, at = analysis.tokens, statement.speaker[0].start
    number = bisect_right(analysis.sentences, at, key=lambda sentence: tokens[sentence[0]].start) - 1
    if number < 1:
        return None
    first, last = (tokens[i] for i in (analysis.sentences[number - 1][0], analysis.sentences[number - 1][1] - 1))
    if "\n" in analysis.report.text[last.end : tokens[analysis.sentences[number][0]].start]:
        return None
    days = [when for time in _times(analysis, first.start, last.end) if (when := _past_day(analysis, time)) is not None]
    return days[0] if len(days) == 1 and len(days[0].value) == _WHOLE else None


def _past_day(analysis: Analysis, time: TimeExpression) -> When | None:
    """Return the day of a time, None where it is none or was still to come when the report was published."""
    day = _DAY.fullmatch(time.value) if time.type in ("DATE", "TIME") else None
    published = analysis.report.published
    if day is None or (published is not None and day.group(1)[: len(published)] > published[: len(day.group(1))]):
        return None
    return When(day.group(1), time.span)


def _place(statement: Statement) -> tuple[int, int]:
    """Return where a statement stands: what holds another comes before it."""
    spans: tuple[Span, ...] = statement.content or statement.speaker or statement.cue
    return (min((span.start for span in spans), default=0), -max((span.end for span in spans), default=0))
