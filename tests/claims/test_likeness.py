import numpy as np
import pytest
from tests.claims.given import Said, reading

from sayso.claims.likeness import Bend, Neighbourhood, Weights, load_weights
from sayso.claims.meaning import NO_SENSE, Meant, with_neighbours, word_likeness
from sayso.claims.points import read_points
from sayso.claims.traits import Traits, figures_clash
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
    assert alike.traits(one, same).own == pytest.approx(alike.traits(one, one).own)
    assert alike.traits(one, other).own < 0 < float(np.dot(one.vector, other.vector))


def test_two_statements_alone_are_not_opposites_to_each_other():
    usual = replace_centre(np.array([0.9, 0.1, 0.0, 0.0]))
    one, other = meant("r1", "2030-05-01", Said("das Boot sei alt", "Amt"), Said("das Schiff sei alt", "Amt"),
                       vectors=[np.array([1.0, 0.3, 0, 0]), np.array([1.0, 0.31, 0, 0])])  # fmt: skip
    compared = Neighbourhood([one, other], usual)
    assert compared.traits(one, other).own > 0.9 * compared.traits(one, one).own > 0


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


def test_reports_of_one_day():
    said = Said("das Kabel sei gekappt", "Amt")
    days = ("2030-05-01", "2030-05-01", "2030-05-02")
    first, same, later = (meant(f"r{number}", day, said)[0] for number, day in enumerate(days))
    undated = [meant(id, None, said)[0] for id in ("r4", "r5")]
    assert (traits(first, same).same_day, traits(first, later).same_day, traits(first, first).same_day) == (1, 0, 0)
    assert traits(*undated).same_day == 0


def about(id, *topics):
    """Return statements of a report, each about the topic of its number, with what stands beside them."""
    plain = meant(id, "2030-05-01", *(Said(f"das Boot sei Nummer {topic}", "Amt") for topic in topics))
    return with_neighbours([one._replace(sense=sense_of(topic)) for one, topic in zip(plain, topics, strict=True)])


def sense_of(topic):
    sense = NO_SENSE.copy()
    sense[topic] = 1.0
    return sense


def test_what_stands_beside_a_statement_in_its_report_tells_what_it_is_about():
    asked, answered = about("r1", 0, 1)
    (same,), (other,) = about("r2", 0), about("r3", 2)
    compared = Neighbourhood([asked, answered, same, other], PLAIN)
    assert compared.traits(answered, same).beside == compared.traits(same, answered).beside
    assert compared.traits(answered, same).beside > 0 > compared.traits(answered, other).beside
    assert compared.traits(asked, answered).beside == 0  # of one report


def test_nothing_is_beside_a_statement_alone_or_one_whose_topic_is_not_known():
    (alone,), (one, *_) = about("r1", 0), about("r2", 0, 1)
    unknown = [each._replace(sense=NO_SENSE) for each in (alone, one)]
    assert len(alone.beside) == len(unknown[0].beside) == 0
    assert traits(*unknown).beside == 0
    assert traits(alone, unknown[1]).beside == 0


def test_both_sides_of_a_statement_count():
    before, middle, behind = about("r1", 0, 1, 2)
    (first,), (last,) = about("r2", 0), about("r3", 2)
    assert np.array_equal(middle.beside, [before.topic, behind.topic])
    compared = Neighbourhood([before, middle, behind, first, last], PLAIN)
    assert compared.traits(first, middle).beside > 0 < compared.traits(last, middle).beside


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
        ("mehr als 100 Tote", "rund 100 Tote", False),
        ("31 Tote", "Tote", False),
    ],
)
def test_figures_that_contradict_each_other(ours, theirs, clash):
    one, other = (find_quantities(text, language="de") for text in (ours, theirs))
    assert figures_clash(one, other) is clash
    assert figures_clash(other, one) is clash


def test_that_an_act_is_lawful_is_another_claim_than_the_act():
    kept, broken, act = (
        meant(f"r{number}", "2030-05-01", Said(words, "Amt"))[0]
        for number, words in enumerate(
            (
                "der Einsatz stehe im Einklang mit dem Völkerrecht",
                "der Einsatz verstoße gegen das Völkerrecht",
                "der Einsatz habe begonnen",
            )
        )
    )
    assert traits(kept, broken).lawful == 1
    assert traits(kept, act).lawful == traits(act, broken).lawful == -1
    assert traits(act, act).lawful == 0


def bend(name, *, outer=1.0, bias=0.0):
    """Return a bend of one unit that hears one trait alone."""
    width = len(Traits._fields)
    inner = np.zeros((1, width), np.float32)
    inner[0, Traits._fields.index(name)] = 2.0
    return Bend(np.zeros(width), np.ones(width), inner, np.array([-1.0]), np.array([outer]), bias)


def test_traits_add_together_what_their_sum_does_not_tell():
    nothing = Traits(*(0.0 for _ in Traits._fields))
    unit = bend("words", outer=3.0, bias=0.5)
    told = np.array([nothing, nothing._replace(words=1.0), nothing._replace(topic=1.0)], np.float32)
    assert unit.adds(told).tolist() == [0.5, 3.5, 0.5]  # below its threshold a unit says nothing


def test_what_is_set_by_rule_is_not_bent():
    one, other = meant("r1", "2025-04-26", Said("es gebe 10 Tote", "Rat"), Said("es gebe 90 Tote", "Amt"))
    assert traits(one, other).figures == 1
    plain, bent = (
        Neighbourhood([one, other], PLAIN._replace(bend=each)) for each in (None, bend("figures", outer=9.0))
    )
    assert plain.likeness(one, other) == bent.likeness(one, other)
    told = Neighbourhood([one, other], PLAIN._replace(bend=bend("one_report", outer=9.0)))
    assert told.likeness(one, other) == pytest.approx(plain.likeness(one, other) + 9.0)


def test_words_meet_as_well_as_the_best_match_of_each():
    plain = meant("r1", "2030-05-01", *[Said("das Boot sei alt", "Amt")] * 4)
    vectors = np.array([[1.0, 0.0], [0.0, 1.0], [-1.0, 0.0]], np.float32)
    stems = [("drohn", "alt"), ("drohn",), ("kampfdrohn",), ()]
    words = [vectors[:2], vectors[1:2], vectors[2:], vectors[:0]]
    said = [one._replace(stems=s, words=w) for one, s, w in zip(plain, stems, words, strict=True)]
    found = word_likeness(said)
    assert np.allclose(found, found.T)
    assert found[0, 0] == 1
    assert found[0, 1] == 1  # `alt` meets it by its vector
    assert found[0, 2] == pytest.approx((0.7 + (0.7 + 0.0) / 2) / 2)  # by a part of a compound, which counts less
    assert not found[3].any()


def test_the_weights_that_ship_are_those_of_the_traits():
    weights = load_weights()
    assert weights.bend is not None
    assert weights.triangles is not None
    assert {len(network.blocks) for network in weights.triangles.networks} == {2, 3}
    assert all(network.begin.weight.shape[1] == len(Traits._fields) + 1 for network in weights.triangles.networks)
    assert weights.bend.inner.shape[1] == len(Traits._fields)
    assert np.isfinite(weights.bend.inner).all()
    assert all(np.isfinite(weights.traits))
    assert weights.centre.ndim == 1
    assert 0.5 < float(np.linalg.norm(weights.centre)) < 1
    assert weights.traits.topic > 0 > weights.traits.figures
    assert 0 < float(np.linalg.norm(weights.topics)) < 1
