"""Gender and number of a phrase: what its noun can be, as article and adjective leave it."""

from functools import lru_cache
from typing import NamedTuple

from sayso.actors.geography import adjective_stem, town_adjective
from sayso.actors.nouns import Form, find_noun, gender_by_ending, table_of_offices
from sayso.actors.phrase import Phrase
from sayso.model import ActorKind

_STRONG = {"m": "er", "f": "e", "n": "es", "p": "e", "x": "es"}


class Number(NamedTuple):
    """The gender of a noun and whether it is a plural; `ending` is that of an adjective before it."""

    gender: str
    plural: bool

    @property
    def ending(self) -> str:
        """What an adjective takes where no article stands before it."""
        return "e" if self.plural else _STRONG[self.gender]


def number_of(phrase: Phrase, *, oblique: bool = False) -> Number:
    """Return gender and number of a phrase; `oblique` says that it stands in no nominative."""
    forms = phrase.noun.forms if phrase.noun is not None else _guessed(_head_word(phrase), phrase)
    if phrase.kept:
        return Number(forms[0].gender if forms else "m", True)
    options = _options(phrase.determiner)
    fits: list[tuple[int, Number]] = []
    for form in forms:
        for letter, case in options:
            if letter != ("p" if form.plural else form.gender) or (case == "nom" and not form.nominative):
                continue
            if _agrees(phrase, letter, case):
                unlikely = (case == "nom") == oblique, _is_unlikely(phrase, form, case)
                fits.append((unlikely[0] + 2 * unlikely[1], Number(form.gender, form.plural)))
    if fits:
        return min(fits, key=lambda fit: fit[0])[1]
    return _without_determiner(phrase, forms, oblique=oblique)


@lru_cache(maxsize=1000)
def _options(determiner: str) -> tuple[tuple[str, str], ...]:
    """Return what a determiner can stand before: `p` for a plural, else a gender, and the case."""
    options = table_of_offices()["determiners"].get(_model(determiner), ())
    return tuple((letter, case) for letter, _, case in (option.partition(".") for option in options))


def _is_unlikely(phrase: Phrase, form: Form, case: str) -> bool:
    """Tell whether another reading is better: many of one name, one man as the object (`den Demonstranten zufolge`)."""
    private = phrase.noun is not None and phrase.noun.table == "private"
    return (form.plural and bool(phrase.head and phrase.name)) or (case == "acc" and private and not phrase.name)


def _agrees(phrase: Phrase, letter: str, case: str) -> bool:
    """Tell whether the adjective's ending goes with article and case: `die neue` is one, `die neuen` are many."""
    word = phrase.adjectives[-1] if phrase.adjectives else ""
    if phrase.determiner not in {"der", "die"} or not word.endswith(("e", "en")) or word[0].isupper():
        return True
    return word.endswith("en") == (letter == "p" or case != "nom")


def _model(determiner: str) -> str:
    """Return the article that a determiner bends like: `ihrer` as `einer`, `dieses` as `das`."""
    for stem, article in (("dies", "d"), ("jen", "d"), ("jed", "d")):
        if determiner.startswith(stem):
            ending = determiner.removeprefix(stem)
            return {"er": "der", "e": "die", "es": "das", "em": "dem", "en": "den"}.get(ending, article)
    for stem in ("kein", "mein", "sein", "unser", "ihr"):
        if determiner.startswith(stem) and len(determiner) <= len(stem) + 2:
            return "ein" + determiner.removeprefix(stem)
    return determiner


def actor_kind(phrase: Phrase, number: Number) -> ActorKind:
    """Return what a description is of: an institution, people, or one of them."""
    noun = phrase.noun
    if not phrase.human:
        return "organization"
    many = noun is not None and noun.lemma in table_of_offices()["collective"]["nouns"]
    return "group" if many or number.plural else "person"


def _head_word(phrase: Phrase) -> str:
    if phrase.head:
        return phrase.head
    nouns = [word for word in phrase.name if find_noun(word) is not None]
    if nouns or not phrase.name:
        return nouns[0] if nouns else ""
    words = [word for word in phrase.name[:-1] if adjective_stem(word) is None]
    return words[0] if words else phrase.name[-1]


def _guessed(word: str, phrase: Phrase) -> tuple[Form, ...]:
    """Return what a noun of no table can be, as its determiner leaves it."""
    if (noun := find_noun(word)) is not None:
        return noun.forms
    gender = gender_by_ending(word)
    if phrase.determiner in {"das"}:
        gender = "n"
    if phrase.determiner in {"des", "dem", "eines", "einem"} and gender == "f":
        gender = "m"
    if phrase.determiner == "die" and (word.isupper() or phrase.name):
        gender = "f"
    plural = word.endswith(("en", "ern", "eln", "innen")) or (
        word.endswith("e") and phrase.determiner == "die" and gender != "f"
    )
    forms = [Form(gender, False, True), Form(gender, True, True)]
    return tuple(reversed(forms)) if plural else tuple(forms)


def _without_determiner(phrase: Phrase, forms: tuple[Form, ...], *, oblique: bool) -> Number:
    """Return gender and number by the endings of adjectives and noun."""
    ending = next(
        (end for end in ("em", "er", "es", "en", "e") if phrase.adjectives and phrase.adjectives[-1].endswith(end)), ""
    )
    if ending and phrase.adjectives[-1][0].isupper() and town_adjective(phrase.adjectives[-1]) is not None:
        ending = ""
    plurals = [form for form in forms if form.plural]
    singles = [form for form in forms if not form.plural]
    personal = phrase.personal and not phrase.name and not phrase.owner
    if oblique and ending == "er" and plurals and not any(form.gender == "f" for form in singles):
        return Number(plurals[0].gender, True)
    many = not singles or ending in {"e", "en"} or (personal and ending not in {"er", "es", "em"})
    woman = ending == "e" and any(form.gender == "f" and form.nominative for form in singles)
    if plurals and many and not woman:
        return Number(plurals[0].gender, True)
    if singles:
        best = next((form for form in singles if form.nominative), singles[0])
        return Number(best.gender, False)
    return Number(forms[0].gender, True) if forms else Number("m", False)
