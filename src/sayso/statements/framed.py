"""Statements with a cue verb: content behind, before or around its frame, or as its object."""

from sayso.statements.addressees import addressee_of
from sayso.statements.draft import Draft, Range, ranges
from sayso.statements.lexicon import Lexicon
from sayso.statements.passage import Passage, Segment
from sayso.statements.phrases import noun_phrase
from sayso.statements.speakers import apposed_subject, speaker_of, subject_after
from sayso.statements.stances import stance_of
from sayso.statements.verbgroups import VerbGroup, closes, find_verb_groups, subordinate

_DEMONSTRATIVES = frozenset({"dies", "das", "dieses", "diese", "es"})


class FramedRules:
    """The rules of one sentence: its segments, its cue verbs, and what each of them introduces."""

    def __init__(self, passage: Passage, lexicon: Lexicon, number: int) -> None:
        self.passage = passage
        self.lexicon = lexicon
        self.number = number
        self.start, self.end = passage.sentences[number]
        self.segments = passage.segments(self.start, self.end)
        self.groups = find_verb_groups(passage, lexicon, self.segments)
        self.last = passage.trim_end(self.start, self.end)
        self.found: list[Draft] = []

    def find(self) -> list[Draft]:
        """Return the drafts of this sentence's cue verbs, left to right."""
        found = self.found
        for group in self.groups:
            if any(draft.covers(group.finite, group.finite + 1) and draft.mode == "reported" for draft in found):
                continue
            draft = self._read(group)
            if draft is not None:
                found.append(draft)
        return found

    def _read(self, group: VerbGroup) -> Draft | None:
        for rule in (self._interrupted, self._behind, self._around, self._before, self._referring, self._object):
            draft = rule(group)
            if draft is not None:
                break
        else:
            return None
        stance = stance_of(self.passage, self.lexicon, group, draft)
        if stance is None:
            return None
        draft.rule = f"{draft.rule}.{group.cue.name}"
        draft.stance, draft.medium = stance, group.cue.medium
        draft.polarity = group.cue.polarity if stance == "evaluates" else None
        draft.cue = draft.cue or ranges(group.parts)
        draft.passive = group.passive
        if not draft.speaker:
            draft.speaker = self._speaker(group)
        if not draft.speaker and draft.mode == "reported":
            return None
        draft.addressee = addressee_of(self.passage, self.lexicon, self.segments, group, draft)
        draft.first = self._says_first(group, draft)
        return draft

    def _speaker(self, group: VerbGroup) -> list[Range]:
        """Return the subject; a coordinated verb without one shares the subject of the verb before."""
        before = group.finite - 1
        if self.found and before >= 0 and self.passage.low[before] in {"und", "oder", "aber", "doch", "sondern"}:
            return self.found[-1].speaker
        return speaker_of(self.passage, self.segments, group)

    def _says_first(self, group: VerbGroup, draft: Draft) -> bool:
        """Tell whether the clause of the cue, up to the next cue, holds `erstmals` outside the content."""
        segment = self.segments[group.segment]
        coordinated = self.passage.low[group.finite - 1 : group.finite] in (["und"], ["oder"])
        start = group.finite if coordinated else segment.start
        later = [g.finite for g in self.groups if g.finite > group.end]
        end = min([max(segment.end, group.end), *later])
        words = " ".join(self.passage.low[i] for i in range(start, end) if not draft.covers(i, i + 1))
        return any(f" {first} " in f" {words} " for first in self.lexicon.first)

    # ── content behind the frame ─────────────────────────────────────────────────────────────────────────────
    def _behind(self, group: VerbGroup) -> Draft | None:
        """`X sagte, dass …`, `X forderte, … zu …`, `X sagte: …`."""
        last = next(n for n, s in enumerate(self.segments) if s.start < group.end <= s.end)
        number = last + 1
        while number < len(self.segments):
            segment = self.segments[number]
            if segment.mark == ":" and (group.cue.takes & {"clause", "quote", "infinitive"}):
                return self._introduced(group, segment.start, self.last, "clause")
            if segment.mark in {";", "–"}:
                return None
            correlate = self._correlate(group)
            if (
                correlate is not None
                and (self._infinitive_or_clause(number))
                or self._can_be_content(number, group, adjacent=number == last + 1)
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

    def _opens_interrupted(self, number: int) -> bool:
        """Tell whether a noun phrase opens a clause whose subjunctive verb follows an insertion: `die Brücke, die …, sei`."""
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
        low = self.passage.low[self.segments[number].start]
        return (
            low in self.passage.grammar.complementizers
            or self.infinitive(number)
            or self._has_subjunctive(self.segments[number])
        )

    def _take(self, number: int) -> str:
        """Return whether segment `number` opens a clause or an infinitive."""
        segment = self.segments[number]
        return "clause" if self.passage.finites(segment.start, segment.end) else "infinitive"

    def _introduced(self, group: VerbGroup, start: int, end: int, take: str) -> Draft | None:
        if start >= end:
            return None
        frame = (self._frame_start(group), start)
        mode = "direct" if self.is_quote(start, end) else "indirect"
        return Draft(f"{mode}.verb", mode, [(start, end)], self.number, frame=[frame], take=take)  # type: ignore[arg-type]

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
            if low in {"der", "die", "das"} and self._has_subjunctive(segment):
                return noun_phrase(passage, segment.start, segment.end - 1, apposition=False) is not None
            opener = low in passage.grammar.subordinators and low not in {"weil", "da", "nachdem", "obwohl"}
            return opener and number + 1 < len(self.segments) and self._has_subjunctive(self.segments[number + 1])
        if self._has_subjunctive(segment):
            return True
        finites = passage.finites(segment.start, segment.end)
        return (
            adjacent
            and bool(finites)
            and finites[0] > segment.start
            and group.cue.stance in {"asserts", "confirms"}
            and group.end == self.segments[number - 1].end
        )

    def infinitive(self, number: int) -> bool:
        """Tell whether a zu-infinitive ends this segment or the one behind an inserted clause."""
        passage = self.passage
        for segment in self.segments[number : number + 2]:
            for i in range(segment.end - 1, max(segment.start, segment.end - 6) - 1, -1):
                if passage.quote_of[i] == -1 and any(f.kind == "zu_infinitive" for f in passage.forms(i)):
                    return True
                if (
                    passage.low[i] == "zu"
                    and i + 1 < segment.end
                    and any(f.kind == "infinitive" for f in passage.forms(i + 1))
                ):
                    return True
            if passage.finites(segment.start, segment.end):
                return False
        return False

    def _verb_final(self, segment: Segment) -> bool:
        """Tell whether the first finite verb of a segment closes it, as in subordinate and relative clauses."""
        finites = self.passage.finites(segment.start, segment.end)
        return bool(finites) and closes(self.passage, finites[0], segment.end)

    def _has_subjunctive(self, segment: Segment) -> bool:
        return any(
            self.passage.is_subjunctive(i) for i in range(segment.start, segment.end) if self.passage.quote_of[i] == -1
        )

    def _attached(self, segment: Segment) -> bool:
        """Tell whether a segment only explains the clause before it: relative clause, apposition, bracket."""
        if subordinate(self.passage, segment):
            return True
        return not self.passage.finites(segment.start, segment.end)

    def content_end(self, number: int) -> int:
        """Return where a content that begins in segment `number` ends: the sentence, or the reporter's next main clause."""
        for later in range(number + 1, len(self.segments)):
            segment = self.segments[later]
            if segment.mark in {";"}:
                return segment.start - 1
            if segment.mark == "," and self._reporter_resumes(later):
                return segment.start - 1
        return self.last

    def _reporter_resumes(self, number: int) -> bool:
        """Tell whether a segment is a new main clause of the report: a cue of its own in the indicative."""
        segment = self.segments[number]
        own = [g for g in self.groups if g.segment == number]
        if any(g.order == "final" and self.passage.low[segment.start] in {"wie", "was"} for g in own):
            return True
        if any(g.order == "first" and g.finite == segment.start for g in own):
            return True
        joined = self.passage.low[segment.start] in {"doch", "während", "aber"}
        return joined and bool(own) and not self._has_subjunctive(segment)

    # ── content before or around the frame ───────────────────────────────────────────────────────────────────
    def _around(self, group: VerbGroup) -> Draft | None:
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

    def clause_start(self, number: int) -> int:
        """Return the start of what is said: the sentence, or what follows the last colon or semicolon before."""
        for earlier in range(number - 1, -1, -1):
            if self.segments[earlier].mark in {":", ";"}:
                return self.segments[earlier].start
        return self.start

    def _before(self, group: VerbGroup) -> Draft | None:
        """`…, sagte X` and `„…“, sagte X, „…“`."""
        passage = self.passage
        if group.order != "first" or group.finite == self.start or not group.cue.takes & {"clause", "quote"}:
            return None
        if apposed_subject(passage, self.segments, group) is not None:
            return None
        start = self.clause_start(group.segment)
        stop = group.finite
        while stop > start and not passage.is_word(stop - 1) and passage.quote_of[stop - 1] == -1:
            stop -= 1
        if stop <= start or passage.low[start] in passage.grammar.subordinators - passage.grammar.complementizers - {
            "als",
            "wenn",
        }:
            return None
        if (
            passage.low[stop - 1] in {"und", "oder"}
            or self.segments[group.segment].mark not in {",", "–", ""}
            and passage.quote_of[stop - 1] == -1
        ):
            return None
        quoted = self.is_quote(start, stop)
        if not quoted and not passage.finites(start, stop) and passage.quote_of[stop - 1] == -1:
            return None
        frame_end = self._tail(group)
        content = [(start, stop)]
        if (
            frame_end + 1 < self.last
            and passage.is_word(frame_end + 1) is not None
            and self._resumes_content(frame_end)
        ):
            content.append((frame_end + 1, self.last))
        mode = "direct" if all(self.is_quote(a, b) for a, b in content) else "indirect"
        return Draft(f"{mode}.verb", mode, content, self.number, frame=[(group.finite, frame_end)])  # type: ignore[arg-type]

    def _interrupted(self, group: VerbGroup) -> Draft | None:
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

    def _tail(self, group: VerbGroup) -> int:
        """Return the end of a frame that follows its content."""
        number = next(n for n, s in enumerate(self.segments) if s.start < group.end <= s.end)
        if number + 1 == len(self.segments):
            return self.last
        following = self.segments[number + 1]
        if (
            subordinate(self.passage, following)
            or not self.passage.finites(following.start, following.end)
            and self.passage.quote_of[following.start] == -1
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

    # ── content that the cue refers back to, or has as its object ────────────────────────────────────────────
    def _referring(self, group: VerbGroup) -> Draft | None:
        """`…, was X bestritt`: the content is the clause before."""
        segment = self.segments[group.segment]
        if group.order != "final" or self.passage.low[segment.start] != "was" or segment.start == self.start:
            return None
        content = [(self.clause_start(group.segment), segment.start - 1)]
        end = max(segment.end if segment.end <= self.last else self.last, group.end)
        return Draft("reported.was", "reported", content, self.number, frame=[(segment.start, end)])

    def _object(self, group: VerbGroup) -> Draft | None:
        """`X bestätigte den Einsatz`, `X dankte dem Militär`, `X warnte vor …`."""
        if not group.cue.nominal and not group.cue.content_prepositions:
            return None
        speaker = self._speaker(group)
        if speaker and self._is_relative(speaker[0]):
            return None
        content = self._object_range(group, speaker)
        if content is None or not self._complete(group, *content):
            return None
        start, end = content
        if end - start == 1 and self.passage.low[start] in _DEMONSTRATIVES:
            return None
        mode = "direct" if self.is_quote(start, end) else "reported"
        start = self._past_addressee(group, start, end)
        content = (start, end)
        low = self.passage.low[start]
        take = f"prep:{low}" if low in group.cue.content_prepositions else "object"
        return Draft(f"{mode}.object", mode, [content], self.number, speaker=speaker, take=take)  # type: ignore[arg-type]

    def _complete(self, group: VerbGroup, start: int, end: int) -> bool:
        """Tell whether an object has the `als`, `für` or `zu` phrase that its cue demands: `bezeichnete X als Y`."""
        demanded = {take.partition("+")[2] for take in group.cue.takes if "+" in take} - {"name"}
        plain = group.cue.takes_any("object", "object+name", "dative", "genitive") or group.cue.content_prepositions
        return bool(plain) or not demanded or any(self.passage.low[i] in demanded for i in range(start, end))

    def _past_addressee(self, group: VerbGroup, start: int, end: int) -> int:
        """Return the start of an object behind the one spoken to: `warf dem Nachbarn | Angriffe vor`."""
        dative = self.passage.low[start] in self.passage.grammar.dative_determiners | {"den", "der"}
        accusative = group.cue.addressee == "accusative" and bool(group.cue.content_prepositions | {"genitive"})
        if not (group.cue.addressee == "dative" and dative) and not accusative:
            return start
        behind = noun_phrase(self.passage, start, end, apposition=False)
        if behind is None:
            return start
        if behind >= end:
            return start if "dative" in group.cue.takes else self._last_noun(start, end)
        following = self._first_nominal(behind, end, group)
        return following if following is not None else start

    def _last_noun(self, start: int, end: int) -> int:
        """Return where the second of two nouns begins that only look like one phrase: `dem Nachbarn | Angriffe`."""
        passage, i = self.passage, start + 1
        while i + 1 < end and not (passage.is_capital(i) and passage.is_capital(i + 1)):
            i += 1
        return i + 1 if i + 1 < end else start

    def _is_relative(self, speaker: Range) -> bool:
        start, end = speaker
        return end - start == 1 and self.passage.low[start] in {"der", "die", "das", "welche", "welcher", "welches"}

    def _object_range(self, group: VerbGroup, speaker: list[Range]) -> Range | None:
        """Return the object of the cue: what stands between verb, subject and the last verb part."""
        passage, segment = self.passage, self.segments[group.segment]
        if group.order == "final":
            start = speaker[-1][1] if speaker else segment.start + 1
            stop = min(part for part in group.parts if part > segment.start)
            if (
                passage.low[segment.start] in passage.grammar.relative_pronouns
                and speaker
                and speaker[0][0] > segment.start
            ):
                return None
        else:
            start = group.finite + 1
            if speaker and speaker[-1][0] >= start and speaker[-1][1] < group.end + 40:
                start = speaker[-1][1]
            stop = group.bracket if group.bracket is not None and group.bracket >= start else self._object_end(group)
        start = self._first_nominal(start, stop, group)
        if start is None:
            return self._fronted(group, speaker)
        while stop > start and self._trails(stop - 1, group):
            stop -= 1
        return (start, stop) if stop > start else None

    def _trails(self, i: int, group: VerbGroup) -> bool:
        """Tell whether token i at the end of an object belongs to the cue or is a mark, a negator, a conjunction."""
        passage = self.passage
        mark = not passage.is_word(i) and passage.quote_of[i] == -1 and passage.tokens[i].text != ")"
        empty = passage.grammar.negators | passage.grammar.adverbs | {"weder", "noch", "und"}
        return mark or i in group.parts or (passage.low[i] in empty and passage.quote_of[i] == -1)

    def _object_end(self, group: VerbGroup) -> int:
        """Return the end of the clause behind a finite verb without later parts."""
        number = group.segment
        end = self.segments[number].end
        while (
            number + 1 < len(self.segments)
            and self.segments[number + 1].mark == ","
            and subordinate(self.passage, self.segments[number + 1])
            and self.passage.low[self.segments[number + 1].start] in self.passage.grammar.relative_pronouns
        ):
            number += 1
            end = self.segments[number].end
        coordinated = next(
            (
                g.finite - 1
                for g in self.groups
                if g.finite > group.finite and g.finite < end and self.passage.low[g.finite - 1] in {"und", "oder"}
            ),
            end,
        )
        return min(end, coordinated, self.last)

    def _first_nominal(self, start: int, stop: int, group: VerbGroup) -> int | None:
        """Return where the object begins, past adverbs, times and other phrases; None where there is none."""
        passage, grammar = self.passage, self.passage.grammar
        wanted, plain = group.cue.content_prepositions, group.cue.nominal
        i = start
        while i < stop:
            low = passage.low[i]
            if low in wanted or (low in {"mehr", "weniger"} and plain and i + 1 < stop and passage.is_capital(i + 1)):
                return i
            if i in group.parts:
                i += 1
                continue
            if i in passage.time_tokens:
                i = passage.time_tokens[i]
            elif low in grammar.prepositions:
                i = noun_phrase(passage, i + 1, stop, apposition=False) or i + 1
            elif low in grammar.adverbs | grammar.reflexives | grammar.negators and not (
                low.startswith("kein") and plain
            ):
                i += 1
            elif (
                noun_phrase(passage, i, stop, apposition=False) is not None
                or passage.quote_of[i] != -1
                or self._before_quote(i, stop)
            ):
                if plain:
                    return i
                i = noun_phrase(passage, i, stop, apposition=False) or i + 1
            else:
                i += 1
        return None

    def _before_quote(self, i: int, stop: int) -> bool:
        """Tell whether a determiner at i belongs to words in quotation marks: `einen „wahren Freund“`."""
        return (
            self.passage.low[i] in self.passage.grammar.determiners
            and i + 1 < stop
            and self.passage.quote_of[i + 1] != -1
        )

    def _fronted(self, group: VerbGroup, speaker: list[Range]) -> Range | None:
        """Return an object in front of the verb: `Den Einsatz bestätigte Moskau`."""
        segment = self.segments[group.segment]
        if group.order != "second" or not group.cue.nominal or not speaker or speaker[-1][0] < group.finite:
            return None
        low = self.passage.low[segment.start]
        start = segment.start
        if (
            low in self.passage.grammar.prepositions
            or low in self.passage.grammar.adverbs
            or start in self.passage.time_tokens
        ):
            return None
        end = noun_phrase(self.passage, start, group.finite)
        return (start, group.finite) if end is not None else None

    def is_quote(self, start: int, end: int) -> bool:
        """Tell whether tokens `start` to `end` are one quotation, marks included, give or take a comma."""
        while (
            end - 1 > start and self.passage.tokens[end - 1].text in {",", "."} and self.passage.quote_of[end - 1] == -1
        ):
            end -= 1
        quote = self.passage.quote_of[start]
        return quote != -1 and all(self.passage.quote_of[i] == quote for i in range(start, end))
