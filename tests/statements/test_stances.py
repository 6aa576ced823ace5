"""Which stance a cue takes towards what it is about."""

import pytest

from sayso.language.analysis import analyse
from sayso.pipeline import read_report
from sayso.reading.text import read_text
from sayso.statements.find import find_statements
from sayso.statements.passage import Passage


@pytest.mark.parametrize(
    ("sentence", "stance"),
    [
        ("Der Vorstand gab den Verkauf der Werft bekannt.", "announces"),
        ("Das Amt gab die Ergebnisse der Zählung bekannt.", "asserts"),
        ("Die Partei schloss eine Koalition mit den Grauen aus.", "announces"),
        ("Die Polizei schloss einen Anschlag aus.", "denies"),
        ("Der Rat lehnte den Plan ab.", "evaluates"),
        ("Der Rat lehnte den Antrag ab.", "announces"),
        ("Die Werft bestritt den Diebstahl nicht.", "confirms"),
        ("Der Sprecher konnte den Einsatz nicht bestätigen.", "withholds"),
        ("Der Rat teilte die Auffassung des Ministers.", "asserts"),
        ("Die Werft lehnte es ab, den Brand zu kommentieren.", "withholds"),
        ("Der Zeuge weigerte sich, zu dem Brand Stellung zu nehmen.", "withholds"),
        ("Die Werft lehnte es ab, den Schaden zu ersetzen.", "announces"),
        ("Den Vorwurf, Öl abgelassen zu haben, wies die Werft zurück.", "denies"),
        ("Die Werft bestritt den Vorwurf, Öl abgelassen zu haben.", "denies"),
        ("Auf die Frage, ob Öl ausgelaufen sei, schwieg der Sprecher.", "withholds"),
        ("Der Sprecher wollte sich zu der Frage, ob Öl ausgelaufen sei, nicht äußern.", "withholds"),
        ("Das Gericht sieht es als erwiesen an, dass Öl auslief.", "asserts"),
        ("Die Partei schloss eine Dreierkoalition mit den Grauen aus.", "announces"),
        ("Der Rat sagte zur Begründung, er wolle die Kosten senken.", "asserts"),
        ("Der Rat sagte dazu, er wolle die Kosten senken.", "announces"),
        ("Der Wirt nannte als Grund, er wolle Ruhe haben.", "asserts"),
        ("Der Wirt sagte, er gebe die Schenke im Mai ab.", "asserts"),
        ("Der Rat hat den Vorwurf zurückgewiesen, Gelder verschwendet zu haben.", "denies"),
        ("Der Rat nannte die Behauptung haltlos.", "denies"),
        ("Der Rat bezeichnete die Darstellung des Amtes als falsch.", "denies"),
        ("Der Rat nannte den Vorwurf einen Skandal.", "evaluates"),
        ("Der Rat nannte den Plan absurd.", "evaluates"),
        ("Der Rat nannte den Bericht über falsche Pässe einen Skandal.", "evaluates"),
        ("Der Rat bezeichnete den Bericht über Propaganda als lesenswert.", "evaluates"),
        ("Der Rat nannte die Behauptung eine falsche Einordnung.", "evaluates"),
    ],
)
def test_stance_by_object_and_negation(sentence: str, stance: str) -> None:
    found = find_statements(Passage(analyse(read_text(sentence, source="test"))))
    assert {statement.stance for statement in found} == {stance}


def test_an_accusation_that_somebody_is_said_to_make_stays_one_where_another_denies_it() -> None:
    sentence = "Den Vorwurf der Anwohner, Öl abgelassen zu haben, wies die Werft zurück."
    found = find_statements(Passage(analyse(read_text(sentence, source="test"))))
    assert "alleges" in {statement.stance for statement in found}


def test_a_clause_behind_the_end_of_the_verb_belongs_to_the_noun() -> None:
    text = "Der Rat hat den Bericht der Zeitung zurückgewiesen, dass Gelder fehlten."
    assert ("asserts", "dass Gelder fehlten", False) in statements(text)


