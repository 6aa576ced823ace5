"""The rules' and a finder's statements made one: the finder here says what the test lets it say."""

from dataclasses import replace

import pytest

from marked import words
from says import TEXT, read, tagged
from sayso.language.analysis import analyse
from sayso.model import Span
from sayso.reading.text import read_text
from sayso.statements.find import find_statements
from sayso.statements.passage import Passage
from sayso.tagger.findings import HINTS, Tagged


def test_what_both_find_has_the_finders_borders_and_the_rules_stance():
    statements, _ = read(tagged("die Schleuse gesperrt sei", speaker="Die Hafenbehörde", cue="teilte|mit"))
    found = next(s for s in statements if s.found_by == "learned+indirect.verb.mitteilen")
    assert words(TEXT, found.content) == ["die Schleuse gesperrt sei"]
    assert (found.stance, found.confidence) == ("asserts", 0.957)


def test_what_the_finder_doubts_wants_a_rule_that_finds_the_same():
    doubted = [
        replace(tagged("die Schleuse gesperrt sei"), doubted=True),
        replace(tagged("der Schleuse", text="der Schleuse"), doubted=True),
        replace(tagged("das Leck", mode="reported"), doubted=True),
    ]
    statements, _ = read(*doubted)
    assert [words(TEXT, s.content) for s in statements if s.found_by.startswith("learned")] == [
        ["die Schleuse gesperrt sei"]
    ]


def test_what_the_finder_is_not_sure_of_stands_where_a_rule_found_it_too():
    unsure = [
        replace(tagged("Die Hafenbehörde", mode="reported"), alone=False),
        replace(tagged("die Schleuse gesperrt sei"), alone=False),
        replace(tagged("die Sperre", mode="reported"), alone=False),
    ]
    statements, _ = read(*unsure)
    found = [words(TEXT, s.content) for s in statements if s.found_by.startswith("learned")]
    assert found == [["die Schleuse gesperrt sei"], ["die Sperre"]]
    statements, _ = read(*(replace(one, alone=True) for one in unsure))
    assert ["Die Hafenbehörde"] in [words(TEXT, s.content) for s in statements]


@pytest.mark.parametrize(
    ("text", "marked", "cue"),
    [
        ("Der Rat fügte am Abend hinzu, das Leck sei klein.", "fügte", ["fügte", "hinzu"]),
        ("Der Rat kam und teilte mit, das Leck sei klein.", "kam|teilte|mit", ["teilte", "mit"]),
        ("Der Rat kam und teilte mit, das Leck sei klein.", "", ["teilte", "mit"]),
    ],
)
def test_the_cue_is_the_whole_verb_that_a_rule_knows_and_nothing_else(text, marked, cue):
    statements, _ = read(tagged("das Leck sei klein", speaker="Der Rat", cue=marked, text=text), text=text)
    (found,) = [s for s in statements if s.found_by.startswith("learned+indirect.verb")]
    assert " ".join(words(text, found.cue)).split() == cue


@pytest.mark.parametrize(
    ("marked", "name"),
    [("in einer Notiz des Amtes", "einer Notiz des Amtes"), ("In Lund ansässige Firmen", "In Lund ansässige Firmen")],
)
def test_a_speaker_begins_behind_its_preposition(marked, name):
    text = f"„Der Damm ist dicht“, heißt es {marked}." if marked[0] == "i" else f"{marked} sagen: „Der Damm ist dicht“."
    statements, _ = read(tagged("„Der Damm ist dicht“", speaker=marked, mode="direct", text=text), text=text)
    assert [words(text, s.speaker) for s in statements if s.found_by.startswith("learned")] == [[name]]


def test_the_rules_finding_is_not_told_twice():
    statements, _ = read(tagged("die Schleuse gesperrt sei", speaker="Die Hafenbehörde", cue="teilte|mit"))
    assert sum("gesperrt" in "".join(words(TEXT, s.content)) for s in statements) == 1


def test_the_stance_of_a_statement_of_the_finder_alone_is_read_from_its_cue():
    text = "Der Rat und auch der Bund, sie bestritten es vehement: die Schleuse sei dicht."
    statements, _ = read(tagged("die Schleuse sei dicht", speaker="Der Rat", cue="bestritten", text=text), text=text)
    assert [s.stance for s in statements if s.found_by.startswith("learned")] == ["denies"]


def test_a_cue_in_the_sentence_behind_tells_the_stance():
    text = "Das Dorf war zuvor bedroht worden. Der Damm ist gebrochen. Das bestätigte der Rat am Abend."
    statements, _ = read(tagged("Der Damm ist gebrochen", speaker="der Rat", cue="bestätigte", text=text), text=text)
    assert [s.stance for s in statements if s.found_by.startswith("learned")] == ["confirms"]


