"""The words of one speaker's span as phrases: lists taken apart, appositions joined, carriers seen through."""

from sayso.actors.agreement import number_of
from sayso.actors.geography import adjective_state, institution, is_state
from sayso.actors.names import listed_end
from sayso.actors.nouns import find_noun, is_first_name
from sayso.actors.phrase import Phrase
from sayso.actors.phrases import read_phrase
from sayso.actors.words import endings, is_abbreviation, vocabulary
from sayso.language.grammar import grammar
from sayso.language.places import kind_of
from sayso.language.tokens import Token

_LONGER = 3  # tokens of a name that a span may have left out
_SURNAME = 5  # letters from which on the end of a name tells that it is a surname


def read_speakers(tokens: tuple[Token, ...], start: int, end: int) -> list[Phrase]:
    """Return the phrases that the tokens name speakers with, in order; none where they name nobody."""
    found: list[Phrase] = []
    lists = vocabulary("lists")
    if any(tokens[i].text in lists["paragraphs"] for i in range(start, end)):
        return []  # a paragraph of a law is nobody's name
    listed = tokens[start].text.lower() in lists["pairing"] if start < end else False
    start, end = _behind_sides(tokens, start, end), _whole_end(tokens, start, end)
    i = start
    while i < end:
        word = tokens[i].text
        example = word == "zum" and i + 1 < end and tokens[i + 1].text == "Beispiel"
        if word.lower() in lists["skipped"] or example or (not found and word.lower() in grammar("de").prepositions):
            i += 2 if example else 1
            continue
        phrase = read_phrase(tokens, i, end)
        if phrase is None and found:
            break
        if phrase is None or _is_time(tokens, phrase):
            i += 1
            continue
        phrase, i = _with_apposition(tokens, phrase, end, listed=listed)
        if found and _same_person(found[-1], phrase, tokens):
            phrase = phrase._replace(apposition=found.pop())
        elif found and _is_one_person(found[-1]) and _further_office(phrase):
            continue  # `Hans Muster, Präsident von X und Vorsitzender von Y`
        found += _distributed(phrase)
        if i < end and tokens[i].text.lower() == "wie" and number_of(phrase).plural:
            found, i = [], i + 1  # `Verbände wie X und Y`: the examples speak
            continue
        if i < end and (is_person(phrase) or is_state(phrase.bare_name)) and tokens[i].text[0].isupper():
            break  # `Hans Muster von der IG Muster Beispielstadt`: what is not joined is nobody else
        while i < end and (tokens[i].text in lists["joiners"] or tokens[i].text == ","):
            i += 1
    named = [phrase for phrase in found if phrase.name]
    if len(found) > 1 and found[0].kept and not found[0].name and len(named) == len(found) - 1:
        return named  # `Zwei Abgeordnete, Erika Muster und Hans Muster`
    return found


def _whole_end(tokens: tuple[Token, ...], start: int, end: int) -> int:
    """Return the end of a span that stops within the name of a known institution: `Ärzte` *ohne Grenzen*.

    So it does before the capital that a government sits in: `die Regierung` *in Oslo*.
    """
    if (
        end + 1 < len(tokens)
        and end > start
        and tokens[end].text == "in"
        and kind_of(tokens[end + 1].text) == "capital"
    ):
        noun = find_noun(tokens[end - 1].text)
        if noun is not None and noun.table == "body":
            return end + 2
    stops = (listed_end(tokens, i, min(len(tokens), end + _LONGER)) for i in range(max(start, end - _LONGER), end))
    return max((stop for stop in stops if stop > end), default=end)


def _behind_sides(tokens: tuple[Token, ...], start: int, end: int) -> int:
    """Return the token from which on a span tells who speaks: behind `Seiten` in `von Seiten der Regierung`."""
    genitives = vocabulary("phrases")["genitives"]
    sides = (i + 1 for i in range(start, end - 1) if tokens[i].text == "Seiten" and tokens[i + 1].text in genitives)
    return next(sides, start)


def _is_time(tokens: tuple[Token, ...], phrase: Phrase) -> bool:
    """Tell whether a phrase is a time behind its preposition: `des am Montag gefassten Beschlusses`."""
    before = tokens[phrase.start - 1].text.lower() if phrase.start else ""
    return before in vocabulary("lists")["when"] and len(phrase.name) < 2 and phrase.tells_when


def _same_person(one: Phrase, other: Phrase, tokens: tuple[Token, ...]) -> bool:
    """Tell whether two offices are one person's: `die Abgeordnete und Bürgermeisterin Erika Muster`."""
    return (
        one.personal
        and not one.name
        and one.determiner in {"der", "die", "dem", "den", "des"}
        and not number_of(one).plural
        and other.personal
        and other.name != ()
        and not other.determiner
        and tokens[other.start - 1].text == "und"
    )


