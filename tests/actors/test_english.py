"""Actors of English reports: who is named, who is meant, for which state."""

import pytest
from tests.actors.given import given, unmark

from sayso.actors.acquaintances import AcquaintanceBook
from sayso.actors.english import resolve_english
from sayso.language.analysis import analyse
from sayso.pipeline import read_report
from sayso.reading.text import read_text


def actors(marked: str, book: AcquaintanceBook | None = None) -> list[tuple[tuple[str, str | None], ...]]:
    """Return name and party of whom each marked speaker means."""
    text, spans = unmark(marked)
    statements = [given(number, span) for number, span in enumerate(spans)]
    spoken, found = resolve_english(analyse(read_text(text, source="test", language="en")), statements, book)
    by_id = {actor.id: (actor.name, actor.party) for actor in found}
    return [tuple(by_id[id] for id in statement.actors) for statement in spoken]


def last(marked: str) -> tuple[tuple[str, str | None], ...]:
    return actors(marked)[-1]


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ("[Russian Foreign Minister Ivan Muster] said it.", ("Ivan Muster", "RU")),
        ("[Ivan Muster, the Russian foreign minister,] said it.", ("Ivan Muster", "RU")),
        ("[Peru's President Ana Example] said it.", ("Ana Example", "PE")),
        ("[President Ana Example of Peru] said it.", ("Ana Example", "PE")),
        ("In Lima, [Defence Minister Ana Example] said it.", ("Ana Example", "PE")),
        ("[Ana Example] said it.", ("Ana Example", None)),
        ("[Former Russian minister Ivan Muster] said it.", ("Ivan Muster", None)),
        ("[The Russian defence ministry] said it.", ("Russian defence ministry", "RU")),
        ("[The Russian writers] said it.", ("Russian writers", None)),
        ("[Moscow] said it.", ("Russia", "RU")),
        ("[The Netherlands] said it.", ("Netherlands", "NL")),
        ("[KCNA] said it.", ("KCNA", "KP")),
        ("[The Safety Team] said it.", ("Safety Team", None)),
        ("[Officials in Kyiv who saw it] said so.", ("Officials in Kyiv", "UA")),
        ("[a spokesman for Minister Ana Example] said it.", ("Spokesman for Minister Ana Example", None)),
        ("Peru's Minister Ana Example left. [A spokesman for Ana Example] spoke.", ("Spokesman for Ana Example", "PE")),
        ("[The shipping company Musterwerk] said it.", ("Musterwerk", None)),
        ("[A spokesman for the company Musterwerk] spoke.", ("Spokesman for the company Musterwerk", None)),
        ("[The company Musterwerk] said it. It rained. [The company] denied it.", ("Musterwerk", None)),
        ("[The European Medicines Agency] said it.", ("European Medicines Agency", "EU")),
        (
            "[A North Korean diplomat at the United Nations] spoke.",
            ("North Korean diplomat at the United Nations", "KP"),
        ),
        ("[A diplomat in Lima] said it.", ("Diplomat in Lima", None)),
        ("[The interior minister of Peru, Ana Example,] said it.", ("Ana Example", "PE")),
        ("[The owner, Musterwerk,] said it.", ("Musterwerk", None)),
        ("[Musterwerk's director, Ana Example,] said it.", ("Ana Example", None)),
        ("[The captain of the Mary] said it in Lima.", ("Captain of the Mary", None)),
        ("[Culture Minister Ana Example] said it in Lima, Peru.", ("Ana Example", "PE")),
        ("[The central bank of Peru] said it.", ("Central bank of Peru", "PE")),
        ("[A village head in Peru] said it.", ("Village head in Peru", None)),
    ],
)
def test_a_speaker_and_the_state(marked, expected):
    assert last(marked) == (expected,)


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ("[Russian Foreign Minister Ivan Muster] said it. [Muster] added that.", "Ivan Muster"),
        ("Russian Foreign Minister Ivan Muster came. [Muster] said it.", "Ivan Muster"),
        ("[Russian Foreign Minister Ivan Muster] said it. [He] added that.", "Ivan Muster"),
        ("[Maria Muster] said it. [John Example] said so. [She] added that.", "Maria Muster"),
        ("[Maria Muster] said it. John Example Miller came. That was all, [he] said.", "John Example Miller"),
        ("[The Russian embassy] said it. [It] added that.", "Russian embassy"),
        ("[A North Korean diplomat] said it. [He] added that.", "North Korean diplomat"),
        ("Norway summoned the Russian ambassador. [The ambassador] said it.", "Russian ambassador"),
        ("Norway summoned the Russian ambassador. His ambassador came. [The ambassador] said it.", "Ambassador"),
        ("The Russian ambassador left. [The ambassador] said it.", "Russian ambassador"),
        ("It met the South Korean ambassador. [The ambassador] said it.", "South Korean ambassador"),
        ("Everybody left. Germany's ambassador was ill. [The ambassador] said it.", "Ambassador"),
        ("Norway met Russia. Ambassador Smith left. [The envoy] said it.", "Envoy"),
        ("In Tehran, Iran, ambassador Smith spoke. [The ambassador] said it.", "Ambassador"),
    ],
)
def test_a_last_name_and_a_pronoun_pick_up_whom_the_report_named(marked, expected):
    assert [name for name, _ in last(marked)] == [expected]


