"""Reading the words that name somebody: determiner, adjectives, noun, proper name, what belongs to it.

No parser of the language: from left to right, by capitals, closed word classes and the nouns of `offices.toml`.
"""

from functools import cache

from sayso.actors.geography import adjective_state, institution, is_state, name_state, town_adjective
from sayso.actors.names import Tokens, bracketed, listed_end, name_behind, name_end, owned_noun, quoted_name, words_of
from sayso.actors.nouns import Noun, find_noun, is_first_name, table_of_offices
from sayso.actors.phrase import Phrase
from sayso.actors.words import (
    ADJECTIVE_ENDS,
    OPENING,
    endings,
    is_abbreviation,
    is_adjective,
    is_bare_genitive,
    is_capital_form,
    is_function_word,
    is_low_adjective,
    is_named_low,
    is_no_noun,
    is_proper_adjective,
    vocabulary,
    weak_endings,
)
from sayso.language.grammar import grammar
from sayso.language.places import is_articled, kind_of

_DEEPEST = 3  # attributes within attributes that are read

_TRADE = 3  # letters at least before the end that tells a trade


@cache
def _quantifiers() -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    """Return determiners, the quantifiers that a name keeps, and those that it drops."""
    table = table_of_offices()["quantifiers"]
    dropped = frozenset(table["dropped"])
    determiners = grammar("de").determiners - dropped | vocabulary("phrases")["whose"]
    return determiners, frozenset(table["kept"]), dropped


def read_phrase(tokens: Tokens, start: int, end: int, *, depth: int = 0) -> Phrase | None:
    """Return the phrase that begins at token `start` and ends before `end` at the latest; None where none begins."""
    i, phrase = _opening(tokens, start, end, whole=depth > 0)
    i, phrase = _adjectives(tokens, i, end, phrase)
    core = _core(tokens, i, end, phrase)
    if core is None:
        return None
    core_end, phrase = core
    i, phrase = bracketed(tokens, core_end, end, phrase)
    if depth < _DEEPEST:
        named = phrase.short != ""
        i, phrase = _attributes(tokens, i, end, phrase, depth)
        if named and phrase.link in {"gen", "in", "im"}:
            phrase = phrase._replace(link="beside")  # what follows the abbreviation is no part of the name
        phrase = _with_short(phrase)
        if phrase.personal and phrase.attributes and not phrase.name:
            i, phrase = _bearer(tokens, i, end, phrase)
        i, phrase = bracketed(tokens, i, end, phrase)
    return phrase._replace(end=i, core_end=core_end)


# --- before the noun -----------------------------------------------------------------------------------------------


def _opening(tokens: Tokens, i: int, end: int, *, whole: bool) -> tuple[int, Phrase]:
    """Read determiners and quantifiers; `whole` keeps these as they stand: `aus über 130 Ländern`."""
    determiners, kept, dropped = _quantifiers()
    start, determiner, counted = i, "", ""
    while i < end and not is_articled(words_of(tokens, i, min(i + 2, end))):
        if determiner and _is_age(tokens, i, end):
            i += 3
            continue
        low = tokens[i].text.lower()
        number = low[0].isdigit() and i + 1 < end and not low[-1].isalpha()  # `45-jährige` is none
        if whole and (number or low in dropped) and not determiner:
            counted = f"{counted} {low}".strip()
        elif low in kept or (number and tokens[i + 1].text == "Prozent"):
            counted = low
        elif low in determiners:
            if not determiner.startswith("ein"):  # `einer der Zeugen` stays one
                determiner = low
        elif low not in dropped and not number:
            break
        i += 1
    return i, Phrase(start, i, determiner=determiner, kept=counted)


def _is_age(tokens: Tokens, i: int, end: int) -> bool:
    """Tell whether an age in three words begins at a token: `der [34 Jahre alte] Major`."""
    if i + 3 >= end or not tokens[i].text.isdigit():
        return False
    return tokens[i + 1].text in vocabulary("phrases")["ages"] and tokens[i + 2].text in vocabulary("phrases")["old"]


