"""Headlines that name who speaks before a colon."""

import pytest

from marked import words
from sayso.pipeline import read_report
from sayso.reading.text import read_text

BODY = "\n\nLund (dpa) - Die Werft Nordhaf teilte am Montag mit, der Damm sei dicht. Das Amt bestritt den Bruch."


@pytest.mark.parametrize(
    ("headline", "speaker", "content"),
    [
        ("Ermittler: Damm war alt", "Ermittler", "Damm war alt"),
        ("Nordhaf: Damm ist dicht", "Nordhaf", "Damm ist dicht"),  # who speaks below
        ("Damm gebrochen – Moskau: Keine Schiffe von uns", "Moskau", "Keine Schiffe von uns"),
        ("Dammbruch: Zahl der Toten steigt", None, None),
        ("Berlin: Haus in Mitte brennt", None, None),
        ("Nach dem Bruch: Amt prüft Dämme", None, None),
        ("Polizei bestätigt: Damm brach nachts", "Polizei", "Damm brach nachts"),  # a verb: told by other rules, once
    ],
)
def test_a_headline_may_name_its_speaker(headline, speaker, content):
    text = headline + BODY
    statements = read_report(read_text(text, source="test", published="2025-04-28"), "rules").statements
    found = [s for s in statements if s.content[0].end <= len(headline)]
    if speaker is None:
        assert found == []
    else:
        (statement,) = found
        assert (words(text, statement.speaker), words(text, statement.content)) == ([speaker], [content])
