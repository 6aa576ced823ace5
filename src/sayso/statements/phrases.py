"""Noun phrases without a parser: determiner, adjectives, nouns, and what belongs behind them.

German helps: nouns are capitalised, phrases open with a determiner, attributes follow in the genitive or with
`von`.  The rules below read from left to right, each looks at no more than the next few tokens.
"""

import re

from sayso.statements.passage import Passage

_ADJECTIVE_ENDINGS = ("e", "en", "er", "es", "em", "-")
_NAME_PARTICLES = frozenset(
    {"von", "van", "de", "der", "den", "al", "el", "bin", "ibn", "du", "da", "di", "zu", "la", "le", "of", "the"}
)
_ARTICLE = re.compile(r"[a-z]{1,4}['’-][A-ZÄÖÜ]")  # `al-Asri`, `d’Arcy`
_ANSWERS = frozenset({"ja", "nein"})
_PERSONAL = frozenset({"er", "sie", "es", "man", "wir", "ich"})


def noun_phrase(passage: Passage, start: int, end: int, *, apposition: bool = True) -> int | None:
    """Return where the noun phrase that begins at token `start` ends (excluded), or None where none begins."""
    if start >= end:
        return None
    low = passage.low[start]
    head = _head(passage, start, end)
    if head is None:
        if low in passage.grammar.pronouns or low in {"der", "die"}:
            return start + 1
        return None
    return _attributes(passage, head, end, apposition=apposition)


def _head(passage: Passage, start: int, end: int) -> int | None:
    """Return the end of determiner, adjectives and nouns from `start`, None without a noun."""
    grammar, i = passage.grammar, start
    if passage.is_capital(i) and passage.opens_clause(i) and _is_no_noun(passage, i):
        return None
    if passage.low[i] in grammar.determiners and not (passage.is_capital(i) and not passage.opens_clause(i)):
        i += 1
    while i < end and _is_attribute(passage, i):
        i += 1
    nouns = _nouns(passage, i, end)
    return nouns if nouns > i else None


def _is_no_noun(passage: Passage, i: int) -> bool:
    """Tell whether token i is no noun although it opens a clause with a capital."""
    return passage.low[i] in passage.grammar.clause_openers | _PERSONAL | _ANSWERS


def _is_attribute(passage: Passage, i: int) -> bool:
    """Tell whether token i can be an adjective, participle or number before a noun."""
    low, grammar = passage.low[i], passage.grammar
    if passage.tokens[i].text[0].isdigit():
        return True
    if passage.is_capital(i) and not passage.opens_clause(i):
        return False
    if (
        not passage.is_word(i)
        or low in grammar.prepositions
        or low in grammar.coordinators
        or low in grammar.subordinators
    ):
        return low in {"und", "sowie"} and _joins_adjectives(passage, i)
    if low in _PERSONAL or low in grammar.auxiliaries or low in {"denen", "dessen", "deren"}:
        return False
    if passage.opens_clause(i) and passage.is_capital(i):
        following = i + 1 < len(passage.tokens) and passage.is_capital(i + 1)
        return low.endswith(_ADJECTIVE_ENDINGS) and following and not passage.finite_forms(i)
    return low.endswith(_ADJECTIVE_ENDINGS) and low not in grammar.adverbs


def _joins_adjectives(passage: Passage, i: int) -> bool:
    """Tell whether `und` at i stands between two adjectives: `südkoreanischer und westlicher Dienste`."""
    if i == 0 or i + 2 >= len(passage.tokens):
        return False
    before, after = passage.tokens[i - 1].text, passage.tokens[i + 1].text
    lower_after = (
        after[0].islower()
        and after.lower().endswith(_ADJECTIVE_ENDINGS)
        and after.lower() not in passage.grammar.determiners
    )
    return (
        lower_after
        and before.lower().endswith(_ADJECTIVE_ENDINGS)
        and not passage.is_capital(i - 1)
        and passage.is_word(i + 2)
    )


def _nouns(passage: Passage, i: int, end: int) -> int:
    """Return the end of a run of nouns and names from `i`; `i` itself where there is none."""
    first = i
    while i < end:
        token = passage.tokens[i].text
        quote = passage.quote_of[i]
        if quote != -1:
            close = i
            while close < end and passage.quote_of[close] == quote:
                close += 1
            if close - i > 7 or (close < end and passage.tokens[close].text == "," and i == first):
                break
            i = close
        elif token[0].isupper() or (i > first and _in_name(passage, i, end)):
            i += 1
        else:
            break
    return i