def _adjectives(tokens: Tokens, i: int, end: int, phrase: Phrase) -> tuple[int, Phrase]:
    """Read adjectives and what belongs to them: `für die Region zuständige`, `am Montag verhaftete`."""
    adverbs, hedges = grammar("de").adverbs, vocabulary("phrases")["hedges"]
    opener = i
    while opener < end and (tokens[opener].text in adverbs or tokens[opener].text in hedges):
        opener += 1
    known = phrase.determiner or phrase.kept
    if known and opener < end and tokens[opener].text in grammar("de").prepositions:
        i = _participle(tokens, opener, end)
    found: list[str] = []
    while i < end:
        word = tokens[i].text
        if _is_attributive(tokens, i, end, found, phrase.determiner):
            found.append(word)
        elif not (word in adverbs and i + 1 < end and tokens[i + 1].text[0].islower()):
            break
        i += 1
    return i, phrase._replace(adjectives=tuple(found)) if found else phrase


def _is_attributive(tokens: Tokens, i: int, end: int, found: list[str], determiner: str) -> bool:
    """Tell whether the token is an adjective before a noun, or joins two of them."""
    word = tokens[i].text
    table = vocabulary("phrases")
    if is_low_adjective(word) and word not in table["links"] and word not in table["genitives"]:
        return True
    if i + 1 >= end:
        return False
    after = tokens[i + 1].text
    if word in {"und", ","}:
        return bool(found) and after[0].islower() and is_adjective(after) and after not in table["genitives"]
    if word.isupper() and len(word) < 4 and is_state(word) and find_noun(after) is not None:
        return True  # `US Botschaft`
    if not is_capital_form(word):
        return False
    opens = (not found or found[-1][0].isupper()) and word.endswith(weak_endings(determiner))
    maybe_name = determiner != "" or word.endswith("en")  # `die Petersen Reederei`
    opens = opens and (not maybe_name or is_proper_adjective(word))
    return _is_capital_adjective(tokens, i, end, opens=opens) and not _is_one_name(word, after)


def _participle(tokens: Tokens, i: int, end: int) -> int:
    """Return the token of the participle that a preposition behind the determiner belongs to, else `i`."""
    for j in range(i + 1, min(end - 1, i + 10)):
        word, after = tokens[j].text, tokens[j + 1].text
        opens = after[0].isupper() or after in OPENING or (after[0].islower() and is_adjective(after))
        if word[0].islower() and is_adjective(word) and opens and tokens[j - 1].text[0].isupper():
            return j
    return i


def _is_capital_adjective(tokens: Tokens, i: int, end: int, *, opens: bool) -> bool:
    """Tell whether a capital stands on an adjective: `Berliner Polizei`, `Afghanische Behörden` where it opens."""
    word, after = tokens[i].text, tokens[i + 1].text
    if after == "und" and i + 3 < end and tokens[i + 2].text[0].islower() and is_adjective(tokens[i + 2].text):
        return word.endswith(ADJECTIVE_ENDS) and tokens[i + 3].text[0].isupper()  # `Arabische und iranische Medien`
    if not (after[0].isupper() or is_adjective(after)):
        return False
    state = adjective_state(word)
    if word.endswith("er") and (state is not None or town_adjective(word) is not None):
        return state is not None or find_noun(word) is None
    if word.lower().endswith(ADJECTIVE_ENDS) and find_noun(after) is not None and is_no_noun(word):
        return state is not None or (opens and name_state(word) is None and not is_first_name(word))
    return False


def _is_one_name(word: str, after: str) -> bool:
    """Tell whether two words are the name of a body, a state or a paper, or end with a paper's."""
    both = f"{word} {after}"
    return institution(both) is not None or is_state(both) or after in vocabulary("names")["papers"]


# --- noun and name -------------------------------------------------------------------------------------------------


