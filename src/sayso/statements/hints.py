"""What the rules say about a report's words, for the learned finder to weigh: see `sayso.tagger.findings.HINTS`."""

from collections.abc import Iterator

from sayso.statements.draft import Draft, Range
from sayso.statements.lexicon import Lexicon
from sayso.statements.passage import Passage
from sayso.tagger.findings import Hint


def give_hints(passage: Passage, drafts: list[Draft], cues: Lexicon) -> tuple[Hint, ...]:
    """Return the hints of one report: its statements as the rules find them, and what its words can be."""
    return (*_of_drafts(passage, [draft for draft in drafts if draft.hinted]), *_of_words(passage, cues))


def _of_drafts(passage: Passage, drafts: list[Draft]) -> Iterator[Hint]:
    for draft in drafts:
        yield "begin", passage.span(draft.start, draft.start + 1)
        inner = any(other.holds(draft) for other in drafts)
        named: tuple[tuple[str, list[Range]], ...] = (
            (draft.mode, draft.content),
            ("nested", draft.content if inner else []),
            ("speaker", draft.speaker),
            ("cue", draft.cue),
            ("frame", draft.frame),
            ("addressee", draft.addressee),
        )
        for kind, ranges in named:
            for start, end in ranges:
                if start < end:
                    yield kind, passage.span(start, end)


def _of_words(passage: Passage, cues: Lexicon) -> Iterator[Hint]:
    for i, token in enumerate(passage.tokens):
        span = passage.span(i, i + 1)
        if passage.quote_of[i] != -1:
            yield "quoted", span
        if not token.text[0].isalpha():
            continue
        if token.text in cues.nouns:
            yield "cue_noun", span
        low = passage.low[i]
        for words, _ in (*cues.prepositions.get(low, ()), *cues.fixed.get(low, ())):
            if tuple(passage.low[i : i + len(words)]) == words:
                yield "cue_preposition", passage.span(i, i + len(words))
        forms = passage.forms(i)
        if any(form.lemma in cues.by_lemma or form.lemma in cues.bases for form in forms):
            yield "cue_verb", span
        mood = passage.subjunctive(i)
        if mood is not None:
            yield "subjunctive" if mood == "clear" else "subjunctive_or_not", span
