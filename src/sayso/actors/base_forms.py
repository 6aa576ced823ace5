"""What a description is called on its own: nominative, no article, adjectives bent to fit (`Russischer Präsident`)."""

from sayso.actors.agreement import Number, number_of
from sayso.actors.geography import adjective_state, adjective_stem, articled_names, institution, town_adjective
from sayso.actors.nouns import find_noun, table_of_offices
from sayso.actors.phrase import Phrase
from sayso.actors.words import endings, weak_endings

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
    words += [adjective(word, number) if word not in {",", "und"} else word for word in phrase.adjectives]
    if phrase.head:
        words.append(noun_form(phrase, number))
    words += phrase.name
    words = _tidied(words)
    tail = _tail(phrase, top=True)
    return _upper(" ".join([*words, *([tail] if tail else [])]))


def _counted(word: str) -> str:
    return str(table_of_offices()["quantifiers"]["kept"].get(word, word))


def _tidied(words: list[str]) -> list[str]:
    return [word for number, word in enumerate(words) if not (number + 1 == len(words) and word in {",", "und"})]


def _upper(words: str) -> str:
    return words if words[:2] in {"al", "el", "az"} or "-" in words[:3] else words[:1].upper() + words[1:]


def _placed(phrase: Phrase) -> bool:
    """Tell whether the place is part of the name: `US-Botschaft in Nairobi`, `Lehrerverbände in Hessen`."""
    noun = phrase.noun
    if noun is None or phrase.name or phrase.short or phrase.link not in _PLACED:
        return False
    if phrase.link == "aus":
        return noun.personal and number_of(phrase).plural
    return noun.table == "body" or number_of(phrase).plural or "Opposition" in noun.whole


def _tail(phrase: Phrase, *, top: bool = False) -> str:
    """Return what the noun is of, as the report words it: `der Ukraine`, `von Scaduto`, `in Nairobi`."""
    if not phrase.attributes:
        return ""
    first = _worded(phrase.attributes[0])
    there = phrase.link == "vor" and first == "Ort"
    when = phrase.link in {"von", "vom"} and first.endswith(endings("phrases", "times"))
    kept = phrase.of or phrase.link in _KEPT_LINKS or (top and _placed(phrase)) or there
    if when or not kept:
        return ""
    shown = " und ".join(_worded(inner) for inner in phrase.attributes)
    if phrase.link == "gen":
        return shown
    return f"{phrase.link} {shown}"


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


def organization_name(phrase: Phrase, *, oblique: bool = False) -> str:
    """Return the proper name of an institution: adjectives bent, the article that belongs to it kept."""
    name = phrase.bare_name
    known = institution(name)
    if known is not None and not phrase.quoted:
        return _listed_form(name, known.names)
    if name in articled_names():
        return articled_names()[name]
    if phrase.quoted and not (find_noun(phrase.name[-1]) is not None and phrase.determiner):
        return name
    bent = _bent(phrase, oblique=oblique) if phrase.determiner else name
    proper = [word for word in phrase.adjectives if word[0].isupper() and not phrase.quoted]
    return " ".join([*proper, bent])


def _listed_form(name: str, names: tuple[str, ...]) -> str:
    """Return the form of a known institution that a report uses, in the nominative."""
    words = name.split()
    alike = [form for form in names if len(form.split()) == len(words) and form[:2] == name[:2]]
    return name if name in names or not alike else alike[0]


def _bent(phrase: Phrase, *, oblique: bool) -> str:
    """Return a name whose adjectives take the nominative: `der Vereinten Nationen` → `Vereinte Nationen`."""
    words = list(phrase.name)
    number = number_of(phrase, oblique=oblique)
    for place, word in enumerate(words[:-1]):
        noun = find_noun(word)
        if noun is not None or not word[0].isupper() or not word.endswith(weak_endings(phrase.determiner)):
            break
        if town_adjective(word) is None and "-" not in word[:4]:
            words[place] = adjective(word[0].lower() + word[1:], number)
            words[place] = words[place][0].upper() + words[place][1:]
    if phrase.determiner in {"des", "eines"} and len(words) >= 1:
        words = _without_genitive(words)
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
