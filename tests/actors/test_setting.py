"""The country that a report plays in, where it plays in one."""

import pytest

from sayso.actors.setting import find_setting
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
        ("Polen und Tschechien verhandeln. Polen und Tschechien streiten.", None),  # as much one's as the other's
    ],
)
def test_the_country_of_a_report(text: str, expected: str | None) -> None:
    assert find_setting(analyse(read_text(text, source="test"))) == expected
