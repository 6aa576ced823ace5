from dataclasses import replace

import pytest
from tests.claims.given import Said, reading

from sayso.claims.points import is_reference, read_points
from sayso.claims.vocabulary import vocabulary
from sayso.model import Part, Span, TimeExpression
from sayso.pipeline import read_report
from sayso.reading.text import read_text


def only_point(*said, language="de", published="2030-05-04"):
    (point,) = read_points(reading("r1", published, *said, language=language))
    return point


@pytest.mark.parametrize(
    "text",
    [
        "die Vorwürfe",
        "dies",
        "das",
        "Vorwürfe der Opposition und ihrer Freunde",
        "„Natürlich nicht.“",
        "eine plumpe Fälschung",
        "die Angaben",
        "keine Reaktion",
        "keinen Kommentar",
    ],
)
def test_what_only_refers(text):
    assert is_reference(text, vocabulary("de"))


@pytest.mark.parametrize(
    "text",
    [
        "den Einsatz der Feuerwehr",
        "Berichte über tote Soldaten",
        "den Vorwurf, Geld genommen zu haben",
        "die Herkunft der Rakete",
        "das Dorf sei zerstört",
    ],
)
def test_what_has_a_content_of_its_own(text):
    assert not is_reference(text, vocabulary("de"))


@pytest.mark.parametrize(
    ("text", "refers"),
    [
        ("Der Sprecher verwies auf das Ministerium.", True),
        ("Der Sprecher verwies an die Werft in Lima.", True),
        ("Der Sprecher wollte das Leck im Damm nicht bestätigen.", False),
    ],
)
def test_who_only_says_whom_to_ask_refers_to_what_was_asked(text, refers):
    report = read_text(f"Der Damm sei dicht, sagte die Stadt. {text}", source="test", published="2030-05-04")
    (point,) = (point for point in read_points(read_report(report, "rules")) if point.stance == "withholds")
    assert point.anaphoric is refers


@pytest.mark.parametrize(("text", "refers"), [("the charge", True), ("it", True), ("the charge that he lied", False)])
def test_references_in_english(text, refers):
    assert is_reference(text, vocabulary("en")) is refers


@pytest.mark.parametrize(
    ("content", "stance", "side"),
    [
        ("die Brücke sei gesprengt worden", "asserts", 1),
        ("die Brücke sei nicht gesprengt worden", "asserts", -1),
        ("dass die Brücke gesprengt wurde", "denies", -1),
        ("dass die Brücke nicht gesprengt wurde", "denies", 1),
        ("Die Brücke sei nie gesprengt worden", "denies", -1),
        ("dass keine Brücke gesprengt wurde", "confirms", -1),
        ("ob die Brücke gesprengt wurde", "withholds", 0),
        ("die Sprengung der Brücke", "evaluates", None),
        ("die Brücke nicht zu sprengen", "demands", None),
        ("eine Fälschung", "evaluates", -1),
        ("„Natürlich nicht“", "denies", -1),
    ],
)
def test_side_towards_the_content_without_its_negation(content, stance, side):
    assert only_point(Said(content, "Amt", "XA", stance)).side == side


def test_a_statement_within_another_of_the_same_voice_is_counted_once():
    outer = Said("das Wasser sei „ganz klar“ gewesen", "Amt", "XA")
    inner = Said("„ganz klar“", "Amt", "XA", parent=1)
    other = Said("das Wasser war klar", "Fischer", None, parent=1)
    assert [p.statement for p in read_points(reading("r1", "2030-05-04", outer, inner, other))] == ["s1", "s3"]


@pytest.mark.parametrize(
    ("text", "counted"),
    [
        (
            "Die Werft konnte den Fund nach Angaben ihres Sprechers Jan Muster nicht bestätigen.",
            [("withholds", "den Fund")],
        ),
        (  # what else is told counts too
            "Der Sprecher Jan Muster sagte, der Hafen sei zu und die Werft habe den Fund bestätigt.",
            [("asserts", "der Hafen sei zu und die Werft habe den Fund bestätigt"), ("confirms", "den Fund")],
        ),
        (  # his own words too, where they are nothing else
            "So äußerte sich der Sprecher Jan Muster: Er zog in Zweifel, dass der Hafen offen ist.",
            [("denies", "dass der Hafen offen ist")],
        ),
    ],
)
def test_what_only_tells_of_a_position_is_counted_as_that(text, counted):
    points = read_points(read_report(read_text(text, source="test", published="2030-05-04"), "rules"))
    assert [(point.stance, point.text) for point in points] == counted


