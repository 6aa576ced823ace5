"""Pictures, recordings, documents and data that a report says somebody showed.

Knowledge in `data/<language>/evidence.toml`: nouns of what can be shown, verbs of showing it.  A noun alone is no
evidence: something in its sentence must tell that it was published, lies before somebody, or what is to be seen on it.
"""

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

from sayso.language.verbs import verb_forms
from sayso.model import EvidenceKind, Span
from sayso.statements.draft import Range
from sayso.statements.layout import Layout, inside, overlap
from sayso.statements.lexicon import Lexicon
from sayso.statements.media import is_medium_word
from sayso.statements.passage import Passage
from sayso.statements.phrases import noun_phrase
from sayso.statements.sentence import Sentence
from sayso.statements.verbgroups import VerbGroup

_CAPTION_REACH = 3  # sentences from a picture to the words under it, at most


@dataclass(frozen=True, slots=True)
class Shown:
    """Something shown: its words, those of who showed it, and the ids of the statements that belong to it.

    `captions` are those of them that are the words under it.
    """

    kind: EvidenceKind
    span: Span
    by: Span | None
    statements: tuple[str, ...] = ()
    captions: tuple[str, ...] = ()


@dataclass(slots=True)
class _Find:
    """Evidence under way: token numbers."""

    kind: EvidenceKind
    noun: int
    phrase: Range
    by: Range | None
    statements: list[str] = field(default_factory=list)
    captions: list[str] = field(default_factory=list)


@cache
def evidence_table() -> dict[str, Any]:
    """Return the raw table with its examples."""
    path = files("sayso.language") / "data" / "de" / "evidence.toml"
    return tomllib.loads(path.read_text(encoding="utf-8"))


@cache
def _acts() -> tuple[Lexicon, dict[str, dict[str, Any]]]:
    """Return the verbs of showing as a lexicon of cues, and their entries by lemma."""
    verbs = evidence_table()["verb"]
    entries = [{"stance": "asserts", "takes": ["object"], **verb} for verb in verbs]
    return Lexicon({"verb": entries}), {verb["lemma"]: verb for verb in verbs}


@cache
def _words(table: str) -> frozenset[str]:
    return frozenset(evidence_table()[table]["words"])


@cache
def _nouns() -> tuple[dict[str, EvidenceKind], frozenset[str], dict[str, EvidenceKind]]:
    """Return the kinds of nouns, the last letters of all of them, and the kinds of their compounds in lower case."""
    entries = evidence_table()["noun"]
    kinds: dict[str, EvidenceKind] = {word: entry["kind"] for entry in entries for word in entry["words"]}
    compounds = {
        first.rstrip("-") + joint + word.lower(): entry["kind"]
        for entry in entries
        for word in entry["words"]
        for first in entry["first"]
        for joint in ("", "-")
    }
    return kinds, frozenset(word[-3:] for word in kinds), compounds


@lru_cache(maxsize=50_000)
def _kind(word: str) -> EvidenceKind | None:
    """Return the kind of what a noun names that can be shown; None for other words."""
    kinds, ends, compounds = _nouns()
    if word[-3:] not in ends or not word[0].isupper():
        return None
    return kinds.get(word) or compounds.get(word.lower())


@cache
def _act_verbs() -> frozenset[str]:
    """Return the verbs of showing as their forms have them: whole, and without a prefix that is split off."""
    return frozenset(
        word for lemma, verb in _acts()[1].items() for word in (lemma, lemma.removeprefix(verb.get("prefix", "")))
    )


@lru_cache(maxsize=50_000)
def _may_show(word: str) -> bool:
    """Tell whether a word can be a part of what tells that something was shown."""
    low = word.lower()
    if low in {"sehen", "hören", "erkennen"} or word in _words("nominal") or low in _words("participles"):
        return True
    return word[0].isalpha() and (_is_participle(word) or any(f.lemma in _act_verbs() for f in verb_forms(word)))


@cache
def _spoken() -> tuple[str, ...]:
    return tuple(word.lower() for entry in evidence_table()["noun"] for word in entry.get("spoken", ()))


