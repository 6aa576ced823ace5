"""The table that weighs what a statement with a neutral cue does."""

import json

import pytest
from training.manifest import write_manifest

from sayso.errors import WeightsError
from sayso.tagger.findings import STANCES
from sayso.tagger.leaning import ACTS, Leaning, load_leaning
from sayso.tagger.weights import LEANING

EVEN = (1 / len(STANCES),) * len(STANCES)
TABLE = Leaning({"modal=werde": (0.0, 1.0, 0.0)}, dict.fromkeys(STANCES, (0.0, 0.0, 0.0)))


def test_a_trait_leans_the_choice():
    assert TABLE.choose({"modal=werde"}, EVEN, "asserts") == "announces"


def test_an_unknown_trait_weighs_nothing_and_what_was_taken_stays():
    assert TABLE.choose({"modal=mag"}, EVEN, "demands") == "demands"


def test_the_networks_opinion_weighs():
    own = {name: tuple(float(name == act) for act in ACTS) for name in STANCES}
    sure = tuple(0.9 if name == "demands" else 0.01 for name in STANCES)
    assert Leaning({}, own).choose((), sure, "asserts") == "demands"
    assert Leaning({}, own).choose((), EVEN, "asserts") == "asserts"


def test_a_probability_of_nothing_is_no_error():
    assert TABLE.choose((), (1.0,) + (0.0,) * (len(STANCES) - 1), "asserts") == "asserts"


def test_an_opinion_on_other_stances_is_refused():
    with pytest.raises(ValueError, match="zip"):
        TABLE.choose((), (0.5, 0.5), "asserts")


def test_an_exchanged_table_is_refused(tmp_path):
    (tmp_path / LEANING).parent.mkdir()
    held = {"traits": {}, "stances": {name: [0, 0, 0] for name in STANCES}}
    (tmp_path / LEANING).write_text(json.dumps(held), encoding="utf-8")
    write_manifest(tmp_path)
    assert load_leaning(tmp_path).traits == {}
    load_leaning.cache_clear()
    (tmp_path / LEANING).write_text("{}", encoding="utf-8")
    with pytest.raises(WeightsError):
        load_leaning(tmp_path)


def test_the_shipped_table_knows_every_stance_and_act():
    table = load_leaning()
    assert set(table.stances) == set(STANCES)
    assert {len(row) for row in (*table.traits.values(), *table.stances.values())} == {len(ACTS)}
