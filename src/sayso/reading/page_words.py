"""The words by which the pieces of a page show, from `data/pages.toml`."""

import re
import tomllib
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

_CAMEL = re.compile(r"(?<=[a-zäöüß])(?=[A-Z])")
_APART = re.compile(r"[^a-zäöüß]+")


@cache
def _table() -> dict[str, Any]:
    return tomllib.loads(files("sayso.reading").joinpath("data", "pages.toml").read_text(encoding="utf-8"))


@cache
def page_words(*path: str) -> tuple[str, ...]:
    """Give one list of words: `months`, or for example `lines`, `teaser`."""
    entry = _table()
    for step in path:
        entry = entry[step]
    return tuple(entry["words"])


@lru_cache(maxsize=8192)
def class_words(names: str) -> str:
    """Give the words of class names and ids, in lower case, one blank around each: ` article photo credit `."""
    return f" {' '.join(_APART.split(_CAMEL.sub(' ', names).casefold()))} "


@cache
def _class_pattern(kind: str) -> re.Pattern[str]:
    words = [re.escape(word).replace(r"\*", "[a-zäöüß]*").replace(r"\+", " ") for word in page_words("classes", kind)]
    return re.compile(rf" (?:{'|'.join(words)}) ")


def is_class_of(kind: str, words: str) -> bool:
    """Tell whether class words, as `class_words` gives them, name a piece of this kind (`caption`, `byline`, …)."""
    return _class_pattern(kind).search(words) is not None


@cache
def _line_pattern(kind: str) -> re.Pattern[str]:
    words = "|".join(re.escape(word) for word in sorted(page_words("lines", kind), key=len, reverse=True))
    return re.compile(rf"[\W_]*(?:{words})(?!\w)")


def opens_teaser(line: str) -> bool:
    """Tell whether a line begins as those do that send the reader elsewhere."""
    return _line_pattern("teaser").match(line) is not None


def is_chrome(line: str) -> bool:
    """Tell whether a line is a button or a label of the page, and nothing else."""
    found = _line_pattern("chrome").match(line)
    return found is not None and not re.search(r"\w", line[found.end() :])


def asks_consent(line: str) -> bool:
    """Tell whether a line asks the reader to agree to something that another site would show here."""
    return _line_pattern("consent").match(line) is not None
