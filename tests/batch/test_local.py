"""Many reports on the cores of one machine: order, refusals, and failures that come out where they belong."""

from collections.abc import Iterator

import pytest

from sayso.batch.local import Line, Refused, read_in_order
from sayso.errors import MalformedInput, MissingInput
from sayso.model import Reading, Report
from sayso.reading.text import read_text


def render(reading: Reading) -> str:
    if reading.report.given_id == "bad":
        raise MalformedInput("no reading of this one")
    return f"{reading.report.given_id}: {len(reading.statements)}"


def refuse(id: str | None, reason: str) -> str:
    return f"{id} refused: {reason}"


def report(id: str) -> Report:
    return read_text("Das Hafenamt bestätigte den Kauf.", source="test", id=id)


def run(jobs, workers=1) -> list[Line]:
    return list(read_in_order(jobs, render=render, refuse=refuse, workers=workers))


def test_a_line_for_every_job_in_their_order():
    jobs = [report("one"), Refused(None, "no JSON"), report("bad"), report("four")]
    assert run(jobs) == [
        Line("one: 1", good=True),
        Line("None refused: no JSON", good=False),
        Line("bad refused: no reading of this one", good=False),
        Line("four: 1", good=True),
    ]


def test_jobs_are_taken_one_by_one_so_that_a_file_of_any_length_fits():
    taken: list[str] = []

    def jobs() -> Iterator[Report]:
        for name in "abc":
            taken.append(name)
            yield report(name)

    lines = read_in_order(jobs(), render=render, refuse=refuse)
    assert taken == []
    assert next(iter(lines)).text == "a: 1"
    assert taken == ["a"]


def test_no_jobs_give_no_lines():
    assert run([]) == []


def test_an_input_that_breaks_off_ends_the_batch_with_its_own_error():
    def jobs() -> Iterator[Refused]:
        yield Refused("one", "first")
        raise MissingInput("the disk went away")

    lines = read_in_order(jobs(), render=render, refuse=refuse)
    assert next(lines).text == "one refused: first"
    with pytest.raises(MissingInput, match="the disk went away"):
        next(lines)


def test_an_error_of_the_program_itself_is_not_taken_for_a_bad_line():
    def broken(reading: Reading) -> str:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        list(read_in_order([report("one")], render=broken, refuse=refuse))
