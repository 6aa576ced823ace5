"""Where English clauses and noun phrases begin and end, without a parser."""

from collections.abc import Iterable

from sayso.statements.draft import Range
from sayso.statements.english_lexicon import EnglishCue, EnglishLexicon
from sayso.statements.english_verbs import EnglishGroup
from sayso.statements.passage import Passage

STOPS = frozenset({".", "!", "?", ";", ":", "–", "—", "--", "…", "...", ")"})
CLAUSE_NEAR = 16  # words in which the verb of a clause without `that` stands
_AWAY = 14  # words between a verb of saying and its `that`: `said in a long interview on television that …`


class EnglishPhrases:
    """Finds the phrases of one sentence, tokens `start` to `end`, whose cue verbs are `groups`."""

    def __init__(
        self, passage: Passage, lexicon: EnglishLexicon, start: int, end: int, groups: Iterable[EnglishGroup]
    ) -> None:
        self._passage, self._lexicon = passage, lexicon
        self._low, self._start = passage.low, start
        self._end = passage.trim_marks(start, end)
        self._groups = tuple(groups)

    def phrase(self, at: int) -> Range | None:
        """Return the noun phrase that begins with a token; None where none does."""
        return (at, self._phrase_end(at)) if self._opens_phrase(at) else None

    def around(self, begin: int, end: int) -> list[Range]:
        """Return the clause that a phrase from `begin` to `end` stands in, without it; nothing where it has no verb."""
        first = begin
        while first > self._start and self._passage.tokens[first - 1].text not in STOPS:
            first -= 1
        while first < begin and (self._low[first] in ("but", "and", "yet") or not self._passage.is_word(first)):
            first += 1
        last = begin - (begin > first and self._passage.tokens[begin - 1].text == ",")
        closed = end < self._end and self._passage.tokens[end].text == ","
        behind = (end + 1, self._clause_end(end + 1)) if closed and end + 1 < self._end else (end, end)
        pieces = [piece for piece in ((first, last), behind) if piece[0] < piece[1]]
        if len(pieces) > 1 and not self._has_verb(*pieces[1]):
            pieces = pieces[:1]
        return pieces if any(self._has_verb(*piece) for piece in pieces) else []

    def _skip(self, at: int, cue: EnglishCue) -> int:
        """Skip adverbs, times and, before `that`, where it was said: `said on Monday in a statement that …`."""
        low, times = self._low, self._passage.time_tokens
        while at < self._end:
            if low[at] in self._lexicon.object_pronouns and self._low[at + 1 : at + 2] == [*cue.particles] != []:
                return at
            if size := self._lexicon.is_adverb(low, at):
                at += size
            elif at in times:
                at = times[at]
            elif low[at] in ("on", "in", "late", "early", "earlier", "last") and at + 1 in times:
                at = times[at + 1]
            else:
                break
        away = low[at : at + 1] and low[at] in self._lexicon.prepositions and "clause" in cue.takes
        if away and low[at] not in cue.takes:
            for i in range(at + 1, min(at + _AWAY, self._end)):
                if low[i] == "that" and self._passage.is_word(i - 1):
                    return i
                if not self._passage.is_word(i):
                    break
        return at

    def _clause_end(self, at: int) -> int:
        """Return where a clause ends: before a comma and a new turn, or before a further cue of the same speaker."""
        quotes = self._passage.quote_of
        for i in range(at + 1, self._end):
            text = self._passage.tokens[i].text
            if quotes[i] != -1:
                continue
            if text in STOPS:
                return i
            if text == "," and i + 1 < self._end and self._turns(i + 1):
                return i
            if self._low[i] in ("but", "and") and self._goes_on(i + 1):
                return i - (self._passage.tokens[i - 1].text == ",")
        return self._end

    def _turns(self, at: int) -> bool:
        """Tell whether the frame or something else goes on behind a comma."""
        if self._low[at] in self._lexicon.breaking - {"and"}:
            return True
        group = next((g for g in self._groups if at <= g.start <= at + 8), None)
        framed = group is not None and "quote" in group.cue.takes and not group.loose
        return framed and all(self._passage.is_word(i) for i in range(at, group.start)) if group is not None else False

    def _goes_on(self, at: int) -> bool:
        """Tell whether a cue of the same speaker follows: `… and denied that`."""
        return any(group.start == at and not group.loose and not group.passive for group in self._groups)

    def _phrase_end(self, at: int) -> int:
        """Return where a noun phrase with what belongs to it ends."""
        end = self._end
        for i in range(at + 1, self._end):
            text, low = self._passage.tokens[i].text, self._low[i]
            if self._passage.quote_of[i] != -1:
                continue
            if text in STOPS or text == "," or low in self._lexicon.ending:
                end = i
                break
            if low in ("that", "whether", "who", "which"):
                end = self._clause_end(i)
                end = next((j for j in range(i, end) if self._is_as(j)), end)
                break
            if low == "and" and self._verb_follows(i + 1):
                end = i
                break
            if low in ("in", "during", "at") and self._low[i + 1 : i + 3] and self._is_occasion(i):
                end = i
                break
        while end > at + 1 and (begin := self._time_that_ends(end, at)) is not None:
            end = begin
        while end > at + 1 and self._lexicon.ends_adverb(self._low, end - 1, at + 1):
            end -= 1
        return end

    def _is_as(self, at: int) -> bool:
        """Tell whether an `as` tells what a claim was rejected as: `as “baseless”`, `as a lie`, `as fake`."""
        if self._low[at] != "as" or at + 1 >= self._end or self._low[at - 1] in ("such", "well", "far"):
            return False
        return self._passage.quote_of[at + 1] != -1 or self._low[at + 1] in ("a", "an") or at + 2 >= self._end

    def _is_occasion(self, at: int) -> bool:
        words = self._low[at + 1 : at + 4]
        return bool(words) and any(w in ("statement", "interview", "speech", "tweet", "email", "letter") for w in words)

    def _time_that_ends(self, end: int, at: int) -> int | None:
        """Return where a time with its preposition begins that ends a phrase."""
        for begin, last in self._passage.time_tokens.items():
            if last == end and begin > at:
                return begin - (self._low[begin - 1] in ("on", "in", "late", "early", "at", "last"))
        return None

    def _verb_follows(self, at: int) -> bool:
        """Tell whether a verb of the same subject follows an `and`: `denied guilt and left`."""
        if at >= self._end:
            return False
        low = self._low[at]
        verbal = low in self._lexicon.auxiliaries or (low.endswith("ed") and not self._passage.is_capital(at))
        behind = self._low[at + 1] if at + 1 < self._end else ""
        pronoun = low in self._lexicon.pronouns and low != "it"
        return self._goes_on(at) or pronoun or (verbal and behind not in ("and",)) or low in ("said", "told", "called")

    def _opens_phrase(self, at: int) -> bool:
        """Tell whether a noun phrase can begin at a token."""
        if at >= self._end or not self._passage.is_word(at):
            return at + 1 < self._end and self._passage.quote_of[at] == self._passage.quote_of[at + 1] != -1
        low = self._low[at]
        closed = (
            self._lexicon.prepositions
            | self._lexicon.auxiliaries
            | self._lexicon.subordinators
            | {"and", "or", "but", "to", "by"}
        )
        return low not in closed

    def _is_alone(self, at: int) -> bool:
        """Tell whether `that` is the whole object: `denied that.`."""
        return at + 1 >= self._end or not self._passage.is_word(at + 1) or self._low[at + 1] in ("but", "and", "in")

    def _is_gerund(self, at: int) -> bool:
        if at >= self._end:
            return False
        low = self._low[at]
        if low == "not":
            return self._is_gerund(at + 1)
        capital = self._passage.is_capital(at)
        return (
            low.endswith("ing") and len(low) > len("bring") - 1 and low not in self._lexicon.no_gerunds and not capital
        )

    def _is_clause(self, at: int) -> bool:
        """Tell whether a clause without `that` begins at a token: it opens like a subject, and a verb follows."""
        if not self._opens_phrase(at) or self._passage.quote_of[at] != -1:
            return False
        low = self._low[at]
        if low in self._lexicon.questions | self._lexicon.complementizers:
            return False
        if low in self._lexicon.pronouns | {"there"}:
            return at + 1 < self._end and self._passage.is_word(at + 1)
        end = at
        while (
            end < min(at + CLAUSE_NEAR, self._end)
            and self._passage.is_word(end)
            and self._low[end] not in ("who", "that", "which")
        ):
            end += 1
        return self._has_verb(at + 1, end)

    def _has_verb(self, start: int, end: int) -> bool:
        """Tell whether a stretch holds a finite verb."""
        lexicon = self._lexicon
        for i in range(start, end):
            low = self._low[i]
            if low in lexicon.auxiliaries - {"having", "being", "been", "be"}:
                return True
            behind = self._low[i + 1] if i + 1 < self._end else ""
            before = self._low[i - 1] if i > self._start else ""
            opens = behind in lexicon.determiners | lexicon.prepositions | lexicon.object_pronouns or behind == ""
            if low.endswith("ed") and opens and before not in lexicon.determiners and not self._passage.is_capital(i):
                return True
        return False

    def _head(self, at: int, end: int) -> str:
        """Return the noun that a phrase is about: the last one before what explains it."""
        last = at
        for i in range(at, end):
            if not self._passage.is_word(i) and i > at:
                break
            if i > at and self._low[i] in self._lexicon.prepositions | {"that", "to", "who", "which", "by", "and"}:
                break
            last = i
        return self._low[last]
