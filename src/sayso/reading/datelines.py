"""Where and by whom a report was filed: `Moskau/Kiew (dpa) –` at the start of its first paragraph."""

import re
from functools import cache

from sayso.reading.agencies import is_agency_credit, name_agencies
from sayso.reading.words import part_words

_WORD = r"(?:St\. |Sankt )?[A-ZÄÖÜČŠŽÉ][\w’'-]*"
_PLACE = rf"{_WORD}(?:(?: (?:am|an der|im|ob der|de|of|upon|bei))? {_WORD}){{0,2}}"
_PLACES = rf"{_PLACE}(?:\s?/\s?{_PLACE}){{0,3}}"
_DATE = r"(?:,\s\d{1,2}\.\s?(?:[A-ZÄÖÜ]\w+|\d{1,2}\.)(?:\s?\d{4})?|,\s[A-Z][a-z]{2,8}\.?\s\d{1,2}(?:,\s\d{4})?)"
_BRACKETS = r"\s*\((?P<bracket>[^()]{1,60})\)"
_DASH = r"\s*[-–—]{1,2}\s+"

# With an agency's name the shape of the rest does not matter much: this is a dateline wherever it stands.
_CREDITED = re.compile(rf"(?P<places>{_PLACES})(?:,\s{_PLACE})?{_DATE}?{_BRACKETS}(?:\s*[-–—:.|]+)?\s*")
_SLASHED = re.compile(rf"{_PLACES}\s?[/,]?\s?(?P<bracket>[A-Za-z]{{2,10}})\s*[|–—-]\s+")
# Without one only a first paragraph may have it, and a place must be told from any other word by its setting.
_UPPER = re.compile(r"[A-ZÄÖÜ][A-ZÄÖÜß. /-]{2,40}(?:,\s[A-Z][\w. ]{2,20})?\s*(?:[–—]|\.|\s-)\s+")
_DASHED = re.compile(rf"{_PLACES}{_DATE}?(?:\s[-–—]|\s?[–—])\s+")
_STOPPED = re.compile(rf"(?P<places>{_PLACES})\s?\.\s+")
_SIGNED = re.compile(rf"{_PLACES}(?:\s*\([a-zäöü]{{1,4}}\)\s*[.:–—-]\s*|\s[a-zäöü]{{2,5}}\s*\|\s+)")

# What a report goes on with after its dateline: it starts a sentence.
_GOES_ON = re.compile(r"[^\Wa-zäöüß_]|[„“\"»«‚‘']")
_DAY_LINE = re.compile(
    r"(?:(?:Stand|Veröffentlicht|Aktualisiert|Published|Updated)(?:\s(?:am|on))?:?\s*)?(?:(?:[A-ZÄÖÜ]\w+/?){1,3},\s)?"
    r"(?:(?:den|am)\s)?"
    r"(?:\d{1,2}\.\s?(?:\d{1,2}\.|[A-ZÄÖÜ][a-zäöü]+\.?)\s?\d{2,4}|\d{4}-\d\d-\d\d|[A-Z][a-z]+ \d{1,2}, \d{4})"
    r"(?:(?:[,|–\s]|um|at)+\d{1,2}[:.]\d\d(?:\sUhr)?)?"
)
_LONGEST_PLACE = 40  # characters
_SHORTEST_REPORT = 40  # characters that a report goes on with; a place and a few words are a heading


@cache
def _no_places() -> frozenset[str]:
    kinds = ("one_word_sentences", "abbreviations", "openers")
    return frozenset(word for kind in kinds for word in part_words("dateline", kind))


def dateline_length(paragraph: str, *, first: bool) -> int:
    """Give how many characters at the start of a paragraph are its dateline, 0 where it has none.

    Place names are told by their shape and place, not by a list: villages file reports too.  `first` says
    whether this is the report's first paragraph, where a dateline may do without an agency.
    """
    for pattern in (_CREDITED, _SLASHED):
        match = pattern.match(paragraph)
        if match and is_agency_credit(match["bracket"]) and _follows(paragraph, match):
            return len(match[0].rstrip())
    if not first:
        return 0
    for pattern in (_SIGNED, _UPPER, _DASHED, _STOPPED):
        match = pattern.match(paragraph)
        if match and _follows(paragraph, match) and _stands_alone(paragraph, match):
            return len(match[0].rstrip())
    return 0


def _follows(paragraph: str, match: re.Match[str]) -> bool:
    return _GOES_ON.match(paragraph, match.end()) is not None


def _stands_alone(paragraph: str, match: re.Match[str]) -> bool:
    """Refuse `Endlich. Nach …` and `Moskau – Hauptstadt des Landes – …`, where a second dash closes the aside."""
    words = match[0].split()
    if len(paragraph) - match.end() < _SHORTEST_REPORT:
        return False
    if words[0].rstrip(".").capitalize() in _no_places():
        return False
    if match.re is _STOPPED and not 3 <= len(match["places"]) <= _LONGEST_PLACE:
        return False
    dash = match[0].rstrip()[-1]
    sentence = paragraph[match.end() : match.end() + 100].partition(". ")[0]
    return dash not in "–—-" or f" {dash} " not in sentence


def is_dateline(line: str) -> bool:
    """Tell whether a whole line is a dateline: a day, or places with an agency."""
    if _DAY_LINE.fullmatch(line):
        return True
    match = _CREDITED.fullmatch(line)
    return match is not None and is_agency_credit(match["bracket"]) and bool(name_agencies(match["bracket"]))
