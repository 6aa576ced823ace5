"""Who publishes an outlet: the shipped table, names and domains, and a table of the user's own."""

import pytest

from sayso.claims.outlets import ENVIRONMENT, plain_outlet, read_outlets
from sayso.errors import MalformedInput, MissingInput
from sayso.reading.text import read_text


@pytest.fixture(autouse=True)
def _no_table_of_ones_own(monkeypatch):
    monkeypatch.delenv(ENVIRONMENT, raising=False)


def own_table(tmp_path, monkeypatch, text):
    path = tmp_path / "outlets.toml"
    path.write_text(text, encoding="utf-8")
    monkeypatch.setenv(ENVIRONMENT, str(path))


@pytest.mark.parametrize(
    ("name", "publisher"),
    [
        ("WAZ", "Funke"),
        ("Hamburger Abendblatt", "Funke"),
        ("„New York Times“", "The New York Times Company"),
        ("the New York Times", "The New York Times Company"),
        ("SPIEGEL ONLINE", "Spiegel-Verlag"),
        ("Zeit", "Zeitverlag"),
        ("F.A.Z.", "Frankfurter Allgemeine Zeitung GmbH"),
        ("edition.cnn.com", "CNN"),
        ("www.thetimes.co.uk", "News Corp"),
        ("LA Times", "Los Angeles Times"),
    ],
)
def test_an_outlet_is_known_by_its_names_and_domains(name, publisher):
    known = read_outlets().find(name)
    assert known is not None
    assert known.publisher == publisher


@pytest.mark.parametrize("name", ["Uferbote", "Zeitung", "Times Square", "example.com", "notspiegel.de", "de", ""])
def test_other_names_are_unknown(name):
    assert read_outlets().find(name) is None


@pytest.mark.parametrize(
    ("outlet", "url", "publisher"),
    [
        ("Uferbote", "https://www.waz.de/politik/1.html", "Funke"),
        ("Der Spiegel", "https://www.waz.de/politik/1.html", "Funke"),
        ("Der Spiegel", "https://news.example/1", "Spiegel-Verlag"),
        ("zeit.de", None, "Zeitverlag"),
        (None, "https://news.example/1", None),
        (None, None, None),
    ],
)
def test_a_report_belongs_to_its_address_first_then_to_the_name_given(outlet, url, publisher):
    known = read_outlets().publishing(read_text("Ein Satz.", source="test", outlet=outlet, url=url))
    assert (known.publisher if known else None) == publisher


def test_names_are_compared_without_article_marks_and_capitals():
    assert plain_outlet("»Der Spiegel«") == plain_outlet("SPIEGEL") == "spiegel"
    assert plain_outlet("Die") == "die"
    assert plain_outlet("Dieblatt") == "dieblatt"


def test_a_table_of_ones_own_goes_before_the_shipped_one(tmp_path, monkeypatch):
    own_table(
        tmp_path, monkeypatch, '[[publisher]]\nname = "Verlag Nord"\noutlets = ["Uferbote = uferbote.example", "WAZ"]\n'
    )
    outlets = read_outlets()
    assert outlets.find("Uferbote").publisher == "Verlag Nord"
    assert outlets.find("www.uferbote.example").name == "Uferbote"
    assert outlets.find("WAZ").publisher == "Verlag Nord"
    assert outlets.find("NRZ").publisher == "Funke"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("[[publisher]\n", "no TOML"),
        ('[funke]\nname = "Funke"\n', r"\[\[publisher\]\] entries"),
        ('[[publisher]]\nname = "Funke"\n', "outlets ="),
        ('[[publisher]]\nname = "Funke"\noutlets = "WAZ"\n', "outlets ="),
        ('[[publisher]]\nname = "Funke"\noutlets = [1]\n', "outlets ="),
        ('[[publisher]]\nname = "A"\noutlets = ["X"]\n[[publisher]]\nname = "B"\noutlets = ["Y = x"]\n', "two outlets"),
        ('[[publisher]]\nname = "A"\noutlets = ["X = "]\n', "without letters"),
    ],
)
def test_a_table_that_is_none_is_refused_with_its_path_and_what_is_wrong(tmp_path, monkeypatch, text, told):
    own_table(tmp_path, monkeypatch, text)
    with pytest.raises(MalformedInput, match=told) as caught:
        read_outlets()
    assert "outlets.toml" in str(caught.value)


def test_a_table_that_is_missing_is_told(tmp_path, monkeypatch):
    monkeypatch.setenv(ENVIRONMENT, str(tmp_path / "none.toml"))
    with pytest.raises(MissingInput, match=r"none\.toml.*SAYSO_OUTLETS"):
        read_outlets()
