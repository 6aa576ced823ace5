"""German verb forms: which verb a word can be a form of, and whether it is a subjunctive.

The table `data/de/verbs.tsv` (CC BY-SA 4.0, see `verbs.LICENSE.txt`; built by `training/lexicon.py`) holds the forms of
the third person of 5,000 verbs and the separable prefixes of each; weak verbs are conjugated by rule, joined forms
(`mitteilte`, `mitgeteilt`, `mitzuteilen`) are taken apart on demand.  `data/de/verbs.toml` names the words that look
like verb forms and hardly ever are.
"""

import tomllib
from collections.abc import Iterator
from functools import cache, lru_cache
from importlib.resources import files
from typing import Literal, NamedTuple

Kind = Literal["finite", "infinitive", "zu_infinitive", "participle"]
Mood = Literal["indicative", "subjunctive1", "subjunctive2"]
Subjunctive = Literal["clear", "ambiguous"]


class VerbForm(NamedTuple):
    """One reading of a word as a verb form; finite ones are of the third person.

    `lemma` is the infinitive; `prefix` is the separable prefix that stands joined in the word and in the lemma.
    `mood`, `tense` and `number` are given for finite forms.
    """

    lemma: str
    kind: Kind
    mood: Mood | None = None
    tense: Literal["present", "past"] | None = None
    number: Literal["sg", "pl"] | None = None
    prefix: str | None = None


_SLOTS: tuple[tuple[Kind, Mood | None, Literal["present", "past"] | None, Literal["sg", "pl"] | None], ...] = (
    ("finite", "indicative", "present", "sg"),
    ("finite", "indicative", "present", "pl"),
    ("finite", "indicative", "past", "sg"),
    ("finite", "indicative", "past", "pl"),
    ("finite", "subjunctive1", "present", "sg"),
    ("finite", "subjunctive1", "present", "pl"),
    ("finite", "subjunctive2", "past", "sg"),
    ("finite", "subjunctive2", "past", "pl"),
    ("participle", None, None, None),
    ("infinitive", None, None, None),
)
_INFINITIVE = len(_SLOTS) - 1
_SHORTEST_REST = 3
_WEAK_ENDINGS = ("eten", "ete", "ten", "te", "et", "t", "en", "n", "e")
_INSEPARABLE = ("be", "emp", "ent", "er", "ge", "hinter", "miss", "ver", "zer")


class _Table:
    """The lexicon in memory: lemma and slot of each strong form, weak lemmas, prefixes of each base verb.

    Forms are keyed with `ss` for `ß`, so that the spellings of before 1996 and of Switzerland are found too.
    """

    def __init__(self, rows: str, words: dict[str, list[str]]) -> None:
        self.forms: dict[str, tuple[tuple[str, int], ...]] = {}
        self.weak: dict[str, str] = {}
        self.prefixes: dict[str, frozenset[str]] = {}
        self.particles = frozenset(words["particles"])
        self.homographs = frozenset(words["homographs"])
        for row in rows.splitlines():
            if row[0] != "#":
                self._read(row)
        self.all_prefixes = self.particles.union(*self.prefixes.values())
        self.longest_prefix = max(map(len, self.all_prefixes))

    def _read(self, row: str) -> None:
        lemma, prefixes, *cells = row.split("\t")
        key = lemma_key(lemma)
        if not cells:
            self.weak[key] = lemma
        for slot, cell in enumerate((*cells, key) if cells else ()):
            for word in cell.split(",") if cell else ():
                self.forms[word] = (*self.forms.get(word, ()), (lemma, slot))
        if prefixes:
            self.prefixes[lemma] = frozenset(prefixes.split(","))

    def find(self, word: str) -> list[tuple[str, int]]:
        """Return lemma and slot of each reading of a word without separable prefix."""
        found = list(self.forms.get(word, ()))
        if not word.endswith(_WEAK_ENDINGS):
            return found
        for lemma in dict.fromkeys(self.weak[key] for key in _weak_lemmas(word) if key in self.weak):
            key = lemma_key(lemma)
            found += [(lemma, slot) for slot, form in enumerate((*conjugate_weak(key), key)) if form == word]
        return found

    def takes(self, lemma: str, prefix: str) -> bool:
        """Tell whether the verb has a separable prefix: one of its own, or one that all verbs take."""
        own = prefix in self.prefixes.get(lemma, ())
        return own or (prefix in self.particles and not lemma.startswith(tuple(self.particles)))