@pytest.mark.parametrize("answer", ["Lima widersprach.", "Lima bestritt das.", "Lima bestritt beides."])
def test_the_word_for_the_sentence_before_is_no_part_of_what_is_denied(answer):
    text = f"Der Damm sei undicht, sagte Hans Muster. {answer}"
    points = read_points(read_report(read_text(text, source="test", published="2030-05-04"), "rules"))
    assert {(point.stance, point.text) for point in points} == {
        ("asserts", "Der Damm sei undicht"),
        ("denies", "Der Damm sei undicht"),
    }


def test_what_a_voice_goes_on_to_say_in_a_paragraph_was_said_on_the_same_day():
    text = "Das Wasser sei klar gewesen. Die Fische seien gesund. Der See sei tief."
    given = reading("r1", "2030-05-04", Said(text, "Amt", "XA", on="2030-05-02"))
    first = given.statements[0]
    at = [0, text.index("Die Fische"), text.index("Der See"), len(text)]
    from dataclasses import replace

    parts = [
        replace(first, id=f"s{n}", content=(Span(at[n], at[n + 1]),), said=first.said if n == 0 else None)
        for n in range(3)
    ]
    parts[2] = replace(parts[2], actors=())
    points = read_points(replace(given, statements=tuple(parts)))
    assert [point.said for point in points] == ["2030-05-02", "2030-05-02", "2030-05-04"]


def test_without_a_day_of_publication_the_dateline_tells_it():
    from dataclasses import replace

    given = reading("r1", None, Said("Oslo, 2. Mai 2030 – Das Wasser sei klar", "Amt", "XA"))
    dated = replace(
        given,
        report=replace(given.report, parts=(Part("dateline", Span(0, 17)),)),
        times=(TimeExpression(Span(6, 17), "DATE", "2030-05-02"),),
    )
    assert [point.said for point in read_points(dated)] == ["2030-05-02"]
    assert [point.said for point in read_points(given)] == [None]


def test_a_pluperfect_without_a_day_was_so_earlier():
    assert only_point(Said("dass die Brücke steht", "Amt", "XA", "withholds", cue="hatte nicht bestätigt")).earlier
    assert not only_point(Said("dass die Brücke steht", "Amt", "XA", "withholds", cue="hat nicht bestätigt")).earlier


@pytest.mark.parametrize(
    ("text", "slight"), [("„Wahnsinn“", True), ("Wer hat das Dorf zerstört?", True), ("das Dorf sei zerstört", False)]
)
def test_what_is_too_empty_to_be_claimed(text, slight):
    assert only_point(Said(text, "Amt", "XA")).slight is slight


def test_states_by_name_adjective_and_capital():
    assert only_point(Said("Moskau habe ukrainische Häfen beschossen", "Amt", "XA")).states == {"RU", "UA"}


@pytest.mark.parametrize(
    ("content", "speaker", "mode", "text"),
    [
        ("Der Minister nannte das eine Lüge", "Der Minister", "reported", "das eine Lüge"),
        ("Die Behörde forderte eine klare Antwort.", "Die Behörde", "reported", "eine klare Antwort."),
        ("Der Minister nannte das eine Lüge", "Der Minister", "indirect", "Der Minister nannte das eine Lüge"),
        ("Die Antwort der Behörde genügte nicht.", "der Behörde", "reported", "Die Antwort der Behörde genügte nicht."),
    ],
)
def test_of_a_sentence_told_as_a_whole_only_what_is_said(content, speaker, mode, text):
    from dataclasses import replace

    given = reading("r1", "2030-05-04", Said(content, "Amt", "XA", "evaluates"))
    at = content.index(speaker)
    told = replace(given.statements[0], mode=mode, speaker=(Span(at, at + len(speaker)),))
    (point,) = read_points(replace(given, statements=(told,)))
    assert point.text == text


@pytest.mark.parametrize(
    ("frame", "further"),
    [("erklärte zugleich,", True), ("Außerdem sagte er,", True), ("erklärte am Zugleis,", False), ("", False)],
)
def test_what_a_frame_puts_on_top_of_what_was_said(frame, further):
    plain = reading("r1", "2030-05-01", Said(f"der Zaun sei neu {frame}", "Amt"))
    (statement,) = plain.statements
    start, end = statement.content[0].end - len(frame), statement.content[0].end
    content, spans = (Span(0, start),), (Span(start, end),) if frame else ()
    told = replace(plain, statements=(replace(statement, content=content, frame=spans),))
    assert read_points(told)[0].further is further


def test_what_stands_in_a_heading():
    plain = reading("r1", "2030-05-01", Said("Der Zaun ist neu", "Amt"), Said("der Zaun sei neu", "Amt"))
    first, second = (statement.content[0] for statement in plain.statements)
    parts = (Part("crosshead", first), Part("paragraph", second))
    assert [point.heading for point in read_points(replace(plain, report=replace(plain.report, parts=parts)))] == [
        True,
        False,
    ]
    assert not any(point.heading for point in read_points(plain))
