"""Whom speakers' words mean in a report: names joined, descriptions, pronouns, papers, parties."""

import pytest
from tests.actors.given import Spoken, last, names, resolve, spoken

# --- names ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "marked",
    [
        "Die Ministerin Erika Muster reiste ab. [Muster] sagte nichts.",
        "[Muster] sagte wenig. Erika Muster reiste ab.",
        "Erika Muster reiste ab. [Ministerin Muster] sagte nichts.",
        "Erika Muster reiste ab. Nach [Musters] Angaben regnet es.",
        "Der Ort kennt Erika Anna Muster. [Erika Muster] sagte nichts.",
    ],
)
def test_a_surname_is_the_person_named_in_full(marked):
    (name,) = last(marked).names
    assert name in {"Erika Muster", "Erika Anna Muster"}


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ("Erika Muster und Hans Muster kamen. [Muster] sagte nichts.", "Muster"),
        ("Erika Muster kam. [Musterbau] sagte nichts.", "Musterbau"),
        ("Hans-Peter Papier sprach. [Papier] mahnte zur Ruhe.", "Hans-Peter Papier"),
    ],
)
def test_a_surname_of_two_or_of_none_stays_as_it_is(marked, expected):
    assert last(marked).names == (expected,)


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ("Der Verband Deutscher Muster (VDM) tagte. Der [VDM] forderte Geld.", "Verband Deutscher Muster"),
        ("Die Präsidentin des Verbands (VDM) kam. Der [VDM] forderte Geld.", "Verband"),
        ("Die [Weltgesundheitsorganisation (WHO) in Genf] warnte. Die [WHO] mahnte.", "Weltgesundheitsorganisation"),
        ("Erika Muster (SPD) kam. Die [SPD] mahnte.", "SPD"),
    ],
)
def test_an_abbreviation_is_the_name_before_it(marked, expected):
    assert last(marked).names == (expected,)


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ("[Moskau] bestätigte das.", Spoken(("Russland",), ("RU",))),
        ("[Das Weiße Haus] bestätigte das.", Spoken(("Weißes Haus",), ("US",))),
        ("[Die Vereinten Nationen] mahnten. Die [UN] drohten.", Spoken(("Vereinte Nationen",), ("UN",))),
        ("[Die Nachrichtenagentur Musterpress] meldete es.", Spoken(("Musterpress",), (None,))),
        ("[Die staatliche kubanische Nachrichtenagentur Musterpress] meldete es.", Spoken(("Musterpress",), ("CU",))),
        ("[Keine Behörde] bestätigte das.", Spoken((), ())),
    ],
)
def test_states_seats_and_agencies(marked, expected):
    assert last(marked) == expected


# --- descriptions ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "description", ["Der russische Präsident", "Der Präsident", "Der Kremlchef", "Der russische Staatschef"]
)
def test_a_description_picks_up_the_person_of_that_office(description):
    marked = f"Der russische Präsident Hans Muster reiste nach Minsk. [{description}] lobte die Reise."
    assert last(marked) == Spoken(("Hans Muster",), ("RU",))


def test_a_description_may_stand_before_the_name():
    marked = "[Der russische Präsident] lobte die Reise. Präsident Hans Muster war in Minsk."
    assert last(marked) == Spoken(("Hans Muster",), ("RU",))


