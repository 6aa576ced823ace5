"""What a description is called on its own: nominative, no article, adjectives bent to fit (`Russischer Präsident`)."""

from collections.abc import Callable

from sayso.actors.agreement import Number, number_of
from sayso.actors.geography import (
    adjective_state,
    adjective_stem,
    articled_names,
    institution,
    name_state,
    town_adjective,
)
from sayso.actors.nouns import find_noun, table_of_offices
from sayso.actors.phrase import Phrase
from sayso.actors.words import endings, is_proper_adjective, weak_endings
from sayso.language.places import kind_of

_KEPT_LINKS = frozenset({"für", "gegen"})
_PLACED = frozenset({"in", "im", "aus"})


def adjective(word: str, number: Number) -> str:
    """Return an adjective as it stands before a noun without article: `russische` → `russischer` before a man."""
    if word[0].isupper() and word.endswith("er") and (town_adjective(word) or adjective_state(word)):
        return word  # `Berliner`, `Schweizer` do not bend
    stem = adjective_stem(word)
    return word if stem is None else stem + number.ending


def noun_form(phrase: Phrase, number: Number) -> str:
    """Return the head of a phrase in the nominative."""
    noun, word = phrase.noun, phrase.head
    if noun is None:
        return _unknown_form(word, phrase, number)
    if noun.adjectival:
        return noun.whole + number.ending
    return noun.wholes if number.plural else noun.whole


def _unknown_form(word: str, phrase: Phrase, number: Number) -> str:
    genitive = phrase.determiner in {"des", "eines", "seines", "ihres", "dieses"}
    if genitive and word.endswith("s") and not word.endswith("ss"):
        return word[:-2] if word.endswith("es") and word[-3] not in "aeiou" and len(word) > 4 else word[:-1]
    if number.plural and word.endswith(("ern", "eln")):
        return word[:-1]
    return word


def base_form(phrase: Phrase, *, oblique: bool = False) -> str:
    """Return a description as a heading would give it: `der russischen Regierung` → `Russische Regierung`."""
    number = number_of(phrase, oblique=oblique)
    words = [_counted(phrase.kept)] if phrase.kept else []
    if phrase.owner:
        words.append(phrase.owner + ("" if phrase.owner.endswith("s") else "s"))
    words += [adjective(word, number) if word not in {",", "und"} else word for word in _own_adjectives(phrase)]
    if phrase.head:
        words.append(noun_form(phrase, number))
    words += phrase.name
    words = _tidied(words)
    tail = _tail(phrase, top=True)
    return _upper(" ".join([*words, *([tail] if tail else [])]))


def _own_adjectives(phrase: Phrase) -> tuple[str, ...]:
    """Return the adjectives that a name is called by: of one that begins with a capital none before that.

    So `die in Wien ansässige Musterische Vereinigung` is the `Musterische Vereinigung`.
    """
    if phrase.noun is not None and phrase.noun.table != "society":
        return phrase.adjectives
    proper = next((at for at, word in enumerate(phrase.adjectives) if word[0].isupper()), 0)
    return phrase.adjectives[proper:]


def is_named_alone(phrase: Phrase) -> bool:
    """Tell whether a society is called by its name without the noun before it: `der Umweltverband Muster`."""
    noun = phrase.noun
    worded = len(phrase.name) > 1 and any(map(find_noun, phrase.name))  # `Verband Deutscher Ärzte`
    bare = bool(phrase.name) and not worded and not any(map(kind_of, phrase.name))
    return bare and noun is not None and noun.lemma in table_of_offices()["society"]["named"]


def _counted(word: str) -> str:
    return str(table_of_offices()["quantifiers"]["kept"].get(word, word))


def _tidied(words: list[str]) -> list[str]:
    return [word for number, word in enumerate(words) if not (number + 1 == len(words) and word in {",", "und"})]


def _upper(words: str) -> str:
    return words if words[:2] in {"al", "el", "az"} or "-" in words[:3] else words[:1].upper() + words[1:]


def _placed(phrase: Phrase) -> bool:
    """Tell whether the place is part of the name: `US-Botschaft in Nairobi`, `Lehrerverbände in Hessen`."""
    noun = phrase.noun
    if noun is None or phrase.name or phrase.link not in _PLACED:
        return False
    if phrase.short:
        return True  # `UN-Mission im Südsudan (UNMIS)`: what is short for it holds the place too
    if phrase.link == "aus":
        return noun.personal
    return noun.table == "body" or number_of(phrase).plural or "Opposition" in noun.whole


def _tail(phrase: Phrase, *, top: bool = False) -> str:
    """Return what the noun is of, as the report words it: `der Ukraine`, `von Scaduto`, `in Nairobi`."""
    if not phrase.attributes:
        return ""
    first = _worded(phrase.attributes[0])
    there = phrase.link == "vor" and first == "Ort"
    when = phrase.link in {"von", "vom"} and phrase.attributes[0].tells_when
    made = phrase.link == "aus" and not top and _is_stuff(phrase.attributes[0])
    kept = phrase.of or phrase.link in _KEPT_LINKS or (top and _placed(phrase)) or there or made
    if when or not kept or _tells_nothing(phrase):
        return ""
    shown = " und ".join(_worded(inner) for inner in phrase.attributes)
    if phrase.link == "gen":
        return shown
    return f"{phrase.link} {shown}"


