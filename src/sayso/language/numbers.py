"""Numbers in words and figures: `zweihundertfünfzig`, `10.000`, `2,5 Millionen`, `zwei Drittel`, `Hunderte`, `dritten`.

What the words of a language are stands in `data/<language>/quantities.toml`.
"""

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any, NamedTuple

_WORD = re.compile(
    r"[0-9]{1,3}(?:[ \u00a0\u202f][0-9]{3})+(?![0-9]|[.,:/][0-9])"  # 10 000
    r"|[0-9]+(?:[.,:/][0-9]+)*"
    r"|[^\W\d_]+(?:[-’'][^\W\d_]+)*"
    r"|\S"
)
_DIGITS = "0123456789"
_BLANKS = "\u00a0\u202f "


class Word(NamedTuple):
    """A word, a number in figures, or a mark: its place in code points, its characters, and these in lower case."""

    start: int
    end: int
    text: str
    lower: str


class Number(NamedTuple):
    """A number that a text names, and the words it takes: `first` included, `after` excluded."""

    value: float
    first: int
    after: int
    more: bool = False  # says "more than" by itself: Hunderte, mehrere tausend
    part: bool = False  # of a whole: ein Drittel
    one: bool = False  # the article: ein
    scale: int = 1  # the last factor in a word of its own: Millionen


@dataclass(frozen=True, slots=True)
class NumberWords:
    """The number words of a language, lower case; the fields are explained where they are filled, in the table."""

    language: str
    thousands: str
    decimal: str
    parts: Mapping[str, int]
    inflected: Mapping[str, int]
    joints: frozenset[str]
    one: frozenset[str]
    halves: Mapping[str, float]
    scales: Mapping[str, int]
    vague: Mapping[str, int]
    several: frozenset[str]
    fractions: Mapping[str, float]
    whole_articles: frozenset[str]
    every: frozenset[str]
    ordinals: Mapping[str, int]
    ordinal_endings: tuple[str, ...]
    inflections: tuple[str, ...]
    piece: re.Pattern[str]
    figures: re.Pattern[str]


def split_words(text: str) -> list[Word]:
    """Return the words, numbers and marks of `text` in order."""
    return [Word(*match.span(), word := match.group(), word.lower()) for match in _WORD.finditer(text)]


@cache
def load_quantity_table(language: str) -> dict[str, Any]:
    """Return `quantities.toml` of `language`; German serves a language that has none."""
    folder = files("sayso.language") / "data"
    table = folder / language / "quantities.toml"
    if not table.is_file():
        table = folder / "de" / "quantities.toml"
    return tomllib.loads(table.read_text(encoding="utf-8"))


@cache
def number_words(language: str = "de") -> NumberWords:
    """Return the number words of `language`."""
    table = load_quantity_table(language)["numbers"]
    thousands, decimal = table["thousands"], table["decimal"]
    pieces = sorted([*table["parts"], *table["joints"]], key=len, reverse=True)
    return NumberWords(
        language=language,
        thousands=thousands,
        decimal=decimal,
        parts=table["parts"],
        inflected=table["inflected"],
        joints=frozenset(table["joints"]),
        one=frozenset(table["one"]),
        halves=table["halves"],
        scales=table["scales"],
        vague=table["vague"],
        several=frozenset(table["several"]),
        fractions={word: share[0] / share[1] for word, share in table["fractions"].items()},
        whole_articles=frozenset(table["whole_articles"]),
        every=frozenset(table["every"]),
        ordinals=table["ordinals"],
        ordinal_endings=tuple(table["ordinal_endings"]),
        inflections=tuple(table["inflections"]),
        piece=re.compile("|".join(map(re.escape, pieces))),
        figures=re.compile(
            rf"[0-9]{{1,3}}(?:[{re.escape(thousands)}{_BLANKS}][0-9]{{3}}){{1,6}}(?:{re.escape(decimal)}[0-9]+)?"
            rf"|[0-9]{{1,12}}(?:{re.escape(decimal)}[0-9]{{1,9}})?"
        ),
    )


@lru_cache(maxsize=16384)
def number_of(word: str, language: str = "de") -> int | None:
    """Return what a cardinal in one word counts (`zweier` 2, `fünfundzwanzigtausend` 25000), else None.

    Articles (`ein`, `eine`) are none; hyphens between the parts are allowed (`twenty-five`).
    """
    words = number_words(language)
    lower = word.lower()
    if lower in words.inflected:
        return words.inflected[lower]
    if lower in words.one:
        return None
    pieces = _pieces(lower, words)
    if not pieces or pieces[-1] in words.joints or pieces[0] in words.joints:
        return None
    total = current = 0
    for piece in pieces:
        value = words.parts.get(piece, 0)
        if value >= 1000:
            total, current = total + (current or 1) * value, 0
        else:
            current = (current or 1) * 100 if value == 100 else current + value
    return total + current


def _pieces(lower: str, words: NumberWords) -> list[str]:
    """Return the parts that the word is made of, none where something is left over."""
    pieces = []
    position = 0
    while match := words.piece.match(lower, position):
        pieces.append(match.group())
        position = match.end() + lower.startswith("-", match.end())
    return pieces if position == len(lower) else []


