"""What a report says in its own voice: clauses that belong to nobody's statement and are told as facts.

Knowledge in `data/<language>/narration.toml`.
"""

import tomllib
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any, NamedTuple

from sayso.language.verbs import subjunctive, verb_forms
from sayso.model import Span
from sayso.statements.draft import Range
from sayso.statements.layout import Layout
from sayso.statements.passage import Passage, Segment
from sayso.statements.verbgroups import closes, subordinate

_KINDS = frozenset({"headline", "standfirst", "paragraph"})
_CLOSING = frozenset('”“"«»)]')
_SPEECH = 6  # words in quotation marks from which on they are somebody's, whether it was found whose or not


@cache
def narration_table() -> dict[str, Any]:
    """Return the raw table with its examples."""
    path = files("sayso.language") / "data" / "de" / "narration.toml"
    return tomllib.loads(path.read_text(encoding="utf-8"))


@cache
def _words(table: str, key: str = "words") -> frozenset[str]:
    return frozenset(narration_table()[table][key])


def find_narration(layout: Layout) -> tuple[Span, ...]:
    """Return the clauses that a report tells as facts of its own, in order, without the marks at their ends.

    A clause that holds words of a statement's content, frame or cue is that statement's.  Left out are questions,
    calls, subjunctives, what the report doubts, headings and lists, and clauses with a verb of a stance that nobody was
    found to take.
    """
    passage, told = layout.passage, _told(layout)
    found: list[Span] = []
    if passage.analysis.report.language != "de":
        return ()  # a clause of another language would be taken for what it is not
    for start, end, whole in _sentences(passage):
        if told.find(0, start, end) != -1 and _declares(passage, start, end, whole=whole):
            segments = passage.segments(start, passage.trim_end(start, end))
            found += (
                passage.span(*clause) for run in _runs(passage, segments, told) for clause in _facts(passage, run)
            )
    return tuple(found)


def _told(layout: Layout) -> bytearray:
    """Return 1 for every token that belongs to a statement."""
    told = bytearray(len(layout.passage.tokens))
    for roles in (layout.contents, layout.frames, layout.cues):
        for pieces in roles:
            for start, end in pieces:
                told[start:end] = b"\x01" * (end - start)
    return told


def _sentences(passage: Passage) -> Iterator[tuple[int, int, bool]]:
    """Yield the sentences of headline, standfirst and paragraphs, and whether they must end as sentences do."""
    parts = iter(sorted(passage.analysis.report.parts, key=lambda part: part.span))
    part = next(parts, None)
    for start, end in passage.sentences:
        at = passage.tokens[start].start
        while part is not None and part.span.end <= at:
            part = next(parts, None)
        if part is None:
            return
        if part.kind in _KINDS and part.span.start <= at:
            yield start, end, part.kind == "paragraph"


def _declares(passage: Passage, start: int, end: int, *, whole: bool) -> bool:
    """Tell whether a sentence states something: no question, no call, no heading where `whole` sentences stand."""
    last = end - 1
    while last > start and passage.tokens[last].text in _CLOSING:
        last -= 1
    return passage.tokens[last].text == "." or not (whole or passage.tokens[last].text in {"?", "!"})


# --- clauses ---------------------------------------------------------------------------------------------------------


class _Piece(NamedTuple):
    """A segment of a sentence, by token numbers, and what it is to the segments around it.

    `finite`: it has a finite verb; `hangs`: it is a subordinate clause; `begins`: a main clause can begin with it;
    `follows`: without a verb it would go on with what stands before.
    """

    start: int
    end: int
    finite: bool
    hangs: bool
    begins: bool
    follows: bool


def _runs(passage: Passage, segments: Sequence[Segment], told: bytearray) -> Iterator[list[_Piece]]:
    """Yield the clauses of a sentence that are nobody's: a main clause with what hangs on it, or what hangs alone."""
    run: list[_Piece] = []
    main = False
    for segment in segments:
        if told.find(1, segment.start, segment.end) != -1:
            yield run
            run, main = [], False
            continue
        piece = _piece(passage, segment)
        if piece.begins and main:
            yield run
            run = []
        main = main or (piece.finite and not piece.hangs)
        run.append(piece)
    yield run


