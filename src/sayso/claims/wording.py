"""The wording of a claim: the clearest of its members' contents, chosen, not composed."""

import re
from collections.abc import Sequence

from sayso.claims.points import Point
from sayso.claims.vocabulary import vocabulary
from sayso.language.verbs import verb_forms as find_forms

_QUOTES = re.compile(r"[„“”\"»«]")
_WORD = re.compile(r"[^\W_]+(?:[-'’][^\W_]+)*")
_CENTRAL = 3.0  # what it counts that all other members say the same words
_CLAIMED = 3.0  # what it counts that it goes the way of the claim
_FIGURED = 1.0  # what it costs to tell a figure that no other member tells
_FEW = 12  # up to which a figure tells rather who is meant: `zwei Soldaten`
_GOOD_LENGTH = range(4, 25)  # words


def choose_wording(points: Sequence[Point], ways: Sequence[int]) -> int:
    """Return the number of the point whose content says best what all are about; ties go to the first.

    What is claimed (1 in `ways`) goes before the contrary, what is said outright before what is denied, a clause
    before a noun phrase, names before pronouns, a statement of fact before a demand, one of usual length before a
    scrap or a whole paragraph, one without a figure before one with a figure that the others do not tell: who confirms
    that soldiers were sent has not confirmed how many.
    """
    clarity = [_clarity(point, points) + _CLAIMED * (way > 0) for point, way in zip(points, ways, strict=True)]
    return clarity.index(max(clarity))


def shown(point: Point) -> str:
    """Return a content as a claim's wording: without the quotation marks and the full stop around it."""
    text = point.text.strip()
    inner = text.strip('„“”"»« ').rstrip(".")
    return inner if not _QUOTES.search(inner) else text.rstrip(".")


def _clarity(point: Point, points: Sequence[Point]) -> float:
    known = vocabulary(point.language)
    words = _WORD.findall(_QUOTES.sub("", point.text))
    low = [word.lower() for word in words]
    if point.anaphoric or not words:
        return -10.0
    score = 0.0
    score += 2.0 * (not point.negated)
    score += 1.0 * (point.side is not None)
    score += 1.5 * _is_clause(low, point.language)
    score -= 0.5 * (low[0] in known.complementizers) + 1.0 * (low[0] in known.questioning)
    score -= 0.8 * len(set(low[:3]) & known.personal)
    score -= 1.0 * (point.slight or len(words) not in _GOOD_LENGTH)
    score += 0.3 * (point.mode == "indirect")
    score += 0.4 * bool(point.states) + _CENTRAL * _shared(point, points)
    return score - _FIGURED * _alone_in_figures(point, points)


def _alone_in_figures(point: Point, points: Sequence[Point]) -> float:
    """Return the share of the other members, references apart, that tell none of a content's figures; 0 of none."""
    mine = {quantity.value for quantity in point.quantities if quantity.value > _FEW}
    others = [other for other in points if other is not point and not other.anaphoric]
    if not mine or not others:
        return 0.0
    return sum(not mine & {quantity.value for quantity in other.quantities} for other in others) / len(others)


def _is_clause(words: Sequence[str], language: str) -> bool:
    """Tell whether words hold a finite verb; of languages without a table of verbs, whether they are many."""
    if language != "de":
        return len(words) > 4
    return any(form.kind == "finite" for word in words for form in find_forms(word))


def _shared(point: Point, points: Sequence[Point]) -> float:
    """Return how much of a content other members say too, 0 to 1."""
    known = vocabulary(point.language)
    others = [{known.stem(word) for word in other.words} for other in points if other is not point]
    mine = {known.stem(word) for word in point.words}
    if not others or not mine:
        return 0.0
    return sum(len(mine & other) / len(mine) for other in others) / len(others)
