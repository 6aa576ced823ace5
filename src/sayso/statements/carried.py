"""Speech that goes on without a frame: subjunctive sentences, `sollen`, quotations that stand alone or inside."""

from sayso.model import Mode
from sayso.statements.draft import Draft, Range
from sayso.statements.passage import Passage
from sayso.statements.phrases import noun_phrase
from sayso.statements.sentence import Sentence
from sayso.statements.speakers import forefield_subject, subject_after

# Words from which on a quotation without a cue is speech more often than a title or a slogan.
_LONG = 6


def carry_on(passage: Passage, number: int, framed: list[Draft], before: Draft | None) -> list[Draft]:
    """Return what sentence `number` carries on from the statement `before` it, given its own framed ones."""
    start, end = passage.sentences[number]
    if framed:
        return _behind_semicolon(passage, number, framed)
    if start >= end:
        return []
    quote = _whole_quote(passage, start, end)
    if quote is not None:
        return (
            [_continued("direct.carried", "direct", quote, number, before)]
            if before is not None or quote[1] - quote[0] >= 9
            else []
        )
    main = main_finite(passage, start, end)
    if main is None:
        return []
    if passage.low[main] in {"soll", "sollen"} and _reports_hearsay(passage, main, end):
        return [_continued("free_indirect.soll", "free_indirect", (start, end), number, before)]
    if before is None:
        return []
    if passage.subjunctive(main) == "clear" and (not passage.is_conditional(main) or _speech_runs(before, number)):
        return [_in_subjunctive((start, end), number, before)]
    return []


def _behind_semicolon(passage: Passage, number: int, framed: list[Draft]) -> list[Draft]:
    """Return the subjunctive clause behind a semicolon: `X wies die Vorwürfe zurück; er habe nichts gewusst`."""
    start, end = passage.sentences[number]
    marks = [i for i in range(start, end) if passage.tokens[i].text == ";" and passage.quote_of[i] == -1]
    if not marks:
        return []
    told = max(place for draft in framed for _, place in (*draft.content, *draft.cue, *draft.speaker))
    start, end = marks[-1] + 1, passage.trim_end(marks[-1] + 1, end)
    main = main_finite(passage, start, end) if told < start else None
    if main is None or passage.subjunctive(main) != "clear" or passage.is_conditional(main):
        return []
    return [_in_subjunctive((start, end), number, max(framed, key=lambda draft: draft.end))]


def _in_subjunctive(content: Range, number: int, before: Draft) -> Draft:
    return _continued("indirect_free_indirect.subjunctive", "indirect_free_indirect", content, number, before)


def _speech_runs(before: Draft, number: int) -> bool:
    """Tell whether the sentence just before is indirect speech: then `wäre` and `könnte` go on with it."""
    return before.sentence >= number - 1 and before.mode in {"indirect", "indirect_free_indirect"}


def _continued(rule: str, mode: Mode, content: Range, number: int, before: Draft | None) -> Draft:
    draft = Draft(rule, mode, [content], number)
    if before is not None:
        draft.medium = before.medium
        draft.speaker = list(before.speaker)
        near = mode != "free_indirect" or before.sentence >= number - 1
        if before.stance in {"asserts", "alleges"} and near:
            draft.stance = before.stance
    return draft


def _whole_quote(passage: Passage, start: int, end: int) -> Range | None:
    """Return the quotation that fills the sentence, if one does."""
    stop = passage.trim_end(start, end)
    quote = passage.quote_of[start]
    if quote == -1 or any(passage.quote_of[i] != quote for i in range(start, stop)) or stop - start < 6:
        return None
    return start, stop


def main_finite(passage: Passage, start: int, end: int) -> int | None:
    """Return the finite verb of the first main clause: no subordinate opener before it, not at a clause's end."""
    for segment in passage.segments(start, end):
        low = passage.low[segment.start]
        if segment.mark == "," and low in passage.grammar.relative_pronouns | passage.grammar.subordinators:
            continue
        if low in passage.grammar.subordinators and segment.start == start:
            continue
        for i in passage.finites(segment.start, segment.end):
            if i > segment.start or not passage.is_capital(i):  # `Versuche scheiterten`: a noun opens the sentence
                return i
    return None


