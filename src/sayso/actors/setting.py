"""The country a report plays in: the one that places, adjectives and offices name most, the first ones above all.

A report of several countries plays in none of them: its `Präsident` is nobody's until it says whose.  A country that
is only spoken against, warned of, or that somebody or something comes from (`Sanktionen gegen Musterland`) does not
count: who says so is most likely of another one.
"""

from sayso.actors.geography import adjective_state, is_body
from sayso.actors.words import is_low_adjective, vocabulary
from sayso.language.analysis import Analysis
from sayso.language.grammar import grammar
from sayso.language.places import kind_of

_FIRST = 3  # sentences at the beginning that count more
_WEIGHT = 3.0
_TITLE = 4.0
_CLEAR = 1.25  # times that the country must be named more than the next
_OFTEN = 2.0  # from which weight on a country takes part in what the report tells
_FEW = 2  # countries: where more take part, an office without a country may be anybody's
_GERMAN = ("Bundes", "Landes")  # first parts of German offices and bodies


def find_setting(analysis: Analysis) -> str | None:
    """Return the code of the country, None where the report names none or plays in several."""
    counts: dict[str, float] = {}
    sentences = analysis.sentences[:_FIRST]
    early = analysis.tokens[sentences[-1][1] - 1].end if sentences else 0
    away = _spoken_away(analysis)
    named = [(place.span.start, place.country) for place in analysis.places]
    named += [(token.start, _told_by(token.text)) for token in analysis.tokens]
    for at, code in named:
        if at in away:
            continue
        if code is not None and not is_body(code):
            counts[code] = counts.get(code, 0.0) + (_WEIGHT if at < early else 1.0)
    for word in (analysis.report.title or "").replace(":", " ").split():
        code = adjective_state(word) if kind_of(word) == "demonym" else None
        if code is not None and not is_body(code):
            counts[code] = counts.get(code, 0.0) + _TITLE
    first, second, *_ = [*sorted(counts.values(), reverse=True), 0.0, 0.0]
    if sum(weight >= _OFTEN for weight in counts.values()) > _FEW:
        return None
    return max(counts, key=lambda code: counts[code]) if first >= _CLEAR * second and first else None


def _spoken_away(analysis: Analysis) -> set[int]:
    """Return where the words begin that stand behind `gegen`, `aus`, `vor`, `von`, up to the first noun or name."""
    away = vocabulary("settings")["away"]
    found: set[int] = set()
    follows = False
    for token in analysis.tokens:
        word = token.text
        if follows:
            found.add(token.start)
        opens = word in grammar("de").determiners or is_low_adjective(word)
        follows = word.lower() in away or (follows and opens)
    return found


def _told_by(word: str) -> str | None:
    """Return the country that a word other than a place's name tells: `belgische`, `Bundesminister`."""
    if word.startswith(_GERMAN) and word[6:7].isalpha() and len(word) > 9:
        return "DE"
    if word[0].isalpha() and len(word) > 4 and word.endswith(("e", "en", "er", "es", "em")):
        return adjective_state(word)
    return None
