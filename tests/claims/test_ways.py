import numpy as np
from tests.claims.given import Said, reading

from sayso.claims.meaning import NO_SENSE, Meant
from sayso.claims.points import read_points
from sayso.claims.ways import OwnTraits, PairTraits, WayWeights, find_ways, load_weights, own_traits, pair_traits, stand
from sayso.tagger.contents import TOPIC

NOTHING = WayWeights(PairTraits(0, 0, 0, 0, 0), OwnTraits(0, 0, 0, 0))


def meant(*said, directions=(), affirms=()):
    points = read_points(reading("r1", "2030-05-01", *said))
    senses = [NO_SENSE.copy() for _ in points]
    for sense, direction in zip(senses, directions, strict=False):
        sense[TOPIC] = direction
    for sense, odds in zip(senses, affirms, strict=False):
        sense[-1] = odds
    words = np.zeros((0, 4), np.float32)
    return [
        Meant(p, at, np.zeros(4, np.float32), words, (), s)
        for at, (p, s) in enumerate(zip(points, senses, strict=True))
    ]


FULL = Said("die Fähre sei überladen gewesen", "Küstenwache", "SE")
LIGHT = Said("es seien weniger Menschen an Bord gewesen als erlaubt", "Reederei", None)
NOT_FULL = Said("die Fähre sei nicht überladen gewesen", "Reederei", None)


def test_what_was_learned_of_a_pair_tells_the_contrary_without_a_negation():
    weights = NOTHING._replace(pairs=NOTHING.pairs._replace(direction=1.0), own=NOTHING.own._replace(affirms=0.1))
    assert find_ways(meant(FULL, LIGHT, directions=(2, -2), affirms=(1, 0)), weights) == [1, -1]
    assert find_ways(meant(FULL, LIGHT, directions=(2, 2), affirms=(1, 0)), weights) == [1, 1]


def test_where_all_could_be_turned_round_most_say_what_is_claimed():
    weights = NOTHING._replace(pairs=NOTHING.pairs._replace(direction=1.0), own=NOTHING.own._replace(affirms=0.1))
    assert find_ways(meant(FULL, LIGHT, directions=(2, -2), affirms=(-1, 0.5)), weights) == [-1, 1]


def test_a_negation_turns_a_content_round():
    one, other = meant(FULL, NOT_FULL)
    assert pair_traits(one, other).negation == -1
    assert pair_traits(one, one).negation == 1
    assert (own_traits(one).negation, own_traits(other).negation) == (1, -1)


def test_what_only_refers_is_neither_negated_nor_not():
    told, referring = meant(FULL, Said("den Vorwurf", "Reederei", None, "denies"))
    assert pair_traits(told, referring).negation == own_traits(referring).negation == 0


def test_a_voice_that_denies_one_and_asserts_the_other_speaks_for_opposite_ways():
    denied, said = meant(FULL._replace(name="Reederei", stance="denies"), NOT_FULL._replace(content=LIGHT.content))
    assert (stand(denied), stand(said)) == (-1, 1)
    assert pair_traits(denied, said)._replace(usual=0, direction=0) == PairTraits(0, 0, 1, 0, 0)
    denied, said = meant(FULL._replace(name="Reederei", party=None, stance="denies"), LIGHT)
    assert pair_traits(denied, said).voice == -2


def test_who_denies_a_reference_takes_the_other_side_than_who_is_meant():
    told, referring = meant(NOT_FULL, Said("das", "Küstenwache", "SE", "denies"))
    assert pair_traits(told, referring._replace(refers=0)).referred == 1
    assert pair_traits(told, referring).referred == 0


def test_what_is_denied_or_kept_silent_about_is_what_is_claimed():
    answers = meant(*(FULL._replace(stance=stance) for stance in ("denies", "withholds", "confirms", "asserts")))
    assert [own_traits(one).answered for one in answers] == [1, 1, 1, 0]


def test_the_weights_that_ship_trust_what_was_learned():
    weights = load_weights()
    assert weights.pairs.direction > 0 < weights.own.affirms
    assert weights.pairs.negation > 0
