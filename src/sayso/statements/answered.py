"""What an answer is to: `wies die Vorwürfe der Opposition zurück` tells that the opposition made accusations.

The noun is the cue of a statement of its own.  Where it does not go on to say what was said, the statement has no
content: it refers to what the report told before.
"""

from collections.abc import Sequence

from sayso.language.places import kind_of
from sayso.statements.draft import Draft, Range, numbers
from sayso.statements.lexicon import Cue, Lexicon
from sayso.statements.passage import Passage
from sayso.statements.phrases import noun_phrase

# Who does one of these towards what was said tells that it was said; who demands or announces it does not.
_ANSWERS = frozenset(("confirms", "denies", "withholds", "evaluates"))
_GOVERNMENTS = frozenset(("state", "capital", "seat", "body"))
_FAR = 8  # tokens of an object in which its noun is looked for
_GENITIVES = ("s", "’")  # ends of names in the genitive
_CASES = ("es", "s", "en", "n")  # ends of nouns in the genitive or dative


def find_answered(passage: Passage, lexicon: Lexicon, drafts: Sequence[Draft]) -> list[Draft]:
    """Return the statements that the objects of others tell of by a noun; such of `drafts` are among them."""
    nouns = {draft.cue[0][1] - 1: draft for draft in drafts if draft.rule.startswith("reported.noun") and draft.cue}
    known = {token for draft in drafts for token in numbers(draft.cue + draft.speaker)} - nouns.keys()
    found = []
    for around in drafts:
        at = _noun_of(passage, lexicon, around)
        if at is None or at in known:
            continue
        known.add(at)
        draft = nouns.get(at) or _read(passage, lexicon, around, at)
        if draft is not None and not numbers(draft.speaker) & numbers(around.speaker):
            found.append(draft)
    return found


def still_answered(passage: Passage, found: Sequence[Draft], drafts: Sequence[Draft]) -> list[Draft]:
    """Return those of `found` that no draft tells and that lie in a reported one: what they answer was kept.

    Who has spoken in a sentence before has said it there; one that only refers would tell it twice.
    """
    cues = {token for draft in drafts for token in numbers(draft.cue)}
    reported = [draft for draft in drafts if draft.mode == "reported"]
    return [
        draft
        for draft in found
        if not cues & numbers(draft.cue)
        and any(other.covers(*draft.cue[0]) for other in reported)
        and not (draft.refers and _has_spoken(passage, draft, drafts))
    ]


def _has_spoken(passage: Passage, draft: Draft, drafts: Sequence[Draft]) -> bool:
    """Tell whether a statement of a sentence before has a speaker of the same name or noun."""
    names = _names(passage, draft)
    return any(other.speaker and other.sentence < draft.sentence and names & _names(passage, other) for other in drafts)


def _names(passage: Passage, draft: Draft) -> set[str]:
    """Return the names and nouns of a speaker, in lower case, without an `s` at their end."""
    words = (passage.tokens[i].text for i in numbers(draft.speaker) if i not in numbers(draft.cue))
    return {word.lower().removesuffix("s") for word in words if word[0].isupper()}


def _noun_of(passage: Passage, lexicon: Lexicon, around: Draft) -> int | None:
    """Return the token of the noun of saying that is the object of an answer; None where it is no answer to one."""
    if around.mode != "reported" or not around.rule.startswith("reported.object"):
        return None
    start, end = _object(passage, around)
    for i in range(start, min(start + _FAR, end)):
        cue = lexicon.noun_of(passage.tokens[i].text)
        if cue is not None:
            refused = around.stance == "announces" and around.rule.rpartition(".")[2] in lexicon.refusals
            return i if cue.refers and (around.stance in _ANSWERS or refused) else None
        other = passage.is_capital(i) and i > start and not passage.low[i].endswith(_GENITIVES)
        if other or not passage.is_word(i) or passage.finite_forms(i):
            return None
    return None


def _object(passage: Passage, around: Draft) -> Range:
    """Return the tokens of an answer's object, its preposition left out."""
    start, end = around.content[0]
    return start + (passage.low[start] in passage.grammar.prepositions), end


