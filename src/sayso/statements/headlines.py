"""Headlines that say who speaks before a colon: `Ermittler: Rakete kam aus Musterland`.

Before the colon of a headline stands as often what it is about (`Dammbruch: Zahl der Toten steigt`).  It is a speaker
where the report lets the same name or office speak below, where it is a word for those who speak in headlines, or a
seat that stands for its government.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from sayso.language.places import kind_of, state_of
from sayso.model import Mode
from sayso.statements.draft import Draft, Range
from sayso.statements.lexicon import lexicon
from sayso.statements.passage import Passage

_LONGEST = 6  # words before the colon
_SHORTEST = 2  # words behind it
_AT_HOME = frozenset(("DE", "AT", "CH"))  # `Berlin: Haus brennt`: of these capitals news tells as of places


def find_headlines(passage: Passage, drafts: Sequence[Draft]) -> list[Draft]:
    """Return what headlines let somebody say, beside the other statements of the report."""
    found = []
    for number, head, content in _divided(passage):
        taken = any(draft.start < content[1] and draft.end > content[0] for draft in drafts)
        if not taken and _speaks(passage, head, content, drafts):
            mode: Mode = "direct" if passage.quote_of[content[0]] != -1 else "indirect"
            draft = Draft(f"{mode}.headline", mode, [content], number, speaker=[head], frame=[(head[0], content[0])])
            if passage.low[content[0]] == "ja":
                draft.stance = "confirms"
            found.append(draft)
    return found


def _divided(passage: Passage) -> Iterator[tuple[int, Range, Range]]:
    """Yield the sentences of headlines that a colon divides: their numbers, what is before and what behind it."""
    heads = [part.span for part in passage.analysis.report.parts if part.kind == "headline"]
    for number, (start, end) in enumerate(passage.sentences):
        first = passage.tokens[start].start
        if not any(span.start <= first < span.end for span in heads):
            continue
        segments = passage.segments(start, end)
        for before, behind in pairwise(segments):
            words = sum(passage.is_word(at) for at in range(before.start, before.end))
            long = sum(passage.is_word(at) for at in range(behind.start, end)) >= _SHORTEST
            if behind.mark == ":" and 0 < words <= _LONGEST and long and before.mark in ("", "–"):
                yield number, (before.start, before.end), (behind.start, passage.trim_end(behind.start, end))


def _speaks(passage: Passage, head: Range, content: Range, drafts: Sequence[Draft]) -> bool:
    """Tell whether what stands before the colon is who says what stands behind it."""
    start, end = head
    if any(
        passage.quote_of[at] != -1 or passage.low[at] in passage.grammar.prepositions for at in range(start, start + 1)
    ):
        return False
    if any(passage.finite_forms(at) for at in range(start, end) if not passage.is_capital(at)):
        return False
    named = {passage.tokens[at].text for at in range(start, end) if passage.is_capital(at)}
    below = {
        passage.tokens[at].text
        for draft in drafts
        for first, last in draft.speaker
        if first >= content[1]
        for at in range(first, last)
    }
    words = passage.words(start, end)
    stands_for = kind_of(words) in ("capital", "seat", "body") and state_of(words) not in _AT_HOME
    return bool(named & below) or bool(named & lexicon("de").headline_speakers) or stands_for
