"""How English reports word who speaks: names, what somebody is called by, states, and whose somebody is."""

import re
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from sayso.actors.geography import institution
from sayso.actors.nouns import first_names
from sayso.language.places import find_places, kind_of, state_of

_WORD = re.compile(r"(?:[A-Z]\.){2,}|[^\W_]+(?:[-.'’&][^\W_]+)*['’]?|[,;:—–]|\S")
_RELATIVE = re.compile(r",?\s+(?:who|whose|which|that)\s")
_ARTICLES = frozenset(
    {
        "the",
        "a",
        "an",
        "its",
        "his",
        "her",
        "their",
        "some",
        "one",
        "several",
        "two",
        "three",
        "four",
        "many",
        "this",
        "that",
        "our",
        "my",
    }
)
_LINKS = frozenset({"of", "for", "at", "in", "from", "with", "by", "on", "to", "near", "under"})
_AWAY = frozenset({"from", "on", "to", "with", "near", "against", "over", "about", "under"})
_LOCATING = frozenset({"at", "in", "to", "near", "with"})
_LONGEST_INSTITUTION = 6


@cache
def actor_words() -> dict[str, frozenset[str]]:
    """Return the lists of `data/en/actors.toml`."""
    text = (files("sayso.language") / "data" / "en" / "actors.toml").read_text(encoding="utf-8")
    return {name: frozenset(words) for name, words in tomllib.loads(text).items()}


@cache
def _listed() -> dict[str, str | None]:
    """Return for whom the institutions of `data/en/parties.toml` speak, by name."""
    text = (files("sayso.language") / "data" / "en" / "parties.toml").read_text(encoding="utf-8")
    return {name: None if code == "none" else code for code, names in tomllib.loads(text).items() for name in names}


@dataclass(frozen=True, slots=True)
class EnglishMention:
    """The words of a speaker: `main` without article and relative clause, `behind` what explains it between commas."""

    main: tuple[str, ...]
    behind: tuple[str, ...]
    owner: str = ""

    @property
    def words(self) -> tuple[str, ...]:
        """All of them."""
        return (*self.main, ",", *self.behind) if self.behind else self.main

    @property
    def head(self) -> str:
        """The noun that it is about, in the singular and lower case: `spokesman` of `a spokesman for the ministry`."""
        return head_of(self.main)


def read_mention(words: str) -> EnglishMention:
    """Return the words of a speaker, taken apart."""
    main, _, behind = _RELATIVE.split(words, maxsplit=1)[0].partition(",")
    tokens = _WORD.findall(main)
    owner = tokens[0].lower() if tokens and tokens[0].lower() in {"its", "his", "her", "their"} else ""
    return EnglishMention(tuple(bare(tokens)), tuple(w for w in _WORD.findall(behind) if w[0].isalnum()), owner)


def tokens_of(text: str) -> list[str]:
    """Return words and marks of a text."""
    return _WORD.findall(text)


def bare(tokens: Sequence[str]) -> list[str]:
    """Return the words of a phrase without marks, and without article before it."""
    words = [word for word in tokens if word[0].isalnum()]
    while words and words[0].lower() in _ARTICLES:
        words = words[1:]
    return words


def singular(word: str) -> str:
    """Return a noun of the lists in the singular, lower case, without the ending of a genitive."""
    low = stripped(word).lower().rstrip(".")
    table = actor_words()
    known = table["offices"] | table["bodies"] | table["voices"] | table["societies"] | table["private"]
    if low in known or not low.endswith("s"):
        return low
    ending = low.removesuffix("s")
    return ending if ending in known else low.removesuffix("ies") + "y" if low.endswith("ies") else ending


def stripped(word: str) -> str:
    """Return a word without the ending of a genitive."""
    return (
        word.removesuffix("'s").removesuffix("’s").removesuffix("s'").removesuffix("s’")
        if "'" in word or "’" in word
        else word
    )


def head_of(words: Sequence[str]) -> str:
    """Return the last noun before what explains it, in the singular and lower case."""
    end = next((i for i, word in enumerate(words) if word in _LINKS and i), len(words))
    return singular(words[end - 1]) if end else ""


def is_role(word: str) -> bool:
    """Tell whether a word is what a person is called by."""
    table = actor_words()
    return singular(word) in table["offices"] | table["voices"] | table["private"]


def state(words: str | None) -> str | None:
    """Return the state or union that words name, stand for or are the adjective of."""
    if not words:
        return None
    bare_words = stripped(words)
    kind = kind_of(bare_words, language="en")
    return state_of(bare_words, language="en") if kind in {"state", "body", "capital", "seat", "demonym"} else None