def _piece(passage: Passage, segment: Segment) -> _Piece:
    """Return what a segment is; with its finite verb a main clause only goes on, and at its end there stands none."""
    verbs = (i for i in range(segment.start, segment.end) if _is_verbal(passage.tokens[i].text))
    finites = [i for i in verbs if passage.quote_of[i] == -1 and passage.finite_forms(i)]
    hangs = _hangs(passage, segment) and not _only_looks_so(passage, segment, finites)
    begins = not hangs and any(i < segment.end - 1 for i in finites) and finites[0] > segment.start
    follows = segment.mark in {",", "–"} and not passage.is_capital(segment.start)
    return _Piece(segment.start, segment.end, bool(finites), hangs, begins, follows)


def _hangs(passage: Passage, segment: Segment) -> bool:
    """Tell whether a segment opens like a subordinate clause, adverbs before its opener: `auch wenn`, `sondern ob`."""
    if subordinate(passage, segment):
        return True
    grammar, start = passage.grammar, segment.start
    low = passage.low[start]
    leads = low in grammar.adverbs or low in grammar.coordinators
    return leads and start + 1 < segment.end and passage.low[start + 1] in grammar.subordinators


def _only_looks_so(passage: Passage, segment: Segment, finites: Sequence[int]) -> bool:
    """Tell whether what could open a subordinate clause does not: `…, das Dorf stand leer`, `Damit hat es …`."""
    start = segment.start
    if not finites:
        return False
    if segment.mark != "," and finites[0] == start + 1:
        return True
    article = passage.low[start] in passage.grammar.determiners and passage.is_capital(start + 1)
    return article and not any(closes(passage, i, segment.end) for i in finites)


def _facts(passage: Passage, run: Sequence[_Piece]) -> Iterator[Range]:
    """Yield the clause that pieces in a row make, if it has a finite verb and is told as a fact."""
    first = next((n for n, piece in enumerate(run) if piece.finite or not piece.follows), len(run))
    run = run[first:]
    openers = _words("told", "openers")
    if not any(p.finite and (not p.hangs or passage.low[p.start] in openers) for p in run):
        return
    start, end = run[0].start, run[-1].end
    if any(_is_barred(passage, i, piece) for piece in run for i in range(piece.start, piece.end)):
        return
    if sum(passage.quote_of[i] != -1 and passage.is_word(i) for i in range(start, end)) < _SPEECH:
        yield start, end


# --- words -----------------------------------------------------------------------------------------------------------


def _is_barred(passage: Passage, i: int, piece: _Piece) -> bool:
    """Tell whether a word keeps its clause from being a fact of the report's own: a subjunctive, a doubt, a `wir`."""
    bar = _bar(passage.tokens[i].text)
    if not bar or passage.quote_of[i] != -1:
        return False
    if bar == "capital":
        return not passage.opens_clause(i)
    if bar in {"stance", "split"}:
        apart = bar == "stance" or not _prefixes(passage.tokens[i].text).isdisjoint(passage.low[i + 1 : piece.end])
        return apart and not piece.hangs and bool(passage.forms(i))
    return bar == "word" or (not passage.is_capital(i) and passage.is_subjunctive(i))  # `Ende Mai` is a noun


@cache
def _stances() -> frozenset[str]:
    """Return the verbs that always take a stance, joined ones too."""
    return _words("stances") | {verb.replace("|", "") for verb in _words("stances", "split")}


@lru_cache(maxsize=50_000)
def _prefixes(word: str) -> frozenset[str]:
    """Return the prefixes that make a verb of a stance of a word: `ab` of `lehnte`; few words have any."""
    lemmas = {form.lemma for form in verb_forms(word) if form.kind == "finite"}
    split = (verb.split("|") for verb in _words("stances", "split"))
    return frozenset(prefix for prefix, base in split if base in lemmas)


@lru_cache(maxsize=50_000)
def _is_verbal(word: str) -> bool:
    """Tell whether a word, wherever it stands, has a reading as a finite verb: few have, and this is told at once."""
    return word[0].isalpha() and any(form.kind == "finite" for form in verb_forms(word))


@lru_cache(maxsize=50_000)
def _bar(word: str) -> str:
    """Return why a word may bar its clause: `word`, `capital`, `stance`, `split`, `subjunctive`; mostly empty."""
    low = word.lower()
    if word in _words("address", "capital"):
        return "capital"
    if low in _words("doubted") or low in _words("address"):
        return "word"
    if not word[0].isalpha():
        return ""
    if any(form.lemma in _stances() for form in verb_forms(word)):
        return "stance"
    if _prefixes(word):
        return "split"
    return "subjunctive" if subjunctive(word) == "clear" else ""