def _further_office(phrase: Phrase) -> bool:
    """Tell whether a phrase without name or article is one more office of somebody."""
    return phrase.personal and not (phrase.name or phrase.determiner) and _can_be_one(phrase)


def _is_one_person(phrase: Phrase) -> bool:
    """Tell whether a phrase names one person, or whose words it means: `Angaben von Hans Muster`."""
    carried = phrase.noun is not None and phrase.noun.table == "carrier" and phrase.of and len(phrase.attributes) == 1
    return is_person(phrase.attributes[0] if carried else phrase)


def _with_apposition(
    tokens: tuple[Token, ...], phrase: Phrase, end: int, *, listed: bool = False
) -> tuple[Phrase, int]:
    """Return the phrase with its apposition, and the token behind both; in a list only people have any."""
    i = phrase.end
    if i + 1 >= end:
        return phrase, i
    if tokens[i].text != ",":
        return _name_at_the_end(tokens, phrase, end)
    following = read_phrase(tokens, i + 1, end)
    if listed and not is_person(phrase):
        return phrase, i
    if following is not None and _has_genitive(phrase) and is_person(following) and len(following.name) > 1:
        # `der Freund Musters, Hans Beispiel`
        return phrase._replace(name=following.name, apposition=following, end=following.end), following.end
    if following is not None and not is_person(phrase) and _is_one_person(phrase) and _explains(following):
        return phrase, following.end  # `Angaben von Hans Muster, einem Mitarbeiter von X`
    alone = not any(tokens[j].text in vocabulary("lists")["joiners"] for j in range(i + 1, end))
    if following is not None and alone and is_person(phrase) and not is_person(following):
        return phrase._replace(apposition=following, end=end), end  # `Hans Muster, CEO von X`
    if following is not None and alone and (one := _told_twice(phrase, following)) is not None:
        return one, one.end
    if following is None or not _apposed(phrase, following):
        return phrase, i
    i = following.end
    if phrase.name and not is_person(phrase) and phrase.noun is None and phrase.determiner and is_person(following):
        phrase = phrase._replace(head=phrase.name[0], name=())
    if following.name and not phrase.name:
        phrase = phrase._replace(name=following.name, apposition=following, end=i)
        return _with_apposition(tokens, phrase, end)
    if i < end and tokens[i].text == ",":
        i += 1
    return phrase._replace(apposition=following), i


def _has_genitive(phrase: Phrase) -> bool:
    """Tell whether the single name behind a noun for people may say whose he is: `der Freund Musters`."""
    return phrase.personal and len(phrase.name) == 1 and phrase.name[0].endswith("s") and not phrase.quoted


def _explains(following: Phrase) -> bool:
    """Tell whether a phrase without name says what somebody is: `einem Manager der Firma`."""
    return not following.name and following.head != "" and following.determiner != "" and _can_be_one(following)


def _told_twice(phrase: Phrase, following: Phrase) -> Phrase | None:
    """Return whom two phrases mean where the second tells who the first is, with an article; None where it does not."""
    if _explained(phrase, following):
        return following._replace(apposition=phrase)
    return phrase._replace(apposition=following, end=following.end) if _is_introduced(phrase, following) else None


def _is_introduced(phrase: Phrase, following: Phrase) -> bool:
    """Tell whether both describe one person: `der Kapitän des Boots, ein 54-jähriger Däne`."""
    one = phrase.determiner in {"der", "die", "dem", "den", "des"} and not number_of(phrase).plural
    described = phrase.head != "" and not (phrase.name or following.name)
    return one and described and following.determiner.startswith("ein") and following.human


def _explained(phrase: Phrase, following: Phrase) -> bool:
    """Tell whether a description is followed by who it is, with an article: `der Betreiber des Werks, die Firma X`."""
    single = not number_of(phrase).plural or phrase.determiner.startswith("ein")
    return (
        phrase.head != ""
        and not phrase.name
        and single
        and following.name != ()
        and following.determiner in {"der", "die", "das", "dem"}
    )


def _name_at_the_end(tokens: tuple[Token, ...], phrase: Phrase, end: int) -> tuple[Phrase, int]:
    """Return a description with the name that ends the span, whatever stands between: `der Chef von …, Hans Muster`."""
    if phrase.name or phrase.noun is None or not phrase.noun.personal or number_of(phrase).plural:
        return phrase, phrase.end
    commas = [j for j in range(phrase.end, end - 1) if tokens[j].text == ","]
    if (
        commas
        and (last := read_phrase(tokens, commas[-1] + 1, end)) is not None
        and is_person(last)
        and last.end >= end - 1
    ):
        return phrase._replace(name=last.name, apposition=last, end=end), end
    return phrase, phrase.end


