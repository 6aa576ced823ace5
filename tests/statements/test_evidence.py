"""What was shown: every entry of `evidence.toml` against its own sentences, who showed it, what belongs to it."""

from dataclasses import replace

import pytest

from sayso.pipeline import read_report
from sayso.reading.text import read_text
from sayso.statements.captions import speak_captions
from sayso.statements.evidence import evidence_table, find_evidence
from sayso.statements.layout import Layout
from voiced import laid_out, unmarked, words

TABLE = evidence_table()
ENTRIES = {
    **{entry["kind"]: entry for entry in TABLE["noun"]},
    **{entry["lemma"]: entry for entry in TABLE["verb"]},
    **{name: TABLE[name] for name in ("seen", "nominal", "participles", "own", "caption", "owners")},
}
CASES = [(name, sentence) for name, entry in ENTRIES.items() for sentence in entry["yes"]]
SILENT = [(name, sentence) for name, entry in ENTRIES.items() for sentence in entry["no"]]
NOUNS = [(entry["kind"], word) for entry in TABLE["noun"] for word in entry["words"]]
COMPOUNDS = [(entry["kind"], first, entry["words"][0]) for entry in TABLE["noun"] for first in entry["first"]]


def shown(text: str) -> list[tuple[str, str, str | None]]:
    """Return kind, words and who showed it of all evidence."""
    found = find_evidence(laid_out(text))
    return [(s.kind, *words(text, [s.span]), words(text, [s.by])[0] if s.by else None) for s in found]


@pytest.mark.parametrize(("name", "sentence"), CASES)
def test_an_entry_finds_what_was_shown(name, sentence):
    text, marks = unmarked(sentence, "{[")
    (evidence,) = marks["{"]
    ((kind, found, by),) = shown(text)
    assert found.startswith(evidence) or evidence in found
    assert [by] == (marks["["] or [None])
    if name in {entry["kind"] for entry in TABLE["noun"]}:
        assert kind == name


@pytest.mark.parametrize(("name", "sentence"), SILENT)
def test_an_entry_keeps_silent(name, sentence):
    assert shown(sentence) == [], name


@pytest.mark.parametrize("entry", ENTRIES.values(), ids=ENTRIES)
def test_every_entry_has_sentences_for_and_against(entry):
    assert entry["yes"]
    assert entry["no"] or entry["words"] == TABLE["own"]["words"]


@pytest.mark.parametrize(("kind", "noun"), NOUNS)
def test_every_noun_is_evidence_where_it_was_leaked(kind, noun):
    assert [found[0] for found in shown(f"Der Beamte leakte zuletzt {noun} aus dem Amt.")] == [kind]


@pytest.mark.parametrize(("kind", "first", "noun"), COMPOUNDS)
def test_every_compound_is_evidence_where_it_was_leaked(kind, first, noun):
    word = first.rstrip("-").capitalize() + ("-" + noun if first.endswith("-") else noun.lower())
    assert [found[0] for found in shown(f"Der Beamte leakte zuletzt {word} aus dem Amt.")] == [kind]


@pytest.mark.parametrize("word", TABLE["caption"]["words"])
def test_words_under_a_picture_belong_to_it(word):
    text = f"Der Reporter veröffentlichte ein Bild. Es ist scharf. „Der Damm, der gestern brach“, lautet die {word}."
    layout = laid_out(text)
    (found,) = find_evidence(layout)
    (statement,) = layout.statements
    assert found.statements == (statement.id,)


def test_other_words_do_not_belong_to_a_picture():
    (found,) = find_evidence(
        laid_out("Der Reporter veröffentlichte ein Bild. „Der Damm ist gebrochen“, sagte der Wirt.")
    )
    assert found.statements == ()


@pytest.mark.parametrize(
    ("frame", "speaker"),
    [
        ("lautet die Bildunterschrift", "Erika Muster"),
        ("schrieb der Verlag in der Bildunterschrift", "der Verlag"),
        ("schrieb er in der Bildunterschrift", "er"),
        ("lautet die Bildunterschrift der Zeitung", "die Bildunterschrift der Zeitung"),
        ("sagte der Wirt", "der Wirt"),
    ],
)
def test_words_under_a_picture_are_said_by_who_showed_it(frame, speaker):
    text = f"Erika Muster, eine Reporterin, veröffentlichte ein Bild. „Der Damm, der gestern brach“, {frame}."
    layout = laid_out(text)
    (statement,) = speak_captions(layout, find_evidence(layout)).statements
    assert [text[span.start : span.end] for span in statement.speaker] == [speaker]


def test_what_goes_on_under_a_picture_is_said_by_who_showed_it():
    text = "Die Polizei veröffentlichte ein Bild. „Wer kennt ihn?“, lautet die Bildunterschrift. „Er ist gefährlich.“"
    layout = laid_out(text)
    spoken = speak_captions(layout, find_evidence(layout)).statements
    assert [[text[span.start : span.end] for span in one.speaker] for one in spoken] == [["Die Polizei"]] * 2


def test_pictures_of_two_are_spoken_by_each():
    text = (
        "Die Polizei veröffentlichte ein Bild. „Der Damm“, lautet die Bildunterschrift. Es regnete lange. Es schneite. "
        "Die Armee veröffentlichte ein Foto. „Das Wehr“, lautet die Bildunterschrift."
    )
    layout = laid_out(text)
    layout = Layout(layout.passage, [replace(one, speaker=()) for one in layout.statements])
    spoken = speak_captions(layout, find_evidence(layout)).statements
    assert [[text[span.start : span.end] for span in one.speaker] for one in spoken] == [["Die Polizei"], ["Die Armee"]]


def test_words_said_in_a_recording_belong_to_it():
    layout = laid_out("In einem Video, das die Miliz verbreitete, sagte ein Gefangener, dass er lebe.")
    (found,) = find_evidence(layout)
    assert found.statements == tuple(statement.id for statement in layout.statements)


def test_what_is_named_again_is_the_same():
    text = "Die Armee veröffentlichte ein Video. Auf dem Video ist zu sehen, wie der Damm bricht."
    assert [found[1] for found in shown(text)] == ["ein Video"]


def test_pictures_and_recordings_are_two():
    assert [found[0] for found in shown("Die Armee veröffentlichte Fotos und Videos.")] == ["image", "video"]


@pytest.mark.parametrize(
    "text",
    [
        "Ein Schiff im Hafen. Foto: Agentur",
        "Der Damm bei Nacht (Bild) ist alt.",
        "„Wir veröffentlichen ein Video und legen Dokumente vor“, sagte der Minister.",
        "Die Polizei veröffentlichte keine Bilder.",
    ],
)
def test_what_the_report_itself_shows_or_others_only_speak_of_is_none(text):
    assert shown(text) == []


def test_a_reading_names_who_showed_it_among_the_actors():
    text = "Erika Muster, die Sprecherin, zeigte ein Bild. „Der Damm, der gestern brach“, lautet die Unterschrift."
    reading = read_report(read_text(text, source="test"), "rules")
    names = {actor.id: actor.name for actor in reading.actors}
    (evidence,) = reading.evidence
    assert (evidence.kind, names[evidence.by]) == ("image", "Erika Muster")
    assert evidence.statements == (reading.statements[0].id,)


def test_nobody_is_named_where_it_lies_before_the_report_s_own_paper():
    reading = read_report(read_text("Das Gutachten liegt der Redaktion vor.", source="test"), "rules")
    assert [evidence.by for evidence in reading.evidence] == [None]
