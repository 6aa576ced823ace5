"""From speakers' words to actors: which names are one, what kind they are, which state they speak for."""

import pytest

from sayso.model import Actor, Reading
from sayso.pipeline import read_report
from sayso.reading.text import read_text


def read(text: str) -> Reading:
    return read_report(read_text(text, source="test", published="2025-04-28"), "rules")


def actors(text: str) -> tuple[Actor, ...]:
    return read(text).actors


def only(text: str) -> tuple[str, str, str | None]:
    (actor,) = actors(text)
    return actor.name, actor.kind, actor.party


def names(text: str) -> list[str]:
    return [actor.name for actor in actors(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Moskau bestätigte den Kauf.", ("Russland", "state", "RU")),
        ("Nach Angaben Moskaus ist die Brücke offen.", ("Russland", "state", "RU")),
        ("Österreich dementierte den Kauf.", ("Österreich", "state", "AT")),
        ("Die Ukraine bestätigte den Kauf.", ("Ukraine", "state", "UA")),
        ("Die NATO bestätigte den Kauf.", ("NATO", "organization", "NATO")),
        ("Die EU bestätigte den Kauf.", ("EU", "organization", "EU")),
        ("Der Kreml bestätigte den Kauf.", ("Kreml", "organization", "RU")),
    ],
)
def test_a_state_its_capital_its_seat_and_bodies_of_states(text, expected):
    assert only(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Der russische Präsident bestätigte den Kauf.", ("Russischer Präsident", "person", "RU")),
        ("Der österreichische Botschafter bestätigte den Kauf.", ("Österreichischer Botschafter", "person", "AT")),
        ("Die spanische Ministerin bestätigte den Kauf.", ("Spanische Ministerin", "person", "ES")),
        ("Das belgische Ministerium bestätigte den Kauf.", ("Belgisches Ministerium", "organization", "BE")),
        ("Die Regierung in Wien bestätigte den Kauf.", ("Regierung in Wien", "organization", "AT")),
        (
            "Das Außenministerium der Vereinigten Staaten bestätigte den Kauf.",
            ("Außenministerium der Vereinigten Staaten", "organization", "US"),
        ),
        (
            "Ein Sprecher des spanischen Außenministeriums sagte, die Brücke sei offen.",
            ("Sprecher des spanischen Außenministeriums", "person", "ES"),
        ),
        ("Der Bürgermeister bestätigte den Kauf.", ("Bürgermeister", "person", None)),
        ("Die russische Bäckerei bestätigte den Kauf.", ("Russische Bäckerei", "organization", None)),
        ("Mehrere Anwohner sagten, die Brücke sei offen.", ("Mehrere Anwohner", "group", None)),
    ],
)
def test_a_description_in_base_form_and_the_state_it_speaks_for(text, expected):
    assert only(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Die Nachrichtenagentur Beispielpress meldete, die Brücke sei offen.",
        "Nach Angaben der Nachrichtenagentur Beispielpress ist die Brücke offen.",
    ],
)
def test_an_agency_goes_by_its_name_and_speaks_for_nobody(text):
    assert only(text) == ("Beispielpress", "organization", None)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Muster Motors sagte, die Brücke sei offen. Muster betonte, sie halte.", "Muster Motors"),
        ("Musterstahl AG sagte, die Brücke sei offen.", "Musterstahl AG"),
        ("Musterverband sagte, die Brücke sei offen.", "Musterverband"),
        ("Human Rights Watch sagte, die Brücke sei offen.", "Human Rights Watch"),
        ("Muster Air sagte, die Brücke sei offen.", "Muster Air"),
        ("Die Deutsche Bahn sagte, die Brücke sei offen.", "Deutsche Bahn"),
        (
            "Beispielair flog Maschinen vom Typ Beispielair. Beispielair teilte mit, die Brücke sei offen.",
            "Beispielair",
        ),
    ],
)
def test_a_firm_is_no_person_and_goes_by_its_brand(text, expected):
    assert only(text) == (expected, "organization", None)


@pytest.mark.parametrize("name", ["Erika Muster", "Egon Mustermann"])
def test_a_name_without_a_firms_words_is_a_person(name):
    assert only(f"{name} sagte, die Brücke sei offen.") == (name, "person", None)


def test_an_agency_of_a_state_speaks_for_it():
    text = "Die staatliche belgische Nachrichtenagentur Beispielpress meldete, die Brücke sei offen."
    assert only(text) == ("Beispielpress", "organization", "BE")


@pytest.mark.parametrize(
    ("speaker", "name"),
    [
        ("Ein Sprecher der NATO", "Sprecher der NATO"),
        ("Die Vorsitzende der Musterpartei", "Vorsitzende der Musterpartei"),
        ("Der Präsident der Ukraine", "Präsident der Ukraine"),
        ("Die Vorsitzende der Musterpartei, Erika Beispiel,", "Erika Beispiel"),
        ("Ministerin Erika Beispiel", "Erika Beispiel"),
        ("Peter Beispiel (MPB)", "Peter Beispiel"),
    ],
)
def test_an_office_gives_its_holders_name_and_never_its_genitive(speaker, name):
    assert names(f"{speaker} sagte, die Brücke sei offen.")[:1] == [name]


