"""For whom somebody speaks, by the words alone; and the tables of institutions."""

import pytest

from sayso.actors.geography import adjective_state, institution, name_state, plain
from sayso.actors.mentions import read_speakers
from sayso.actors.parties import side_of
from sayso.actors.sides import AT_HOME, NOBODY, Side
from sayso.language.places import state_name
from sayso.language.tokens import find_tokens


def side(words: str) -> Side:
    tokens = tuple(find_tokens(words))
    return side_of(read_speakers(tokens, 0, len(tokens))[0])


@pytest.mark.parametrize(
    ("words", "party"),
    [
        ("der russische Präsident", "RU"),
        ("die Präsidentin der Ukraine", "UA"),
        ("Frankreichs Außenminister", "FR"),
        ("US-Präsident Hans Muster", "US"),
        ("der Generalstab der Ukraine", "UA"),
        ("das Außenministerium der Vereinigten Staaten", "US"),
        ("ein Sprecher des spanischen Verteidigungsministeriums", "ES"),
        ("der Vertreter Libyens", "LY"),
        ("die Botschaft Polens in Oslo", "PL"),
        ("die bayerische Staatsregierung", "DE"),
        ("die Hamburger Polizei", "DE"),
        ("die Staatsanwaltschaft Oslo", "NO"),
        ("der Bundesinnenminister", "DE"),
        ("der Papst", "VA"),
        ("chinesische Politiker", "CN"),
        ("französische Inspektoren", "FR"),
        ("die Wettbewerbskommissarin Erika Muster", "EU"),
        ("das „Amt Beispiel“ des polnischen Außenministeriums", "PL"),
        ("der Hamburger Senator", "DE"),
        ("der Kremlchef", "RU"),
        ("Kremlsprecher Hans Muster", "RU"),
        ("das Weiße Haus", "US"),
        ("Downing Street", "GB"),
        ("die staatliche kubanische Nachrichtenagentur", "CU"),
        ("die EU-Kommissarin Erika Muster", "EU"),
        ("der Vertreter für die Außenpolitik der EU", "EU"),
        ("UN-Generalsekretär Hans Muster", "UN"),
        ("der Generalsekretär der Nato", "NATO"),
        ("die Weltgesundheitsorganisation", "UN"),
        ("die ISAF", "NATO"),
        ("der Präsident des Bundesverfassungsgerichts", "DE"),
        ("der kanadische Oberst Hans Muster", "CA"),
        ("die Weltgesundheitsorganisation WHO", "UN"),
        ("der tschechische Dienst", "CZ"),
        ("Erika Muster vom Welternährungsprogramm", "UN"),
        ("Erika Muster vom polnischen Amt für Statistik", "PL"),
        ("das belgische Amt für Wirtschaft", "BE"),
        ("Polens Arbeitsinspektion", "PL"),
        ("der chilenische UN-Botschafter Hans Muster", "CL"),
        ("Perus stellvertretender UN-Botschafter", "PE"),
        ("Malis Botschafter bei den UN", "ML"),
        ("Malis Vertreter bei den UN", "ML"),
        ("der EU-Botschafter in Lima", "EU"),
        ("der Botschafter der EU in Lima", "EU"),
        ("Vizekanzler Hans Muster", "DE"),
        ("Perus UN-Mission", "PE"),
        ("die UN-Friedensmission im Südsudan", "UN"),
        ("Perus US-Kollege Hans Muster", "US"),
        ("der österreichische Kanzler", "AT"),
        ("ihr polnischer Kollege Hans Muster", "PL"),
        ("Kommissionschefin Erika Muster", "EU"),
        ("die Außenbeauftragte Erika Muster", "EU"),
        ("Berlins Regierender Bürgermeister Hans Muster", "DE"),
        ("der Sonderberichterstatter der Vereinten Nationen", "UN"),
        ("das Büro des polnischen Präsidenten", "PL"),
        ("die Minusma", "UN"),
        ("die belarussische Miliz", "BY"),
        ("der russische Statthalter auf der Krim", "RU"),
        ("Fachleute des UN-Menschenrechtsrats", "UN"),
        ("die ukrainische Heeresgruppe", "UA"),
        ("das Parlament in Straßburg", "EU"),
        ("die Führung in Lima", "PE"),
        ("Perus Sicherheitschef Hans Muster", "PE"),
        ("die peruanische OSZE-Botschafterin", "PE"),
        ("der peruanische Geschäftsträger in Oslo", "PE"),
        ("das Bundesamt für Handel und Wandel in Musterstadt", "DE"),
        ("Norwegische Regierungskreise", "NO"),
        ("Kreise der norwegischen Regierung", "NO"),
        ("eine Expertengruppe der Vereinten Nationen", "UN"),
        ("das norwegische Anti-Terror-Komitee", "NO"),
        ("ein Sprecher der Kommission in Brüssel", "EU"),
        ("ein russischer Diplomat in Wien", "RU"),
        ("ein Sprecher des Auswärtigen Amts", "DE"),
        ("ein Sprecher des Auswärtigen Amtes", "DE"),
        ("ein Sprecher des Europäischen Rates", "EU"),
        ("Armeesprecher Hans Muster aus Lima", "PE"),
        ("Generalbundesanwalt Hans Muster", "DE"),
        ("das Landeskriminalamt Bayern", "DE"),
        ("das UN-Hochkommissariat für Muster", "UN"),
        ("die Führung in Chartum", "SD"),
    ],
)
def test_who_speaks_officially(words, party):
    assert side(words).party == party


