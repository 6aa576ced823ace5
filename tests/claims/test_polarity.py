import pytest

from sayso.claims.polarity import is_lawful, is_negated
from sayso.claims.vocabulary import vocabulary


@pytest.mark.parametrize(
    "text",
    [
        "es gebe keine Opfer",
        "Die Brücke sei nie gesprengt worden",
        "man habe weder Waffen noch Geld geschickt",
        "der Bericht sei falsch",
        "„Wir haben das Boot nicht gesehen, es war dunkel“",
        "Ein Unfall sei ausgeschlossen",
        "der Hafen scheide als Ziel aus",
        "die Meldung entbehre jeder Grundlage",
        "niemand habe den Befehl gegeben",
    ],
)
def test_german_contents_that_deny(text):
    assert is_negated(text, vocabulary("de"))


@pytest.mark.parametrize(
    "text",
    [
        "es gebe Opfer",
        "man habe keinen Zweifel, dass die Brücke gesprengt wurde",
        "nicht nur das Dorf sei zerstört",
        "Nicht zwölf, sondern zwanzig Menschen seien an Bord gewesen",
        "nicht weniger als zwanzig Häuser seien zerstört",
        "der Mann, der nicht erschien, sei der Täter",
        "es sei nicht ausgeschlossen, dass die Brücke gesprengt wurde",
        "die Spuren ließen keinen anderen Schluss zu",
        "es handle sich um nichts anderes als Erpressung",
        "die Truppe habe falsche Papiere benutzt",
    ],
)
def test_german_contents_that_do_not(text):
    assert not is_negated(text, vocabulary("de"))


@pytest.mark.parametrize(
    "text", ["there were no victims", "the bridge was never blown up", "the report was false", "it didn't happen"]
)
def test_english_contents_that_deny(text):
    assert is_negated(text, vocabulary("en"))


@pytest.mark.parametrize(
    "text", ["there were victims", "there is no doubt that the bridge fell", "no more than 20 people were on board"]
)
def test_english_contents_that_do_not(text):
    assert not is_negated(text, vocabulary("en"))


@pytest.mark.parametrize(
    ("text", "language", "lawful"),
    [
        ("die Übung verstoße gegen das Abkommen", "de", False),
        ("die Übung verstieß nicht gegen das Abkommen", "de", False),
        ("der Einsatz sei völkerrechtswidrig", "de", False),
        ("die Entsendung sei ein klarer Bruch des Völkerrechts", "de", False),
        ("der Einsatz verletze kein internationales Recht", "de", False),
        ("bei dem Bruch des Damms sei der Vertrag verloren gegangen", "de", None),
        ("die Übung stehe im Einklang mit dem Abkommen", "de", True),
        ("man halte sich an den Vertrag", "de", True),
        ("das Abkommen sei legal, seine Anwendung illegal", "de", None),
        ("die Übung habe begonnen", "de", None),
        ("the exercise violates the treaty", "en", False),
        ("it did not break international law", "en", False),
        ("the exercise was in line with the treaty", "en", True),
        ("the exercise had begun", "en", None),
    ],
)
def test_what_keeps_a_law_and_what_breaks_it(text, language, lawful):
    assert is_lawful(text, vocabulary(language)) is lawful