def _read(passage: Passage, lexicon: Lexicon, around: Draft, at: int) -> Draft | None:
    """Return the statement of the noun at a token; None where it is nobody's."""
    start, end = _object(passage, around)
    cue = lexicon.noun_of(passage.tokens[at].text)
    if cue is None:
        return None
    holder = _behind(passage, lexicon, cue, at + 1, end) or _before(passage, start, at)
    if holder is None:
        return None
    last = max(at + 1, holder[1])
    about = None
    if last + 1 < end and passage.low[last] in cue.content_prepositions:  # `Kiews Kritik an dem Gesetz`
        about = noun_phrase(passage, last + 1, end, apposition=False)
    return Draft(
        rule=f"reported.noun.{cue.name}",
        mode="reported",
        content=[(last, about) if about else (start, last)],
        sentence=around.sentence,
        stance=cue.stance,
        medium=cue.medium,
        polarity=cue.polarity,
        speaker=[holder],
        cue=[(at, at + 1)],
        refers=about is None,
    )


def _behind(passage: Passage, lexicon: Lexicon, cue: Cue, after: int, end: int) -> Range | None:
    """Return whose a noun is by what follows it: a genitive, `von …`, the government or circles that it comes `aus`."""
    if after >= end:
        return None
    low = passage.low[after]
    start = after + (low in {"von", "aus"})
    stop = _phrase_end(passage, start, end)
    if stop is None or start in passage.time_tokens or passage.tokens[start].text[0].isdigit():
        return None
    if low == "aus":
        noun = next((passage.tokens[i].text for i in range(start, stop) if passage.is_capital(i)), "")
        of_state = kind_of(passage.words(start, stop)) in _GOVERNMENTS
        return (start, stop) if of_state or noun in lexicon.circles else None
    adjective = low.endswith("er") and not passage.is_capital(after)  # `Angaben kanadischer Ermittler`
    genitive = low in passage.grammar.genitive_determiners or adjective or _is_genitive(passage, after, stop)
    spoken = (start > after or genitive) and _speaks(passage, lexicon, cue, start, stop)
    return (start, stop) if spoken else None


def _phrase_end(passage: Passage, start: int, end: int) -> int | None:
    """Return the end of whose a noun is, without what the answer says of it: `hielt die Version von X | für falsch`."""
    stop = noun_phrase(passage, start, end, apposition=False) if start < end else None
    for i in range(start + 1, (stop or start) - 1):
        predicate = passage.low[i] == "für" and passage.low[i + 1] in passage.grammar.determiners
        if predicate or (passage.low[i] in {"von", "vom"} and i + 1 in passage.time_tokens):
            return i
    return stop


def _is_genitive(passage: Passage, start: int, stop: int) -> bool:
    """Tell whether a name without article can be a genitive: `Angaben Moskaus`."""
    return passage.is_capital(start) and passage.low[stop - 1].endswith(_GENITIVES)


def _speaks(passage: Passage, lexicon: Lexicon, cue: Cue, start: int, stop: int) -> bool:
    """Tell whether the head of a phrase can speak and is no deed that was told of: not `der Vorwurf der Untreue`.

    Behind a noun with which what is said may be a genitive too, something new is that: `Ankündigung eines Treffens`.
    """
    word = next((passage.tokens[i].text for i in range(start, stop) if passage.is_capital(i)), "")
    if not word:
        return False
    forms = [word.lower(), *(word.lower().removesuffix(end) for end in _CASES)]
    if kind_of(word) is not None or any(form.endswith(lexicon.voices) for form in forms):
        return True
    new = cue.takes_any("genitive") and passage.low[start] in {"eines", "einer"}
    deed = lexicon.object_kind(word) is not None or any(form.endswith(lexicon.deeds) for form in forms)
    return not new and not deed


def _before(passage: Passage, start: int, at: int) -> Range | None:
    """Return whose a noun is by what stands before it: `Kiews Vorwürfe`, `die russischen Angaben`."""
    if start < at and _is_genitive(passage, start, at):
        return start, at
    if start < at and kind_of(passage.words(at - 1, at)) == "demonym":
        return at - 1, at + 1
    return None