def _in_name(passage: Passage, i: int, end: int) -> bool:
    """Tell whether token i, behind a noun, belongs to it: a number, `&`, a particle, `al-Asri`, an initial's stop."""
    token = passage.tokens[i].text
    if token[0].isdigit() or token in {"&", "/"} or _ARTICLE.match(token):
        return True
    if token == ".":
        return i + 1 < end and len(passage.tokens[i - 1].text) <= 2 and passage.is_capital(i + 1)
    return passage.low[i] in _NAME_PARTICLES and _runs_on(passage, i, end)


def _runs_on(passage: Passage, i: int, end: int) -> bool:
    """Tell whether a name goes on after the particle at i: `Ursula von der Leyen`, not `Sprecher von X`."""
    low = passage.low[i]
    while i < end and passage.low[i] in _NAME_PARTICLES:
        i += 1
    return i < end and passage.is_capital(i) and low not in {"der", "den", "von", "zu", "da"}


def _attributes(passage: Passage, i: int, end: int, *, apposition: bool) -> int:
    """Return the end of the phrase with what follows its nouns: genitives, `von …`, brackets, appositions."""
    grammar = passage.grammar
    while i < end:
        low, step = passage.low[i], None
        if passage.quote_of[i] != -1 and passage.quote_of[i - 1] == -1:
            break
        if low in grammar.genitive_determiners:
            step = _head(passage, i, end)
        elif low in grammar.attributive_prepositions:
            step = _head(passage, i + 1, end) if i + 1 < end else None
        elif low in {"und", "sowie", "oder"}:
            step = _head(passage, i + 1, end) if i + 1 < end and _nominal(passage, i + 1) else None
        elif passage.tokens[i].text == "(":
            step = _bracket(passage, i, end)
        elif passage.tokens[i].text == "," and apposition:
            step = _apposition(passage, i, end)
        elif low[0].islower() and low.endswith(("er", "en")) and passage.tokens[i].text[0].islower():
            step = _bare_genitive(passage, i, end)
        if step is None:
            break
        i = step
    return i


def _nominal(passage: Passage, i: int) -> bool:
    """Tell whether a noun phrase, not a verb, follows `und`."""
    return (
        passage.is_capital(i)
        or passage.low[i] in passage.grammar.determiners
        or (_is_attribute(passage, i) and not passage.finite_forms(i))
    )


def _bracket(passage: Passage, i: int, end: int) -> int | None:
    """Return the end of a short bracket at i: `(CDU)`, `(l.)`."""
    for close in range(i + 1, min(end, i + 7)):
        if passage.tokens[close].text == ")":
            return close + 1
    return None


def _apposition(passage: Passage, i: int, end: int) -> int | None:
    """Return the end of `, Heike Muster,` or `, ein Sprecher des Amtes` with the closing comma left out."""
    head = noun_phrase(passage, i + 1, end, apposition=False) if i + 1 < end else None
    if head is None or passage.low[i + 1] in passage.grammar.pronouns | passage.grammar.accusative_masculine:
        return None
    if head >= end or passage.tokens[head].text == ",":
        after = head + 1
        if (
            head < end
            and passage.is_capital(i + 1)
            and head - i > 2
            and all(
                passage.is_capital(j) or passage.low[j] in _NAME_PARTICLES or not passage.is_word(j)
                for j in range(i + 1, head)
            )
        ):
            return head  # a name of two words or more
        verb = after < end and bool(passage.finite_forms(after))
        ends = head >= end or verb or passage.low[after] in passage.grammar.adverbs
        return head if ends or after >= end else None
    if passage.tokens[head].text in {".", "!", "?"}:
        return head
    return None


def _bare_genitive(passage: Passage, i: int, end: int) -> int | None:
    """Return the end of a genitive without determiner: `Angaben südkoreanischer und westlicher Dienste`."""
    if not _is_attribute(passage, i) or passage.finite_forms(i) or passage.quote_of[i - 1] != -1:
        return None
    return _head(passage, i, end) if passage.low[i].endswith("er") else None
