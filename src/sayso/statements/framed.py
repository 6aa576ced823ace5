"""Statements with a cue verb: the rules in their order, and the roles that all of them share."""

from sayso.statements.addressees import addressee_of
from sayso.statements.clauses import ANSWERS, ClauseContents
from sayso.statements.draft import Draft, ranges
from sayso.statements.objects import ObjectContents
from sayso.statements.stances import polarity_of, stance_of
from sayso.statements.verbgroups import VerbGroup

_FEMININE = frozenset(("der", "einer", "dieser", "seiner", "ihrer", "unserer"))  # datives, as no object begins


class FramedRules(ClauseContents, ObjectContents):
    """Every statement of one sentence that a cue verb signals."""

    def find(self) -> list[Draft]:
        """Return the drafts of this sentence's cue verbs, left to right."""
        found = self.found
        earlier: VerbGroup | None = None
        for group in self.groups:
            if any(draft.covers(group.finite, group.finite + 1) and draft.mode == "reported" for draft in found):
                continue
            draft = self._read(group)
            if draft is not None:
                if found and earlier is not None and draft.content == found[-1].content:
                    own = self._own_object(earlier, found[-1])
                    if self._is_nearer(group, draft, found[-1], own):
                        found[-1:] = [own] if own is not None else []
                found.append(draft)
                earlier = group
                if (answered := self._answered(group, draft)) is not None:
                    found.append(answered)
        return found

    def _answered(self, group: VerbGroup, draft: Draft) -> Draft | None:
        """Return what a verb answers, where its speaker's own words follow: `bestätigte das: Er sei müde`."""
        front = self._front(group, draft)
        marks = (":", ",") if group.withholds or front is not None else (":",)
        behind = draft.mode != "reported" and draft.start > 0 and self.passage.low[draft.start - 1] in marks
        stance = "withholds" if group.withholds or draft.stance == "withholds" else group.cue.stance
        if not behind or stance not in ANSWERS or (group.negated and stance != "withholds"):
            return None
        if self.passage.low[draft.start] in self.passage.grammar.complementizers | self.passage.grammar.w_words:
            return None
        made = front or self.pointing(group) or self._answered_object(group) or self.alone(group)
        if made is not None:
            made.content = [piece for piece in made.content if piece[1] < draft.start]
        made = self._complete_with(group, made) if made is not None and made.content else None
        if made is None or made.stance != stance:
            return None
        made.hinted = False
        if draft.stance == made.stance:
            draft.stance = "asserts"  # `äußerte sich nicht dazu: Man ermittle noch`
        return made

    def _front(self, group: VerbGroup, draft: Draft) -> Draft | None:
        """Return what stands in front of a verb that has words behind it too: `Dass er da war, gab er zu, er …`."""
        front = self.before(group) if group.finite < draft.start else None
        clause = self.passage.grammar.complementizers | self.passage.grammar.w_words
        apart = self.passage.low[draft.start - 1] == ":" or group.withholds
        return front if front is not None and (apart or self.passage.low[front.start] in clause) else None

    def _answered_object(self, group: VerbGroup) -> Draft | None:
        """Return what the object of a verb is that answers; whom it is told is none: `bestätigte der Zeitung: „…“`."""
        made = self.object(group)
        return None if made is None or (not group.withholds and self._is_told_to(group, made.start)) else made

    def _is_told_to(self, group: VerbGroup, at: int) -> bool:
        """Tell whether a phrase is in the dative, or an agency, where the verb wants what is confirmed or denied."""
        dative = self.passage.low[at] in self.passage.grammar.dative_determiners | _FEMININE
        return self.passage.tokens[at].text.isupper() or (dative and not group.cue.takes_any("dative", "genitive"))

    def _own_object(self, group: VerbGroup, draft: Draft) -> Draft | None:
        """Return what a cue says of an object of its own before the content that it was given: `bestritt das und …`."""
        made = self.object(group) if draft.mode != "reported" else None
        return self._complete_with(group, made) if made is not None and made.end < draft.start else None

    def _is_nearer(self, group: VerbGroup, draft: Draft, before: Draft, own: Draft | None) -> bool:
        """Tell whether the content belongs to this cue, not to one before it: `dankte allen und ergänzte, …`.

        Two verbs side by side share it, `bestätigt und begrüßt, dass …`, unless the first has an object of its `own`.
        """
        if draft.content != before.content or draft.mode == "reported" or group.finite >= draft.start:
            return False
        last = max(end for _, end in before.cue)
        first = min((part for part in group.parts if part >= last), default=min(group.parts))
        return last <= first and (last + 1 < first or own is not None)

    def _read(self, group: VerbGroup) -> Draft | None:
        for rule in (
            self.interrupted,
            self.between,
            self.behind,
            self.around,
            self.before,
            self.referring,
            self.pointing,
            self.object,
            self.alone,
        ):
            draft = rule(group)
            if draft is not None:
                break
        else:
            return None
        return self._complete_with(group, draft)

    def _complete_with(self, group: VerbGroup, draft: Draft | None) -> Draft | None:
        """Return a draft with the stance and roles of its cue; None where it is no statement of anybody's."""
        if draft is None:
            return None
        stance = stance_of(self.passage, self.lexicon, group, draft)
        if stance is None:
            return None
        draft.rule = f"{draft.rule}.{group.cue.name}"
        draft.stance, draft.medium = stance, group.cue.medium
        draft.polarity = polarity_of(self.passage, self.lexicon, group, draft, stance)
        draft.cue = draft.cue or ranges(group.parts)
        draft.passive = group.passive
        if not draft.speaker:
            draft.speaker = self.speaker(group)
        accused = group.passive and stance == "alleges"  # `ihm wird Betrug vorgeworfen`: by whom goes without saying
        if not draft.speaker and draft.mode == "reported" and not accused:
            return None
        draft.addressee = addressee_of(self.passage, self.lexicon, self.segments, group, draft)
        draft.first = self._says_first(group, draft)
        return draft

    def _says_first(self, group: VerbGroup, draft: Draft) -> bool:
        """Tell whether the clause of the cue, up to the next cue, holds `erstmals` outside the content."""
        segment = self.segments[group.segment]
        coordinated = self.passage.low[group.finite - 1 : group.finite] in (["und"], ["oder"])
        start = group.finite if coordinated else segment.start
        later = [g.finite for g in self.groups if g.finite > group.end]
        end = min([max(segment.end, group.end), *later])
        words = " ".join(self.passage.low[i] for i in range(start, end) if not draft.covers(i, i + 1))
        return any(f" {first} " in f" {words} " for first in self.lexicon.first)
