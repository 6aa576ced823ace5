"""Bodies, firms and office holders that other reports on a story name, lent to one that does not."""

import re

import pytest
from tests.actors.given import given, unmark

from sayso.actors.houses import Neighbours
from sayso.actors.resolve import resolve_actors
from sayso.language.analysis import analyse
from sayso.model import Span
from sayso.reading.text import read_text


def read(marked, *others):
    """Return the name and party of the last marked speaker, and what the report tells others."""
    neighbours = Neighbours(others)
    text, spans = unmark(marked)
    statements = []
    for number, span in enumerate(spans):
        after = re.compile(r"\s+(\w+)").match(text, span.end)
        statements.append(given(number, span, Span(*after.span(1)) if after else None))
    report = read_text(text, source="test", published="2025-04-28")
    named, actors = resolve_actors(analyse(report), statements, neighbours=neighbours)
    by_id = {actor.id: actor for actor in actors}
    return [(by_id[id].name, by_id[id].party) for id in named[-1].actors], neighbours.own


def last(marked, *others):
    """Return the last speaker of a report that is read with others."""
    return read(marked, *(read(other)[1] for other in others))[0]


GUARD = "[Die norwegische Küstenwache] bestätigte das. Das sagte [Erika Muster]."


@pytest.mark.parametrize(
    ("marked", "others", "party"),
    [
        # others tell the state, and this report names it
        ("Muster kam nach Norwegen, Polen und Peru. [Die Küstenwache] schwieg.", [GUARD], "NO"),
        # no name in common: another story
        ("Beispiel kam nach Norwegen, Polen und Peru. [Die Küstenwache] schwieg.", [GUARD], None),
        # this report does not name the state
        ("Muster kam nach Chile, Polen und Peru. [Die Küstenwache] schwieg.", [GUARD], None),
        # others tell two states
        ("Muster kam nach Norwegen, Polen und Peru. [Die Küstenwache] schwieg.",
         [GUARD, GUARD.replace("norwegische", "polnische")], None),
        # its own words tell another
        ("Muster kam nach Norwegen. [Die polnische Küstenwache] schwieg.", [GUARD], "PL"),
    ],
)  # fmt: skip
def test_whose_a_body_is_that_only_others_tell(marked, others, party):
    assert [one for _, one in last(marked, *others)] == [party]


LINE = "[Die Reederei Nordlicht] bestätigte das. Das sagte [Erika Muster]."
CONCERN = "[Der Konzern Gulden] bestätigte das. Das sagte [Erika Muster]."


@pytest.mark.parametrize(
    ("marked", "others", "name"),
    [
        ("[Die Reederei] schwieg zu Muster.", [LINE], "Nordlicht"),
        # where any report names it without the noun, that is its name in all
        ("[Die Umweltstiftung Nordlicht] schwieg zu Muster.", ["[Nordlicht] dementierte. Das sagte [Erika Muster]."],
         "Nordlicht"),
        ("[Die Umweltstiftung Nordlicht] schwieg zu Muster.", [LINE.replace("Nordlicht", "Südstern")],
         "Umweltstiftung Nordlicht"),
        # the firm that most name is what any is called
        ("[Das Unternehmen] schwieg zu Muster.", [CONCERN, CONCERN], "Gulden"),
        # named once only, of another noun, of another story, two of that noun
        ("[Das Unternehmen] schwieg zu Muster.", [CONCERN], "Unternehmen"),
        ("[Die Werkstatt] schwieg zu Muster.", [LINE], "Werkstatt"),
        ("[Die Reederei] schwieg zu Beispiel.", [LINE], "Reederei"),
        ("[Die Reederei] schwieg zu Muster.", [LINE, LINE.replace("Nordlicht", "Südstern")], "Reederei"),
    ],
)  # fmt: skip
def test_which_firm_a_bare_noun_means(marked, others, name):
    assert [one for one, _ in last(marked, *others)] == [name]


BOARD = "[Vorstandschef Hans Muster] bestätigte das."


@pytest.mark.parametrize(
    ("marked", "others", "name"),
    [
        ("[Der Vorstandschef] lobte Musters Haus. Muster.", [BOARD], "Hans Muster"),
        # a woman, two who are called so, more words, a word for anybody
        ("[Die Vorstandschefin] lobte Musters Haus. Muster.", [BOARD], "Vorstandschefin"),
        ("[Der Vorstandschef] lobte Beispiel, Muster.", [BOARD, "[Vorstandschef Jan Beispiel] bestätigte das."],
         "Vorstandschef"),
        ("[Ein Vorstandschef] lobte Musters Haus. Muster.", [BOARD], "Vorstandschef"),
        ("[Der Politiker] lobte Musters Haus. Muster.", ["[Der Politiker Hans Muster] bestätigte das."], "Politiker"),
    ],
)  # fmt: skip
def test_who_holds_an_office_that_only_others_name(marked, others, name):
    assert [one for one, _ in last(marked, *others)] == [name]


def test_a_report_of_several_countries_plays_where_its_story_does():
    marked = "Muster sprach über Chile, Polen, Peru, Chile, Polen, Peru und Polen. [Die Wahlkommission] schwieg."
    assert last(marked) == [("Wahlkommission", None)]
    assert last(marked, "In Polen sagte [Erika Muster]: Polen.") == [("Wahlkommission", "PL")]
    assert last(marked, "In Schweden sagte [Erika Muster]: Schweden.") == [("Wahlkommission", None)]


def test_a_surname_is_no_firm():
    marked = "[Betreiber Ivo Muster] schwieg. Es regnet."
    assert last(marked, "[Muster] teilte das mit. Das sagte [Ivo Muster].") == [("Ivo Muster", None)]


@pytest.mark.parametrize(
    ("marked", "party"),
    [
        # a report that names no country plays where the others on its story do
        ("Muster kam. [Die Stadtverwaltung] schwieg.", "NO"),
        ("Muster kam. [Der Vorsitzende Richter] schwieg.", "NO"),
        # it names one, a club has presidents too, or it has no name in common with them
        ("Muster kam nach Mali. Mali feierte. [Die Stadtverwaltung] schwieg.", "ML"),
        # one that it hardly names leaves it open at its beginning, and counts for nothing far behind
        ("Muster kam nach Mali. [Die Stadtverwaltung] schwieg.", None),
        ("Muster kam. Es regnete. Es hagelte. Er fuhr nach Mali. [Die Stadtverwaltung] schwieg.", "NO"),
        ("Muster kam. [Der Präsident] schwieg.", None),
        ("Beispiel kam. [Die Stadtverwaltung] schwieg.", None),
    ],
)
def test_a_report_without_a_country_plays_where_its_story_does(marked, party):
    assert [one for _, one in last(marked, GUARD)] == [party]
