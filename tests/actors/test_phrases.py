"""The words that name somebody, taken apart, and what a description is called on its own."""

import pytest

from sayso.actors.base_forms import base_form, organization_name
from sayso.actors.mentions import read_speakers
from sayso.actors.phrase import Phrase
from sayso.actors.phrases import read_phrase
from sayso.language.tokens import find_tokens


def read(words: str) -> Phrase:
    tokens = tuple(find_tokens(words))
    phrase = read_phrase(tokens, 0, len(tokens))
    assert phrase is not None
    return phrase


def speakers(words: str) -> list[str]:
    tokens = tuple(find_tokens(words))
    return [phrase.bare_name or base_form(phrase) for phrase in read_speakers(tokens, 0, len(tokens))]


@pytest.mark.parametrize(
    ("words", "head", "name"),
    [
        ("Ministerin Erika Beispiel", "Ministerin", "Erika Beispiel"),
        ("Ministerin Erika von der Musterau", "Ministerin", "Erika von der Musterau"),
        ("der Segellehrer Hans Muster", "Segellehrer", "Hans Muster"),
        ("die Zeitung „Musterblatt“", "Zeitung", "Musterblatt"),
        ("der für die Küste zuständige Minister Hans Muster", "Minister", "Hans Muster"),
        ("Musters langjähriger Berater Hans Beispiel", "Berater", "Hans Beispiel"),
        ("Musterstadts Brücke", "", "Musterstadts Brücke"),
        ("der Sprecher der Fraktion Hans Muster", "Sprecher", "Hans Muster"),
        ("der Präsident der Ukraine", "Präsident", ""),
        ("Ärzte ohne Grenzen", "", "Ärzte ohne Grenzen"),
        ("Bank of Beispiel", "", "Bank of Beispiel"),
        ("Hans Muster Verzögerungen", "", "Hans Muster Verzögerungen"),
        ("Hans Muster Verzögerung", "", "Hans Muster"),
        ("Hans Erik Jung", "", "Hans Erik Jung"),
        ("der Verbandspräsident Hans R. Mustermann", "Verbandspräsident", "Hans R. Mustermann"),
        ("Erik (Max) Muster", "", "Erik ( Max ) Muster"),
        ("Muster (Oslo) Beispiel", "", "Muster"),
        ("der Vorsitzende der Agentur für Arbeit Hans Muster", "Vorsitzende", "Hans Muster"),
        ("der Premierminister Polens Mustaf Exempel", "Premierminister", "Mustaf Exempel"),
        ("den Ermittlern Mustaf", "Ermittlern", ""),
        ("der Ölminister Ali al-Muster", "Ölminister", "Ali al-Muster"),
        ("die 45-Jährige", "45-Jährige", ""),
        ("der 45-jährige Hans Muster", "", "Hans Muster"),
        ("m24", "", "m24"),
        ("Banca d'Esempio", "", "Banca d'Esempio"),
        ("Musterwerft von Hans Exempel", "", "Musterwerft"),
        ("Musterwerft von Oslo", "", "Musterwerft"),
        ("der Hauer Mustaf Exempel", "Hauer", "Mustaf Exempel"),
        ("der Staatsrechtler Mustaf Exempel", "Staatsrechtler", "Mustaf Exempel"),
        ("der Muster Exempel Verlag", "", "Muster Exempel Verlag"),
        ("die Osloer Chirurgin Erika Muster", "Chirurgin", "Erika Muster"),
        ("der Demokrat Hans Muster", "Demokrat", "Hans Muster"),
        ("der Versicherer Musterlife", "Versicherer", "Musterlife"),
        ("General a. D. Hans Muster", "General", "Hans Muster"),
    ],
)
def test_noun_and_name(words, head, name):
    phrase = read(words)
    assert (phrase.head, phrase.bare_name) == (head, name)


@pytest.mark.parametrize(
    ("words", "short"),
    [
        ("der Musterverband Deutschland (MVD)", "MVD"),
        ("die UN-Mission im Sudan (UMS)", "UMS"),
        ("die UN-Mission im Sudan (SUD)", ""),
        ("Erika Beispiel (siehe unten)", ""),
        ("Erika Beispiel (43)", ""),
    ],
)
def test_an_abbreviation_in_brackets(words, short):
    assert read(words).short == short


