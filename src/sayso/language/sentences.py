"""Where sentences begin and end."""

from collections.abc import Iterable, Sequence

from sayso.language.tokens import Token


def find_sentences(text: str, tokens: Sequence[Token], breaks: Iterable[int] = ()) -> list[tuple[int, int]]:
    """Return sentences as half-open ranges of token numbers, covering every token.

    `breaks` are offsets where a sentence ends whatever stands there: the ends of headings and paragraphs.
    """
    borders = set(breaks)
    found, first = [], 0
    for number, token in enumerate(tokens):
        last = number + 1 == len(tokens)
        gap = "" if last else text[token.end : tokens[number + 1].start]
        if last or "\n" in gap or token.end in borders or (token.text in ".!?" and tokens[number + 1].text[0].isupper()):
            found.append((first, number + 1))
            first = number + 1
    return found
