"""What an English cue says of what: the clause, gerund, infinitive, noun phrase or prepositional phrase behind it."""

from dataclasses import dataclass

from sayso.model import Mode
from sayso.statements.draft import Range
from sayso.statements.english_lexicon import EnglishCue
from sayso.statements.english_phrases import CLAUSE_NEAR, STOPS, EnglishPhrases
from sayso.statements.english_verbs import EnglishGroup

_NEAR = 14  # words between `accused` and its `of`
_OBJECT_TAKES = ("object", "object+as", "object+name")
_FEWEST = 3  # words of a quotation that is speech by itself
_BLAMING = ("of", "for", "with")


@dataclass(frozen=True, slots=True)
class EnglishContent:
    """A content's tokens, its mode, and how the cue takes it; `head` is the noun that an object is about."""

    start: int
    end: int
    mode: Mode
    take: str
    head: str = ""


class EnglishContents(EnglishPhrases):
    """Finds the contents of the groups of one sentence, tokens `start` to `end`."""

    def of(self, group: EnglishGroup, subject: Range | None) -> EnglishContent | None:
        """Return the content behind a group's verb, or before it; None where there is none that the cue can take."""
        cue = group.cue
        at = self._skip(group.end, cue)
        if self._low[at : at + 2] == ["when", "asked"] and group.stance == "withholds":
            return self._asked(at + 1)
        found = (self._quoted(cue, at) or self._behind(cue, at, negated=group.negated)) if at < self._end else None
        if found is None and group.stance == "withholds":
            found = self._fronted(group, subject)
        if found is None or found.end <= found.start:
            return None
        return found

    def before(self, group: EnglishGroup, frame: int) -> EnglishContent | None:
        """Return the words before the frame that begins with a token: `It is late, he said`, `“It is,” he said`."""
        end = frame - 1
        comma = end > self._start and self._passage.tokens[end].text == ","
        if "quote" not in group.cue.takes:
            return None
        if end > self._start and self._passage.quote_of[end - comma] != -1:
            return self.quote(end - comma)
        if not comma:
            return None
        begin = end
        while begin > self._start and self._passage.tokens[begin - 1].text not in STOPS:
            begin -= 1
        while begin < end and (self._low[begin] in ("but", "and", "yet") or not self._passage.is_word(begin)):
            begin += 1
        quoted = any(self._passage.quote_of[i] != -1 for i in (begin, end - 1))
        if self._low[begin] in self._lexicon.prepositions | self._lexicon.subordinators:
            return None  # `After the vote, he said`
        if quoted or not self._has_verb(begin, end):
            return None
        return EnglishContent(begin, end, "indirect", "quote")

    def quote(self, at: int) -> EnglishContent | None:
        """Return the whole quotation that holds a token, as long as it is more than a word or two."""
        quotes, begin, end = self._passage.quote_of, at, at + 1
        while begin > 0 and quotes[begin - 1] == quotes[at]:
            begin -= 1
        while end < len(quotes) and quotes[end] == quotes[at]:
            end += 1
        words = sum(self._passage.is_word(i) for i in range(begin, end))
        return EnglishContent(begin, end, "direct", "quote") if words >= _FEWEST else None

    def _quoted(self, cue: EnglishCue, at: int) -> EnglishContent | None:
        """Return a quotation behind a verb of saying: `said: “…”`, `told the court, “…”`."""
        if "quote" not in cue.takes:
            return None
        told = at
        while "object+clause" in cue.takes and told < self._end and self._passage.is_word(told) and told - at < _NEAR:
            told += 1
        marked = told < self._end and self._passage.tokens[told].text in (":", ",")
        opens = told + marked
        quoted = opens < len(self._low) and self._passage.quote_of[opens] != -1
        return self.quote(opens) if quoted and (marked or cue.stance == "asserts") else None

    def passive(self, group: EnglishGroup, subject: Range | None) -> tuple[EnglishContent, Range] | None:
        """Return what was said and by whom in `the loss was confirmed by the ministry`."""
        at = self._skip(group.end, group.cue)
        if subject is None or at + 1 >= self._end or self._low[at] != "by" or "object" not in group.cue.takes:
            return None
        end = self._phrase_end(at + 1)
        named = any(self._passage.is_capital(i) for i in range(at + 1, end)) or self._low[at + 1] in (
            "the",
            "its",
            "his",
        )
        if not named or end <= at + 1 or self._low[subject[0]] in self._lexicon.pronouns:
            return None
        head = self._head(*subject)
        return EnglishContent(subject[0], subject[1], "reported", "object", head), (at + 1, end)

    def _behind(self, cue: EnglishCue, at: int, *, negated: bool) -> EnglishContent | None:
        word = self._low[at]
        opens = word in self._lexicon.complementizers | self._lexicon.questions
        if word in self._lexicon.relatives and cue.stance == "asserts" and not negated:
            return None
        if "clause" in cue.takes and opens and not (word == "that" and self._is_alone(at)):
            return EnglishContent(at, self._clause_end(at), "indirect", "clause")
        if "object+clause" in cue.takes:
            told = self._told(at)
            return EnglishContent(told, self._clause_end(told), "indirect", "object+clause") if told else None
        if "to" in cue.takes and word == "to" and word not in cue.particles and self._is_gerund(at + 1):
            return EnglishContent(at + 1, self._clause_end(at + 1), "indirect", "gerund")
        if "infinitive" in cue.takes and word == "to" and at + 1 < self._end:
            return EnglishContent(at, self._clause_end(at), "indirect", "infinitive")
        if "gerund" in cue.takes and self._is_gerund(at):
            return EnglishContent(at, self._clause_end(at), "indirect", "gerund")
        if "clause" in cue.takes and self._is_clause(at):
            return EnglishContent(at, self._clause_end(at), "indirect", "clause")
        for preposition in _BLAMING:
            if f"object+{preposition}" in cue.takes:
                return self._blamed(at, preposition)
        if "object+infinitive" in cue.takes and (orders := self._told_to(at)) is not None:
            return orders
        if any(take in cue.takes for take in _OBJECT_TAKES) and self._opens_phrase(at):
            return self._object(cue, at)
        return None

    def _object(self, cue: EnglishCue, at: int) -> EnglishContent | None:
        end = self._phrase_end(at)
        head = self._head(at, end)
        given = self._low[at] in ("them", "him", "us", "me", "you") and end > at + 1  # `denied them entry`
        if given or (self._low[at] in self._lexicon.pronouns and end > at + 1 and "object+name" not in cue.takes):
            return None
        if "object+name" in cue.takes:
            return self._called(at, end)
        if cue.verb in ("respond", "reply") and head in self._lexicon.kinds["asking"]:
            return self._comment(at, end)  # `did not respond to a request for comment on the sale`
        if cue.heads and not any(head in self._lexicon.kinds[kind] for kind in cue.heads):
            return None
        return EnglishContent(at, end, "reported", "object", head) if end > at else None

    def _comment(self, at: int, end: int) -> EnglishContent | None:
        """Return what a comment was asked for on: `a request for comment on the sale`; None where it tells nothing."""
        start = next((i + 1 for i in range(at, end - 1) if self._low[i] in ("on", "about")), None)
        return None if start is None else EnglishContent(start, end, "reported", "object")

    def _called(self, at: int, end: int) -> EnglishContent | None:
        """Return what is called by a name, and the name if it is quoted: `called {the report “nonsense”}`."""
        quotes = self._passage.quote_of
        named = next((i for i in range(at + 1, end) if quotes[i] != -1), None)
        if quotes[at] != -1:
            return None
        if named is not None:
            close = next((i for i in range(named, self._end) if quotes[i] != quotes[named]), self._end)
            return EnglishContent(at, close, "reported", "object", self._head(at, named))
        as_name = end < self._end and self._low[end] == "as"
        article = next((i for i in range(at + 1, end) if self._low[i] in ("a", "an") and self._names(i - 1)), None)
        if not as_name and article is None:
            return None
        return EnglishContent(at, end, "reported", "object", self._head(at, end if article is None else article))

    def _names(self, before: int) -> bool:
        """Tell whether what follows a token can be what something is called: `called the report a lie`."""
        return self._low[before] not in self._lexicon.prepositions and self._passage.is_word(before)

    def _told(self, at: int) -> int | None:
        """Return where the clause begins behind who was told: `told the court that …`, `told AP it was late`."""
        for i in range(at, min(at + _NEAR, self._end)):
            if self._low[i] in ("that", "whether"):
                return i if i > at else None
            opens = i > at and (self._low[i] in ("he", "she", "they", "it", "we", "there"))
            if opens and self._has_verb(i, min(i + CLAUSE_NEAR, self._end)):
                return i
            if not self._passage.is_word(i):
                return None
        return None

    def _told_to(self, at: int) -> EnglishContent | None:
        """Return who is to do something, and what: `called on the mayor to resign`."""
        if not self._opens_phrase(at):
            return None
        for i in range(at + 1, min(at + _NEAR, self._end)):
            if self._low[i] == "to" and i + 1 < self._end and self._low[i + 1] not in self._lexicon.determiners:
                plain = self._low[i + 1].islower() and not self._passage.is_capital(i + 1)
                return EnglishContent(at, self._clause_end(at), "indirect", "object+infinitive") if plain else None
            if not self._passage.is_word(i):
                return None
        return None

    def _blamed(self, at: int, preposition: str) -> EnglishContent | None:
        """Return what somebody is accused of: `accused the army of burning villages`."""
        if not self._opens_phrase(at):
            return None
        for i in range(at + 1, min(at + _NEAR, self._end)):
            if self._low[i] != preposition or i + 1 >= self._end:
                continue
            gerund = self._is_gerund(i + 1)
            later = any(
                self._low[j] == preposition and self._is_gerund(j + 1) for j in range(i + 1, min(i + 8, self._end - 1))
            )
            if gerund or not later:
                end = self._clause_end(i + 1) if gerund else self._phrase_end(i + 1)
                return EnglishContent(i + 1, end, "indirect" if gerund else "reported", f"object+{preposition}")
        return None

    def _asked(self, at: int) -> EnglishContent | None:
        """Return what somebody was asked: `asked whether …`, `asked about the loss`; `at` is the token of `asked`."""
        start = at + 1
        if start >= self._end:
            return None
        if self._low[start] in ("about", "on"):
            return EnglishContent(start + 1, self._phrase_end(start + 1), "reported", "object")
        opens = self._low[start] in self._lexicon.questions | {"whether", "if"}
        return EnglishContent(start, self._clause_end(start), "indirect", "clause") if opens else None

    def _fronted(self, group: EnglishGroup, subject: Range | None) -> EnglishContent | None:
        """Return what stands before a refusal: `Asked whether …, she would not say`, `Who paid, she would not say`."""
        start = self._start
        while start < group.start and (self._low[start] in ("but", "and", "when") or not self._passage.is_word(start)):
            start += 1
        comma = next((i for i in range(group.start - 1, start, -1) if self._passage.tokens[i].text == ","), None)
        if comma is not None and (question := self._question(start, comma, group)) is not None:
            return question
        if self._low[start] == "asked" and (asked := self._asked(start)) is not None:
            first = next((i for i in range(start, group.start) if self._passage.tokens[i].text == ","), None)
            return None if first is None else EnglishContent(asked.start, min(asked.end, first), asked.mode, asked.take)
        if self._low[start : start + 2] in (["as", "for"], ["as", "to"]) and comma is not None:
            return EnglishContent(start + 2, comma, "reported", "object")
        asks = self._low[start] in self._lexicon.questions | {"whether"}
        if comma is None and subject is not None and asks and group.end >= self._end and subject[0] > start + 1:
            return EnglishContent(start, subject[0], "indirect", "clause")
        return None

    def _question(self, start: int, comma: int, group: EnglishGroup) -> EnglishContent | None:
        """Return the question before a comma, where nothing follows the refusal: `…; who paid, she would not say`."""
        words = group.end < self._end and self._passage.is_word(group.end)
        if words and group.end not in self._passage.time_tokens:
            return None
        begin = comma
        while begin > start and self._passage.tokens[begin - 1].text not in STOPS:
            begin -= 1
        asks = self._low[begin] in self._lexicon.questions | {"whether"}
        return EnglishContent(begin, comma, "indirect", "clause") if asks and comma - begin > 1 else None
