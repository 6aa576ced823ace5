"""Speech that goes on without a frame: subjunctive sentences, `sollen`, quotations that stand alone or inside."""

from sayso.model import Mode
from sayso.statements.draft import Draft, Range
from sayso.statements.passage import Passage


def carry_on(passage: Passage, number: int, framed: list[Draft], before: Draft | None) -> list[Draft]:
    """Return what sentence `number` carries on from the statement `before` it, given its own framed ones."""
    start, end = passage.sentences[number]
    if framed or start >= end:
        return []
    quote = _whole_quote(passage, start, end)
    if quote is not None:
        return (
            [_continued("direct.carried", "direct", quote, number, before)]
            if before is not None or quote[1] - quote[0] >= 9
            else []
        )
    main = _main_finite(passage, start, end)
    if main is None:
        return []
    if passage.low[main] in {"soll", "sollen"} and _reports_hearsay(passage, main, end):
        return [_continued("free_indirect.soll", "free_indirect", (start, end), number, before)]
    if before is None:
        return []
    if passage.subjunctive(main) == "clear" and (not passage.is_conditional(main) or _speech_runs(before, number)):
        return [
            _continued("indirect_free_indirect.subjunctive", "indirect_free_indirect", (start, end), number, before)
        ]
    return []


def _speech_runs(before: Draft, number: int) -> bool:
    """Tell whether the sentence just before is indirect speech: then `wäre` and `könnte` go on with it."""
    return before.sentence >= number - 1 and before.mode in {"indirect", "indirect_free_indirect"}


def _continued(rule: str, mode: Mode, content: Range, number: int, before: Draft | None) -> Draft:
    draft = Draft(rule, mode, [content], number)
    if before is not None:
        draft.medium = before.medium
        draft.speaker = list(before.speaker)
        if before.stance in {"asserts", "alleges"} and mode != "free_indirect":
            draft.stance = before.stance
    return draft


def _whole_quote(passage: Passage, start: int, end: int) -> Range | None:
    """Return the quotation that fills the sentence, if one does."""
    stop = passage.trim_end(start, end)
    quote = passage.quote_of[start]
    if quote == -1 or any(passage.quote_of[i] != quote for i in range(start, stop)) or stop - start < 6:
        return None
    return start, stop


def _main_finite(passage: Passage, start: int, end: int) -> int | None:
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
            return any(f.kind == "participle" for f in passage.forms(i - 1)) or passage.low[i - 1] == "worden"
    return False


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
    found: list[Range] = []
    for start, end in draft.content:
        i = start
        while i < end:
            quote = passage.quote_of[i]
            if quote == -1:
                i += 1
                continue
            close = i
            while close < end and passage.quote_of[close] == quote:
                close += 1
            if close - i < end - start or len(draft.content) > 1:
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
