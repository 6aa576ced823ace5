"""Where the statements of a report stand among its tokens."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from functools import cached_property

from sayso.model import Span, Statement
from sayso.statements.draft import Range
from sayso.statements.passage import Passage


class Layout:
    """The roles of `statements`, each at its number, as ranges of the passage's token numbers.

    An anchor is the first token of a cue, else of a frame, else of a speaker inside the content; None where there is
    none of these, as for words that carry on what was said before.
    """

    def __init__(self, passage: Passage, statements: Sequence[Statement]) -> None:
        self.passage = passage
        self.statements = statements
        self._starts = [token.start for token in passage.tokens]
        self._ends = [end for _, end in passage.sentences]

    @cached_property
    def contents(self) -> list[list[Range]]:
        """Return the tokens of the contents."""
        return [[self.tokens(span) for span in statement.content] for statement in self.statements]

    @cached_property
    def speakers(self) -> list[list[Range]]:
        """Return the tokens of the speakers."""
        return [[self.tokens(span) for span in statement.speaker] for statement in self.statements]

    @cached_property
    def frames(self) -> list[list[Range]]:
        """Return the tokens of the frames."""
        return [[self.tokens(span) for span in statement.frame] for statement in self.statements]

    @cached_property
    def cues(self) -> list[list[Range]]:
        """Return the tokens of the cues."""
        return [[self.tokens(span) for span in statement.cue] for statement in self.statements]

    @cached_property
    def anchors(self) -> list[int | None]:
        """Return the tokens that tell in which sentence each statement is made."""
        return [self._anchor(number) for number in range(len(self.statements))]

    def tokens(self, span: Span) -> Range:
        """Return the tokens that a span covers or cuts."""
        return max(0, bisect_right(self._starts, span.start) - 1), bisect_left(self._starts, span.end)

    def sentence(self, token: int) -> int:
        """Return the number of the sentence of a token."""
        return bisect_right(self._ends, token)

    def _anchor(self, number: int) -> int | None:
        if self.statements[number].parent is not None and self.statements[number].found_by.endswith("direct.nested"):
            return None
        beside = self.cues[number] or self.frames[number]
        if beside:
            return beside[0][0]
        spoken = [a for a, b in self.speakers[number] if inside((a, b), self.contents[number])]
        return spoken[0] if spoken else None

    def verbs(self, number: int) -> frozenset[str]:
        """Return the verbs that the cue of a statement, else its frame, can be of: `teilen` and `mitteilen`."""
        tokens = [i for a, b in self.cues[number] or self.frames[number] for i in range(a, b)]
        verbs = {form.lemma for i in tokens for form in self.passage.forms(i)}
        parted = {self.passage.low[tokens[-1]] + verb for verb in verbs} if len(tokens) > 1 else set()
        return frozenset(verbs | parted)

    def around(self, token: int) -> list[int]:
        """Return the statements whose anchor stands in the sentence of a token."""
        sentence = self.sentence(token)
        return [n for n, at in enumerate(self.anchors) if at is not None and self.sentence(at) == sentence]


def inside(piece: Range, pieces: Sequence[Range]) -> bool:
    """Tell whether one of `pieces` holds a piece."""
    return any(a <= piece[0] and piece[1] <= b for a, b in pieces)


def overlap(piece: Range, pieces: Sequence[Range]) -> bool:
    """Tell whether one of `pieces` shares a token with a piece."""
    return any(a < piece[1] and piece[0] < b for a, b in pieces)