@pytest.mark.parametrize(
    "description", ["Der polnische Präsident", "Ein russischer Präsident", "Die russische Präsidentin", "Der Minister"]
)
def test_a_description_of_somebody_else_is_not_the_person_named_before(description):
    marked = f"Der russische Präsident Hans Muster reiste nach Minsk. [{description}] lobte die Reise."
    assert last(marked).names != ("Hans Muster",)


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ("[Das Landgericht Oslo] urteilte. [Das Gericht] mahnte.", "Landgericht Oslo"),
        ("[Das Landgericht Oslo] urteilte. [Die Richter] mahnten.", "Landgericht Oslo"),
        ("[Der Hersteller Musterbau] klagte. [Das Unternehmen] mahnte.", "Musterbau"),
        ("Die Osloer Polizei kam. [Die Polizei] mahnte.", "Osloer Polizei"),
        ("[Polnische Anwohner] klagten. [Die Anwohner] mahnten.", "Polnische Anwohner"),
        ("[Das Landgericht Oslo] urteilte. [Das Ministerium] mahnte.", "Ministerium"),
        ("[Der Hersteller Musterbau] klagte. [Ein Unternehmen] mahnte.", "Unternehmen"),
    ],
)
def test_an_institution_named_before(marked, expected):
    assert last(marked).names == (expected,)


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ("[Erika Muster] klagte. [Die Politikerin] mahnte.", "Erika Muster"),
        ("[Erika Muster] klagte. [Die 45-Jährige] mahnte.", "Erika Muster"),
        ("[Erika Muster] klagte. [Der 45-Jährige] mahnte.", "45-Jähriger"),
        ("Der Prozess gegen Hans Muster begann. Das sagte [der 73-Jährige].", "Hans Muster"),
        ("[Hans Muster] klagte über Erik Beispiel. Das sagte [der 73-Jährige].", "Hans Muster"),
        ("[Erika Muster] klagte. [Die grüne Politikerin] mahnte.", "Grüne Politikerin"),
        ("[Erika Muster] klagte. [Eine Politikerin] mahnte.", "Politikerin"),
        ("[Erika Muster] klagte. Es regnet. Es hagelt. Es schneit. [Die Politikerin] mahnte.", "Politikerin"),
        ("Eine Politikerin kam. [Erika Muster] klagte. [Die Politikerin] mahnte.", "Politikerin"),
        ("[Erika Muster] klagte. [Die Nachbarin] mahnte.", "Nachbarin"),
    ],
)
def test_a_word_for_anybody_picks_up_the_person_just_named(marked, expected):
    assert last(marked).names == (expected,)


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ("Mustaf Exempel, einer der Chefs der Bande, kam. [Er] lobte das.", "Mustaf Exempel"),
        ("Der Trainer der Auswahl aus Peru, Mustaf Exempel, kam. [Er] lobte das.", "Mustaf Exempel"),
        ("Der 62-jährige Mustaf Exempel kam. [Er] lobte das.", "Mustaf Exempel"),
        ("Der Diktator Mustaf al-Muster kam. [Der Diktator Muster] lobte das.", "Mustaf al-Muster"),
    ],
)
def test_a_name_that_no_list_has_is_a_persons_by_what_stands_beside_it(marked, expected):
    assert last(marked).names == (expected,)
    assert last("Mustaf Exempel, eine Stadt in Peru, ist klein. [Er] lobte das.").names == ()


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ("[Der „Arbeitskreis Beispiel“] klagte. [Der AK Beispiel] mahnte.", "Arbeitskreis Beispiel"),
        ("Der Arbeitskreis Beispiel kam. [Der AK Beispiel] mahnte.", "Arbeitskreis Beispiel"),
        ("Der Arbeitsbund Beispiel kam. [Der AK Beispiel] mahnte.", "AK Beispiel"),
        ("[Die deutsche Bundesregierung] klagte. [Die Bundesregierung] mahnte.", "Deutsche Bundesregierung"),
        ("[Die österreichische Bundesregierung] klagte. [Die Bundesregierung] mahnte.", "Bundesregierung"),
        ("[Der „AK Beispiel“] klagte. [Der AK] mahnte.", "AK Beispiel"),
        ("[Der „Bund Beispiel“] klagte. [Der AK Beispiel] mahnte.", "AK Beispiel"),
        ("[Die „Mustersche Zeitung“] klagte. In der [„Musterschen Zeitung“] hieß es.", "Mustersche Zeitung"),
        ("Es regnet. Laut [Musterscher Zeitung] brennt es.", "Mustersche Zeitung"),
        ("[Die Osloer SPD] mahnte.", "Osloer SPD"),
        ("[Die norwegische SPD] mahnte.", "SPD"),
        ("[Die Behörde Enaco] klagte. [Die Enaco] mahnte.", "Behörde Enaco"),
        ("[Die Regierung Muster] klagte. [Muster] mahnte.", "Muster"),
        ("[Das Polizeipräsidium Ost] klagte. [Die Polizei] mahnte.", "Polizeipräsidium Ost"),
        ("[Das Justizministerium] klagte. [Die Justiz] mahnte.", "Justiz"),
        ("Eine [Sprecherin des Landgerichts Oslo] sagte nichts. [Das Gericht] mahnte.", "Landgericht Oslo"),
        ("[Die Richter des Landgerichts Oslo] mahnten.", "Landgericht Oslo"),
        ("[Die Richter des Wettbewerbs] mahnten.", "Richter des Wettbewerbs"),
        ("[Die Vereinigten Staaten] mahnten.", "Vereinigte Staaten"),
        ("Die USA kamen. [Die Vereinigten Staaten] mahnten.", "USA"),
    ],
)
def test_one_institution_by_several_names(marked, expected):
    assert last(marked).names == (expected,)


