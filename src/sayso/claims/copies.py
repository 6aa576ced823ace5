"""Which reports copy one text, whole or in passages.

Candidates come from a scaled MinHash (also FracMinHash; Irber et al. 2022): of all runs of five words a fixed quarter
is kept, by their hash.  A run that two reports share is kept in both or in neither, so that shared keys tell of a
copied passage in a longer text as surely as of a copied text; a MinHash signature of whole reports misses the first.
Keys are plain integers: rows of a table, joined in SQL.

    SELECT report, count(*) FROM fingerprints WHERE key IN (
        SELECT key FROM fingerprints WHERE key IN (…) GROUP BY key HAVING count(*) <= COMMON_KEY)
    GROUP BY report HAVING count(*) >= CANDIDATE_KEYS ORDER BY count(*) DESC, report LIMIT MOST_CANDIDATES

Candidates are then aligned word by word.  A quotation that two reports share is no copy: anybody may quote the same
words.  So only a report's own words count, those outside quotation marks.  A report is a copy where half of them stand
in the other; reports share passages where fifty of them do in long stretches, more than a post or a motto that was set
off without marks.  In reports of one outlet passages are its boilerplate, and do not count.
"""

import re
import unicodedata
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2b
from typing import NamedTuple
from urllib.parse import urlsplit

from sayso.language.quotes import find_quotes
from sayso.model import Report, Span

SHINGLE = 5  # words in a run
SCALE = 4  # one of so many runs is kept
LEAST_KEYS = 16  # a news flash keeps more, so that it is found too
CANDIDATE_KEYS = 2
MOST_CANDIDATES = 50
COMMON_KEY = 200  # reports; a run that more of them hold is a publisher's boilerplate

SEED = 4  # words that must be the same in a row for an alignment to begin
GAP = 3  # words that may be replaced, added or left out between two aligned runs
STRETCH = 10  # words the same in a stretch; shorter ones are titles and phrases that anybody writes
WHOLE = 0.5  # share of a report's own words from which on the report is a copy
WHOLE_AT_HOME = 0.8  # the same for two reports of one outlet: short ones consist of its boilerplate by half
LEAST_WORDS = 20  # own words that a copy shares at least
PASSAGE = 15  # own words of a stretch that counts as a passage
PASSAGES = 50  # own words in all passages together; fewer are no copy
_CROWD = 16  # places of a run in one report that are tried

