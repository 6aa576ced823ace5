"""A report's tokens as the finder walks over them: quotes, sentences, clauses."""

from bisect import bisect_right
from dataclasses import dataclass

from sayso.language.analysis import Analysis
from sayso.language.grammar import Grammar, grammar
from sayso.language.verbs import VerbForm, subjunctive, verb_forms
from sayso.model import Span

_SEPARATORS = frozenset({",", ";", ":", "–", "—", "…"})
# Tokens of a sentence: the rules look from every cue over its whole sentence, and a list or a table without full
# stops must not cost the square of its length.
_LONGEST = 400
_ENDS = frozenset({".", "!", "?", "…", "..."})
_POINTING = frozenset({"das", "dies"})
_DATIVE = frozenset(("dem", "diesem"))
_MARKS = frozenset("„“”\"»«‚‘’›‹'")


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of a sentence between separators outside quotes: token numbers, and the mark before it."""

    start: int
    end: int
    mark: str


class Passage:
    """The tokens of one analysis with what the rules ask about each of them.

    Token numbers count over the whole report.  `quote_of[i]` is the number of the outermost quote that holds
    token i, or -1.  `sentences` are ranges of token numbers that never cut an outermost quote in two.
    """

    def __init__(self, analysis: Analysis) -> None:
        self.analysis = analysis
        self.text = analysis.report.text
        self.tokens = analysis.tokens
        self.low = [token.text.lower() for token in analysis.tokens]
        self.grammar: Grammar = grammar("de")
        self.quotes = [quote for quote in analysis.quotes if quote.depth == 0]
        self.quote_of = self._quote_numbers()
        self.sentences = self._whole_sentences()
        self._starts = frozenset(start for start, _ in analysis.sentences)
        self.time_tokens = self._time_ranges()
        self._forms: list[tuple[VerbForm, ...] | None] = [None] * len(self.tokens)
        self._finite: list[tuple[VerbForm, ...] | None] = [None] * len(self.tokens)

    def _quote_numbers(self) -> list[int]:
        numbers, quote = [-1] * len(self.tokens), 0
        for i, token in enumerate(self.tokens):
            while quote < len(self.quotes) and self.quotes[quote].end <= token.start:
                quote += 1
            if quote < len(self.quotes) and self.quotes[quote].start <= token.start:
                numbers[i] = quote
        return numbers

    def _time_ranges(self) -> dict[int, int]:
        """Return the token behind each time expression by the token that opens it."""
        by_start = {token.start: i for i, token in enumerate(self.tokens)}
        found = {}
        for time in self.analysis.times:
            first = by_start.get(time.span.start)
            if first is not None and self.tokens[first].end <= time.span.end:  # not the `Ex` of `Ex-Minister`
                last = first
                while last < len(self.tokens) and self.tokens[last].start < time.span.end:
                    last += 1
                found[first] = last
        return found

    def _whole_sentences(self) -> list[tuple[int, int]]:
        """Join sentences that one quote runs through; cut what is longer than any sentence of prose."""
        whole: list[tuple[int, int]] = []
        for start, end in self.analysis.sentences:
            before = start - 1
            inside = before >= 0 and self.quote_of[start] != -1 and self.quote_of[start] == self.quote_of[before]
            if whole and inside and end - whole[-1][0] <= _LONGEST:
                whole[-1] = (whole[-1][0], end)
            else:
                whole += [(first, min(first + _LONGEST, end)) for first in range(start, end, _LONGEST)]
        return whole

    def span(self, start: int, end: int) -> Span:
        """Return the characters of tokens `start` to `end` (excluded)."""
        return Span(self.tokens[start].start, self.tokens[end - 1].end)

    def words(self, start: int, end: int) -> str:
        """Return the text under tokens `start` to `end` (excluded)."""
        return self.text[self.tokens[start].start : self.tokens[end - 1].end]

    def is_word(self, i: int) -> bool:
        """Tell whether token i is a word or number, not a mark."""
        return self.tokens[i].text[0].isalnum()

    def is_capital(self, i: int) -> bool:
        """Tell whether token i begins with an upper-case letter."""
        return self.tokens[i].text[0].isupper()

    def trim_end(self, start: int, end: int) -> int:
        """Return `end` moved before the final full stop, exclamation or question mark outside quotes."""
        while end - 1 > start and self.is_stop(end - 1):
            end -= 1
        return end

    def trim_marks(self, start: int, end: int) -> int:
        """Return `end` moved before marks outside quotes, commas and colons too."""
        while end > start and not self.is_word(end - 1) and self.quote_of[end - 1] == -1:
            end -= 1
        return end

    def is_stop(self, i: int) -> bool:
        """Tell whether token i is there and ends a sentence: a full stop or a like mark outside quotes."""
        return i < len(self.tokens) and self.tokens[i].text in _ENDS and self.quote_of[i] == -1

    def segments(self, start: int, end: int) -> list[Segment]:
        """Cut a sentence at commas, semicolons, colons and dashes outside quotes."""
        found, first, mark = [], start, ""
        for i in range(start, end):
            token = self.tokens[i].text
            dash = token in {"-", "–", "—"} and 0 < i < len(self.tokens) - 1 and self._spaced(i)
            if (token in _SEPARATORS or dash) and self.quote_of[i] == -1:
                if first < i:
                    found.append(Segment(first, i, mark))
                first, mark = i + 1, "–" if dash else token
        if first < end:
            found.append(Segment(first, end, mark))
        return found

    def _spaced(self, i: int) -> bool:
        return self.tokens[i - 1].end < self.tokens[i].start and self.tokens[i].end < self.tokens[i + 1].start

    def finite_forms(self, i: int) -> tuple[VerbForm, ...]:
        """Return the finite readings of token i where it can be a verb; nouns and closed classes have none."""
        found = self._finite[i]
        if found is None:
            found = self._finite[i] = tuple(form for form in self.forms(i) if form.kind == "finite")
        return found

    def forms(self, i: int) -> tuple[VerbForm, ...]:
        """Return every verb reading of token i that its case and word class allow."""
        found = self._forms[i]
        if found is None:
            found = self._forms[i] = self._read_forms(i)
        return found

    def _read_forms(self, i: int) -> tuple[VerbForm, ...]:
        word, low = self.tokens[i].text, self.low[i]
        if not word[0].isalpha() or (low in self.grammar.determiners and low != "sein" and self._word_follows(i)):
            return ()
        if word[0].isupper() and not self.opens_clause(i):
            return ()
        if low in self.grammar.adverbs or low in self.grammar.prepositions or low in self.grammar.pronouns:
            return ()
        return () if self._is_attributive(i) else verb_forms(word)

    def _is_attributive(self, i: int) -> bool:
        """Tell whether token i can only be an adjective: `im gleichen Interview`, `die geplante Reise`."""
        if self.low[i] in self.grammar.auxiliaries:  # `Diese hatte Erfolg`
            return False
        if i == 0 or i + 1 >= len(self.tokens) or not self.tokens[i + 1].text[0].isupper():
            return False
        if self.low[i - 1] in _DATIVE and self.low[i].endswith("e"):  # `Dem stimmte Muster zu`, no `dem stimmten Ton`
            return False
        bent = self.low[i - 1] in self.grammar.noun_openers and self.low[i].endswith(("e", "en", "er", "es", "em"))
        return bent and not (self.low[i - 1] in _POINTING and self.opens_clause(i - 1) and self._is_only_verb(i))

    def _is_only_verb(self, i: int) -> bool:
        """Tell whether nothing behind token i in its sentence is a finite verb: `Das bestätigte Ministerin Muster`."""
        end = self.sentences[bisect_right(self.sentences, i, key=lambda sentence: sentence[0]) - 1][1]
        if not self.is_stop(end - 1) or ":" in self.low[i:end]:
            return False  # `Das erklärte Ziel: mehr Geld`
        closed = self.grammar.adverbs | self.grammar.prepositions | self.grammar.pronouns
        for at in range(i + 1, end):
            word = self.tokens[at].text
            open_class = self.low[at] not in closed and self.low[at - 1] not in self.grammar.noun_openers
            if word[0].islower() and open_class and any(form.kind == "finite" for form in verb_forms(word)):
                return False
        return True

    def _word_follows(self, i: int) -> bool:
        return i + 1 < len(self.tokens) and self.is_word(i + 1)

    def opens_clause(self, i: int) -> bool:
        """Tell whether token i is the first of a sentence, quote or part, so that its capital says nothing."""
        if i in self._starts:
            return True
        before = self.tokens[i - 1].text
        return before in _ENDS or before in {":", "–"} or before in _MARKS

    def subjunctive(self, i: int) -> str | None:
        """Return `clear` or `ambiguous` where token i can be a subjunctive, else None."""
        return subjunctive(self.tokens[i].text) if self.finite_forms(i) else None

    def is_subjunctive(self, i: int) -> bool:
        """Tell whether token i is a subjunctive that is no indicative too."""
        return self.subjunctive(i) == "clear"

    def is_conditional(self, i: int) -> bool:
        """Tell whether token i is a Konjunktiv II, which also states what would be: `wäre`, `könnte`, `ginge`."""
        return any(form.mood == "subjunctive2" for form in self.finite_forms(i))

    def is_perfect(self, i: int) -> bool:
        """Tell whether token i makes an infinitive perfect with the one before: `gestohlen haben`, `worden sein`."""
        if i == 0 or self.low[i] not in {"haben", "sein"}:
            return False
        return self.low[i - 1] == "worden" or any(form.kind == "participle" for form in self.forms(i - 1))

    def finites(self, start: int, end: int) -> list[int]:
        """Return the tokens from `start` to `end` outside quotes that can be finite verbs."""
        return [i for i in range(start, end) if self.quote_of[i] == -1 and self.finite_forms(i)]
