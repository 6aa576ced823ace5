"""The day on which something was said: named beside the cue, or carried on within the speaker's passage."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from sayso.language.analysis import Analysis
from sayso.model import TimeExpression, When
from sayso.statements.draft import Draft, Range, numbers
from sayso.statements.passage import Passage

_DAY = re.compile(r"(\d{4}(?:-\d\d(?:-\d\d)?)?)(?:T.+)?")  # a time of day is on its day: `2025-04-28TEV`
_STRETCH = re.compile(r"\.?\s+(?:bis|noch)\b")  # `vom 20. bis zum 26. Mai`, `gilt heute noch`
_LEADING = re.compile(
    r"\b(?:bis|seit|ab|noch)(?: +(?:zu[mr]?|dem|der))? +\Z", re.IGNORECASE
)  # `bis zum Montag`, `seit 2003`
_CLAUSE_MARKS = frozenset((",", ";", ":", "–"))
_PHRASE = 10  # words between a preposition and the day that belongs to its noun
_LEADS = len("seit  dem  ")
WHOLE_DAY = len("2025-04-28")


def said_of(passage: Passage, draft: Draft) -> When | None:
    """Return the day named beside the cue, outside what was said; None where the sentence names none.

    Of several the one nearest the cue, one that belongs to a noun (`der Unfall vom Freitag`) last; never one that was
    still to come when the report was published.
    """
    told = _tells_itself(draft)
    loose = told or draft.rule.startswith("indirect.preposition")  # a year there is the content's: `Angaben von 2003`
    inside = [] if told else [(passage.tokens[a].start, passage.tokens[b - 1].end) for a, b in draft.content if a < b]
    cue = passage.tokens[draft.cue[0][0]].start if draft.cue else 0
    opens = {passage.tokens[token].start: token for token in passage.time_tokens}
    found = []
    for start, end in _beside(passage, draft):
        for time in times_between(passage.analysis, passage.tokens[start].start, passage.tokens[end - 1].end):
            day = past_day(passage.analysis, time)
            if day is None or (loose and len(day.value) < WHOLE_DAY):
                continue
            before = passage.low[opens.get(time.span.start, 0) - 1]
            of_frame = before == "vom" and any(b == opens[time.span.start] - 1 for _, b in draft.frame)
            if any(a <= time.span.start < b for a, b in inside) and not of_frame:
                continue
            if before == "vom" and _is_of_another(passage, opens[time.span.start] - 1, draft):
                continue
            of_noun = before in passage.grammar.attributive_prepositions | passage.grammar.genitive_determiners
            found.append((of_noun, abs(time.span.start - cue), time.span.start, day))
    return min(found)[-1] if found else None


def _is_of_another(passage: Passage, at: int, draft: Draft) -> bool:
    """Tell whether the `vom` of a day belongs to a phrase with `nach` or `laut` that is not the cue.

    It is the day of what happened before, or of who relays: `nach dem Unfall vom Freitag`, `laut einer Meldung vom …`.
    """
    cue = numbers(draft.cue)
    for i in range(at - 1, max(at - _PHRASE, -1), -1):
        if passage.low[i] in ("nach", "laut"):
            return bool(cue) and i not in cue
        if not passage.is_word(i) or passage.finite_forms(i):
            break
    return False


def _tells_itself(draft: Draft) -> bool:
    """Tell whether the content is the whole sentence that reports the act: `Der Rat beschloss am Montag den Kauf`."""
    return draft.mode == "reported" and draft.learned is not None and not draft.cue


def _beside(passage: Passage, draft: Draft) -> list[Range]:
    """Return where the day can stand: in the frame, around the cue, in the main clause of a reported act."""
    if _tells_itself(draft):
        start, end = draft.content[0]
        return [(start, _clause_end(passage, start, end))]
    if draft.frame:
        return [(start, _frame_end(passage, draft, start, end)) for start, end in draft.frame]
    if not draft.cue:
        return []
    first, end = min(a for a, _ in draft.cue), max(b for _, b in draft.cue)
    return [(_clause_start(passage, first) if draft.mode == "reported" else first, end)]


def _clause_start(passage: Passage, cue: int) -> int:
    """Return the token with which the clause of a cue's first word opens: `Am Montag kündigte X … an`.

    Behind another finite verb (`kam und forderte`) it is the cue itself.
    """
    opening = max((start for start, _ in passage.sentences if start <= cue), default=cue)
    for i in range(cue - 1, opening - 1, -1):
        if passage.tokens[i].text in _CLAUSE_MARKS:
            return i + 1
        if passage.finite_forms(i) and passage.quote_of[i] == -1:
            return cue
    return opening


def _clause_end(passage: Passage, start: int, end: int) -> int:
    """Return the token of the comma that ends a clause; that of a date does not: `am Montag, dem 5. Mai, …`."""
    at = start + 1
    while at < end:
        behind = passage.time_tokens.get(at, 0)
        if behind:
            dated = any(passage.tokens[i].text == "," for i in range(at, behind))
            at = behind + (dated and passage.low[behind : behind + 1] == [","])
        elif passage.tokens[at].text == ",":
            break
        else:
            at += 1
    return min(at, end)


def _frame_end(passage: Passage, draft: Draft, start: int, end: int) -> int:
    """Return the end of a frame with what still belongs to it: `nach Angaben der Polizei` *vom Montag*.

    Behind what was said it goes on to the next mark: `„…“, sagte das Amt` *am Montag in Kiel*.
    """
    if passage.low[end : end + 1] == ["vom"]:
        return passage.time_tokens.get(end + 1, end)
    if draft.content and max(b for _, b in draft.content) <= start:
        while end < len(passage.tokens) and passage.is_word(end):
            end += 1
    return end


def times_between(analysis: Analysis, first: int, last: int) -> Sequence[TimeExpression]:
    """Return the times that lie between two characters."""
    times = analysis.times
    found = times[bisect_left(times, first, key=_start_of) : bisect_right(times, last, key=_start_of)]
    return [time for time in found if time.span.end <= last]


def _start_of(time: TimeExpression) -> int:
    return time.span.start


def past_day(analysis: Analysis, time: TimeExpression) -> When | None:
    """Return the day of a time; None where it is none, bounds a stretch, or was still to come at publication.

    What somebody says `heute` is said on the day of publication, though the word may mean the present too.
    """
    published, text = analysis.report.published, analysis.report.text
    value = time.value
    if value == "PRESENT_REF" and text[time.span.start : time.span.end].lower() == "heute" and published is not None:
        value = published
    day = _DAY.fullmatch(value) if time.type in ("DATE", "TIME") else None
    before = text[max(0, time.span.start - _LEADS) : time.span.start]
    if day is None or _STRETCH.match(text, time.span.end) or _LEADING.search(before):
        return None
    if published is not None and day.group(1)[: len(published)] > published[: len(day.group(1))]:
        return None
    return When(day.group(1), time.span)
