from tests.claims.given import Said, reading

from sayso.claims.points import read_points
from sayso.claims.positions import Evidence, find_changes, find_positions
from sayso.claims.standing import standing_of
from sayso.model import Claim, Member

CONTENT = "die Brücke sei gesprengt worden"


def positions(*rows):
    """Rows: day of publication, party, stance on the claim, and what else a statement has."""
    evidence = []
    for number, (day, party, stance, *more) in enumerate(rows):
        said = Said(CONTENT, f"Amt {party}", party, stance, **(more[0] if more else {}))
        (point,) = read_points(reading(f"r{number}", day, said))
        evidence.append(Evidence(point.voices[0], point, Member(point.report, point.statement, stance)))
    return find_positions(evidence)


def shown(found):
    return [(p.party, p.stance, p.since, p.until) for p in found]


def test_repeating_makes_no_new_position_and_confirming_stays_on_the_side():
    found = positions(
        ("2030-01-01", "XA", "alleges"), ("2030-01-05", "XA", "asserts"), ("2030-01-09", "XA", "confirms")
    )
    assert shown(found) == [("XA", "alleges", "2030-01-01", None)]
    assert len(found[0].members) == 3


def test_another_side_closes_the_position():
    found = positions(
        ("2030-01-01", "XA", "withholds"), ("2030-01-05", "XA", "denies"), ("2030-01-09", "XA", "confirms")
    )
    assert shown(found) == [
        ("XA", "withholds", "2030-01-01", "2030-01-05"),
        ("XA", "denies", "2030-01-05", "2030-01-09"),
        ("XA", "confirms", "2030-01-09", None),
    ]


def test_the_day_said_counts_not_the_report_and_not_the_order_of_reading():
    rows = [("2030-01-09", "XA", "denies", {"on": "2030-01-02"}), ("2030-01-03", "XA", "confirms")]
    expected = [("XA", "denies", "2030-01-02", "2030-01-03"), ("XA", "confirms", "2030-01-03", None)]
    assert shown(positions(*rows)) == shown(positions(*reversed(rows))) == expected


def test_a_month_goes_before_no_day_of_its_own():
    found = positions(("2030-03-01", "XA", "denies", {"on": "2030-01"}), ("2030-01-09", "XA", "denies"))
    assert shown(found) == [("XA", "denies", "2030-01-09", None)]


def test_what_had_been_withheld_until_then_ends_where_the_voice_speaks():
    found = positions(
        ("2030-01-09", "XA", "confirms", {"on": "2030-01-07"}),
        ("2030-01-09", "XA", "withholds", {"cue": "hatte bislang weder bestätigt noch dementiert"}),
    )
    assert shown(found) == [("XA", "withholds", None, "2030-01-07"), ("XA", "confirms", "2030-01-07", None)]


def test_two_voices_do_not_close_each_other():
    found = positions(("2030-01-01", "XA", "asserts"), ("2030-01-05", "XB", "denies"))
    assert [p.until for p in found] == [None, None]


def test_a_demand_is_no_side_and_ends_nothing():
    found = positions(("2030-01-01", "XA", "denies"), ("2030-01-05", "XA", "demands"))
    assert shown(found) == [("XA", "denies", "2030-01-01", None), ("XA", "demands", "2030-01-05", None)]
    assert standing_of(found, frozenset()) == "denied"


def test_of_one_day_confirming_leads():
    assert shown(positions(("2030-01-01", "XA", "asserts"), ("2030-01-01", "XA", "confirms"))) == [
        ("XA", "confirms", "2030-01-01", None)
    ]


def standing(*rows, concerned=()):
    return standing_of(positions(*rows), frozenset(concerned))


def test_standing_contested_only_by_present_positions():
    assert standing(("2030-01-01", "XA", "asserts"), ("2030-01-02", "XB", "denies")) == "contested"
    rows = [("2030-01-01", "XA", "asserts"), ("2030-01-02", "XB", "denies"), ("2030-01-03", "XA", "denies")]
    assert standing(*rows) == "denied"


def test_standing_confirmed_by_the_party_concerned_or_by_agreement():
    rows = [("2030-01-01", "XA", "alleges"), ("2030-01-02", "XB", "confirms"), ("2030-01-02", "XC", "withholds")]
    assert standing(*rows, concerned=["XB"]) == "confirmed"
    assert standing(*rows[:2]) == "confirmed"
    assert standing(*rows) == "confirmed"  # who withholds took no position
    assert standing(("2029-12-01", "XB", "denies"), *rows) == "confirmed"


def test_standing_alleged_unanswered_asserted():
    assert standing(("2030-01-01", "XA", "alleges")) == "alleged"
    assert standing(("2030-01-01", "XA", "asserts"), ("2030-01-02", "XB", "alleges")) == "asserted"
    assert standing(("2030-01-01", "XB", "withholds")) == "unanswered"
    rows = [("2030-01-01", "XA", "asserts"), ("2030-01-02", "XB", "withholds")]
    assert standing(*rows, concerned=["XB"]) == "unanswered"
    assert standing(*rows) == "asserted"


def test_what_was_said_on_an_unknown_day_closes_nothing():
    found = positions(("2030-01-05", "XA", "denies"), (None, "XA", "confirms"), (None, "XA", "denies"))
    assert shown(found) == [("XA", "confirms", None, None), ("XA", "denies", "2030-01-05", None)]
    assert len(found[1].members) == 2
    claim = Claim("c1", CONTENT, found[0].members[0], "contested", (), found)
    assert find_changes(claim) == ()


def test_two_sides_on_one_day_are_no_change():
    found = positions(("2030-01-05", "XA", "asserts"), ("2030-01-05", "XA", "denies"), ("2030-01-09", "XA", "confirms"))
    claim = Claim("c1", CONTENT, found[0].members[0], "contested", (), found)
    assert [(change.before, change.after, change.on) for change in find_changes(claim)] == [
        ("denies", "confirms", "2030-01-09")
    ]


def test_a_day_has_one_side_the_one_that_most_is_on():
    day = "2030-01-05"
    found = positions((day, "XA", "denies"), (day, "XA", "asserts"), (day, "XA", "denies"))
    assert shown(found) == [("XA", "denies", day, None)]
    assert [member.report for member in found[0].members] == ["r0", "r2"]


def test_on_one_day_who_takes_a_side_does_not_keep_silent_and_another_voice_is_free():
    day = "2030-01-05"
    found = positions((day, "XA", "asserts"), (day, "XA", "withholds"), (day, "XB", "denies"))
    assert shown(found) == [("XA", "asserts", day, None), ("XB", "denies", day, None)]


def test_the_next_day_may_have_another_side():
    found = positions(("2030-01-05", "XA", "denies"), ("2030-01-06", "XA", "confirms"))
    assert [stance for _, stance, *_ in shown(found)] == ["denies", "confirms"]
