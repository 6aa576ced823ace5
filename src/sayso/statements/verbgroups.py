"""Cue verbs in their sentence: finite verb, prefix, participle, clause, negation, voice."""

from dataclasses import dataclass, replace
from typing import Literal

from sayso.model import Stance
from sayso.statements.lexicon import Cue, Lexicon
from sayso.statements.passage import Passage, Segment

Order = Literal["first", "second", "final"]
_ADVERBIAL = frozenset(("jedoch", "allerdings", "aber"))  # coordinators that stand inside a clause too


@dataclass(frozen=True, slots=True)
class VerbGroup:
    """A cue verb as it stands in a sentence; all numbers are token numbers.

    `stance` is set where the group as a whole has one, as `weder bestätigt noch dementiert` has.

    `finite` is the finite verb, `parts` everything that belongs to the cue, `segment` the number of the
    segment that holds the finite verb, `end` the token behind the last verb part, `bracket` the verb part that
    closes the clause (prefix, participle, infinitive), if there is one.
    """

    cue: Cue
    finite: int
    parts: tuple[int, ...]
    segment: int
    order: Order
    end: int
    negated: bool
    modal: bool
    passive: bool
    bracket: int | None = None
    stance: Stance | None = None

    @property
    def withholds(self) -> bool:
        """Whether it says that somebody takes no position: `schwieg`, `äußerte sich nicht`."""
        return self.cue.stance == "withholds" or (self.negated and self.cue.negated == "withholds")


def find_verb_groups(passage: Passage, lexicon: Lexicon, segments: list[Segment]) -> list[VerbGroup]:
    """Return the cue verbs of a sentence in order; a verb form inside quotes is none."""
    found: list[VerbGroup] = []
    for number, segment in enumerate(segments):
        for i in range(segment.start, segment.end):
            if passage.quote_of[i] != -1:
                continue
            group = _group_at(passage, lexicon, segments, number, i)
            if group is None:
                continue
            if found and (joined := _neither_nor(passage, found[-1], group)) is not None:
                found[-1] = joined
            elif not any(_share(passage, other, group) for other in found):
                found.append(group)
    return found


def _share(passage: Passage, first: VerbGroup, second: VerbGroup) -> bool:
    """Tell whether two groups are one, for they share words; an auxiliary may have two participles.

    `hat dazu aufgerufen, Wasser zu sparen, und angekündigt, …`.
    """
    shared = set(first.parts) & set(second.parts)
    own = min(set(second.parts) - shared, default=first.end)
    if shared != {first.finite} or own <= max(first.parts) or first.passive or first.bracket is None:
        return bool(shared)
    return passage.grammar.coordinators.isdisjoint(passage.low[max(first.parts) : own])


def _neither_nor(passage: Passage, first: VerbGroup, second: VerbGroup) -> VerbGroup | None:
    """Join `weder bestätigt noch dementiert` into one cue, which withholds; None where the two stand apart."""
    between = passage.low[first.end : max(second.parts)]
    if between != ["noch"] or "weder" not in passage.low[min(first.parts) : first.end]:
        return None
    start = next(i for i in range(min(first.parts), first.end) if passage.low[i] == "weder")
    parts = tuple(sorted({*first.parts, *second.parts, *range(start, second.end)}))
    return replace(first, parts=parts, end=second.end, bracket=start, stance="withholds")


def _group_at(passage: Passage, lexicon: Lexicon, segments: list[Segment], number: int, i: int) -> VerbGroup | None:
    """Return the cue group whose full verb is token i."""
    forms = passage.forms(i)
    for form in forms:  # `hat bestätigt` before `bestätigt`: an auxiliary in the clause makes it a participle
        if form.kind in {"participle", "infinitive"}:
            group = _compound_group(passage, lexicon, segments, number, i, form.lemma, form.kind)
            if group is not None:
                return group
    for form in forms:
        if form.kind == "finite":
            group = _finite_group(passage, lexicon, segments, number, i, form.lemma, form.prefix)
            if group is not None:
                return group
    return None


def _finite_group(
    passage: Passage, lexicon: Lexicon, segments: list[Segment], number: int, i: int, lemma: str, joined: str | None
) -> VerbGroup | None:
    """Return the group of a finite full verb, with its split prefix where the entry has one."""
    segment = segments[number]
    order = _order(passage, segments, number, i)
    if order == "second" and _second_finite(passage, segment, i):
        return None
    if joined is None:
        prefix_at = _split_prefix(passage, lexicon, segments, number, i, lemma)
        if prefix_at is not None:
            cue = _fitting(passage, lexicon.split[lemma, passage.low[prefix_at]], segment)
            if cue is not None:
                return _make(passage, cue, i, (i, prefix_at), number, order, segments)
    cue = _fitting(passage, [c for c in lexicon.by_lemma.get(lemma, ()) if bool(c.prefix) == bool(joined)], segment)
    if cue is None:
        return None
    return _make(passage, cue, i, (i,), number, order, segments)


