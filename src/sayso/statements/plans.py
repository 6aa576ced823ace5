"""Plans told in the report's own words: `Die Stadt will die Brücke im Herbst sperren`.

Who is said to want to do something has said so, or somebody has said it of him: the guidelines have it as announced.
The clause as a whole is the content, with whom it tells of; that is how the quotation corpus has it, too.  With an
infinitive perfect it is an account that is not vouched for, `Er will nichts gesehen haben`: it is asserted.
"""

from collections.abc import Iterator, Sequence

from sayso.statements.draft import Draft, Range
from sayso.statements.lexicon import Lexicon
from sayso.statements.passage import Passage, Segment
from sayso.statements.speakers import apposed_subject, forefield_subject, subject_after
from sayso.statements.verbgroups import closes, subordinate

_NOBODY = frozenset(("es", "das", "dies", "wer", "was", "ich", "wir", "du", "ihr", "niemand", "keiner"))
_ONE = frozenset(("das", "der", "ein", "eine", "dieser", "dieses", "jeder", "jede"))
_REACH = 4  # segments in which the infinitive that closes the clause is looked for


def find_plans(passage: Passage, lexicon: Lexicon, drafts: Sequence[Draft]) -> list[Draft]:
    """Return the plans of a report that no other statement holds."""
    found = []
    for number, (start, end) in enumerate(passage.sentences):
        if not passage.is_stop(end - 1):
            continue  # a headline says again what the report tells
        segments = passage.segments(start, end)
        for at, finite, infinitive in _wanted(passage, lexicon, segments):
            if any(draft.covers(finite, finite + 1) or _is_cue(draft, finite) for draft in drafts):
                continue
            draft = _plan(passage, segments, number, at, finite, infinitive)
            if draft is not None:
                found.append(draft)
    return found


def _is_cue(draft: Draft, token: int) -> bool:
    return any(start <= token < end for start, end in draft.cue)


def _wanted(passage: Passage, lexicon: Lexicon, segments: list[Segment]) -> Iterator[tuple[int, int, int]]:
    """Yield main clauses with `will` and an infinitive: their segment, the finite verb, the infinitive."""
    for at, segment in enumerate(segments):
        if subordinate(passage, segment):
            continue
        for i in range(segment.start, segment.end):
            if passage.low[i] not in lexicon.plan or passage.quote_of[i] != -1:
                continue
            if closes(passage, i, segment.end) and (i + 1 == segment.end or passage.quote_of[i + 1] == -1):
                continue  # `… sperren will`
            if i == segment.start and at == 0:
                break  # a question
            infinitive = _infinitive(passage, segments, at, i)
            if infinitive is not None:
                yield at, i, infinitive
            break


def _infinitive(passage: Passage, segments: list[Segment], at: int, finite: int) -> int | None:
    """Return the infinitive that closes the clause of a finite verb."""
    for number, segment in enumerate(segments[at : at + _REACH]):
        if number and subordinate(passage, segment):
            continue
        for i in range(finite + 1 if not number else segment.start, segment.end):
            if passage.quote_of[i] != -1 or passage.is_capital(i):
                continue
            if passage.low[i - 1] != "zu" and _is_infinitive(passage, i):
                if closes(passage, i, segment.end):
                    return i if passage.low[i] != "wissen" else None  # `will wissen` asks
            elif number and passage.finite_forms(i):
                return None
    return None


def _plan(
    passage: Passage, segments: list[Segment], number: int, at: int, finite: int, infinitive: int
) -> Draft | None:
    subject = _subject(passage, segments, at, finite)
    if subject is None or " ".join(passage.low[slice(*subject)]) in _NOBODY:
        return None
    start, end = _clause(passage, segments, number, at, infinitive)
    return Draft(
        "reported.plan.wollen",
        "reported",
        [(start, end)],
        number,
        stance="asserts" if _is_account(passage, infinitive) else "announces",
        speaker=[] if passage.low[subject[0]] == "man" else [subject],
    )


def _is_account(passage: Passage, infinitive: int) -> bool:
    """Tell whether somebody wants to have done something: `will davon nichts erfahren haben`."""
    return passage.is_perfect(infinitive) or passage.low[infinitive + 1 : infinitive + 2] in (["haben"], ["sein"])


def _subject(passage: Passage, segments: list[Segment], at: int, finite: int) -> Range | None:
    """Return who wants it; None where the clause names nobody, or one thing beside a verb in the plural."""
    segment = segments[at]
    if finite > segment.start:
        front = forefield_subject(passage, segments, at, finite)
    else:
        front = apposed_subject(passage, segments, at)
    if front is None and finite == segment.start and not _belongs(passage, segments[at - 1]):
        return None  # whoever was named before: `Sie zahlt, will aber nicht umziehen`
    found = front or subject_after(passage, finite + 1, segment.end, stop=segment.end)
    several = passage.low[finite] in {"wollen", "möchten"}
    return None if found is None or (several and passage.low[found[0]] in _ONE) else found


def _clause(passage: Passage, segments: list[Segment], number: int, at: int, infinitive: int) -> Range:
    """Return the clause with what depends on it, and the sentence's full stop where it reaches that."""
    first = at
    opener = segments[at].start + (passage.low[segments[at].start] in passage.grammar.coordinators)
    while first and segments[first].mark not in {":", ";"} and _belongs(passage, segments[first - 1]):
        first -= 1
    last = next(n for n, segment in enumerate(segments) if segment.start <= infinitive < segment.end)
    start = opener if first == at else segments[first].start
    within = [i for i in passage.finites(infinitive + 1, segments[last].end) if not _is_infinitive(passage, i)]
    if within:
        joints = [i for i in range(infinitive + 1, within[0]) if passage.low[i] in passage.grammar.coordinators]
        return start, joints[0] if joints else infinitive + 1
    while last + 1 < len(segments) and _belongs(passage, segments[last + 1]) and segments[last + 1].mark != ";":
        last += 1
    end = segments[last].end
    whole = passage.sentences[number][1]
    return start, whole if passage.trim_end(start, whole) <= end else end


def _is_infinitive(passage: Passage, i: int) -> bool:
    return any(form.kind == "infinitive" for form in passage.forms(i))


def _belongs(passage: Passage, segment: Segment) -> bool:
    """Tell whether a segment is no main clause of its own."""
    return subordinate(passage, segment) or not passage.finites(segment.start, segment.end)
