"""Which reports go back to one origin, and the reason that a person is given."""

from dataclasses import replace
from itertools import permutations

import pytest

from sayso.claims.copies import find_copies
from sayso.claims.origins import Carrier, find_origins
from sayso.claims.outlets import Outlet, Outlets
from sayso.model import Actor, Span, Statement
from sayso.reading.text import read_text

TABLE = Outlets(
    by_name={
        "uferbote": Outlet("Uferbote", "Verlag Nord"),
        "landblatt": Outlet("Landblatt", "Verlag Nord"),
        "bergpost": Outlet("Die Bergpost", "Bergverlag"),
    },
    by_domain={},
)
LEAK = (
    "Die Hafenbehörde hat eingeräumt, dass aus einem Tank mehrere Tage lang Schweröl in das Becken gelaufen ist. Das "
    "Leck sei in der Nacht zum Sonntag geschlossen worden, sagte die Leiterin der Behörde bei einem Besuch am Kai."
)
WARNING = (
    "Das Ministerium wies die Darstellung zurück. Fachleute hätten schon vor Wochen Proben genommen und die Behörde "
    "gewarnt, erklärte ein Sprecher. Man werde die Unterlagen der Staatsanwaltschaft übergeben."
)
NETS = (
    "Fischer berichteten von verklebten Netzen und toten Vögeln am Ufer der Bucht. Der Fang der ganzen Woche sei "
    "verloren, sagte der Vorsitzende ihres Verbandes im Gespräch mit dieser Zeitung."
)
PUMPS = (
    "Am Kai stehen seit gestern vier Pumpen, die niemand bedient. Ein Ingenieur zeigt auf das Ventil. Das Schweröl sei "
    "vier Tage lang in das Becken gelaufen, meint er, und alle im Betrieb hätten es gewusst."
)
SAID = "Das Leck sei in der Nacht zum Sonntag geschlossen worden"


def carrier(name, text, quote=None, *, stance="asserts", speaker=None, party=None, via=(), **fields):
    """Return a report that carries the claim by one statement: `quote`, or all of it where none is given."""
    report = read_text("Öl im Hafen\n\n" + text, source=name, id=name, **fields)
    start = report.text.index(quote or text)
    actors = (Actor("a1", speaker, "organization", party, ()),) if speaker else ()
    nobody = {"speaker": (), "cue": (), "frame": (), "addressee": ()}
    statement = Statement(
        id="s1",
        mode="indirect",
        medium="speech",
        content=(Span(start, start + len(quote or text)),),
        **nobody,
        stance=stance,
        found_by="test",
        confidence=1.0,
        actors=tuple(actor.id for actor in actors),
        via=via,
    )
    return Carrier(report, (statement,), actors)


def origins(*carriers, outlets=TABLE):
    """Return the origins with the given names of reports, checked to be the same in every order."""
    names = {each.report.id: each.report.given_id for each in carriers}
    copies = find_copies(each.report for each in carriers)
    results = {find_origins(order, reversed(copies), outlets) for order in permutations(carriers)}
    assert len(results) == 1
    return [(" ".join(names[report] for report in origin.reports), origin.reason) for origin in results.pop()]


def test_reports_of_their_own_are_origins_of_their_own():
    one, other = carrier("r1", LEAK, published="2025-06-02"), carrier("r2", NETS, published="2025-06-01")
    assert origins(one, other) == [("r2", "own report"), ("r1", "own report")]


def test_copies_are_one_origin_named_after_the_oldest():
    found = origins(
        carrier("r1", LEAK + "\n\n" + WARNING, published="2025-06-03", outlet="Seeblick"),
        carrier("r2", LEAK + "\n\n" + WARNING + "\n\n" + NETS, published="2025-06-02", outlet="Hofkurier"),
        carrier("r3", PUMPS, published="2025-06-04"),
    )
    assert found == [("r2 r1", "copies of r2 (100 % of the words)"), ("r3", "own report")]


def test_several_copies_tell_how_much_they_copy():
    ((reports, reason),) = origins(
        carrier("r1", LEAK + "\n\n" + WARNING, published="2025-06-01", outlet="Seeblick"),
        carrier("r2", LEAK, published="2025-06-02", outlet="Hofkurier"),
        carrier("r3", LEAK + " " + " ".join(NETS.split()[:9]), published="2025-06-03", outlet="Talblatt"),
    )
    assert reports == "r1 r2 r3"
    assert reason == "copies of r1 (76 to 100 % of the words)"


