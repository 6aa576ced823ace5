"""A report on its way to a reading: the only module that names every step."""

import hashlib
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

from sayso import __version__
from sayso.actors.resolve import resolve_actors
from sayso.language.analysis import analyse
from sayso.language.times import bound_publication
from sayso.model import Reading, Report, Run
from sayso.statements.find import Finder, find_statements
from sayso.tagger import DEFAULT_MODEL, RULES


def read_report(report: Report, model: str = DEFAULT_MODEL, threads: int = 0) -> Reading:
    """Return everything that is read out of `report`.

    `model` names the weights of the learned finder, `rules` for none; `threads` is how many it may use, 0 for as
    many as there are cores.  `UsageError` where there are no such weights.

    A report without a day of publication takes the year that its own dates leave, if they leave one.  One in a
    language that Sayso has no data of is read with those of German, and keeps the name of its language.
    """
    language = _language_read(report.language)
    if report.published is None:
        bound = bound_publication(report.text, language=language)
        if bound is not None:
            report = replace(report, published=bound, published_from="text")
    analysis = analyse(replace(report, language=language))
    statements, actors = resolve_actors(analysis, find_statements(analysis, _finder(model, threads)))
    return Reading(
        report=report,
        statements=statements,
        actors=actors,
        times=analysis.times,
        quantities=analysis.quantities,
        places=analysis.places,
        run=this_run(model),
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