@pytest.mark.parametrize("blank", ["\u00a0", "  ", "\t", "\u202f"])
def test_blanks_of_any_kind_part_the_words_of_a_name(blank):
    assert only(f"Der{blank}russische{blank}Präsident bestätigte den Kauf.") == ("Russischer Präsident", "person", "RU")


# --- which names are one --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "Erika Beispiel sagte, die Brücke sei offen. Beispiel bestätigte den Kauf.",
        "Beispiel bestätigte den Kauf. Erika Beispiel sagte, die Brücke sei offen.",
    ],
)
def test_a_shortened_name_joins_the_fuller_one_wherever_it_stands(text):
    reading = read(text)
    (actor,) = reading.actors
    assert (actor.name, actor.kind) == ("Erika Beispiel", "person")
    assert {text[span.start : span.end] for span in actor.mentions} == {"Erika Beispiel", "Beispiel"}
    assert [statement.actors for statement in reading.statements] == [("a1",), ("a1",)]


def test_a_shortened_description_keeps_the_party_of_the_fuller_one():
    text = "Die russische Armee bestätigte den Kauf. Die Armee sagte, die Brücke sei offen."
    assert only(text) == ("Russische Armee", "organization", "RU")


def test_a_shortened_name_that_two_people_bear_joins_neither():
    text = "Erika Beispiel bestätigte den Kauf. Peter Beispiel dementierte den Kauf. Beispiel sagte, alles sei gut."
    reading = read(text)
    assert [actor.name for actor in reading.actors] == ["Erika Beispiel", "Peter Beispiel", "Beispiel"]
    assert [statement.actors for statement in reading.statements] == [("a1",), ("a2",), ("a3",)]


def test_the_end_of_a_word_is_no_shortened_name():
    assert names("Nordkorea bestätigte den Kauf. Korea dementierte den Kauf.")[0] == "Nordkorea"


def test_two_speakers_are_two_actors_of_one_statement():
    text = "Sowohl Moskau als auch Minsk haben den Kauf bestätigt."
    reading = read(text)
    assert [actor.party for actor in reading.actors] == ["RU", "BY"]
    assert reading.statements[0].actors == ("a1", "a2")


@pytest.mark.parametrize("pronoun", ["Er", "Sie", "Man", "Dieser", "Wir"])
def test_a_pronoun_names_nobody_yet(pronoun):
    reading = read(f"{pronoun} bestätigte den Kauf der Schiffe.")
    assert reading.statements[0].speaker
    assert reading.statements[0].actors == ()
    assert reading.actors == ()


def test_ids_count_actors_by_their_first_mention_the_same_way_each_time():
    text = "Moskau bestätigte den Kauf. Wien dementierte den Kauf. Russland lobte den Kauf."
    assert [(actor.id, actor.party, len(actor.mentions)) for actor in actors(text)] == [
        ("a1", "RU", 2),
        ("a2", "AT", 1),
    ]
    assert read(text) == read(text)


@pytest.mark.parametrize(
    ("behind", "party"),
    [
        ("Muster, nicht mehr Minister, nannte das falsch.", None),
        ("Muster, seit Juli nicht mehr im Amt, nannte das falsch.", None),
        ("Muster, inzwischen pensioniert, nannte das falsch.", None),
        ("Muster hat sein Amt verloren.", None),
        ("Muster, nicht länger bereit zu warten, nannte das falsch.", "PL"),
        ("Muster, nicht mehr Vater, nannte das falsch.", "PL"),
        ("„Muster, nicht mehr im Amt, lügt“, sagte ein Zeuge.", "PL"),
        ("Karl Muster, inzwischen entlassen, nannte das falsch.", "PL"),
        ("Muster, inzwischen auch Parteichef, nannte das falsch.", "PL"),
        ("Muster ist nicht mehr allein.", "PL"),
        ("Beispiel, nicht mehr Minister, nannte das falsch.", "PL"),
    ],
)
def test_who_is_told_to_have_left_an_office_speaks_for_no_state(behind, party):
    text = f"Der polnische Minister Hans Muster sagte, der Damm sei dicht. {behind}"
    assert next(actor for actor in actors(text) if actor.name == "Hans Muster").party == party


def test_an_ambassador_is_not_of_the_country_that_the_report_plays_in():
    text = (
        "Oslo (dpa) - Norwegen hat Häfen gesperrt. Das Ministerium in Oslo nannte Russland als Grund. "
        "Botschafter Hans Muster sagte, das sei falsch."
    )
    assert next(actor for actor in actors(text) if actor.name == "Hans Muster").party != "NO"