def _apposed(phrase: Phrase, following: Phrase) -> bool:
    """Tell whether the second phrase says who the first is, or names it."""
    if is_person(phrase) and not following.name and (following.determiner or following.noun is None):
        return following.head != ""
    if (
        phrase.name
        and phrase.determiner
        and not following.determiner
        and following.noun is None
        and is_person(following)
    ):
        return not is_person(phrase) or phrase.noun is None
    if phrase.name:
        role = (
            following.noun is not None
            and not following.name
            and (following.determiner != "" or following.noun.personal)
        )
        one = _can_be_one(following)
        return role and not is_state(phrase.bare_name) and one
    if phrase.noun is None and not phrase.head:
        return False
    single = not number_of(phrase).plural or phrase.determiner.startswith("ein")
    return single and bool(following.name) and not following.determiner


def _can_be_one(phrase: Phrase) -> bool:
    """Tell whether a phrase can name a single person: `Sprecher von X` without article can."""
    if phrase.determiner.startswith("ein"):
        return True
    if not phrase.determiner and phrase.noun is not None and not phrase.kept:
        return any(not form.plural and form.nominative for form in phrase.noun.forms)
    return not number_of(phrase).plural


def _distributed(phrase: Phrase) -> list[Phrase]:
    """Return the phrases that one stands for: `südkoreanische und westliche Geheimdienste` are two."""
    if "und" in phrase.adjectives and number_of(phrase).plural:
        return [phrase._replace(adjectives=(word,)) for word in phrase.adjectives if word not in {"und", ","}]
    noun = phrase.noun
    if noun is not None and len(phrase.attributes) > 1 and number_of(phrase).plural and phrase.link in {"gen", "von"}:
        single = noun.lemma if not noun.adjectival else noun.lemma + "er"
        head = noun.part + single if not noun.part or noun.part.endswith("-") else noun.part + single.lower()
        again = find_noun(head) or noun
        return [
            phrase._replace(determiner="", kept="", head=head, noun=again, attributes=(inner,))
            for inner in phrase.attributes
        ]
    return [phrase]


def is_person(phrase: Phrase) -> bool:
    """Tell whether a phrase with a proper name names one person."""
    if not phrase.name or phrase.quoted:
        return False
    if phrase.noun is not None:
        return phrase.noun.personal
    if _is_firm(phrase) or institution(phrase.bare_name) is not None:
        return False
    if phrase.head:
        return is_first_name(phrase.name[0])
    if len(phrase.name) > 1 and any(word.partition("-")[2].startswith("jährig") for word in phrase.adjectives):
        return True
    first = phrase.name[0]
    if len(phrase.name) > 1 and is_first_name(first) and (not phrase.determiner or find_noun(phrase.name[-1]) is None):
        return not phrase.determiner or phrase.determiner in {"der", "die", "den", "dem"}
    plain = all(not word.isupper() or len(word) <= 2 for word in phrase.name)
    nouns = any(find_noun(word) is not None for word in phrase.name)
    return (
        not phrase.determiner
        and len(phrase.name) in {2, 3}
        and plain
        and not nouns
        and not any(is_state(word) or adjective_state(word) is not None for word in phrase.name)
    )


def is_surname(phrase: Phrase, *, said: bool) -> bool:
    """Tell whether a name alone is a person's, by its end or where it is `said` by a verb that people speak by.

    A name behind an article, an abbreviation, a state or town, a known institution is none.
    """
    if len(phrase.name) != 1 or phrase.head or phrase.determiner or phrase.adjectives or phrase.quoted or phrase.short:
        return False
    name = phrase.name[0]
    if not (name.replace("-", "").isalpha() and name[:1].isupper()) or is_abbreviation(name):
        return False
    if find_noun(name) is not None or kind_of(name) is not None or institution(name) is not None:
        return False
    if _is_firm(phrase):
        return False
    return said or (len(name) >= _SURNAME and name.endswith(endings("names", "surnames")))


def _is_firm(phrase: Phrase) -> bool:
    """Tell whether a name has a word that only firms, unions and the like have: `Musterbau AG`, `Musterverband`."""
    ends = endings("names", "firm_ends")
    return any(word in vocabulary("names")["firms"] or word.lower().endswith(ends) for word in phrase.name)


def brand_of(phrase: Phrase) -> str:
    """Return a firm's name without the words that only firms have, `Muster` of `Muster Motors AG`; else nothing."""
    firms = vocabulary("names")["firms"]
    words = list(phrase.name)
    while words and words[-1] in firms:
        words.pop()
    return " ".join(words) if len(words) < len(phrase.name) else ""
