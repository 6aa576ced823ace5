"""The words by which parts of a report show; knowledge in `data/parts.toml`."""

import re
import tomllib
from functools import cache
from importlib.resources import files


@cache
def part_words(part: str, kind: str) -> tuple[str, ...]:
    """Give one list of words, for example the `openers` of a `byline`."""
    return tuple(_table()[part][kind])


@cache
def _table() -> dict[str, dict[str, list[str]]]:
    return tomllib.loads(files("sayso.reading").joinpath("data", "parts.toml").read_text(encoding="utf-8"))


def one_of(words: tuple[str, ...]) -> str:
    """Give the pattern that matches any of `words`, the longest first."""
    return "(?:" + "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True)) + ")"