def find_evidence(layout: Layout) -> tuple[Shown, ...]:
    """Return what a report's paragraphs, headline and standfirst say was shown, in order.

    Statements belong to evidence that their frame or speaker names, or whose caption they are.
    """
    passage = layout.passage
    told = [part.span for part in passage.analysis.report.parts if part.kind in {"paragraph", "headline", "standfirst"}]
    nouns = [
        i
        for i, token in enumerate(passage.tokens)
        if _kind(token.text) and passage.quote_of[i] == -1 and any(s.start <= token.start < s.end for s in told)
    ]
    found: list[_Find] = []
    for i in nouns:
        find = _shown_at(layout, i)
        earlier = _named_before(passage, found, i)
        if find is not None and earlier is None:
            found.append(find)
        elif earlier is not None and find is not None:
            earlier.by = earlier.by or find.by
        mention = earlier or find
        if mention is not None:
            _attach(layout, mention, i)
    _caption(layout, found)
    return tuple(_result(passage, find) for find in found)


def _result(passage: Passage, find: _Find) -> Shown:
    by = passage.span(*find.by) if find.by is not None else None
    statements = tuple(dict.fromkeys([*find.statements, *find.captions]))
    return Shown(find.kind, passage.span(*find.phrase), by, statements, tuple(find.captions))


def _named_before(passage: Passage, found: Sequence[_Find], i: int) -> _Find | None:
    """Return the evidence that a definite noun means once more: `das Video`, `auf den Bildern`."""
    start = _start(passage, i)
    definite = start < i and passage.low[start] in {
        "das",
        "dem",
        "des",
        "der",
        "die",
        "den",
        "dieses",
        "diese",
        "diesem",
        "diesen",
    }
    if not definite and not (i and passage.low[i - 1] in {"im", "zum", "vom"}):
        return None
    return next((find for find in reversed(found) if find.kind == _kind(passage.tokens[i].text)), None)


# --- is it shown, and by whom ----------------------------------------------------------------------------------------


def _shown_at(layout: Layout, i: int) -> _Find | None:
    """Return the evidence that the noun at token i names, None where nothing tells that it was shown."""
    passage, number = layout.passage, layout.sentence(i)
    if not any(_may_show(passage.tokens[j].text) for j in range(*passage.sentences[number])):
        return None
    sentence = Sentence(passage, _acts()[0], number)
    start = _start(passage, i)
    end = max(i + 1, noun_phrase(passage, start, sentence.end, apposition=False) or 0)
    joined = (
        j for j in range(i + 1, end - 1) if passage.low[j] in {"und", "oder"} and _kind(passage.tokens[j + 1].text)
    )
    phrase = (start, next(joined, _with_pronoun(passage, end, sentence.end)))  # `Fotos | und Videos` are two
    kind = _kind(passage.tokens[i].text)
    if kind is None:
        return None
    adjoined, by = _by_participle(passage, start, i)
    if adjoined:
        return _Find(kind, i, phrase, by)
    for group in sentence.groups:
        shown, by = _by_verb(sentence, group, i, phrase)
        if shown:
            return _Find(kind, i, phrase, by or _owner(passage, i, phrase[1]))
    if _is_seen(passage, start, sentence.end) or _is_nominal(passage, start):
        return _Find(kind, i, phrase, _owner(passage, i, phrase[1]))
    return None


def _owner(passage: Passage, i: int, end: int) -> Range | None:
    """Return whose pictures they are, where somebody who takes some stands behind the noun: `Videos der Polizei`."""
    table = evidence_table()["owners"]
    start = i + 1 + (i + 1 < end and passage.low[i + 1] in {"von", "vom"})
    takers = (passage.tokens[j].text for j in range(start, end))
    mine = any(is_medium_word(word) or word.lower().endswith(tuple(table["words"])) for word in takers)
    return (start, end) if mine else None


