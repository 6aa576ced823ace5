"""German verb forms: which verb a word can be a form of, and whether it is a subjunctive.

The table `data/de/verbs.tsv` (CC BY-SA 4.0, see `verbs.LICENSE.txt`; built by `training/lexicon.py`) holds the
third-person forms of 4,000 base verbs and the separable prefixes of each; joined forms (`mitteilte`, `mitgeteilt`,
`mitzuteilen`) are taken apart on demand.
"""

from functools import cache, lru_cache
from importlib.resources import files
from typing import Literal, NamedTuple

Kind = Literal["finite", "infinitive", "zu_infinitive", "participle"]
Mood = Literal["indicative", "subjunctive1", "subjunctive2"]
Subjunctive = Literal["clear", "ambiguous"]


class VerbForm(NamedTuple):
    """One reading of a word as a verb form of the third person.

    `lemma` is the infinitive; `prefix` is the separable prefix that stands joined in the word and in the lemma.
    `mood`, `tense` and `number` are given for finite forms.
    """

    lemma: str
    kind: Kind
    mood: Mood | None = None
    tense: Literal["present", "past"] | None = None
    number: Literal["sg", "pl"] | None = None
    prefix: str | None = None


_SLOTS: tuple[tuple[Mood, Literal["present", "past"], Literal["sg", "pl"]], ...] = (
    ("indicative", "present", "sg"),
    ("indicative", "present", "pl"),
    ("indicative", "past", "sg"),
    ("indicative", "past", "pl"),
    ("subjunctive1", "present", "sg"),
    ("subjunctive1", "present", "pl"),
    ("subjunctive2", "past", "sg"),
    ("subjunctive2", "past", "pl"),
)
_LONGEST_PREFIX = 12


class _Table:
    """The lexicon in memory: forms of base verbs, prefixes of each, base verbs that take a prefix."""

    def __init__(self, text: str) -> None:
        self.forms: dict[str, list[VerbForm]] = {}
        self.prefixes: dict[str, frozenset[str]] = {}
        for row in text.splitlines():
            lemma, *cells = row.split("\t")
            for slot, cell in zip(_SLOTS, cells, strict=False):
                for word in cell.split(",") if cell else ():
                    self._add(lemma if word == "=" else word, VerbForm(lemma, "finite", *slot))
            for word in cells[8].split(",") if cells[8] else ():
                self._add(lemma if word == "=" else word, VerbForm(lemma, "participle"))
            self._add(lemma, VerbForm(lemma, "infinitive"))
            if cells[9]:
                self.prefixes[lemma] = frozenset(cells[9].split(","))
        self.all_prefixes = frozenset().union(*self.prefixes.values())

    def _add(self, word: str, form: VerbForm) -> None:
        self.forms.setdefault(word, []).append(form)


@cache
def _table() -> _Table:
    return _Table((files("sayso.language") / "data" / "de" / "verbs.tsv").read_text(encoding="utf-8"))


@lru_cache(maxsize=50_000)
def verb_forms(word: str) -> tuple[VerbForm, ...]:
    """Return every reading of `word` as a verb form, whatever its case; empty where it is none.

    Whether the word is a verb where it stands is for the caller to tell: `Reise` is a noun, `reise` may be a verb.
    """
    low, table = word.lower(), _table()
    found = list(table.forms.get(low, ()))
    for length in range(2, min(_LONGEST_PREFIX, len(low) - 2) + 1):
        prefix = low[:length]
        if prefix in table.all_prefixes:
            found += _joined(prefix, low[length:], table)
    return tuple(found)


def _joined(prefix: str, rest: str, table: _Table) -> list[VerbForm]:
    """Return the readings of prefix and rest as one separable verb."""
    found = [
        form._replace(lemma=prefix + form.lemma, prefix=prefix)
        for form in table.forms.get(rest, ())
        if prefix in table.prefixes.get(form.lemma, ())
    ]
    if rest.startswith("zu"):
        infinitive = rest[2:]
        if prefix in table.prefixes.get(infinitive, ()):
            found.append(VerbForm(prefix + infinitive, "zu_infinitive", prefix=prefix))
    return found


def subjunctive(word: str) -> Subjunctive | None:
    """Tell whether a word is a subjunctive: `clear` where the form is no indicative of the third person as well.

    `sei`, `habe`, `gebe`, `wäre` are clear, `sagte` and `gingen`'s like are `ambiguous`; None for everything else.
    """
    finite = [form for form in verb_forms(word) if form.kind == "finite"]
    moods = {form.mood for form in finite}
    if not moods & {"subjunctive1", "subjunctive2"}:
        return None
    return "ambiguous" if "indicative" in moods else "clear"
