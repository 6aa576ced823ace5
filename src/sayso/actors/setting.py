"""The country a report plays in: the one that places, adjectives and offices name most, the first ones above all.

A report of several countries plays in none of them: its `Präsident` is nobody's until it says whose.  A country that
is only spoken against, warned of, or that somebody or something comes from (`Sanktionen gegen Musterland`) does not
count: who says so is most likely of another one.
"""

from collections.abc import Mapping
from functools import lru_cache

from sayso.actors.geography import adjective_state, is_body, name_state
from sayso.actors.words import endings, is_low_adjective, vocabulary
from sayso.language.analysis import Analysis
from sayso.language.grammar import grammar
from sayso.language.places import kind_of

_FIRST = 3  # sentences at the beginning that count more
_WEIGHT = 3.0
_TITLE = 4.0
_DATELINE = 7.0
_CLEAR = 1.25  # times that the country must be named more than the next
_OFTEN = 2.0  # from which weight on a country takes part in what the report tells
_FEW = 2  # countries: where more take part, an office without a country may be anybody's
_STORY = 3.0  # what all the other reports of the story count together
_GERMAN = ("Bundes", "Landes")  # first parts of German offices and bodies
_PARTS = ("Bundesstaat",)  # of other federations


def clearest(counts: Mapping[str, float]) -> str | None:
    """Return the country that is named clearly more than others, None where there is none or several take part."""
    first, second, *_ = [*sorted(counts.values(), reverse=True), 0.0, 0.0]
    if sum(weight >= _OFTEN for weight in counts.values()) > _FEW:
        return None
    return max(counts, key=lambda code: counts[code]) if first >= _CLEAR * second and first else None


def with_story(counts: Mapping[str, float], story: Mapping[str, float]) -> Mapping[str, float]:
    """Return how much a report names each country, with what the other reports of its story name added as a few times.

    One that names hardly any country plays where its story does: a `Minister` is of that one, and not of the country of
    the only town that the report has.
    """
    total = sum(story.values())
    if not counts or not total:
        return counts or story
    return {code: counts.get(code, 0.0) + _STORY * story.get(code, 0.0) / total for code in {*counts, *story}}


def find_countries(analysis: Analysis) -> dict[str, float]:
    """Return how much a report names each country, by its code: the first sentences, datelines and title above all."""
    counts: dict[str, float] = {}
    sentences = analysis.sentences[:_FIRST]
    early = analysis.tokens[sentences[-1][1] - 1].end if sentences else 0
    away, weights = _spoken_away(analysis), _weights(analysis)
    named = [(place.span.start, place.country) for place in analysis.places]
    named += [(token.start, _told_by(token.text)) for token in analysis.tokens]
    for at, code in named:
        if at in away:
            continue
        if code is not None and not is_body(code):
            counts[code] = counts.get(code, 0.0) + weights.get(at, _WEIGHT if at < early else 1.0)
    for word in (analysis.report.title or "").replace(":", " ").split():
        code = adjective_state(word) if kind_of(word) == "demonym" else None
        if code is not None and not is_body(code):
            counts[code] = counts.get(code, 0.0) + _TITLE
    return counts


def _weights(analysis: Analysis) -> dict[int, float]:
    """Return what places in datelines count, by where they begin: nothing where unions of states sit (`Brüssel`)."""
    lines = [part.span for part in analysis.report.parts if part.kind == "dateline"]
    inside = (p for p in analysis.places if any(line.start <= p.span.start < line.end for line in lines))
    return {p.span.start: 0.0 if p.name in vocabulary("settings")["seats"] else _DATELINE for p in inside}


def _spoken_away(analysis: Analysis) -> set[int]:
    """Return where the words begin that stand behind `gegen`, `aus`, `vor`, `von`, up to the first noun or name.

    So do genitives of what is no office, body or part of the country (`die Angriffe Musterlands`), and who is blamed
    by a subject that stands before the verb: `Der Minister kritisierte Musterland`.
    """
    away, determiners = vocabulary("settings")["away"], grammar("de").determiners
    found: set[int] = set()
    follows, before = False, ""
    opens_with = {analysis.tokens[start].start: analysis.tokens[start].text for start, _ in analysis.sentences}
    subject = False
    for token in analysis.tokens:
        word = token.text
        if token.start in opens_with:
            subject = word.lower() in vocabulary("settings")["subjects"]
        owned = word.endswith("s") and _is_thing(before) and name_state(word) is not None
        if follows or owned:
            found.add(token.start)
        before = word
        goes_on = follows and (word in determiners or is_low_adjective(word))
        blames = subject and word in vocabulary("settings")["blames"]
        follows = word.lower() in away or blames or goes_on
    return found


def _is_thing(word: str) -> bool:
    """Tell whether a word is a noun for what somebody does or has, as far as its form tells."""
    return word[:1].isupper() and word.lower().endswith(endings("settings", "deeds"))


@lru_cache(maxsize=20_000)
def _told_by(word: str) -> str | None:
    """Return the country that a word other than a place's name tells: `belgische`, `Bundesminister`."""
    if word.startswith(_GERMAN) and word[6:7].isalpha() and len(word) > 9:
        return None if word.startswith(_PARTS) else "DE"
    if word[0].isalpha() and len(word) > 4 and word.endswith(("e", "en", "er", "es", "em")):
        return adjective_state(word)
    return None
