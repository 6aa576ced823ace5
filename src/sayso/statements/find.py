"""Every statement of a report: the rules' drafts put in order, nested, dated and given their confidence."""

import math
from collections.abc import Callable, Sequence
from typing import Protocol

from sayso.model import Span, Statement, When
from sayso.statements.acts import decide, share_stance
from sayso.statements.attributed import find_attributed
from sayso.statements.carried import carry_on, lone_quotes, nested_quotes
from sayso.statements.days import said_of
from sayso.statements.draft import Draft, Range
from sayso.statements.framed import FramedRules
from sayso.statements.headlines import find_headlines
from sayso.statements.hints import give_hints
from sayso.statements.lexicon import lexicon
from sayso.statements.merge import merge
from sayso.statements.passage import Passage
from sayso.statements.plans import find_plans
from sayso.tagger.findings import Hint, Tagged

# How far a speaker carries: sentences in the report's own voice that may stand between.
_REACH = 3
# Share of a rule family's findings whose content fits a labelled content by half, on reports that nothing here was
# fitted to automatically: `python bench/statements.py --part train --stances --precision`, and without `--stances`
# for families with fewer than twenty findings there (direct.carried, direct.object, indirect.fixed, indirect.wie);
# for headlines on the project's own dossiers.
_CONFIDENCE = {
    "direct.carried": 0.95,
    "direct.colon": 0.92,
    "direct.quoted": 0.65,
    "direct.nested": 0.95,
    "direct.verb": 0.98,
    "direct": 0.9,
    "free_indirect": 0.9,
    "direct.headline": 0.95,
    "indirect.fixed": 0.84,
    "indirect.headline": 0.95,
    "indirect.noun": 0.9,
    "indirect.preposition": 0.96,
    "indirect.verb": 0.9,
    "indirect.wie": 0.95,
    "indirect_free_indirect": 0.85,
    "reported": 0.74,
    "reported.plan": 0.89,
}


# A logistic regression of being right on what the finder says of itself and on a rule's agreement, over the
# development reports that are labelled by the guidelines: `python bench/statements.py --stances --calibration`.
_SLOPE, _AGREED, _SHIFT = 0.65, 1.14, 0.54


class Finder(Protocol):
    """What finds statements by what it learned."""

    def find_spans(self, text: str, hints: Sequence[Hint] = ()) -> list[Tagged]:
        """Return the statements of a text; `hints` are what the rules say about it."""
        ...


def find_statements(passage: Passage, finder: Finder | None = None) -> tuple[Statement, ...]:
    """Return the statements of one report in the order of their contents, ids `s1`, `s2`, ….

    Without a `finder` they are those of the rules alone.
    """
    drafts = find_drafts(passage, finder)
    for draft in drafts:
        decide(passage, lexicon("de"), draft)
    share_stance(drafts)
    return as_statements(passage, drafts, _sureness, said_of, _framed)


def as_statements(
    passage: Passage,
    drafts: list[Draft],
    sureness: Callable[[Draft], float],
    said: Callable[[Passage, Draft], When | None],
    framed: Callable[[Draft], bool] = lambda _: True,
) -> tuple[Statement, ...]:
    """Return drafts as statements, in the order of their contents and nested.

    Functions tell of each how sure it is, when it was said, and whether its frame is told.
    """
    drafts.sort(key=lambda draft: (draft.start, -draft.end, draft.rule))
    ids = {id(draft): f"s{number}" for number, draft in enumerate(drafts, 1)}
    parents = _parents(drafts, ids)
    return tuple(
        Statement(
            id=ids[id(draft)],
            mode=draft.mode,
            medium=draft.medium,
            content=_spans(passage, draft.content),
            speaker=_spans(passage, draft.speaker),
            cue=_spans(passage, draft.cue),
            frame=_spans(passage, draft.frame if framed(draft) else []),
            addressee=_spans(passage, draft.addressee),
            stance=draft.stance,
            found_by="+".join(filter(None, ("learned" if draft.learned is not None else "", draft.rule))),
            confidence=sureness(draft),
            polarity=draft.polarity,
            said=said(passage, draft),
            first=draft.first,
            parent=parents.get(id(draft)),
        )
        for draft in drafts
    )


def find_drafts(passage: Passage, finder: Finder | None = None) -> list[Draft]:
    """Return the statements of one report in no order, with the stance that the cue of each has."""
    rules, drafts = apply_rules(passage)
    if finder is not None:
        tagged = finder.find_spans(passage.text, give_hints(passage, drafts, lexicon("de")))
        drafts = merge(passage, rules, drafts, tagged)
    drafts += find_headlines(passage, drafts)
    return drafts + find_plans(passage, lexicon("de"), drafts)