def _weak_lemmas(word: str) -> Iterator[str]:
    """Yield the infinitives of which a word could be a form by the rule for weak verbs."""
    for rest in (word, word[2:]) if word.startswith("ge") else (word,):
        for ending in _WEAK_ENDINGS:
            if rest.endswith(ending):
                stem = rest[: len(rest) - len(ending)]
                yield f"{stem}en"
                yield f"{stem}n"
    if word.endswith("le"):
        yield f"{word[:-2]}eln"


def conjugate_weak(lemma: str) -> tuple[str, ...]:
    """Return the forms of a weak verb in the order of the table: present, past, both subjunctives, participle."""
    stem = lemma.removesuffix("en") if lemma.endswith("en") else lemma.removesuffix("n")
    link = "e" if stem.endswith(("t", "d")) or (stem.endswith(("n", "m")) and stem[-2:-1] in "bcdfgkpst") else ""
    past = f"{stem}{link}te"
    bare = lemma.endswith("ieren") or lemma.startswith(_INSEPARABLE)
    participle = f"{'' if bare else 'ge'}{stem}{link}t"
    first = stem[:-2] + "le" if stem.endswith("el") else f"{stem}e"
    return f"{stem}{link}t", lemma, past, f"{past}n", first, lemma, past, f"{past}n", participle


def lemma_key(word: str) -> str:
    """Return a word as the table has it: lower case, `ss` for `ß`."""
    return word.lower().replace("ß", "ss")


@cache
def _table() -> _Table:
    folder = files("sayso.language") / "data" / "de"
    words = tomllib.loads((folder / "verbs.toml").read_text(encoding="utf-8"))
    return _Table((folder / "verbs.tsv").read_text(encoding="utf-8"), words)


@lru_cache(maxsize=50_000)
def verb_forms(word: str) -> tuple[VerbForm, ...]:
    """Return every reading of `word` as a verb form, whatever its case; empty where it is none.

    Whether the word is a verb where it stands is for the caller to tell: `Reise` is a noun, `reise` may be a verb.
    See `is_homograph` for words such as `eine`, which hardly ever are.
    """
    key, table = lemma_key(word), _table()
    found = [_form(lemma, slot) for lemma, slot in table.find(key)]
    for length in range(2, min(table.longest_prefix, len(key) - _SHORTEST_REST) + 1):
        prefix = key[:length]
        if prefix in table.all_prefixes:
            found += _joined(prefix, key[length:], table)
    return tuple(dict.fromkeys(found))


def _form(lemma: str, slot: int, prefix: str | None = None) -> VerbForm:
    return VerbForm((prefix or "") + lemma, *_SLOTS[slot], prefix)


def _joined(prefix: str, rest: str, table: _Table) -> list[VerbForm]:
    """Return the readings of prefix and rest as one separable verb."""
    if rest.startswith("zu"):
        infinitives = [lemma for lemma, slot in table.find(rest[2:]) if slot == _INFINITIVE]
        split = [
            VerbForm(prefix + lemma, "zu_infinitive", prefix=prefix)
            for lemma in infinitives
            if table.takes(lemma, prefix)
        ]
        if split:
            return split
    return [_form(lemma, slot, prefix) for lemma, slot in table.find(rest) if table.takes(lemma, prefix)]


def is_homograph(word: str) -> bool:
    """Tell whether a word has the shape of a verb form but hardly ever is one: `eine`, `heute`, `gerade`, `laut`."""
    return word.lower() in _table().homographs


def is_finite(word: str, opens: bool = False) -> bool:
    """Tell whether a word can be a finite verb of the third person.

    A word with a capital letter is none unless it `opens` a sentence; homographs never are.
    """
    if (word[:1].isupper() and not opens) or is_homograph(word):
        return False
    return any(form.kind == "finite" for form in verb_forms(word))


@lru_cache(maxsize=50_000)
def subjunctive(word: str) -> Subjunctive | None:
    """Tell whether a word is a subjunctive of the third person.

    `clear` where the form is no indicative of the third person as well (`sei`, `habe`, `gebe`, `wäre`; the first
    person, `ich habe`, is not thought of), `ambiguous` where it is (`sagte`, `gingen`, `haben`).  None for every other
    word, and for homographs.
    """
    if is_homograph(word):
        return None
    moods = {form.mood for form in verb_forms(word) if form.kind == "finite"}
    if not moods & {"subjunctive1", "subjunctive2"}:
        return None
    return "ambiguous" if "indicative" in moods else "clear"


def is_subjunctive(word: str) -> bool:
    """Tell whether a word is a subjunctive and no indicative of the third person: `subjunctive` is `clear`."""
    return subjunctive(word) == "clear"