def test_a_genitive_that_the_report_has_without_its_ending_is_no_name():
    marked = "Mustaf Exempel schwieg. [Anhänger Mustaf Exempels] klagten."
    assert last(marked).names == ("Anhänger Mustaf Exempels",)
    assert last("[Anhänger Mustaf Exempels] klagten.").names == ("Mustaf Exempels",)


def test_the_land_is_the_state_named_last():
    assert last("In Peru regnet es. [Das Land] bat um Hilfe.") == Spoken(("Peru",), ("PE",))
    assert last("In Peru regnet es. [Der mexikanische Staat] half.") == Spoken(("Mexiko",), ("MX",))
    assert last("Es regnet. [Das Land] bat um Hilfe.") == Spoken((), ())


# --- pronouns -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ("[Hans Muster] sagte wenig. [Er] lobte die Stadt.", ("Hans Muster",)),
        ("[Erika Muster] traf Hans Beispiel. [Sie] lobte die Stadt.", ("Erika Muster",)),
        ("[Erika Muster] traf Hans Beispiel. [Er] lobte die Stadt.", ("Hans Beispiel",)),
        ("Die Ministerin Kim Muster traf Hans Beispiel. [Sie] lobte die Stadt.", ("Kim Muster",)),
        ("[Die polnische Regierung] tagte. [Sie] lobte die Stadt.", ("Polnische Regierung",)),
        ("[Polnische Anwohner] klagten. [Sie] lobten die Stadt.", ("Polnische Anwohner",)),
        ("[Erika Muster und Hans Beispiel] klagten. [Sie] lobten die Stadt.", ("Erika Muster", "Hans Beispiel")),
        ("[Hans Muster] klagte. [Ich] lobe die Stadt.", ("Hans Muster",)),
        ("[Die Stiftung Muster] klagte. [Man] lobe die Stadt.", ("Stiftung Muster",)),
        ("Gestern trafen Erika Muster und Hans Beispiel ein. [Sie] lobten das.", ("Erika Muster", "Hans Beispiel")),
        (
            "Gestern trafen Erika Muster (SPD) und Hans Beispiel ein. [Sie] lobten das.",
            ("Erika Muster", "Hans Beispiel"),
        ),
        ("[Erika Muster] klagte. Sie war lange Sprecherin der Stadt. [Sie] lobte das.", ("Erika Muster",)),
        ("Die Familie kam mit ihrer Tochter Maria. [Er] lobte das.", ()),
    ],
)
def test_a_pronoun_means_who_fits_in_gender_and_number(marked, expected):
    assert last(marked).names == expected


