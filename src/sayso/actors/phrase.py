"""The words that name somebody, taken apart."""

from typing import NamedTuple

from sayso.actors.nouns import Noun
from sayso.actors.words import endings, vocabulary
from sayso.language.places import kind_of


class Phrase(NamedTuple):
    """Words that name somebody, by token numbers `start` and `end` (excluded); `core_end` is behind noun and name.

    `kept` is a number or quantifier before the noun; `name` the proper name behind the noun or alone; `short` its
    abbreviation in brackets, `member` a political party there; `owner` whose it is (`Spaniens Regierungschef`); `link`
    tells how `attributes` hang on (`gen`, or the preposition); `retired` that `a. D.` stands behind the noun.
    """

    start: int
    end: int
    core_end: int = 0
    determiner: str = ""
    kept: str = ""
    adjectives: tuple[str, ...] = ()
    owner: str = ""
    head: str = ""
    noun: Noun | None = None
    name: tuple[str, ...] = ()
    quoted: bool = False
    short: str = ""
    member: str = ""
    link: str = ""
    attributes: tuple["Phrase", ...] = ()
    apposition: "Phrase | None" = None
    retired: bool = False

    @property
    def bare_name(self) -> str:
        """The proper name as one string."""
        return " ".join(self.name)

    @property
    def of(self) -> bool:
        """Tell whether the attributes say whose or whom: genitives, `von`, `vom`."""
        return self.link in {"gen", "von", "vom"}

    @property
    def owned(self) -> bool:
        """Tell whether the attributes say more than where it is: `des Hilfswerks in Lima` does not."""
        return bool(self.attributes) and self.link not in {"in", "im"}

    @property
    def shortened(self) -> bool:
        """Tell whether what stands in brackets can be short for the name before it."""
        words = [self.head, *self.name, *self.adjectives]
        return any(word[:1].casefold() == self.short[:1].casefold() for word in words if word)

    @property
    def possessive(self) -> bool:
        """Tell whether the determiner says whose it is without a name: `seine`, `dessen`."""
        whose = self.determiner in vocabulary("phrases")["whose"]
        return whose or self.determiner.startswith(endings("phrases", "possessives"))

    @property
    def tells_when(self) -> bool:
        """Tell whether the phrase is a time: `Montag`, `Februar`, as in `die Erklärung vom Montag`."""
        word = (self.name or (self.head,))[-1]
        return not self.quoted and word.lower().endswith(endings("phrases", "times"))

    @property
    def indefinite(self) -> bool:
        """Tell whether the phrase brings somebody new in."""
        return self.determiner.startswith("ein") or bool(self.kept)

    @property
    def personal(self) -> bool:
        """Tell whether the noun names people."""
        return self.noun is not None and self.noun.personal

    @property
    def human(self) -> bool:
        """Tell whether the words name people, by the noun or by what else they tell of them: `ein 54-jähriger Däne`."""
        aged = any(word.rpartition("-")[2].startswith("jährig") for word in self.adjectives)
        inhabitant = self.noun is None and self.head != "" and kind_of(self.head) == "inhabitant"
        return self.personal or aged or inhabitant or (self.apposition is not None and self.apposition.human)