def _second_finite(passage: Passage, segment: Segment, i: int) -> bool:
    """Tell whether the clause has its finite verb before token i already: `kauften billigen Wein`."""
    for j in range(i - 1, segment.start, -1):
        if passage.low[j] in passage.grammar.coordinators:
            return False
        if passage.quote_of[j] == -1 and passage.finite_forms(j):
            return True
    return False


def _split_prefix(
    passage: Passage, lexicon: Lexicon, segments: list[Segment], number: int, i: int, lemma: str
) -> int | None:
    """Return the token of a separable prefix behind the finite verb i, at the end of this or a later segment."""
    for later, segment in enumerate(segments[number : number + 4]):
        for last in range(max(segment.start, i + 1), segment.end):
            if (
                passage.low[last] in lexicon.prefixes
                and (lemma, passage.low[last]) in lexicon.split
                and closes(passage, last, segment.end)
                and passage.low[last + 1 : last + 2] not in (["haben"], ["sein"], ["werden"])  # `zu haben`
            ):
                return last
            if later and passage.finites(last, last + 1):  # its own: `sagte, er gebe das Amt ab`
                break
    return None


def closes(passage: Passage, i: int, end: int) -> bool:
    """Tell whether token i ends its clause: nothing, a mark, `und` or another verb form follows."""
    if i + 1 < end and passage.low[i + 1] in {"worden", "werden", "haben", "sein"}:
        return closes(passage, i + 1, end)
    return i + 1 >= end or not passage.is_word(i + 1) or passage.low[i + 1] in {"und", "oder", "sowie", "sondern"}


def _compound_group(
    passage: Passage, lexicon: Lexicon, segments: list[Segment], number: int, i: int, lemma: str, kind: str
) -> VerbGroup | None:
    """Return the group of a participle or infinitive with its auxiliary."""
    segment = segments[number]
    cues = lexicon.by_lemma.get(lemma, ())
    if not cues:
        return None
    finite = _auxiliary(passage, segments, number, i)
    if finite is None:
        return None
    low, grammar = passage.low[finite], passage.grammar
    modal = low in grammar.modals or low in grammar.helpers
    if kind != "participle" and not modal and low not in grammar.werden:
        return None
    passive = (kind == "participle" and low in grammar.werden) or "worden" in passage.low[i : segment.end]
    cue = _fitting(passage, cues, segment)
    if kind == "participle" and low in grammar.sein and not passive and not (cue and _takes_sein(cue)):
        return None
    if cue is None:
        return None
    extra = tuple(j for j in range(i + 1, segment.end) if passage.low[j] in {"worden", "werden", "haben", "lassen"})
    where = next(n for n, s in enumerate(segments) if s.start <= finite < s.end)
    order: Order = "final" if finite > i else _order(passage, segments, where, finite)
    return _make(
        passage, cue, finite, tuple(sorted({finite, i, *extra})), where, order, segments, modal=modal, passive=passive
    )


def _takes_sein(cue: Cue) -> bool:
    """Tell whether a cue forms its perfect with sein: `war davon ausgegangen`, `ist bekannt geworden`."""
    return cue.impersonal or (bool(cue.content_prepositions) and not cue.nominal and "clause" not in cue.takes)


def _auxiliary(passage: Passage, segments: list[Segment], number: int, i: int) -> int | None:
    """Return the finite auxiliary of the participle or infinitive at i: right behind it, else the nearest before."""
    segment, governors = segments[number], passage.grammar.governors
    for j in range(i + 1, min(i + 3, segment.end)):
        if passage.low[j] in governors and passage.low[j] not in {"werden", "haben"}:
            return j
        if passage.low[j] == "haben" and j + 1 >= segment.end:
            return j
    at = number
    while at >= 0 and number - at < 4:
        for j in range(min(i, segments[at].end) - 1, segments[at].start - 1, -1):
            if (
                passage.quote_of[j] == -1
                and passage.low[j] in governors
                and not (j and passage.low[j - 1] == "zu")
                and (at == number or not subordinate(passage, segments[at]))
            ):
                return j
        at -= 1
    return None


