"""Nouns that speakers are called by: their forms, their compounds, and words that are none."""

import pytest

from sayso.actors.nouns import TABLES, find_noun, gender_by_ending, is_first_name, table_of_offices


@pytest.mark.parametrize(
    ("word", "whole", "table"),
    [
        ("Präsidenten", "Präsident", "office"),
        ("Staatsanwältin", "Staatsanwältin", "office"),
        ("Expertin", "Expertin", "private"),
        ("US-Präsident", "US-Präsident", "office"),
        ("Außenministeriums", "Außenministerium", "body"),
        ("Auswärtiges-Amt", "Auswärtiges-Amt", "body"),
        ("Behördenangaben", "Behördenangabe", "carrier"),
        ("Regierungssprecherinnen", "Regierungssprecherin", "voice"),
        ("Abgeordneter", "Abgeordnet", "private"),
        ("Nachrichtenagentur", "Nachrichtenagentur", "sort"),
        ("Universitäten", "Universität", "society"),
        ("Ölminister", "Ölminister", "office"),
        ("45-Jährige", "45-Jährig", "private"),
        ("Analysten", "Analyst", "private"),
    ],
)
def test_a_noun_is_found_in_each_case_and_at_the_end_of_a_compound(word, whole, table):
    noun = find_noun(word)
    assert noun is not None
    assert (noun.whole, noun.table) == (whole, table)


@pytest.mark.parametrize(
    "word",
    [
        "Deutschland",
        "Brücke",
        "präsident",
        "Apparat",
        "Antwortbogen",
        "Heirat",
        "Samt",
        "Flugzeuge",
        "45-jährige",
        "Ehrat",
        "",
    ],
)
def test_other_words_are_none_of_them(word):
    assert find_noun(word) is None


@pytest.mark.parametrize(
    ("word", "form", "fits"),
    [
        ("Präsident", ("m", False, True), True),
        ("Präsidenten", ("m", False, True), False),
        ("Präsidenten", ("m", True, True), True),
        ("Beobachtern", ("m", True, False), True),
        ("Beobachtern", ("m", True, True), False),
        ("Ministerien", ("n", True, True), True),
        ("Abgeordnete", ("f", False, True), True),
    ],
)
def test_a_form_tells_gender_number_and_nominative(word, form, fits):
    noun = find_noun(word)
    assert noun is not None
    assert (form in noun.forms) is fits


def test_no_noun_stands_in_two_tables():
    table = table_of_offices()
    places: dict[str, list[str]] = {}
    for name in TABLES:
        for gender in "mfnpa":
            for entry in table[name].get(gender, ()):
                places.setdefault(entry.partition("/")[0], []).append(name)
    assert {noun: names for noun, names in places.items() if len(names) > 1} == {}


@pytest.mark.parametrize(
    ("word", "gender"), [("Mitteilung", "f"), ("Bäckerei", "f"), ("Krankenhaus", "n"), ("Aquarium", "n"), ("Klub", "m")]
)
def test_the_ending_tells_the_likely_gender(word, gender):
    assert gender_by_ending(word) == gender


@pytest.mark.parametrize(
    ("word", "known"),
    [
        ("Erika", True),
        ("Hans-Peter", True),
        ("Wladimir", True),
        ("C.Y.", True),
        ("Abs.", False),
        ("Brücke", False),
        ("Berlin", False),
        ("Von", False),
        ("Lage", False),
    ],
)
def test_first_names(word, known):
    assert is_first_name(word) is known
