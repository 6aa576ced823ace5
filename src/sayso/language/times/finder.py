"""Find the time expressions of a text.

Words that can be part of a time expression form runs; in a run with at least one telling word (a *nucleus*)
the rules that this word may set off are tried from every word on, and the longest match wins.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from sayso.language.times.context import Context
from sayso.language.times.knowledge import Knowledge, Rule, load_knowledge
from sayso.language.times.reckoning import resolve
from sayso.model import Span, TimeExpression

_TOKEN = re.compile(r"\d+[^\W\d_]*|[^\W\d_]+|[^\w\s]")
_REACH = 8
"""A time expression starts at most so many words and marks before its last telling word."""
_SPREAD = 100
"""And at most so many characters before it."""
_LINKING = frozenset(".,:/-–—(")
"""Marks that may stand inside a time expression."""


class _Telling(NamedTuple):
    """Where a telling word starts, and the numbers of the rules that it may set off."""

    start: int
    rules: tuple[int, ...]


class _Run(NamedTuple):
    """Where a time expression may start, and the telling words, both in order."""

    starts: list[int]
    telling: list[_Telling]


class _Part(NamedTuple):
    """What a word is for runs: the rules that it may set off, whether it may be part of a time, or only link parts."""

    rules: tuple[int, ...]
    inside: bool
    links: bool


class Found(NamedTuple):
    """A time expression, the rule that found it, and what the rule read: `unit` `Y` and `by` `-1` for last year."""

    expression: TimeExpression
    rule: str
    fields: Mapping[str, str]


def find_times(text: str, *, published: str | None, language: str = "de") -> tuple[TimeExpression, ...]:
    """Return the time expressions of `text`, sorted and without overlap, the preposition left out.

    `published` is the day the text appeared, in ISO 8601 and as coarse as it is known (`2025-04-28`, `2025`), or
    None: what depends on it and cannot be known stays relative (`XXXX-WXX-1`).  Values are TimeML's.  A language
    without rules, or a `published` that is no such date, raises UsageError.
    """
    return tuple(found.expression for found in trace_times(text, published=published, language=language))


def trace_times(text: str, *, published: str | None, language: str = "de") -> Iterator[Found]:
    """Give the time expressions as `find_times` does, each with the rule that found it."""
    knowledge = load_knowledge(language)
    context = Context(text, published, knowledge)
    end = 0
    for run in _find_runs(text, language):
        ahead = 0
        for start in run.starts:
            while ahead < len(run.telling) and run.telling[ahead].start < start:
                ahead += 1
            if ahead == len(run.telling):
                break
            if start < end:
                continue
            best = _match_longest(text, start, run.telling[ahead : ahead + _REACH], knowledge)
            if best is None:
                continue
            rule, match = best
            resolved = resolve(context, rule, match)
            end = match.end()
            if resolved is not None:
                expression = TimeExpression(Span(match.start(), match.end()), *resolved)
                yield Found(expression, rule.name, context.fields)


def _match_longest(
    text: str, start: int, ahead: Sequence[_Telling], knowledge: Knowledge
) -> tuple[Rule, re.Match[str]] | None:
    """Return the rule with the longest match at `start`; of equals one that asks for words before, then the first."""
    best: tuple[Rule, re.Match[str]] | None = None
    rank = (0, False, 0)
    tried: set[int] = set()
    for telling in ahead:
        if telling.start - start > _SPREAD:
            break
        for number in telling.rules:
            if number in tried:
                continue
            tried.add(number)
            rule = knowledge.rules[number]
            match = rule.match(text, start)
            if match is None:
                continue
            this = (match.end() - start, rule.after is not None, -number)
            if this > rank:
                best, rank = (rule, match), this
    return best


def _find_runs(text: str, language: str) -> Iterator[_Run]:
    """Give the runs of words that can belong to a time expression and hold a telling word."""
    starts: list[int] = []
    telling: list[_Telling] = []
    for token in _TOKEN.finditer(text):
        part = _part(token.group(), language)
        if part.inside:
            starts.append(token.start())
            if part.rules:
                telling.append(_Telling(token.start(), part.rules))
            elif not telling and len(starts) > _REACH:
                del starts[0]
        elif starts and not part.links:
            if telling:
                yield _Run(starts, telling)
                telling = []
            starts = []
    if telling:
        yield _Run(starts, telling)


@lru_cache(maxsize=1 << 16)
def _part(word: str, language: str) -> _Part:
    """Return what a word or mark can be in a time expression."""
    knowledge = load_knowledge(language)
    low = word.lower()
    numbers = set(knowledge.nuclei.get(low, ()))
    for shape, more in knowledge.shapes:
        if shape.match(word):
            numbers.update(more)
    inside = bool(numbers) or low in knowledge.vocabulary or word[0].isdigit()
    return _Part(tuple(sorted(numbers)), inside, word in _LINKING)