def _core(tokens: Tokens, i: int, end: int, phrase: Phrase) -> tuple[int, Phrase] | None:
    """Read the noun and the proper name; None where neither stands there."""
    if i + 2 < end and tokens[i].text.endswith("-") and tokens[i + 1].text == "und":
        # `Bildungs- und Wissenschaftsminister`: the last part tells what it is
        phrase = phrase._replace(adjectives=(*phrase.adjectives, f"{tokens[i].text} und"))
        i += 2
    if i >= end:
        return None
    word = tokens[i].text
    if is_articled(pair := words_of(tokens, i, min(i + 2, end))):
        return i + 2, phrase._replace(name=pair)
    if word in OPENING:
        return quoted_name(tokens, i, end, phrase)
    aged = word[0].isdigit() and find_noun(word) is not None  # `45-Jährige`
    if not (word[0].isupper() or is_named_low(word) or aged) or is_function_word(word):
        return None
    if (owned := owned_noun(tokens, i, end, phrase)) is not None:
        i, phrase = owned
        word = tokens[i].text
    if (stop := listed_end(tokens, i, end)) > i:
        return stop, phrase._replace(name=words_of(tokens, i, stop))
    foreign = i + 1 < end and tokens[i + 1].text in vocabulary("names")["foreign"]
    known = institution(word) is not None and not phrase.adjectives
    noun = None if foreign else find_noun(word)
    if noun is not None and (not known or _is_told_apart(tokens, i, end, noun)):
        return name_behind(tokens, i, end, phrase._replace(head=word, noun=noun))
    stop = name_end(tokens, i, end)
    words = words_of(tokens, i, stop)
    if _is_trade(words, phrase):
        return stop, phrase._replace(head=word, name=words[1:])
    alone = (phrase.determiner or phrase.kept) and len(words) == 1 and not (known or is_abbreviation(word))
    if alone and name_state(word) is None:
        phrase = phrase._replace(head=word)
        quoted = quoted_name(tokens, stop, end, phrase) if stop < end and tokens[stop].text in OPENING else None
        return quoted or (stop, phrase)
    return stop, phrase._replace(name=words)


def _is_told_apart(tokens: Tokens, i: int, end: int, noun: Noun) -> bool:
    """Tell whether a name goes on behind a known institution: its holder's (`Bundeskanzler Muster`), its land's."""
    words = words_of(tokens, i, name_end(tokens, i, end))
    return len(words) > 1 and (noun.personal or kind_of(words[1]) == "region")


def _is_trade(words: tuple[str, ...], phrase: Phrase) -> bool:
    """Tell whether the first word says what somebody is, and his name follows: `Segellehrer Hans Muster`."""
    if len(words) < 2:
        return False
    first = words[0]
    if kind_of(first) == "inhabitant":
        return True
    if is_first_name(first):
        return False
    # `Schlossermeister Muster`, not `Meister Muster`
    if first[_TRADE:].lower().endswith(endings("names", "clear_trades")) and not is_abbreviation(words[1]):
        return True
    if not is_first_name(words[1]):
        trade = len(words) > 2 and first.endswith(endings("names", "trades")) and not is_proper_adjective(first)
        return bool(phrase.determiner) and trade and _are_names(words[1:])  # `der Hauer Mustaf Exempel`
    if phrase.determiner or phrase.adjectives:
        return len(first) > 3
    return len(words) > 2 and len(first) > 6 and first.endswith(endings("names", "trades"))


def _are_names(words: tuple[str, ...]) -> bool:
    """Tell whether words can be a person's name: two of them, no nouns, places, firms' words or abbreviations."""
    firms = vocabulary("names")["firms"]
    told = (find_noun(word) or kind_of(word) or word in firms or is_abbreviation(word) for word in words)
    return len(words) == 2 and not any(told)


# --- what it is of -------------------------------------------------------------------------------------------------


def _attributes(tokens: Tokens, i: int, end: int, phrase: Phrase, depth: int) -> tuple[int, Phrase]:
    """Read what the noun is of: genitives, bare ones too, and phrases with a preposition."""
    hung = _link(tokens, i, end, phrase)
    if hung is None:
        return i, phrase
    link, start = hung
    inner = read_phrase(tokens, start, end, depth=depth + 1)
    if inner is None:
        return i, phrase
    phrase, inner = _named_behind(phrase, inner)
    found = [inner]
    i = inner.end
    while i + 1 < end and tokens[i].text in {"und", ","} and link in {"gen", "von", "für", "aus"}:
        following = read_phrase(tokens, i + 1, end, depth=depth + 1)
        if following is None or not _continues(phrase, inner, following, tokens[i].text, link):
            break
        found.append(following)
        i = following.end
    # `der Leiter der Abteilung X bei der Stiftung Y`: what else hangs on is read over
    if depth == 0 and i + 1 < end and tokens[i].text in vocabulary("phrases")["links"]:
        extra = read_phrase(tokens, i + 1, end, depth=depth + 1)
        i = i if extra is None else extra.end
    return i, phrase._replace(link=link, attributes=tuple(found))


