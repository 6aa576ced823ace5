"""Contents as a finder might mark them: cut where a sentence ends them, joined where none does."""

import pytest

from marked import words
from says import read, tagged

CASES = [
    # What carries a speaker on ends before a sentence in plain words, and begins behind one.
    (
        "Der Damm sei dicht. Die Bürgermeisterin fährt morgen nach Lund.",
        [("Der Damm sei dicht. Die Bürgermeisterin fährt morgen nach Lund.", "indirect_free_indirect")],
        [("Der Damm sei dicht.", "indirect_free_indirect")],
    ),
    (
        "Am Deich fehlt Sand. Der Damm sei trotzdem dicht.",
        [("Am Deich fehlt Sand. Der Damm sei trotzdem dicht.", "indirect_free_indirect")],
        [("Der Damm sei trotzdem dicht.", "indirect_free_indirect")],
    ),
    # A subordinate clause in the indicative ends nothing.
    (
        "Der Damm sei dicht. Weil es regnet, sei Vorsicht geboten.",
        [("Der Damm sei dicht. Weil es regnet, sei Vorsicht geboten.", "indirect_free_indirect")],
        [("Der Damm sei dicht. Weil es regnet, sei Vorsicht geboten.", "indirect_free_indirect")],
    ),
    # Two that follow each other directly are one.
    (
        "Der Damm sei dicht. Das Wasser steige nicht mehr.",
        [
            ("Der Damm sei dicht.", "indirect_free_indirect"),
            ("Das Wasser steige nicht mehr.", "indirect_free_indirect"),
        ],
        [("Der Damm sei dicht. Das Wasser steige nicht mehr.", "indirect_free_indirect")],
    ),
    # A framed content is one sentence; what goes on in the subjunctive carries its speaker on.
    (
        "Der Rat teilte mit, der Damm sei dicht. Das Wasser steige nicht mehr. Die Stadt hat zwei Häfen.",
        [("der Damm sei dicht. Das Wasser steige nicht mehr. Die Stadt hat zwei Häfen.", "indirect")],
        [("der Damm sei dicht", "indirect"), ("Das Wasser steige nicht mehr.", "indirect_free_indirect")],
    ),
    (
        "Das Wasser steige nicht mehr. Der Damm sei dicht, teilte der Rat mit.",
        [("Das Wasser steige nicht mehr. Der Damm sei dicht", "indirect")],
        [("Das Wasser steige nicht mehr.", "indirect_free_indirect"), ("Der Damm sei dicht", "indirect")],
    ),
    # A full stop belongs to what is a whole sentence, and not to what somebody's words frame.
    (
        "Der Damm sei dicht. Es regnet.",
        [("Der Damm sei dicht", "indirect_free_indirect")],
        [("Der Damm sei dicht.", "indirect_free_indirect")],
    ),
    ("Der Rat teilte mit, es regne.", [("es regne.", "indirect")], [("es regne", "indirect")]),
    (
        "Es regnet. Die Reederei spricht von Verlusten.",
        [("Die Reederei spricht von Verlusten", "reported")],
        [("Die Reederei spricht von Verlusten.", "reported")],
    ),
    # An act in the reporter's words is the sentence that tells whose it is.
    (
        "Das Wasser sei gefallen. Die Reederei spricht von hohen Verlusten.",
        [("Das Wasser sei gefallen. Die Reederei spricht von hohen Verlusten.", "reported")],
        [
            ("Das Wasser sei gefallen.", "indirect_free_indirect"),
            ("Die Reederei spricht von hohen Verlusten.", "reported"),
        ],
    ),
    # A quotation ends with its marks; words around a few quoted ones do not make it shorter.
    (
        "Der Rat nannte den Plan „ganz und gar verfehlt“ und vertagte sich.",
        [("„ganz und gar verfehlt“ und", "direct")],
        [("„ganz und gar verfehlt“", "direct")],
    ),
    (
        "„Der Damm ist seit gestern dicht.“ Das Wasser steige nicht mehr.",
        [("„Der Damm ist seit gestern dicht.“ Das Wasser steige nicht mehr.", "direct")],
        [
            ("„Der Damm ist seit gestern dicht.“", "direct"),
            ("Das Wasser steige nicht mehr.", "indirect_free_indirect"),
        ],
    ),
]


@pytest.mark.parametrize(("text", "marked", "wanted"), CASES, ids=[case[0][:40] for case in CASES])
def test_contents_end_and_begin_with_sentences_and_quotes(text, marked, wanted):
    cue = "teilte|mit" if "teilte" in text else ""
    marked = [tagged(content, cue=cue if mode == "indirect" else "", mode=mode, text=text) for content, mode in marked]
    statements, _ = read(*marked, text=text)
    found = [(" ".join(words(text, s.content)), s.mode) for s in statements if s.found_by.startswith("learned")]
    assert found == wanted


def test_contents_of_two_speakers_stay_two():
    text = "Rat und Reederei stritten. Der Damm sei dicht. Das Wasser steige nicht mehr."
    marked = [
        tagged("Der Damm sei dicht.", speaker="Rat", mode="indirect_free_indirect", text=text),
        tagged("Das Wasser steige nicht mehr.", speaker="Reederei", mode="indirect_free_indirect", text=text),
    ]
    statements, _ = read(*marked, text=text)
    assert len([s for s in statements if s.found_by.startswith("learned")]) == 2


def test_a_speaker_who_is_carried_on_is_named_whole():
    text = "Die Reederei Havn sagte, der Damm sei dicht. Das Wasser steige noch immer."
    marked = [
        tagged("der Damm sei dicht", speaker="Die Reederei Havn", cue="sagte", text=text),
        tagged("Das Wasser steige noch immer.", speaker="Die Reederei", mode="indirect_free_indirect", text=text),
    ]
    statements, _ = read(*marked, text=text)
    assert {words(text, s.speaker)[0] for s in statements if s.found_by.startswith("learned")} == {"Die Reederei Havn"}


def test_the_preposition_of_a_noble_name_stays():
    text = "Ursula von der Heide kam spät. Von der Heide sagte, der Damm sei dicht."
    marked = tagged("der Damm sei dicht", speaker="Von der Heide", cue="sagte", text=text)
    statements, _ = read(marked, text=text)
    assert [words(text, s.speaker) for s in statements if s.found_by.startswith("learned")] == [["Von der Heide"]]


def test_a_content_on_both_sides_of_its_frame_is_whole():
    text = "Hunderte Haushalte sind nach Angaben der Stadtwerke seit Montag ohne Strom."
    marked = tagged("Hunderte Haushalte sind", speaker="der Stadtwerke", cue="nach Angaben", text=text)
    statements, _ = read(marked, text=text)
    found = next(s for s in statements if s.found_by.startswith("learned"))
    assert "ohne Strom" in " ".join(words(text, found.content))
