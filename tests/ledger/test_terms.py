"""Words as a search compares them, and what keeps hostile texts from filling the index."""

from sayso.ledger.terms import LONGEST, MOST, asked_for, terms_of


def test_a_word_stands_under_its_stem_and_the_ends_of_it():
    assert terms_of("Die Hafenleitung", "de").split()[:2] == ["die", "hafenleit"]
    assert "x0leit" in terms_of("Die Hafenleitung", "de").split()
    assert "x0hafen" not in terms_of("Die Hafenleitung", "de")


def test_a_part_is_found_though_more_is_cut_off_where_it_ends_a_word():
    terms = terms_of("die Fabrik, die Papierfabrik, die Fabrikation", "de").split()
    (asked,) = asked_for("Fabrik")
    assert {term.text for term in asked} >= {"fabrik", "x0fabr"}
    assert "x0fabr" in terms
    assert asked_for("Bahn")[0] == [("bahn", False), ("x0bahn", False)]


def test_data_that_are_no_words_are_cut_and_found_by_their_beginning():
    data = "ab" * 100_000
    terms = terms_of(data, "de").split()
    assert max(map(len, terms)) <= LONGEST + 2
    assert len(terms) < 2 * LONGEST
    assert asked_for(data)[0][0].text in terms


def test_terms_of_a_text_that_never_ends_fit_the_index():
    text = " ".join(f"wort{number}schatz{number * 7}" for number in range(60_000))
    assert MOST <= len(terms_of(text, "de").encode()) < MOST + 10_000
