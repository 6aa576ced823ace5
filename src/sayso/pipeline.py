"""A report on its way to a reading: the only module that names every step."""

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import NamedTuple

from sayso import __version__
from sayso.actors.acquaintances import Acquaintance, AcquaintanceBook, Acquaintances, Introductions
from sayso.actors.cast import Trust
from sayso.actors.english import resolve_english
from sayso.actors.houses import Neighbour, Neighbours
from sayso.actors.resolve import resolve_actors
from sayso.language.analysis import Analysis, analyse
from sayso.language.times import bound_publication
from sayso.model import Actor, Evidence, Office, PartyBy, Person, Reading, Report, Run, Span, Statement
from sayso.statements.captions import speak_captions
from sayso.statements.carried_days import carry_days
from sayso.statements.confidences import rate_roles
from sayso.statements.english import find_english
from sayso.statements.english_days import carry_english_days
from sayso.statements.evidence import Shown, find_evidence
from sayso.statements.find import Finder, find_statements
from sayso.statements.layout import Layout
from sayso.statements.limited import find_known_times, find_quotations, is_english, limits_of
from sayso.statements.narration import find_narration
from sayso.statements.passage import Passage
from sayso.statements.via import Relayed, find_relays
from sayso.tagger import DEFAULT_MODEL, RULES

_PARTY_BY: dict[Trust, PartyBy] = {Trust.TOLD: "words", Trust.AROUND: "others", Trust.NONE: "place"}


def read_report(
    report: Report, model: str = DEFAULT_MODEL, threads: int = 0, acquaintances: Acquaintances | None = None
) -> Reading:
    """Return everything that is read out of `report`.

    `model` names the weights of the learned finder, `rules` for none; `threads` is how many it may use, 0 for as
    many as there are cores.  `UsageError` where there are no such weights.

    A report without a day of publication takes the year that its own dates leave, if they leave one.  One in a
    language without a lexicon is read for its parts, the times that are known and what it quotes; `limits` says so.

    `acquaintances` are asked for people of earlier reports, and told of those whom this one introduces.
    """
    seen = _look(report, model, threads)
    return seen if isinstance(seen, Reading) else _tell(seen, model, acquaintances)


def read_together(
    reports: Iterable[Report],
    model: str = DEFAULT_MODEL,
    threads: int = 0,
    earlier: Callable[[Report, Sequence[Acquaintance]], Acquaintances] | None = None,
) -> list[Reading]:
    """Return what is read out of several reports, which know whom the others introduce, whatever their order.

    `earlier` gives whom a report may ask for, told of those whom the others introduce; without it, those alone.
    """
    seen = [_look(report, model, threads) for report in reports]
    introduced = [((), Neighbour((), (), {})) if isinstance(one, Reading) else _introduced(one) for one in seen]
    told, houses = [people for people, _ in introduced], [named for _, named in introduced]
    readings = []
    for number, one in enumerate(seen):
        if isinstance(one, Reading):
            readings.append(one)
            continue
        others = [person for other, people in enumerate(told) if other != number for person in people]
        known = AcquaintanceBook(others) if earlier is None else earlier(one.report, others)
        readings.append(_tell(one, model, known, Neighbours(houses[:number] + houses[number + 1 :])))
    return readings


class _Seen(NamedTuple):
    """A report read as far as it can be without knowing of any other."""

    report: Report
    passage: Passage
    layout: Layout
    relayed: Sequence[Relayed]
    shown: Sequence[Shown]


class _SeenEnglish(NamedTuple):
    """An English report read as far as it can be without knowing of any other."""

    report: Report
    analysis: Analysis
    found: Sequence[Statement]


def _look(report: Report, model: str, threads: int) -> _Seen | _SeenEnglish | Reading:
    """Return a report with its statements; its reading where no lexicon of its language tells who speaks."""
    if is_english(report.language):
        analysis = analyse(replace(report, language="en"))
        return _SeenEnglish(report, analysis, find_english(Passage(analysis), _finder(model, threads)))
    limits = limits_of(report.language)
    if limits:
        return _read_limited(report, limits, this_run(model))
    language = _language_read(report.language)
    if report.published is None:
        bound = bound_publication(report.text, language=language)
        if bound is not None:
            report = replace(report, published=bound, published_from="text")
    passage = Passage(analyse(replace(report, language=language)))
    layout = Layout(passage, find_statements(passage, _finder(model, threads)))
    shown = find_evidence(layout)
    layout = speak_captions(layout, shown)
    return _Seen(report, passage, layout, find_relays(layout), shown)


def _introduced(seen: _Seen | _SeenEnglish) -> tuple[tuple[Acquaintance, ...], Neighbour]:
    """Return whom a report introduces by itself, and the bodies and firms that it names."""
    introductions, neighbours = Introductions(), Neighbours()
    if isinstance(seen, _SeenEnglish):
        resolve_english(seen.analysis, seen.found, introductions)
    else:
        _resolve(seen, introductions, neighbours)
    return introductions.people, neighbours.own


