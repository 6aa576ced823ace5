"""Media in running text: every list of `media.toml` against its own sentences, and every name where one stands."""

import pytest

from sayso.statements.media import find_media, media_table
from voiced import laid_out, unmarked

TABLE = media_table()
LISTS = {**{entry["sort"]: entry for entry in TABLE["names"]},
         **{name: TABLE[name] for name in ("ambiguous", "sorts", "name_ends", "press", "papers")}}  # fmt: skip
NAMES = [name for entry in TABLE["names"] for name in entry["words"]]


def media(text: str) -> list[str]:
    passage = laid_out(text).passage
    return [passage.words(medium.start, medium.end) for medium in find_media(passage)]


@pytest.mark.parametrize(("name", "sentence"), [(n, s) for n, e in LISTS.items() for s in e["yes"]])
def test_a_list_finds_its_media(name, sentence):
    text, marks = unmarked(sentence, "[")
    assert media(text) == marks["["], name


@pytest.mark.parametrize(("name", "sentence"), [(n, s) for n, e in LISTS.items() for s in e["no"]])
def test_a_list_keeps_silent(name, sentence):
    assert media(sentence) == [], name


@pytest.mark.parametrize("entry", LISTS.values(), ids=LISTS)
def test_every_list_has_sentences_for_and_against(entry):
    assert entry["yes"]
    assert entry["no"]


@pytest.mark.parametrize("name", NAMES)
def test_every_name_is_a_medium_in_quotation_marks(name):
    assert media(f"Er sagte der „{name}“, dass er bleibe.") == [f"der „{name}“"]


@pytest.mark.parametrize("name", [name for name in NAMES if name not in TABLE["ambiguous"]["words"]])
def test_every_name_that_is_no_other_word_stands_alone(name):
    assert media(f"Er sagte {name}, dass er bleibe.") == [name]


@pytest.mark.parametrize("name", TABLE["ambiguous"]["words"])
def test_a_name_that_is_another_word_needs_marks_or_a_sort(name):
    assert media(f"Er sprach vom {name} und blieb.") == []
    assert media(f"Er sprach mit dem Magazin {name} am Abend.") == [f"dem Magazin {name}"]


def test_what_somebody_says_names_no_medium():
    assert media("„Das hat die BBC gestern in einem langen Beitrag über den Damm gesagt“, klagte er.") == []


@pytest.mark.parametrize(
    "text", ["Erika Bloomberg schwieg.", "Die „Reuters“-Reporterin schwieg.", "Der BBC-Mann ging."]
)
def test_a_name_within_another_name_is_no_medium(text):
    assert media(text) == []


def test_an_abbreviation_in_brackets_belongs_to_the_name():
    text = "Sie sagte der Musterstädter Allgemeinen Zeitung (MAZ), sie gehe (EU)."
    assert media(text) == ["der Musterstädter Allgemeinen Zeitung (MAZ)"]


def test_the_press_at_large_is_told_apart():
    passage = laid_out("Das meldeten Medien und die Agentur Tass.").passage
    assert [medium.general for medium in find_media(passage)] == [True, False]
