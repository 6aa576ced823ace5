"""Days carried on: from the statement around one, within a speaker's passage, from an act, a paper, what had happened.

A day is carried only where the words tell that it is the same saying; else a statement has none.
"""

import tomllib
from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cache
from importlib.resources import files

from sayso.model import Actor, Span, Statement, When
from sayso.statements.days import WHOLE_DAY, past_day, times_between
from sayso.statements.passage import Passage

_FAR = 2  # paragraphs over which a speaker's day is carried, the first one counted
_PAPERS_FAR = 3  # the same for the day of a paper
_SENTENCES = 12  # how far back an act is looked for
_DETAIL = 2  # sentences within which a paragraph tells in detail what it opens with
_PERFECT = frozenset({"hat", "haben", "hatte", "hatten"})
_DAY_PARTS = frozenset({"morgen", "vormittag", "mittag", "nachmittag", "abend", "nacht", "mittags", "abends"})
_PLUPERFECT = frozenset({"hatte", "hatten"})
_RELAYING = frozenset({"nach", "laut"})
_ON = frozenset({"auf", "bei", "beim", "während"})
_ENDINGS = "esn"
_DEFINITE = frozenset({"der", "die", "das", "dem", "den", "dieser", "diese", "diesem", "dieses"})


@cache
def day_words(language: str) -> Mapping[str, frozenset[str]]:
    """Return the lists of `days.toml`, the examples among them."""
    text = (files("sayso.language") / "data" / language / "days.toml").read_text(encoding="utf-8")
    return {name: frozenset(words) for name, words in tomllib.loads(text).items()}


def carry_days(
    passage: Passage, statements: Sequence[Statement], actors: Iterable[Actor] = ()
) -> tuple[Statement, ...]:
    """Give statements without a day the day of the one around them, of their speakers' passage, or of their act.

    A speaker's day is carried to the end of the paragraph and through the next one, as long as no other is named
    beside a statement of the same speakers; an institution's into the next one only to words that carry it on without
    a cue of their own.  Statements have the ids of their `actors`.
    """
    return _Carrying(passage, statements, actors).days()


