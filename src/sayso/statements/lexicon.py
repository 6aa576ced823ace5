"""The cue lexicon: words that signal a statement, from `language/data/<language>/cues.toml`."""

import tomllib
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Literal

from sayso.model import Medium, Polarity, Stance

CueKind = Literal["verb", "preposition", "noun", "fixed"]


@dataclass(frozen=True, slots=True)
class Cue:
    """One entry of the lexicon.

    `takes` says what can be the content: `clause`, `infinitive`, `quote`, `object`, `dative`, `prep:vor` ….
    `needs` are words of a multiword verb, any one of which must stand in the clause.  `weak`: its object is as often a
    thing as a position.  `reason`: it introduces why something is so.  `kept`: its object is never a thing.
    """

    kind: CueKind
    lemma: str
    stance: Stance
    medium: Medium
    takes: frozenset[str] = frozenset()
    prefix: str | None = None
    needs: tuple[str, ...] = ()
    reflexive: bool = False
    polarity: Polarity | None = None
    negated: str | None = None
    passive: str | None = None
    position: str = "before"
    impersonal: bool = False
    source: tuple[str, ...] = ()
    addressee: str | None = None
    without: tuple[str, ...] = ()
    by_take: tuple[tuple[str, str], ...] = ()
    by_object: tuple[tuple[str, str], ...] = ()
    weak: bool = False
    reason: bool = False
    kept: bool = False

    def takes_any(self, *kinds: str) -> bool:
        """Tell whether one of `kinds` can be the content."""
        return any(kind in self.takes for kind in kinds)

    @property
    def nominal(self) -> bool:
        """Whether a noun phrase without preposition can be the content."""
        return any(take in {"dative", "genitive"} or take.startswith("object") for take in self.takes)

    @property
    def content_prepositions(self) -> frozenset[str]:
        """The prepositions whose phrase can be the content."""
        plain = {take.removeprefix("prep:") for take in self.takes if take.startswith("prep:")}
        return frozenset(plain | {short for word in plain for short in _CONTRACTED.get(word, ())})

    @property
    def anaphors(self) -> frozenset[str]:
        """The adverbs that stand for such a phrase with what was told before: `dazu`, `hierzu`, `darüber`."""
        plain = [take.removeprefix("prep:") for take in self.takes if take.startswith("prep:")]
        linked = [("r" if word[0] in "aeiouäöü" else "") + word for word in plain]
        return frozenset(["da" + word for word in linked] + ["hier" + word for word in plain])

    @property
    def name(self) -> str:
        """The entry's words as they stand in `found_by`, blanks as underscores."""
        return "_".join([*self.needs[:1], self.lemma]).replace(" ", "_")


_FIRST_PART = 3  # letters that the first part of a compound has at least
_LAST_PART = 5  # letters that a last part has more than: `bau` ends too many words

# A preposition with its article in one word.
_CONTRACTED = {
    "zu": ("zum", "zur"),
    "an": ("am", "ans"),
    "in": ("im", "ins"),
    "von": ("vom",),
    "auf": ("aufs",),
    "für": ("fürs",),
    "um": ("ums",),
    "über": ("übers",),
    "bei": ("beim",),
}

CALLING = frozenset({"object+als", "object+name", "object+für"})  # what takes what something is called