def test_copies_that_credit_an_agency_are_its_text_even_where_one_left_the_credit_out():
    found = origins(
        carrier("r1", "Norrby (dpa) - " + LEAK + "\n\n" + WARNING, LEAK),
        carrier("r2", LEAK + "\n\n" + WARNING),
    )
    assert found == [("r1 r2", "one dpa text")]


def test_one_agency_with_two_texts_is_two_origins():
    found = origins(
        carrier("r1", "Norrby (dpa) - " + LEAK, LEAK, published="2025-06-01"),
        carrier("r2", "Norrby (dpa) - " + NETS, NETS, published="2025-06-01"),
    )
    assert found == [("r1", "one dpa text"), ("r2", "one dpa text")]


REWRITTEN = "Behördenleiterin Lindqvist gab sich am Montag einsilbig. " + SAID + ", mehr war ihr nicht zu entlocken."


@pytest.mark.parametrize(
    ("text", "day", "stance", "number"),
    [
        pytest.param("Norrby (dpa) - " + REWRITTEN, "2025-06-02", "asserts", 1, id="the same agency the day after"),
        pytest.param("Norrby (dpa) - " + REWRITTEN, "2025-06-09", "asserts", 2, id="a week later"),
        pytest.param("Norrby (dpa) - " + REWRITTEN, None, "asserts", 2, id="nobody knows when"),
        pytest.param("Norrby (AFP) - " + REWRITTEN, "2025-06-02", "asserts", 2, id="another agency"),
        pytest.param(REWRITTEN, "2025-06-02", "asserts", 2, id="no agency"),
        pytest.param(REWRITTEN + "\n\n(mit dpa)", "2025-06-02", "asserts", 2, id="a text of its own with material"),
        pytest.param("Norrby (dpa) - " + REWRITTEN, "2025-06-02", "denies", 2, id="another stance"),
    ],
)
def test_the_same_statement_from_the_same_agency_is_one_origin(text, day, stance, number):
    found = origins(
        carrier("r1", "Norrby (dpa) - " + LEAK, SAID, published="2025-06-01"),
        carrier("r2", text, SAID, published=day, stance=stance),
    )
    assert len(found) == number
    assert number == 2 or found == [("r1 r2", "one dpa statement")]


def test_the_same_words_of_somebody_else_are_another_statement():
    one = carrier("r1", "Norrby (dpa) - " + LEAK, SAID, speaker="Maja Lindqvist", published="2025-06-01")
    other = carrier("r2", "Norrby (dpa) - " + REWRITTEN, SAID, speaker="Per Holm", published="2025-06-01")
    assert len(origins(one, other)) == 2


PASSAGES = LEAK + "\n\n" + WARNING
ONE_OWN = " ".join(
    f"Am {n}. Pier {n * 7} wartet Boot {n * 13} auf Kunden, die Leinen {n * 17} sind nass." for n in range(2, 12)
)
OTHER_OWN = " ".join(
    f"Im {n}. Stock {n * 5} brennt Licht {n * 11}, Akte {n * 19} liegt noch offen da." for n in range(2, 12)
)


def test_passages_make_one_origin_only_where_they_hold_the_statement():
    one = carrier("r1", ONE_OWN + "\n\n" + PASSAGES, SAID, published="2025-06-01")
    same = carrier("r2", OTHER_OWN + "\n\n" + PASSAGES, SAID, published="2025-06-02")
    ((reports, reason),) = origins(one, same)
    assert (reports, reason.split(" (")[0]) == ("r1 r2", "the same passages as r1")
    elsewhere = carrier("r2", OTHER_OWN + "\n\n" + PASSAGES, "Akte 38 liegt noch offen", published="2025-06-02")
    beside = carrier("r1", ONE_OWN + "\n\n" + PASSAGES, "wartet Boot 26", published="2025-06-01")
    assert len(origins(beside, elsewhere)) == 2


def test_material_of_agencies_is_told():
    assert origins(carrier("r1", LEAK + "\n\n(mit dpa und AFP)", SAID)) == [
        ("r1", "own report with material of dpa and AFP")
    ]
    assert origins(carrier("r1", LEAK + "\n\n(mit dpa)", SAID)) == [("r1", "own report with material of dpa")]
    assert origins(carrier("r1", LEAK + "\n\n(dpa)", SAID)) == [("r1", "one dpa text")]


def test_one_publisher_is_one_origin_where_the_table_knows_it():
    one, other = carrier("r1", LEAK, outlet="Uferbote"), carrier("r2", NETS, outlet="Das Landblatt")
    assert origins(one, other) == [("r1 r2", "one publisher: Verlag Nord")]
    assert len(origins(one, carrier("r3", NETS, outlet="Bergpost"))) == 2


