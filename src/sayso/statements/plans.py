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
from sayso.statements.verbgroups import closes, negates, subordinate

_NOBODY = frozenset(("es", "das", "dies", "wer", "was", "ich", "wir", "du", "ihr"))
_NONE = ("kein", "niemand", "weder")  # beginnings of who wants nothing
_ONE = frozenset(("das", "der", "ein", "eine", "dieser", "dieses", "jeder", "jede"))
_AMOUNTS = frozenset(("mehr", "weniger", "viel", "vieles", "alles", "nichts"))
_CONTINUES = frozenset(("sondern", "und", "oder", "um", "ohne", "statt", "anstatt"))
_ARTICLES = frozenset(("der", "die", "das"))
_DEADLINES = frozenset(("bis", "binnen", "innerhalb", "spätestens", "künftig", "vor"))
_COMPARING = frozenset(("als", "wie"))
_REACH = 4  # segments in which the infinitive that closes the clause is looked for


def find_plans(passage: Passage, lexicon: Lexicon, drafts: Sequence[Draft]) -> list[Draft]:
    """Return the plans of a report that no other statement holds."""
    found = []
    for number, (start, end) in enumerate(passage.sentences):
        if lexicon.plan.isdisjoint(passage.low[start:end]):
            continue
        if not passage.is_stop(end - 1):
            continue  # a headline says again what the report tells
        segments = passage.segments(start, end)
        for at, finite, infinitive in _wanted(passage, lexicon, segments):
            if any(draft.covers(finite, finite + 1) or _is_cue(draft, finite) for draft in drafts):
                continue
            draft = _plan(passage, segments, number, at, finite, infinitive)
            if draft is not None:
                if _keeps_silent(passage, lexicon, finite, infinitive):
                    draft.stance = "withholds"
                found.append(draft)
    return found


def _is_cue(draft: Draft, token: int) -> bool:
    return any(start <= token < end for start, end in draft.cue)


def _wanted(passage: Passage, lexicon: Lexicon, segments: list[Segment]) -> Iterator[tuple[int, int, int]]:
    """Yield main clauses with `will` and an infinitive: their segment, the finite verb, the infinitive."""
    for at, segment in enumerate(segments):
        if _depends(passage, segment):
            continue
        for i in range(segment.start, segment.end):
            if passage.low[i] not in lexicon.plan or passage.quote_of[i] != -1 or passage.is_capital(i):
                continue
            infinitive = None if _is_last(passage, segments, at, i) else _infinitive(passage, segments, at, i)
            if infinitive is not None:
                yield at, i, infinitive
                break


def _is_last(passage: Passage, segments: list[Segment], at: int, finite: int) -> bool:
    """Tell whether a verb ends its clause, `… sperren will`, with nothing put in: `will – nun doch –`."""
    behind = finite + 1
    if behind == segments[at].end:
        return at + 1 == len(segments) or segments[at + 1].mark != "–"
    aside = passage.quote_of[behind] != -1 or passage.tokens[behind].text == "("
    return not aside and closes(passage, finite, segments[at].end)


def _infinitive(passage: Passage, segments: list[Segment], at: int, finite: int) -> int | None:
    """Return the infinitive that closes the clause of a finite verb; None for `will wissen`, which asks."""
    inserted = False
    for number, segment in enumerate(segments[at : at + _REACH]):
        final = passage.trim_end(segment.start, segment.end) - 1
        resumes = inserted and _is_infinitive(passage, final)  # `will der Rat, der tagt, [das Dach flicken]`
        if number and not resumes and (_depends(passage, segment) or (segment.mark == "–" and not inserted)):
            inserted = True
            continue
        if number and not inserted and not _goes_on(passage, segment):
            return None
        for i in range(finite + 1 if not number else segment.start, segment.end):
            if passage.quote_of[i] != -1 or passage.is_capital(i):
                continue
            if passage.low[i - 1] != "zu" and _is_infinitive(passage, i):
                if closes(passage, i, segment.end) or passage.low[i + 1] in _COMPARING:
                    return i if passage.low[i] != "wissen" else None
            elif number and passage.finite_forms(i):
                return None
    return None


def _goes_on(passage: Passage, segment: Segment) -> bool:
    """Tell whether a segment behind a comma goes on with a list: `will Schulen, [Straßen und Brücken bauen]`."""
    words = passage.low[segment.start : segment.end]
    return "und" in words or "oder" in words or words[0] in passage.grammar.prepositions


def _plan(
    passage: Passage, segments: list[Segment], number: int, at: int, finite: int, infinitive: int
) -> Draft | None:
    subject = _subject(passage, segments, at, finite)
    if subject is None or " ".join(passage.low[slice(*subject)]) in _NOBODY:
        return None
    if passage.low[subject[0]].startswith(_NONE):
        return None
    nouns = {passage.low[i] for i in range(*subject) if passage.is_capital(i)}
    if nouns & passage.grammar.speechless or _is_state(passage, infinitive):
        return None
    start, end = _clause(passage, segments, number, at, infinitive)
    return Draft(
        "reported.plan.wollen",
        "reported",
        [(start, end)],
        number,
        stance="asserts" if _is_account(passage, start, infinitive) else "announces",
        speaker=[] if passage.low[subject[0]] == "man" else [subject],
    )


