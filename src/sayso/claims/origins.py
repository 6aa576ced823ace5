"""How many independent sources a claim has: which of its reports go back to one origin, and why.

1. One text: reports that copy one another, whole, or in the passages that hold what they say on the claim; and reports
   that run the same agency's copy of the same statement within a day.  An agency's name alone joins nothing: an agency
   sends many texts, and two of them with different speakers are two sources.
2. One quoted outlet: a report whose statements on the claim all come from another outlet counts for that outlet.
3. One publisher: texts that appeared with one publisher alone, where the table knows it.  A copy that several
   publishers ran belongs to none of them, so that it does not join their own reports.  An outlet that no table knows
   has no known publisher, and its texts are counted by text.

Each text has one key, and texts with one key are one origin: nothing is chained over several rules, and the order of
the reports makes no difference.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations
from typing import NamedTuple

from sayso.claims.copies import Copy
from sayso.claims.outlets import Outlets, plain_outlet, read_outlets
from sayso.model import Actor, Origin, Report, Span, Statement
from sayso.reading.agencies import name_agencies

SAME_WORDS = 0.8  # share of the shorter content that the longer one has, for two to be one statement
LEAST_WORDS = 6  # words of a content that tell anything by being the same

_WORD = re.compile(r"\w+")
_MATERIAL = re.compile(
    r"\b(?:mit|with)\b", re.IGNORECASE
)  # `(mit dpa)`: the paper's own text with the agency's material
_UNDATED = "9999"


@dataclass(frozen=True, slots=True)
class Carrier:
    """A report that carries a claim, with its statements on the claim.

    `actors` are those of the reading that the statements name; `around` the statements that those on the claim stand
    in.
    """

    report: Report
    statements: tuple[Statement, ...]
    actors: tuple[Actor, ...] = ()
    around: tuple[Statement, ...] = ()


class _Quoted(NamedTuple):
    """An outlet that a report quotes: the name to show, and its publisher where the table knows it."""

    name: str
    publisher: str | None


class _Text(NamedTuple):
    """Reports with one text, oldest first; whose it is where one publisher alone ran it; what it quotes."""

    carriers: tuple[Carrier, ...]
    reason: str
    publisher: str | None
    quoted: tuple[_Quoted, ...]


_Key = tuple[str, ...]


def find_origins(
    carriers: Iterable[Carrier], copies: Iterable[Copy] = (), outlets: Outlets | None = None
) -> tuple[Origin, ...]:
    """Return the origins of a claim, the oldest first; their number is that of its independent sources.

    `copies` are those that `copies.find_copies` or `copies.compare_reports` found; those between other reports are
    passed over.  `outlets` is what `read_outlets()` gives, read here where it is not given.
    """
    outlets = read_outlets() if outlets is None else outlets
    ordered = sorted({carrier.report.id: carrier for carrier in carriers}.values(), key=_age)
    at_hand = {plain_outlet(each.report.outlet): each.report.outlet for each in reversed(ordered) if each.report.outlet}
    texts = [_text(group, shared, outlets, at_hand) for group, shared in _join(ordered, copies)]
    origins: dict[_Key, list[_Text]] = defaultdict(list)
    for text in texts:
        origins[_key(text, texts)].append(text)
    found = []
    for key, members in origins.items():
        reports = sorted((carrier for text in members for carrier in text.carriers), key=_age)
        found.append((_age(reports[0]), Origin(tuple(each.report.id for each in reports), _reason(key, members))))
    return tuple(origin for _, origin in sorted(found, key=lambda each: each[0]))


def _age(carrier: Carrier) -> tuple[str, str, str]:
    return carrier.report.published or _UNDATED, _name(carrier), carrier.report.id


def _name(carrier: Carrier) -> str:
    return carrier.report.given_id or carrier.report.id


# --- One text


def _join(ordered: Sequence[Carrier], copies: Iterable[Copy]) -> list[tuple[list[Carrier], list[Copy]]]:
    """Group carriers by text, each group with the copies in it; without any, it runs one agency's statement."""
    by_id = {carrier.report.id: carrier for carrier in ordered}
    inside = [copy for copy in copies if copy.one in by_id and copy.other in by_id]
    told = [copy for copy in inside if copy.whole or _in_passages(copy, by_id)]
    root = {report: report for report in by_id}
    for one, other in [*((copy.one, copy.other) for copy in told), *_agency_statements(ordered)]:
        first, second = root[one], root[other]
        root = {report: first if at == second else at for report, at in root.items()}
    groups: dict[str, list[Carrier]] = defaultdict(list)
    for carrier in ordered:
        groups[root[carrier.report.id]].append(carrier)
    return [(group, [copy for copy in told if root[copy.one] == at]) for at, group in groups.items()]