def _start(passage: Passage, i: int) -> int:
    """Return where the noun phrase of token i begins: its determiner, participles with their phrases included."""
    grammar, start = passage.grammar, i
    while start > 0 and _is_adjective(passage, start - 1):
        start -= 1
    if start > 0 and passage.low[start - 1] in grammar.determiners:
        return start - 1
    if start > 1 and _is_participle(passage.tokens[max(start - 1, 0)].text):
        start -= 1  # `veröffentlichten`, a finite verb too
    elif start == i or not _is_participle(passage.tokens[i - 1].text):
        return start
    for at in range(start - 1, max(-1, start - 8), -1):
        if passage.tokens[at].text in {",", ".", ":", ";"}:
            break
        opens = passage.low[at + 1] in grammar.prepositions | grammar.determiners | grammar.adverbs
        if passage.low[at] in grammar.determiners and (opens or at + 1 in passage.time_tokens):
            return at
    return start + (passage.finite_forms(start) != ())


def _is_adjective(passage: Passage, i: int) -> bool:
    text, low = passage.tokens[i].text, passage.low[i]
    closed = passage.grammar.determiners | passage.grammar.prepositions | passage.grammar.adverbs
    opens = not passage.finite_forms(i) if text[0].islower() else passage.opens_clause(i)
    number = text[0].isdigit()
    return number or (opens and low.endswith(("e", "en", "er", "es", "em")) and low not in closed and len(low) > 3)


@lru_cache(maxsize=5_000)
def _is_participle(word: str) -> bool:
    """Tell whether an adjective is the participle of a verb of showing: `veröffentlichtes`, `vorliegenden`."""
    low = word.lower()
    if low in _words("participles"):
        return True
    bare = next((low.removesuffix(end) for end in ("es", "en", "er", "em", "e") if low.endswith(end)), low)
    return any(form.kind == "participle" and form.lemma in _acts()[1] for form in verb_forms(bare))


def _by_participle(passage: Passage, start: int, i: int) -> tuple[bool, Range | None]:
    """Tell whether a participle before the noun says that it was shown, and return by whom."""
    at = next((j for j in range(start, i) if _is_participle(passage.tokens[j].text)), None)
    if at is None:
        return False, None
    for j in range(start, at):
        if passage.low[j] in {"von", "vom"}:
            end = noun_phrase(passage, j + 1, at, apposition=False)
            return True, None if end is None else (j + 1, end)
    if passage.low[at].startswith("vorlieg"):
        end = noun_phrase(passage, start + 1, at, apposition=False) if start + 1 < at else None
        return True, None if end is None else _not_own(passage, (start + 1, end))
    return True, None


def _by_verb(sentence: Sentence, group: VerbGroup, i: int, phrase: Range) -> tuple[bool, Range | None]:
    """Tell whether a verb of showing has the noun at token i in its role, and return who shows."""
    passage, entry = sentence.passage, _acts()[1][group.cue.lemma]
    spoken = passage.low[i].endswith(_spoken()) and not entry.get("opens")
    relative = _relative(sentence, group, phrase)
    if spoken or group.negated or not (relative or _same_clause(sentence, group, phrase)):
        return False, None
    if entry.get("by") == "dative":
        return True, _lies_before(sentence, group, phrase)
    subject = sentence.speaker(group)
    is_subject = any(start <= i < end for start, end in subject)
    if entry["role"] == "subject":
        return is_subject or relative, None
    if entry["role"] == "either" and (is_subject or relative):
        return True, None
    pronouns = passage.grammar.relative_pronouns
    others = [(a, b) for a, b in subject if not overlap((a, b), [phrase]) and passage.low[a:b][-1] not in pronouns]
    return (True, others[0]) if others else (group.passive, None)


def _same_clause(sentence: Sentence, group: VerbGroup, phrase: Range) -> bool:
    """Tell whether a noun stands in the clause of a verb, and not on a preposition: `Ansicht über die Bilder`."""
    segment, before = sentence.segments[group.segment], phrase[0] - 1
    oblique = before >= 0 and sentence.passage.low[before] in sentence.passage.grammar.prepositions
    return segment.start <= phrase[0] < max(segment.end, group.end) and not oblique