def test_the_finders_cue_is_read_where_the_rule_has_none():
    text = "Der Plan ist fertig. Die Partei bezeichnet ihn seit gestern als „einen Haufen von leeren Worten ohne Wert“."
    quote = "„einen Haufen von leeren Worten ohne Wert“"
    found = tagged(quote, speaker="Die Partei", cue="bezeichnet|als", mode="direct", text=text)
    statements, _ = read(found, text=text)
    assert {s.stance for s in statements if "Haufen" in "".join(words(text, s.content))} == {"evaluates"}


@pytest.mark.parametrize(
    ("text", "stance"),
    [
        ("Gegen den Kapitän stehen Vorwürfe im Raum, die Reederei habe Öl verkauft.", "alleges"),
        ("Zu den Vorwürfen gegen den Kapitän meinte der Anwalt, die Reederei habe Öl verkauft.", "asserts"),
        ("Nach einem Kompromissvorschlag der Stadt, die Reederei habe Öl verkauft.", "demands"),
        ("Zum Vorschlag der Stadt meinte der Anwalt, die Reederei habe Öl verkauft.", "asserts"),
    ],
)
def test_a_noun_of_blame_in_the_frame_tells_the_stance_unless_it_is_answered(text, stance):
    def spans(words):
        return (Span(text.index(words), text.index(words) + len(words)),)

    frame = text[: text.index("die Reederei")]
    found = Tagged(spans("die Reederei habe Öl verkauft"), (), (), spans(frame), (), "indirect", "speech", 0.9, 0)
    statements, _ = read(found, text=text)
    assert {s.stance for s in statements if "Öl" in "".join(words(text, s.content))} == {stance}


def test_a_carried_on_sentence_takes_the_stance_before_it():
    statements, _ = read(
        tagged("die Schleuse gesperrt sei", cue="teilte|mit"),
        tagged("Der Hafen bleibe zu.", speaker="Die Hafenbehörde", mode="indirect_free_indirect"),
    )
    assert next(s for s in statements if s.mode == "indirect_free_indirect").stance == "asserts"


def test_words_inside_take_the_stance_of_the_statement_around():
    text = "Die Reederei bestritt, dass die Schleuse „undicht“ sei."
    statements, _ = read(
        tagged("dass die Schleuse „undicht“ sei", speaker="Die Reederei", cue="bestritt", text=text),
        tagged("„undicht“", mode="direct", text=text, level=1),
        text=text,
    )
    inner = next(s for s in statements if s.mode == "direct")
    outer = next(s for s in statements if s.mode == "indirect")
    assert (inner.stance, inner.parent) == (outer.stance, outer.id)


def test_statements_are_in_the_order_of_their_contents_with_ids():
    statements, _ = read(
        tagged("Der Hafen bleibe zu.", mode="indirect_free_indirect"), tagged("die Schleuse gesperrt sei")
    )
    assert [s.id for s in statements] == [f"s{n}" for n in range(1, len(statements) + 1)]
    starts = [s.content[0].start for s in statements]
    assert starts == sorted(starts)


def test_the_finder_is_told_what_the_rules_say():
    _, finder = read()
    said = {(kind, TEXT[span.start : span.end]) for kind, span in finder.hints}
    assert {kind for kind, _ in said} <= set(HINTS)
    assert ("speaker", "Die Hafenbehörde") in said
    assert ("cue_verb", "teilte") in said
    assert ("subjunctive", "bleibe") in said
    assert not any(kind == "subjunctive" and word == "teilte" for kind, word in said)
    assert not any(kind == "cue_verb" and word == "Schleuse" for kind, word in said)