def apply_rules(passage: Passage) -> tuple[list[FramedRules], list[Draft]]:
    """Return the rules of each sentence of a passage, and what they find, in order."""
    cues = lexicon("de")
    rules = [FramedRules(passage, cues, number) for number in range(len(passage.sentences))]
    return rules, _drafts(passage, rules)


def _drafts(passage: Passage, rules: Sequence[FramedRules]) -> list[Draft]:
    drafts: list[Draft] = []
    before: Draft | None = None
    for number, sentence in enumerate(rules):
        framed = sentence.find()
        for draft in framed:
            _refer(draft, drafts)
        attributed = find_attributed(sentence, framed)
        framed = [*_cut_frames(framed, attributed), *attributed]
        for draft in framed:
            if (
                not draft.speaker
                and not draft.passive
                and before is not None
                and draft.frame
                and draft.rule.startswith(("direct.verb", "indirect.verb"))
                and draft.rule.rpartition(".")[2] not in sentence.lexicon.denying  # nobody denies his own words
            ):
                draft.speaker = list(before.speaker)
        if before is not None and number - before.sentence > _REACH:
            before = None
        carried = carry_on(passage, number, framed, before)
        new = [draft for draft in carried if not _extends(drafts, draft)]
        inner = nested_quotes(passage, framed + new)
        lone = lone_quotes(sentence, framed + carried, before)
        drafts += framed + inner + new + lone
        spoken = framed + carried + lone
        if spoken:
            before = spoken[-1]
    return drafts


def _refer(draft: Draft, drafts: list[Draft]) -> None:
    """Let a word for the sentence before mean what somebody says there, without its frame."""
    if draft.rule.startswith("reported.dies") and len(draft.content) > 1:
        said = [other for other in drafts if other.sentence == draft.sentence - 1 and other.frame and not other.inner]
        if said:
            own = said[-1].content[:-1] if said[-1].rule.startswith("reported.dies") else said[-1].content
            draft.content = [*own, draft.content[-1]]


def _cut_frames(framed: list[Draft], attributed: list[Draft]) -> list[Draft]:
    """Take frames of others out of a content: `…, was Kiew bestritt`, `konnte es nach Angaben X nicht bestätigen`.

    Where nothing else is left of it, the frame was taken for a content: `Dem Anwalt zufolge nannten sie …`.
    """
    for draft in framed:
        if draft.rule.startswith(("reported.was", "reported.object")):
            holes = [piece for other in attributed for piece in other.frame if draft.covers(*piece)]
            draft.cut(holes)
    return [draft for draft in framed if draft.content]


def _extends(drafts: list[Draft], draft: Draft) -> bool:
    """Join a carried-on sentence to the one before; the corpus labels such a passage as one content."""
    if not drafts or draft.mode != "indirect_free_indirect":
        return False
    last = drafts[-1]
    if last.mode != draft.mode or last.sentence != draft.sentence - 1 or last.end != draft.start:
        return False
    last.content[-1] = (last.content[-1][0], draft.end)
    last.sentence = draft.sentence
    return True


def _parents(drafts: list[Draft], ids: dict[int, str]) -> dict[int, str]:
    """Return for each draft, by its `id()`, the id of the smallest other draft whose content holds its own.

    `drafts` are in the order of their starts, the longer first, so that every holder comes before what it holds.
    """
    found: dict[int, str] = {}
    reaching: list[Draft] = []
    for draft in drafts:
        reaching = [other for other in reaching if other.end > draft.start]
        holders = [
            other
            for other in reaching
            if other.end - other.start > draft.end - draft.start and all(other.covers(a, b) for a, b in draft.content)
        ]
        if holders:
            found[id(draft)] = ids[id(min(holders, key=lambda other: other.end - other.start))]
        reaching.append(draft)
    return found


def _framed(draft: Draft) -> bool:
    return (
        draft.mode != "reported"
        or draft.learned is not None
        or draft.rule.startswith(("reported.was", "reported.dies"))
    )


def _sureness(draft: Draft) -> float:
    return _confidence(draft.rule) if draft.learned is None else _calibrated(draft.learned, draft.rule != "")


def _confidence(rule: str) -> float:
    """Return the measured precision of a rule's family, else of its mode."""
    mode, _, rest = rule.partition(".")
    family = f"{mode}.{rest.partition('.')[0]}"
    return _CONFIDENCE[family if family in _CONFIDENCE else mode]


def _calibrated(learned: float, agreed: bool) -> float:
    """Return how likely a finding of the learned finder is right; `agreed`: a rule found it too."""
    sure = min(max(learned, 0.01), 0.99)
    odds = _SLOPE * math.log(sure / (1 - sure)) + _AGREED * agreed + _SHIFT
    return round(1 / (1 + math.exp(-odds)), 3)


def _spans(passage: Passage, pieces: list[Range]) -> tuple[Span, ...]:
    return tuple(passage.span(start, end) for start, end in sorted(pieces) if start < end)