class _Carrying:
    """One report's statements on the way from the first to the last."""

    def __init__(self, passage: Passage, statements: Sequence[Statement], actors: Iterable[Actor]) -> None:
        self._passage = passage
        self._statements = statements
        self._starts = [token.start for token in passage.tokens]
        self._sentences = [self._starts[start] for start, _ in passage.sentences]
        self._ends = [part.span.end for part in passage.analysis.report.parts]
        kinds = [part.kind for part in passage.analysis.report.parts]
        self._lead = kinds.index("paragraph") if "paragraph" in kinds else 0
        actors = tuple(actors)
        self._people = {actor.id for actor in actors if actor.kind == "person"}
        self._parties = {actor.id: actor.party for actor in actors}
        self._surnames = {actor.id: actor.name.split()[-1] for actor in actors}
        self._acting: dict[int, bool] = {}
        self._told_in: dict[int, list[Statement]] = {}
        for statement in statements:
            self._told_in.setdefault(self._sentence(_place(statement)[0]), []).append(statement)
        self._speaking: dict[int, set[tuple[str, ...]]] = {}
        for statement in statements:
            if statement.actors:
                self._speaking.setdefault(self._sentence(_frame_start(statement)), set()).add(statement.actors)

    def days(self) -> tuple[Statement, ...]:
        """Return the statements in the order given, with their days."""
        found = {statement.id: self._checked(statement) for statement in self._statements}
        last: dict[tuple[str, ...], tuple[When, int]] = {}
        for statement in sorted(self._statements, key=_place):
            paragraph = self._paragraph(_place(statement)[0])
            around = found.get(statement.parent or "")
            said = found[statement.id].said or self._said_around(statement, around)
            known = last.get(statement.actors)
            if known is not None and paragraph > known[1] and self._speaks_anew(statement):
                known = None
                del last[statement.actors]
            near = known is not None and paragraph - known[1] < _FAR
            carried = said is None and near and not self._is_earlier(statement)
            if known is not None and (carried or (said is not None and self._is_bare(said))):
                said = known[0]
            said = said or self._told_before(statement)
            if said is not None and statement.actors and not carried and len(said.value) == WHOLE_DAY:
                last[statement.actors] = (said, paragraph - self._is_earlier(statement))  # not into the next one
            said = said or self._explained(statement) or self._of_content(statement)
            found[statement.id] = replace(statement, said=said)
        return tuple(found[statement.id] for statement in self._statements)

    def _said_around(self, statement: Statement, around: Statement | None) -> When | None:
        """Return the day of the statement around one; not that of who relays it: `laut einer Meldung vom Freitag`."""
        if around is None or not around.cue or around.actors == statement.actors:
            return around.said if around is not None else None
        relays = self._passage.low[self._token(around.cue[0].start)] in _RELAYING
        return None if relays and statement.actors else around.said

    def _speaks_anew(self, statement: Statement) -> bool:
        """Tell whether a statement has a cue of its own and is an institution's, which has many days and mouths."""
        return bool(statement.cue) and not self._people.issuperset(statement.actors)

    def _is_earlier(self, statement: Statement) -> bool:
        """Tell whether the cue is in the pluperfect: `hatte gesagt` was said before what is told around it."""
        cue = (i for s in statement.cue for i in range(self._token(s.start), self._token(s.end - 1) + 1))
        return any(self._passage.low[i] in _PLUPERFECT for i in cue)

    def _is_bare(self, said: When) -> bool:
        """Tell whether only a time of day is named, as `am Abend`: its day is that of which was spoken last."""
        return said.span is not None and self._passage.text[said.span.start : said.span.end].lower() in _DAY_PARTS

    def _checked(self, statement: Statement) -> Statement:
        """Return a statement without a day that stands in what somebody else said, and does not hold this statement."""
        if statement.said is None or statement.said.span is None:
            return statement
        at, own = statement.said.span.start, statement.content
        for other in self._told_in.get(self._sentence(at), ()):
            inside = any(span.start <= at < span.end for span in other.content)
            if inside and other.cue and not _holds(other.content, other.cue) and not _holds(other.content, own):
                return replace(statement, said=None) if other.id != statement.id else statement
        return statement

    def _told_before(self, statement: Statement) -> When | None:
        """Return the day that what stands before tells of a statement."""
        for rule in (self._before_pronoun, self._of_speaker, self._of_act, self._of_paper, self._of_scene):
            if (when := rule(statement)) is not None:
                return when
        return None

    def _before_pronoun(self, statement: Statement) -> When | None:
        """Return the only day that the sentence before a pronoun's, or a `demnach`'s, names."""
        named = statement.speaker or statement.cue
        if len(named) != 1:
            return None
        at = named[0].start
        word = self._passage.text[at : named[0].end].lower()
        number = self._sentence(at)
        backward = word in day_words("de")["backward"]
        if number < 1 or not (backward or word in self._passage.grammar.pronouns):
            return None
        apart = self._paragraph(self._sentences[number]) != self._paragraph(self._sentences[number - 1])
        return None if apart else self._only_day(number - 1)

    def _of_scene(self, statement: Statement) -> When | None:
        """Return the day of an occasion that the paragraph sets: `Auf einer Sitzung am Montag kam es zum Streit. …`.

        The statement's sentence takes it up (`bei der Sitzung`, `dabei`), or the occasion opens its own sentence.
        """
        at = _frame_start(statement)
        number, here, low = self._sentence(at), self._paragraph(at), self._passage.low
        occasions = tuple(day_words("de")["occasions"])
        told = {low[i] for i in range(*self._passage.sentences[number]) if not self._in(statement.content, i)}
        alike = statement.cue and not self._is_earlier(statement)
        for before in range(number - 1, max(number - _SENTENCES, -1), -1) if alike else ():
            if here != self._paragraph(self._sentences[before]):
                break
            start, end = self._passage.sentences[before]
            opening = low[start] in _ON and next(iter(self._passage.finites(start, end)), start)
            for i in range(start + 1, end):
                occasion = self._passage.is_capital(i) and low[i].endswith(occasions)
                if occasion and (low[i] in told or (opening and i < opening)):
                    return self._only_day(before)
        return None

    def _in(self, spans: Sequence[Span], token: int) -> bool:
        return any(span.start <= self._starts[token] < span.end for span in spans)

    def _explained(self, statement: Statement) -> When | None:
        """Return the day of the next sentence that tells in detail what a paragraph opens with.

        `Kiew hat den Angriff bestätigt.  Die Armee teilte am Montag mit, …`: the perfect sums up, the same side speaks.
        """
        at, number = _frame_start(statement), self._sentence(_place(statement)[0])
        opens = not number or self._paragraph(self._sentences[number - 1]) < self._paragraph(at)
        perfect = any(self._passage.low[self._token(span.start)] in _PERFECT for span in statement.cue)
        detail = range(number + 1, number + 1 + _DETAIL) if opens and perfect and statement.mode == "reported" else ()
        for other in (other for behind in detail for other in self._told_in.get(behind, ())):
            near = self._paragraph(_place(other)[0]) == self._paragraph(at) and self._of_one_side(statement, other)
            if near and other.said is not None and len(other.said.value) == WHOLE_DAY:
                return other.said
        return None

    def _of_one_side(self, one: Statement, other: Statement) -> bool:
        """Tell whether two statements are of the same speakers, or of speakers for the same party."""
        sides = [{self._parties.get(actor) for actor in each.actors} for each in (one, other)]
        return bool(one.actors) and (one.actors == other.actors or (sides[0] == sides[1] and sides[0] != {None}))

    def _of_speaker(self, statement: Statement) -> When | None:
        """Return the day of the act by which an earlier sentence names the speaker whose words are carried on."""
        at = min((span.start for span in statement.speaker), default=_place(statement)[0])
        number, here = self._sentence(at), self._sentence(_place(statement)[0])
        if number >= here or self._paragraph(at) != self._paragraph(_place(statement)[0]):
            return None
        return self._only_day(number) if self._acts(*self._passage.sentences[number]) else None

    def _of_content(self, statement: Statement) -> When | None:
        """Return the day of publication where the content tells what happened on it: it can only be said then."""
        published = self._passage.analysis.report.published
        if statement.mode == "direct" or published is None or len(published) != WHOLE_DAY:
            return None
        for span in statement.content:
            for time in times_between(self._passage.analysis, span.start, span.end):
                when = past_day(self._passage.analysis, time)
                told = self._passage.quote_of[self._token(time.span.start)] == -1
                if when is not None and told and time.value == published and self._happened(span):
                    return when
        return None

    def _happened(self, span: Span) -> bool:
        """Tell whether the first verb under a span is in the past, and indicative."""
        start, end = self._token(span.start), self._token(span.end - 1) + 1
        forms = [form for i in range(start, end) for form in self._passage.finite_forms(i)[:1]]
        return bool(forms) and forms[0].tense == "past" and forms[0].mood == "indicative"

    def _of_act(self, statement: Statement) -> When | None:
        """Return the day of what a speaker did in the passage: `Muster hat am Montag zugestimmt. …, so Muster`."""
        names = set() if self._is_earlier(statement) else {self._surnames.get(a, "") for a in statement.actors} - {""}
        number = self._sentence(_frame_start(statement))
        here = self._paragraph(_frame_start(statement))
        for before in range(number - 1, max(number - _SENTENCES, -1), -1) if names else ():
            apart = here - self._paragraph(self._sentences[before])
            if apart and (apart >= _FAR or here - apart > self._lead):
                break
            if apart and statement.actors in self._speaking.get(before, ()) and self._speaks_anew(statement):
                break  # that day was told of other words
            start, end = self._passage.sentences[before]
            if any(self._is_subject(i, start) for i in range(start, end) if self._passage.tokens[i].text in names):
                if self._speaking.get(before, set()) - {statement.actors} or not self._acts(start, end):
                    continue
                return self._only_day(before)
        return None

    def _is_subject(self, name: int, start: int) -> bool:
        """Tell whether nothing before a name says that it is no subject: no preposition, no genitive."""
        grammar, low = self._passage.grammar, self._passage.low
        at = name - 1
        closed = grammar.determiners | grammar.prepositions
        while at >= start and (self._passage.is_word(at) or low[at] == "(") and low[at] not in closed:
            if low[at] != "(" and not self._passage.is_capital(at) and not low[at].endswith(("e", "er", "en", "es")):
                return True
            at -= 1
        before, further = (low[i] if i >= start else "" for i in (at, at - 1))
        genitive = before in grammar.genitive_determiners and at - 1 > start and self._passage.is_capital(at - 1)
        led = before in grammar.prepositions or (before in grammar.determiners and further in grammar.prepositions)
        return not (genitive or led or before in grammar.dative_determiners)

    def _acts(self, start: int, end: int) -> bool:
        """Tell whether a verb from `start` to `end`, a sentence, takes a stance or makes words public."""
        if start not in self._acting:
            self._acting[start] = self._has_act(start, end)
        return self._acting[start]

    def _has_act(self, start: int, end: int) -> bool:
        words, tokens = day_words("de"), self._passage.tokens
        if any(token.text in words["nouns"] for token in tokens[start:end]):
            return True
        closing = {self._passage.low[i] for i in range(start, end)}
        for i in range(start, end):
            for form in self._passage.forms(i):
                if form.kind in {"finite", "participle"} and form.mood in {None, "indicative"}:
                    joined = {form.lemma, *(prefix + form.lemma for prefix in closing if not form.prefix)}
                    if joined & words["verbs"]:
                        return True
        return False

    def _of_paper(self, statement: Statement) -> When | None:
        """Return the day on which the paper that speaks was made public: `der Bericht` after `einen Bericht vor`."""
        paper = self._paper(statement.speaker)
        number = self._sentence(_frame_start(statement))
        here = self._paragraph(_frame_start(statement))
        for before in range(number - 1, max(number - _SENTENCES, -1), -1) if paper else ():
            if here - self._paragraph(self._sentences[before]) >= _PAPERS_FAR:
                break
            start, end = self._passage.sentences[before]
            nouns = (token.text.lower().rstrip(_ENDINGS) for token in self._passage.tokens[start:end])
            same = any(noun.endswith(paper.rstrip(_ENDINGS)) for noun in nouns)
            if same and (when := self._only_day(before)) is not None and self._acts(start, end):
                return when
        return None

    def _paper(self, speaker: Sequence[Span]) -> str:
        """Return the noun of a paper that a definite speaker is, in lower case; empty for others."""
        if len(speaker) != 1:
            return ""
        start, end = self._token(speaker[0].start), self._token(speaker[0].end - 1) + 1
        definite = self._passage.low[start] in _DEFINITE or self._passage.low[start][:3] in {"sei", "ihr"}
        nouns = [token.text for token in self._passage.tokens[start:end] if token.text[0].isupper()][:2]
        for noun in nouns if definite else ():
            for paper in day_words("de")["papers"]:
                if noun.lower().endswith(paper.lower()):
                    return paper.lower()
        return ""

    def _only_day(self, number: int) -> When | None:
        """Return the day that a sentence names if it is one; months, years and those of a noun aside."""
        start, end = self._passage.sentences[number]
        tokens, analysis = self._passage.tokens, self._passage.analysis
        times = times_between(analysis, tokens[start].start, tokens[end - 1].end)
        found = [past_day(analysis, time) for time in times if not self._is_attribute(time.span)]
        days = [when for when in found if when is not None and len(when.value) == WHOLE_DAY]
        return days[0] if days and _one(days) else None

    def _is_attribute(self, span: Span) -> bool:
        """Tell whether a time belongs to a noun before it: `der Unfall vom Freitag`."""
        at = self._token(span.start)
        return at > 1 and self._passage.low[at - 1] in {"vom", "von", "des"} and self._passage.is_capital(at - 2)

    def _sentence(self, at: int) -> int:
        return max(bisect_right(self._sentences, at) - 1, 0)

    def _paragraph(self, at: int) -> int:
        return bisect_right(self._ends, at)

    def _token(self, at: int) -> int:
        return max(bisect_right(self._starts, at) - 1, 0)


def _one(days: Sequence[When]) -> bool:
    return len({day.value for day in days}) == 1


def _holds(outer: Sequence[Span], inner: Sequence[Span]) -> bool:
    """Tell whether the first of some spans lies in one of others."""
    return bool(inner) and any(span.start <= inner[0].start < span.end for span in outer)


def _frame_start(statement: Statement) -> int:
    """Return where the words stand that introduce a statement."""
    spans = statement.cue or statement.frame or statement.speaker or statement.content
    return min((span.start for span in spans), default=0)


def _place(statement: Statement) -> tuple[int, int]:
    """Return where a statement stands: what holds another comes before it."""
    spans: tuple[Span, ...] = statement.content or statement.speaker or statement.cue
    return (min((span.start for span in spans), default=0), -max((span.end for span in spans), default=0))