def own_name(tokens: Sequence[str]) -> str | None:
    """Return the person's name in a phrase: what is capital behind titles, adjectives and offices; None without one."""
    table = actor_words()
    known = table["titles"] | table["former"]
    roles = [i for i, word in enumerate(tokens) if is_role(word) or word.lower().rstrip(".") in known]
    link = next((i for i, word in enumerate(tokens) if word in _LINKS and i), len(tokens))
    at = max((i + 1 for i in roles if i < link), default=0)
    while at < link and (
        not tokens[at][0].isupper() or state(tokens[at]) is not None or tokens[at].endswith(("'s", "’s"))
    ):
        at += 1
    end = at
    while end < link and (tokens[end][0].isupper() or (tokens[end] in table["particles"] and end > at)):
        end += 1
    name = [stripped(word) for word in tokens[at:end]]
    society = any(singular(word) in table["bodies"] | table["societies"] for word in name)
    if not name or society or end < link or (name[0].isupper() and len(name[0]) > len("JJ")):
        return None
    titled = at > 0 and (at - 1) in roles
    named = titled or name[0] in first_names() or (len(name) in {2, 3} and at == 0)
    return " ".join(name) if named or (len(name) == 1 and len(tokens) == 1) else None


def body_name(tokens: Sequence[str]) -> tuple[str, str]:
    """Return what a body or firm is, and its own name behind that: `shipping [company] [Musterwerk]`; else empty."""
    at = max((i for i, word in enumerate(tokens) if word[0].islower()), default=-1)
    if at < 0 or tokens[at] not in actor_words()["renamed"] or any(is_role(word) for word in tokens[:at]):
        return "", ""
    return tokens[at], " ".join(stripped(word) for word in tokens[at + 1 :])


def is_capital(tokens: Sequence[str]) -> bool:
    """Tell whether all words of a phrase are names or belong to one: `Boschi Srl`, `Supo`."""
    particles = actor_words()["particles"] | {"of", "the", "and", "&"}
    return bool(tokens) and tokens[0][0].isupper() and all(w[0].isupper() or w in particles for w in tokens)


def listed_party(tokens: Sequence[str]) -> tuple[bool, str | None]:
    """Tell whether a phrase names an institution that is known by name, and for whom that one speaks."""
    link = next((i for i, word in enumerate(tokens) if word in _LOCATING and i), len(tokens))
    names = [stripped(word) for word in tokens[:link]]
    for size in range(min(_LONGEST_INSTITUTION, len(names)), 0, -1):
        for start in range(len(names) - size + 1):
            words = " ".join(names[start : start + size])
            if not words[0].isupper():
                continue
            if words in _listed():
                return True, _listed()[words]
            known = institution(words) if words.isupper() or size > 1 or words in {"Kremlin"} else None
            if known is not None and kind_of(words, language="en") != "demonym":
                return True, known.party
    return False, None


def states_in(tokens: Sequence[str]) -> Iterator[str]:
    """Yield the states that a phrase tells somebody to be of, in order: names, adjectives, capitals, towns.

    What stands behind `from`, `on`, `to` is where somebody came from; behind `in`, where embassies and spokesmen are.
    """
    table = actor_words()
    posted = any(singular(word) in table["abroad"] for word in tokens)
    found_at = 0
    for i, word in enumerate(tokens):
        if i < found_at or not word[0].isupper():
            continue
        before = next(
            (
                w
                for w in reversed(tokens[:i])
                if not w[0].isupper() and w not in ("the", "northern", "southern", "eastern", "western")
            ),
            "",
        )
        if before in _AWAY or (before == "in" and posted):
            continue
        for size in (5, 4, 3, 2, 1):
            words = " ".join(tokens[i : i + size])
            code = state(words) if i + size <= len(tokens) else None
            if code is None and i + size <= len(tokens) and size < 3:
                code = _of_town(words)
            if code is not None:
                found_at = i + size
                yield code
                break


def _of_town(words: str) -> str | None:
    places = find_places(stripped(words), language="en")
    return places[0].country if places and places[0].name == stripped(words) else None


def gender_of(name: str, words: Sequence[str]) -> str:
    """Return `m`, `f` or `u` for unknown of a person, by what the words call him, else by the first name."""
    table = actor_words()
    told = {singular(word) for word in words}
    if told & table["women"]:
        return "f"
    if told & table["men"]:
        return "m"
    return first_names().get(name.split(maxsplit=1)[0], "u") if " " in name else "u"