def subordinate(passage: Passage, segment: Segment) -> bool:
    """Tell whether a segment opens like a subordinate or relative clause."""
    low = passage.low[segment.start]
    second = passage.low[segment.start + 1] if segment.start + 1 < segment.end else ""
    grammar = passage.grammar
    if segment.mark != ",":  # `Das Komitee sagte`: what could be a relative pronoun opens a sentence
        return low in grammar.subordinators or low in grammar.w_words
    opens = grammar.subordinators | grammar.relative_pronouns | grammar.w_words
    return low in opens or (
        low in passage.grammar.prepositions and second in passage.grammar.relative_pronouns and segment.mark == ","
    )


def _order(passage: Passage, segments: list[Segment], number: int, i: int) -> Order:
    """Return where the finite verb i stands in its clause."""
    segment = segments[number]
    start = segment.start
    while start < i and (
        passage.low[start] in passage.grammar.coordinators
        or (passage.low[start] == "so" and segment.mark in {",", "–"})
    ):
        start += 1
    if start == i:
        return "first"
    if closes(passage, i, segment.end) and subordinate(passage, segment):
        return "final"
    if i > segment.start and passage.low[i - 1] in {"und", "oder"}:
        return "first"
    if passage.quote_of[i - 1] != -1 and passage.quote_of[i - 1] == passage.quote_of[start]:
        return "first"  # `„…“ sagte X`, without a comma
    return "second"


def _fitting(passage: Passage, cues: "list[Cue] | tuple[Cue, ...]", segment: Segment) -> Cue | None:
    """Return the first entry whose further words stand in the segment; multiword entries come first."""
    words = " " + " ".join(passage.low[segment.start : segment.end]) + " "
    reflexive = " sich " in words
    for cue in sorted(cues, key=lambda c: (not c.needs, not c.reflexive)):
        if cue.needs and not any(f" {need.lower()} " in words for need in cue.needs):
            continue
        if cue.reflexive and not reflexive:
            continue
        if any(f" {word.lower()} " in words for word in cue.without):
            continue
        return cue
    return None


def negates(passage: Passage, i: int) -> bool:
    """Tell whether token i negates: `nicht`, but not in `nicht nur`."""
    if passage.low[i] not in passage.grammar.negators or passage.quote_of[i] != -1:
        return False
    return i + 1 >= len(passage.low) or passage.low[i + 1] not in passage.grammar.negation_cancelled_by


def _negates_at_end(passage: Passage, segment: Segment, finite: int) -> bool:
    """Tell whether a finite verb without later parts is negated: `bestätigte den Einsatz nicht`, `… nicht die Tat`.

    One before the object negates the verb too, unless the object is set against another: `nicht die Tat, sondern`.
    """
    for j in range(finite + 1, segment.end):
        if passage.low[j] in passage.grammar.coordinators - _ADVERBIAL:
            return False
        if negates(passage, j):
            follows = passage.low[segment.end : segment.end + 2]
            before_object = j + 1 < segment.end and passage.low[j + 1] in passage.grammar.determiners
            longer = j + (passage.low[j + 1 : min(j + 2, segment.end)] == ["mehr"])  # `bestritt die Tat nicht mehr`
            if closes(passage, longer, segment.end) or (before_object and "sondern" not in follows):
                return True
    return False


def _make(
    passage: Passage,
    cue: Cue,
    finite: int,
    parts: tuple[int, ...],
    number: int,
    order: Order,
    segments: list[Segment],
    *,
    modal: bool = False,
    passive: bool = False,
) -> VerbGroup:
    segment = segments[number]
    needed: list[int] = []
    for need in cue.needs:
        words = need.lower().split()
        for j in range(segment.start, segment.end - len(words) + 1):
            if passage.low[j : j + len(words)] == words:
                needed = list(range(j, j + len(words)))
                break
        if needed:
            break
    if cue.reflexive:
        near = [j for j in range(segment.start, segment.end) if passage.low[j] == "sich"]
        needed += near[:1]
    all_parts = tuple(sorted({*parts, *needed}))
    bracket = min((part for part in parts if part > finite), default=None)
    low = min(finite, *all_parts)
    high = max(all_parts) + 1
    reach = min(high + 1, max(segment.end, high))
    negated = any(negates(passage, j) for j in range(low, reach)) or (
        bracket is None and _negates_at_end(passage, segment, finite)
    )
    if order == "second" and passage.low[segment.start] == "weder":  # `weder Kiew noch Moskau äußerten sich`
        negated = negated or "noch" in passage.low[segment.start : finite]
    return VerbGroup(cue, finite, all_parts, number, order, high, negated, modal, passive, bracket)
