"""Contents that are clauses: behind the frame, before it, around it, or the clause that it refers back to."""

from sayso.model import Mode
from sayso.statements.answers import AnswerContents
from sayso.statements.draft import Draft, ranges
from sayso.statements.passage import Segment
from sayso.statements.phrases import noun_phrase
from sayso.statements.speakers import apposed_subject, goes_on, subject_after
from sayso.statements.verbgroups import VerbGroup, closes, subordinate

_REASONING = frozenset(("weil", "da", "indem"))
ANSWERS = ("confirms", "denies", "withholds")
_SHORT = 3  # words of a question whose verb is left out


class ClauseContents(AnswerContents):
    """The rules that read a clause as the content of a cue verb; each gives a draft or None."""

    def interrupted(self, group: VerbGroup) -> Draft | None:
        """Return the draft of `Der Damm, sagte X, sei sicher`: a frame between a subject and its subjunctive verb."""
        number = group.segment
        if number == 0 or number + 1 >= len(self.segments) or group.finite != self.segments[number].start:
            return None
        head, tail = self.segments[number - 1], self.segments[number + 1]
        if self.passage.finites(head.start, head.end) or not self.passage.is_subjunctive(tail.start):
            return None
        content = [(self.clause_start(number), head.end), (tail.start, self.content_end(number + 1))]
        frame = (group.finite, self.segments[number].end)
        after = subject_after(self.passage, group.finite + 1, frame[1], stop=frame[1])
        return Draft("indirect.verb", "indirect", content, self.number, frame=[frame], speaker=[after] if after else [])

    def between(self, group: VerbGroup) -> Draft | None:
        """`Der Damm sei dicht, sagte X, man habe ihn geprüft`: a frame between two main clauses of one content."""
        number, grammar = group.segment, self.passage.grammar
        if number == 0 or number + 1 >= len(self.segments) or self.segments[number + 1].mark != ",":
            return None
        made = self.before(group)
        if made is None or len(made.content) == 1 or made.mode == "direct":
            return None
        return None if self.passage.low[made.start] in grammar.complementizers | grammar.w_words else made

    def behind(self, group: VerbGroup) -> Draft | None:
        """`X sagte, dass …`, `X forderte, … zu …`, `X sagte: …`."""
        last = next(n for n, s in enumerate(self.segments) if s.start < group.end <= s.end)
        number = last + 1
        while number < len(self.segments):
            segment = self.segments[number]
            if segment.mark == ":" and (group.cue.takes & {"clause", "quote", "infinitive"}):
                if self.pointer(group) is not None and group.negated:  # `X bestritt das nicht: „Ich war dort“`
                    return None
                return self._introduced(group, segment.start, self.last, "clause")
            if segment.mark in {";", "–"}:
                return None
            if self._of_object(group, segment):
                return None
            if self._is_asked(segment):
                number += 1
                continue
            correlate = self._correlate(group)
            if (correlate is not None and (self._infinitive_or_clause(number))) or self._can_be_content(
                number, group, adjacent=number == last + 1
            ):
                draft = self._introduced(group, segment.start, self.content_end(number), self._take(number))
                if draft is not None and correlate is not None:
                    draft.cue = ranges([*group.parts, correlate])
                return draft
            if number == last + 1 and "clause" in group.cue.takes and self._opens_interrupted(number):
                return self._introduced(group, segment.start, self.content_end(number), "clause")
            if not self._attached(segment):
                return None
            number += 1
        return None

    def _of_object(self, group: VerbGroup, segment: Segment) -> bool:
        """Tell whether a clause says more of a noun that is the content: `begrüßte den Plan, weil …`, `…, was …`."""
        low = self.passage.low[segment.start]
        if group.cue.stance not in ("evaluates", "denies", "confirms") or low not in _REASONING | {"was", "wie"}:
            return False
        stop = min(segment.start - 1, max(group.end, self.segments[group.segment].end))
        subject = self.speaker(group)
        start = max([group.finite + 1, *(end for _, end in subject)]) if group.order == "second" else group.finite
        return group.cue.takes_any("object") and any(
            self.passage.low[at] in self.passage.grammar.determiners and noun_phrase(self.passage, at, stop) is not None
            for at in range(start, stop)
        )

    def _is_asked(self, segment: Segment) -> bool:
        """Tell whether a clause is what somebody was asked: `antwortete auf die Frage, ob …: „…“`."""
        words = self.passage.low[max(self.start, segment.start - 4) : segment.start - 1]
        return segment.mark == "," and words[-1:] in (["frage"], ["fragen"], ["nachfrage"]) and "auf" in words

    def _opens_interrupted(self, number: int) -> bool:
        """Tell whether the subject of a subjunctive clause is cut off by an insertion: `die Brücke, die …, sei`."""
        segment = self.segments[number]
        if (
            self.passage.finites(segment.start, segment.end)
            or noun_phrase(self.passage, segment.start, segment.end, apposition=False) is None
        ):
            return False
        return any(self.passage.is_subjunctive(later.start) for later in self.segments[number + 1 : number + 4])

    def _correlate(self, group: VerbGroup) -> int | None:
        """Return the token that announces a clause: `davon` in `geht davon aus, dass …`."""
        segment = self.segments[group.segment]
        for preposition in group.cue.content_prepositions:
            words = {f"da{preposition}", f"dar{preposition}", f"hier{preposition}"}
            for i in range(segment.start, max(segment.end, group.end)):
                if self.passage.low[i] in words:
                    return i
        return None

    def _infinitive_or_clause(self, number: int) -> bool:
        low, grammar = self.passage.low[self.segments[number].start], self.passage.grammar
        if low in grammar.complementizers or self.infinitive(number):
            return True
        # `wollte dazu nichts sagen, ehe das geklärt sei`
        return low not in grammar.subordinators and self.has_subjunctive(self.segments[number])

    def _take(self, number: int) -> str:
        """Return whether segment `number` opens a clause or an infinitive; `kommentieren` may be finite too."""
        segment = self.segments[number]
        opens = self.passage.low[segment.start] in self.passage.grammar.complementizers | self.passage.grammar.w_words
        if not opens and not self.has_subjunctive(segment) and self.infinitive(number):
            return "infinitive"
        return "clause" if self.passage.finites(segment.start, segment.end) else "infinitive"

    def _introduced(self, group: VerbGroup, start: int, end: int, take: str) -> Draft | None:
        if start >= end:
            return None
        frame = (self._frame_start(group), start)
        mode: Mode = "direct" if self.is_quote(start, end) else "indirect"
        return Draft(f"{mode}.verb", mode, [(start, end)], self.number, frame=[frame], take=take)

    def _frame_start(self, group: VerbGroup) -> int:
        """Return where the clause of the cue begins: the sentence, or the part after a colon, dash or semicolon."""
        number = group.segment
        while number > 0 and self.segments[number].mark == ",":
            number -= 1
        start = self.segments[number].start
        if group.finite > 0 and self.passage.low[group.finite - 1] in {"und", "oder"}:
            return group.finite
        return start

    def _can_be_content(self, number: int, group: VerbGroup, *, adjacent: bool) -> bool:
        passage, segment, takes = self.passage, self.segments[number], group.cue.takes
        low = passage.low[segment.start]
        if "clause" in takes and (
            low in passage.grammar.complementizers or (low in passage.grammar.w_words and adjacent)
        ):
            return low != "wie" or not adjacent or bool(passage.finites(segment.start, segment.end))
        if "infinitive" in takes and self.infinitive(number):
            return True
        if "clause" not in takes:
            return False
        if subordinate(passage, segment) and self._verb_final(segment):
            if low in {"der", "die", "das"} and self.has_subjunctive(segment):
                return noun_phrase(passage, segment.start, segment.end - 1, apposition=False) is not None
            opener = low in passage.grammar.subordinators and low not in {"weil", "da", "nachdem", "obwohl"}
            return opener and number + 1 < len(self.segments) and self.has_subjunctive(self.segments[number + 1])
        if self.has_subjunctive(segment):
            return True
        finites = passage.finites(segment.start, segment.end)
        return (
            adjacent
            and bool(finites)
            and finites[0] > segment.start
            and group.cue.stance in {"asserts", "confirms"}
            and group.end == self.segments[number - 1].end
        )

    def _verb_final(self, segment: Segment) -> bool:
        """Tell whether the first finite verb of a segment closes it, as in subordinate and relative clauses."""
        finites = self.passage.finites(segment.start, segment.end)
        return bool(finites) and closes(self.passage, finites[0], segment.end)

    def _attached(self, segment: Segment) -> bool:
        """Tell whether a segment only explains the clause before it: relative clause, apposition, bracket."""
        if subordinate(self.passage, segment):
            return True
        return not self.passage.finites(segment.start, segment.end)

    def around(self, group: VerbGroup) -> Draft | None:
        """`Wie X mitteilte, …` and `…, wie X mitteilte, …`."""
        segment = self.segments[group.segment]
        if group.order != "final" or self.passage.low[segment.start] != "wie" or "clause" not in group.cue.takes:
            return None
        start = self.start if segment.start > self.start else segment.end
        content = (
            [(self.clause_start(group.segment), segment.start - 1), (segment.end + 1, self.last)]
            if start == self.start
            else [(segment.end + 1, self.last)]
        )
        content = [(a, b) for a, b in content if a < b]
        if not content:
            return None
        cue = ranges([segment.start, *group.parts])
        return Draft(
            "indirect.wie",
            "indirect",
            content,
            self.number,
            frame=[(segment.start, min(segment.end + (segment.start == self.start), self.end))],
            cue=cue,
        )

    def before(self, group: VerbGroup) -> Draft | None:
        """`…, sagte X` and `„…“, sagte X, „…“`."""
        passage = self.passage
        if group.order != "first" or group.finite == self.start or not group.cue.takes & {"clause", "quote", "object"}:
            return None
        if apposed_subject(passage, self.segments, group.segment) is not None:
            return None
        if goes_on(passage, self.segments, group.segment, group.finite):
            return None
        start, grammar = self.clause_start(group.segment), passage.grammar
        start += passage.low[start] == "auch" and passage.low[start + 1] in grammar.complementizers
        stop = passage.trim_marks(start, group.finite)
        open_to = grammar.complementizers | grammar.w_words | {"als", "wenn"}
        if stop <= start or passage.low[start] in grammar.subordinators - open_to:
            return None
        if passage.low[stop - 1] in {"und", "oder"} or (
            self.segments[group.segment].mark not in {",", "–", ""} and passage.quote_of[stop - 1] == -1
        ):
            return None
        quoted = self.is_quote(start, stop)
        # `Dass er da war, wies er zurück`: what stands for an object
        clausal = "clause" in group.cue.takes or passage.low[start] in passage.grammar.complementizers - {"ob"}
        if not clausal and not (quoted and "quote" in group.cue.takes):
            return None
        verbless = not passage.finites(start, stop) and passage.quote_of[stop - 1] == -1
        if not quoted and verbless and not ((group.withholds or group.negated) and self._asks_shortly(start, stop)):
            return None
        frame_end = self._tail(group)
        content = [(start, stop)]
        if (
            frame_end + 1 < self.last
            and (group.cue.stance not in ANSWERS or passage.low[frame_end] == ",")  # grounds are not what is denied
            and self._resumes_content(frame_end)
        ):
            content.append((frame_end + 1, self.last))
        mode: Mode = "direct" if all(self.is_quote(a, b) for a, b in content) else "indirect"
        return Draft(f"{mode}.verb", mode, content, self.number, frame=[(group.finite, frame_end)])

    def _asks_shortly(self, start: int, stop: int) -> bool:
        """Tell whether words are a question whose verb is left out: `Wie viele, sagte sie nicht`, `Gegen wen, …`."""
        first = start + (self.passage.low[start] in self.passage.grammar.prepositions)
        return stop - start <= _SHORT and self.passage.low[first] in self.passage.grammar.w_words

    def _tail(self, group: VerbGroup) -> int:
        """Return the end of a frame that follows its content."""
        number = next(n for n, s in enumerate(self.segments) if s.start < group.end <= s.end)
        if number + 1 == len(self.segments):
            return self.last
        following = self.segments[number + 1]
        if subordinate(self.passage, following) or (
            not self.passage.finites(following.start, following.end) and self.passage.quote_of[following.start] == -1
        ):
            return self.last if number + 2 >= len(self.segments) else self.segments[number + 1].end
        return self.segments[number].end

    def _resumes_content(self, at: int) -> bool:
        after = at + 1
        return (
            self.passage.quote_of[after] != -1
            or any(self.passage.is_subjunctive(i) for i in range(after, self.last))
            or self.passage.low[after] in self.passage.grammar.complementizers
        )

    def referring(self, group: VerbGroup) -> Draft | None:
        """`…, was X bestritt`: the content is the clause before."""
        segment = self.segments[group.segment]
        if group.order != "final" or self.passage.low[segment.start] != "was" or segment.start == self.start:
            return None
        content = [(self.clause_start(group.segment), segment.start - 1)]
        end = max(segment.end if segment.end <= self.last else self.last, group.end)
        return Draft("reported.was", "reported", content, self.number, frame=[(segment.start, end)])
