"""Contents that are clauses: behind the frame, before it, around it, or the clause that it refers back to."""

from sayso.model import Mode
from sayso.statements.draft import Draft, ranges
from sayso.statements.lexicon import CALLING
from sayso.statements.passage import Segment
from sayso.statements.phrases import noun_phrase
from sayso.statements.sentence import Sentence
from sayso.statements.speakers import apposed_subject, goes_on, subject_after
from sayso.statements.verbgroups import VerbGroup, closes, subordinate

_REASONING = frozenset(("weil", "da", "indem"))
ANSWERS = ("confirms", "denies", "withholds")
_SHORT = 3  # words of a question whose verb is left out
_POINTERS = frozenset(("dies", "das", "dieses", "beides", "alles"))
_BEHIND = _POINTERS | {"es"}  # in front of a verb it is no object
_DATIVE = frozenset(("dem", "diesem"))
_PERSONS = frozenset(("ihm", "ihr", "ihnen"))  # who said what was said: `widersprach ihr`


class ClauseContents(Sentence):
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
        start = self.clause_start(group.segment)
        stop = passage.trim_marks(start, group.finite)
        grammar = passage.grammar
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

    def pointing(self, group: VerbGroup) -> Draft | None:
        """`… Dies bestritt X`, `… X nannte das eine Lüge`: the content is the sentence before, and the word for it.

        At the beginning of a paragraph it is the word alone: how much of the one before is meant is not told.
        """
        pointer = self.pointer(group)
        return None if pointer is None else self._of_the_one_before(group, pointer)

    def _of_the_one_before(self, group: VerbGroup, word: int) -> Draft | None:
        """Return what a sentence says of the one before, and the word that tells so."""
        number = group.segment
        if number and apposed_subject(self.passage, self.segments, number) is not None:
            number = next(n for n in range(number, -1, -1) if n == 0 or self.segments[n].mark != ",")
        first, content = self.segments[number].start, [(word, word + 1)]
        if number and self.segments[number].mark == ";":
            content.insert(0, (self.clause_start(number - 1), self.segments[number - 1].end))
            return Draft("reported.dies", "reported", content, self.number, frame=[(first, self.last)])
        if number or not self.number:
            return None
        start, end = self.passage.sentences[self.number - 1]
        if "\n" not in self.passage.text[self.passage.tokens[end - 1].end : self.passage.tokens[first].start]:
            content.insert(0, (start, self.passage.trim_end(start, end)))
        return Draft("reported.dies", "reported", content, self.number, frame=[(first, self.last)])

    def alone(self, group: VerbGroup) -> Draft | None:
        """`X widersprach.`, `X dementierte umgehend.`: the content is the sentence before, the verb tells so itself."""
        if "nothing" not in group.cue.takes or group.order != "second" or group.passive or group.negated:
            return None
        speaker, segment = self.speaker(group), self.segments[group.segment]
        if not speaker or speaker[0][0] > group.finite:
            return None
        passage, grammar = self.passage, self.passage.grammar
        stop = passage.trim_end(group.finite + 1, min(segment.end, self.last))
        i = group.finite + 1
        while i < stop:
            if i in passage.time_tokens:
                i = passage.time_tokens[i]
            elif passage.low[i] in grammar.adverbs or i in group.parts:
                i += 1
            elif passage.low[i] in grammar.prepositions:
                i = noun_phrase(passage, i + 1, stop, apposition=False) or stop + 1
            else:
                return None
        made = self._of_the_one_before(group, group.finite) if i == stop else None
        if made is not None:
            made.hinted = False
        return made

    def pointer(self, group: VerbGroup) -> int | None:
        """Return the object that is a word for the sentence before, in front of the verb or alone behind it."""
        passage, first, takes = self.passage, self.segments[group.segment].start, group.cue.takes
        answers = group.negated or group.cue.stance in {"confirms", "denies", "withholds"}
        answers = answers and group.cue.takes_any("object", "dative", "pointer")
        answers = answers or (group.cue.prefix is not None and group.cue.stance in {"asserts", "announces"})
        # `bezeichnete das als Unsinn`, `hält das für falsch`
        calls = bool(takes & CALLING) or not self.lexicon.denials.isdisjoint(passage.low[i] for i in group.parts)
        apposed = group.order == "first" and apposed_subject(passage, self.segments, group.segment) is not None
        if not (apposed or group.order == "second") or not (answers or calls):
            return None
        dative = takes - {"nothing"} <= {"dative", "clause", "quote"}  # `widersprach dem`
        if answers and passage.low[first] in (_DATIVE if dative else _POINTERS) and group.finite == first + 1:
            return first
        behind = next((end for start, end in self.speaker(group) if start == group.finite + 1), group.finite + 1)
        if behind >= self.last or passage.low[behind] not in (_DATIVE | _PERSONS if dative else _BEHIND):
            return None  # `Früher hatte er das bestritten`
        called = self._past_adverbs(behind + 1)
        alone = calls and passage.low[behind] in _POINTERS and called < self.last and self._is_called(called)
        return behind if alone or (answers and self._stands_alone(group, behind)) else None

    def _past_adverbs(self, at: int) -> int:
        """Return where the words go on behind times and adverbs: `nannte das am Montag | eine Lüge`."""
        passage = self.passage
        while at < self.last:
            time = passage.time_tokens.get(at) or (passage.low[at] in {"am", "im"} and passage.time_tokens.get(at + 1))
            if not time and passage.low[at] not in passage.grammar.adverbs:
                break
            at = time or at + 1
        return at

    def _is_called(self, at: int) -> bool:
        """Tell whether what follows a pointer is what it is called: `als …`, a quotation, an article, `falsch`."""
        passage = self.passage
        # `nannte das frei erfunden`
        at += passage.tokens[at].text.islower() and not self.lexicon.denials.isdisjoint(passage.low[at + 1 : at + 2])
        low = passage.low[at]
        if low in self.lexicon.denials:
            return at + 1 >= self.last or not passage.is_capital(at + 1)  # `nannte das falsche Datum`
        last = at + 1 >= self.last or not passage.is_word(at + 1)
        return (
            low in {"als", "für"}
            or passage.quote_of[at] != -1
            or low in passage.grammar.determiners | passage.grammar.negators
            or (last and not passage.is_capital(at))  # `nannte das verfrüht`
        )

    def _stands_alone(self, group: VerbGroup, pointer: int) -> bool:
        """Tell whether a pointer behind the verb is no article of a noun."""
        if pointer + 1 >= self.last:
            return True
        passage, grammar = self.passage, self.passage.grammar
        follows = passage.low[pointer + 1]
        alone = not passage.is_word(pointer + 1) or pointer + 1 in passage.time_tokens
        alone = alone or follows in grammar.determiners  # `In Lima bestritt das ein Minister`
        alone = alone or pointer + 1 in group.parts  # `sieht das anders`
        bracketed = group.bracket is not None and group.bracket > pointer
        stop = group.bracket if bracketed else passage.trim_end(pointer + 1, self.segments[group.segment].end)
        between = [passage.tokens[i].text for i in range(pointer + 1, min(stop or self.last, self.last))]
        # `wies das scharf zurück`, `bestritt das entschieden`, no `das verbreitete Gerücht`
        alone = alone or all(word.islower() and not word.endswith("e") for word in between)
        return alone or follows in grammar.prepositions | grammar.adverbs | grammar.negators | grammar.coordinators