@pytest.mark.parametrize("marked", ["[He] said it.", "[one of them] said it.", "[Maria Muster] said it. [It] stayed."])
def test_who_cannot_be_told_is_nobody(marked):
    assert last(marked) == ()


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ("LIMA — Peru is angry. [The foreign ministry] said so.", "PE"),
        (
            "LIMA — Peru was angry, and the night was long. Chile denies it. [A justice ministry spokesman] said so.",
            "CL",
        ),
        ("[Russia's foreign ministry] denied it. [A spokesman] said so.", "RU"),
        ("[The firm Musterwerk] denied it. [A spokesman] said so.", None),
        ("It rained. Peruvian prosecutors reopened the case. [They] would not comment.", "PE"),
        ("Norway summoned the Russian ambassador. [The ambassador] said so.", "RU"),
        ("[Chile's navy] denied it. [Its commander] said so.", "CL"),
        ("[Chile] denied it. [Its ambassador in Lima] said so.", "CL"),
        ("Ana Bishop rules Peru. [A spokesman for Foreign Minister Ana Bishop] said so.", "PE"),
        ("BRUSSELS — Belgium is angry. [Brussels] said so.", "BE"),
        ("[Brussels] said so.", "EU"),
        ("Soledad Quiroga lives in Peru. [The police] said so.", "PE"),
        ("It rained. [The police] said so.", None),
    ],
)
def test_an_office_that_tells_no_country(marked, expected):
    assert [party for _, party in last(marked)] == [expected]


def test_a_noun_picks_up_whom_it_was_told_of():
    assert last("[Peru's foreign ministry] denied it. [The ministry] said so.") == (("Peru's foreign ministry", "PE"),)
    assert last("Peru's mayor Ana Example came. [The mayor] said so.") == (("Ana Example", "PE"),)


def test_people_of_earlier_reports():
    book = AcquaintanceBook()
    actors("[Russian Foreign Minister Ivan Muster] said it.", book)
    assert actors("[Muster] said it.", book) == [(("Ivan Muster", "RU"),)]
    assert actors("[Muster] said it.") == [(("Muster", None),)]


def test_two_in_a_list_are_two():
    assert last("[Ana Example and the Russian embassy] said it.") == (("Ana Example", None), ("Russian embassy", "RU"))


def test_an_english_report_has_actors():
    text = 'Russian Foreign Minister Ivan Muster said on Monday: "We have nothing to do with the fire in the harbour."'
    reading = read_report(read_text(text, source="test", language="en"))
    assert [(actor.name, actor.party) for actor in reading.actors] == [("Ivan Muster", "RU")]
    assert all(statement.actors == ("a1",) for statement in reading.statements if statement.speaker)
