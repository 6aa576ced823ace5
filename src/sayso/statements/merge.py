"""The rules' and the learned finder's statements made one list; the one place that knows both.

Where both found a statement, the finder's borders and roles stand (it saw the rules' as hints) and the rule's cue
tells the stance.  What only one of them found is kept where that kind of finding is right more often than not.
"""

from collections.abc import Sequence

from sayso.model import Span
from sayso.statements.draft import Draft, Range, ranges
from sayso.statements.framed import FramedRules
from sayso.statements.passage import Passage
from sayso.statements.stances import stance_of
from sayso.tagger.findings import Tagged

_SAME = 0.5  # F1 of the contents' tokens from which on two findings are one statement


def merge(passage: Passage, rules: Sequence[FramedRules], drafts: list[Draft], tagged: Sequence[Tagged]) -> list[Draft]:
    """Return every statement once; `rules` are the sentences of the passage in order."""
    tokens = _Tokens(passage)
    learned = [draft for found in tagged if (draft := _draft(tokens, found)) is not None]
    partners = _partners(learned, drafts)
    known = set(partners.values())
    for number, draft in enumerate(learned):
        if number in partners:
            _take_over(draft, drafts[partners[number]])
        else:
            _read_cue(passage, rules[draft.sentence], draft)
    _carry_stance(learned, partners)
    return learned + [draft for number, draft in enumerate(drafts) if number not in known and _stands_alone(draft)]


class _Tokens:
    """Finds the tokens under spans."""

    def __init__(self, passage: Passage) -> None:
        self.sentence_of = [0] * len(passage.tokens)
        for number, (start, end) in enumerate(passage.sentences):
            for token in range(start, end):
                self.sentence_of[token] = number
        self._at: dict[int, int] = {}
        for number, word in enumerate(passage.tokens):
            self._at.update(dict.fromkeys(range(word.start, word.end), number))

    def under(self, spans: tuple[Span, ...]) -> list[Range]:
        """Return the tokens that the spans touch."""
        return ranges([self._at[at] for span in spans for at in range(span.start, span.end) if at in self._at])


def _draft(tokens: _Tokens, found: Tagged) -> Draft | None:
    content = tokens.under(found.content)
    if not content:
        return None
    return Draft(
        rule="",
        mode=found.mode,
        content=content,
        sentence=tokens.sentence_of[content[0][0]],
        medium=found.medium,
        speaker=tokens.under(found.speaker),
        cue=tokens.under(found.cue),
        frame=tokens.under(found.frame),
        addressee=tokens.under(found.addressee),
        inner=found.level > 0,
        learned=found.confidence,
    )


def _numbers(pieces: list[Range]) -> set[int]:
    return {token for start, end in pieces for token in range(start, end)}


def _partners(learned: list[Draft], drafts: list[Draft]) -> dict[int, int]:
    """Return for each learned statement the rules' one that it is, by number: the best fits first."""
    fits = []
    by_rule = [_numbers(draft.content) for draft in drafts]
    for number, draft in enumerate(learned):
        mine = _numbers(draft.content)
        for other, theirs in enumerate(by_rule):
            if drafts[other].end <= draft.start or draft.end <= drafts[other].start:
                continue
            fit = 2 * len(mine & theirs) / (len(mine) + len(theirs))
            reported = draft.mode == "reported" and drafts[other].mode == "reported" and theirs <= mine
            if fit >= _SAME or reported:
                fits.append((fit, draft.mode == drafts[other].mode, -number, -other))
    found: dict[int, int] = {}
    for _, _, number, other in sorted(fits, reverse=True):
        if -number not in found and -other not in found.values():
            found[-number] = -other
    return found


def _take_over(draft: Draft, rule: Draft) -> None:
    draft.rule = rule.rule
    draft.stance, draft.polarity, draft.first = rule.stance, rule.polarity, rule.first
    draft.passive = rule.passive
    if draft.mode == "reported":
        draft.cue = draft.cue or rule.cue


def _read_cue(passage: Passage, rules: FramedRules, draft: Draft) -> None:
    """Set the stance of a statement that no rule found from its cue, or from the cue verb inside a reported one."""
    cue = _numbers(draft.cue or (draft.content if draft.mode == "reported" else []))
    for group in rules.groups:
        if cue & set(group.parts):
            stance = stance_of(passage, rules.lexicon, group, draft)
            if stance is not None:
                draft.stance = stance
                draft.polarity = group.cue.polarity if stance == "evaluates" else None
                if draft.mode == "reported":
                    draft.cue = ranges(group.parts)
            return
    for token in sorted(cue if draft.mode != "reported" else ()):
        noun = rules.lexicon.nouns.get(passage.tokens[token].text)
        if noun is not None:
            draft.stance = noun.stance
            return


def _carry_stance(learned: list[Draft], partners: dict[int, int]) -> None:
    """Give what has no cue of its own the stance of the statement around it, or of the one that it carries on."""
    before: Draft | None = None
    for number, draft in enumerate(learned):
        if number not in partners and not draft.cue and draft.mode != "reported":
            around = next((o for o in learned if o is not draft and _holds(o, draft)), None)
            if around is not None:
                draft.stance, draft.polarity = around.stance, around.polarity
            elif before is not None and draft.mode == "indirect_free_indirect":
                draft.stance = before.stance if before.stance in ("asserts", "alleges") else "asserts"
        before = draft


def _holds(outer: Draft, inner: Draft) -> bool:
    return outer.start <= inner.start and inner.end <= outer.end and outer.end - outer.start > inner.end - inner.start


def _stands_alone(draft: Draft) -> bool:
    """Tell whether what only a rule found is right more often than not."""
    return draft.rule.startswith(_ALONE)


_ALONE = ("direct.verb", "indirect.preposition")
