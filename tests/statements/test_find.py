"""The finder on sentences made for it: order of frame and content, negation, carried-on speech, quotations."""

import random

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from marked import found_in, unmark, words
from sayso.pipeline import read_report
from sayso.reading.text import read_text


def only(text):
    (statement,) = found_in(text)
    return statement


def roles(text, statement):
    return {
        name: " … ".join(words(text, getattr(statement, name))) or None
        for name in ("content", "speaker", "cue", "frame", "addressee")
    }


def test_content_behind_its_frame():
    text = "Die Hafenbehörde teilte am Montag mit, dass die Schleuse gesperrt sei."
    statement = only(text)
    assert statement.mode == "indirect"
    assert roles(text, statement) == {
        "content": "dass die Schleuse gesperrt sei",
        "speaker": "Die Hafenbehörde",
        "cue": "teilte … mit",
        "frame": "Die Hafenbehörde teilte am Montag mit,",
        "addressee": None,
    }
    assert statement.said.value == "2025-04-28"


def test_who_is_cited_is_nobodys_content():
    text = "Dem Anwalt zufolge nannten die Ermittler „plötzliches Fieber“ als Ursache."
    assert all(words(text, statement.content) for statement in found_in(text))


def test_content_before_its_frame():
    text = "Die Schleuse sei gesperrt, sagte eine Sprecherin der Stadt."
    assert roles(text, only(text)) | {"cue": None} == {
        "content": "Die Schleuse sei gesperrt",
        "speaker": "eine Sprecherin der Stadt",
        "cue": None,
        "frame": "sagte eine Sprecherin der Stadt",
        "addressee": None,
    }


def test_a_frame_in_the_middle_splits_the_content():
    text = "Der Damm, sagte der Bürgermeister, sei sicher."
    assert words(text, only(text).content) == ["Der Damm", "sei sicher"]


def test_a_parenthesis_with_wie():
    text = "Die Brücke, wie die Polizei mitteilte, bleibt bis Freitag gesperrt."
    statement = only(text)
    assert words(text, statement.content) == ["Die Brücke", "bleibt bis Freitag gesperrt"]
    assert words(text, statement.speaker) == ["die Polizei"]


@pytest.mark.parametrize(
    ("marks", "inside"),
    [("„{}“", "„"), ('„{}"', "„"), ('"{}"', '"'), ("»{}«", "»"), ("«{}»", "«"), ("“{}”", "“")],
)
def test_direct_speech_in_every_style_of_marks(marks, inside):
    quote = marks.format("Wir haben den Damm geprüft.")
    text = f"{quote[:-2] + quote[-1]}, sagte die Ministerin am Dienstag."
    statement = only(text)
    assert statement.mode == "direct"
    assert words(text, statement.content)[0].startswith(inside)
    assert words(text, statement.speaker) == ["die Ministerin"]


def test_direct_speech_behind_a_colon_over_several_sentences():
    text = "Der Wirt sagte: „Wir schließen. Das Haus ist alt.“ Dann ging er."
    statement = only(text)
    assert (statement.mode, words(text, statement.content)) == ("direct", ["„Wir schließen. Das Haus ist alt.“"])


def test_quoted_words_inside_indirect_speech_are_nested():
    text = "Die Partei erklärte, der Vorschlag sei „in keiner Weise durchdacht“ gewesen."
    outer, inner = found_in(text)
    assert (outer.mode, inner.mode) == ("indirect", "direct")
    assert inner.parent == outer.id
    assert inner.stance == outer.stance
    assert words(text, inner.content) == ["„in keiner Weise durchdacht“"]


def test_a_title_in_quotation_marks_is_no_statement():
    assert found_in("Am Abend zeigt das Kino den Film „Der Hafen“.") == ()


def test_subjunctive_sentences_carry_the_speaker_on():
    text = (
        "Die Bahn teilte mit, die Strecke sei gesperrt. Ein Baum liege auf den Gleisen. Die Arbeiten hätten begonnen."
    )
    first, carried = found_in(text)
    assert carried.mode == "indirect_free_indirect"
    assert words(text, carried.content) == ["Ein Baum liege auf den Gleisen. Die Arbeiten hätten begonnen."]
    assert carried.speaker == first.speaker