@pytest.mark.parametrize(
    ("second", "name", "party"),
    [
        ("Musters Beraterin Erika Beispiel bestritt das.", "Erika Beispiel", "PL"),
        ("Musters slowakischer Kollege Karl Beispiel bestritt das.", "Karl Beispiel", "SK"),
        ("Musters Kollege Karl Beispiel bestritt das.", "Karl Beispiel", None),
        ("Sein slowakischer Kollege Karl Beispiel bestritt das.", "Karl Beispiel", "SK"),
        ("Musters Büro bestritt das.", "Musters Büro", "PL"),
        ("Das sei falsch, teilte sein Büro mit.", "Büro", "PL"),
        ("Musters Anwältin Erika Beispiel bestritt das.", "Erika Beispiel", None),
        (
            "Der Händler Karl Krause bedauerte das. Krauses Beraterin Erika Beispiel bestritt das.",
            "Erika Beispiel",
            None,
        ),
    ],
)
def test_whom_an_official_s_people_and_colleagues_speak_for(second, name, party):
    text = f"Der polnische Minister Hans Muster sagte, der Damm sei dicht. {second}"
    assert next(actor for actor in actors(text) if actor.name == name).party == party


def test_a_mere_vertreter_is_the_body_that_spoke_last():
    text = "Das polnische Außenministerium bestritt den Kauf. Der Vertrag sei alt, sagte ein Vertreter."
    assert {actor.party for actor in actors(text)} == {"PL"}


def test_an_artist_s_colleague_speaks_for_no_state():
    text = "Die Sängerin Erika Muster sagte, sie warte. Ihr slowakischer Kollege Karl Beispiel bestritt das."
    assert next(actor for actor in actors(text) if actor.name == "Karl Beispiel").party is None


@pytest.mark.parametrize("trade", ["Bauaufseher", "Schlossermeister", "Bordelektriker", "Amtsnachfolger"])
def test_a_trade_is_no_part_of_a_name_that_nobody_knows(trade):
    assert names(f"{trade} Khamlo Inthavanu sagte, der Damm sei dicht.") == ["Khamlo Inthavanu"]


@pytest.mark.parametrize(
    ("adjective", "party"),
    [
        ("peruanische", "PE"),  # the one that the crosshead's text names first
        ("genannte", "CL"),  # its text names none more fully: that of the officials before
    ],
)
def test_a_body_in_a_crosshead_is_the_one_that_its_text_names(adjective, party):
    text = (
        "Chile meldet einen Sieg\n\nSantiago. Chiles Generalstabschef Hans Muster meldete am Samstag einen Sieg am "
        "Fluss. Der Generalstabschef erklärte, die Stadt sei frei.\n\n"
        f"Generalstab weist Niederlage zurück\n\nDer {adjective} Generalstab wies die Darstellung zurück. Am Fluss "
        "halte man alle Stellungen, teilte er am Abend mit. Von einem Sieg könne keine Rede sein.\n\n"
        "Die Lage danach\n\nChiles Regierung schwieg. Auch in Chile hieß es nichts. Der peruanische Generalstab "
        "wollte sich am Montag nicht mehr äußern.\n"
    )
    reading = read(text)
    found = {text[span.start : span.end]: actor.party for actor in reading.actors for span in actor.mentions}
    assert found["Generalstab"] == party


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "Lima. Ein peruanischer Minister hat die Zahlung eingeräumt. Man habe das Geld gebraucht, so Hans Muster.",
            [("Hans Muster", "PE")],
        ),
        (  # the name comes first in its sentence: another one
            "Lima. Ein Zeuge hat die Zahlung eingeräumt. Hans Muster sagte, man habe das Geld gebraucht.",
            [("Zeuge", None), ("Hans Muster", None)],
        ),
        (
            "Lima. Ein Zeuge hat die Zahlung eingeräumt. Das Geld sei nie geflossen, widersprach Hans Muster.",
            [("Zeuge", None), ("Hans Muster", None)],
        ),
        (  # known before
            "Hans Muster schwieg bisher.\n\nEin Zeuge hat die Zahlung eingeräumt. Das Geld sei weg, sagte Hans Muster.",
            [("Hans Muster", None), ("Zeuge", None)],
        ),
        (  # a spokesman is nobody's name
            "Lima. Ein Sprecher hat die Zahlung eingeräumt. Man habe das Geld gebraucht, so Hans Muster.",
            [("Sprecher", None), ("Hans Muster", None)],
        ),
    ],
)
def test_whom_news_first_only_describe_is_named_right_behind(text, found):
    assert sorted((actor.name, actor.party) for actor in actors(text)) == sorted(found)


@pytest.mark.parametrize(
    ("begin", "found"),
    [
        ("Damit bestätigte", [("Hans Muster", "PE")]),
        ("Am Montag bestätigte", [("Hans Muster", None), ("Peruanischer Minister", "PE")]),
    ],
)
def test_what_somebody_did_by_what_he_said_is_told_of_him(begin, found):
    text = (
        f"„Wir haben gezahlt“, sagte Hans Muster. {begin} erstmals ein peruanischer Minister, dass Geld geflossen ist."
    )
    assert sorted((actor.name, actor.party) for actor in actors(text)) == sorted(found)