def _in_passages(copy: Copy, by_id: Mapping[str, Carrier]) -> bool:
    """Tell whether all that one of two reports says on the claim stands in passages of the other."""
    return _stands_in(by_id[copy.one], [passage.one for passage in copy.passages]) or _stands_in(
        by_id[copy.other], [passage.other for passage in copy.passages]
    )


def _stands_in(carrier: Carrier, passages: Sequence[Span]) -> bool:
    """Tell whether at least half of each telling statement stands in the passages."""
    for statement in _telling(carrier):
        spans = statement.content or statement.frame or statement.cue
        inside = sum(max(0, min(s.end, p.end) - max(s.start, p.start)) for s in spans for p in passages)
        if 2 * inside < sum(span.end - span.start for span in spans):
            return False
    return bool(carrier.statements)


def _telling(carrier: Carrier) -> tuple[Statement, ...]:
    """Return the statements that tell something: `did not want to comment` beside others does not."""
    return tuple(each for each in carrier.statements if each.stance != "withholds") or carrier.statements


def _agency_statements(ordered: Iterable[Carrier]) -> list[tuple[str, str]]:
    """Return the pairs of reports that run one agency's text, at most a day apart, with the same words on the claim."""
    running: dict[str, list[Carrier]] = defaultdict(list)
    for carrier in ordered:
        if carrier.statements and (agency := _sole_agency(carrier.report)):
            running[agency].append(carrier)
    pairs = (pair for carriers in running.values() for pair in combinations(carriers, 2))
    return [
        (one.report.id, other.report.id)
        for one, other in pairs
        if _near(one.report, other.report) and _tell_same(one, other)
    ]


def _tell_same(one: Carrier, other: Carrier) -> bool:
    """Tell whether the one that tells less on the claim tells nothing that the other does not."""
    fewer, more = sorted((one, other), key=lambda carrier: len(_telling(carrier)))
    return all(any(_same_statement(fewer, mine, more, theirs) for theirs in _telling(more)) for mine in _telling(fewer))


def _sole_agency(report: Report) -> str | None:
    """Return the agency whose text a report runs; None for several, for none, and for material of one."""
    credits = [
        report.text[part.span.start : part.span.end]
        for part in report.parts
        if part.kind in ("dateline", "agency_credit")
    ]
    if len(report.agencies) != 1 or any(name_agencies(credit) and _MATERIAL.search(credit) for credit in credits):
        return None
    return report.agencies[0]


def _near(one: Report, other: Report) -> bool:
    """Tell whether two reports are known to have appeared within a day."""
    try:
        first, second = (date.fromisoformat((each.published or "")[:10]) for each in (one, other))
    except ValueError:
        return False
    return abs((first - second).days) <= 1


