from dataclasses import replace

import numpy as np
import pytest
from tests.claims.given import Said, reading

from sayso.claims.meaning import NO_SENSE, Meant
from sayso.claims.points import read_points
from sayso.claims.ways import OwnTraits, PairTraits, WayWeights, find_ways, load_weights, own_traits, pair_traits, stand
from sayso.tagger.contents import TOPIC

NOTHING = WayWeights(PairTraits(*(0.0 for _ in PairTraits._fields)), OwnTraits(*(0.0 for _ in OwnTraits._fields)))


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


def test_a_confirmation_by_another_voice_is_no_sign_of_the_contrary():
    confirmed = Said("die Überladung der Fähre", "Werft", None, "confirms")
    plain, said = (pair_traits(*meant(FULL, other)) for other in (LIGHT, confirmed))
    assert (plain.others_here, said.others_here) == (1.0, 0.0)


def test_where_all_could_be_turned_round_most_say_what_is_claimed():
    weights = NOTHING._replace(pairs=NOTHING.pairs._replace(direction=1.0), own=NOTHING.own._replace(affirms=0.1))
    assert find_ways(meant(FULL, LIGHT, directions=(2, -2), affirms=(-1, 0.5)), weights) == [-1, 1]


def test_a_negation_turns_a_content_round():
    one, other = meant(FULL, NOT_FULL)
    assert pair_traits(one, other).negation == -1
    assert pair_traits(one, one).negation == 1
    assert (own_traits(one, [one]).negation, own_traits(other, [other]).negation) == (1, -1)


def test_what_only_refers_is_neither_negated_nor_not():
    told, referring = meant(FULL, Said("den Vorwurf", "Reederei", None, "denies"))
    assert pair_traits(told, referring).negation == own_traits(referring, [referring]).negation == 0


def test_a_voice_that_denies_one_and_asserts_the_other_speaks_for_opposite_ways():
    denied, said = meant(FULL._replace(name="Reederei", stance="denies"), NOT_FULL._replace(content=LIGHT.content))
    assert (stand(denied), stand(said)) == (-1, 1)
    traits = pair_traits(denied, said)
    assert (traits.others_here, traits.voice_here, traits.others, traits.voice) == (-1, 0, 0, 0)
    denied, said = meant(FULL._replace(name="Reederei", party=None, stance="denies"), LIGHT)
    assert pair_traits(denied, said).voice_here == -1
    elsewhere = said._replace(point=replace(said.point, report="r2"))
    assert (pair_traits(denied, elsewhere).voice_here, pair_traits(denied, elsewhere).voice) == (0, -1)


def test_the_same_words_go_the_same_way_and_other_figures_the_contrary():
    one, other = meant(FULL._replace(content="an Bord seien 300 Menschen gewesen"), LIGHT)
    again = one._replace(stems=("bord", "mensch"))
    assert pair_traits(again, again).wording == 1
    assert pair_traits(again, other._replace(stems=("bord", "schiff"))).wording == pytest.approx(1 / 3)
    (denied,) = meant(NOT_FULL)
    assert pair_traits(again, denied._replace(stems=("bord", "mensch"))).wording == -1
    assert pair_traits(one, other).figures == 0
    (fewer,) = meant(FULL._replace(content="an Bord seien 120 Menschen gewesen"))
    assert pair_traits(one, fewer).figures == 1


def test_what_breaks_a_treaty_not_goes_the_way_of_what_keeps_it():
    broken, kept, not_broken = meant(
        FULL._replace(content="die Übung verstoße gegen das Abkommen"),
        FULL._replace(content="die Übung stehe im Einklang mit dem Abkommen"),
        FULL._replace(content="die Übung verstoße nicht gegen das Abkommen"),
    )
    assert pair_traits(broken, kept).negation == -1
    assert pair_traits(broken, not_broken).negation == -1
    assert pair_traits(kept, not_broken).negation == 1


def test_all_that_say_a_law_is_kept_go_one_way_whatever_was_learned():
    kept = Said("der Einsatz stehe im Einklang mit dem Völkerrecht", "Amt", "XA")
    too = Said("der Einsatz verstoße nicht gegen das Völkerrecht", "Rat", "XB")
    broken = Said("der Einsatz verstoße gegen das Völkerrecht", "Hof", "XC")
    denied = Said("das", "Hof", "XC", "denies")
    told = meant(kept, too, broken, denied, directions=(3.0, -3.0, -3.0), affirms=(2.0, -2.0, 1.0))
    told[3] = told[3]._replace(refers=0)
    ways = find_ways(told)
    assert ways == [1, 1, -1, 1]


def test_a_claim_about_a_voice_is_seldom_what_that_voice_says():
    accused = Said("man habe alle Regeln befolgt", "Reederei Holm", None)
    accusing = Said("die Fähre von Holm sei überladen gewesen", "Küstenwache", "SE")
    one, other = meant(accusing, accused)
    assert own_traits(other, [one, other]).concerned == 1
    assert own_traits(one, [one, other]).concerned == 0
    denying, other = meant(accused._replace(stance="denies"), accusing)
    assert own_traits(denying, [denying, other]).concerned == -1
    blaming = Said("Schweden habe Waffen geschickt", "Außenministerium", "FI")
    party, other = meant(Said("man habe nichts geschickt", "Außenministerium", "SE"), blaming)
    assert own_traits(party, [party, other]).concerned == 1


def test_who_denies_a_reference_takes_the_other_side_than_who_is_meant():
    told, referring = meant(NOT_FULL, Said("das", "Küstenwache", "SE", "denies"))
    assert pair_traits(told, referring._replace(refers=0)).referred == 1
    assert pair_traits(told, referring).referred == 0


def test_what_is_denied_confirmed_or_kept_silent_about_is_what_is_claimed():
    answers = meant(*(FULL._replace(stance=s) for s in ("denies", "withholds", "confirms", "alleges", "asserts")))
    traits = [own_traits(one, answers) for one in answers]
    assert [(one.asked, one.confirmed, one.alleged) for one in traits] == [
        (1, 0, 0), (1, 0, 0), (0, 1, 0), (0, 0, 1), (0, 0, 0)
    ]  # fmt: skip
    assert [one.first for one in traits] == [1, 0, 0, 0, 0]
    assert own_traits(answers[0]._replace(refers=4), answers).asked == 0


def test_the_weights_that_ship_trust_what_was_learned():
    weights = load_weights()
    assert weights.pairs.direction > 0 < weights.own.affirms
    assert weights.pairs.negation > 0
