"""Documents into examples: words, pieces, and what the network is to say about them.

    python -m training.prepare --work WORK     counts what the corpora give

An example is a document with its contents as tags over words on two levels (O outside, B begin, I inside,
C continues a content after a gap), and for each content its roles as sets of words.
"""

import argparse
import json
import random
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from training.corpora import CORPORA, Document, quotations

from sayso.language.analysis import analyse
from sayso.reading.text import read_text
from sayso.statements.find import apply_rules
from sayso.statements.hints import give_hints
from sayso.statements.lexicon import lexicon
from sayso.statements.passage import Passage
from sayso.tagger.findings import MEDIUMS, MODES, ROLES, STANCES, Hint
from sayso.tagger.hints import hinted
from sayso.tagger.network import BEGIN, CONTINUE, INSIDE, LEVELS
from sayso.tagger.pieces import Pieces, Segmenter

NO_ROLES = (None,) * len(ROLES)
UNTOLD = -100  # torch's cross entropy ignores it
QUOTE_STYLES = ("„“", '""', "»«", "«»", "“”", "„”", '„"')


@dataclass(frozen=True, slots=True)
class Marked:
    """One content: its words, its roles' words by role, its mode, medium and stance as numbers, its level of nesting.

    A role is None, a mode, medium or stance `UNTOLD`, where the corpus does not tell it.  `level` is -1 for what
    teaches its stance alone: the corpus that its text is from has it as no content.
    """

    content: np.ndarray
    roles: tuple[np.ndarray | None, ...]
    mode: int
    medium: int
    stance: int
    level: int


@dataclass(frozen=True, slots=True)
class Example:
    """A document as the network is trained on it; `tags` is [levels, words], none where they teach nothing."""

    name: str
    pieces: Pieces
    tags: np.ndarray
    marked: tuple[Marked, ...]
    hints: np.ndarray
    tagged: bool = True


def words_under(spans: list[list[int]], pieces: Pieces) -> np.ndarray:
    """Return the words that the spans cover by at least half, ascending."""
    hit = np.zeros(len(pieces.starts), np.bool_)
    for start, end in spans:
        covered = np.minimum(pieces.ends, end) - np.maximum(pieces.starts, start)
        hit |= 2 * covered >= pieces.ends - pieces.starts
    return np.flatnonzero(hit)


def example(
    document: Document,
    segmenter: Segmenter,
    text: str | None = None,
    *,
    tagged: bool = True,
    hints: Sequence[Hint] = (),
) -> Example:
    """Return a document as an example; `text` may replace its text character by character."""
    pieces = segmenter.segment(text or document["text"])
    found = []
    for statement in document["statements"]:
        content = words_under(statement["content"]["spans"], pieces)
        if len(content):
            roles = tuple(
                words_under((statement[role] or {"spans": []})["spans"], pieces) if role in statement else None
                for role in ROLES
            )
            mode, medium = statement["mode"], statement["medium"]
            numbers = (MODES.index(mode), MEDIUMS.index(medium)) if mode else (UNTOLD, UNTOLD)
            stance = STANCES.index(statement["stance"]) if statement.get("stance") else UNTOLD
            found.append((content, roles, *numbers, stance))
    found.sort(key=lambda item: (item[0][0], -len(item[0])))
    tags = np.zeros((LEVELS, len(pieces.starts)), np.int64)
    marked = []
    for content, roles, *numbers in found:
        level = free_level(content, tags)
        if level < LEVELS:
            write_tags(content, tags[level])
            marked.append(Marked(content, roles, *numbers, level))
    for position in document.get("positions", ()):
        content = words_under(position["content"]["spans"], pieces)
        if len(content):
            marked.append(Marked(content, NO_ROLES, UNTOLD, UNTOLD, STANCES.index(position["stance"]), -1))
    return Example(str(document["doc"]), pieces, tags, tuple(marked), hinted(pieces, hints), tagged)


def hints_for(text: str) -> tuple[Hint, ...]:
    """Return what the rules say about a text."""
    passage = Passage(analyse(read_text(text, source="training")))
    _, drafts = apply_rules(passage)
    return give_hints(passage, drafts, lexicon("de"))


def free_level(content: np.ndarray, tags: np.ndarray) -> int:
    """Return the lowest level on which nothing stands between a content's first and last word."""
    for level, row in enumerate(tags):
        if not row[content[0] : content[-1] + 1].any():
            return level
    return LEVELS


def write_tags(content: np.ndarray, row: np.ndarray) -> None:
    """Write one content into a level's tags."""
    row[content] = INSIDE
    row[content[1:][np.diff(content) > 1]] = CONTINUE
    row[content[0]] = BEGIN


def requoted(text: str, chance: random.Random) -> str:
    """Return a text with its quotation marks „…“ in another style, every character in its place."""
    style = chance.choice(QUOTE_STYLES)
    return text.translate(str.maketrans({"„": style[0], "“": style[1]}))


def main() -> None:
    """Count what the corpus gives."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--work", type=Path, required=True)
    options = parser.parse_args()
    segmenter = Segmenter(options.work / "tokenizer.json")
    for name, read in {**CORPORA, "development": lambda: quotations("dev")}.items():
        counts: Counter[str] = Counter()
        for document in read():
            made = example(document, segmenter)
            counts.update(documents=1, pieces=len(made.pieces.ids), words=len(made.pieces.starts))
            counts.update(statements=len(document["statements"]), kept=len(made.marked))
            counts.update(MODES[item.mode] for item in made.marked if item.mode != UNTOLD)
        print(json.dumps({name: counts}))


if __name__ == "__main__":
    main()
