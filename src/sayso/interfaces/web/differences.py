"""What two versions of a report say differently: their statements, and their words."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from sayso.ledger.answers import ReportHead
from sayso.model import Reading
from sayso.statements.revisions import Change, compare_readings

_MOST_WORDS = 3_000  # of a paragraph; longer ones are shown as replaced whole
_WORD = re.compile(r"\s+|\w+|[^\w\s]")


@dataclass(frozen=True, slots=True)
class Stretch:
    """Words that both versions have (`kept`), that only the earlier has (`gone`), or only the later (`new`)."""

    fate: str
    words: str


@dataclass(frozen=True, slots=True)
class Differences:
    """Two versions beside each other; `paragraphs` are those of both texts that are not the same."""

    before: ReportHead
    after: ReportHead
    earlier: Reading
    later: Reading
    changes: tuple[Change, ...]
    unchanged: int
    same_run: bool
    paragraphs: tuple[tuple[Stretch, ...], ...]


def differences_of(before: tuple[ReportHead, Reading], after: tuple[ReportHead, Reading]) -> Differences:
    """Return what changed from one version to another."""
    (earlier_head, earlier), (later_head, later) = before, after
    revision = compare_readings(earlier, later)
    return Differences(
        earlier_head,
        later_head,
        earlier,
        later,
        revision.changes,
        revision.unchanged,
        revision.same_run,
        tuple(compare_texts(earlier.report.text, later.report.text)),
    )


def compare_texts(before: str, after: str) -> Iterator[tuple[Stretch, ...]]:
    """Yield the paragraphs that differ, word by word where one took the place of one."""
    one, other = _paragraphs(before), _paragraphs(after)
    for kind, i, j, k, n in SequenceMatcher(None, one, other, autojunk=False).get_opcodes():
        if kind == "equal":
            continue
        gone, new = one[i:j], other[k:n]
        for earlier, later in zip(gone, new, strict=False):
            yield tuple(_words(earlier, later))
        yield from ((Stretch("gone", words),) for words in gone[len(new) :])
        yield from ((Stretch("new", words),) for words in new[len(gone) :])


def _paragraphs(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def _words(before: str, after: str) -> Iterator[Stretch]:
    one, other = _WORD.findall(before), _WORD.findall(after)
    if len(one) > _MOST_WORDS or len(other) > _MOST_WORDS:
        yield from (Stretch("gone", before), Stretch("new", after))
        return
    for kind, i, j, k, n in SequenceMatcher(None, one, other, autojunk=False).get_opcodes():
        yield from _stretches(kind, one[i:j], other[k:n])


def _stretches(kind: str, one: Sequence[str], other: Sequence[str]) -> Iterator[Stretch]:
    if kind == "equal":
        yield Stretch("kept", "".join(one))
        return
    if one:
        yield Stretch("gone", "".join(one))
    if other:
        yield Stretch("new", "".join(other))
