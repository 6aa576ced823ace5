"""One sentence as the rules read it: its segments, its cue verbs, how far a content reaches."""

from sayso.statements.draft import Draft, Range
from sayso.statements.lexicon import Lexicon
from sayso.statements.passage import Passage, Segment
from sayso.statements.speakers import speaker_of
from sayso.statements.verbgroups import VerbGroup, find_verb_groups


class Sentence:
    """A sentence of a passage: `segments`, the cue verbs `groups` in them, and the drafts `found` so far.

    `start` and `end` are its tokens, `last` is the end without the final full stop.
    """

    def __init__(self, passage: Passage, lexicon: Lexicon, number: int) -> None:
        self.passage = passage
        self.lexicon = lexicon
        self.number = number
        self.start, self.end = passage.sentences[number]
        self.segments = passage.segments(self.start, self.end)
        self.groups = find_verb_groups(passage, lexicon, self.segments)
        self.last = passage.trim_end(self.start, self.end)
        self.found: list[Draft] = []
        self._groups_of: dict[int, list[VerbGroup]] = {}
        for group in self.groups:
            self._groups_of.setdefault(group.segment, []).append(group)

    def speaker(self, group: VerbGroup) -> list[Range]:
        """Return the subject; a coordinated verb without one shares the subject of the verb before."""
        before = group.finite - 1
        if self.found and before >= 0 and self.passage.low[before] in {"und", "oder", "aber", "doch", "sondern"}:
            return self.found[-1].speaker
        return speaker_of(self.passage, self.segments, group)

    def clause_start(self, number: int) -> int:
        """Return the start of what is said: the sentence, or what follows the last colon or semicolon before."""
        for earlier in range(number - 1, -1, -1):
            if self.segments[earlier].mark in {":", ";"}:
                return self.segments[earlier].start
        return self.start

    def clause_start_at(self, token: int) -> int:
        """Return the start of the clause that holds a token, as `clause_start` does for a segment.

        A mark that opens the sentence stands in no segment.
        """
        number = next((n for n, segment in enumerate(self.segments) if segment.start <= token <= segment.end), None)
        return self.start if number is None else self.clause_start(number)

    def content_end(self, number: int) -> int:
        """Return where a content from segment `number` on ends: with the sentence, or where the reporter resumes."""
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
        own = self._groups_of.get(number, ())
        if any(g.order == "final" and self.passage.low[segment.start] in {"wie", "was"} for g in own):
            return True
        if any(g.order == "first" and g.finite == segment.start for g in own):
            return True
        if any(self.sharing(g) and segment.start <= max(g.parts) < segment.end for g in self.groups):
            return True
        joined = self.passage.low[segment.start] in {"doch", "während", "aber"}
        return joined and bool(own) and not self.has_subjunctive(segment)

    def sharing(self, group: VerbGroup) -> list[VerbGroup]:
        """Return the cue verbs before a participle that have its auxiliary: `hat bestritten, …, und erklärt`."""
        last = max(group.parts)
        return [g for g in self.groups if g.finite == group.finite and max(g.parts) < last]

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

    def has_subjunctive(self, segment: Segment) -> bool:
        """Tell whether a verb outside quotes is a clear subjunctive."""
        return any(
            self.passage.is_subjunctive(i) for i in range(segment.start, segment.end) if self.passage.quote_of[i] == -1
        )

    def is_quote(self, start: int, end: int) -> bool:
        """Tell whether tokens `start` to `end` are one quotation, marks included, give or take a comma."""
        while (
            end - 1 > start and self.passage.tokens[end - 1].text in {",", "."} and self.passage.quote_of[end - 1] == -1
        ):
            end -= 1
        quote = self.passage.quote_of[start]
        return quote != -1 and all(self.passage.quote_of[i] == quote for i in range(start, end))
