import tomllib
from importlib.resources import files

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from sayso.language.numbers import figure_of, number_at, number_of, ordinal_of, split_words
from sayso.language.quantities import find_quantities
from sayso.model import Span


def examples(language, answer):
    table = (files("sayso.language") / "data" / language / "quantities.toml").read_text(encoding="utf-8")
    return [(language, example) for example in tomllib.loads(table)["examples"][answer]]


@pytest.mark.parametrize(("language", "example"), examples("de", "yes") + examples("en", "yes"))
def test_what_the_table_says_is_a_quantity_is_found(language, example):
    text, words, value, upper, bound, unit = example
    found = {text[q.span.start : q.span.end]: q for q in find_quantities(text, language=language)}
    assert words in found
    quantity = found[words]
    assert (quantity.value, quantity.upper, quantity.bound, quantity.unit) == (
        value,
        upper or None,
        bound,
        unit or None,
    )


@pytest.mark.parametrize(("language", "text"), examples("de", "no") + examples("en", "no"))
def test_what_the_table_says_is_none_is_not_found(language, text):
    assert find_quantities(text, language=language) == ()


def read(text):
    return [(text[q.span.start : q.span.end], q.value, q.unit) for q in find_quantities(text)]


def test_a_number_without_a_noun_takes_the_one_before_in_its_sentence():
    assert read("Dabei wurden 35 Personen getötet und 4 verletzt.") == [
        ("35 Personen", 35, "Personen"),
        ("4", 4, "Personen"),
    ]


def test_a_noun_does_not_reach_into_the_next_sentence():
    assert read("Dort standen 35 Zelte. Etwa 20.000 kamen.")[1] == ("Etwa 20.000", 20000, None)


def test_a_part_and_its_whole_are_two_quantities_of_one_noun():
    assert read("Er gewann 328 von 547 Sitzen.") == [("328", 328, "Sitze"), ("547 Sitzen", 547, "Sitze")]


def test_numbers_that_share_a_noun_both_count():
    assert [value for _, value, _ in read("Sie zählten 383 bzw. 163 Fälle.")] == [383, 163]


def test_numbers_that_share_a_measure_of_time_count_neither():
    assert read("Die Hütten sind acht und elf Jahre alt.") == []


def test_one_counts_as_a_member_of_a_count():
    assert read("An Bord waren zehn Lotsen und ein Koch.") == [("zehn Lotsen", 10, "Lotsen"), ("ein Koch", 1, "Koch")]


def test_a_quantity_under_an_excluded_span_is_left_out():
    text = "Die 100 Tage und 12 Zelte."
    assert find_quantities(text, exclude=[Span(text.index("12"), text.index(" Zelte"))]) == ()
    assert len(find_quantities(text, exclude=[Span(0, 3)])) == 1


def test_a_language_without_words_is_read_as_german():
    assert find_quantities("Rund 20 Zelte", language="xx") == find_quantities("Rund 20 Zelte")


@pytest.mark.parametrize(
    ("word", "value"),
    [
        ("zwei", 2),
        ("zweier", 2),
        ("dreizehn", 13),
        ("einundzwanzig", 21),
        ("zweihundertfünfzig", 250),
        ("fünfundzwanzigtausend", 25000),
        ("neunzehnhundertneunzig", 1990),
        ("ein", None),
        ("eine", None),
        ("Achtung", None),
        ("und", None),
        ("", None),
    ],
)
def test_cardinals(word, value):
    assert number_of(word) == value


@pytest.mark.parametrize(
    ("word", "place"),
    [
        ("ersten", 1),
        ("dritter", 3),
        ("siebte", 7),
        ("achten", 8),
        ("einundzwanzigster", 21),
        ("drei", None),
        ("erst", None),
    ],
)
def test_ordinals(word, place):
    assert ordinal_of(word) == place


@pytest.mark.parametrize(("word", "place"), [("third", 3), ("twentieth", 20), ("twenty-first", 21), ("fourth", 4)])
def test_english_ordinals(word, place):
    assert ordinal_of(word, "en") == place


@pytest.mark.parametrize(
    ("figures", "value"),
    [("10.000", 10000), ("2,5", 2.5), ("1.234.567,8", 1234567.8), ("12 500", 12500), ("26.06", None), ("3:2", None)],
)
def test_figures(figures, value):
    assert figure_of(figures) == value


def test_english_figures_have_the_separators_the_other_way_round():
    assert figure_of("1,234.5", "en") == 1234.5


def test_a_row_of_scales_is_no_endless_number():
    words = split_words("zwei " + "Millionen " * 3000)
    assert number_at(words, 0).value == 2_000_000


PIECES = [
    "zwei",
    "10.000",
    "3.",
    "-",
    "%",
    "Mio.",
    "Jahre",
    "mehr als",
    "bis",
    "und",
    "der",
    "Sitze",
    "ein",
    "\n",
    "$",
    "für",
    "jeder dritte",
    "the",
    "of",
]


@given(st.lists(st.sampled_from(PIECES), max_size=14).map(" ".join), st.sampled_from(["de", "en"]))
@example("1", "en")
@example("jeder", "de")
@example("zwei $ 10.000", "de")
@example("zwei und mehr als zwei", "de")
def test_quantities_of_any_row_of_pieces_are_in_order_and_apart(text, language):
    check_spans(text, find_quantities(text, language=language))


@given(st.text(max_size=60), st.sampled_from(["de", "en"]))
@example("١٢ Zelte ² 10²", "de")
def test_quantities_of_any_text_are_in_order_and_apart(text, language):
    check_spans(text, find_quantities(text, language=language))


def check_spans(text, found):
    end = 0
    for quantity in found:
        assert end <= quantity.span.start < quantity.span.end <= len(text)
        assert text[quantity.span.start : quantity.span.end].strip()
        assert quantity.upper is None or quantity.upper > quantity.value
        end = quantity.span.end