def statements(text: str) -> list[tuple[str, str, bool]]:
    """Return stance, content and `first` of every statement of a text."""
    report = read_text(text, source="test")
    found = find_statements(Passage(analyse(report)))
    return [(s.stance, " ".join(text[part.start : part.end] for part in s.content), s.first) for s in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Die Ministerin dankte der Feuerwehr für ihre Hilfe und ergänzte, der Damm sei sicher.",
            [
                ("evaluates", "der Feuerwehr für ihre Hilfe", False),
                ("asserts", "der Damm sei sicher", False),
            ],
        ),
        (
            "Der Rat hat den Fund bestritten und erklärt, der Damm sei dicht.",
            [("denies", "den Fund", False), ("asserts", "der Damm sei dicht", False)],
        ),
        (
            "Der Rat hat dazu aufgerufen Wasser zu sparen und angekündigt, man werde den Damm bauen.",
            [("announces", "man werde den Damm bauen", False)],
        ),
        (
            "Das Amt hat weder bestätigt noch dementiert, dass der Damm leckt.",
            [("withholds", "dass der Damm leckt", False)],
        ),
        ("Die Polizei hält den Fahrer für den Täter.", [("asserts", "den Fahrer für den Täter", False)]),
        ("Die Polizei hält den Fahrer nicht für den Täter.", [("denies", "den Fahrer nicht für den Täter", False)]),
        ("Die Polizei hält den Brief für gefälscht.", [("denies", "den Brief für gefälscht", False)]),
        ("Die Polizei hält die Zahl für zu niedrig.", [("denies", "die Zahl für zu niedrig", False)]),
        ("Die Polizei hält den Zeugen für glaubwürdig.", [("asserts", "den Zeugen", False)]),
        ("Der Rat hält den Umbau für einen Rückschritt.", [("evaluates", "den Umbau für einen Rückschritt", False)]),
        (
            "Der Rat hält den Umbau für vertretbar und lobte die Stadt.",
            [("evaluates", "den Umbau für vertretbar", False), ("evaluates", "die Stadt", False)],
        ),
        ("Der Rat sprach von einem Skandal.", [("evaluates", "von einem Skandal", False)]),
        ("Der Rat sprach nicht von einem Skandal.", []),
        ("Der Damm bricht. Das bestätigte Ministerin Weber.", [("confirms", "Der Damm bricht Das", False)]),
        ("Der Damm bricht. Das bestätigte Urteil gilt.", []),
        ("Der Rat zahlt. Er kündigte das am Montag an.", [("announces", "Der Rat zahlt das", False)]),
        ("Der Rat zahlt. Er kündigte das Ende des Baus an.", [("announces", "das Ende des Baus", False)]),
        ("Das erklärte Ziel der Stadt: mehr Geld.", []),
        ("Das bestätigte Urteil, so der Rat, sei falsch.", [("asserts", "Das bestätigte Urteil sei falsch", False)]),
        ("Der Rat könnte den Brief für gefälscht halten.", []),
        (
            "Der Rat hält die Frist für den Umbau für zu kurz.",
            [("evaluates", "die Frist für den Umbau für zu kurz", False)],
        ),
        (
            "Der Rat sprach von einem Skandal und lobte die Stadt.",
            [("evaluates", "von einem Skandal", False), ("evaluates", "die Stadt", False)],
        ),
        ("Der Rat berichtete von einem Sieg.", [("asserts", "von einem Sieg", False)]),
        ("Der Rat sprach vom Sieg im Pokal.", [("asserts", "vom Sieg im Pokal", False)]),
        ("Der Rat sprach von ihrem Erfolg.", [("asserts", "von ihrem Erfolg", False)]),
        ("Die Polizei hält die Strafe für zu niedrig.", [("evaluates", "die Strafe für zu niedrig", False)]),
        ("Der Rat hält den Zeugen für einen Lügner.", [("evaluates", "den Zeugen für einen Lügner", False)]),
        (
            "Der Verein hat den Verkauf bestätigt und Gerüchte über Schulden zurückgewiesen.",
            [("confirms", "den Verkauf", False), ("denies", "Gerüchte über Schulden", False)],
        ),
        (
            "Der Rat hat bestritten, Geld genommen zu haben, und erklärt, der Damm sei dicht.",
            [("denies", "Geld genommen zu haben", False), ("asserts", "der Damm sei dicht", False)],
        ),
        (
            "Der Rat hat den Bau begrüßt, aber bestritten, dass der Damm leckt.",
            [("evaluates", "den Bau", False), ("denies", "dass der Damm leckt", False)],
        ),
        ("Die Ermittler schlossen einen Einsatz von Gift aus.", [("denies", "einen Einsatz von Gift", False)]),
        (
            "Der Sprecher bestritt jedoch nicht, dass die Brücke alt sei.",
            [("confirms", "dass die Brücke alt sei", False)],
        ),
        (
            "Der Sprecher hob den Fleiß der Helfer hervor und bestätigte damit die Berichte über ihren Einsatz.",
            [
                ("evaluates", "den Fleiß der Helfer", False),
                ("confirms", "die Berichte über ihren Einsatz", False),
            ],
        ),
        (
            "Der Rat bestätigte zum ersten Mal, dass er die Werft verkauft.",
            [("confirms", "dass er die Werft verkauft", True)],
        ),
        (
            "Der Rat hatte unter anderem die Planung der Schleuse kritisiert.",
            [("evaluates", "die Planung der Schleuse", False)],
        ),
        ("Auch die Planung wurde vom Rat kritisiert.", [("evaluates", "die Planung", False)]),
        (
            "Der Rat begrüßte den Umbau der Schleuse, weil es zeige, dass sie gebraucht wird.",
            [("evaluates", "den Umbau der Schleuse", False)],
        ),
        ("Die Brücke ist gebrochen. Das bestritt der Rat.", [("denies", "Die Brücke ist gebrochen Das", False)]),
        ("Die Brücke ist gebrochen.\n\nDas bestritt der Rat.", [("denies", "Das", False)]),
        ("Die Brücke ist gebrochen.\n\nDer Rat wies das scharf zurück.", [("denies", "das", False)]),
        ("Die Brücke ist gebrochen.\n\nDer Rat wies das Angebot zurück.", [("evaluates", "das Angebot", False)]),
        ("Die Brücke ist gebrochen.\n\nDer Rat nannte das falsch.", [("denies", "das", False)]),
        (
            "Der Rat wies die Vorwürfe zurück: Der Damm sei dicht.",
            [("denies", "die Vorwürfe", False), ("asserts", "Der Damm sei dicht", False)],
        ),
        (
            "Der Rat bestritt den Befund: „Der Damm ist dicht.“",
            [("denies", "den Befund", False), ("asserts", "„Der Damm ist dicht.“", False)],
        ),
        ("Der Rat sprach von einer Lüge.", [("denies", "von einer Lüge", False)]),
        ("Der Rat sprach von einer Hetzkampagne.", [("denies", "von einer Hetzkampagne", False)]),
        ("Der Rat sprach von Lügen über das Amt.", [("asserts", "von Lügen über das Amt", False)]),
        (
            "Der Deich halte, sagte Kunz. Der Rat wies das entschieden zurück: Er sei alt.",
            [
                ("denies", "Der Deich halte das", False),
                ("asserts", "Der Deich halte", False),
                ("asserts", "Er sei alt", False),
            ],
        ),
        (
            "Der Rat wollte sich zu dem Bericht nicht äußern: Man prüfe noch.",
            [("withholds", "zu dem Bericht", False), ("asserts", "Man prüfe noch", False)],
        ),
        ("Der Preis steigt. Er nannte das falsche Datum.", [("evaluates", "das falsche Datum", False)]),
        ("Ein Gerücht ging um. Der Rat wies das weit verbreitete zurück.", []),
        ("Zu Beginn der Sitzung wollte sich der Rat nicht äußern.", []),
        ("Eine Stellungnahme lehnte der Rat ab.", [("withholds", "Eine Stellungnahme", False)]),
        ("Der Rat lehnt das Gesetz in einer Stellungnahme ab.", []),
        ("Zu dem Fall wollte sich der Rat nicht äußern.", [("withholds", "Zu dem Fall", False)]),
        ("Zu dem Fall äußerte sich der Rat.", []),
        ("Dazu äußerte sich der Rat nicht.", [("withholds", "Dazu", False)]),
        ("Der Rat lehnte jeden Kommentar ab.", [("withholds", "jeden Kommentar", False)]),
        ("Der Rat lehnte einen Kommentar zum Bau ab.", [("withholds", "zum Bau", False)]),
        ("Das Amt gab keinen Kommentar ab.", [("withholds", "keinen Kommentar", False)]),
        ("Die Brücke ist gebrochen. Das sagte der Rat zu spät.", []),
        ("Der Rat widersprach: Der Damm sei dicht.", [("asserts", "Der Damm sei dicht", False)]),
        ("Der Rat bestritt es vehement: Der Damm sei dicht.", [("denies", "Der Damm sei dicht", False)]),
        ("Dem Kapitän wird Betrug vorgeworfen.", [("alleges", "Betrug", False)]),
        ("Dem Kapitän wird Wein vorgesetzt.", []),
        ("Der Plan wird kritisiert.", []),
        ("Ob der Damm hält, sagte der Rat nicht.", [("withholds", "Ob der Damm hält", False)]),
        ("Der Rat sagte nicht, dass der Damm hält.", []),
        ("Der Rat bestritt eines: dass der Damm leckt.", [("denies", "dass der Damm leckt", False)]),
        (
            "Das Amt wies Berichte über den Einsatz von Gift zurück.",
            [("denies", "Berichte über den Einsatz von Gift", False)],
        ),
        ("Das Amt wies den Plan zurück.", [("evaluates", "den Plan", False)]),
    ],
)
def test_the_cue_and_the_content_that_belong_together(text: str, expected: list[tuple[str, str, bool]]) -> None:
    assert statements(text) == expected


