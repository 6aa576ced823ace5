"""For whom somebody speaks in an English report: by his words, the body named last, the report's country."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from sayso.actors.english_phrases import EnglishMention, actor_words, listed_party, singular, state, states_in
from sayso.actors.geography import is_body
from sayso.language.analysis import Analysis
from sayso.language.places import find_places
from sayso.model import Span

_NEAR = 2  # sentences between a body and `a spokesman`
_HOME = 1  # sentences between an official or state and an office without a country
_OPENS = 5  # words of a sentence in which the state stands that acts
_FIRST, _WEIGHT, _DATELINE, _TITLE = 3, 3.0, 7.0, 4.0
_CLEAR = 1.25  # times that a country must be named more than the next
_MIXED = frozenset({"expert", "guard", "attorney", "captain"})  # private and official alike
_BEFORE_STATE = frozenset({"in", "from", "to", "on", "after", "with", "for", "against", "near", "at", "over", "by"})


@dataclass(frozen=True, slots=True)
class Event:
    """Somebody spoke or acted at a character of the report: his party, and whether he is anybody with one."""

    at: int
    party: str | None
    kind: str


class EnglishSides:
    """Tells for whom an office or a body of one report speaks."""

    def __init__(self, analysis: Analysis, quoted: Sequence[Span], named: Sequence[str]) -> None:
        self._analysis = analysis
        self._tokens = analysis.tokens
        self._starts = [analysis.tokens[start].start for start, _ in analysis.sentences]
        self._breaks = [part.span.start for part in analysis.report.parts]
        self._quoted = quoted
        self._names = {word for name in named for word in name.split()}  # `Soledad` is a town elsewhere
        self._belgian = "Belgi" in analysis.report.text
        self._opening = self._openings()
        self._told: list[Event] = []
        self.setting = self._setting()

    def note(self, at: int, party: str | None, kind: str) -> None:
        """Take note of somebody who speaks."""
        self._told.append(Event(at, party, kind))

    def code(self, words: str) -> str | None:
        """Return the state that words stand for; `Brussels` is Belgium's where the report speaks of Belgium."""
        code = state(words)
        return "BE" if code == "EU" and words.startswith("Brussels") and self._belgian else code

    def of(self, mention: EnglishMention, at: int) -> str | None:
        """Return for whom somebody speaks by his words, at a character of the report; None for nobody."""
        words, table = mention.words, actor_words()
        nouns = {singular(word) for word in words if word not in self._names}
        if nouns & table["former"] or self._of_firm(words, nouns):
            return None
        known, party = listed_party(words)
        if known:
            return party
        official = nouns & (table["offices"] | table["bodies"])
        private = nouns & (table["societies"] | table["private"])
        own = [self._belgium(words, code) for code in states_in(words)]
        if {"central", "bank"} <= nouns or {"national", "institute"} <= nouns:
            return own[0] if own else self.home(at)
        if own and is_body(own[0]) and not private - {"expert"}:
            return own[0]
        if not official and not nouns & table["voices"]:
            return None
        if private and mention.head not in table["offices"] | table["bodies"]:
            return None
        if private - _MIXED and nouns & table["voices"] and not official:
            return None
        if own:
            return own[0]
        if nouns & table["foreign"]:
            # `a diplomat in Kampala` is of another state than that, `its ambassador` of that which spoke.
            return self._last(at, officials=True) if mention.owner else None
        sure = official - table["maybe"] or (official and nouns & table["public"])
        if sure or "country" in nouns or "nation" in nouns:
            return self.home(at)
        return self._body(at)

    def _of_firm(self, words: Sequence[str], nouns: set[str]) -> bool:
        """Tell whether somebody is of a firm, club or ship: `Carpador's director`, `the captain of the Mary`."""
        table = actor_words()
        if nouns & table["ships"] or ("captain" in nouns and "of" in words):
            return True
        owners = [word for word in words if word[0].isupper() and word.endswith(("'s", "’s"))]
        stately = any(state(word) or listed_party([word])[0] or next(states_in([word]), None) for word in owners)
        local = nouns & {"mayor", "police", "prosecutor", "governor", "court", "judge"}
        return bool(owners) and not stately and not local and not listed_party(words)[0] and not list(states_in(words))

    def home(self, at: int) -> str | None:
        """Return the country of an office that tells none: of who acted just before for a state, else the report's."""
        return self._last(at, officials=True) or self.setting

    def _belgium(self, words: Sequence[str], code: str) -> str:
        return "BE" if code == "EU" and "Brussels" in words and self._belgian else code

    def _body(self, at: int) -> str | None:
        """Return for whom the body named last speaks, as `a spokesman` and `its head` do; None for nobody."""
        return self._last(at, officials=False)

    def _last(self, at: int, *, officials: bool) -> str | None:
        """Return the party of who spoke or acted last; `officials`: firms do not count."""
        here = self._sentence(at)
        events = [event for event in (*self._told, *self._opening) if event.at < at]
        for event in sorted(events, key=lambda event: -event.at):
            if here - self._sentence(event.at) > (_HOME if officials else _NEAR):
                break
            if event.party is not None and not (officials and is_body(event.party)):
                return event.party
            if event.party is None and not officials and event.kind == "organization":
                return None
        return None

    def _sentence(self, at: int) -> int:
        return bisect_right(self._starts, at)

    def _openings(self) -> list[Event]:
        """Return the states that open sentences in the report's own words, or where these are set: `In Lima, …`."""
        found = []
        for start, end in self._analysis.sentences:
            words = [token.text for token in self._tokens[start : min(end, start + _OPENS)]]
            at = self._tokens[start].start
            if any(span.start <= at < span.end for span in self._quoted):
                continue
            for number, word in enumerate(words):
                if not word[0].isupper():
                    if word in (",", "said", "has", "had", "is", "was", "were", "have") and number:
                        break
                    continue
                before = words[number - 1].lower() if number else ""
                pair = " ".join(words[number : number + 2])
                code = self.code(pair) or self.code(word)
                town = find_places(word, language="en") if code is None and before == "in" and number == 1 else ()
                code = code or (town[0].country if town else None)
                away = before in _BEFORE_STATE and not (before == "in" and number == 1)
                if code is not None and not away:
                    found.append(Event(self._tokens[start + number].start, code, "state"))
                    break
        return found

    def _setting(self) -> str | None:
        """Return the country that a report plays in: that of its dateline, else the one it names most clearly."""
        analysis, counts = self._analysis, dict[str, float]()
        early = self._starts[min(_FIRST, len(self._starts) - 1)] if self._starts else 0
        lines = [part.span for part in analysis.report.parts if part.kind == "dateline"]
        for line in lines:
            words = analysis.report.text[line.start : line.end]
            for place in find_places(words.title() if words.isupper() else _titled(words), language="en")[-1:]:
                if place.country is not None and place.name not in actor_words()["seats"]:
                    counts[place.country] = counts.get(place.country, 0.0) + _DATELINE
        for place in analysis.places:
            seat = place.name in actor_words()["seats"] and not (place.name == "Brussels" and self._belgian)
            named = self._names.issuperset(place.name.split())
            if place.country is not None and not is_body(place.country) and not seat and not named:
                weight = _WEIGHT if place.span.start < early else 1.0
                counts[place.country] = counts.get(place.country, 0.0) + weight
        for token in self._tokens:
            code = state(token.text) if token.text[0].isupper() and token.text[-1] in "nhekisc" else None
            if code is not None and not is_body(code) and not find_places(token.text, language="en"):
                counts[code] = counts.get(code, 0.0) + (_WEIGHT if token.start < early else 1.0)
        first, second, *_ = [*sorted(counts.values(), reverse=True), 0.0, 0.0]
        return max(counts, key=lambda code: counts[code]) if first and first >= _CLEAR * second else None


def _titled(words: str) -> str:
    """Return a dateline with its town in mixed case: `RABAT (Reuters) -`."""
    return " ".join(word.title() if word.isupper() else word for word in words.split())