class Lexicon:
    """All cues of one language, by what is looked up."""

    def __init__(self, table: dict[str, Any]) -> None:
        self.by_lemma: dict[str, list[Cue]] = defaultdict(list)
        self.split: dict[tuple[str, str], list[Cue]] = defaultdict(list)
        self.prepositions: Phrases = defaultdict(list)
        self.fixed: Phrases = defaultdict(list)
        self.nouns: dict[str, Cue] = {}
        self.addressing: list[tuple[str, ...]] = []
        self.negation: dict[str, str] = table.get("negation", {})
        modal = table.get("modal", {})
        self.suspends = frozenset(modal.get("suspends", ()))
        self.negated_withholds = frozenset(modal.get("negated_withholds", ()))
        self.withholding_stances = frozenset(modal.get("negated_withholds_stances", ()))
        self.plan = frozenset(modal.get("plan", ()))
        self._read_words(table)
        adverbs = table.get("adverbs", {})
        self.headline_speakers = frozenset(table.get("headlines", {}).get("speakers", ()))
        self.first: tuple[str, ...] = tuple(words.lower() for words in adverbs.get("first", ()))
        self.charges = frozenset(adverbs.get("charges", ()))
        self.reasons: tuple[str, ...] = tuple(words.lower() for words in adverbs.get("reasons", ()))
        for entry in table.get("verb", ()):
            cue = _cue("verb", entry)
            self.by_lemma[cue.lemma].append(cue)
            if cue.prefix:
                self.split[cue.lemma.removeprefix(cue.prefix), cue.prefix].append(cue)
        self._add_phrases("preposition", table.get("preposition", ()), self.prepositions)
        self._add_phrases("fixed", table.get("fixed", ()), self.fixed)
        for group in (*self.prepositions.values(), *self.fixed.values()):
            group.sort(key=lambda item: -len(item[0]))
        for entry in table.get("noun", ()):
            cue = _cue("noun", entry)
            for form in entry["forms"]:
                self.nouns[form] = cue
        verbs = [cue for cues in self.by_lemma.values() for cue in cues]
        self.weak = frozenset(cue.name for cue in verbs if cue.weak)
        self.kept = frozenset(cue.name for cue in verbs if cue.kept)
        self.calling = frozenset(cue.name for cue in verbs if cue.takes & CALLING)
        self.denying = frozenset(cue.name for cue in verbs if cue.stance == "denies")
        self.reasoning = frozenset(cue.name for cue in verbs if cue.reason)
        self.prefixes = frozenset(prefix for _, prefix in self.split)
        self.bases = frozenset(base for base, _ in self.split)

    def _read_words(self, table: dict[str, Any]) -> None:
        """Read the lists of words by which a cue takes another stance than its own."""
        refusal = table.get("refusal", {})
        self.refusing = frozenset(refusal.get("verbs", ()))
        self.telling = frozenset(refusal.get("telling", ()))
        self.telling_nouns = tuple(tuple(words.lower().split()) for words in refusal.get("telling_nouns", ()))
        confession = table.get("confession", {})
        self.confessing = frozenset(confession.get("verbs", ()))
        self.determined = frozenset(confession.get("determined", ()))
        self.object_heads = {noun: kind for kind, nouns in table.get("object_heads", {}).items() for noun in nouns}
        calling = table.get("calling", {})
        self.denials = frozenset(calling.get("denials", ()))
        self.untruths = frozenset(calling.get("untruths", ()))
        self.lies = frozenset(calling.get("lies", ()))
        self.idioms: dict[str, str] = calling.get("idioms", {})
        self.valued: dict[str, Polarity] = dict.fromkeys(calling.get("blame", ()), "negative")
        self.valued |= dict.fromkeys(calling.get("praise", ()), "positive")
        self.unreal = frozenset(calling.get("unreal", ()))
        self.facts = frozenset(calling.get("facts", ()))
        self.speaking = frozenset(calling.get("speaking", ()))
        self.estimates: tuple[str, ...] = tuple(noun.lower() for noun in calling.get("estimates", ()))

    def noun_of(self, word: str) -> Cue | None:
        """Return the noun that a word is, or ends with as a compound: `Kompromissvorschlag`."""
        if word in self.nouns or not word[:1].isupper():
            return self.nouns.get(word)
        ends = (word[start:].capitalize() for start in range(_FIRST_PART, len(word) - _FIRST_PART))
        return next((self.nouns[end] for end in ends if end in self.nouns), None)

    def object_kind(self, word: str) -> str | None:
        """Return the kind of thing that a noun, or the last part of a compound, is: `Dreierkoalition` is a deed."""
        if word in self.object_heads or not word[:1].isupper():
            return self.object_heads.get(word)
        ends = (word[start:].capitalize() for start in range(_FIRST_PART, len(word) - _LAST_PART))
        return next((self.object_heads[end] for end in ends if end in self.object_heads), None)

    def _add_phrases(self, kind: CueKind, entries: Iterable[dict[str, Any]], place: "Phrases") -> None:
        for entry in entries:
            if entry.get("via"):
                continue
            if entry.get("role") == "addressee":
                self.addressing += [tuple(phrase.lower().split()) for phrase in _listed(entry["words"])]
                continue
            for phrase in _listed(entry["words"]):
                words = tuple(phrase.lower().split())
                place[words[0]].append((words, _cue(kind, entry, words=phrase)))


Phrases = dict[str, list[tuple[tuple[str, ...], Cue]]]


def _listed(value: str | list[str]) -> list[str]:
    return [value] if isinstance(value, str) else value


def _cue(kind: CueKind, entry: dict[str, Any], *, words: str = "") -> Cue:
    return Cue(
        kind=kind,
        lemma=entry.get("lemma") or words,
        stance=entry["stance"],
        medium=entry.get("medium", "speech_writing"),
        takes=frozenset(entry.get("takes", ())),
        prefix=entry.get("prefix"),
        needs=tuple(_listed(entry.get("with", []))),
        reflexive=entry.get("reflexive", False),
        polarity=entry.get("polarity"),
        negated=entry.get("negated"),
        passive=entry.get("passive"),
        position=entry.get("position", "before"),
        impersonal=entry.get("impersonal", False),
        source=tuple(entry.get("source", ())),
        addressee=entry.get("addressee"),
        without=tuple(_listed(entry.get("without", []))),
        by_take=tuple(entry.get("by_take", {}).items()),
        by_object=tuple(entry.get("by_object", {}).items()),
        weak=entry.get("weak", False),
        reason=entry.get("reason", False),
        kept=entry.get("kept", False),
    )


@cache
def cue_table(language: str) -> dict[str, Any]:
    """Return the raw table of `language` with its examples, for tests."""
    path = files("sayso.language") / "data" / language / "cues.toml"
    return tomllib.loads(path.read_text(encoding="utf-8"))


@cache
def lexicon(language: str) -> Lexicon:
    """Return the compiled cues of `language`."""
    return Lexicon(cue_table(language))
