"""Through whom somebody speaks: the lawyer or spokesman by whom he lets something be told."""

from sayso.model import Span
from sayso.statements.layout import Layout, inside, overlap
from sayso.statements.media import relation_words
from sayso.statements.phrases import noun_phrase

_THROUGH = frozenset({"über", "durch"})


def find_mouthpieces(layout: Layout) -> dict[int, list[Span]]:
    """Return the words that name through whom statements are made, by the numbers of the statements.

    Such words stand in the clause of a verb of telling, outside of what is told: `er ließ über seinen Anwalt
    mitteilen, …`.
    """
    passage, found = layout.passage, dict[int, list[Span]]()
    for i, low in enumerate(passage.low[:-1]):
        if low not in _THROUGH or passage.quote_of[i] != -1:
            continue
        end = noun_phrase(passage, i + 1, passage.sentences[layout.sentence(i)][1], apposition=False)
        words = {token.text for token in passage.tokens[i + 1 : end or i + 1]}
        if end is None or not words & relation_words("mouthpiece"):
            continue
        for number in layout.around(i):
            if _is_told_so(layout, number, (i, end)):
                found.setdefault(number, []).append(passage.span(i + 1, end))
    return found


def _is_told_so(layout: Layout, number: int, piece: tuple[int, int]) -> bool:
    """Tell whether a phrase stands beside the telling verb of a statement, no comma between them."""
    content = [] if layout.statements[number].mode == "reported" else layout.contents[number]
    cue = layout.cues[number]
    if overlap(piece, content) or inside(piece, layout.speakers[number]) or not cue:
        return False
    if not layout.verbs(number) & relation_words("passing"):
        return False
    passage = layout.passage
    gaps = [range(min(piece[1], b), max(piece[0], a)) for a, b in cue]
    return any(all(passage.tokens[i].text not in {",", ";", ":"} for i in gap) for gap in gaps)