def _same_statement(one: Carrier, mine: Statement, other: Carrier, theirs: Statement) -> bool:
    """Tell whether two reports tell the same statement in nearly the same words, of nobody else."""
    words, others = _words(one.report, mine), _words(other.report, theirs)
    shorter = min(words.total(), others.total())
    people, others_people = _speakers(one, mine), _speakers(other, theirs)
    return (
        mine.stance == theirs.stance
        and shorter >= LEAST_WORDS
        and (words & others).total() >= SAME_WORDS * shorter
        and (not people or not others_people or not people.isdisjoint(others_people))
    )


def _words(report: Report, statement: Statement) -> Counter[str]:
    text = " ".join(report.text[span.start : span.end] for span in statement.content)
    return Counter(_WORD.findall(text.casefold()))


def _speakers(carrier: Carrier, statement: Statement) -> set[str]:
    return {actor.name for actor in carrier.actors if actor.id in statement.actors}


# --- Whose text it is


def _text(carriers: Sequence[Carrier], copies: Sequence[Copy], outlets: Outlets, at_hand: Mapping[str, str]) -> _Text:
    publishing = [outlets.publishing(carrier.report) for carrier in carriers]
    publishers = {outlet.publisher if outlet else None for outlet in publishing}
    publisher = publishers.pop() if len(publishers) == 1 else None
    quoted = [_quoted(carrier, outlets, at_hand) for carrier in carriers]
    alike = all(each == quoted[0] for each in quoted)
    at_home = publisher is not None and any(outlet.publisher == publisher for outlet in quoted[0])
    named = tuple(sorted(quoted[0], key=lambda outlet: outlet.name)) if alike and not at_home else ()
    return _Text(tuple(carriers), _text_reason(carriers, copies), publisher, named)


def _quoted(carrier: Carrier, outlets: Outlets, at_hand: Mapping[str, str]) -> set[_Quoted]:
    """Return the outlets that all telling statements of a report come from; empty where one has another source."""
    found = set()
    for statement in _telling(carrier):
        sources = _sources(carrier, statement, outlets, at_hand)
        if not sources:
            return set()
        found |= sources
    return found


def _sources(carrier: Carrier, statement: Statement, outlets: Outlets, at_hand: Mapping[str, str]) -> set[_Quoted]:
    """Return the outlets that a statement, or one that it stands in, is quoted from; never the report's own.

    Media that speak for a state are its voice, not a source, unless somebody else's words came through them.
    """
    actors = {actor.id: actor for actor in carrier.actors}
    enclosing = {each.id: each for each in (*carrier.around, *carrier.statements)}
    seen: set[str] = set()
    at: Statement | None = statement
    while at is not None and at.id not in seen:
        seen.add(at.id)
        through = [actors[via].name if via in actors else via for via in at.via]
        speakers = [actors[each] for each in at.actors if each in actors]
        named = {_medium(name, outlets, at_hand) or _Quoted(name, None) for name in through}
        if not named and all(actor.party is None for actor in speakers):
            media = [_medium(actor.name, outlets, at_hand) for actor in speakers]
            named = {medium for medium in media if medium is not None} if None not in media else set()
        if named:
            return set() if any(_is_theirs(carrier.report, medium) for medium in named) else named
        at = enclosing.get(at.parent) if at.parent else None
    return set()


def _medium(name: str, outlets: Outlets, at_hand: Mapping[str, str]) -> _Quoted | None:
    """Return the outlet or agency of a name: one that the table, the claim's reports or the agencies know."""
    if known := outlets.find(name):
        return _Quoted(known.name, known.publisher)
    if own := at_hand.get(plain_outlet(name)):
        return _Quoted(own, None)
    agencies = name_agencies(name)
    return _Quoted(agencies[0], None) if len(agencies) == 1 else None


def _is_theirs(report: Report, medium: _Quoted) -> bool:
    """Tell whether a report appeared in an outlet, or is the text of an agency."""
    same = report.outlet is not None and plain_outlet(report.outlet) == plain_outlet(medium.name)
    return same or _sole_agency(report) == medium.name


