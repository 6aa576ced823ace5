"""A statement while the rules work on it: roles as ranges of token numbers."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from sayso.model import Medium, Mode, Polarity, Stance

Range = tuple[int, int]


@dataclass(slots=True)
class Draft:
    """Roles as half-open ranges of token numbers; `sentence` is the number of the sentence it was found in.

    `learned` is how sure the learned finder is, None where it did not find it; `rule` is empty where no rule did.
    `stances` are the finder's probabilities of each stance, empty where it has no opinion; `alone` is whether it is
    sure enough where no rule found the same.  `hinted`: the finder is told of it; it learned without some rules.
    """

    rule: str
    mode: Mode
    content: list[Range]
    sentence: int
    stance: Stance = "asserts"
    medium: Medium = "speech_writing"
    polarity: Polarity | None = None
    speaker: list[Range] = field(default_factory=list)
    cue: list[Range] = field(default_factory=list)
    frame: list[Range] = field(default_factory=list)
    addressee: list[Range] = field(default_factory=list)
    first: bool = False
    inner: bool = False
    passive: bool = False
    take: str = "clause"
    learned: float | None = None
    stances: tuple[float, ...] = ()
    alone: bool = True
    hinted: bool = True

    @property
    def start(self) -> int:
        """The first token of the content."""
        return min(start for start, _ in self.content)

    @property
    def end(self) -> int:
        """The token behind the content."""
        return max(end for _, end in self.content)

    def holds(self, other: "Draft") -> bool:
        """Tell whether another content, smaller than this one, lies between this one's ends."""
        inside = self.start <= other.start and other.end <= self.end
        return inside and self.end - self.start > other.end - other.start

    def covers(self, start: int, end: int) -> bool:
        """Tell whether one range of the content holds the tokens `start` to `end`."""
        return any(a <= start and end <= b for a, b in self.content)

    def cut(self, holes: list[Range]) -> None:
        """Take ranges of tokens out of the content."""
        self.content = [part for start, end in self.content for part in without(start, end, holes)]


def ranges(numbers: "tuple[int, ...] | list[int]") -> list[Range]:
    """Join token numbers that follow one another into ranges."""
    found: list[Range] = []
    for number in sorted(set(numbers)):
        if found and found[-1][1] == number:
            found[-1] = (found[-1][0], number + 1)
        else:
            found.append((number, number + 1))
    return found


def numbers(pieces: Sequence[Range]) -> set[int]:
    """Return the token numbers in some ranges."""
    return {token for start, end in pieces for token in range(start, end)}


def without(start: int, end: int, holes: list[Range]) -> list[Range]:
    """Return the range `start` to `end` with `holes` cut out."""
    found, at = [], start
    for hole_start, hole_end in sorted(holes):
        if hole_start > at:
            found.append((at, min(hole_start, end)))
        at = max(at, hole_end)
    if at < end:
        found.append((at, end))
    return [(a, b) for a, b in found if a < b]