def _relative(sentence: Sentence, group: VerbGroup, phrase: Range) -> bool:
    """Tell whether the verb stands in the relative clause of the noun: `ein Video, das die Armee veröffentlichte`."""
    passage, segment = sentence.passage, sentence.segments[group.segment]
    first = segment.start + (passage.low[segment.start] in passage.grammar.prepositions)
    opens = passage.low[first] in passage.grammar.relative_pronouns
    between = passage.words(phrase[1], segment.start) if phrase[1] < segment.start else ""
    near = segment.start - phrase[1] <= 4 and between.endswith(",") and between.count(",") == 1
    return group.order == "final" and opens and phrase[1] < segment.start and near


def _lies_before(sentence: Sentence, group: VerbGroup, phrase: Range) -> Range | None:
    """Return before whom papers lie: the dative of `liegt der „Zeit“ vor`; None for the report's own paper."""
    passage, segment = sentence.passage, sentence.segments[group.segment]
    start = segment.start + (group.order == "final")  # a relative pronoun is no dative
    stop = group.finite if group.order == "final" else max(segment.end, group.end)
    for at in range(start, stop):
        low = passage.low[at]
        if low in {"ihr", "ihm", "ihnen"} and not passage.is_capital(at + 1):
            return at, at + 1
        if low in {"der", "dem", "den"} and not phrase[0] <= at < phrase[1]:
            end = noun_phrase(passage, at, stop, apposition=False)
            return None if end is None else _not_own(passage, (at, end))
    return None


def _not_own(passage: Passage, by: Range) -> Range | None:
    own = any(passage.tokens[j].text in _words("own") for j in range(*by))
    return None if own else by


def _is_seen(passage: Passage, start: int, end: int) -> bool:
    """Tell whether the sentence says what is to be seen or heard on it: `auf dem Video ist zu sehen`."""
    before = passage.low[start - 1] if start else ""
    behind = evidence_table()["seen"]["behind"]
    relative = any(
        passage.low[j] in behind
        and passage.low[j + 1] in passage.grammar.relative_pronouns
        and passage.low[j - 1] == ","
        for j in range(start + 2, end - 1)
    )
    following = " ".join(passage.low[start:end])
    return (before in behind or relative) and any(words in following for words in _words("seen"))


def _is_nominal(passage: Passage, start: int) -> bool:
    """Tell whether a noun before says that it was shown: `die Veröffentlichung der Videos`."""
    return start > 0 and passage.tokens[start - 1].text in _words("nominal")


def _with_pronoun(passage: Passage, end: int, stop: int) -> int:
    """Return the end of a phrase with `von sich`, `von ihm` behind it."""
    low = passage.low
    own = end + 1 < stop and low[end] == "von" and low[end + 1] in {"sich", "ihm", "ihr", "ihnen"}
    return end + 2 if own else end


# --- what belongs to it ----------------------------------------------------------------------------------------------


def _attach(layout: Layout, find: _Find, i: int) -> None:
    """Note the statements whose frame, or whose speaker's words, name the evidence at token i."""
    for number, statement in enumerate(layout.statements):
        beside = [*layout.frames[number], *layout.speakers[number]]
        if inside((i, i + 1), beside) and not inside((i, i + 1), layout.contents[number]):
            find.statements.append(statement.id)


def _caption(layout: Layout, found: Sequence[_Find]) -> None:
    """Give the words under a picture to the picture named last before them."""
    words = _words("caption")
    for number, statement in enumerate(layout.statements):
        beside = [*layout.cues[number], *layout.frames[number]]
        at = next((i for a, b in beside for i in range(a, b) if layout.passage.tokens[i].text in words), None)
        if at is None:
            continue
        reach = layout.sentence(at) - _CAPTION_REACH
        pictures = [
            f for f in found if f.kind in {"image", "video"} and f.noun < at and layout.sentence(f.noun) >= reach
        ]
        if pictures:
            pictures[-1].captions.append(statement.id)