def _key(text: _Text, texts: Sequence[_Text]) -> _Key:
    """Return what makes texts one origin: a publisher, a quoted outlet that no table knows, or the text itself."""
    if len(text.quoted) == 1:
        outlet = text.quoted[0]
        if outlet.publisher is not None:
            return "publisher", outlet.publisher
        target = _quoted_text(outlet, text, texts)
        return ("text", target.carriers[0].report.id) if target else ("quoted", outlet.name)
    if text.quoted:
        return "quoted", *(outlet.name for outlet in text.quoted)
    return ("publisher", text.publisher) if text.publisher else ("text", text.carriers[0].report.id)


def _quoted_text(outlet: _Quoted, text: _Text, texts: Sequence[_Text]) -> _Text | None:
    """Return the last text of an outlet or agency before the one that quotes it, else its first; None without any."""
    theirs = [
        each
        for each in texts
        if not each.quoted and each.publisher is None and any(_is_theirs(one.report, outlet) for one in each.carriers)
    ]
    day = text.carriers[0].report.published or _UNDATED
    before = [each for each in theirs if (each.carriers[0].report.published or _UNDATED) <= day]
    return before[-1] if before else next(iter(theirs), None)


# --- Reasons


def _text_reason(carriers: Sequence[Carrier], copies: Sequence[Copy]) -> str:
    """Tell why reports are one text; of one alone, whose it is."""
    agencies = {_sole_agency(carrier.report) for carrier in carriers} - {None}
    agency = agencies.pop() if len(agencies) == 1 else None
    if len(carriers) == 1:
        if agency is None and (named := carriers[0].report.agencies):
            return f"own report with material of {_enumerate(named)}"
        return f"one {agency} text" if agency else "own report"
    whole = [copy for copy in copies if copy.whole]
    if not copies:
        return f"one {agency} statement"
    if agency:
        return f"one {agency} text" if whole else f"passages of one {agency} text"
    if not whole:
        words = [sum(passage.words for passage in copy.passages) for copy in copies]
        return f"the same passages as {_name(carriers[0])} ({_span(words)} words)"
    copied = {report for copy in whole for report in (copy.one, copy.other)}
    original = next(carrier for carrier in carriers if carrier.report.id in copied)
    shares = [_likest(report, original.report.id, whole) for report in copied - {original.report.id}]
    return f"copies of {_name(original)} ({_span([round(100 * share) for share in shares])} % of the words)"


def _likest(report: str, original: str, copies: Sequence[Copy]) -> float:
    """Return which part of the shorter one a report and the original share, or it and another copy of that."""
    theirs = [copy for copy in copies if report in (copy.one, copy.other)]
    direct = [copy for copy in theirs if original in (copy.one, copy.other)]
    return max(max(copy.share_one, copy.share_other) for copy in direct or theirs)


def _reason(key: _Key, texts: Sequence[_Text]) -> str:
    """Tell why texts are one origin."""
    quoting = [text for text in texts if text.quoted]
    own = [text for text in texts if not text.quoted]
    if not own:
        return f"quotes {_enumerate([_shown(outlet.name) for outlet in quoting[0].quoted])}"
    whose = own[0].reason if len(own) == 1 else f"one publisher: {key[1]}"
    if not quoting:
        return whose
    names = sorted(_name(carrier) for text in quoting for carrier in text.carriers)
    return f"{whose}, quoted by {_enumerate(names)}"


def _shown(name: str) -> str:
    """Return an outlet's name in quotation marks, its article before them: `the "New York Times"`."""
    article, _, rest = name.partition(" ")
    return f'the "{rest}"' if rest and article in ("The", "Der", "Die", "Das") else f'"{name}"'


def _enumerate(names: Sequence[str]) -> str:
    return " and ".join(filter(None, (", ".join(names[:-1]), names[-1])))


def _span(numbers: Sequence[int]) -> str:
    least, most = min(numbers), max(numbers)
    return str(most) if least == most else f"{least} to {most}"
