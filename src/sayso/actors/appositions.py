"""Offices beside a name: `Erika Muster, Präsidentin von X,` and `die Präsidentin von X, Erika Muster,`."""

from bisect import bisect_left
from collections.abc import Sequence

from sayso.actors.agreement import number_of
from sayso.actors.phrase import Phrase
from sayso.actors.phrases import read_phrase
from sayso.language.tokens import Token

_LONGEST = 14  # tokens of an apposition, at most


def office_behind(tokens: tuple[Token, ...], phrase: Phrase) -> Phrase | None:
    """Return the office behind a name: `Erika Muster, Präsidentin von X,`."""
    end = min(len(tokens), phrase.end + _LONGEST)
    if phrase.end + 1 >= end or tokens[phrase.end].text != ",":
        return None
    following = read_phrase(tokens, phrase.end + 1, end)
    if following is None or not following.personal or following.name:
        return None
    one = following.determiner.startswith("ein")  # `einer der Chefs` too
    single = following.determiner in {"", "der", "die"} and not number_of(following).plural
    return following if one or single else None


def office_before(tokens: tuple[Token, ...], phrases: Sequence[Phrase], phrase: Phrase, first: int) -> Phrase | None:
    """Return the office before a name: `die Präsidentin von X, Erika Muster,`.

    `phrases` are those of the report in order, `first` is the first token of the name's sentence.
    """
    if phrase.noun is not None or phrase.start < 2 or tokens[phrase.start - 1].text != ",":
        return None
    place = bisect_left(phrases, phrase.start, key=lambda before: before.start)
    outermost = next((before for before in phrases[:place] if before.end == phrase.start - 1), None)
    if outermost is None or not outermost.personal:
        outermost = _enclosed(tokens, phrases[:place], phrase, first)
    return outermost if outermost is not None and outermost.personal and not outermost.name else None


def _enclosed(tokens: tuple[Token, ...], phrases: Sequence[Phrase], phrase: Phrase, first: int) -> Phrase | None:
    """Return the office that a name between two commas belongs to: `der Leiter der Schule in X, Erika Muster,`."""
    if phrase.end >= len(tokens) or tokens[phrase.end].text != "," or len(phrase.name) < 2:
        return None
    for before in reversed(phrases):
        between = {token.text for token in tokens[before.core_end : phrase.start - 1]}
        if before.start < first or phrase.start - before.start > _LONGEST or "," in between:
            return None
        if before.personal and not before.name and before.determiner and not number_of(before).plural:
            return before
    return None