def _is_stuff(phrase: Phrase) -> bool:
    """Tell whether a phrase is what something is made of: `Hersteller von Waren aus Holz`."""
    bare = not (phrase.determiner or phrase.kept or phrase.adjectives or phrase.noun)
    return bare and name_state(phrase.bare_name or phrase.head) is None


def _tells_nothing(phrase: Phrase) -> bool:
    """Tell whether a body is only said to be the country's: `der oberste Gerichtshof des Landes`."""
    inner = phrase.attributes[0]
    bare = not (inner.name or inner.adjectives or inner.attributes or inner.owner) and len(phrase.attributes) == 1
    country = inner.noun is not None and inner.noun.table == "country" and not inner.noun.part and bare
    return country and phrase.noun is not None and phrase.noun.table == "body"


def _worded(phrase: Phrase) -> str:
    """Return a phrase as it stands, quotation marks and brackets left out."""
    words = [phrase.determiner] if phrase.determiner else []
    words += [phrase.kept] if phrase.kept else []
    words += phrase.adjectives
    words += [phrase.owner + "s"] if phrase.owner else []
    words += [phrase.head] if phrase.head else []
    words += phrase.name
    tail = _tail(phrase)
    return " ".join([*words, *([tail] if tail else [])])


def organization_name(phrase: Phrase, stands: Callable[[str], bool], *, oblique: bool = False) -> str:
    """Return the proper name of an institution: adjectives bent, the article that belongs to it kept.

    `stands` tells whether the report has words as they are: what is no known adjective is bent only into those.
    """
    name = phrase.bare_name
    known = institution(name)
    if known is not None and not phrase.quoted:
        return _listed_form(name, known.names)
    if name in articled_names():
        return articled_names()[name]
    if phrase.quoted and not (any(find_noun(word) is not None for word in phrase.name) and phrase.determiner):
        return name
    strong = oblique and phrase.name[0].endswith(("er", "em")) and find_noun(phrase.name[-1]) is not None
    bent = _bent(phrase, stands, oblique=oblique) if phrase.determiner or strong else name  # `laut Musterscher Zeitung`
    proper = [word for word in phrase.adjectives if word[0].isupper() and not phrase.quoted]
    return " ".join([*proper, bent])


def _listed_form(name: str, names: tuple[str, ...]) -> str:
    """Return the form of a known institution that a report uses, in the nominative."""
    words = name.split()
    alike = [form for form in names if len(form.split()) == len(words) and form[:2] == name[:2]]
    ends = [form for form in alike if form.split()[-1] == words[-1]]
    return name if name in names or not alike else (ends or alike)[0]


def _bent(phrase: Phrase, stands: Callable[[str], bool], *, oblique: bool) -> str:
    """Return a name whose adjectives take the nominative: `der Vereinten Nationen` → `Vereinte Nationen`."""
    words = list(phrase.name)
    number = number_of(phrase, oblique=oblique)
    for place, word in enumerate(words[:-1]):
        noun = find_noun(word)
        if (
            (noun is not None and not noun.adjectival)
            or not word[0].isupper()
            or not word.endswith(weak_endings(phrase.determiner))
        ):
            break
        if town_adjective(word) is None and "-" not in word[:4]:
            bent = _upper(adjective(word[0].lower() + word[1:], number))
            words[place] = (
                bent if phrase.quoted or is_proper_adjective(word) or stands(f"{bent} {words[place + 1]}") else word
            )
    if phrase.determiner in {"des", "eines"} and len(words) >= 1:
        words = _without_genitive(words)
    last = find_noun(words[-1])
    if phrase.quoted and last is not None and not last.adjectival and not any(form.nominative for form in last.forms):
        words[-1] = last.wholes if number.plural else last.whole
    tail = _tail(phrase) if phrase.link in {"gen", "für"} else ""
    return " ".join([*words, *([tail] if tail else [])])


def _without_genitive(words: list[str]) -> list[str]:
    """Return a name without the ending of its genitive: `Bundesgerichtshofs` → `Bundesgerichtshof`."""
    for place, word in enumerate(words):
        noun = find_noun(word)
        if noun is not None:
            words[place] = noun.wholes if all(form.plural for form in noun.forms) else noun.whole
            return words
    last = words[-1]
    if last.endswith("s") and not last.endswith("ss") and len(last) > 4 and not last.isupper():
        short = last[:-1]
        words[-1] = short if institution(" ".join([*words[:-1], last])) is None or len(words) == 1 else last
    return words


def of_whom(name: str) -> str:
    """Return whose somebody is: `von Hans Muster`, `der Muster AG`."""
    return f"der {name}" if name.endswith(endings("names", "feminine_firms")) else f"von {name}"