@pytest.mark.parametrize(
    "marked",
    [
        "[Erika Muster] sagte wenig. [Er] lobte die Stadt.",
        "[Er] lobte die Stadt.",
        "[Hans Muster] klagte. [Niemand] lobte die Stadt.",
        "[Hans Muster] klagte. [Man] lobe die Stadt.",
    ],
)
def test_a_pronoun_that_fits_nobody_means_nobody(marked):
    assert last(marked).names == ()


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ("[Die Regierungen von Peru und Chile] schwiegen. [Beide Regierungen] warten ab.", True),
        ("[Die Regierungen von Peru und Chile] schwiegen. [Die Vereine] warten ab.", False),
    ],
)
def test_a_plural_picks_up_those_who_spoke_together(marked, expected):
    first, second = names(marked)
    assert len(first) == 2
    assert (second == first) == expected


def test_a_noun_of_an_abstract_is_no_surname():
    assert names("[Der Minister Hans Muster] kam. Er nahm zum Plan des Ministers Stellung. [Er] ging.")[-1] == (
        "Hans Muster",
    )


def test_an_office_in_a_report_of_several_countries_is_of_the_official_before_it():
    marked = (
        "Polen, Peru und Japan tagten. Polen, Peru und Japan stritten. [Der polnische Innenminister Jan Muster] kam. "
        "[Außenministerin Eva Beispiel] ging."
    )
    assert last(marked).parties == ("PL",)
    assert last(marked.replace("[Der polnische Innenminister Jan Muster]", "[Jan Muster]")).parties == (None,)


def test_an_office_is_of_the_state_that_acted_just_before():
    marked = (
        "In Warschau und in Polen begann ein Prozess. Polen wartet ab. Peru bestreitet die Vorwürfe. "
        "[Innenminister Hans Beispiel] sprach von Propaganda."
    )
    assert last(marked).parties == ("PE",)
    assert last(marked.replace("Peru bestreitet die Vorwürfe", "Die Vorwürfe sind neu")).parties == ("PL",)


def test_demnach_carries_the_last_speaker_on():
    assert names("[Die Polizei] war da. [Demnach] brannte es.") == [("Polizei",), ("Polizei",)]


# --- words and papers -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ("Nach [Angaben der polnischen Polizei] regnet es.", ("Polnische Polizei",)),
        ("Nach [Polizeiangaben] regnet es.", ("Polizei",)),
        ("Nach [NASA-Angaben] regnet es.", ("NASA",)),
        ("Nach [israelischen Angaben] regnet es.", ("Israel",)),
        ("[Eine am Montag veröffentlichte Mitteilung des Kremls] nennt es Regen.", ("Kreml",)),
        ("[Hans Muster] kam. Nach [seinen Angaben] regnet es.", ("Hans Muster",)),
        ("[Hans Muster] kam. Nach [seiner Kenntnis] regnet es.", ("Hans Muster",)),
        ("[Hans Muster] kam nach [eigenen Angaben] zu spät.", ("Hans Muster",)),
        ("Nach [Aussagen Musters] regnet es. Hans Muster kam.", ("Hans Muster",)),
        ("[Ein Bericht der Stiftung Beispiel] erschien. [Der Bericht] nennt Zahlen.", ("Stiftung Beispiel",)),
        ("Die FIFA legte gestern einen Bericht vor. [Der Bericht] nennt Zahlen.", ("FIFA",)),
        ("Die FIFA legte einen Bericht vor. [Demnach] regnet es.", ("FIFA",)),
        ("[Erika Muster] kam. In [einer Erklärung] hieß es dazu wenig.", ("Erika Muster",)),
        ("[Angaben von Erika Muster, einer Sprecherin von Beispiel] sind alt.", ("Erika Muster",)),
        ("[Das Gesetz] verbietet das.", ("Gesetz",)),
        ("[Ein Geheimdokument] sagt das.", ("Geheimdokument",)),
        ("[Medienberichten] zufolge regnet es.", ()),
        ("Nach Angaben [der Gruppe Ärzte] ohne Grenzen regnet es.", ("Ärzte ohne Grenzen",)),
        ("Das wurde von [Seiten der polnischen Regierung] bestritten.", ("Polnische Regierung",)),
        ("Laut [der Website „beispiel.net“] regnet es.", ("beispiel.net",)),
        ("Nach [Angaben von m24] regnet es.", ("m24",)),
    ],
)
def test_words_and_papers_speak_for_whose_they_are(marked, expected):
    assert last(marked).names == expected


