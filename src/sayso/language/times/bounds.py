"""What a report's own dates say about the year it appeared.

Newspapers name the year of an event only where it is not their own.  So a report that tells of the past and
names 2024 appeared in 2025 or later.  If it then says `last year` of something that belongs to the same story,
the last year is that very year, and the report appeared in the year after.  That it belongs together must show
in the text, in one of two ways:

* in apposition: `last year (2024)`, `in 2024, last year`;
* the sentence with `last year` is next to the one with the year, and takes up with a definite article what that
  one has introduced with an indefinite: `in summer 2024 … an offensive` – `last year … against the offensive`.

The year must be the latest that the report names in a clause about the past, and the ways must not contradict
each other.  In all other cases the year stays unknown.
"""

import re
from bisect import bisect
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import pairwise

from sayso.language.times.context import SENTENCE_END
from sayso.language.times.finder import Found, trace_times
from sayso.language.times.knowledge import load_knowledge
from sayso.language.times.tense import find_tense

_YEAR = re.compile(r"\d{4}")
_NAMED_YEAR = re.compile(r"\d{4}(?!\d)")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")


def bound_publication(text: str, *, language: str = "de") -> str | None:
    """Return when the report appeared, as `2025` or `2025-04-28`, where its own dates settle it; else None."""
    bounds = load_knowledge(language).bounds
    times = list(trace_times(text, published=None, language=language))
    found = set(_appositions(text, times, bounds["apposition"])) or set(_following_years(text, times, language))
    return found.pop() if len(found) == 1 else None


def _appositions(text: str, times: Sequence[Found], between: re.Pattern[str]) -> Iterator[str]:
    """Give the publication that follows from each `last year`, `this year`, `yesterday` beside its date."""
    for one, other in pairwise(times):
        if not between.fullmatch(text, one.expression.span.end, other.expression.span.start):
            continue
        for relative, named in ((one, other), (other, one)):
            by, unit, value = _shift(relative), relative.fields.get("unit"), named.expression.value
            if by is None:
                continue
            if unit == "Y" and _YEAR.fullmatch(value):
                yield str(int(value) - by)
            elif unit == "D" and _DAY.fullmatch(value):
                yield (date.fromisoformat(value) - timedelta(days=by)).isoformat()


def _following_years(text: str, times: Sequence[Found], language: str) -> Iterator[str]:
    """Give the year after the latest of the past, where the next sentence calls that one the last year."""
    knowledge = load_knowledge(language)
    last_years = [t.expression.span.start for t in times if t.fields.get("unit") == "Y" and _shift(t) == -1]
    if not last_years:
        return
    past: list[tuple[int, int]] = []
    for time in times:
        start, end = time.expression.span.start, time.expression.span.end
        if _NAMED_YEAR.match(time.expression.value) and find_tense(text, start, end, knowledge.tenses) == "past":
            past.append((int(time.expression.value[:4]), start))
    latest = max((year for year, _ in past), default=None)
    if latest is not None and _is_taken_up(text, [p for year, p in past if year == latest], last_years, language):
        yield str(latest + 1)


def _shift(time: Found) -> int | None:
    """Return how many units from the publication a time is; None for other times."""
    return int(time.fields["by"]) if time.rule.startswith("relative.") and "by" in time.fields else None


def _is_taken_up(text: str, places: Sequence[int], last_years: Sequence[int], language: str) -> bool:
    """Return whether a sentence after one of those at `places` says `last year` of what that one has introduced."""
    patterns = load_knowledge(language).bounds
    starts = [0, *(boundary.end() for boundary in SENTENCE_END.finditer(text)), len(text)]
    last_year_sentences = {bisect(starts, last_year) for last_year in last_years}
    for this in {bisect(starts, place) for place in places}:
        if this + 1 in last_year_sentences:
            introduced = set(patterns["introduced"].findall(text, starts[this - 1], starts[this]))
            if introduced & set(patterns["taken_up"].findall(text, starts[this], starts[this + 1])):
                return True
    return False
