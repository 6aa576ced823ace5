"""Which full stops belong to a word and which end a sentence, from `data/<language>/abbreviations.toml`."""

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

_NUMBER = re.compile(r"\d{1,3}|\d{1,2}\.\d{1,2}")
_ROMAN = re.compile(r"[IVX]{2,}|[IVX]")
_LARGEST_BARE_ORDINAL = 2  # digits of an ordinal before a noun without a word that announces it


@dataclass(frozen=True, slots=True)
class Abbreviations:
    """What a language knows of full stops inside sentences; words stand without their full stop.

    After `never` no sentence ends, after `either` one ends before a word that opens sentences, after `closing`
    before any capital letter.  `months` follow an ordinal, `before` stands before one, `starters` open sentences;
    these three are in lower case.
    """

    never: frozenset[str]
    either: frozenset[str]
    closing: frozenset[str]
    months: frozenset[str]
    before: frozenset[str]
    starters: frozenset[str]

    def stop_belongs(self, word: str, before: str, after: str, paragraph_ends: bool) -> bool:
        """Tell whether the full stop right behind `word` is part of it: `Dr.`, `3.`, `W.`, `XXIII.`.

        `before` and `after` are the words or marks around; `after` is empty at the end of a text or paragraph.
        """
        if word in self.never or word in self.either or word in self.closing:
            return True
        if not word or len(word) > 6 or not (word[0].isdigit() or len(word) == 1 or _ROMAN.fullmatch(word)):
            return False
        if not after or paragraph_ends:
            return False
        if word[0].isdigit():
            return self._is_ordinal(word, before, after)
        if len(word) == 1 and word.islower():
            return True
        return after[0].islower() or after in ",;)-–" or (after[0].isupper() and after.lower() not in self.starters)

    def _is_ordinal(self, word: str, before: str, after: str) -> bool:
        if _NUMBER.fullmatch(word) is None or not self.before:
            return False
        if after.lower() in self.months or after[0].islower():
            return True
        if after.lower() in self.starters:
            return False
        announced = before.lower() in self.before
        if after in ",)-–/" or after.isdigit():
            return announced or after in "-–/"
        return after[0].isupper() and (announced or (not before and len(word) <= _LARGEST_BARE_ORDINAL))

    def may_end(self, word: str, after: str) -> bool:
        """Tell whether a sentence ends with an abbreviation, its full stop included, before the word `after`."""
        bare = word[:-1]
        if bare in self.closing:
            return after[0].isupper()
        return bare not in self.never and after[0].isupper() and after.lower() in self.starters


@cache
def abbreviations(language: str) -> Abbreviations:
    """Return the abbreviations of `language`; those of German where there are none of its own."""
    folder = files("sayso.language") / "data"
    table = folder / language / "abbreviations.toml"
    if not table.is_file():
        table = folder / "de" / "abbreviations.toml"
    groups = tomllib.loads(table.read_text(encoding="utf-8"))
    return Abbreviations(
        never=frozenset(groups["never"]["words"]),
        either=frozenset(groups["either"]["words"]),
        closing=frozenset(groups["closing"]["words"]),
        months=frozenset(month.lower() for month in groups["ordinals"]["months"]),
        before=frozenset(groups["ordinals"]["before"]),
        starters=frozenset(groups["starters"]["words"]),
    )
