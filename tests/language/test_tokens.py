import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.language.tokens import find_tokens


# "|" stands between tokens.
@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Am 3. Mai kam Dr. Hut.", "Am|3.|Mai|kam|Dr.|Hut|."),
        ("Das war 2004. Der Rat", "Das|war|2004|.|Der|Rat"),
        ("George W. Bush (l.) z.B. und z. B. 5", "George|W.|Bush|(|l.|)|z.B.|und|z.|B.|5"),
        ("der 40-jährige US-Präsident", "der|40-jährige|US-Präsident"),
        ("ein 2:1-Sieg, 1.000,5 Euro, 5%", "ein|2:1-Sieg|,|1.000,5|Euro|,|5|%"),
        ("1990er-Jahre und -zubehör", "1990er-Jahre|und|-zubehör"),
        ("Öl- und Gas–Felder", "Öl-|und|Gas|–|Felder"),
        ("O'Keefe sagt’s ''so''", "O'Keefe|sagt’s|''|so|''"),
        ("„Ja“, «nein» ‚doch‘.", "„|Ja|“|,|«|nein|»|‚|doch|‘|."),
        ("ver.di, E.ON, amt@hafen.example.", "ver.di|,|E.ON|,|amt@hafen.example|."),
        ("(https://hafen.example/a?b=c).", "(|https://hafen.example/a?b=c|)|."),
        ("Ende.Pool/AP", "Ende|.|Pool|/|AP"),
        ("[...] … ..", "[|...|]|…|.."),
        ("u\u0308ber Bundes\u00adrat\u200b", "u\u0308ber|Bundes\u00adrat"),
        ("bis 15.-18.03.2018", "bis|15.|-|18.03.2018"),
    ],
)
def test_tokens(text: str, words: str) -> None:
    assert [token.text for token in find_tokens(text)] == words.split("|")


@given(st.text(alphabet=st.sampled_from("aÄ9 .,-'’„“\"!?:/@\n…zB()u\u0308"), max_size=60))
def test_tokens_are_the_text_under_them_in_order_and_without_blanks(text: str) -> None:
    end = 0
    for token in find_tokens(text):
        assert token.start >= end
        assert token.text == text[token.start : token.end]
        assert not any(map(str.isspace, token.text))
        assert not text[end : token.start].strip()
        end = token.end
    assert not text[end:].strip()


def test_long_text_takes_time_in_proportion() -> None:
    for piece in ("a", "a-", ".", "1.", "z. ", "a@", "„", "1:"):
        started = time.process_time()
        find_tokens(piece * 20_000)
        assert time.process_time() - started < 2


def test_language_without_abbreviations_is_read_with_those_of_german() -> None:
    assert find_tokens("Dr. Hut", language="xx") == find_tokens("Dr. Hut")


def test_english_abbreviations() -> None:
    assert [token.text for token in find_tokens("Mr. Hill said no. He left.", "en")][0:4] == [
        "Mr.",
        "Hill",
        "said",
        "no",
    ]
