"""Who takes a position in an English sentence: the noun phrase before a verb group, without a parser."""

from collections.abc import Sequence

from sayso.statements.draft import Range
from sayso.statements.english_lexicon import EnglishLexicon
from sayso.statements.english_verbs import EnglishGroup
from sayso.statements.passage import Passage

_LONGEST = 28  # tokens of a speaker
_MARKS = frozenset({";", ":", "–", "—", "--", "(", ")", "-", "“", "”", '"', "''"})
_COORDINATORS = frozenset({"and", "but", "or", "then", "nor", "yet"})
_CLAUSAL = frozenset(
    {"that", "whether", "if", "because", "although", "though", "while", "when", "where", "since", "as"}
)
_INTRO = frozenset({"however", "meanwhile", "again", "moreover", "later", "earlier", "instead", "still", "yet", "now"})


class EnglishSubjects:
    """Finds the subjects of the groups of one sentence, tokens `start` to `end`."""

    def __init__(
        self, passage: Passage, lexicon: EnglishLexicon, start: int, end: int, groups: Sequence[EnglishGroup]
    ) -> None:
        self._passage, self._lexicon = passage, lexicon
        self._low, self._start, self._end = passage.low, start, end
        self._groups = groups

    def of(self, group: EnglishGroup) -> Range | None:
        """Return the tokens of a group's subject; None where it cannot be told or is no speaker."""
        at = group.start - 1
        while at > self._start and (size := self._lexicon.ends_adverb(self._low, at, self._start)):
            at -= size
        while at > self._start and (begin := self._time_before(at)) is not None:
            at = begin
        if at < self._start:
            return None
        if group.loose or self._low[at] in _COORDINATORS:
            return self._shared(group)
        if self._low[at] in self._lexicon.relatives or (self._low[at] == "that" and self._is_noun(at - 1)):
            comma = at - 1 >= self._start and self._passage.tokens[at - 1].text == ","
            return self._checked(self._phrase(at - 2 if comma else at - 1))
        return self._checked(self._explained(at) if self._passage.tokens[at].text == "," else self._phrase(at))

    def behind(self, group: EnglishGroup) -> Range | None:
        """Return the subject behind its verb: `“…”, said the mayor of Lima`; None where none is there."""
        at = group.start - 1
        follows = at >= self._start and (self._passage.tokens[at].text == "," or self._passage.quote_of[at] != -1)
        if not follows or group.loose or group.passive or group.start != group.verb:
            return None
        end = group.end
        while end < self._end and (self._passage.is_word(end) or self._passage.tokens[end].text == "'"):
            ends = self._low[end] in self._lexicon.subordinators | self._lexicon.auxiliaries | {
                "to",
                "that",
                "on",
                "by",
            }
            if (
                ends
                or end in self._passage.time_tokens
                or (end > group.end and self._lexicon.is_adverb(self._low, end))
            ):
                break
            end += 1
        found = self._checked((group.end, end)) if end > group.end else None
        return found and self._with_apposition(found)

    def _with_apposition(self, found: Range) -> Range:
        """Return a phrase with what explains it behind a comma: `said Ana Example, the mayor`."""
        begin, end = found
        if end + 1 >= self._end or self._passage.tokens[end].text != ",":
            return found
        close = next((i for i in range(end + 1, self._end) if not self._passage.is_word(i)), self._end)
        explains = self._low[end + 1] in self._lexicon.determiners or self._passage.is_capital(end + 1)
        return (begin, close) if explains and close - begin <= _LONGEST else found

    def checked(self, found: Range) -> Range | None:
        """Return a phrase that can be a speaker; None for others."""
        return self._checked(found)

    def opening(self) -> Range | None:
        """Return the noun phrase that opens the sentence, up to its first verb."""
        start = self._skip_intro(self._start)
        for i in range(start, self._end):
            verbal = self._low[i] in self._lexicon.auxiliaries or self._is_past(i)
            if verbal or self._passage.tokens[i].text in _MARKS or self._low[i] in self._lexicon.relatives:
                at = i - 1
                while at > start and self._lexicon.ends_adverb(self._low, at, start):
                    at -= 1
                if at < start:
                    return None
                closed = self._passage.tokens[at].text == ","
                return self._checked(self._explained(at) if closed else self._phrase(at))
        return None

    def _shared(self, group: EnglishGroup) -> Range | None:
        """Return the subject that a group shares with the verb before: `It accepted the fine but denied guilt`."""
        before = [other for other in self._groups if other.verb < group.verb and not other.loose and not other.passive]
        for other in reversed(before):
            if self._low[other.start - 1] in _COORDINATORS:
                continue
            found = self.of(other) if other.start > self._start else None
            relative = self._low[other.start - 1] in self._lexicon.relatives
            inner = self._low[other.start - 1] not in _COORDINATORS and self._behind_that(other)
            if found is not None and not relative and not inner:
                return found
        return self.opening()

    def _behind_that(self, group: EnglishGroup) -> bool:
        """Tell whether a group stands in a content clause: `said that Kyiv denied it and added`."""
        return any(self._low[i] in self._lexicon.complementizers for i in range(self._start, group.start))

    def _explained(self, comma: int) -> Range | None:
        """Return a phrase with what explains it between commas: `The envoy, Ana Example, denied it`."""
        opening = next((i for i in range(comma - 1, self._start, -1) if self._passage.tokens[i].text == ","), None)
        if opening is None or comma - opening > _LONGEST:
            return None
        found = self._phrase(opening - 1)
        if found is None:
            return None
        inner = self._low[opening + 1]
        explains = (
            inner not in self._lexicon.relatives | self._lexicon.prepositions
            and inner not in _INTRO
            and not self._is_past(opening + 1)
            and inner not in self._lexicon.auxiliaries
        )
        return (found[0], comma) if explains else found

    def _phrase(self, last: int) -> Range | None:
        """Return the noun phrase that ends with a token."""
        if last < self._start:
            return None
        if self._low[last] in self._lexicon.pronouns | {"both"}:
            return (last, last + 1)
        begin = self._begin(last)
        begin = self._skip_intro(begin)
        return (begin, last + 1) if begin <= last else None

    def _begin(self, last: int) -> int:
        """Return where the clause begins whose subject ends with a token."""
        quotes = self._passage.quote_of
        relative = False
        for i in range(last, self._start - 1, -1):
            text, low = self._passage.tokens[i].text, self._low[i]
            if text == "," or text in _MARKS or quotes[i] != quotes[last]:
                return i + 1
            if low in self._lexicon.relatives:
                relative = True
                continue
            if low in _COORDINATORS and not self._joins_names(i, last):
                return i + 1
            if low in _CLAUSAL and not (low == "as" and self._low[i - 1] == "such"):
                return i + 1
            verbal = low in self._lexicon.auxiliaries or self._is_past(i) or self._in_group(i)
            if verbal and not relative and not self._has_relative(i):
                return i + 1
        return self._start

    def _has_relative(self, at: int) -> bool:
        """Tell whether a verb belongs to a relative clause inside a phrase: `officials who saw it`."""
        return any(self._low[i] in self._lexicon.relatives for i in range(max(self._start, at - 4), at))

    def _joins_names(self, at: int, last: int) -> bool:
        """Tell whether an `and` joins two names or phrases rather than clauses: `Poland and Peru`."""
        if self._low[at] not in ("and", "or") or at <= self._start:
            return False
        clean = all(
            self._low[i] not in self._lexicon.auxiliaries and not self._is_past(i) for i in range(self._start, at)
        )
        return clean and self._passage.is_word(at - 1) and last - at <= _LONGEST

    def _skip_intro(self, begin: int) -> int:
        """Skip what stands before a subject without a comma: times, adverbs, `In Lima`."""
        while begin < self._end:
            if (size := self._lexicon.is_adverb(self._low, begin)) and begin + size < self._end:
                begin += size
            elif self._passage.tokens[begin].text == "," or self._low[begin] in _COORDINATORS:
                begin += 1
            elif begin in self._passage.time_tokens:
                begin = self._passage.time_tokens[begin]
            elif self._low[begin] in ("on", "in", "late", "early") and begin + 1 in self._passage.time_tokens:
                begin = self._passage.time_tokens[begin + 1]
            else:
                break
        if begin < self._end and self._low[begin] in self._lexicon.prepositions:
            begin = self._behind_preposition(begin)
        return begin

    def _behind_preposition(self, begin: int) -> int:
        """Skip a place or occasion before the subject: `In Lima the ministry`, `In Lima, the ministry`."""
        at = begin + 1
        while at < self._end and self._passage.tokens[at].text[0].isalnum():
            opens = self._low[at] in self._lexicon.determiners and self._low[at - 1] not in self._lexicon.prepositions
            if opens or self._low[at] in self._lexicon.pronouns:
                return at
            at += 1
        return at + 1 if at < self._end and self._passage.tokens[at].text == "," else self._end

    def _time_before(self, last: int) -> int | None:
        """Return the token before a time that ends with a token: `Kyiv on Monday denied it`."""
        for begin, end in self._passage.time_tokens.items():
            if end == last + 1 and begin > self._start:
                return begin - (2 if self._low[begin - 1] in ("on", "in", "late", "early") else 1)
        return None

    def _checked(self, found: Range | None) -> Range | None:
        """Return a phrase that can be a speaker; None for others."""
        if found is None or not 0 < found[1] - found[0] <= _LONGEST:
            return None
        begin, end = found
        words = self._low[begin:end]
        if len(words) == 1 and words[0] in self._lexicon.pronouns:
            return found
        if any(word in ("what", "how", "why", "whether") for word in words):
            return None
        if words[0] in self._lexicon.no_speakers - {"this", "that", "these", "those"} or words[0] in ("no", "neither"):
            return None
        if len(words) == 1 and words[0] in self._lexicon.no_speakers:
            return None
        if (
            words[0] in self._lexicon.prepositions
            or words[-1] in self._lexicon.prepositions | self._lexicon.determiners
        ):
            return None
        capital = any(self._passage.is_capital(i) for i in range(begin, end))
        plural = any(word.endswith("s") or word in ("police", "both") for word in words)
        return found if capital or plural or words[0] in self._lexicon.determiners else None

    def _is_noun(self, at: int) -> bool:
        return at >= self._start and self._passage.is_word(at) and not self._in_group(at)

    def _in_group(self, i: int) -> bool:
        return any(i in group.parts for group in self._groups)

    def _is_past(self, i: int) -> bool:
        """Tell whether a word looks like a past tense that is no part of a noun phrase: `captured the town`."""
        low = self._low[i]
        if self._passage.is_capital(i) and i > self._start:
            return False
        behind = self._low[i + 1] if i + 1 < self._end else ""
        ended = low.endswith("ed") and len(low) > len("seed")
        return ended and (behind in self._lexicon.determiners | self._lexicon.pronouns | {"that", "to", "on", "in"})