_WORD = re.compile(r"[\w\u00ad\u0300-\u036f\u200b-\u200d]+")
_INVISIBLE = dict.fromkeys((0xAD, 0x200B, 0x200C, 0x200D))


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """What candidates are found by: `keys` are 64-bit signed integers, sorted, each once."""

    report: str
    keys: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch that stands in two reports, and how many of its words are the same and outside quotation marks."""

    one: Span
    other: Span
    words: int


@dataclass(frozen=True, slots=True)
class Copy:
    """Two reports that share a text or passages: `one` and `other` are ids of reports, `one` the lesser.

    `share_one` tells which part of the own words of `one` stands in `other` (0 to 1), `share_other` the reverse.
    `whole`: one report is a copy of the other; else they have only the `passages` in common.
    """

    one: str
    other: str
    share_one: float
    share_other: float
    whole: bool
    passages: tuple[Passage, ...]


class _Word(NamedTuple):
    plain: str
    start: int
    end: int
    own: bool


class _Run(NamedTuple):
    """Words of two reports that are the same, by their numbers: `at_one`, `at_other`, how many."""

    at_one: int
    at_other: int
    words: int


def take_fingerprint(report: Report) -> Fingerprint:
    """Return the keys of a report: those of their hashed runs of words that the sample keeps."""
    words = [_plain(match.group()) for start, end in _body(report) for match in _WORD.finditer(report.text, start, end)]
    hashes = sorted({_hash(" ".join(words[at : at + SHINGLE])) for at in range(len(words) - SHINGLE + 1)})
    below = bisect_right(hashes, 2**64 // SCALE)
    kept = hashes[: max(below, LEAST_KEYS)]
    return Fingerprint(report.id, tuple(sorted(key - 2**63 for key in kept)))


def find_candidates(new: Fingerprint, known: Iterable[Fingerprint]) -> tuple[str, ...]:
    """Return the reports that `new` may share text with, those with most keys in common first: the SQL above."""
    return _rank(new, _hold(known, frozenset(new.keys)))


def compare_reports(report: Report, candidates: Iterable[Report]) -> tuple[Copy, ...]:
    """Return what a report shares with each candidate; those that share no passage are left out."""
    found = (_compare(report, candidate) for candidate in candidates if candidate.id != report.id)
    return tuple(sorted((copy for copy in found if copy is not None), key=lambda copy: (copy.one, copy.other)))


def find_copies(reports: Iterable[Report]) -> tuple[Copy, ...]:
    """Return the copies among many reports, sorted by ids; the order of the reports makes no difference."""
    by_id = {report.id: report for report in reports}
    prints = [take_fingerprint(by_id[report]) for report in sorted(by_id)]
    holders = _hold(prints)
    pairs = {(min(each.report, other), max(each.report, other)) for each in prints for other in _rank(each, holders)}
    found = (_compare(by_id[one], by_id[other]) for one, other in sorted(pairs))
    return tuple(copy for copy in found if copy is not None)


def pack_keys(keys: Sequence[int]) -> bytes:
    """Return keys as bytes, eight each, for a column of a table."""
    return b"".join(key.to_bytes(8, "big", signed=True) for key in keys)


def unpack_keys(packed: bytes) -> tuple[int, ...]:
    """Return the keys that `pack_keys` packed."""
    return tuple(int.from_bytes(packed[at : at + 8], "big", signed=True) for at in range(0, len(packed), 8))


def _hold(prints: Iterable[Fingerprint], keys: frozenset[int] | None = None) -> dict[int, list[str]]:
    """Return which reports hold each key, of `keys` alone where they are given."""
    holders: dict[int, list[str]] = defaultdict(list)
    for each in prints:
        for key in each.keys if keys is None else keys.intersection(each.keys):
            holders[key].append(each.report)
    return holders


def _rank(new: Fingerprint, holders: Mapping[int, Sequence[str]]) -> tuple[str, ...]:
    shared = (holders.get(key, ()) for key in new.keys)
    common = Counter(report for reports in shared if len(reports) <= COMMON_KEY for report in reports)
    enough = (report for report, keys in common.items() if keys >= CANDIDATE_KEYS and report != new.report)
    return tuple(sorted(enough, key=lambda report: (-common[report], report))[:MOST_CANDIDATES])


def _body(report: Report) -> list[tuple[int, int]]:
    """Return where standfirst and paragraphs stand; the whole text where a report has none.

    Headlines, captions and crossheads are each paper's own, dateline and credits are not the story.  A standfirst often
    is, too, but the first paragraph of bare text may be taken for one.
    """
    body = [(part.span.start, part.span.end) for part in report.parts if part.kind in ("standfirst", "paragraph")]
    return body or [(0, len(report.text))]


@lru_cache(maxsize=200_000)
def _plain(word: str) -> str:
    """Return a word for comparison: no capitals, no soft hyphens, one way to write an umlaut."""
    return unicodedata.normalize("NFKC", word.translate(_INVISIBLE)).casefold()


def _hash(run: str) -> int:
    return int.from_bytes(blake2b(run.encode(), digest_size=8).digest(), "big")


@lru_cache(maxsize=256)
def _words(report: Report) -> tuple[_Word, ...]:
    """Return the words of the body; those in quotation marks are not the report's own."""
    quoted = [quote for quote in find_quotes(report.text) if quote.closed and not quote.depth]
    starts = [quote.start for quote in quoted]
    found = []
    for start, end in _body(report):
        for match in _WORD.finditer(report.text, start, end):
            before = bisect_right(starts, match.start()) - 1
            own = before < 0 or quoted[before].end <= match.start()
            found.append(_Word(_plain(match.group()), match.start(), match.end(), own))
    return tuple(found)