def _reports_hearsay(passage: Passage, finite: int, end: int) -> bool:
    """Tell whether `soll` reports: a perfect infinitive ends the clause (`soll … geholfen haben`)."""
    last = passage.trim_end(finite, end)
    for i in range(finite + 1, last):
        if (
            passage.low[i] in {"haben", "sein"}
            and passage.quote_of[i] == -1
            and (i + 1 >= last or not passage.is_word(i + 1) or passage.low[i + 1] in {"und", "oder"})
        ):
            return passage.is_perfect(i)
    return False


def lone_quotes(sentence: Sentence, drafts: list[Draft], before: Draft | None) -> list[Draft]:
    """Return quotations of a sentence that no cue introduces: behind a colon, or long enough to be speech."""
    passage, found = sentence.passage, []
    for start, end in _quotations(passage, sentence.start, sentence.last):
        words = [i for i in range(start, end) if passage.is_word(i)]
        if any(draft.covers(start, end) for draft in drafts) or not _own_words(passage, start, end):
            continue
        if start > sentence.start and passage.tokens[start - 1].text == ":" and len(words) > 2:
            speaker = _head_of(sentence, start - 1)
            frame = [(sentence.clause_start_at(start - 1), start)]
            found.append(Draft("direct.colon", "direct", [(start, end)], sentence.number, speaker=speaker, frame=frame))
        elif len(words) >= _LONG:
            draft = _continued("direct.quoted", "direct", (start, end), sentence.number, before)
            found.append(draft)
    return found


def _head_of(sentence: Sentence, colon: int) -> list[Range]:
    """Return who stands before a colon: the subject of the clause, or the phrase itself in `Der Minister wörtlich:`."""
    passage = sentence.passage
    number = next((n for n, segment in enumerate(sentence.segments) if segment.end == colon), None)
    if number is None:  # nothing stands before it, or it stands in a quotation
        return []
    segment = sentence.segments[number]
    finites = passage.finites(segment.start, segment.end)
    if not finites:
        end = noun_phrase(passage, segment.start, segment.end)
        return [(segment.start, end)] if end is not None else []
    subject = forefield_subject(passage, sentence.segments, number, finites[0]) if finites[0] > segment.start else None
    subject = subject or subject_after(passage, finites[0] + 1, segment.end, stop=segment.end)
    return [subject] if subject is not None else []


def nested_quotes(passage: Passage, drafts: list[Draft]) -> list[Draft]:
    """Return the quotations inside the contents of `drafts`: the same speaker's own words, with the same frame."""
    found: list[Draft] = []
    taken = {draft.content[0] for draft in drafts if draft.mode == "direct"}
    for draft in drafts:
        if draft.mode == "direct":
            continue
        for start, end in _quotes_in(passage, draft):
            if (start, end) in taken or not _own_words(passage, start, end):
                continue
            taken.add((start, end))
            found.append(
                Draft(
                    rule="direct.nested",
                    mode="direct",
                    content=[(start, end)],
                    sentence=draft.sentence,
                    stance=draft.stance,
                    medium=draft.medium,
                    polarity=draft.polarity,
                    speaker=list(draft.speaker),
                    cue=list(draft.cue),
                    frame=list(draft.frame),
                    inner=True,
                )
            )
    return found


def _quotes_in(passage: Passage, draft: Draft) -> list[Range]:
    """Return the quotations that are a part of a draft's content, not the whole of it."""
    return [
        (first, last)
        for start, end in draft.content
        for first, last in _quotations(passage, start, end)
        if last - first < end - start or len(draft.content) > 1
    ]


def _quotations(passage: Passage, start: int, end: int) -> list[Range]:
    """Return the outermost quotations between two tokens."""
    found, i = [], start
    while i < end:
        close = i + 1
        if passage.quote_of[i] != -1:
            while close < end and passage.quote_of[close] == passage.quote_of[i]:
                close += 1
            found.append((i, close))
        i = close
    return found


def _own_words(passage: Passage, start: int, end: int) -> bool:
    """Tell words that somebody said from a name in quotation marks: a name has no lower-case word but particles."""
    words = [i for i in range(start, end) if passage.is_word(i)]
    small = [i for i in words if passage.tokens[i].text[0].islower()]
    if len(words) == 1:
        return bool(small)
    return bool(small) and not (
        len(words) < 4 and all(passage.low[i] in {"der", "die", "das", "of", "the", "de", "am", "im"} for i in small)
    )
