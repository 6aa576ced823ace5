"""Words and marks of a text, each with its place."""

import re
from typing import NamedTuple


class Token(NamedTuple):
    """One word or mark: `start` and `end` in code points of the text, and the characters themselves."""

    start: int
    end: int
    text: str


_TOKEN = re.compile(
    r"(?:https?://|www\.)[^\s<>„“”\"»«]*[^\s<>„“”\"»«.,;:!?)\]]"  # addresses
    r"|[\w.+-]+@[\w-]+(?:\.[\w-]+)+"
    r"|\d+(?:[.,:]\d+)+(?:-\w+)*"  # 10.000, 2,5, 19:30, 1.000-mal
    r"|[^\W\d_](?:\.[^\W\d_])+(?=\.)"  # z.B., u.a.: the last stop is a token of its own
    r"|\w+(?:[-'’/·](?=\w)\w+)*-?(?!\w)"
    r"|\w+"
    r"|\.{2,}|[^\w\s]"
)


def find_tokens(text: str) -> list[Token]:
    """Return the tokens of `text` in order; blanks belong to none."""
    return [Token(match.start(), match.end(), match.group()) for match in _TOKEN.finditer(text)]