@pytest.mark.parametrize(
    "marked",
    [
        "[Berichten] zufolge regnet es.",
        "[Der Medienbericht] nennt Zahlen.",
        "Nach [ersten Angaben] regnet es.",
        "[Eine norwegische Studie] nennt Zahlen.",
        "[Der Bericht] nennt Zahlen.",
        "[Das Dokument] nennt Zahlen.",
        "[Der Website] zufolge regnet es.",
        "[Eine Untersuchung der Stromerzeugung] nennt Zahlen.",
        "[Hans Muster] kam. [Ein Bericht] nennt Zahlen.",
        "[Die Erklärung vom Montag] nennt Zahlen.",
    ],
)
def test_words_without_an_issuer_are_nobodys(marked):
    assert last(marked) == Spoken((), ())


# --- parties --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("marked", "party"),
    [
        ("In Lima in Peru brannte es. [Die Polizei] kam.", "PE"),
        ("In Lima in Peru brannte es. [Die Hamburger Polizei] kam.", "DE"),
        ("In Lima in Peru brannte es. [Die Feuerwehr] kam.", None),
        ("Es brannte. [Die Polizei] kam.", None),
        ("In Lima in Peru gilt das. [Das Gesetz] verbietet es.", "PE"),
        ("In Oslo traf sich der Rat der Minister der EU. [Minister Hans Muster] kam.", "NO"),
        ("Erika Muster, Präsidentin von Polen, kam. [Muster] lobte das.", "PL"),
        ("Die Präsidentin von Polen, Erika Muster, kam. [Muster] lobte das.", "PL"),
        ("Erika Muster, Schriftstellerin aus Polen, kam. [Muster] lobte das.", None),
        ("Polens frühere Präsidentin Erika Muster kam. [Muster] lobte das.", None),
        ("Der Bruder des Papstes, Hans Muster, kam. [Muster] lobte das.", None),
        ("In Wien in Österreich regnet es. [Bundeskanzlerin Erika Muster] lobte das.", "AT"),
        ("[Das belgische Außenministerium] mahnte. [Sprecher Hans Muster] lobte das.", "BE"),
        ("[Das belgische Außenministerium] mahnte. [Vizechef Hans Muster] lobte das.", "BE"),
        ("[Das belgische Außenministerium] mahnte. [Bäckereichef Hans Muster] lobte das.", None),
        ("In Oslo in Norwegen mahnte Peru. [Der Botschafter in Oslo] lobte das.", "PE"),
        ("[Das Landgericht Oslo] tagte. [Die Kammer] lobte das.", "NO"),
        ("In Oslo in Norwegen tagte der Verband. [Die Kammer] lobte das.", None),
    ],
)
def test_for_whom_a_speaker_speaks(marked, party):
    assert last(marked).parties == (party,)


def test_the_title_may_name_the_office():
    marked = "In Rom regnet es. [Muster] lobte das. Erika Muster kam."
    assert last(marked, title="Erika Muster neue belgische Ministerin").parties == ("BE",)
    assert last(marked, title="Erika Muster mag belgische Waffeln").parties == (None,)


def test_an_anonymous_source_stays_as_described():
    assert last("[Ein nicht genannter Beamter] sagte das.").names == ("Genannter Beamter",)
    assert last("[Diplomaten] sagten das.").names == ("Diplomaten",)


def test_mentions_are_the_speakers_words_and_every_actor_speaks():
    marked = "[Hans Muster] kam. Erika Beispiel schwieg. [Er] lobte das."
    found, actors = resolve(marked)
    assert [one.names for one in found] == [("Hans Muster",), ("Hans Muster",)]
    assert [(actor.id, actor.name, len(actor.mentions)) for actor in actors] == [("a1", "Hans Muster", 2)]


