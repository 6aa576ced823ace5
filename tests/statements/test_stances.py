"""Which stance a cue takes towards what it is about."""

import pytest

from sayso.language.analysis import analyse
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
    ],
)
def test_stance_by_object_and_negation(sentence: str, stance: str) -> None:
    found = find_statements(Passage(analyse(read_text(sentence, source="test"))))
    assert [statement.stance for statement in found] == [stance]
