"""The English cue lexicon: verbs that signal a statement, from `language/data/en/cues.toml`, with all their forms."""

import tomllib
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Literal, cast

from sayso.model import Polarity, Stance

Form = Literal["base", "present", "past", "participle", "gerund"]

_IRREGULAR = {
    "say": ("said", "said"),
    "tell": ("told", "told"),
    "write": ("wrote", "written"),
    "think": ("thought", "thought"),
    "speak": ("spoke", "spoken"),
    "swear": ("swore", "sworn"),
    "be": ("was", "been"),
    "have": ("had", "had"),
    "give": ("gave", "given"),
    "make": ("made", "made"),
    "leave": ("left", "left"),
    "keep": ("kept", "kept"),
    "hang": ("hung", "hung"),
    "let": ("let", "let"),
    "draw": ("drew", "drawn"),
    "undertake": ("undertook", "undertaken"),
    "withdraw": ("withdrew", "withdrawn"),
    "beg": ("begged", "begged"),
    "admit": ("admitted", "admitted"),
    "rebut": ("rebutted", "rebutted"),
    "refer": ("referred", "referred"),
    "drop": ("dropped", "dropped"),
    "shrug": ("shrugged", "shrugged"),
}
_VOWELS = "aeiou"
_OFTEN = ("beg", "admit", "rebut", "refer", "drop", "shrug", "let")  # their last consonant is doubled


@dataclass(frozen=True, slots=True)
class EnglishCue:
    """One verb of the lexicon; `particles` are the words that must stand right behind it.

    `stance` is None where the verb makes no statement unless it is negated.
    """

    verb: str
    particles: tuple[str, ...]
    stance: Stance | None
    negated: str | None
    takes: frozenset[str]
    heads: tuple[str, ...]
    by_object: tuple[tuple[str, Stance], ...]
    polarity: Polarity | None
    weak: bool

    @property
    def name(self) -> str:
        """The cue's words as they stand in `found_by`, blanks as underscores."""
        return "_".join((self.verb, *self.particles))


class EnglishLexicon:
    """All English cues by the form in which they stand, and the word lists that rules walk over."""

    def __init__(self, table: dict[str, Any]) -> None:
        self.forms: dict[str, list[tuple[EnglishCue, Form]]] = defaultdict(list)
        self.negation: dict[str, str] = table["negation"]
        words = {name: tuple(listed) for name, listed in table["words"].items()}
        self.have, self.be, self.do = (frozenset(words[name]) for name in ("have", "be", "do"))
        self.modals = frozenset(words["modals"])
        self.suspending = frozenset(words["suspending"])
        self.auxiliaries = self.have | self.be | self.do | self.modals
        self.phrases = _phrases((*words["adverbs"], *words["negators"], *words["first"]))
        self.negators = frozenset(words["negators"])
        self.first = tuple(words["first"])
        self.no_adverbs = frozenset(words["no_adverbs"])
        self.passing = frozenset(words["passing"])
        self.withholding = frozenset(words["withholding"])
        self.withholding_negated = frozenset(words["withholding_negated"])
        self.complementizers = frozenset(words["complementizers"])
        self.questions = frozenset(words["questions"])
        self.subordinators = frozenset(words["subordinators"])
        self.relatives = frozenset(words["relatives"])
        self.prepositions = frozenset(words["prepositions"])
        self.determiners = frozenset(words["determiners"])
        self.pronouns = frozenset(words["pronouns"])
        self.object_pronouns = frozenset(words["object_pronouns"])
        self.no_speakers = frozenset(words["no_speakers"])
        self.no_gerunds = frozenset(words["no_gerunds"])
        self.breaking = frozenset(words["breaking"])
        self.ending = frozenset(words["ending"])
        self.heads: dict[str, str] = {}
        for kind, listed in table["heads"].items():
            for noun in listed:
                self.heads.setdefault(noun, kind)
        self.kinds = {kind: frozenset(listed) for kind, listed in table["heads"].items()}
        self.nouns = {noun: cast(Stance, stance) for stance, listed in table["nouns"].items() for noun in listed}
        for entry in table["verb"]:
            for words_of_verb in entry["verbs"]:
                self._add(words_of_verb, entry)
        for listed in self.forms.values():
            listed.sort(key=lambda item: -len(item[0].particles))

    def _add(self, words: str, entry: dict[str, Any]) -> None:
        verb, *particles = words.split()
        stance = entry["stance"]
        cue = EnglishCue(
            verb=verb,
            particles=tuple(particles),
            stance=None if stance == "none" else stance,
            negated=entry.get("negated"),
            takes=frozenset(entry["takes"]),
            heads=tuple(entry.get("heads", ())),
            by_object=tuple(entry.get("by_object", {}).items()),
            polarity=entry.get("polarity"),
            weak=entry.get("weak", False),
        )
        for form, word in forms_of(verb):
            if (cue, form) not in self.forms[word]:
                self.forms[word].append((cue, form))

    def is_adverb(self, low: Sequence[str], at: int) -> int:
        """Return how many words an adverb or negator at a place has, 0 where there is none."""
        for phrase in self.phrases.get(low[at], ()):
            if tuple(low[at : at + len(phrase)]) == phrase:
                return len(phrase)
        return int(low[at].endswith("ly") and low[at] not in self.no_adverbs)

    def ends_adverb(self, low: Sequence[str], at: int, first: int) -> int:
        """Return how many words an adverb or negator that ends at a place has, 0 where there is none."""
        for size in (4, 3, 2, 1):
            if at - size + 1 >= first and self.is_adverb(low, at - size + 1) == size:
                return size
        return 0


def forms_of(verb: str) -> Iterable[tuple[Form, str]]:
    """Yield every form of a verb, regular ones by rule: `deny`, `denies`, `denied`, `denying`."""
    yield "base", verb
    if verb == "be":
        yield from (("past", "were"), ("past", "was"), ("participle", "been"))
        return
    consonant_y = verb.endswith("y") and verb[-2] not in _VOWELS
    hissing = verb.endswith(("s", "sh", "ch", "x", "z"))
    yield (
        "present",
        "has" if verb == "have" else verb[:-1] + "ies" if consonant_y else verb + ("es" if hissing else "s"),
    )
    stem = verb[:-1] if verb.endswith("e") and not verb.endswith("ee") else verb + (verb[-1] if verb in _OFTEN else "")
    yield "gerund", stem + "ing"
    if verb in _IRREGULAR:
        past, participle = _IRREGULAR[verb]
    else:
        past = verb[:-1] + "ied" if consonant_y else verb + "d" if verb.endswith("e") else stem + "ed"
        participle = past
    yield "past", past
    yield "participle", participle


def _phrases(listed: Iterable[str]) -> dict[str, list[tuple[str, ...]]]:
    found: dict[str, list[tuple[str, ...]]] = defaultdict(list)
    for phrase in listed:
        words = tuple(phrase.split())
        found[words[0]].append(words)
    for group in found.values():
        group.sort(key=len, reverse=True)
    return found


@cache
def english_table() -> dict[str, Any]:
    """Return the raw table of English cues with its examples, for tests."""
    path = files("sayso.language") / "data" / "en" / "cues.toml"
    return tomllib.loads(path.read_text(encoding="utf-8"))


@cache
def english_lexicon() -> EnglishLexicon:
    """Return the compiled English cues."""
    return EnglishLexicon(english_table())
