"""What a network of the finder gives, whatever runs it."""

from dataclasses import dataclass, field
from typing import Protocol

import numpy as np
import numpy.typing as npt

from sayso.tagger.windows import AFTER, BEFORE, LIMIT, OVERLAP

LEVELS = 2  # contents inside contents
TAGS = 4  # a word is outside a content, begins one, is inside, or continues one after a gap
OUT, BEGIN, INSIDE, CONTINUE = range(TAGS)
POINTED = ("speaker", "addressee")  # roles told by their first and last word
Numbers = npt.NDArray[np.int64]
Figures = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Settings:
    """What belongs to one set of weights besides the network.

    `moves` are the scores [levels, tags, tags] of one tag after another. `outside` is added to the score of every
    word outside a content: higher finds fewer contents. `thresholds` by role: a word belongs to the role above it;
    for the pointed roles, the score by which naming nobody must be beaten. `window`: how many pieces it looks at at
    once; attention costs their square. `overlap`: how many of them the next one sees too. `around`: how many pieces
    before and after a content its roles are looked for in. `alone` by mode: how sure of a content it must be, from 0
    to 1, where no rule found the same; a mode that is not named asks for nothing.
    """

    moves: Figures
    outside: tuple[float, ...]
    thresholds: dict[str, float]
    window: int = LIMIT
    overlap: int = OVERLAP
    around: tuple[int, int] = (BEFORE, AFTER)
    alone: dict[str, float] = field(default_factory=dict)


class Network(Protocol):
    """The encoder with its heads; scores are logits."""

    def look(self, words: Figures, hints: Figures) -> tuple[Figures, Figures]:
        """Take the word embeddings [pieces, width] and the hints [pieces, kinds] of one window, borders included.

        Give the tag scores [pieces, levels * tags + modes] and the branch layer [pieces, width].
        """
        ...

    def relate(self, branch: list[Figures], marks: list[Numbers]) -> tuple[list[Figures], Figures]:
        """Take for each content the branch layer [pieces, width] around it and the pieces' marks.

        A mark is 1 in the content, 2 in another one, else 0.  Give for each content the role scores
        [pieces, roles + 2 * pointed], and [contents, modes + mediums + pointed (+ stances, if trained)] for all.
        """
        ...
