"""Proper names: where they end, in quotation marks, behind a noun, before one as its owner."""

from sayso.actors.geography import institution, institution_lengths, is_state, name_state
from sayso.actors.nouns import country_of_party, find_noun, first_names, is_first_name, table_of_offices
from sayso.actors.phrase import Phrase
from sayso.actors.words import (
    CLOSING,
    OPENING,
    endings,
    is_abbreviation,
    is_adjective,
    is_bare_genitive,
    is_field,
    is_named_low,
    is_no_surname,
    vocabulary,
)
from sayso.language.places import kind_of
from sayso.language.tokens import Token

Tokens = tuple[Token, ...]
_LONGEST_QUOTED = 14  # tokens of a name in quotation marks, at most


def words_of(tokens: Tokens, start: int, end: int) -> tuple[str, ...]:
    """Return the words of the tokens from `start` to before `end`."""
    return tuple([token.text for token in tokens[start:end]])


def listed_end(tokens: Tokens, i: int, end: int) -> int:
    """Return the token behind the name of a known institution of several words: `Ärzte ohne Grenzen`; else `i`."""
    if not tokens[i].text[0].isupper():
        return i
    for length in institution_lengths().get(tokens[i].text, ()):
        if i + length <= end and institution(" ".join(words_of(tokens, i, i + length))) is not None:
            stop = i + length
            while stop < end and _goes_on(tokens[stop].text):
                stop += 1  # `IG Metall Küste`
            return stop
    if i + 1 >= end or not tokens[i + 1].text[0].isupper():
        return i
    for length in (3, 2):
        part = words_of(tokens, i, i + length)
        if i + length <= end and all(word[0].isupper() for word in part) and is_state(" ".join(part)):
            return i + length
    return i


def _goes_on(word: str) -> bool:
    return word[0].isupper() and name_state(word) is None and find_noun(word) is None and not is_first_name(word)


def name_end(tokens: Tokens, i: int, end: int) -> int:
    """Return the token behind a proper name that begins at `i`."""
    j = i + 1
    first = is_first_name(tokens[i].text)
    while j < end:
        word = tokens[j].text
        if (word[0].isupper() and word[0].isalpha()) or is_named_low(word):
            if j == i + 1 and is_state(tokens[i].text) and is_state(word):
                break  # `beschuldigte Peru | Chile`
            if tokens[j].start > tokens[j - 1].end + 2 or (first and _is_whole(tokens, i, j) and is_no_surname(word)):
                break
            j += 1
        elif word.isdigit() and j == i + 1 and len(word) < 4:
            j += 1
        elif _joined(tokens, j, end):
            j += 2
        elif j == i + 1 and _calls(tokens, j, end):
            j += 3
        elif (step := _particles(tokens, j, end, opens=(first and j == i + 1) or word not in {"von", "zu"})) > j:
            j = step
        else:
            break
    return j


def _is_whole(tokens: Tokens, i: int, j: int) -> bool:
    """Tell whether the tokens hold more than first names and initials: `Hans Muster`, not yet `Hans Erik M.`."""
    return any(not is_first_name(token.text) and len(token.text.rstrip(".")) > 1 for token in tokens[i:j])


def _calls(tokens: Tokens, j: int, end: int) -> bool:
    """Tell whether brackets at `j` hold one more first name: `Erik (Max) Muster`."""
    if j + 3 >= end or (tokens[j].text, tokens[j + 2].text) != ("(", ")"):
        return False
    return is_first_name(tokens[j + 1].text) and tokens[j + 3].text[0].isupper()


def _joined(tokens: Tokens, j: int, end: int) -> bool:
    """Tell whether the token joins two parts of one name: `Muster & Sohn`, `Erziehung und Wissenschaft`."""
    if j + 1 >= end:
        return False
    word, before, after = tokens[j].text, tokens[j - 1].text, tokens[j + 1].text
    return (word in {"&", "/"} and after[0].isupper()) or (word == "und" and is_field(before) and is_field(after))


def _particles(tokens: Tokens, j: int, end: int, *, opens: bool) -> int:
    """Return the token behind the particles of a name at `j` (`von der`), `j` where none stand there."""
    table = vocabulary("names")
    word = tokens[j].text
    if not opens or word not in table["particles"]:
        return j
    stop = j + 1
    while stop < end and word in table["articled"] and tokens[stop].text in table["articles"]:
        stop += 1
    if stop >= end or not tokens[stop].text[0].isupper():
        return j
    return j if name_state(tokens[stop].text) is not None and word == "von" else stop


def quoted_name(tokens: Tokens, i: int, end: int, phrase: Phrase) -> tuple[int, Phrase] | None:
    """Read a name in quotation marks; None where the mark at `i` opens none."""
    reach = range(i + 1, min(end, i + _LONGEST_QUOTED))
    close = next((j for j in reach if tokens[j].text in CLOSING), None)
    if close is None or close == i + 1 or any(tokens[j].text in ".!?:" for j in range(i + 1, close)):
        return None
    return close + 1, phrase._replace(name=words_of(tokens, i + 1, close), quoted=True)


