from functools import cache

import numpy as np
from tests.claims.given import Said, reading

from sayso.claims import placing
from sayso.claims.account import account_for
from sayso.claims.known import ClaimsInMemory
from sayso.claims.meaning import load_word_vectors
from sayso.claims.placing import place_reports
from sayso.claims.points import read_points
from sayso.claims.positions import find_changes
from sayso.claims.wording import choose_wording
from sayso.model import Reading, Span
from sayso.tagger import sentences

BRIDGE = "die Brücke bei Tornau sei am Abend von Soldaten gesprengt worden"
BRIDGE_TOO = "dass Soldaten die Brücke bei Tornau gesprengt haben"
FISH = "das Fischsterben im See gehe auf Düngemittel zurück"


class Keeping:
    """Encodes each text once."""

    def __init__(self):
        self.kept = {}

    def encode(self, texts):
        for text in texts:
            if text not in self.kept:
                (self.kept[text],) = sentences.load(threads=1).encode([text])
        return np.stack([self.kept[text] for text in texts])

    def encode_contents(self, title, text, contents):
        return sentences.load(threads=1).encode_contents(title, text, contents)


@cache
def encoder():
    return Keeping()


def place(*batches: list[Reading]):
    known = ClaimsInMemory()
    for batch in batches:
        place_reports(batch, known, encoder(), load_word_vectors())
    return [account_for(placed) for placed in known.claims()]


def by_statement(claims):
    return {(m.report, m.statement): claim for claim in claims for m in claim.members}


def story():
    return [
        reading("r1", "2030-05-01", Said(BRIDGE, "Verteidigungsministerium", "XA"), Said(FISH, "Fischereiverband")),
        reading(
            "r2",
            "2030-05-02",
            Said(BRIDGE, "Verteidigungsministerium", "XA"),
            Said("die Vorwürfe", "Außenministerium", "XB", "denies"),
            Said("Die Brücke bei Tornau sei nie von Soldaten angegriffen worden", "Außenministerium", "XB"),
        ),
        reading("r3", "2030-05-09", Said(BRIDGE_TOO, "Außenministerium", "XB", "confirms", first=True)),
    ]


def test_one_claim_across_wordings_stances_and_reports_and_another_apart():
    places = by_statement(place(story()))
    bridge = places["r1", "s1"]
    assert {(m.report, m.statement) for m in bridge.members} == {
        ("r1", "s1"), ("r2", "s1"), ("r2", "s2"), ("r2", "s3"), ("r3", "s1"),
    }  # fmt: skip
    assert places["r1", "s2"] is not bridge


def test_positions_changes_and_standing_of_the_claim():
    bridge = by_statement(place(story()))["r1", "s1"]
    assert [(p.party, p.stance, p.since, p.until) for p in bridge.positions] == [
        ("XA", "asserts", "2030-05-01", None),
        ("XB", "denies", "2030-05-02", "2030-05-09"),
        ("XB", "confirms", "2030-05-09", None),
    ]
    assert bridge.standing == "confirmed"
    assert bridge.positions[-1].first
    (change,) = find_changes(bridge)
    assert (change.party, change.before, change.after, change.on) == ("XB", "denies", "confirms", "2030-05-09")
    assert (change.member.report, change.member.statement) == ("r3", "s1")
    assert (bridge.first_reported, bridge.last_change) == ("2030-05-01", "2030-05-09")


def holders(*names):
    claims = place([reading(f"r{n}", f"2030-05-0{n + 1}", Said(BRIDGE, name)) for n, name in enumerate(names)])
    assert len(claims) == 1
    return {(position.party or position.actor_name) for position in claims[0].positions}


def test_a_surname_is_the_one_of_whom_another_report_tells_the_first_name():
    assert holders("Erika Muster", "Muster") == {"Erika Muster"}
    assert holders("Erika Muster", "Hans Muster", "Muster") == {"Erika Muster", "Hans Muster", "Muster"}
    assert holders("Peruanische Polizei", "Polizei") == {"Peruanische Polizei", "Polizei"}


def test_the_wording_is_a_clause_that_says_it_outright():
    bridge = by_statement(place(story()))["r1", "s1"]
    assert bridge.wording == BRIDGE
    assert (bridge.worded_by.report, bridge.worded_by.statement) == ("r1", "s1")


def test_a_figure_that_the_others_do_not_tell_is_no_part_of_the_wording():
    told = (
        "Das Nachbarland habe mehr als 10.000 Soldaten nach Tornau entsandt",
        "die Entsendung von Soldaten nach Tornau",
        "Das Nachbarland habe damit begonnen, Truppen nach Tornau zu verlegen",
    )
    points = [
        point
        for number, words in enumerate(told)
        for point in read_points(reading(f"r{number}", "2030-05-01", Said(words, "Dienst", f"X{number}")))
    ]
    assert choose_wording(points, [1, 1, 1]) == 2


def test_the_order_of_reading_a_batch_changes_nothing():
    one, two, three = story()
    assert place([one, two, three]) == place([three, one, two])


def test_a_later_report_joins_the_claim_that_is_known_and_its_id_stays():
    one, two, three = story()
    first = by_statement(place([one, two]))["r1", "s1"]
    later = by_statement(place([one, two], [three]))
    assert later["r3", "s1"].id == first.id
    assert later["r1", "s2"].id != first.id