def test_texts_of_an_outlet_without_known_publisher_are_counted_by_text():
    assert len(origins(carrier("r1", LEAK, outlet="Hofkurier"), carrier("r2", NETS, outlet="Hofkurier"))) == 2


def test_a_copy_that_several_publishers_ran_does_not_chain_their_own_reports():
    found = origins(
        carrier("r1", "Norrby (dpa) - " + LEAK, LEAK, outlet="Uferbote"),
        carrier("r2", "Norrby (dpa) - " + LEAK, LEAK, outlet="Bergpost"),
        carrier("r3", NETS, outlet="Landblatt"),
        carrier("r4", PUMPS, outlet="Bergpost"),
    )
    assert found == [("r1 r2", "one dpa text"), ("r3", "own report"), ("r4", "own report")]


def test_reports_that_quote_one_outlet_are_one_origin():
    one = carrier("r1", LEAK, speaker="Bergpost")
    other = carrier("r2", NETS, speaker="Maja Lindqvist", via=("Die „Bergpost“",))
    assert origins(one, other) == [("r1 r2", 'quotes the "Bergpost"')]


def test_a_quoting_report_counts_for_the_quoted_one():
    quoting = carrier("r2", NETS, speaker="Bergpost", outlet="Hofkurier")
    assert origins(carrier("r1", LEAK, outlet="Bergpost"), quoting) == [("r1 r2", "own report, quoted by r2")]
    family = (carrier("r1", LEAK, outlet="Uferbote"), carrier("r3", PUMPS, outlet="Landblatt"))
    assert origins(*family, carrier("r2", NETS, speaker="Uferbote")) == [
        ("r1 r2 r3", "one publisher: Verlag Nord, quoted by r2")
    ]


def test_an_outlet_of_another_report_is_known_without_a_table_and_its_last_report_before_is_meant():
    found = origins(
        carrier("r1", LEAK, outlet="Hofkurier", published="2025-06-01"),
        carrier("r2", NETS, outlet="Hofkurier", published="2025-06-03"),
        carrier("r3", PUMPS, speaker="Hofkurier", published="2025-06-02"),
    )
    assert found == [("r1 r3", "own report, quoted by r3"), ("r2", "own report")]


def test_an_agency_can_be_quoted_too():
    found = origins(
        carrier("r1", "Norrby (AFP) - " + LEAK, LEAK, published="2025-06-01"),
        carrier("r2", NETS, speaker="AFP", published="2025-06-01"),
    )
    assert found == [("r1 r2", "one AFP text, quoted by r2")]


@pytest.mark.parametrize(
    "other",
    [
        pytest.param(carrier("r2", NETS, speaker="Maja Lindqvist"), id="somebody who is no outlet"),
        pytest.param(carrier("r2", NETS, speaker="Bergpost", party="NO"), id="a medium that speaks for a state"),
        pytest.param(carrier("r2", NETS, speaker="Bergpost", outlet="Bergpost"), id="its own outlet"),
        pytest.param(carrier("r2", NETS), id="nobody named"),
    ],
)
def test_what_counts_as_no_quoted_outlet(other):
    assert [reason for _, reason in origins(other)] == ["own report"]


def test_a_word_of_its_own_beside_the_quoted_outlet_makes_an_own_report_but_no_comment_does_not():
    quoting = carrier("r1", LEAK, speaker="Bergpost")
    official = Actor("a2", "Maja Lindqvist", "person", "NO", ())
    for stance, reason in (("denies", "own report"), ("withholds", 'quotes the "Bergpost"')):
        word = replace(quoting.statements[0], id="s2", stance=stance, actors=("a2",))
        both = Carrier(quoting.report, (*quoting.statements, word), (*quoting.actors, official))
        assert [each for _, each in origins(both)] == [reason]


def test_what_stands_in_a_quoted_statement_is_quoted_too():
    quoting = carrier("r1", LEAK, speaker="Bergpost")
    outer = quoting.statements[0]
    official = Actor("a2", "Maja Lindqvist", "person", "NO", ())
    inner = replace(outer, id="s2", actors=("a2",), parent="s1")
    inside = Carrier(quoting.report, (inner,), (*quoting.actors, official), around=(outer,))
    assert [reason for _, reason in origins(inside)] == ['quotes the "Bergpost"']
    assert [reason for _, reason in origins(replace(inside, around=()))] == ["own report"]


def test_no_reports_have_no_origins():
    assert find_origins(()) == ()
