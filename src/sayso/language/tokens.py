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
    r"|\d+(?:[.,:]\d+)+|\d+"
    r"|[^\W\d_]\.(?:[^\W\d_]\.)+"  # z.B., u.a.
    r"|\w+(?:[-'’]\w+)*-?"
    r"|\.\.\.|[^\w\s]"
)


def find_tokens(text: str) -> list[Token]:
    """Return the tokens of `text` in order; blanks belong to none."""
    return [Token(m.start(), m.end(), m.group()) for m in _TOKEN.finditer(text)]