@pytest.mark.parametrize("mark", ["„{}“", "»{}«"])
def test_the_finder_is_told_what_stands_between_quotation_marks(mark):
    text = f"Er nannte es {mark.format('undicht')} und ging."
    _, finder = read(text=text)
    quoted = "".join(text[span.start : span.end] for kind, span in finder.hints if kind == "quoted")
    assert quoted == mark.format("undicht")


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("Der Rat kritisierte die Sperre.", True),
        ("Die Reederei bestritt das Leck.", True),
        ("Die Reederei kündigte den Verkauf der Flotte an.", True),
        ("Die Reederei plant den Verkauf der Flotte.", False),
        ("Die Reederei unterzeichnete den Vertrag.", False),
        ("Die Reederei forderte den Verkauf der Flotte.", True),
        ("Der Rat warf der Werft Betrug vor.", True),
        ("Die Reederei beantragte den Verkauf der Flotte.", False),
        ("Die Schwimmerin verteidigte ihr Vorgehen.", False),
        ("Der Verein bedankte sich für die Blumen.", False),
        ("Der Verein dankte dem Gärtner.", True),
        ("Der Minister räumte Fehler ein.", False),
        ("Der Rat räumte die Absprache ein.", True),
        ("Der Rat räumte Fehler ein.", False),
    ],
)
def test_a_position_that_only_a_rule_finds_is_kept_where_its_verb_is_clear(text, kept):
    without_finder = find_statements(Passage(analyse(read_text(text, source="test", published="2025-04-28"))))
    assert [s.mode for s in without_finder] == ["reported"]
    statements, _ = read(text=text)
    assert bool(statements) is kept


def test_blame_in_words_that_the_finder_quotes_is_told_once():
    text = "Der Rat bezeichnete die Sperre als „Schlag ins Kontor“."
    statements, _ = read(tagged("„Schlag ins Kontor“", cue="bezeichnete", mode="direct", text=text), text=text)
    assert [(s.mode, s.stance) for s in statements] == [("direct", "evaluates")]


@pytest.mark.parametrize(("beginning", "told"), [("die Sperre stehe im Einklang mit", 1), ("die Sperre stehe", 2)])
def test_a_finding_broken_off_within_a_phrase_is_none_where_the_whole_is_found(beginning, told):
    text = "Der Rat teilte mit, die Sperre stehe im Einklang mit dem Recht."
    whole = "die Sperre stehe im Einklang mit dem Recht"
    statements, _ = read(tagged(whole, text=text), tagged(beginning, text=text), text=text)
    assert len([s for s in statements if s.mode == "indirect"]) == told


def test_what_another_answers_is_no_part_of_a_content():
    text = "Die Armee hat die Stadt nach eigenen Angaben erobert, was der Rat bestritt."
    marked = tagged("Die Armee hat die Stadt|erobert, was der Rat bestritt", speaker="Die Armee", text=text)
    statements, _ = read(marked, text=text)
    contents = {s.stance: words(text, s.content) for s in statements}
    assert contents["asserts"] == contents["denies"] == ["Die Armee hat die Stadt", "erobert"]


def test_a_time_is_no_speaker():
    text = "Nach seiner Schätzung vom Montag sind zehn Schleusen undicht."
    statements, _ = read(tagged("sind zehn Schleusen undicht", speaker="Montag", cue="Nach", text=text), text=text)
    assert "Montag" not in [word for s in statements for word in words(text, s.speaker)]


def test_a_carried_on_content_begins_with_its_sentence():
    text = "Das Leck sei klein, teilte er am Abend mit. Die Schleuse sei dicht."
    found = tagged("am Abend mit. Die Schleuse sei dicht.", mode="indirect_free_indirect", text=text)
    statements, _ = read(found, text=text)
    assert ["Die Schleuse sei dicht."] in [words(text, s.content) for s in statements]
    assert all("am Abend" not in part for s in statements for part in words(text, s.content))


def test_a_carried_on_content_may_follow_a_colon():
    text = "Der Rat blieb dabei: Das Leck sei klein. Die Schleuse sei dicht."
    found = tagged("Das Leck sei klein. Die Schleuse sei dicht.", mode="indirect_free_indirect", text=text)
    statements, _ = read(found, text=text)
    assert ["Das Leck sei klein. Die Schleuse sei dicht."] in [words(text, s.content) for s in statements]


def test_no_role_reaches_over_paragraphs():
    text = "Die Frist sei verlängert, teilte das Amt mit. Nun prüft es weiter.\n\nDer Rat nannte das unverständlich."
    speaker = "das Amt mit. Nun prüft es weiter.\n\nDer Rat"
    found = tagged(
        "Nun prüft es weiter.\n\nDer Rat nannte das unverständlich.", speaker=speaker, mode="reported", text=text
    )
    statements, _ = read(found, text=text)
    (statement,) = [s for s in statements if s.mode == "reported"]
    assert words(text, statement.content) == ["Der Rat nannte das unverständlich."]
    assert words(text, statement.speaker) == ["Der Rat"]


def test_a_frame_keeps_to_the_part_of_its_cue():
    text = "Rat räumt Leck ein\n\nDas Leck sei klein, sagte der Rat."
    found = tagged("Das Leck sei klein", speaker="der Rat", cue="sagte", text=text)
    found = replace(found, frame=(Span(text.index("ein"), text.index("ein") + 3), Span(text.index("sagte"), len(text))))
    statements, _ = read(found, text=text)
    (statement,) = [s for s in statements if s.mode == "indirect"]
    assert words(text, statement.frame)[-1].startswith("sagte der Rat")
    assert all("ein" not in part.split() for part in words(text, statement.frame))