def _tell(
    seen: _Seen | _SeenEnglish, model: str, acquaintances: Acquaintances | None, neighbours: Neighbours | None = None
) -> Reading:
    """Return the reading of a report that may ask for people, bodies and firms of others."""
    if isinstance(seen, _SeenEnglish):
        return _tell_english(seen, this_run(model), acquaintances)
    report, passage, analysis = seen.report, seen.passage, seen.passage.analysis
    introductions = Introductions(acquaintances)
    statements, actors, evidence = _resolve(seen, introductions, neighbours)
    return Reading(
        report=report,
        statements=rate_roles(report, carry_days(passage, statements, actors), actors),
        actors=actors,
        times=analysis.times,
        quantities=analysis.quantities,
        places=analysis.places,
        run=this_run(model),
        evidence=evidence,
        narration=find_narration(seen.layout),
        people=tuple(map(_person, introductions.people)),
    )


def drop_unsure(reading: Reading, confidence: float) -> Reading:
    """Return a reading without the statements that are less likely right than `confidence`, 0 to 1.

    What stood in one of them stands in none; evidence keeps those of its statements that are left.
    """
    kept = {statement.id for statement in reading.statements if statement.confidence >= confidence}
    statements = tuple(
        statement if statement.parent in kept else replace(statement, parent=None)
        for statement in reading.statements
        if statement.id in kept
    )
    evidence = tuple(replace(e, statements=tuple(id for id in e.statements if id in kept)) for e in reading.evidence)
    return replace(reading, statements=statements, evidence=evidence)


def _tell_english(seen: _SeenEnglish, run: Run, acquaintances: Acquaintances | None) -> Reading:
    """Return what can be read of an English report: no evidence, narration and media that relay."""
    report, analysis = seen.report, seen.analysis
    introductions = Introductions(acquaintances)
    statements, actors = resolve_english(analysis, seen.found, introductions)
    return Reading(
        report=report,
        statements=carry_english_days(report, statements),
        actors=actors,
        times=analysis.times,
        quantities=analysis.quantities,
        places=analysis.places,
        run=run,
        limits=limits_of(report.language),
        people=tuple(map(_person, introductions.people)),
    )


def _read_limited(report: Report, limits: tuple[str, ...], run: Run) -> Reading:
    """Return what can be read of a report without a lexicon of its language."""
    return Reading(
        report=report,
        statements=find_quotations(report),
        actors=(),
        times=find_known_times(report),
        quantities=(),
        places=(),
        run=run,
        limits=limits,
    )


def _resolve(
    seen: _Seen, acquaintances: Acquaintances, neighbours: Neighbours | None = None
) -> tuple[tuple[Statement, ...], tuple[Actor, ...], tuple[Evidence, ...]]:
    """Return statements, actors and evidence with the ids of who speaks, who relays and who showed it.

    Who relays or shows is named as a speaker is, so that both are one actor where they are the same.
    """
    relayed, shown = seen.relayed, seen.shown
    beside = dict.fromkeys([*(span for r in relayed for span in r.media), *(s.by for s in shown if s.by is not None)])
    spoken = (*(r.statement for r in relayed), *map(_mention, beside))
    named, actors = resolve_actors(seen.passage.analysis, spoken, acquaintances=acquaintances, neighbours=neighbours)
    actor_at = {span: actor.id for actor in actors for span in actor.mentions}
    statements = tuple(
        replace(statement, via=tuple(actor for actor in _ids(r.media, actor_at) if actor not in statement.actors))
        for statement, r in zip(named, relayed, strict=False)
    )
    evidence = tuple(Evidence(s.kind, s.span, actor_at.get(s.by) if s.by else None, s.statements) for s in shown)
    return statements, actors, evidence


def _ids(spans: Iterable[Span], actor_at: Mapping[Span, str]) -> Iterable[str]:
    """Return the actors whom the words under spans name, each once."""
    return dict.fromkeys(actor_at[span] for span in spans if span in actor_at)


def _person(one: Acquaintance) -> Person:
    """Return somebody whom a report introduces, as the reading keeps him."""
    offices = tuple(Office(role.noun, role.lemma, role.state) for role in one.roles)
    return Person(one.name, one.party, offices, _PARTY_BY[one.trust])


def _mention(span: Span) -> Statement:
    """Return a statement without content of whom the words under a span name."""
    return Statement(
        id=f"beside {span.start}-{span.end}",
        mode="reported",
        medium="unknown",
        content=(),
        speaker=(span,),
        cue=(span,),
        frame=(),
        addressee=(),
        stance="asserts",
        found_by="beside",
        confidence=0.0,
    )


@cache
def _language_read(language: str) -> str:
    """Return the language whose data serve: that of `de-AT` are those of `de`; German serves what has none."""
    base = language.partition("-")[0]
    return base if (files("sayso.language") / "data" / base).is_dir() else "de"


def _finder(model: str, threads: int) -> Finder | None:
    if model == RULES:
        return None
    from sayso.tagger.weights import load

    return load(model, threads=threads)


@cache
def this_run(model: str = DEFAULT_MODEL) -> Run:
    """Return the version of the program and a hash over all language data and the model: which machine made a row."""
    digest = hashlib.sha256(model.encode())
    if model != RULES:
        from sayso.tagger.weights import hash_of

        digest.update(hash_of(model).encode())
    for path in _data_files(files("sayso.language") / "data"):
        digest.update(path.name.encode())
        digest.update(path.read_bytes())
    return Run(version=__version__, knowledge=digest.hexdigest()[:16])


def _data_files(folder: Traversable) -> Iterator[Traversable]:
    for entry in sorted(folder.iterdir(), key=lambda e: e.name):
        if entry.is_dir():
            yield from _data_files(entry)
        else:
            yield entry
