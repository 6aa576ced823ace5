import time
import tomllib
from importlib.resources import files
from itertools import pairwise

import pytest
from babel.core import Locale
from hypothesis import given
from hypothesis import strategies as st

from sayso.language.places import find_places, kind_of, state_name, state_of

LANGUAGES = ("de", "en")


def table(language, name):
    return tomllib.loads((files("sayso.language") / "data" / language / name).read_text(encoding="utf-8"))


def examples(name, answer):
    return [(language, example) for language in LANGUAGES for example in table(language, name)["examples"][answer]]


@pytest.mark.parametrize(("language", "example"), examples("states.toml", "yes"))
def test_words_that_the_table_gives_a_state_have_it(language, example):
    words, code = example
    assert state_of(words, language=language) == code


@pytest.mark.parametrize(("language", "words"), examples("states.toml", "no"))
def test_words_that_the_table_gives_no_state_have_none(language, words):
    assert state_of(words, language=language) is None


@pytest.mark.parametrize(("language", "example"), examples("places.toml", "yes"))
def test_what_the_table_calls_a_place_is_found(language, example):
    text, name, country = example
    assert (name, country or None) in [(place.name, place.country) for place in find_places(text, language=language)]


@pytest.mark.parametrize(("language", "text"), examples("places.toml", "no"))
def test_what_the_table_calls_none_is_not_found(language, text):
    assert find_places(text, language=language) == ()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_code_is_a_territory_of_cldr_and_its_name_leads_back_to_it(language):
    territories = Locale.parse(language).territories
    for code, entry in table(language, "states.toml")["states"].items():
        assert state_of(state_name(code, language=language), language=language) == code
        assert (code in territories) is not entry.get("former", False)
        assert entry.get("former") or state_of(territories[code], language=language) == code


def test_both_languages_know_the_same_states():
    assert set(table("de", "states.toml")["states"]) == set(table("en", "states.toml")["states"])


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_capital_adjective_or_inhabitant_belongs_to_two_states(language):
    seen = {}
    for code, entry in table(language, "states.toml")["states"].items():
        for field in ("capitals", "adjectives", "inhabitants", "names"):
            for word in entry.get(field, ()):
                assert seen.setdefault(word, code) == code, word


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("Russland", "state"),
        ("Nato", "body"),
        ("Moskaus", "capital"),
        ("des Kremls", "seat"),
        ("syrische", "demonym"),
        ("Syrerinnen", "inhabitant"),
        ("der Krim", "region"),
        ("Hamburg", "town"),
        ("Fischer", None),
    ],
)
def test_kinds(words, kind):
    assert kind_of(words) == kind


def test_names_of_states_are_those_of_the_news():
    assert [state_name(code) for code in ("RU", "GB", "US", "EU", "FO", "QQ")] == [
        "Russland",
        "Großbritannien",
        "USA",
        "EU",
        "Färöer",
        "QQ",
    ]


def test_a_place_spans_its_words_with_their_ending():
    text = "Die Häfen Sewastopols und die Küste der Vereinigten Arabischen Emirate"
    assert [(text[p.span.start : p.span.end], p.name, p.country) for p in find_places(text)] == [
        ("Sewastopols", "Sewastopol", "UA"),
        ("Vereinigten Arabischen Emirate", "Vereinigte Arabische Emirate", "AE"),
    ]


def test_the_longest_name_is_taken():
    assert [place.name for place in find_places("In Frankfurt am Main und in Frankfurt")] == [
        "Frankfurt am Main",
        "Frankfurt",
    ]


def test_towns_come_from_geonames_too():
    assert [(place.name, place.country) for place in find_places("Zwischen Arequipa und Wuppertal")] == [
        ("Arequipa", "PE"),
        ("Wuppertal", "DE"),
    ]


def test_a_language_without_words_is_read_as_german():
    assert find_places("In Kiew", language="xx") == find_places("In Kiew")
    assert state_of("Kiew", language="xx") == "UA"


def test_a_long_text_is_read_quickly():
    find_places("")
    text = "Der Sprecher reiste von Moskau nach Kiew und sah die Städte der Ukraine. " * 3000
    started = time.process_time()
    found = find_places(text)
    assert len(found) == 9000
    assert time.process_time() - started < 2


@given(st.text(max_size=80), st.sampled_from(LANGUAGES))
def test_places_of_any_text_are_in_order_and_apart(text, language):
    end = 0
    for place in find_places(text, language=language):
        assert end <= place.span.start < place.span.end <= len(text)
        end = place.span.end


PIECES = [
    "Vereinigte",
    "Staaten",
    "Sankt",
    "Petersburgs",
    "der",
    "Ukraine",
    "(",
    ".",
    "/",
    "Kiew",
    "s",
    "New",
    "York",
    "Frankfurt",
    "am",
    "Main",
    "Herr",
]


@given(st.lists(st.sampled_from(PIECES), max_size=12).map(" ".join))
def test_places_of_any_row_of_names_are_in_order_and_apart(text):
    places = find_places(text)
    assert all(one.span.end <= other.span.start for one, other in pairwise(places))


@given(st.text(max_size=30))
def test_any_words_have_a_state_or_none(words):
    code = state_of(words)
    assert code is None or state_name(code)