def test_a_report_that_is_about_something_else_touches_no_claim_known():
    known = ClaimsInMemory()
    place_reports(story(), known, encoder(), load_word_vectors())
    before = {placed.id for placed in known.claims()}
    other = reading("r9", "2030-06-01", Said("die Miete sei in Hamburg um ein Fünftel gestiegen", "Mieterbund"))
    touched = place_reports([other], known, encoder(), load_word_vectors())
    assert len(touched) == 1
    assert not before & set(touched)


def test_other_figures_are_another_claim_of_the_family():
    many = reading("r1", "2030-05-01", Said("Das Nachbarland habe mehr als 10.000 Soldaten entsandt", "Dienst", "XA"))
    few = reading("r2", "2030-05-02", Said("Das Nachbarland habe rund 1500 Soldaten entsandt", "Ministerium", "XB"))
    again = reading("r3", "2030-05-03", Said("Das Nachbarland habe etwa 1500 Soldaten entsandt", "Armee", "XC"))
    places = by_statement(place([many, few, again]))
    assert places["r1", "s1"] is not places["r2", "s1"]
    assert places["r2", "s1"] is places["r3", "s1"]
    assert places["r1", "s1"].family == places["r2", "s1"].family or places["r2", "s1"].family == places["r1", "s1"].id


def test_figures_by_party_with_their_bounds():
    first = reading("r1", "2030-05-01", Said("Mehr als 300 Soldaten seien bei Tornau gefallen", "Dienst", "XA"))
    (claim,) = place([first])
    (figure,) = claim.figures
    assert (figure.party, figure.low, figure.best, figure.high, figure.since) == ("XA", 300, None, None, "2030-05-01")


def test_what_is_too_empty_makes_no_claim():
    assert place([reading("r1", "2030-05-01", Said("„Wahnsinn“", "Bürgermeister", "XA"))]) == []


def test_who_denies_a_denial_is_for_the_claim():
    claims = place(
        [
            reading(
                "r1",
                "2030-05-01",
                Said(BRIDGE, "Verteidigungsministerium", "XA"),
                Said("dass Soldaten die Brücke bei Tornau gesprengt haben", "Außenministerium", "XB", "denies"),
                Said("das", "Verteidigungsministerium", "XA", "denies"),
            )
        ]
    )
    (bridge,) = claims
    assert {m.statement: m.on_claim for m in bridge.members} == {"s1": "asserts", "s2": "denies", "s3": "asserts"}


def test_a_negated_wording_turns_the_stances():
    (claim,) = place(
        [
            reading(
                "r1",
                "2030-05-01",
                Said("es habe bei dem Unglück keine Opfer gegeben", "Hafenamt", "XA"),
                Said("dass es bei dem Unglück keine Opfer gegeben habe", "Werft", "XB", "denies"),
            )
        ]
    )
    assert {m.statement: m.on_claim for m in claim.members} == {"s1": "asserts", "s2": "denies"}
    assert claim.standing == "contested"


def test_the_reports_own_voice_is_cited_and_is_nobodys_position():
    from dataclasses import replace

    told = "Soldaten haben die Brücke bei Tornau gesprengt. Im Hafen regnete es den ganzen Tag."
    given = reading("r7", "2030-05-03", Said(told, None))
    own = replace(
        given, statements=(), narration=(Span(0, told.index(".") + 1), Span(told.index("Im Hafen"), len(told)))
    )
    bridge = by_statement(place([*story(), own]))["r1", "s1"]
    assert [(n.report, n.span) for n in bridge.narrated] == [("r7", own.narration[0])]
    assert {p.party for p in bridge.positions} == {"XA", "XB"}


def test_a_dossier_in_two_languages_is_one_claim():
    german = reading("r1", "2030-05-01", Said("dass Soldaten aus Nordkorea in Russland kämpfen", "Amt", "XA"))
    english = reading(
        "r2", "2030-05-02", Said("that North Korean soldiers are fighting in Russia", "Office", "XB"), language="en"
    )
    assert len(place([german, english])) == 1


def test_a_batch_joins_its_claims_where_there_is_no_room_for_all_that_are_near(monkeypatch):
    """Few at a time, each with the claims nearest to it; two of one batch on something new are one claim still."""
    monkeypatch.setattr(placing, "_HELD", 4)
    monkeypatch.setattr(placing, "_FRESH", 1)
    known = [story()[0], *(reading(f"k{n}", "2030-05-01", Said(words, "Amt")) for n, words in enumerate(MATTERS))]
    late = [
        reading("n1", "2030-05-03", Said(BRIDGE_TOO, "Bürgermeister")),
        reading("n2", "2030-05-03", Said(FISH, "Umweltamt")),
        reading("n3", "2030-05-03", Said("der Turm sei um zwölf Meter zu hoch gebaut worden", "Bauamt")),
        reading("n4", "2030-05-03", Said("der Turm sei um zwölf Meter zu hoch gebaut worden", "Rat")),
    ]
    places = by_statement(place(known, late))
    assert places["n1", "s1"] is places["r1", "s1"]
    assert places["n2", "s1"] is places["r1", "s2"]
    assert places["n3", "s1"] is places["n4", "s1"]
    assert places == by_statement(place(known, late[::-1]))


MATTERS = (
    "die Schule in Lohe werde nach den Ferien geschlossen",
    "der Bäcker habe seine Steuern nicht gezahlt",
    "das Museum zeige falsche Bilder",
    "die Züge nach Norden fielen im Winter aus",
    "der Trainer wechsle im Sommer nach Ambach",
    "das Wasser im Freibad sei zu kalt",
)