def _keeps_silent(passage: Passage, lexicon: Lexicon, finite: int, infinitive: int) -> bool:
    """Tell whether somebody wants not to tell: `will die Namen nicht nennen`."""
    tells = any(form.lemma in lexicon.telling for form in passage.forms(infinitive))
    return tells and any(negates(passage, i) for i in range(finite, infinitive))


def _is_account(passage: Passage, start: int, infinitive: int) -> bool:
    """Tell whether somebody wants to have done something: `will davon nichts erfahren haben`, with no deadline."""
    perfect = passage.is_perfect(infinitive) or passage.low[infinitive + 1 : infinitive + 2] in (["haben"], ["sein"])
    return perfect and _DEADLINES.isdisjoint(passage.low[start:infinitive])


def _is_state(passage: Passage, infinitive: int) -> bool:
    """Tell whether a thing is said to want care: `Das will gut überlegt sein`."""
    before = passage.forms(infinitive - 1)
    return passage.low[infinitive] == "sein" and any(f.kind == "participle" and f.lemma not in _MOVES for f in before)


# They make their perfect with `sein`: `will nicht dort gewesen sein`.
_MOVES = frozenset(("sein", "gehen", "kommen", "fahren", "fliegen", "bleiben", "laufen", "reisen", "fallen", "fliehen"))


def _subject(passage: Passage, segments: list[Segment], at: int, finite: int) -> Range | None:
    """Return who wants it; None where the clause names nobody, or one thing beside a verb in the plural."""
    segment = segments[at]
    opening = set(passage.low[segment.start : finite])
    if opening and opening <= passage.grammar.coordinators:
        return None  # whoever was named before: `…, und will nicht umziehen`
    if finite > segment.start:
        front = forefield_subject(passage, segments, at, finite)
    elif at == 0:
        return None  # a question
    else:
        front = apposed_subject(passage, segments, at)
        if front is None and not _belongs(passage, segments[at - 1]):
            return None  # whoever was named before: `Sie zahlt, will aber nicht umziehen`
    after = subject_after(passage, finite + 1, segment.end, stop=segment.end)
    if front is not None and after is not None and _is_object(passage, front, finite):
        front = None
    found = front or after
    if found is None or passage.low[finite] not in {"wollen", "möchten"} or passage.low[found[0]] not in _ONE:
        return found
    return found if {"und", "sowie"} & set(passage.low[slice(*found)]) else None


def _is_object(passage: Passage, front: Range, finite: int) -> bool:
    """Tell whether what stands in front is wanted, for a nominative is behind the verb: `Die Steuer will der Rat`."""
    low = passage.low[front[0]]
    nominative = passage.low[finite + 1 : finite + 2] == ["der"]
    named = passage.is_capital(front[0]) and low not in _ARTICLES and not passage.tokens[front[0]].text[0].isdigit()
    return low in _AMOUNTS or (nominative and low not in {"der", "ein"} and not named)


def _clause(passage: Passage, segments: list[Segment], number: int, at: int, infinitive: int) -> Range:
    """Return the clause with what depends on it, and the sentence's full stop where it reaches that."""
    first = at
    opener = segments[at].start + (passage.low[segments[at].start] in passage.grammar.coordinators)
    while first and segments[first].mark not in {":", ";"} and _belongs(passage, segments[first - 1]):
        first -= 1
    last = next(n for n, segment in enumerate(segments) if segment.start <= infinitive < segment.end)
    start = opener if first == at else segments[first].start
    within = [i for i in passage.finites(infinitive + 1, segments[last].end) if not _is_infinitive(passage, i)]
    if within and passage.low[infinitive + 1] not in _COMPARING:
        joints = [i for i in range(infinitive + 1, within[0]) if passage.low[i] in passage.grammar.coordinators]
        return start, joints[0] if joints else infinitive + 1
    while last + 1 < len(segments) and segments[last + 1].mark not in {";", ":"}:
        if not _belongs(passage, segments[last + 1]):
            break
        last += 1
    end = segments[last].end
    whole = passage.sentences[number][1]
    return start, whole if passage.trim_end(start, whole) <= end else end


def _is_infinitive(passage: Passage, i: int) -> bool:
    return any(form.kind == "infinitive" for form in passage.forms(i))


def _belongs(passage: Passage, segment: Segment) -> bool:
    """Tell whether a segment is no main clause of its own."""
    finites = passage.finites(segment.start, segment.end)
    if passage.low[segment.start] in _CONTINUES and all(_is_infinitive(passage, i) for i in finites):
        return True
    return not finites or _depends(passage, segment)


def _depends(passage: Passage, segment: Segment) -> bool:
    """Tell whether a segment is a subordinate clause; one that opens with an article has its verb at the end."""
    if not subordinate(passage, segment):
        return False
    finites = passage.finites(segment.start, segment.end)
    return passage.low[segment.start] not in _ARTICLES or not finites or closes(passage, finites[0], segment.end)
