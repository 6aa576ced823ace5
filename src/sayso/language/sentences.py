"""Where sentences begin and end.

Full stops are the trouble of German: `am 3. Mai`, `z. B.`, `(l.)`, `George W. Bush`, `19.30 Uhr`.  The words that
keep their stop are data (`abbreviations.toml`); the rest looks at the token before the stop and the one behind it.
"""

import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from sayso.language.tokens import Token

_STOPS = frozenset({".", "!", "?", "…", "..", "...", "...."})
_CLOSING = frozenset("“”\"«»‘’›‹')]")
_OPENING = frozenset("„\"»«‚›‹'(“[`")
_ROMAN = frozenset("IVXLCDM")


@dataclass(frozen=True, slots=True)
class _Abbreviations:
    always: frozenset[str]
    before_number: frozenset[str]
    after_ordinal: frozenset[str]


@cache
def _abbreviations(language: str) -> _Abbreviations:
    folder = files("sayso.language") / "data"
    path = folder / language / "abbreviations.toml"
    if not path.is_file():
        path = folder / "de" / "abbreviations.toml"
    table = tomllib.loads(path.read_text(encoding="utf-8"))
    return _Abbreviations(**{name: frozenset(table[name]) for name in _Abbreviations.__slots__})


def find_sentences(
    text: str, tokens: Sequence[Token], breaks: Iterable[int] = (), *, language: str = "de"
) -> list[tuple[int, int]]:
    """Return sentences as half-open ranges of token numbers, in order, covering every token.

    `breaks` are offsets at which a sentence ends whatever stands there: borders of headings and paragraphs.
    A blank line ends one too.  Closing marks belong to the sentence they close; a quotation in the middle of a
    sentence (`„Nein!“, sagte sie`) does not end it.
    """
    words = _abbreviations(language)
    borders = sorted(set(breaks))
    found: list[tuple[int, int]] = []
    first = at = 0
    number, count = 0, len(tokens)
    while number < count:
        end = number + 1
        if tokens[number].text in _STOPS and not (
            tokens[number].text == "." and _keeps_stop(text, tokens, number, words)
        ):
            end = _behind_closing(text, tokens, number)
            ends = end >= count or _can_begin(text, tokens, end, number)
        else:
            ends = end >= count
        if not ends and end < count:
            while at < len(borders) and borders[at] < tokens[end - 1].end:
                at += 1
            ends = at < len(borders) and borders[at] <= tokens[end].start
            ends = ends or _blank_line(text[tokens[end - 1].end : tokens[end].start])
        if ends:
            found.append((first, end))
            first = end
        number = end
    return found


def _behind_closing(text: str, tokens: Sequence[Token], number: int) -> int:
    """Return the token behind a stop, further stops and the closing marks that touch it."""
    end = number + 1
    while (
        end < len(tokens)
        and tokens[end].start == tokens[end - 1].end
        and (tokens[end].text in _CLOSING or tokens[end].text in _STOPS)
    ):
        end += 1
    if (
        end < len(tokens)
        and tokens[end].text in "“”«"
        and end + 1 < len(tokens)
        and tokens[end + 1].start > tokens[end].end
    ):
        end += 1  # `… lang . “ Dann`: a closing mark set apart
    return end


def _can_begin(text: str, tokens: Sequence[Token], number: int, stop: int) -> bool:
    """Tell whether a sentence can begin at token `number`, behind the stop at token `stop`."""
    token = tokens[number]
    gap = text[tokens[number - 1].end : token.start]
    if not gap:
        return (
            tokens[stop].text == "."
            and token.text[0].isupper()
            and number == stop + 1
            and len(tokens[stop - 1].text) > 3
            and token.text.isalpha()
        )
    if token.text in _OPENING or token.text in {"-", "–", "—", "*", "•"}:
        following = tokens[number + 1] if number + 1 < len(tokens) else None
        return following is None or not following.text[0].islower() or "\n" in gap
    return token.text[0].isupper() or token.text[0].isdigit() or "\n" in gap or token.text in {"…", "..."}


def _keeps_stop(text: str, tokens: Sequence[Token], stop: int, words: _Abbreviations) -> bool:
    """Tell whether the full stop at token `stop` belongs to an abbreviation, an ordinal or an initial."""
    if stop == 0 or tokens[stop - 1].end != tokens[stop].start:
        return False
    before = tokens[stop - 1].text
    following = tokens[stop + 1] if stop + 1 < len(tokens) else None
    if following is None or "\n" in text[tokens[stop].end : following.start]:
        return False
    low = before.lower()
    if before[-1].isdigit():
        return _is_ordinal(text, tokens, stop, words)
    if low in words.before_number and following.text[0].isdigit():
        return True
    if low in words.always:
        return not (
            low in {"usw", "u.a", "uvm", "usf", "etc", "jr", "st"}
            and following.text[0].isupper()
            and following.text.lower() in _STARTERS
        )
    if len(before) == 1 and before.isalpha():
        return before.isupper() and following.text[0].isupper() or following.text[0].islower() or following.text == ")"
    if set(before) <= _ROMAN and len(before) <= 5:
        return following.text[0].islower() or (
            following.text.lower() not in _STARTERS and following.text[0].isupper() and len(before) > 1
        )
    return "." in before and following.text.lower() not in _STARTERS


def _is_ordinal(text: str, tokens: Sequence[Token], stop: int, words: _Abbreviations) -> bool:
    """Tell whether number and stop are an ordinal: `3. Mai`, `der 2. Liga`, `18. und 19. Jahrhundert`."""
    number, following = tokens[stop - 1].text, tokens[stop + 1]
    if not number.isdigit() or len(number) > 3:
        return False
    if following.start == tokens[stop].end:
        return True
    low = following.text.lower()
    if following.text[0].islower() or low in words.after_ordinal or following.text[0].isdigit():
        return True
    previous = tokens[stop - 2].text if stop >= 2 else ""
    attributive = previous.lower() in _BEFORE_ORDINAL or (
        previous[:1].islower() and previous.endswith(("e", "en", "er")) and len(previous) > 4
    )
    return attributive and low not in _STARTERS and following.text[0].isupper()


# Words that open a sentence far more often than they follow an ordinal or a name.
_STARTERS = frozenset(
    "der die das ein eine einer er sie es wir ich man im in am an auf bei nach vor seit mit für von zu aus durch über unter und aber doch auch so da dann "
    "dies diese dieser dieses als wenn weil während dort hier heute gestern morgen nun jetzt damit dabei danach dazu zudem außerdem allerdings jedoch laut "
    "ob sein seine ihr ihre kein keine mehr bereits bisher insgesamt the he she it they we this that in on at but and".split()
)
_BEFORE_ORDINAL = frozenset(
    "am der die das dem den des im vom zum zur beim ein eine einem seinem seinen ihrem ihren ab bis seit und".split()
)


def _blank_line(gap: str) -> bool:
    return "\n" in gap and (gap.count("\n") > 1 or "\r\n\r\n" in gap) or "\u2029" in gap
