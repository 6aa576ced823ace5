"""The table of agencies keeps the promises of its examples."""

import tomllib
from importlib.resources import files

import pytest

from sayso.reading.agencies import credited_agencies, is_agency_credit, name_agencies
from sayso.reading.parts import find_parts

TABLE = tomllib.loads(files("sayso.reading").joinpath("data", "agencies.toml").read_text(encoding="utf-8"))
ENTRIES = {agency["name"]: agency for agency in TABLE["agency"]}


@pytest.mark.parametrize("name", ENTRIES)
def test_examples(name):
    for credit in ENTRIES[name]["yes"]:
        assert is_agency_credit(credit), credit
        assert name in name_agencies(credit), credit
    for words in ENTRIES[name]["no"]:
        assert not (is_agency_credit(words) and name in name_agencies(words)), words
    assert ENTRIES[name]["yes"]
    assert ENTRIES[name]["no"]


def test_credits():
    for credit in TABLE["credit"]["yes"]:
        assert is_agency_credit(credit), credit
    for words in TABLE["credit"]["no"]:
        assert not is_agency_credit(words), words


def test_no_alias_belongs_to_two():
    aliases = [alias for agency in TABLE["agency"] for alias in agency["aliases"]]
    assert len(aliases) == len(set(aliases))


def test_names_are_told_once_and_in_order():
    assert name_agencies("(Reuters/dpa/rtr)") == ("Reuters", "dpa")


def test_a_quoted_agency_is_no_source():
    text = "Das meldete die Agentur KCNA am Montag. Die Agentur Interfax (Moskau) widersprach der Meldung. (mit AFP)"
    assert credited_agencies(text, find_parts(text)) == ("AFP",)


def test_the_agency_of_a_picture_is_no_source():
    caption = "Das Rathaus steht leer."
    text = f"{caption}\n{caption}Foto: Pool/AP\n\nHafenstadt (dpa) - Das Rathaus steht seit Montag leer."
    assert credited_agencies(text, find_parts(text)) == ("dpa",)