@pytest.mark.parametrize("words", ["gestern", "und die", "die sich", "Nach", "Aber"])
def test_words_that_begin_no_phrase(words):
    tokens = tuple(find_tokens(words))
    assert read_phrase(tokens, 0, len(tokens)) is None


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("der russische Präsident", "Russischer Präsident"),
        ("der russischen Präsidentin", "Russische Präsidentin"),
        ("des britischen Finanzministeriums", "Britisches Finanzministerium"),
        ("Belgischen Behörden", "Belgische Behörden"),
        ("den Beobachtern", "Beobachter"),
        ("einen Abgeordneten", "Abgeordneter"),
        ("die Vorsitzende der Musterpartei", "Vorsitzende der Musterpartei"),
        ("zweier Abgeordneter", "Zwei Abgeordnete"),
        ("mehrere Zeugen", "Mehrere Zeugen"),
        ("einige Zeugen", "Zeugen"),
        ("die Berliner Polizei", "Berliner Polizei"),
        ("Spaniens Regierung", "Spaniens Regierung"),
        ("die US-Botschaft in Oslo", "US-Botschaft in Oslo"),
        ("ein Sprecher der Regierung in Oslo", "Sprecher der Regierung"),
        ("die Erklärung vom Dienstagabend", "Erklärung"),
        ("die Erklärung vom Februar", "Erklärung"),
        ("ein Bund von 167 Vereinen", "Bund von 167 Vereinen"),
        ("Experten aus über 130 Ländern", "Experten aus über 130 Ländern"),
        ("Hersteller von Möbeln aus Holz und Glas", "Hersteller von Möbeln aus Holz und Glas"),
        ("ein Bund von Vereinen aus Oslo", "Bund von Vereinen"),
        ("die Regierung aus Roten und Grünen", "Regierung"),
        ("Kongress- und Armeekreise", "Kongress- und Armeekreise"),
        ("die UN-Mission im Sudan (UMS)", "UN-Mission im Sudan"),
        ("der oberste Gerichtshof des Landes", "Oberster Gerichtshof"),
        ("der Botschafter des Landes", "Botschafter des Landes"),
        ("den Demonstranten", "Demonstranten"),
        ("den Präsidenten", "Präsident"),
        ("62 Prozent der Befragten", "62 Prozent der Befragten"),
        ("die Behörden vor Ort", "Behörden vor Ort"),
        ("eine Gruppe liberaler Pfarrer", "Gruppe liberaler Pfarrer"),
        ("die norwegischen Lehrer", "Norwegische Lehrer"),
        ("der norwegische Lehrer", "Norwegischer Lehrer"),
        ("der Verurteilte", "Verurteilter"),
    ],
)
def test_a_description_in_base_form(words, name):
    assert base_form(read(words)) == name


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("den Vereinten Nationen", "Vereinte Nationen"),
        ("des Weißen Hauses", "Weißes Haus"),
        ("der Internationalen Musterbehörde", "Internationale Musterbehörde"),
        ("des Bundesgerichtshofs", "Bundesgerichtshof"),
        ("die „Zeit“", "Die Zeit"),
        ("der neue „Oberste Rat“", "Oberster Rat"),
        ("den „Empörten Bürgern“", "Empörte Bürger"),
        ("den „Empörten“", "Empörten"),
        ("des Musterkette Shops", "Musterkette Shop"),
        ("der Roten Musterhilfe", "Rote Musterhilfe"),
        ("der Dänischen Musterlinie", "Dänische Musterlinie"),
        ("der Christlichen Musterliste", "Christliche Musterliste"),
        # surnames bend no more than firms' names do
        ("der Petersen Musterlinie", "Petersen Musterlinie"),
        ("der Reederei Petersen Musterlinie", "Petersen Musterlinie"),
        ("der Petersen Reederei", "Petersen Reederei"),
        ("die Hansen Gruppe", "Hansen Gruppe"),
    ],
)
def test_the_name_of_an_institution_in_the_nominative(words, name):
    phrase = read(words)
    assert (organization_name(phrase, lambda _: False) if phrase.name else base_form(phrase)) == name


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Sowohl Moskau als auch Minsk", ["Moskau", "Minsk"]),
        ("China, Indien und Brasilien", ["China", "Indien", "Brasilien"]),
        ("südkoreanischer und westlicher Geheimdienste", ["Südkoreanische Geheimdienste", "Westliche Geheimdienste"]),
        ("Arabische und türkische Medien", ["Arabische Medien", "Türkische Medien"]),
        ("die Regierungen von Polen und Litauen", ["Regierung von Polen", "Regierung von Litauen"]),
        ("Verbände wie Musterbund und Beispielring", ["Musterbund", "Beispielring"]),
        ("Zwei Abgeordnete, Erika Muster und Hans Beispiel", ["Erika Muster", "Hans Beispiel"]),
        ("die Armee und die Polizei", ["Armee", "Polizei"]),
        ("Sowohl das Militär, der Präsident als auch die Polizei", ["Militär", "Präsident", "Polizei"]),
        ("Erika Muster (ABC), der Leiter der Agentur für Arbeit Hans Beispiel", ["Erika Muster", "Hans Beispiel"]),
    ],
)
def test_lists_are_several_speakers(words, expected):
    assert speakers(words) == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Erika Muster, Präsidentin von Polen", ["Erika Muster"]),
        ("Erika Muster, die Präsidentin von Polen,", ["Erika Muster"]),
        ("Erika Muster, CEO von Musterbau", ["Erika Muster"]),
        ("Erika Muster, Präsidentin von Polen und Vorsitzende der Musterpartei", ["Erika Muster"]),
        ("die Präsidentin von Polen, Erika Muster", ["Erika Muster"]),
        ("der Bürgermeister von Kleinmusterau, Hans Beispiel", ["Hans Beispiel"]),
        ("Einer der größten Kritiker, Hans Beispiel", ["Hans Beispiel"]),
        ("die Abgeordnete und Bürgermeisterin Erika Muster", ["Erika Muster"]),
        ("der Freund Musters, Hans Beispiel", ["Hans Beispiel"]),
        ("Hans Muster vom Bund Beispiel Oslo", ["Hans Muster"]),
        ("die am Montag verhafteten Zeugen", ["Verhaftete Zeugen"]),
        ("am Montag bekannt gewordenen Beschlusses des Rats", ["Gewordener Beschluss des Rats"]),
        ("§ 5 Abs. 2 des Gesetzes", []),
        ("das Ministerium für Bildung und Forschung", ["Ministerium für Bildung und Forschung"]),
        ("die Gewerkschaft Erziehung und Wissenschaft", ["Erziehung und Wissenschaft"]),
    ],
)
def test_one_speaker_with_what_stands_beside_the_name(words, expected):
    assert speakers(words) == expected


def test_an_unknown_adjective_bends_into_what_the_report_has() -> None:
    phrase = read("der Verlorenen Musterlinie")
    assert organization_name(phrase, lambda words: words == "Verlorene Musterlinie") == "Verlorene Musterlinie"
    assert organization_name(phrase, lambda _: False) == "Verlorenen Musterlinie"