def test_hearsay_right_behind_an_accusation_accuses() -> None:
    text = "Der Rat warf dem Kapitän vor, Öl verkauft zu haben. Er soll auch Papiere gefälscht haben."
    assert [stance for stance, _, _ in statements(text)] == ["alleges", "alleges"]
    asserted = "Der Rat sagte, der Kapitän sei krank. Er soll schon im Mai gefehlt haben."
    assert [stance for stance, _, _ in statements(asserted)] == ["asserts", "asserts"]


@pytest.mark.parametrize(
    ("text", "stance"),
    [
        ("Der Zeuge Jan Brandt erhob Vorwürfe gegen den Rat. Das Geld sei verschwunden, sagte Brandt.", "alleges"),
        ("Der Zeuge erhob einen weiteren Vorwurf. Er sagte, das Geld sei weg.", "alleges"),
        ("Gegen den Rat wurden Anschuldigungen erhoben. Er sagte, das Geld sei da.", "asserts"),
        ("Der Zeuge erhob Vorwürfe gegen Minister Karl Hofer. Das Geld sei da, sagte Hofer.", "asserts"),
        ("Der Zeuge erhob den Vorwurf, dass der Rat lüge. Er sagte, das Geld sei weg.", "asserts"),
        ("Der Zeuge kennt die Vorwürfe. Er sagte, das Geld sei weg.", "asserts"),
        ("Der Zeuge erhob Vorwürfe gegen Minister Karl Hofer. Er sagte, das Geld sei da.", "asserts"),
        ("Der Rat wies die Vorwürfe zurück, die der Zeuge erhoben hatte. Er sagte, das Geld sei da.", "asserts"),
        ("Der Zeuge erhob keine Vorwürfe. Er sagte, das Geld sei da.", "asserts"),
        ("Die Bank erhob trotz der Vorwürfe Gebühren. Die Bank sagte, die Kosten seien hoch.", "asserts"),
        ("Der Zeuge erhob Vorwürfe gegen den Rat.\n\nEr sagte, das Geld sei weg.", "asserts"),
    ],
)
def test_what_follows_a_charge_that_is_only_raised_is_the_charge(text: str, stance: str) -> None:
    assert statements(text)[-1][0] == stance


@pytest.mark.parametrize(
    ("text", "polarity"),
    [
        ("Der Rat hält den Umbau für einen Erfolg.", "positive"),
        ("Der Rat hält den Umbau nicht für einen Erfolg.", "negative"),
        ("Der Rat hält den Umbau für einen Fehler.", "negative"),
        ("Der Rat sprach von einem Erfolg.", "positive"),
        ("Der Rat sprach von einem Skandal.", "negative"),
        ("Der Rat lobte den Umbau.", "positive"),
    ],
)
def test_what_something_is_called_praises_or_blames(text: str, polarity: str) -> None:
    (statement,) = read_report(read_text(text, source="test", published="2025-04-28"), "rules").statements
    assert (statement.stance, statement.polarity) == ("evaluates", polarity)
