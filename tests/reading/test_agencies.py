"""The table of agencies keeps the promises of its examples."""

import tomllib
from importlib.resources import files

import pytest

from sayso.reading.agencies import credited_agencies, day_of_code, is_agency_credit, name_agencies
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


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Es regnet.\n\n© dpa-infocom, dpa:250305-930-441122/1\n", "2025-03-05"),
        ("Es regnet.\ndpa:241231-99-123456/3)", "2024-12-31"),
        ("Es regnet.\n\n© dpa-infocom, dpa:250345-930-441122/1", None),  # of no calendar
        ("© dpa-infocom, dpa:250305-930-441122/1\n\nEs regnet.", None),  # not at the end
        ("Es regnet.\n\nNummer 250305-930-441122/1", None),
        (f"{'Es regnet. ' * 20}dpa:250305-930-441122/1", None),  # in a paragraph
    ],
)
def test_an_agencys_code_at_the_end_tells_the_day(text, day):
    assert day_of_code(text) == day