def test_the_same_report_gives_the_same_actors():
    marked = "[Moskau] und [Kiew] verhandeln. [Beide] loben das."
    assert resolve(marked) == resolve(marked)


@pytest.mark.parametrize(
    "marked", ["[,] sagte das.", "[„] sagte das.", "[2024] kam.", "[der] kam.", "[-] kam.", "[()] kam."]
)
def test_odd_speakers_do_no_harm(marked):
    spoken(marked)


@pytest.mark.parametrize(
    ("text", "parties"),
    [
        # a secretary-general is of the union named before, whatever else stands between, or of none
        ("In Polen übt die Nato. [Generalsekretär Hans Muster] sagte, es sei geglückt.", ("NATO",)),
        ("Die polnische Polizei ermittelt. [Generalsekretär Hans Muster] sagte, es sei geglückt.", (None,)),
        ("Die polnische Polizei ermittelt. [Der Präsident] sagte, es sei geglückt.", ("PL",)),
        # a possessive: theirs who are the subject
        ("[Die Nato] sagt, sie übe in Polen, so [ihr Generalsekretär Hans Muster] am Montag.", ("NATO",)),
        ("In Oslo tagt der Rat. [Das polnische Außenministerium] lud ein. [Sein Sprecher] sagte, es eile.", ("PL",)),
        ("In Oslo tagt der Rat. [Das polnische Außenministerium] lud ein. [Sein Anwalt] sagte, es eile.", (None,)),
        # the capital behind a body, even where the speaker's words leave it out
        ("Norwegische Fischer streiken. Das teilte [die Regierung] in Riga mit.", ("LV",)),
        ("Norwegische Fischer streiken in Norwegen. Das teilte [der Minister] in Riga mit.", ("NO",)),
        ("Norwegische Fischer streiken. Das teilte [die Regierung] in Eile mit.", ("NO",)),
        # theirs who are of no state; not theirs who are here for another one
        ("In Peru siegten die Rebellen. [Ihr Armeesprecher Hans Muster] lobte das.", (None,)),
        ("In Peru siegte die Armee. [Ihr Sprecher Hans Muster] lobte das.", ("PE",)),
        ("In Peru wird gestreikt. Die norwegische Botschaft schwieg. [Das Ministerium] lobte das.", ("PE",)),
        ("In Peru wird gestreikt. Die US-Botschaft schwieg. [Das Ministerium] lobte das.", ("PE",)),
        ("In Peru wird gestreikt. Die norwegische Regierung schwieg. [Das Ministerium] lobte das.", ("NO",)),
        # a union's council, where the report names the union and no other council
        ("In Peru tagen die UN. [Der Sicherheitsrat] lobte das.", ("UN",)),
        ("In Peru wird getagt. [Der Sicherheitsrat] lobte das.", ("PE",)),
    ],
)
def test_an_office_without_a_country_is_theirs_whom_the_words_tie_it_to(text, parties):
    assert last(text).parties == parties


@pytest.mark.parametrize(
    ("text", "name", "party"),
    [
        ("In Peru trat Ex-Premier Hans Muster auf. [Der frühere Premier] lobte das.", "Hans Muster", None),
        ("In Peru trat Premier Hans Muster auf. [Der frühere Premier] lobte das.", "Früherer Premier", None),
        ("In Peru trat Premier Hans Muster auf. [Der Premier] lobte das.", "Hans Muster", "PE"),
        (
            "In Peru trat Minister Hans Muster auf. [Hans Muster, einst Minister in Lima,] lobte das.",
            "Hans Muster",
            None,
        ),
        ("In Peru trat Minister Hans Muster auf. [Hans Muster, 1992 Minister,] lobte das.", "Hans Muster", None),
        ("In Peru trat Minister Hans Muster auf. [Hans Muster, 1992 geboren,] lobte das.", "Hans Muster", "PE"),
    ],
)
def test_who_held_an_office_once_is_not_who_holds_it(text, name, party):
    assert last(text) == ((name,), (party,))


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Ein Gericht in Gent sprach ihn frei. Er sei arglos, sagte [der Richter].", ("Gericht",)),
        ("Ein Gericht in Gent sprach ihn frei. Er sei arglos, sagte [die Vorsitzende Richterin].", ("Gericht",)),
        ("Ein Gericht in Gent tagte, Richterin Erika Muster fragte. [Die Richterin] lobte das.", ("Erika Muster",)),
        ("Ein Gericht in Gent sprach ihn frei. Er sei arglos, sagte [ein Richter].", ("Richter",)),
    ],
)
def test_the_judge_speaks_for_the_court(text, names):
    assert last(text).names == names