def test_hearsay_with_sollen():
    text = "Der Fahrer soll die Warnung übersehen haben."
    statement = only(text)
    assert (statement.mode, words(text, statement.content)) == ("free_indirect", [text])


def test_a_plan_with_sollen_is_no_hearsay():
    assert found_in("Die Brücke soll im Mai fertig sein.") == ()


@pytest.mark.parametrize(
    ("text", "stance"),
    [
        ("Das Ministerium bestätigte den Einsatz.", "confirms"),
        ("Das Ministerium bestätigte den Einsatz nicht.", "withholds"),
        ("Das Ministerium wollte den Einsatz nicht bestätigen.", "withholds"),
        ("Das Ministerium bestritt den Einsatz.", "denies"),
        ("Das Ministerium bestritt den Einsatz nicht.", "confirms"),
        ("Das Ministerium hat den Einsatz weder bestätigt noch dementiert.", "withholds"),
        ("Das Ministerium bestätigte nicht nur den Einsatz.", "confirms"),
    ],
)
def test_negation_belongs_to_the_stance(text, stance):
    assert only(text).stance == stance


def test_neither_nor_is_one_statement_of_two_speakers():
    text = "Sowohl Ottawa als auch Lima hatten den Vertrag bislang weder bestätigt noch dementiert."
    statement = only(text)
    assert words(text, statement.speaker) == ["Ottawa", "Lima"]
    assert words(text, statement.cue) == ["hatten", "weder bestätigt noch dementiert"]
    assert words(text, statement.content) == ["den Vertrag"]


def test_what_a_relative_clause_refers_back_to():
    text = "Das Schiff ist nach Angaben der Reederei gesunken, was die Küstenwache bestritt."
    asserted, denied = sorted(found_in(text), key=lambda s: s.stance)
    assert (asserted.stance, denied.stance) == ("asserts", "denies")
    assert words(text, asserted.content) == words(text, denied.content) == ["Das Schiff ist", "gesunken"]
    assert words(text, denied.speaker) == ["die Küstenwache"]
    assert words(text, asserted.speaker) == ["der Reederei"]


def test_an_own_account_is_the_subjects():
    text = "Die Feuerwehr hat den Brand nach eigenen Angaben gelöscht."
    statement = only(text)
    assert words(text, statement.speaker) == ["Die Feuerwehr"]
    assert words(text, statement.content) == ["Die Feuerwehr hat den Brand", "gelöscht"]


def test_two_acts_share_their_subject():
    text = "Der Verband lobte den Entwurf und bestätigte damit erstmals die Gespräche."
    praise, confirmation = found_in(text)
    assert praise.speaker == confirmation.speaker
    assert (praise.stance, confirmation.stance) == ("evaluates", "confirms")
    assert (praise.first, confirmation.first) == (False, True)


def test_an_impersonal_frame_names_its_source():
    text = "„Wir danken allen Helfern für ihren Mut“, heißt es in einer am Dienstag verbreiteten Erklärung des Bistums."
    statement = only(text)
    assert words(text, statement.speaker) == ["einer am Dienstag verbreiteten Erklärung des Bistums"]


def test_headings_end_sentences():
    text = "Stadt bestätigt Fund\n\nMehr im Lokalteil"
    statement = only(text)
    assert words(text, statement.content) == ["Fund"]


@settings(max_examples=150, deadline=None)
@given(
    st.text(alphabet=st.sampled_from("„“\"»«'.,:;!?()–- \nabcÄß seidieDersagtedassnichtlaut"), max_size=120).filter(
        str.strip
    )
)
@example(':"b:b:b')  # a colon opens the sentence, the quotation has no end
def test_whatever_is_read_spans_lie_in_the_text_and_parents_exist(text):
    reading = read_report(read_text(text, source="test"), "rules")
    ids = {statement.id for statement in reading.statements}
    for statement in reading.statements:
        assert statement.parent is None or statement.parent in ids
        assert statement.content
        for role in (statement.content, statement.speaker, statement.cue, statement.frame, statement.addressee):
            assert all(0 <= span.start < span.end <= len(text) for span in role)
            assert list(role) == sorted(role)


