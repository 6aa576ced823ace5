"""Languages are told by their small words."""

import tomllib
from importlib.resources import files

import pytest

from sayso.model import Part, Span
from sayso.reading.languages import guess_language, mark_passages

TABLE = tomllib.loads(files("sayso.reading").joinpath("data", "function_words.toml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("language", TABLE)
def test_examples(language):
    for sentence in TABLE[language]["yes"]:
        assert guess_language(sentence) == language, sentence
    for sentence in TABLE[language]["no"]:
        assert guess_language(sentence) != language, sentence


@pytest.mark.parametrize("text", ["", "12 345 678", "Xyzzy Plugh"])
def test_undetermined(text):
    assert guess_language(text) == "und"


@pytest.mark.parametrize(
    ("sentence", "language"),
    [
        ("Zwei Brücken sind gesperrt.", "de"),
        ("Nobody was hurt.", "en"),
        ("Elle a annoncé un recours.", "fr"),
        ("Ha annunciato un ricorso.", "it"),
        ("De politie zoekt getuigen.", "nl"),
        ("Policja szuka świadków.", "pl"),
        ("Полиция ищет свидетелей.", "ru"),
        ("大臣は首都でそう述べた", "ja"),
    ],
)
def test_short_sentences(sentence, language):
    assert guess_language(sentence) == language


GERMAN = "Das Amt hat den Kauf der Schiffe bestätigt, und der Rat der Stadt stimmte ihm am Abend zu."
FRENCH = "Le ministre a rejeté les accusations et a annoncé que les travaux vont reprendre dans la ville."
ENGLISH = "The ministry said that it would not comment on the purchase of the ships before the end of the week."


def languages(*passages: str, kind="paragraph", language="de") -> list[str | None]:
    text, parts = "", []
    for passage in passages:
        parts.append(Part(kind, Span(len(text), len(text) + len(passage))))
        text += passage + "\n\n"
    return [part.language for part in mark_passages(text, parts, language)]


def test_passages_in_another_language_are_marked_and_no_others():
    assert languages(GERMAN, FRENCH, GERMAN, ENGLISH) == [None, "fr", None, "en"]
    assert languages(GERMAN, ENGLISH, language="en-GB") == ["de", None]


@pytest.mark.parametrize(
    "passage",
    [
        "Nobody was hurt.",  # too short to tell
        "Hamburg, Bremen, Kiel, Rostock, Lübeck, Cuxhaven, Emden, Wilhelmshaven",
        "Die Band „Men at Work“ spielt „Down Under“ und andere Lieder in der Halle des Hafens.",
        "1 200 3 400 5 600 7 800 9 000",
        "FC St. Pauli – VfB Stuttgart 2:1, Borussia Dortmund – Werder Bremen 0:0, Union Berlin – 1. FC Köln 3:3",
    ],
)
def test_names_numbers_and_titles_make_no_passage_foreign(passage):
    assert languages(GERMAN, passage) == [None, None]


def test_captions_and_credits_are_left_alone():
    assert languages(FRENCH, kind="photo_credit") == [None]
