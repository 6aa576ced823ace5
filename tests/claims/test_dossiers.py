"""The dossiers that ship with the benchmark: their gold stands in their reports."""

import json
from itertools import pairwise
from pathlib import Path

import pytest

from sayso.reading.examples import example_reports

FOLDER = Path(__file__).parents[2] / "bench" / "dossiers"


NAMES = sorted(path.name.removesuffix(".gold.json") for path in FOLDER.glob("*.gold.json"))


@pytest.fixture(scope="module", params=NAMES)
def name(request):
    return request.param


@pytest.fixture(scope="module")
def texts(name):
    return read_texts(name)


@pytest.fixture(scope="module")
def gold(name):
    return json.loads((FOLDER / f"{name}.gold.json").read_text(encoding="utf-8"))


def read_texts(name):
    lines = (FOLDER / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
    return {row["id"]: row["text"] for row in map(json.loads, lines)}


def test_every_quote_and_speaker_stands_in_its_report(texts, gold):
    for claim in gold["claims"]:
        for member in claim["members"]:
            text = texts[member["report"]]
            assert text[member["start"] :].startswith(member["quote"])
            assert all(part in text for part in member["quote_parts"] or ())
            assert member["speaker"] in text


def test_every_figure_stands_in_its_report(texts, gold):
    for figure in gold["figures"]:
        assert texts[figure["report"]][figure["start"] :].startswith(figure["text"])


def test_reports_are_counted_and_copies_once(gold):
    copies = {id: group[0] for group in gold["copies"] for id in group}
    for claim in gold["claims"]:
        reports = {member["report"] for member in claim["members"]}
        assert claim["reports"] == len(reports)
        assert claim["independent_sources"] == len({copies.get(id, id) for id in reports})


def test_a_position_ends_where_the_partys_next_one_begins(gold):
    for claim in gold["claims"]:
        by_party = {}
        for position in claim["positions"]:
            by_party.setdefault(position["party"] or position["actor"], []).append(position)
        for positions in by_party.values():
            for before, after in pairwise(sorted(positions, key=lambda p: p["since"])):
                assert before["until"] == after["since"]


def test_the_bundled_examples_are_the_core_of_kursk():
    assert {report.text for report in example_reports()} <= set(read_texts("kursk").values())
