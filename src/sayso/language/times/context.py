"""What is known while a text is read: when it appeared, the tense of a clause, the day it spoke of last."""

import re
from collections.abc import Mapping

from sayso.language.times.calendar import read_published
from sayso.language.times.knowledge import Knowledge, Rule
from sayso.language.times.tense import Tense, find_tense, has_cue

SENTENCE_END = re.compile(r"(?:(?<![0-9])|(?<=[0-9]{4}))[.!?][”“\"»«)]*\s+(?=[„“\"»«(]?[A-ZÄÖÜ])|\n\n")
"""The end of a sentence, near enough to tell how far a time carries."""
_FAR = 1500
"""A time does not carry farther than so many characters."""
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_YEAR_OR_MONTH = re.compile(r"\d{4}(?:-\d\d)?")


class Context:
    """The state of reading one text from its start to its end."""

    def __init__(self, text: str, published: str | None, knowledge: Knowledge) -> None:
        """Start at the beginning of `text`."""
        self.text = text
        self.published = read_published(published)
        self.fields: Mapping[str, str] = {}
        self._knowledge = knowledge
        self._start = self._end = 0
        self._last_day: tuple[int, str] | None = None
        self._last_year: tuple[int, int] | None = None
        self._last_year_has_month = False

    def enter(self, rule: Rule, match: re.Match[str]) -> None:
        """Go on to a match: read its groups, and the constants of its rule, into `fields`."""
        self._start, self._end = match.span()
        fields = dict(rule.constants)
        for name, words in match.groupdict().items():
            if words is not None:
                fields[name.rstrip("_")] = rule.classes[name].read(" ".join(words.split()))
        self.fields = fields

    def remember(self, value: str) -> None:
        """Keep the value of the match where it is a day, a month or a year."""
        if _DAY.match(value):
            self._last_day = (self._end, value[:10])
        elif _YEAR_OR_MONTH.fullmatch(value):
            self._last_year = (self._end, int(value[:4]))
            self._last_year_has_month = len(value) > 4

    def number(self, name: str) -> int:
        """Return a field as a whole number; 0 where the rule has no such field."""
        return int(self.fields.get(name, 0))

    def tense(self) -> Tense | None:
        """Return the tense of the clause around the match; None without a cue."""
        return find_tense(self.text, self._start, self._end, self._knowledge.tenses)

    def tells_an_event(self) -> bool:
        """Return whether the clause around the match tells that something happened or will happen."""
        return has_cue(self.text, self._start, self._end, self._knowledge.tenses["today"])

    def day_named_within(self, sentences: int) -> str | None:
        """Return the last day named, if that was in this sentence or the last of so many."""
        if self._last_day is None or self._is_farther(self._last_day[0], sentences):
            return None
        return self._last_day[1]

    def past_year_named_within(self, sentences: int) -> int | None:
        """Return the year last named alone or with a month, if it is past and that was so few sentences ago."""
        if self._last_year is None or self.published.year is None:
            return None
        place, year = self._last_year
        return None if year >= self.published.year or self._is_farther(place, sentences) else year

    def past_month_named_within(self, sentences: int) -> int | None:
        """Return the year last named with a month, if it is past and that was so few sentences ago."""
        return self.past_year_named_within(sentences) if self._last_year_has_month else None

    def _is_farther(self, place: int, sentences: int) -> bool:
        """Return whether as many sentences, or more, have ended since a place."""
        if self._start - place > _FAR:
            return True
        return len(SENTENCE_END.findall(self.text, place, self._start)) >= sentences
