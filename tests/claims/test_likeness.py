import numpy as np
import pytest
from tests.claims.given import Said, reading

from sayso.claims.likeness import Neighbourhood, Traits, Weights, figures_clash, load_weights
from sayso.claims.meaning import NO_SENSE, Meant
from sayso.claims.points import read_points
from sayso.language.quantities import find_quantities
from sayso.tagger.contents import TOPIC

WIDTH = 4
PLAIN = Weights(0.0, Traits(*(1.0 for _ in Traits._fields)), np.zeros(WIDTH, np.float32), NO_SENSE[:TOPIC])


def meant(id, published, *said, vectors=None):
    points = read_points(reading(id, published, *said))
    vectors = vectors or [np.eye(WIDTH, dtype=np.float32)[0]] * len(points)
    return [
        Meant(point, place, np.asarray(vector, np.float32), np.zeros((0, WIDTH), np.float32), (), NO_SENSE)
        for place, (point, vector) in enumerate(zip(points, vectors, strict=True))
    ]


def traits(one, other):
    return Neighbourhood([one, other], PLAIN).traits(one, other)


def test_what_all_share_does_not_count():
    shared = np.array([1.0, 0.0, 0.0, 0.0])
    vectors = [shared + 0.1 * np.eye(WIDTH)[at] for at in (1, 1, 2)]
    said = [Said(f"das {noun} sei alt", "Amt") for noun in ("Boot", "Schiff", "Haus")]
    one, same, other = meant("r1", "2030-05-01", *said, vectors=vectors)
    alike = Neighbourhood([one, same, other], replace_centre(shared))
    assert alike.own_cosine(one, same) == pytest.approx(1)
    assert alike.own_cosine(one, other) < 0 < float(np.dot(one.vector, other.vector))


def test_two_statements_alone_are_not_opposites_to_each_other():
    usual = replace_centre(np.array([0.9, 0.1, 0.0, 0.0]))
    one, other = meant("r1", "2030-05-01", Said("das Boot sei alt", "Amt"), Said("das Schiff sei alt", "Amt"),
                       vectors=[np.array([1.0, 0.3, 0, 0]), np.array([1.0, 0.31, 0, 0])])  # fmt: skip
    assert Neighbourhood([one, other], usual).own_cosine(one, other) > 0.9


def replace_centre(centre):
    return PLAIN._replace(centre=centre.astype(np.float32))


def test_neither_order_of_a_pair_nor_of_the_neighbourhood_matters():
    first = meant("r1", "2030-05-01", Said("Aland habe die Brücke gesprengt", "Amt", "SE", "alleges"))[0]
    later = meant("r2", "2030-05-02", Said("die Sprengung der Brücke", "Rat", "FI", "denies"))[0]
    one, other = Neighbourhood([first, later], PLAIN), Neighbourhood([later, first], PLAIN)
    assert one.likeness(first, later) == other.likeness(later, first)


def test_an_answer_of_the_party_that_is_named():
    charge = meant("r1", "2030-05-01", Said("Finnland habe das Kabel gekappt", "Marine", "SE", "alleges"))[0]
    denial = meant("r2", "2030-05-02", Said("eine Beteiligung an dem Schaden", "Regierung", "FI", "denies"))[0]
    stranger = meant("r2", "2030-05-02", Said("eine Beteiligung an dem Schaden", "Regierung", "DK", "denies"))[0]
    assert traits(charge, denial).answers == 1
    assert traits(denial, charge).answers == 1
    assert traits(charge, stranger).answers == 0


def test_states_count_by_their_share():
    one = meant("r1", "2030-05-01", Said("Finnland und Schweden hätten verhandelt", "Amt"))[0]
    other = meant("r2", "2030-05-01", Said("Finnland sei ausgestiegen", "Amt"))[0]
    assert (traits(one, one).states, traits(one, other).states) == (1.0, 0.5)


@pytest.mark.parametrize(
    ("ours", "theirs", "clash"),
    [
        ("14 Tote", "31 Tote", True),
        ("31 Tote", "genau 31 Tote", False),
        ("rund 100 Tote", "105 Tote", False),
        ("rund 100 Tote", "150 Tote", True),
        ("mehr als 100 Tote", "100 Tote", True),
        ("31 Tote", "Tote", False),
    ],
)
def test_figures_that_contradict_each_other(ours, theirs, clash):
    one, other = (find_quantities(text, language="de") for text in (ours, theirs))
    assert figures_clash(one, other) is clash
    assert figures_clash(other, one) is clash


def test_the_weights_that_ship_are_those_of_the_traits():
    weights = load_weights()
    assert all(np.isfinite(weights.traits))
    assert weights.centre.ndim == 1
    assert 0.5 < float(np.linalg.norm(weights.centre)) < 1
    assert weights.traits.topic > 0 > weights.traits.figures
    assert 0 < float(np.linalg.norm(weights.topics)) < 1
