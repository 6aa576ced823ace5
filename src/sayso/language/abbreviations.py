"""Which full stops belong to a word and which end a sentence, from `data/<language>/abbreviations.toml`."""

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

_NUMBER = re.compile(r"\d{1,3}|\d{1,2}\.\d{1,2}")
_ROMAN = re.compile(r"[IVX]{2,}|[IVX]")
_LONGEST_BARE_ORDINAL = 2  # digits of the number of a list's item
_FRESH = frozenset('.!?:;(„“«»‚›"')  # figures behind these number what follows


@dataclass(frozen=True, slots=True)
class Abbreviations:
    """What a language knows of full stops inside sentences; words stand without their full stop.

    After `never` no sentence ends, nor after `before_figures` where figures follow; after `either` one ends before a
    word that opens sentences, after `closing` before any capital letter.  `followers` follow an ordinal, `before`
    stand before one, `starters` open sentences; these three are in lower case.
    """

    never: frozenset[str]
    before_figures: frozenset[str]
    either: frozenset[str]
    closing: frozenset[str]
    followers: frozenset[str]
    before: frozenset[str]
    starters: frozenset[str]

    def stop_belongs(self, word: str, before: str, after: str, paragraph_ends: bool) -> bool:
        """Tell whether the full stop right behind `word` is part of it: `Dr.`, `3.`, `W.`, `XXIII.`.

        `before` and `after` are the words or marks around; `after` is empty at the end of a text or paragraph.
        """
        if word in self.never or word in self.either or word in self.closing:
            return True
        if word in self.before_figures and after[:1].isdigit():
            return True
        if not word or len(word) > 6 or not (word[0].isdigit() or len(word) == 1 or _ROMAN.fullmatch(word)):
            return False
        if not after or paragraph_ends:
            return False
        if word[0].isdigit():
            return self._is_ordinal(word, before, after)
        if len(word) == 1 and (word.islower() or (len(before) == 2 and before[1] == "." and before.islower())):
            return True
        return after[0].islower() or after in ",;)-–" or (after[0].isupper() and after.lower() not in self.starters)

    def _is_ordinal(self, word: str, before: str, after: str) -> bool:
        if _NUMBER.fullmatch(word) is None or not self.before:
            return False
        if after.lower() in self.followers or after[0].islower():
            return True
        if after.lower() in self.starters:
            return False
        announced = before.lower() in self.before or before in _FRESH
        if after in ",)-–/" or after.isdigit():
            return announced or after in "-–/"
        return after[0].isupper() and (announced or (not before and len(word) <= _LONGEST_BARE_ORDINAL))

    def may_end(self, word: str, after: str) -> bool:
        """Tell whether a sentence ends with an abbreviation, its full stop included, before the word `after`."""
        bare = word[:-1]
        if bare in self.closing:
            return after[0].isupper()
        return bare in self.either and after[0].isupper() and after.lower() in self.starters


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
        before_figures=frozenset(groups["before_figures"]["words"]),
        either=frozenset(groups["either"]["words"]),
        closing=frozenset(groups["closing"]["words"]),
        followers=frozenset(word.lower() for word in groups["ordinals"]["followers"]),
        before=frozenset(groups["ordinals"]["before"]),
        starters=frozenset(groups["starters"]["words"]),
    )
