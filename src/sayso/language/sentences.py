"""Where sentences begin and end."""

from collections.abc import Iterable, Sequence
from itertools import pairwise

from sayso.language.abbreviations import Abbreviations, abbreviations
from sayso.language.tokens import Token

_STOPS = frozenset({".", "!", "?", "…"})
_CLOSERS = frozenset("“”\"»«’‘'›‹)]") | {"''"}
_OPENERS = frozenset("„“\"»«‚‘'›‹([") | {"''", "``"}
_ONLY_CLOSERS = frozenset("”)]")
_DASHES = frozenset({"-", "–", "—", "--"})
_GO_ON = frozenset({",", ";", ":", ")", "]", "/"}) | _STOPS
_LONGEST_WRAPPED_LINE = 100  # characters; paragraphs of news text that is not wrapped run longer
_SHORTEST_WRAPPED_LINE = 50


def find_sentences(
    text: str, tokens: Sequence[Token], breaks: Iterable[int] = (), language: str = "de"
) -> list[tuple[int, int]]:
    """Return sentences as half-open ranges of token numbers, covering every token.

    A sentence ends inside a quotation as well; marks that close one belong to the sentence they close, and
    `…!“, sagte sie` goes on.  `breaks` are offsets where a sentence ends whatever stands there: the ends of headings
    and paragraphs.  An empty line ends one too, and a new line unless the text is wrapped at a fixed width.
    """
    if not tokens:
        return []
    ends = _Ends(text, tokens, abbreviations(language))
    borders = sorted(set(breaks), reverse=True)
    found, first = [], 0
    for number in range(len(tokens) - 1):
        while borders and borders[-1] < tokens[number].end:
            borders.pop()
        border = bool(borders) and borders[-1] <= tokens[number + 1].start
        if border or ends.after(number):
            found.append((first, number + 1))
            first = number + 1
    found.append((first, len(tokens)))
    return found


class _Ends:
    """Tells after which tokens of one text a sentence ends."""

    def __init__(self, text: str, tokens: Sequence[Token], known: Abbreviations) -> None:
        self.text = text
        self.tokens = tokens
        self.known = known
        self.wrapped = _is_wrapped(text)

    def after(self, number: int) -> bool:
        """Tell whether a sentence ends after the token; the last token of a text is not asked about."""
        token, following = self.tokens[number], self.tokens[number + 1]
        if following.start > token.end:
            gap = self.text[token.end : following.start]
            if "\n" in gap and self._line_ends(token, following, gap):
                return True
        last = token.text[-1]
        if last not in _STOPS and token.text not in _CLOSERS:
            return False
        stop = self._stop_before(number)
        if stop is None or self._closes(number + 1):
            return False
        return self._opens(number + 1) and (stop != number or self._is_stop(number, following.text))

    def _line_ends(self, token: Token, following: Token, gap: str) -> bool:
        """Tell whether the end of a line is the end of a sentence."""
        if gap.count("\n") > 1:
            return True
        return not (self.wrapped or following.text[0].islower() or token.text in (",", "-"))

    def _stop_before(self, number: int) -> int | None:
        """Return the stop that the token is or closes behind: the full stop of `.“)`; None where there is none."""
        while self.tokens[number].text in _CLOSERS:
            if not number or not self._closes(number):
                return None
            number -= 1
        text = self.tokens[number].text
        if text[-1] not in _STOPS:
            return None
        if text in ("...", "…") and number and self.tokens[number - 1].text in ("[", "("):
            return None
        return number

    def _closes(self, number: int) -> bool:
        """Tell whether the token is a mark that closes what a stop before it ends."""
        token = self.tokens[number]
        if token.text not in _CLOSERS:
            return False
        before = self.tokens[number - 1]
        touches = before.end == token.start
        alone = number + 1 == len(self.tokens) or self.tokens[number + 1].start > token.end
        return touches or token.text in _ONLY_CLOSERS or (alone and token.text == "“")

    def _opens(self, number: int) -> bool:
        """Tell whether the token can be the first of a sentence."""
        while self.tokens[number].text in _OPENERS and number + 1 < len(self.tokens):
            number += 1
        text = self.tokens[number].text
        if text in _DASHES:
            return number + 1 < len(self.tokens) and not self.tokens[number + 1].text[0].islower()
        return not (text[0].islower() or text in _GO_ON)

    def _is_stop(self, number: int, following: str) -> bool:
        """Tell whether the token, not closed by a mark, ends a sentence before the word that follows."""
        text = self.tokens[number].text
        if len(text) == 1 or not text[0].isalnum():
            return True
        return self.known.may_end(text, following)


def _is_wrapped(text: str) -> bool:
    """Tell whether lines are broken at a fixed width: none is long, and most that go on are not short."""
    lines = [line.strip() for line in text.split("\n")]
    if max(map(len, lines)) > _LONGEST_WRAPPED_LINE:
        return False
    lengths = [len(line) for line, following in pairwise(lines) if line and following]
    return len(lengths) >= 3 and sum(length >= _SHORTEST_WRAPPED_LINE for length in lengths) * 2 > len(lengths)