def _link(tokens: Tokens, i: int, end: int, phrase: Phrase) -> tuple[str, int] | None:
    """Return how the token hangs something on the phrase, and where that begins; None where it does not."""
    if i >= end:
        return None
    word = tokens[i].text
    table = vocabulary("phrases")
    if word in table["genitives"]:
        return "gen", i
    if word in table["links"]:
        return (word, i + 1) if i + 1 < end else None
    if not phrase.head:
        return None
    if word[0].isupper() and phrase.noun is not None and not phrase.name and is_bare_genitive(phrase.noun, word):
        return "gen", i
    strong = word[0].islower() and word.endswith("er") and is_adjective(word)
    if strong and i + 1 < end and tokens[i + 1].text[0].isupper():
        return "gen", i  # `eine Gruppe liberaler Pfarrer`
    return None


def _continues(phrase: Phrase, inner: Phrase, following: Phrase, mark: str, link: str) -> bool:
    """Tell whether an attribute goes on: `Vertreter Polens und Litauens`, `für Bildung und Forschung`."""
    if is_state(following.bare_name) or (following.noun is not None and following.noun == inner.noun):
        return True
    if mark != "und" or following.determiner:
        return False
    if link == "für":
        return not following.personal
    if link == "aus":
        return not inner.determiner and not following.personal
    return link == "von" and not inner.determiner and phrase.noun is not None and not phrase.noun.personal


def _named_behind(phrase: Phrase, inner: Phrase, *, deeper: bool = False) -> tuple[Phrase, Phrase]:
    """Give a person's name behind an attribute to whom it is of: `der Sprecher der Fraktion Hans Muster`."""
    if not phrase.personal or phrase.name:
        return phrase, inner
    if inner.attributes and not inner.name:
        phrase, last = _named_behind(phrase, inner.attributes[-1], deeper=True)
        return phrase, inner._replace(attributes=(*inner.attributes[:-1], last))
    if inner.owner and inner.noun is None and len(inner.name) == 2 and is_state(inner.owner):
        return phrase._replace(name=inner.name), inner._replace(name=(inner.owner,), owner="")
    for place, word in enumerate(inner.name[:-1]):
        whole = (inner.noun is not None and not inner.noun.personal and place == 0) or (deeper and place == 1)
        known = is_first_name(word) or (place == 1 and len(inner.name) == 3 and is_state(inner.name[0]))
        if (whole or _is_whole_name(inner.name[:place])) and known:
            return phrase._replace(name=inner.name[place:]), inner._replace(name=inner.name[:place])
    return phrase, inner


def _is_whole_name(words: tuple[str, ...]) -> bool:
    """Tell whether the words name a body or a state, so that a person's name may follow: `des Kosovos Hans Muster`."""
    name = " ".join(words)
    short = len(words) == 1 and is_abbreviation(name)
    return bool(words) and (short or institution(name) is not None or name_state(name) is not None)


def _with_short(phrase: Phrase) -> Phrase:
    """Give an abbreviation to what it is short for: `die UN-Mission im Südsudan (UNMIS)`."""
    inner = phrase.attributes[-1] if phrase.attributes else phrase
    first = (inner.bare_name or inner.head)[:1]
    if (
        inner is phrase
        or not inner.short
        or phrase.short
        or inner.short[0] == first
        or inner.short[0] != phrase.head[:1]
    ):
        return phrase
    attributes = (*phrase.attributes[:-1], inner._replace(short=""))
    return phrase._replace(short=inner.short, attributes=attributes)


def _bearer(tokens: Tokens, i: int, end: int, phrase: Phrase) -> tuple[int, Phrase]:
    """Read the name of an office's bearer behind what it is of: `der Chef der Agentur für Muster Hans Muster`."""
    if i + 1 >= end or not is_first_name(tokens[i].text) or not tokens[i + 1].text[0].isupper():
        return i, phrase
    stop = name_end(tokens, i, end)
    return stop, phrase._replace(name=words_of(tokens, i, stop))