def owned_noun(tokens: Tokens, i: int, end: int, phrase: Phrase) -> tuple[int, Phrase] | None:
    """Read an owner before the noun: `Spaniens Regierungschef`, `Musters wissenschaftlicher Mitarbeiter`."""
    if phrase.determiner or i + 1 >= end:
        return None
    word = tokens[i].text
    if i + 2 < end and tokens[i + 1].text.endswith("s") and name_state(f"{word} {tokens[i + 1].text}") is not None:
        i, word = i + 1, f"{word} {tokens[i + 1].text}"
    if not word.endswith(("s", "’", "'")) or not tokens[i + 1].text[0].isalpha():
        return None
    j = i + 1
    titular = vocabulary("phrases")["titular"]
    while j < end and (tokens[j].text in titular or (tokens[j].text[0].islower() and is_adjective(tokens[j].text))):
        j += 1
    adjectives = words_of(tokens, i + 1, j)
    noun = find_noun(tokens[j].text) if j < end else None
    if noun is None and name_state(word) is not None and j + 1 < end and tokens[j].text[0].isupper():
        return j, phrase._replace(owner=word.removesuffix("s"))
    if noun is None or find_noun(word) is not None:
        return None
    if word in first_names() and not adjectives and name_state(word) is None and noun.table != "carrier":
        return None
    owner = word.rstrip("’'")
    owner = owner[:-1] if owner.endswith("s") and institution(owner) is None else owner
    return j, phrase._replace(owner=owner, adjectives=(*phrase.adjectives, *adjectives))


def name_behind(tokens: Tokens, i: int, end: int, phrase: Phrase) -> tuple[int, Phrase]:
    """Read the name behind the noun at `i`: `Ministerin Erika Muster`, `die Zeitung „Blatt“`, `Polizeichef Muster`."""
    j = i + 1
    noun = phrase.noun
    if noun is not None and noun.personal and (stop := _retired_end(tokens, j, end)) > j:
        return name_behind(tokens, stop - 1, end, phrase._replace(retired=True))
    if j >= end or noun is None:
        return j, phrase
    word = tokens[j].text
    if word in OPENING:
        return quoted_name(tokens, j, end, phrase) or (j, phrase)
    if (stop := listed_end(tokens, j, end)) > j:
        return stop, phrase._replace(name=words_of(tokens, j, stop))
    if not (word[0].isupper() or is_named_low(word)):
        return j, phrase
    if noun.whole in table_of_offices()["body"]["nameless"] and not (
        kind_of(word) or institution(word) or is_abbreviation(word)
    ):
        return j, phrase
    if noun.table == "carrier" and (word.endswith("s") or is_state(word)):
        return j, phrase  # a bare genitive: `Aussagen Musters`
    if noun.personal and all(form.plural for form in noun.forms) and not is_first_name(word):
        return j, phrase  # `von den Ermittlern Muster zugeordnet`
    second = find_noun(word) if word not in first_names() else None
    if second is not None and noun.personal and second.personal and j + 1 < end and tokens[j + 1].text[0].isupper():
        return name_behind(tokens, j, end, phrase)  # one more title: `Ministerin Professorin Erika Muster`
    named = second is not None and (not noun.personal or second.table not in {"private", "office"})
    if not named and is_bare_genitive(noun, word):
        return j, phrase
    stop = name_end(tokens, j, end)
    if noun.personal and stop == j + 1 and word.endswith(endings("names", "no_surname")):
        return j, phrase  # `zum Entwurf des Ministers Stellung nehmen`
    return stop, phrase._replace(name=words_of(tokens, j, stop))


def _retired_end(tokens: Tokens, j: int, end: int) -> int:
    """Return the token behind an `a. D.`, an `im Ruhestand` at `j`, `j` where none stands there."""
    retired = table_of_offices()["former"]["retired"]
    return next((stop for stop in (j + 1, j + 2) if " ".join(words_of(tokens, j, min(stop, end))) in retired), j)


def bracketed(tokens: Tokens, i: int, end: int, phrase: Phrase) -> tuple[int, Phrase]:
    """Read what stands in brackets: an abbreviation of the name, or what is no part of it."""
    if i >= end or tokens[i].text not in "([":
        return i, phrase
    close = next((j for j in range(i + 1, min(end, i + 12)) if tokens[j].text in ")]"), None)
    if close is None:
        return i, phrase
    inside = [word for word in words_of(tokens, i + 1, close) if word not in OPENING | CLOSING]
    only = inside[0] if len(inside) == 1 else ""
    member = only if country_of_party(only) is not None else phrase.member
    return close + 1, phrase._replace(short=only if is_abbreviation(only) else phrase.short, member=member)
