import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.language.quotes import find_quotes


def quoted(text: str, *breaks: int) -> list[tuple[str, int, bool]]:
    return [(text[quote.start : quote.end], quote.depth, quote.closed) for quote in find_quotes(text, breaks=breaks)]


STYLES = '„Nein“|„Nein”|„Nein"|"Nein"|“Nein”|”Nein”|»Nein«|«Nein»|« Nein »|‚Nein‘|‚Nein’|‹Nein›|›Nein‹|\'Nein\'|‘Nein’'
ODD_ONES = "``Nein''|„Nein„|“Nein“|„ Nein “|„Wer? Ich. [...] Nein!“"
FRAMES = ["{}", "Er sagt: {}.", "({}), sagt er", "Es heißt {}-Zeitung", "{} – so das Amt", "Ein {}\nund"]


@pytest.mark.parametrize("quotation", f"{STYLES}|{ODD_ONES}".split("|"))
@pytest.mark.parametrize("frame", FRAMES)
def test_every_style_in_every_place(quotation: str, frame: str) -> None:
    assert quoted(frame.format(quotation)) == [(quotation, 0, True)]


@pytest.mark.parametrize(
    ("text", "inner"),
    [
        ("„Das ist ‚gut‘, sagt er“, hieß es.", ["„Das ist ‚gut‘, sagt er“", "‚gut‘"]),
        ("„Das „Haus“ steht“, hieß es.", ["„Das „Haus“ steht“", "„Haus“"]),
        ('„Das "Haus" steht“, hieß es.', ['„Das "Haus" steht“', '"Haus"']),
        ('„Das "Haus" steht", hieß es.', ['„Das "Haus" steht"', '"Haus"']),
        ("„Das “Haus” steht“, hieß es.", ["„Das “Haus” steht“", "“Haus”"]),
        ("»Das ›Haus‹ steht«, hieß es.", ["»Das ›Haus‹ steht«", "›Haus‹"]),
        ("«Das ‹Haus› steht», hieß es.", ["«Das ‹Haus› steht»", "‹Haus›"]),
        ("„Das »Haus« und 'Heim' stehen“, hieß es.", ["„Das »Haus« und 'Heim' stehen“", "»Haus«", "'Heim'"]),
        ("\"Das 'Haus' steht\", hieß es.", ["\"Das 'Haus' steht\"", "'Haus'"]),
        ("„Das steht in der ‚Post‘“, hieß es.", ["„Das steht in der ‚Post‘“", "‚Post‘"]),
    ],
)
def test_nested_and_mixed(text: str, inner: list[str]) -> None:
    assert [words for words, _, _ in quoted(text)] == inner
    assert [depth for _, depth, _ in quoted(text)] == [0] + [1] * (len(inner) - 1)


def test_several_in_a_row() -> None:
    text = '"Ja", sagte sie. "Nein", sagte er. "Wer?" "Du!"'
    assert [words for words, _, _ in quoted(text)] == ['"Ja"', '"Nein"', '"Wer?"', '"Du!"']


@pytest.mark.parametrize(
    "text",
    [
        "Hans' Auto, Käthe's Haus, wie geht's? 's ist gut.",
        "Die ’68er und die '90er Jahre, Hans’ Auto.",
        'Ein Monitor von 24" und einer von 27" stehen da.',
        "Ja“, sagte er.",
        "Er ging.« Dann kam sie.",
        'Nein", sagte er.',
        '„“ und "" sind leer.',
        "10° 5' 3\" Ost",
    ],
)
def test_no_quotation(text: str) -> None:
    assert quoted(text) == []


def test_apostrophes_inside_a_quotation() -> None:
    assert quoted("'Wie geht's?', fragte er.") == [("'Wie geht's?'", 0, True)]
    assert quoted("„Hans’ Auto fährt“, sagte er.") == [("„Hans’ Auto fährt“", 0, True)]


def test_inches_inside_a_quotation() -> None:
    assert quoted('"Der 24" große Monitor", sagte er.') == [('"Der 24" große Monitor"', 0, True)]
    assert quoted('Er nennt es "Plan 9" und geht.') == [('"Plan 9"', 0, True)]


def test_quotation_opened_anew_at_each_paragraph_is_one() -> None:
    for opening, closing in ("„“", "»«", '""', "“”"):
        words = f"{opening}Erstens.\n\n{opening}Zweitens.\n\n{opening}Drittens.{closing}"
        assert quoted(f"{words} Das war es.") == [(words, 0, True)]


def test_quotation_that_a_later_paragraph_closes() -> None:
    words = "„Erstens.\n\nZweitens.“"
    assert quoted(f"{words} Das war „es“.") == [(words, 0, True), ("„es“", 0, True)]


def test_unclosed_quotation_ends_with_its_paragraph() -> None:
    text = "Er sagte: „Wir gehen. \n\nDanach ging er „heim“."
    assert quoted(text) == [("„Wir gehen.", 0, False), ("„heim“", 0, True)]


def test_unclosed_quotation_keeps_what_it_holds() -> None:
    assert quoted("„Das ist ‚gut‘, sagt er.") == [("„Das ist ‚gut‘, sagt er.", 0, False), ("‚gut‘", 1, True)]


def test_forgotten_closing_mark_does_not_swallow_the_next_quotation() -> None:
    assert quoted("„Wir gehen, sagte er. „Wir kommen“, sagte sie.") == [("„Wir kommen“", 0, True)]


def test_breaks_end_an_unclosed_quotation() -> None:
    text = "„Wir gehen\nDer Rat tagt"
    assert quoted(text, 10, 11) == [("„Wir gehen", 0, False)]


def test_inner_mark_closed_by_the_outer_one() -> None:
    assert quoted("„Das ist ‚gut, sagt er“, hieß es.") == [("„Das ist ‚gut, sagt er“", 0, True)]


@given(st.text(alphabet=st.sampled_from("aB1 .,„“”\"»«‚‘’›‹'`\n"), max_size=60))
def test_quotations_nest_and_lie_inside_the_text(text: str) -> None:
    stack: list[int] = []
    for quote in find_quotes(text):
        assert text.startswith(quote.opening, quote.start)
        assert quote.closing is None or text[: quote.end].endswith(quote.closing)
        while stack and stack[-1] <= quote.start:
            stack.pop()
        assert quote.depth == len(stack)
        assert quote.end <= min(stack, default=len(text))
        stack.append(quote.end)


def test_long_text_takes_time_in_proportion() -> None:
    for piece in ("„", "'a ", "„a\n\n", '1" ', "„a‚ ", "‚a „b“ "):
        started = time.process_time()
        find_quotes(piece * 20_000)
        assert time.process_time() - started < 2