@lru_cache(maxsize=4096)
def ordinal_of(word: str, language: str = "de") -> int | None:
    """Return the place that an ordinal in one word names (`dritten` 3, `einundzwanzigster` 21), else None."""
    words = number_words(language)
    lower = word.lower()
    for inflection in words.inflections:
        if not lower.endswith(inflection):
            continue
        stem = lower.removesuffix(inflection)
        for irregular, value in words.ordinals.items():
            if stem.endswith(irregular):
                before = stem.removesuffix(irregular).removesuffix("-")
                rest = number_of(_without_joint(before, words), words.language) if before else 0
                if rest is not None:
                    return rest + value
        for ending in words.ordinal_endings:
            if stem.endswith(ending) and (cardinal := number_of(stem.removesuffix(ending), language)):
                return cardinal
    return None


def _without_joint(stem: str, words: NumberWords) -> str:
    return next((stem.removesuffix(joint) for joint in words.joints if stem.endswith(joint)), stem)


def figure_of(text: str, language: str = "de") -> float | None:
    """Return the number that figures show (`10.000`, `2,5`, `12 500`); None for dates, times, scores, versions."""
    words = number_words(language)
    if words.figures.fullmatch(text) is None:
        return None
    plain = re.sub(rf"[{re.escape(words.thousands)}{_BLANKS}]", "", text)
    return float(plain.replace(words.decimal, "."))


def number_at(words: Sequence[Word], position: int, language: str = "de") -> Number | None:
    """Return the number whose first word stands at `position`, scales and fractions included, or None."""
    known = number_words(language)
    word = words[position]
    if word.text[0] in _DIGITS:
        value = figure_of(word.text, language)
        if value is None:
            value = _foreign_decimal(words, position, known)
        return None if value is None else _scaled(words, Number(value, position, position + 1), known)
    if not may_open(word.lower, language):
        return None
    cardinal = number_of(word.lower, language)
    if cardinal is not None:
        return _scaled(words, Number(cardinal, position, position + 1), known)
    return _special(words, position, known)


@lru_cache(maxsize=1 << 16)
def may_open(lower: str, language: str = "de") -> bool:
    """Tell whether a word in lower case can be the first of a number: what hardly any word of a text is."""
    if lower[0] in _DIGITS:
        return True
    known = number_words(language)
    tables = (known.halves, known.one, known.several, known.vague, known.fractions, known.every)
    return any(lower in table for table in tables) or number_of(lower, language) is not None


def _foreign_decimal(words: Sequence[Word], position: int, known: NumberWords) -> float | None:
    """Read `1.5 Millionen` in a German text: only a scale tells it from a date or a version."""
    whole, mark, rest = words[position].text.partition(known.thousands)
    if mark and whole.isdecimal() and rest.isdecimal() and _lower(words, position + 1) in known.scales:
        return float(f"{whole}.{rest}")
    return None


def _special(words: Sequence[Word], position: int, known: NumberWords) -> Number | None:
    """Return numbers that begin with an article or a word of their own: `eine halbe Million`, `Dutzende`."""
    lower = words[position].lower
    following = _lower(words, position + 1)
    if lower in known.halves:
        number = Number(known.halves[lower], position, position + 1)
        return _scaled(words, number, known) if following in known.scales else None
    if lower in known.one:
        if following in known.halves:
            half = _special(words, position + 1, known)
            return half and half._replace(first=position)
        return _scaled(words, Number(1, position, position + 1, one=True), known)
    if lower in known.several:
        scale = known.scales.get(following) or known.vague.get(following) or number_of(following, known.language) or 0
        return Number(scale, position, position + 2, more=True, scale=scale) if scale >= 12 else None
    if lower in known.vague:
        return Number(known.vague[lower], position, position + 1, more=True)
    if lower in known.fractions:
        first = position - (position > 0 and words[position - 1].lower in known.whole_articles)
        return Number(round(known.fractions[lower], 4), first, position + 1, part=True)
    if lower in known.every and (place := ordinal_of(following, known.language)) and place > 1:
        return Number(round(1 / place, 4), position, position + 2, part=True)
    return None


def _scaled(words: Sequence[Word], number: Number, known: NumberWords) -> Number:
    """Return the number with the scale or fraction after it: `zwei Millionen`, `2,5 Mio.`, `ein gutes Drittel`."""
    following = _lower(words, number.after)
    scale = known.scales.get(following, 0)
    if scale > number.scale:
        after = number.after + 1
        if _lower(words, after) == "." and len(following) <= 3:
            after += 1
        scaled = number._replace(value=round(number.value * scale, 4), after=after, one=False, scale=scale)
        return _scaled(words, scaled, known)  # two hundred thousand
    for distance in (0, 1) if number.one else (0,):
        share = known.fractions.get(_lower(words, number.after + distance))
        if share is not None and share < 1:
            return number._replace(
                value=round(number.value * share, 4), after=number.after + distance + 1, one=False, part=True
            )
    return number


def _lower(words: Sequence[Word], position: int) -> str:
    return words[position].lower if position < len(words) else ""
