"""The cores of one machine."""

import multiprocessing
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial

from sayso.errors import SaysoError
from sayso.model import Reading, Report
from sayso.pipeline import read_report
from sayso.tagger import DEFAULT_MODEL

_CHUNK = 8  # reports a worker takes at a time: enough to pay for the way between processes


@dataclass(frozen=True, slots=True)
class Refused:
    """A line of a batch that holds no report: the id it came with, and why."""

    id: str | None
    reason: str


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a batch's result, and whether it holds a reading rather than an error."""

    text: str
    good: bool


Render = Callable[[Reading], str]
Refuse = Callable[[str | None, str], str]


def read_in_order(
    jobs: Iterable[Report | Refused], *, render: Render, refuse: Refuse, workers: int = 1, model: str = DEFAULT_MODEL
) -> Iterator[Line]:
    """Yield one line a job in the jobs' order; `render` and `refuse` make it, in the worker that read the report.

    `model` names the weights, see `sayso.pipeline.read_report`; each of several workers runs them on one thread.
    More than one worker means processes of their own: then both functions must be importable by name.
    """
    work = partial(_read, render=render, refuse=refuse, model=model, threads=0 if workers == 1 else 1)
    if workers == 1:
        yield from map(work, jobs)
        return
    with multiprocessing.get_context("spawn").Pool(workers) as pool:
        yield from pool.imap(work, jobs, chunksize=_CHUNK)


def _read(job: Report | Refused, *, render: Render, refuse: Refuse, model: str, threads: int) -> Line:
    if isinstance(job, Refused):
        return Line(refuse(job.id, job.reason), good=False)
    try:
        return Line(render(read_report(job, model, threads)), good=True)
    except SaysoError as error:
        return Line(refuse(job.given_id, str(error)), good=False)