# --- one person, one actor ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("[Halvorsen] sagte, es eile.", "person"),
        ("[Halvorsen] betonte die Eile.", "person"),
        ("[Musterow] bestritt die Eile.", "person"),  # the end of the name tells it
        ("[Halvorsen] teilte mit, es eile.", "organization"),
        ("[HLV] sagte, es eile.", "organization"),
        ("[Die Halvorsen] sagte, es eile.", "organization"),
        ("Die Firma Halvorsen baut. [Die Firma Halvorsen] wirbt. [Halvorsen] sagte, es eile.", "organization"),
        ("[Die Opposition] sagte, es eile.", "group"),
        ("[Die Oppositionsführerin] sagte, es eile.", "person"),
        ("[Ein Georgier] sagte, es eile.", "person"),
        ("[Zwei Georgier] sagten, es eile.", "group"),
        ("[Der Kran] sagte, es eile.", "organization"),
    ],
)
def test_what_kind_a_speaker_is(text, kind):
    assert resolve(text)[1][-1].kind == kind


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("[Der Kapitän des Kutters, ein 54-jähriger Däne,] schwieg.", ("Kapitän des Kutters",)),
        ("[Der Steuermann, ein Däne,] schwieg.", ("Steuermann",)),
        ("[Der Kapitän, ein Matrose und ein Koch] schwiegen.", ("Kapitän", "Matrose", "Koch")),
        ("[Kapitänin Erika Muster] schwieg.", ("Erika Muster",)),
        ("[Flottillenadmiral Hans Muster] schwieg.", ("Hans Muster",)),
        ("[Segelschule Hans Muster] schwieg.", ("Segelschule Hans Muster",)),
        # what somebody is by trade or to others is no part of the name, nor is what tells of an association
        ("[Der Gynäkologe Mustaf Exempel] schwieg.", ("Mustaf Exempel",)),
        ("[Der Zürcher Masseur Hans Muster] schwieg.", ("Hans Muster",)),
        ("[Sein Onkel Mustaf Beispiel] schwieg.", ("Mustaf Beispiel",)),
        ("[Ex-Agent Exempel] schwieg.", ("Exempel",)),
        ("[Die in Oslo ansässige Peruanische Fischervereinigung] schwieg.", ("Peruanische Fischervereinigung",)),
        ("[Der Bäckerverband Musterbund] schwieg.", ("Musterbund",)),
        ("[Der Verband Bremen] schwieg.", ("Verband Bremen",)),
        ("[Der Verband Deutscher Bäcker] schwieg.", ("Verband Deutscher Bäcker",)),
    ],
)
def test_who_is_described_twice_is_one(text, found):
    assert last(text).names == found


@pytest.mark.parametrize(
    ("text", "party"),
    [
        ("[Kapitänin Erika Muster von der dänischen Küstenwache] schwieg.", "DK"),
        ("Die dänische Küstenwache stoppte den Kutter. [Kapitän Hans Muster] schwieg.", None),
        ("[Die dänische Küstenwache] stoppte den Kutter. [Sprecher Hans Muster] schwieg.", "DK"),
    ],
)
def test_a_captain_is_of_nobody_but_whom_he_is_said_to_be_of(text, party):
    assert last(text).parties == (party,)