def test_reading_twice_gives_the_same():
    text = unmark("[Die Stadt] bestritt, {dass Geld fehlt}.").text
    assert found_in(text) == found_in(text)


def test_a_text_without_full_stops_is_cut_and_still_read():
    text = "Der Bote sagte, dass " * 300 + "niemand kam."
    statements = found_in(text)
    assert statements
    assert max(span.end for statement in statements for span in statement.content) <= len(text)


@pytest.mark.parametrize(
    ("text", "speaker", "content", "stance"),
    [
        ("Jede Beteiligung bestritt Nordfracht.", "Nordfracht", "Jede Beteiligung", "denies"),
        ("Eine Mitschuld räumte der Betreiber ein.", "der Betreiber", "Eine Mitschuld", "confirms"),
        ("Die Kosten bezifferte die Werft auf drei Millionen Euro.", "die Werft", "auf drei Millionen Euro", "asserts"),
        ("Die Werft bestritt jede Beteiligung.", "Die Werft", "jede Beteiligung", "denies"),
        ("Weder die Werft noch der Rat äußerten sich zu dem Leck.", "die Werft … der Rat", "zu dem Leck", "withholds"),
        (
            "Sowohl die Werft als auch der Rat äußerten sich zu dem Leck.",
            "die Werft … der Rat",
            "zu dem Leck",
            "asserts",
        ),
        ("Der Rat nahm dazu keine Stellung.", "Der Rat", "dazu", "withholds"),
        ("Die Vorwürfe weist Muster von sich.", "Muster", "Die Vorwürfe", "denies"),
        ("Jegliche Mitschuld wies der Rat zurück.", "der Rat", "Jegliche Mitschuld", "denies"),
        ("Der Rat begrüßte den Plan, weil er zeige, dass man spare.", "Der Rat", "den Plan", "evaluates"),
        ("Der Rat kritisierte den Umbau, was niemanden störte.", "Der Rat", "den Umbau", "evaluates"),
        ("Zu dem Leck machte die Werft keine Angaben.", "die Werft", "Zu dem Leck", "withholds"),
        ("Zum Leck wollte der Rat nichts sagen.", "der Rat", "Zum Leck", "withholds"),
        ("Der Rat ließ eine Frage nach dem Leck unbeantwortet.", "Der Rat", "eine Frage nach dem Leck", "withholds"),
    ],
)
def test_who_speaks_of_what_where_the_order_is_another(text, speaker, content, stance):
    statement = only(text)
    assert (roles(text, statement)["speaker"], roles(text, statement)["content"]) == (speaker, content)
    assert statement.stance == stance


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Die Schleuse sei dicht, teilte der Rat mit und beschuldigte Nordfracht, das Leck zu leugnen.", "der Rat"),
        ("Der Rat sperrte die Schleuse und beschuldigte Nordfracht, das Leck zu verschweigen.", "Der Rat"),
        ("Am Abend sperrte der Rat die Schleuse und warf Nordfracht vor, das Leck zu verschweigen.", "der Rat"),
        ("Die Schleuse wurde gesperrt, und der Rat warf Nordfracht vor, das Leck zu verschweigen.", "der Rat"),
    ],
)
def test_a_verb_behind_und_has_the_subject_of_the_one_before(text, speaker):
    (accusing,) = [statement for statement in found_in(text) if statement.stance == "alleges"]
    assert roles(text, accusing)["speaker"] == speaker


