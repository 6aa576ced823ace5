"""Reports read together: readings and errors come in the order of the input, and the reports know each other."""

import pytest

from sayso.errors import ReadingError
from sayso.interfaces import together
from sayso.ledger import open_ledger
from sayso.reading.text import read_text

TEXTS = (
    "Muster sagte, die Lage sei ernst.",
    "Der ukrainische Präsident Mykola Muster sagte, die Lage sei gut.",
    "Es regnet.",
)


def items():
    reports = [read_text(text, source=text, published="2025-04-28") for text in TEXTS]
    return [reports[0], ReadingError("no report"), *reports[1:]]


def shown(found):
    return [str(one) if isinstance(one, ReadingError) else one.report.text for one in found]


@pytest.mark.parametrize("at_a_time", [1, 2, 64])
def test_readings_and_errors_come_in_the_order_of_the_input(tmp_path, monkeypatch, at_a_time):
    monkeypatch.setattr(together, "_REPORTS", at_a_time)
    with open_ledger(tmp_path / "sayso.db") as book:
        found = list(together.read_items(items(), book, "rules"))
    assert shown(found) == [TEXTS[0], "no report", *TEXTS[1:]]
    # who is introduced two items on is known where both are read together
    assert {actor.name for actor in found[0].actors} == {"Mykola Muster" if at_a_time == 64 else "Muster"}


def test_without_a_ledger_a_report_knows_nobody():
    found = list(together.read_items(items(), None, "rules"))
    assert shown(found) == [TEXTS[0], "no report", *TEXTS[1:]]
    assert {actor.name for actor in found[0].actors} == {"Muster"}