def _compare(report: Report, candidate: Report) -> Copy | None:
    """Align two reports; always the one with the lesser id first, so that the result has no order."""
    one, other = sorted((report, candidate), key=lambda each: each.id)
    words_one, words_other = _words(one), _words(other)
    used_one: set[int] = set()
    used_other: set[int] = set()
    passages = []
    for stretch in _stretches([word.plain for word in words_one], [word.plain for word in words_other]):
        pairs = [(run.at_one + step, run.at_other + step) for run in stretch for step in range(run.words)]
        own = [
            (left, right)
            for left, right in pairs
            if words_one[left].own and words_other[right].own and right not in used_other
        ]
        used_one.update(left for left, _ in own)
        used_other.update(right for _, right in own)
        (first_one, first_other), (last_one, last_other) = pairs[0], pairs[-1]
        place_one = Span(words_one[first_one].start, words_one[last_one].end)
        place_other = Span(words_other[first_other].start, words_other[last_other].end)
        passages.append(Passage(place_one, place_other, len(own)))
    share_one, share_other = _share(used_one, words_one), _share(used_other, words_other)
    at_home = _same_outlet(one, other)
    share = max(share_one, share_other)
    whole = len(used_one) >= LEAST_WORDS and share >= (WHOLE_AT_HOME if at_home else WHOLE)
    if not whole:
        passages = [passage for passage in passages if passage.words >= PASSAGE]
        if at_home or sum(passage.words for passage in passages) < PASSAGES:
            return None
    return Copy(one.id, other.id, share_one, share_other, whole, tuple(passages))


def _same_outlet(one: Report, other: Report) -> bool:
    """Tell whether two reports are known to be of one outlet, by its name or the host of their addresses."""
    hosts = [urlsplit(report.url).hostname if report.url else None for report in (one, other)]
    return (one.outlet is not None and one.outlet == other.outlet) or (hosts[0] is not None and hosts[0] == hosts[1])


def _share(used: set[int], words: Sequence[_Word]) -> float:
    return len(used) / max(1, sum(word.own for word in words))


def _stretches(one: Sequence[str], other: Sequence[str]) -> Iterator[list[_Run]]:
    """Yield the stretches of `STRETCH` words or more that both have, as runs with at most `GAP` words between them."""
    stretch: list[_Run] = []
    for run in _runs(one, other):
        if stretch and not _goes_on(stretch[-1], run.at_one, run.at_other):
            if sum(part.words for part in stretch) >= STRETCH:
                yield stretch
            stretch = []
        stretch.append(run)
    if sum(part.words for part in stretch) >= STRETCH:
        yield stretch


def _runs(one: Sequence[str], other: Sequence[str]) -> Iterator[_Run]:
    """Yield runs of the same words in the order of `one`, the longest at each place, or what goes on the run before."""
    places: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for at in range(len(other) - SEED + 1):
        places[tuple(other[at : at + SEED])].append(at)
    last: _Run | None = None
    at = 0
    while at <= len(one) - SEED:
        found = [
            _Run(at, place, _common(one, other, at, place))
            for place in places.get(tuple(one[at : at + SEED]), ())[:_CROWD]
        ]
        if not found:
            at += 1
            continue
        before = last
        last = max(
            found, key=lambda run: (before is not None and _goes_on(before, run.at_one, run.at_other), run.words)
        )
        yield last
        at += last.words


def _goes_on(before: _Run, at_one: int, at_other: int) -> bool:
    """Tell whether a run at these places goes on the run before."""
    return 0 <= at_one - before.at_one - before.words <= GAP and 0 <= at_other - before.at_other - before.words <= GAP


def _common(one: Sequence[str], other: Sequence[str], at_one: int, at_other: int) -> int:
    """Return how many words are the same from two places on."""
    most = min(len(one) - at_one, len(other) - at_other)
    return next((step for step in range(most) if one[at_one + step] != other[at_other + step]), most)
