import tomllib
from importlib.resources import files

import pytest

from sayso.language.sentences import find_sentences
from sayso.language.tokens import find_tokens


def split(text: str, *breaks: int, language: str = "de") -> list[str]:
    tokens = find_tokens(text, language)
    sentences = find_sentences(text, tokens, breaks, language)
    return [text[tokens[first].start : tokens[after - 1].end] for first, after in sentences]


def examples(kind: str) -> list[tuple[str, str]]:
    found = []
    for language in ("de", "en"):
        path = files("sayso.language") / "data" / language / "abbreviations.toml"
        groups = tomllib.loads(path.read_text(encoding="utf-8"))
        found += [(language, text) for group in groups.values() for text in group.get(kind, ())]
    return found


@pytest.mark.parametrize(("language", "text"), examples("yes"))
def test_full_stop_of_an_abbreviation_ends_no_sentence(language: str, text: str) -> None:
    assert split(text, language=language) == [text]


@pytest.mark.parametrize(("language", "text"), examples("no"))
def test_full_stop_ends_a_sentence(language: str, text: str) -> None:
    assert len(split(text, language=language)) == 2


# "|" stands where one sentence ends and the next begins.
@pytest.mark.parametrize(
    "text",
    [
        "Das Amt schwieg.| Der Hafen bleibt zu.| Warum?| Niemand weiß es!",
        "Um 19.30 Uhr kamen 1.500 Menschen, 3.5 Prozent mehr.| Um 20 Uhr war Schluss.",
        "Mehr steht auf https://hafen.example/a.html?b=c.| Das Amt verweist auf ver.di und hafen.example.",
        "Der Sprecher – er kam spät – schwieg.| – Ein Zwischenruf folgte.",
        "Er wartete … und ging.| Sie blieb …| Niemand fragte.",
        "„Wir gehen.| [...] Wir bleiben“, sagte sie.",
        "„Wer geht?“, fragte sie.| „Niemand!“ – so klang es.| „Ich gehe.“| Dann ging er.",
        "„Wir gehen.| Wir kommen wieder.“| Das sagte der Minister.",
        "»Wir gehen.«| – »Wohin?«| «Weit weg.»| Er ging.",
        "Sie sagte: „Wir gehen.“| Er ging.",
        'Sie sagte: "Wir gehen."| "Warum?", fragte er.| Er ging.',
        "Er ging (sie blieb.)| Das Haus (links) steht.",
        "Er ging (warum?) nach Hause.",
        "Das Blatt „Wie geht’s?“ schreibt darüber.| Das Amt liest es.",
        "Er nannte es „einen Fehler“.| Sie nicht.",
        "Das sei falsch, hieß es; das Amt prüfe.| Es prüft: Niemand weiß etwas.",
        "So geht es....| Und so nicht?!| Doch.",
        "Das Bild zeigt den Hafen.|Foto: Amt",
        "Käse, Brot etc.| Das Amt prüft.| 43 Menschen warten.",
    ],
)
def test_sentences_of_a_paragraph(text: str) -> None:
    assert split(text.replace("|", "")) == [part.strip() for part in text.split("|")]


def test_empty_line_ends_a_heading_without_full_stop() -> None:
    assert split("Hafen bleibt zu\n\nDas Amt schweigt") == ["Hafen bleibt zu", "Das Amt schweigt"]


def test_new_line_ends_a_sentence_unless_it_goes_on_in_lower_case() -> None:
    assert split("Hafen bleibt zu\nDas Amt, das\nprüft, schweigt") == [
        "Hafen bleibt zu",
        "Das Amt, das\nprüft, schweigt",
    ]


def test_new_lines_of_wrapped_text_end_none() -> None:
    text = (
        "Das Amt für den Hafen prüft seit gestern, ob die zweite\n"
        "Mole noch sicher ist. Bis zum Ende der Woche soll die\n"
        "Behörde entscheiden, sagte der Sprecher. Auch die andere\n"
        "Mole wird geprüft."
    )
    assert len(split(text)) == 3


def test_breaks_end_a_sentence_whatever_stands_there() -> None:
    text = "Hafen bleibt zu Das Amt schweigt"
    assert split(text, 16) == ["Hafen bleibt zu", "Das Amt schweigt"]
    assert split(text) == [text]


def test_sentences_cover_every_token() -> None:
    tokens = find_tokens("Er ging. Sie blieb!\n\n– Warum?")
    ranges = find_sentences("Er ging. Sie blieb!\n\n– Warum?", tokens)
    assert [number for first, after in ranges for number in range(first, after)] == list(range(len(tokens)))


def test_no_tokens_no_sentences() -> None:
    assert find_sentences(" \n", []) == []
