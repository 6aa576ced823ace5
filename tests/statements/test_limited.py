"""A report in a language without a lexicon: what it quotes and the times that are known, and no more."""

import pytest

from sayso.model import Report
from sayso.reading.text import read_text
from sayso.statements.limited import find_known_times, find_quotations, is_english, limits_of


def report(text: str, language: str) -> Report:
    return read_text(text, source="test", published="2025-04-28", language=language)


@pytest.mark.parametrize("language", ["de", "de-AT", "und"])
def test_german_has_a_lexicon(language):
    assert limits_of(language) == ()


@pytest.mark.parametrize(("language", "words"), [("fr-CA", "no lexicon for fr"), ("xx", "no times"), ("zh-Hans", "zh")])
def test_other_languages_say_what_is_missing(language, words):
    (limit,) = limits_of(language)
    assert words in limit
    assert "direct quotations only" in limit


def test_long_quotations_are_statements_of_nobody_named():
    said = "« Nous allons reprendre les travaux demain matin »"
    text = f"Le ministre a dit : {said}. Il a lu « Le Monde »."
    (statement,) = find_quotations(report(text, "fr"))
    (span,) = statement.content
    assert text[span.start : span.end] == said
    assert (statement.id, statement.mode, statement.speaker, statement.actors) == ("s1", "direct", (), ())


def test_a_quotation_inside_another_and_one_left_open_are_none():
    text = "She said: “He told us “we will all come back tomorrow” and then he left the room.” And “he never really did"
    assert len(find_quotations(report(text, "en"))) == 1


def test_times_only_where_their_language_is_known():
    assert [time.value for time in find_known_times(report("It closed on May 3, 2024.", "en-GB"))] == ["2024-05-03"]
    assert find_known_times(report("Le 3 Mai 2024, am Montag.", "fr")) == ()


def test_english_is_no_such_language():
    assert is_english("en-GB")
    assert not is_english("fr")
    assert "narration" in limits_of("en")[0]
