"""Whether a clause tells of the past or the future, by the nearest cue, and whether it tells an event."""

import re
from collections.abc import Mapping
from typing import Literal

Tense = Literal["past", "future"]
_SENTENCE_STOP = re.compile(r"(?:(?<![0-9])|(?<=[0-9]{4}))[.!?:;][”“\"»«)’‘']*\s|\n")
_CLAUSE_STOP = re.compile(r"(?:(?<![0-9])|(?<=[0-9]{4}))[.!?:;,][”“\"»«)’‘']*\s|\s[–—-]\s|\n")
_WINDOW = 160
"""Cues farther away, in characters, belong to another clause."""


def find_tense(text: str, start: int, end: int, cues: Mapping[str, re.Pattern[str]]) -> Tense | None:
    """Return the tense of the sentence around `[start, end)`: that of the nearest cue; None without one."""
    before, after = _surroundings(text, start, end, _SENTENCE_STOP)
    best: tuple[int, Tense] | None = None
    for tense in ("future", "past"):
        cue = cues[tense]
        distances = [len(before) - m.end() for m in cue.finditer(before)] + [m.start() for m in cue.finditer(after)]
        if distances and (best is None or min(distances) < best[0]):
            best = (min(distances), tense)
    return best[1] if best else None


def has_cue(text: str, start: int, end: int, cue: re.Pattern[str]) -> bool:
    """Return whether the clause around `[start, end)` holds a cue."""
    before, after = _surroundings(text, start, end, _CLAUSE_STOP)
    return bool(cue.search(before + text[start:end] + after))


def _surroundings(text: str, start: int, end: int, stop: re.Pattern[str]) -> tuple[str, str]:
    """Return the words before and after `[start, end)` up to the next stops."""
    before = text[max(0, start - _WINDOW) : start]
    stops = list(stop.finditer(before))
    if stops:
        before = before[stops[-1].end() :]
    after = text[end : end + _WINDOW]
    first = stop.search(after)
    return before, after[: first.start() + 1] if first else after