@pytest.mark.parametrize(
    "words",
    [
        "die russische Bäckerei",
        "der norwegische Schriftsteller Hans Muster",
        "der SPD-Vorsitzende Hans Muster",
        "der Präsident des Musterverbands",
        "der Präsident der Handelskammer",
        "die britische Zeitung „Musterblatt“",
        "der ehemalige Präsident der Ukraine",
        "Ex-Präsident Hans Muster",
        "der Präsidentschaftskandidat Hans Muster",
        "der belgische Abgeordnete Hans Muster",
        "der Oppositionssprecher",
        "chinesische Politiker der Musterpartei",
        "CDU-Politiker",
        "der US-Senator Hans Muster",
        "der Senator",
        "das tibetische Exilparlament",
        "Kölns Präsident",
        "die Kommissarin des Musterverbands",
        "der Präsident des Weltkongresses der Bäcker",
        "das „Amt Beispiel“ der Musterpartei",
        "westliche Geheimdienste",
        "mehrere Regierungen",
        "das Internationale Gericht",
        "die Universität Oslo",
        "die Feuerwehr Köln",
        "der Bruder des Präsidenten",
        "der Internationale Strafgerichtshof",
        "die Hamas",
        "der Dienst",
        "der schwedische Dienst Musterify",
        "der russische Dienst des Senders",
        "Erika Muster vom Rat der Religionen",
        "Erika Muster vom Musterverband",
        "Erika Muster von der Universität Oslo",
        "der bulgarische Politiker Hans Muster",
        "Milizsprecher Hans Muster",
        "ein russischer Kollege",
        "der Verwaltungsratspräsident Hans Muster",
        "Musters Kollege Hans Beispiel",
        "die Interamerikanische Menschenrechtskommission",
        "die Miliz",
        "die sudanesische Miliz RSF",
        "Senatorin Erika Muster",
        "Fachleute des Musterverbands",
        "Diplomaten in Wien",
        "ein Sprecher des Strafgerichtshofs",
        "der Berichterstatter der Musterzeitung",
        "das Büro des Musterverbands",
        "der Abgeordnete Hans Muster (SPD)",
        "der Sozialdemokrat Hans Muster",
        "die Demokratinnen",
        "die norwegische Chirurgin Erika Muster",
        "der Schiedsrichter",
        "General a. D. Hans Muster",
        "Oberst a.D. Hans Muster",
        "General im Ruhestand Hans Muster",
        "Oberst der Reserve Hans Muster",
        "der pensionierte Oberst Hans Muster",
        "das von der Rebellengruppe kontrollierte Ministerium",
        "Kreise der Musterpartei",
        "Sicherheitschef Hans Muster",
        "Hans Musters Sicherheitschef",
        "der OSZE-Botschafter",
        "ein Vertreter in Lima",
        "die kurdische Wahlkommission",
        "Kurdenpräsident Hans Muster",
        "die Führung in Grosny",
        "Klinikpräsident Hans Muster",
        "Volkspartei-Senatorin Erika Muster",
        "der inzwischen verabschiedete Armeechef Hans Muster",
    ],
)
def test_who_speaks_for_no_state(words):
    assert side(words) == NOBODY


@pytest.mark.parametrize(
    "words",
    [
        "die Polizei",
        "der Außenminister",
        "ein Regierungssprecher",
        "der Sprecher der Polizei",
        "die Behörden",
        "der Botschafter in Lima",
        "Minister Hans Muster von der Musterpartei",
        "Bahnminister Hans Muster",
        "die von Hans Muster geführte Regierung",
        "Sicherheitskreise",
        "der Dorfvorsteher",
        "das Krisenzentrum",
        "Polizeimeister Hans Muster",
        "Korporal Hans Muster",
    ],
)
def test_who_speaks_for_the_country_of_the_report(words):
    assert side(words) == AT_HOME


def test_an_office_of_a_federation_may_be_anothers_than_germanys():
    assert side("der Bundeskanzler") == Side("DE", federal=True)
    assert side("der österreichische Bundeskanzler") == Side("AT")


@pytest.mark.parametrize(
    ("name", "party"),
    [("UNICEF", "UN"), ("Bankowa", "UA"), ("KCNA", "KP"), ("FBI", "US"), ("EZB", "EU"), ("taz", None)],
)
def test_institutions_by_name(name, party):
    known = institution(name)
    assert known is not None
    assert known.party == party


@pytest.mark.parametrize("name", ["mit", "aus", "is", "Brücke", "Musterbund", "petra"])
def test_words_that_are_no_institution(name):
    assert institution(name) is None


@pytest.mark.parametrize(
    ("word", "state"),
    [
        ("russischer", "RU"),
        ("bayerische", "DE"),
        ("Bremer", "DE"),
        ("Hamburger", "DE"),
        ("große", None),
        ("Münchner", "DE"),
        ("Basler", "CH"),
        ("Zürcher", "CH"),
        ("Lehrer", None),
    ],
)
def test_the_state_of_an_adjective(word, state):
    assert adjective_state(word) == state


@pytest.mark.parametrize(
    ("name", "state"), [("Ukraine", "UA"), ("Moskaus", "RU"), ("Kandahar", "AF"), ("Muster", None)]
)
def test_the_state_of_a_name(name, state):
    assert name_state(name) == state


def test_every_institution_has_one_party_that_is_a_state_or_union():
    from sayso.actors.geography import _table

    owners: dict[str, set[str]] = {}
    for code, entry in _table().items():
        if code in {"media", "regions", "towns", "full", "shared"}:
            continue
        assert code == "none" or state_name(code) != code or code in {"EU", "UN", "NATO"}, code
        for line in entry["names"]:
            for name in line.split(" = "):
                owners.setdefault(plain(name), set()).add(code)
    assert {name: codes for name, codes in owners.items() if len(codes) > 1} == {}
    assert len(owners) > 500
