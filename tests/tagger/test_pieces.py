import unicodedata

import pytest
from tests.tagger.tokenizers_for_tests import write_tokenizer

pytest.importorskip("tokenizers", reason="the learned finder's tokenizer is not installed")
ROOM = pytest.importorskip("sayso.tagger.pieces")

TEXT = "Der Hafen öffnet.\n\n „Der Rat“, sagte  der Rat…\n1½ Meter"


@pytest.fixture(scope="module")
def segmenter(tmp_path_factory):
    path = tmp_path_factory.mktemp("tokenizer") / "tokenizer.json"
    write_tokenizer(path)
    return ROOM.Segmenter(path)


def words(text, pieces):
    return [text[start:end] for start, end in zip(pieces.starts, pieces.ends, strict=True)]


def test_words_are_found_with_their_offsets(segmenter):
    found = words(TEXT, segmenter.segment(TEXT))
    assert found[:12] == ["Der", "Hafen", "öffnet", ".", "„", "Der", "Rat", "“", ",", "sagte", "der", "Rat"]
    assert found[-1] == "Meter"


def test_no_word_is_lost(segmenter):
    found = "".join(words(TEXT, segmenter.segment(TEXT)))
    assert unicodedata.normalize("NFKC", found) == unicodedata.normalize("NFKC", "".join(TEXT.split()))


def test_a_new_paragraph_has_a_piece_of_its_own(segmenter):
    pieces = segmenter.segment(TEXT)
    borders = [place for place, word in enumerate(pieces.words.tolist()) if word == ROOM.NO_WORD]
    assert len(borders) == 2
    assert all(pieces.ids[place] == ROOM.END for place in borders)
    assert pieces.words[borders[0] - 1] == 3
    assert pieces.words[borders[0] + 1] == 4


def test_words_of_pieces_ascend_without_a_gap(segmenter):
    pieces = segmenter.segment(TEXT)
    numbers = pieces.words[pieces.words >= 0].tolist()
    assert numbers == sorted(numbers)
    assert set(numbers) == set(range(len(pieces.starts)))


def test_strange_signs_are_unknown_but_keep_their_place(segmenter):
    text = "Der 漢 Rat"
    pieces = segmenter.segment(text)
    assert words(text, pieces) == ["Der", "漢", "Rat"]
    assert ROOM.UNKNOWN in pieces.ids


@pytest.mark.parametrize("text", ["", " ", "\n\n"])
def test_nothing_has_no_words(segmenter, text):
    assert len(segmenter.segment(text).starts) == 0
