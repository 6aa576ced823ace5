"""The day on which something was said in an English report: named beside the frame, or carried with its speaker."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace

from sayso.model import Report, Statement, When
from sayso.statements.days import WHOLE_DAY, past_day
from sayso.statements.draft import Draft
from sayso.statements.passage import Passage

_REACH = 5  # words between a cue and its day: `told the court in Ghent on Monday`
_FAR = 2  # paragraphs over which a speaker's day is carried, the first one counted
_BEFORE = frozenset({"on", "in", "late", "early", "earlier", "last", "this"})
_RELATIVES = frozenset({"who", "that", "which", "whose"})
_BOUNDS = frozenset({"since", "until", "till", "from", "by", "before", "after", "for", "next"})


def said_on(passage: Passage, draft: Draft) -> When | None:
    """Return the day named beside the cue, speaker or object of a statement; None where there is none."""
    by_start = {time.span.start: time for time in passage.analysis.times}
    found = []
    for begin, end in passage.time_tokens.items():
        time = by_start[passage.tokens[begin].start]
        if passage.low[begin - 1] in _BOUNDS or any(a <= begin < b for a, b in draft.content):
            continue
        apart = _distance(passage, draft, begin, end)
        day = past_day(passage.analysis, time) if apart is not None else None
        if day is not None and apart is not None and len(day.value) == WHOLE_DAY:
            found.append((apart, begin, day))
    return min(found)[-1] if found else None


def _distance(passage: Passage, draft: Draft, begin: int, end: int) -> int | None:
    """Return how many words stand between a time and the words that it belongs to; None where it does not."""
    anchors = [*draft.cue, *draft.speaker]
    if draft.take == "object" and draft.rule:
        anchors += draft.content
    sentence = passage.sentences[bisect_right(passage.sentences, (begin, len(passage.tokens))) - 1]
    apart = []
    for start, stop in anchors:
        behind, ahead = range(stop, begin), range(end, start)
        if (start, stop) in draft.speaker and (
            any(passage.low[i] not in _BEFORE for i in behind)
            or any(passage.low[i] in _RELATIVES for i in range(start, stop))
        ):
            behind = range(0, len(passage.tokens))  # `the ferry that sank on Sunday said`
        if stop <= begin < sentence[1] and start >= sentence[0] and _joined(passage, behind):
            apart.append(len(behind))
        opens = begin - (passage.low[begin - 1] in _BEFORE) == sentence[0]
        if sentence[0] <= begin and end <= start < sentence[1] and (opens or _joined(passage, ahead)):
            apart.append(min(len(ahead), _REACH))
    return min(apart, default=None)


def _joined(passage: Passage, between: range) -> bool:
    """Tell whether only a few words without a mark stand between."""
    return len(between) <= _REACH and all(passage.is_word(i) for i in between)


def carry_english_days(report: Report, statements: Sequence[Statement]) -> tuple[Statement, ...]:
    """Give statements without a day that of the one around them, or of the same speakers just before.

    A speaker's day is carried to the end of the paragraph and through the next one.
    """
    ends = [part.span.end for part in report.parts]
    found: dict[str, Statement] = {}
    last: dict[tuple[str, ...], tuple[When, int]] = {}
    for statement in sorted(statements, key=_place):
        paragraph = bisect_right(ends, _place(statement)[0])
        around = found.get(statement.parent or "")
        said = statement.said or (around.said if around is not None else None)
        known = last.get(statement.actors)
        if said is None and known is not None and paragraph - known[1] < _FAR and not _is_earlier(report, statement):
            said = known[0]
        elif said is not None and statement.actors:
            last[statement.actors] = (said, paragraph)
        found[statement.id] = replace(statement, said=said)
    return tuple(found[statement.id] for statement in statements)


def _is_earlier(report: Report, statement: Statement) -> bool:
    """Tell whether the cue is in the pluperfect: `had denied` was said before what is told around it."""
    words = " ".join(report.text[span.start : span.end] for span in statement.cue).lower().split()
    return "had" in words


def _place(statement: Statement) -> tuple[int, int]:
    spans = statement.content or statement.speaker or statement.cue
    return (min((span.start for span in spans), default=0), -max((span.end for span in spans), default=0))
