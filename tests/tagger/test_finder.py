from dataclasses import replace

import numpy as np
import pytest
from tests.tagger.tokenizers_for_tests import write_tokenizer

from sayso.model import Span
from sayso.tagger.findings import HINTS, MEDIUMS, MODES, ROLES
from sayso.tagger.network import BEGIN, INSIDE, LEVELS, POINTED, TAGS, Settings
from sayso.tagger.windows import LIMIT

NOBODY = {"speaker": 0.0, "cue": 0.0, "frame": 0.0, "addressee": 0.0}


class Ids:
    """Embeddings that show the piece's id, so that a network made by hand can read."""

    def rows(self, ids):
        return np.asarray(ids, np.float32)[:, None]


class MarksReader:
    """A network that takes what stands in „…“ for content, `sagte` for cue, the words after it for the speaker."""

    def __init__(self, tokenizer):
        self.ids = {sign: tokenizer.token_to_id(sign) for sign in ("„", "“", "▁sagte", "▁der", "▁Rat")}
        self.windows = []
        self.sure = 20
        self.hints = []

    def look(self, words, hints):
        ids = words[:, 0].astype(int)
        self.windows.append(len(ids))
        self.hints.append(hints)
        tags = np.full((len(ids), LEVELS * TAGS + len(MODES)), -5, np.float32)
        tags[:, [0, TAGS]] = 5
        inside = False
        for place, piece in enumerate(ids):
            if piece == self.ids["„"]:
                tags[place, BEGIN] = self.sure
                inside = True
            elif inside:
                tags[place, INSIDE] = self.sure
                inside = piece != self.ids["“"]
        return tags, words

    def relate(self, branch, marks):
        roles = []
        for part in branch:
            ids = part[:, 0].astype(int)
            scores = np.full((len(ids), len(ROLES) + 2 * len(POINTED)), -9, np.float32)
            scores[ids == self.ids["▁sagte"], ROLES.index("cue")] = 9
            scores[ids == self.ids["▁der"], len(ROLES)] = 9
            scores[ids == self.ids["▁Rat"], len(ROLES) + 1] = 9
            roles.append(scores)
        kinds = np.zeros((len(branch), len(MODES) + len(MEDIUMS) + len(POINTED)), np.float32)
        kinds[:, MODES.index("direct")] = kinds[:, len(MODES) + MEDIUMS.index("writing")] = 1
        return roles, kinds


@pytest.fixture(params=[LIMIT, 100])
def made(tmp_path, request):
    from tokenizers import Tokenizer

    from sayso.tagger.finder import Finder
    from sayso.tagger.pieces import Segmenter

    write_tokenizer(tmp_path / "tokenizer.json")
    network = MarksReader(Tokenizer.from_file(str(tmp_path / "tokenizer.json")))
    moves = np.zeros((LEVELS, TAGS, TAGS), np.float32)
    settings = Settings(moves, (0.0, 0.0), NOBODY, request.param)
    return Finder(Segmenter(tmp_path / "tokenizer.json"), Ids(), network, settings), network


def shown(text, spans):
    return [text[span.start : span.end] for span in spans]


def test_a_statement_with_its_roles(made):
    text = "Es regnet. „Der Hafen öffnet“, sagte der Rat."
    (found,) = made[0].find_spans(text)
    assert shown(text, found.content) == ["„Der Hafen öffnet“"]
    assert shown(text, found.speaker) == ["der Rat"]
    assert shown(text, found.cue) == ["sagte"]
    assert found.frame == found.addressee == ()
    assert (found.mode, found.medium, found.level) == ("direct", "writing", 0)
    assert found.confidence > 0.99


def test_what_the_network_would_rather_not_have_is_doubted(made):
    finder, network = made
    text = "Es regnet. „Der Hafen öffnet“, sagte der Rat."
    hints = [("direct", Span(11, 29))]
    network.sure = 4.9  # outside has 5
    (found,) = finder.find_spans(text, hints)
    assert found.doubted
    assert shown(text, found.content) == ["„Der Hafen öffnet“"]
    assert finder.find_spans(text) == []
    for elsewhere in [("quoted", Span(11, 29)), ("reported", Span(11, 29)), ("direct", Span(0, 9))]:
        assert finder.find_spans(text, [elsewhere]) == []
    network.sure = 4.4
    assert finder.find_spans(text, hints) == []
    network.sure = 20
    assert [found.doubted for found in finder.find_spans(text, hints)] == [False]


def test_what_stands_without_a_rule_must_be_as_sure_as_the_settings_say(made):
    from sayso.tagger.finder import Finder

    finder, network = made
    network.sure = 6  # outside has 5
    text = "Es regnet. „Der Hafen öffnet“, sagte der Rat."
    for mode, share, alone in [("direct", 0.5, True), ("direct", 0.9, False), ("indirect", 0.9, True)]:
        settings = replace(finder._settings, alone={mode: share})
        (found,) = Finder(finder._segmenter, finder._embedding, network, settings).find_spans(text)
        assert found.alone == alone


def test_a_single_word_is_no_content(made):
    assert made[0].find_spans("„") == []


def test_nothing_in_nothing_out(made):
    assert made[0].find_spans(" \n") == []


def test_a_long_text_is_read_through_windows_with_the_same_outcome(made, request):
    finder, network = made
    filler = "Es regnet. " * LIMIT
    text = filler + "„Der Hafen öffnet“, sagte der Rat. " + filler
    (found,) = finder.find_spans(text)
    start = text.index("„")
    assert found.content == (Span(start, text.index("“") + 1),)
    assert shown(text, found.speaker) == ["der Rat"]
    assert len(network.windows) > 2
    assert max(network.windows) <= request.node.callspec.params["made"] + 2


def test_hints_reach_the_pieces_of_their_words(made):
    finder, network = made
    text = "Der Rat sagte, der Hafen öffne."
    finder.find_spans(text, [("cue", Span(8, 13)), ("indirect", Span(15, 30))])
    (hints,) = network.hints
    assert hints.shape[1] == len(HINTS)
    assert not hints[[0, -1]].any()  # the borders of the window
    assert hints[:, HINTS.index("cue")].sum() == 1
    assert hints[:, HINTS.index("indirect")].sum() >= 3
    assert not hints[:, HINTS.index("direct")].any()


def test_without_hints_the_network_sees_none(made):
    finder, network = made
    finder.find_spans("Es regnet.")
    assert not network.hints[0].any()
