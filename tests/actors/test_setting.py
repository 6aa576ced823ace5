"""The country that a report plays in, where it plays in one."""

import pytest

from sayso.actors.setting import clearest, find_countries
from sayso.language.analysis import analyse
from sayso.reading.text import read_text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("In Polen streiken die Lehrer. Die polnische Regierung verhandelt. Der Präsident äußerte sich nicht.", "PL"),
        ("Am Morgen regnete es. Der Präsident äußerte sich nicht.", None),
        # three countries take part: whose president it is the report does not tell
        (
            "Nordkorea schickt Soldaten nach Russland. Südkorea und Nordkorea schweigen, auch Russland und Südkorea "
            "prüfen die Lage. Der Präsident äußerte sich nicht.",
            None,
        ),
        # what is spoken against, warned of, come from: a country all the same where somebody is in it
        ("Der Minister verlangte neue Strafen gegen Polen.", None),
        ("Der Minister warnte vor Spionen aus Polen und vor neuen polnischen Zöllen.", None),
        ("Der Minister sprach in Polen.", "PL"),
        ("Polen streitet über Strafen gegen Dänemark. Der Minister warnte vor dänischen Zöllen.", "PL"),
        # nor is who is blamed, but who blames is
        ("Der Minister kritisierte Polen scharf.", None),
        ("Am Montag kritisierte Polen den Minister.", "PL"),
        ("Der Minister besuchte Polen.", "PL"),
        # what another country does is no place
        ("Der Minister verlangte ein Ende der Drohungen Polens.", None),
        ("Der Minister sprach im Norden Polens.", "PL"),
        # a dateline goes before what is named once, but not where unions of states sit
        ("Oslo (dpa) – Der Minister sprach in Polen.", "NO"),
        ("Genf (dpa) – Der Minister sprach in Polen.", "PL"),
        ("Polen und Tschechien verhandeln. Polen und Tschechien streiten.", None),  # as much one's as the other's
    ],
)
def test_the_country_of_a_report(text: str, expected: str | None) -> None:
    assert clearest(find_countries(analyse(read_text(text, source="test")))) == expected
