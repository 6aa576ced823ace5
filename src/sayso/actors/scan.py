"""The phrases of a report that name somebody worth remembering."""

from collections.abc import Iterable, Iterator

from sayso.actors.geography import institution, name_state
from sayso.actors.phrase import Phrase
from sayso.actors.phrases import read_phrase
from sayso.actors.words import OPENING, is_named_low
from sayso.language.grammar import grammar
from sayso.language.tokens import Token


def find_phrases(tokens: tuple[Token, ...], sentences: Iterable[tuple[int, int]]) -> Iterator[Phrase]:
    """Yield the phrases that name somebody, in order; those within others too.  Sentences are ranges of tokens."""
    determiners = grammar("de").determiners
    for start, end in sentences:
        i = start
        while i < end:
            word = tokens[i].text
            opens = word[0].isupper() or word in determiners or word in OPENING or is_named_low(word)
            phrase = _phrase(tokens, i, end) if opens else None
            if phrase is not None:
                yield phrase
                i = max(i + 1, phrase.core_end)
            else:
                i += 1


def _phrase(tokens: tuple[Token, ...], i: int, end: int) -> Phrase | None:
    """Return the phrase at a token if it names somebody worth remembering."""
    phrase = read_phrase(tokens, i, end)
    if phrase is None:
        return None
    noun = phrase.noun
    if noun is not None:
        if not noun.personal and noun.table != "sort" and phrase.name and not (phrase.short or phrase.quoted):
            # `als die Polizei Wasserwerfer holte`: only a place is part of a body's name for sure
            placed = all(name_state(word) or name_state(word.partition("-")[0]) for word in phrase.name)
            phrase = phrase if placed else phrase._replace(name=())
        hit = phrase.link == "von" and noun.table == "private"  # `ein Bauer von einem Schuss getroffen`
        if hit or phrase.link not in {"gen", "von"}:  # `die Polizei in Musterstadt` may be two parts of a sentence
            phrase = phrase._replace(attributes=(), link="")
        return phrase
    if phrase.short or phrase.head:
        return phrase if phrase.short or phrase.name or phrase.determiner else None
    if phrase.quoted and not phrase.determiner and institution(phrase.bare_name) is None:
        return None
    return phrase if phrase.name else None
