"""What became of a report's statements from one version of its page to the next: a pure comparison of two readings.

Statements have no identity across texts, so they are paired by what they say: first those whose words are the
same, then those that share most of their words.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from sayso.model import Reading, Statement

Fate = Literal["appeared", "changed", "vanished"]
Difference = Literal["stance", "speaker", "wording", "mode", "said"]

_ALIKE = 0.55  # share of their words that two contents have in common where one is the other, reworded
_SAME_SPEAKER = 0.15  # what the same speaker adds to that share
_SAME_STANCE = 0.05
_SHORT = 3  # words; contents with fewer are another's too, unless the same speaker has them
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Change:
    """A statement of one version beside that of the other; None where there is none.

    `differs` says in what they differ, empty for one that appeared or vanished.
    """

    fate: Fate
    before: Statement | None
    after: Statement | None
    differs: tuple[Difference, ...] = ()


@dataclass(frozen=True, slots=True)
class Revision:
    """What became of the statements from one version to the next; `unchanged` counts those that are the same.

    `same_run` is False where another state of Sayso read the one and the other: then a difference may be of its making.
    """

    changes: tuple[Change, ...]
    unchanged: int
    same_run: bool


@dataclass(frozen=True, slots=True)
class _Said:
    """A statement in words that can be compared: those of its content, and who says it."""

    statement: Statement
    words: tuple[str, ...]
    speaker: str

    @classmethod
    def all_of(cls, reading: Reading) -> list["_Said"]:
        names = {actor.id: actor.name for actor in reading.actors}
        return [cls._of(statement, reading.report.text, names) for statement in reading.statements]

    @classmethod
    def _of(cls, statement: Statement, text: str, names: dict[str, str]) -> "_Said":
        content = " ".join(text[span.start : span.end] for span in statement.content)
        named = sorted(names[actor] for actor in statement.actors if actor in names)
        shown = " ".join(text[span.start : span.end] for span in statement.speaker)
        speaker = " ".join(_WORD.findall((" / ".join(named) or shown).casefold()))
        return cls(statement, tuple(_WORD.findall(content.casefold())), speaker)


def compare_readings(before: Reading, after: Reading) -> Revision:
    """Return what appeared, changed and vanished from `before` to `after`, in the order of the later text.

    What vanished stands behind what is there still, in the order of the earlier text.
    """
    earlier, later = _Said.all_of(before), _Said.all_of(after)
    partners = _pair(earlier, later)
    changes: list[Change] = []
    unchanged = 0
    for number, said in enumerate(later):
        if number not in partners:
            changes.append(Change("appeared", None, said.statement))
            continue
        former = earlier[partners[number]]
        differs = _differences(former, said)
        unchanged += not differs
        if differs:
            changes.append(Change("changed", former.statement, said.statement, differs))
    left = sorted(set(range(len(earlier))) - set(partners.values()))
    changes += [Change("vanished", earlier[number].statement, None) for number in left]
    return Revision(tuple(changes), unchanged, before.run == after.run)


def _pair(earlier: Sequence[_Said], later: Sequence[_Said]) -> dict[int, int]:
    """Return which earlier statement each later one was, by number; the likest pairs first."""
    candidates: list[tuple[float, int, int, int]] = []
    bags = [Counter(said.words) for said in earlier]
    for number, said in enumerate(later):
        bag = Counter(said.words)
        for other, former in enumerate(earlier):
            likeness = _likeness(former, bags[other], said, bag)
            if likeness:
                candidates.append((-likeness, abs(number - other), number, other))
    partners: dict[int, int] = {}
    taken: set[int] = set()
    for _, _, number, other in sorted(candidates):
        if number not in partners and other not in taken:
            partners[number] = other
            taken.add(other)
    return partners


def _likeness(former: _Said, former_bag: Counter[str], said: _Said, bag: Counter[str]) -> float:
    """Return how alike two statements are: 1 and more where the words are the same, 0 where they cannot be one."""
    size = len(former.words) + len(said.words)
    same_speaker = former.speaker == said.speaker
    if not size or (min(len(former.words), len(said.words)) < _SHORT and not same_speaker):
        return 0.0
    shared = 2 * (former_bag & bag).total() / size
    likeness = shared + _SAME_SPEAKER * same_speaker
    if likeness < _ALIKE:
        return 0.0
    # The same words come first; of two statements with the same words, the one with the same stance.
    return likeness + (former.words == said.words) + _SAME_STANCE * (former.statement.stance == said.statement.stance)


def _differences(former: _Said, said: _Said) -> tuple[Difference, ...]:
    one, other = former.statement, said.statement
    found: list[Difference] = []
    if (one.stance, one.polarity) != (other.stance, other.polarity):
        found.append("stance")
    if former.speaker != said.speaker:
        found.append("speaker")
    if former.words != said.words:
        found.append("wording")
    if one.mode != other.mode:
        found.append("mode")
    if one.said and other.said and one.said.value != other.said.value:
        found.append("said")
    return tuple(found)
