"""Quantities: a number with its bound, its range, and its unit or counted noun.

What counts is told in the contract's guidelines, section Quantities: dates, ages, durations, names, house
numbers and results of matches are none.  The words of a language stand in `data/<language>/quantities.toml`.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable
from typing import NamedTuple

from sayso.language.numbers import Number, Word, may_open, number_at, split_words
from sayso.language.quantity_rules import QuantityRules, load_quantity_rules
from sayso.model import Bound, Quantity, Span

_YEARS = range(1900, 2100)  # even before a noun
_BARE_YEARS = range(1000, 2100)
_MOST_ATTRIBUTES = 4
_CLAUSE = 200  # characters before a preposition in which the verb that governs it may stand


class _Noun(NamedTuple):
    """What is counted, or a unit of measure: its name, where it starts, the first word after it, where it ends."""

    unit: str
    start: int
    after: int
    end: int
    measure: bool = False


def find_quantities(text: str, *, language: str = "de", exclude: Iterable[Span] = ()) -> tuple[Quantity, ...]:
    """Return the quantities of `text` in order, none overlapping another or a span of `exclude`.

    `exclude` holds what is known to be something else, such as time expressions.  German serves a language
    that Sayso has no words of.
    """
    finder = _Finder(text, load_quantity_rules(language))
    barred = sorted(exclude)
    starts = [span.start for span in barred]
    found: list[Quantity] = []
    position = 0
    for first in finder.opening:
        if first < position:
            continue
        quantity, position = finder.read(first, found[-1] if found else None)
        if quantity is None:
            continue
        earlier = barred[: bisect_left(starts, quantity.span.end)][-3:]
        if not any(span.end > quantity.span.start for span in earlier):
            found.append(quantity)
    return tuple(found)


class _Finder:
    """Reads the quantities of one text, number by number; `opening` are the words that a number may begin with."""

    def __init__(self, text: str, rules: QuantityRules) -> None:
        self.text = text
        self.rules = rules
        self.words = split_words(text)
        self.opening = [first for first, word in enumerate(self.words) if may_open(word.lower, rules.language)]

    def read(self, position: int, last: Quantity | None) -> tuple[Quantity | None, int]:
        """Return the quantity whose number starts at the word, if one does, and the word to go on from.

        No word or sign before the number counts for it that the quantity before, `last`, holds already.
        """
        taken = 0 if last is None else last.span.end
        number = number_at(self.words, position, self.rules.language)
        if number is None or self._is_ordinal(number):
            return None, position + 1
        number, upper = self._range(self._hyphenated_scale(number))
        bound, first = self._bound_before(number, taken)
        after, end = number.after, self.words[number.after - 1].end
        if (later := self._bound_after(after)) is not None:
            bound, after = later
            end = self.words[after - 1].end
        noun = self._noun(after) or self._currency_before(number, taken)
        if self._is_glued(number, noun):
            return None, number.after
        if noun is not None and self._is_time(noun):
            return None, noun.after
        whole = self._whole(number) if noun is None else None
        if whole is not None and self._is_time(whole):
            return None, number.after
        if not self._counts(number, noun or whole, bound, whole is not None, last):
            return None, number.after
        start = self.words[first].start
        if noun is not None:
            start, after, end = min(start, noun.start), max(after, noun.after), max(end, noun.end)
        elif whole is not None and number.part:
            after, end = whole.after, whole.end
        found = noun or whole
        unit = found.unit if found is not None else self._inherited(start, last)
        if number.more and bound in ("exactly", "about"):
            bound = "more_than"
        return Quantity(Span(start, end), number.value, bound, unit, upper), after

    # --- the number and what bounds it -------------------------------------------------------------------------

    def _lower(self, position: int) -> str:
        return self.words[position].lower if 0 <= position < len(self.words) else ""

    def _is(self, position: int, name: str) -> bool:
        return self._lower(position) in self.rules.sets[name]

    def _is_figure(self, number: Number) -> bool:
        return self.words[number.first].text[0] in "0123456789"

    def _is_plain(self, number: Number) -> bool:
        """Tell whether the number is digits alone, as years, ages and house numbers are."""
        return number.after == number.first + 1 and self.words[number.first].text.isdecimal()

    def _is_year(self, number: Number, years: range = _YEARS) -> bool:
        return self._is_plain(number) and len(self.words[number.first].text) == 4 and number.value in years

    def _is_round(self, number: Number) -> bool:
        """Tell whether figures like a year's may count after all: `2000 Soldaten`, but not `seit 2000 Mitglied`."""
        return number.value % 50 == 0 and not self._is(number.first - 1, "year")

    def _bounds_count(self, number: Number, bound: Bound) -> bool:
        """Tell whether the bound is one of a count: `mehr als 2000`, but not the year in `ab 2010`."""
        return bound != "exactly" and not self._is(number.first - 1, "year")

    def _is_ordinal(self, number: Number) -> bool:
        """Tell whether a full stop makes the figures an ordinal: `3. Mai`, `42. Präsident`."""
        if not (self._is_plain(number) and number.value < 100 and self._lower(number.after) == "."):
            return False
        if self.words[number.after].start > self.words[number.first].end:
            return False
        capital = number.after + 1 >= len(self.words) or self.words[number.after + 1].text[0].isupper()
        return not (capital and self._is(number.first - 1, "preceded_by"))

    def _is_glued(self, number: Number, noun: _Noun | None) -> bool:
        """Tell whether letters or marks make the figures part of a name or a word: `A380`, `57-jährig`, `5er`."""
        if not self._is_figure(number):
            return False
        start, end = self.words[number.first].start, self.words[number.after - 1].end
        before, after = self.text[max(0, start - 2) : start], self.text[end : end + 2]
        mark = before[-1:]
        if mark.isalnum() or mark in tuple("/.:§#&_=") or (mark == "-" and not before[:1].isspace()):
            return True
        if noun is not None and noun.measure:
            return False
        return after[:1].isalpha() or (after[:1] in tuple("-/_:") and after[1:].isalnum())

    def _hyphenated_scale(self, number: Number) -> Number:
        """Read on through a hyphen: `700-Milliarden-US-Dollar-Hilfspaket`."""
        end = self.words[number.after - 1].end
        match = self.rules.hyphenated_scale.match(self.text, end)
        if match is None:
            return number
        scale = self.rules.scales[match.group(1).lower()]
        return number._replace(value=round(number.value * scale, 4), scale=scale)

    def _range(self, number: Number) -> tuple[Number, float | None]:
        """Return the number, its words up to the end of a range, and the range's upper value."""
        joint = "and" if self._is(number.first - 1, "between") else "to"
        if not self._is(number.after, joint) or number.after + 1 >= len(self.words):
            return number, None
        other = number_at(self.words, number.after + 1, self.rules.language)
        if other is None or other.more or other.part or self._is_ordinal(other):
            return number, None
        if self._is_year(number) and self._is_year(other):
            return number, None
        lower = number.value
        if other.scale > 1 and number.scale == 1 and lower < 1000:
            lower = round(lower * other.scale, 4)
        if other.value <= lower or (number.one and other.value > 12):
            return number, None
        first = number.first - (joint == "and")
        return number._replace(value=lower, first=first, after=other.after, one=False, scale=other.scale), other.value

    def _bound_before(self, number: Number, taken: int) -> tuple[Bound, int]:
        """Return the bound that the words before the number, none before `taken`, set, and its first word."""
        for length in range(min(3, number.first), 0, -1):
            first = number.first - length
            phrase = tuple(word.lower for word in self.words[first : number.first])
            bound = self.rules.bounds.get(phrase)
            if bound is None or (number.one and phrase not in self.rules.with_one) or self.words[first].start < taken:
                continue
            governed = self.rules.prepositions.get(phrase[0])
            start = self.words[first].start
            always = self._is(first - 1, "before_bound")
            if governed is None or always or governed.search(self.text[max(0, start - _CLAUSE) : start]) is None:
                return bound, first
        return "exactly", number.first

    def _bound_after(self, position: int) -> tuple[Bound, int] | None:
        """Return the bound that the words after the number set (`oder mehr`), and the word after them."""
        phrase = tuple(word.lower for word in self.words[position : position + 2])
        bound = self.rules.bounds_after.get(phrase)
        return None if bound is None else (bound, position + 2)

    # --- what is counted ---------------------------------------------------------------------------------------

    def _noun(self, position: int) -> _Noun | None:
        """Return the unit or the counted noun whose phrase goes on at the word, adjectives included."""
        start = self.words[position - 1].end
        match = self.rules.unit.match(self.text, self._scale_end(start))
        if match is not None:
            after = position
            while after < len(self.words) and self.words[after].start < match.end():
                after += 1
            return _Noun(self.rules.units[match.group(1)], start, after, match.end(), True)
        if self.text[start : start + 1] == "-":
            return None
        return self._counted(position)

    def _scale_end(self, end: int) -> int:
        match = self.rules.hyphenated_scale.match(self.text, end)
        return end if match is None else match.end()

    def _counted(self, position: int) -> _Noun | None:
        """Return the noun after at most four attributes."""
        for after in range(position, min(position + _MOST_ATTRIBUTES + 1, len(self.words))):
            word = self.words[after]
            if not word.text[0].isalpha() or "\n" in self.text[self.words[after - 1].end : word.start]:
                return None
            if word.lower in self.rules.sets["no_attribute"]:
                return None
            if self._is_noun(word):
                return _Noun(self._plural(word.text), self.words[position - 1].end, after + 1, word.end)
            if not (word.lower.endswith(self.rules.attribute_endings) or self._is(after, "attribute_adverbs")):
                return None
        return None

    def _is_noun(self, word: Word) -> bool:
        if self.rules.lower_nouns:
            return word.lower.endswith(self.rules.noun_endings) or word.lower in self.rules.sets["nouns"]
        return word.text[0].isupper() and not word.text.rpartition("-")[2][:1].islower()

    def _plural(self, noun: str) -> str:
        """Return the counted noun as it is listed: in the nominative plural where its ending tells it."""
        low = noun.lower()
        for ending, plural in self.rules.plural:
            if low.endswith(ending):
                stem = noun[: len(noun) - len(ending)]
                return stem + (plural if stem else plural.capitalize() if noun[0].isupper() else plural)
        return noun

    def _whole(self, number: Number) -> _Noun | None:
        """Return the noun of what the number is a part: `zwei der drei Kinder`, `328 von 547 Sitzen`."""
        if not self._is(number.after, "of") or number.after + 1 >= len(self.words):
            return None
        position = number.after + 1
        position += self._is(position, "determiners") and position + 1 < len(self.words)
        inner = number_at(self.words, position, self.rules.language)
        return self._noun(inner.after if inner is not None else position)

    def _currency_before(self, number: Number, taken: int) -> _Noun | None:
        """Return the currency whose sign stands before the figures, none before `taken`: `$50`, `US$ 2 Millionen`."""
        start = self.words[number.first].start
        match = self.rules.currency.search(self.text, max(taken, start - 5), start) if self._is_figure(number) else None
        if match is None:
            return None
        unit = self.rules.units[match.group().strip()]
        return _Noun(unit, match.start(), number.after, self.words[number.after - 1].end, True)

    def _inherited(self, start: int, last: Quantity | None) -> str | None:
        """Return the unit of the quantity before in the same sentence: `35 Personen getötet und 4 verletzt`."""
        if last is None or last.unit is None or last.unit in self.rules.units.values():
            return None
        return None if re.search(r"[.!?]\s|\n", self.text[last.span.end : start]) else last.unit

    # --- whether it counts at all ------------------------------------------------------------------------------

    def _is_time(self, noun: _Noun) -> bool:
        """Tell whether the noun measures time, which the time expressions hold."""
        word = self.words[noun.after - 1].lower.rpartition("-")[2]
        return not noun.measure and (word in self.rules.sets["time"] or word.endswith(self.rules.time))

    def _counts(self, number: Number, noun: _Noun | None, bound: Bound, partitive: bool, last: Quantity | None) -> bool:
        """Tell whether the number is a quantity and no article, label, year, age or hour."""
        if noun is not None and noun.measure and not partitive:
            return not number.one or self._lower(noun.after - 1) not in self.rules.sets["no_one"]
        if number.one:
            return self._one_counts(number, noun, bound, partitive) or self._is_joined(number, noun, last)
        if number.more:
            return not self._is(number.first - 1, "no_vague")
        if number.part:
            return number.after > number.first + 1 or bound != "exactly" or noun is not None
        if self._is_label(number, None if partitive else noun):
            return False
        if noun is not None and not partitive:
            return self._bounds_count(number, bound) or not self._is_year(number) or self._is_round(number)
        return self._bare_counts(number, bound, partitive)

    def _one_counts(self, number: Number, noun: _Noun | None, bound: Bound, partitive: bool) -> bool:
        """Tell whether the article counts: `mindestens eine Person`, `eine Person`, `einer davon`."""
        if noun is None or partitive:
            return self._is(number.after, "one_of")
        phrase = f"{self._lower(number.first)} {self._lower(noun.after - 1)}"
        return bound != "exactly" or (phrase in self.rules.sets["counted_one"] and noun.after == number.after + 1)

    def _is_joined(self, number: Number, noun: _Noun | None, last: Quantity | None) -> bool:
        """Tell whether the article is one member of a count: `zwei Boote und ein Floß`, `ein Boot und drei Flöße`."""
        if last is not None and self._is(number.first - 1, "and") and last.unit not in self.rules.units.values():
            return number.first > 1 and self.words[number.first - 2].end == last.span.end
        if noun is None or not self._is(noun.after, "and") or noun.after + 1 >= len(self.words):
            return False
        other = number_at(self.words, noun.after + 1, self.rules.language)
        counted = None if other is None or other.one else self._noun(other.after)
        return counted is not None and not counted.measure and not self._is_time(counted)

    def _is_label(self, number: Number, noun: _Noun | None) -> bool:
        """Tell whether the word before takes the number as its name: `Artikel 5`, `Tag Zwei`, `Platz drei und vier`."""
        word = self.words[number.first]
        before = self.words[number.first - 1] if number.first else None
        if before is None or "\n" in self.text[before.end : word.start]:
            return False
        if before.lower in self.rules.sets["joins"] and number.first > 2 and noun is None:
            return self.words[number.first - 3].text in self.rules.sets["labels"]
        if before.lower == ".":
            return number.first > 1 and self.words[number.first - 2].text in self.rules.sets["abbreviated_labels"]
        named = before.text in self.rules.sets["labels"] or before.lower.endswith(self.rules.label_endings)
        if not self._is_figure(number):
            return (named and noun is None) or (word.text[0].isupper() and before.text[0].isalnum())
        letter = len(before.text) == 1 and before.text.isupper()
        return (named or letter or word.text[0] == "0") and self._is_plain(number)

    def _bare_counts(self, number: Number, bound: Bound, partitive: bool) -> bool:
        """Tell whether a number without a noun counts what the sentence leaves out."""
        before, after = self._lower(number.first - 1), self._lower(number.after)
        if self._is_year(number, _BARE_YEARS) and not self._bounds_count(number, bound):
            return self._is_round(number) and before in self.rules.sets["preceded_by"]
        if bound != "exactly" or partitive or after in self.rules.sets["times"]:
            return True
        joint = self._skip_attributes(number.after)
        shares = self._shares_noun(joint) if self._is(joint, "joins") else None
        if shares is not None:
            return shares
        if self._names(number.first - 1) and after not in self.rules.sets["followed_by"]:
            return not self._is_plain(number) and self._is_figure(number)
        if not self._is_figure(number):
            return before not in self.rules.sets["hour"]
        if not self._is_plain(number):
            return True
        told = after in self.rules.sets["followed_by"] or before in self.rules.sets["preceded_by"]
        return told or number.value >= 1000

    def _skip_attributes(self, position: int) -> int:
        """Return the first word that is no adjective before a noun, at most four words on."""
        for after in range(position, min(position + _MOST_ATTRIBUTES, len(self.words))):
            word = self.words[after]
            adjective = word.text[0].isalpha() and word.lower.endswith(self.rules.attribute_endings)
            if not adjective or self._is(after, "no_attribute") or self._is_noun(word):
                return after
        return min(position + _MOST_ATTRIBUTES, len(self.words))

    def _names(self, position: int) -> bool:
        """Tell whether the word may be a noun that takes the number as its name: `Grund drei`."""
        return position >= 0 and self.words[position].text[0].isupper() and not self._is(position, "no_attribute")

    def _shares_noun(self, joint: int) -> bool | None:
        """Tell whether a next number has the noun of this one too: `zwei oder drei Busse`; None if there is no next."""
        position = joint + 1 + (self._lower(joint + 1) == ".")  # bzw.
        other = number_at(self.words, position, self.rules.language) if position < len(self.words) else None
        if other is None:
            return None
        noun = self._noun(other.after)
        return noun is not None and not self._is_time(noun)
