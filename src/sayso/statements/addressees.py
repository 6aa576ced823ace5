"""To whom something was said: the object of the cue verb, or a phrase such as `gegenüber X`."""

from sayso.statements.draft import Draft, Range
from sayso.statements.lexicon import Lexicon
from sayso.statements.passage import Passage, Segment
from sayso.statements.phrases import noun_phrase
from sayso.statements.verbgroups import VerbGroup


def addressee_of(
    passage: Passage, lexicon: Lexicon, segments: list[Segment], group: VerbGroup, draft: Draft
) -> list[Range]:
    """Return the addressee that the clause of a cue verb names, outside speaker and content; empty where none."""
    segment = segments[group.segment]
    taken = [*draft.speaker, *draft.content]
    phrase = _after_phrase(passage, lexicon, segment, taken)
    if phrase is not None:
        return [phrase]
    case = group.cue.addressee
    if group.passive:
        subject = _subject_of_passive(passage, segment, group, taken) if group.cue.passive == "addressee" else None
        return [subject] if subject is not None else []
    if case is None:
        return []
    if case.startswith("prep:"):
        found = _behind_preposition(passage, segment, case.removeprefix("prep:"), taken)
    else:
        found = _object(passage, segment, group, taken, dative=case == "dative")
    return [found] if found is not None else []


def _after_phrase(passage: Passage, lexicon: Lexicon, segment: Segment, taken: list[Range]) -> Range | None:
    """Return whom `gegenüber X` or `in einem Gespräch mit X` names."""
    for words in lexicon.addressing:
        length = len(words)
        for i in range(segment.start, segment.end - length):
            if passage.low[i] == words[0] and tuple(passage.low[i : i + length]) == words and not _within(i, taken):
                end = noun_phrase(passage, i + length, segment.end, apposition=False)
                if end is not None:
                    return i + length, end
    return None


def _behind_preposition(passage: Passage, segment: Segment, word: str, taken: list[Range]) -> Range | None:
    for i in range(segment.start, segment.end - 1):
        if passage.low[i] == word and not _within(i, taken):
            end = noun_phrase(passage, i + 1, segment.end, apposition=False)
            if end is not None:
                return i + 1, end
    return None


def _object(passage: Passage, segment: Segment, group: VerbGroup, taken: list[Range], *, dative: bool) -> Range | None:
    """Return the object behind the verb: marked as dative, or for an accusative the first free noun phrase."""
    grammar, i = passage.grammar, group.finite + 1
    marked = grammar.dative_determiners | {"den", "der", "ihm", "ihnen"}
    while i < min(segment.end, max(segment.end, group.end)):
        holder = next((end for start, end in taken if start <= i < end), None)
        if holder is not None or i in passage.time_tokens:
            i = holder if holder is not None else passage.time_tokens[i]
        elif passage.low[i] in grammar.prepositions:
            i = noun_phrase(passage, i + 1, segment.end, apposition=False) or i + 1
        else:
            end = noun_phrase(passage, i, segment.end, apposition=False)
            if end is not None and (not dative or passage.low[i] in marked or passage.is_capital(i)):
                return i, min(end, min((start for start, _ in taken if start > i), default=end))
            i += 1
    return None


def _subject_of_passive(passage: Passage, segment: Segment, group: VerbGroup, taken: list[Range]) -> Range | None:
    """Return the subject of a passive in front of its verb, else behind it: `Die Männer werden beschuldigt`."""
    for start in (segment.start, group.finite + 1):
        if start < segment.end and not _within(start, taken) and passage.low[start] not in passage.grammar.prepositions:
            stop = group.finite if start < group.finite else segment.end
            end = noun_phrase(passage, start, stop, apposition=False)
            if end is not None and passage.low[start] != "es":
                return start, end
    return None


def _within(i: int, taken: list[Range]) -> bool:
    return any(start <= i < end for start, end in taken)