@pytest.mark.parametrize(
    ("text", "contents"),
    [
        ("Die Reederei hat am Freitag, dem 4. April 2025, dementiert.", []),
        ("Die Reederei hat am Freitag, dem 4. April 2025, den Verkauf dementiert.", ["den Verkauf"]),
    ],
)
def test_a_time_is_no_object(text: str, contents: list[str]) -> None:
    statements = read_report(read_text(text, source="test", published="2025-04-28"), "rules").statements
    assert ["".join(words(text, s.content)) for s in statements] == contents


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Wege sind gesperrt. Oberst Muster bestätigte das.", ("confirms", "Wege sind gesperrt das")),
        ("Wege sind gesperrt. Oberst Muster bestätigte das", ("confirms", "Wege sind gesperrt das")),
        ("Wege sind gesperrt. Die Polizei hat dies am Montag dementiert.", ("denies", "Wege sind gesperrt dies")),
        ("Wege sind gesperrt. Die Polizei bestätigte das nicht.", ("withholds", "Wege sind gesperrt das")),
        (
            "Wege seien gesperrt, hieß es. Die Polizei bestritt das: „Alles ist frei.“",
            ("denies", "Wege seien gesperrt das"),
        ),
        ("Wege seien gesperrt, hieß es. Der Rat nannte das eine Lüge.", ("denies", "Wege seien gesperrt das")),
        ("Wege seien gesperrt, hieß es. Der Rat nannte das eine Inszenierung.", ("denies", "Wege seien gesperrt das")),
        ("Wege seien gesperrt, hieß es. Der Rat nannte das eine Schande.", ("evaluates", "Wege seien gesperrt das")),
        ("Wege seien gesperrt, hieß es. Der Rat nannte das Propaganda.", ("denies", "Wege seien gesperrt das")),
        (
            "Wege seien gesperrt, hieß es. Der Rat nannte das unmöglich: Das Gesetz gelte.",
            ("denies", "Wege seien gesperrt das"),
        ),
        ("Wege sind gesperrt. Die Polizei bestätigte das alte Verbot.", ("confirms", "das alte Verbot")),
    ],
)
def test_a_word_behind_the_verb_may_mean_the_sentence_before(text: str, expected: tuple[str, str]) -> None:
    statements = read_report(read_text(text, source="test", published="2025-04-28"), "rules").statements
    assert expected in [(s.stance, " ".join(words(text, s.content))) for s in statements]


_ODD = (
    "will wollen möchte für von hält sprach hat und „ “ – ( ) : . , ; ? das bestätigte Bericht dem in Ministerin Lott "
    "Die Stadt einen Skandal nicht erklärt bestritten zu haben sein er sie den Täter gefälscht Zahl niedrig hoch "
    "kündigte an teilte mit wissen bauen sondern ihn leid tue man Moskau In wie was"
)


def test_a_text_may_end_anywhere():
    report = read_text("hält sie Täter für wissen und", source="test", published="2025-04-28", language="de")
    assert read_report(report, "rules").report is not None


@pytest.mark.parametrize("seed", range(4))
def test_words_in_any_order_are_read(seed):
    chance = random.Random(seed)
    for _ in range(150):
        text = " ".join(chance.choice(_ODD.split()) for _ in range(chance.randint(1, 14))) + chance.choice(("", "."))
        report = read_text(text, source="test", published="2025-04-28", language="de")
        for statement in read_report(report, "rules").statements:
            assert all(0 <= span.start < span.end <= len(text) for span in statement.content)


@pytest.mark.parametrize(
    ("text", "contents"),
    [
        (
            "Der Rat bestätigte den Fall; es habe zwei Verletzte gegeben.",
            ["den Fall", "es habe zwei Verletzte gegeben"],
        ),
        ("Die Firma wies die Vorwürfe zurück; sie habe nichts gewusst.", ["die Vorwürfe", "sie habe nichts gewusst"]),
        ("Der Rat bestätigte den Fall; zwei Männer starben.", ["den Fall"]),
        ("Der Rat bestätigte den Fall; zwei Männer wären tot.", ["den Fall"]),
    ],
)
def test_speech_goes_on_behind_a_semicolon(text, contents):
    found = found_in(text)
    assert [words(text, s.content) for s in found] == [[content] for content in contents]
    assert len({tuple(words(text, s.speaker)) for s in found}) == 1