def test_a_content_ends_before_another_act():
    text = "Der Rat sagte, das Leck sei klein. Er forderte mehr Geld."
    found = tagged("das Leck sei klein. Er forderte mehr Geld.", speaker="Der Rat", cue="sagte", text=text)
    statements, _ = read(found, text=text)
    assert [words(text, s.content) for s in statements if s.mode == "indirect"] == [["das Leck sei klein"]]
    assert [words(text, s.content) for s in statements if s.stance == "demands"] == [["mehr Geld"]]


@pytest.mark.parametrize(
    ("speaker", "stance"), [("Die Werft", "alleges"), ("der Kapitän", "asserts"), ("sie", "alleges"), ("", "alleges")]
)
def test_an_accusation_is_carried_on_by_the_same_speaker_alone(speaker, stance):
    text = "Die Werft warf dem Rat Betrug vor. Das Leck sei groß. Dann schwieg sie, und der Kapitän kam."
    found = tagged("Das Leck sei groß.", speaker=speaker, mode="indirect_free_indirect", text=text)
    statements, _ = read(found, text=text)
    assert [s.stance for s in statements if s.mode == "indirect_free_indirect"] == [stance]


def test_of_two_cues_for_one_content_the_finders_decides():
    text = "Der Rat rief die Werft zum Handeln auf und beschloss auch, den Hafen zu sperren."
    statements, _ = read(tagged("den Hafen zu sperren", speaker="Der Rat", cue="beschloss", text=text), text=text)
    assert [s.stance for s in statements if s.found_by.startswith("learned")] == ["announces"]


@pytest.mark.parametrize(
    ("content", "stance"),
    [
        ("Der Rat habe die Werft aufgefordert, den Hafen sofort und ganz zu sperren.", "asserts"),
        ("Man fordere die Werft auf, den Hafen sofort und ganz zu sperren.", "demands"),
    ],
)
def test_a_cue_inside_what_is_said_tells_what_another_did(content, stance):
    text = f"Der Bote sprach lange. {content}"
    statements, _ = read(tagged(content, speaker="Der Bote", mode="indirect_free_indirect", text=text), text=text)
    assert [s.stance for s in statements if s.found_by.startswith("learned")] == [stance]


def test_what_somebody_else_reported_is_his_although_another_answers_it():
    text = "Der Minister hat Berichte der Zeitung zurückgewiesen, er sei krank."
    marks = {"speaker": "Der Minister", "cue": "hat|zurückgewiesen", "text": text}
    statements, _ = read(tagged("er sei krank", **marks), text=text)
    (found,) = [s for s in statements if s.found_by.startswith("learned")]
    assert (found.stance, words(text, found.speaker), words(text, found.cue)) == (
        "asserts",
        ["der Zeitung"],
        ["Berichte"],
    )
    text = "Der Minister hat Berichte zurückgewiesen, er sei krank."
    statements, _ = read(tagged("er sei krank", **(marks | {"text": text})), text=text)
    (found,) = [s for s in statements if s.found_by.startswith("learned")]
    assert (found.stance, words(text, found.speaker)) == ("denies", ["Der Minister"])


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("Dass der Damm brach, stritt der General ab.", ["Dass der Damm brach"]),  # a clause is what is denied
        ("Es sei schwierig, Berichte zu bestätigen, was geschah.", []),
        ("Lima machte den Nachbarn für den Abschuss verantwortlich.", ["den Nachbarn für den Abschuss"]),
    ],
)
def test_answers_and_charges_that_only_rules_found_stand(text, kept):
    statements, _ = read(text=text)
    assert [" … ".join(words(text, s.content)) for s in statements] == kept


def test_what_is_spoken_of_is_no_speaker():
    text = "Über den Umgang damit zeigte er sich entsetzt. Der Zugang werde behindert."
    found = tagged("Der Zugang werde behindert.", speaker="den Umgang damit", text=text, mode="indirect_free_indirect")
    statements, _ = read(found, text=text)
    assert "den Umgang damit" not in [" ".join(words(text, s.speaker)) for s in statements]


def test_who_admits_a_deed_is_heard_without_the_finder():
    statements, _ = read(text="Der Rat gab zu, Akten vernichtet zu haben.")
    assert [s.stance for s in statements] == ["confirms"]
