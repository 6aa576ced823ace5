"""Which reports copy one text: what an editor changes in a copy, and what independent reports have in common."""

import sqlite3
import unicodedata
from dataclasses import replace
from itertools import permutations

import pytest

from sayso.claims import copies
from sayso.claims.copies import (
    compare_reports,
    find_candidates,
    find_copies,
    pack_keys,
    take_fingerprint,
    unpack_keys,
)
from sayso.reading.text import read_text

LEAD = (
    "Die Hafenbehörde von Norrby hat am Montag eingeräumt, dass aus einem Tank im Ölhafen mehrere Tage lang Schweröl "
    "in das Becken gelaufen ist. Das Leck sei am Samstag entdeckt und in der Nacht geschlossen worden, sagte die "
    "Leiterin der Behörde, Maja Lindqvist."
)
REACTION = (
    "Das Umweltministerium des Landes wies die Darstellung zurück. Fachleute hätten schon in der vorigen Woche Proben "
    "genommen und die Behörde gewarnt, erklärte ein Sprecher. Die Betreiberfirma wollte sich zu den Vorwürfen nicht "
    "äußern und verwies auf laufende Ermittlungen der Staatsanwaltschaft."
)
TAIL = (
    "Fischer aus den umliegenden Orten berichteten von verklebten Netzen und toten Vögeln am Ufer. Der Fang der Woche "
    "sei verloren, sagte der Vorsitzende ihres Verbandes. Für die Reinigung der Becken sind nach ersten Schätzungen "
    "rund zwei Monate nötig."
)
QUOTATION = (
    "„Wir haben in diesen Tagen Fehler gemacht, und ich will sie nicht kleinreden. Wir hätten die Bewohner am ersten "
    "Abend warnen müssen, wir hätten die Pumpen sofort abstellen müssen, und wir hätten die Feuerwehr nicht erst am "
    "nächsten Morgen rufen dürfen. Dafür bitte ich alle, die am Wasser leben und arbeiten, um Entschuldigung.“"
)
OWN = (
    "Wer in diesen Tagen durch Norrby geht, riecht es schon am Bahnhof. Auf dem Markt stehen die Stände leer, und vor "
    "dem Rathaus sammeln zwei Schülerinnen Unterschriften. Sie wollen wissen, wer wann Bescheid wusste. Eine Antwort "
    "haben sie bislang von niemandem bekommen, weder aus dem Amt noch von der Firma. Der Wirt der Seemannsstube hat "
    "seine Terrasse geschlossen, obwohl die Sonne scheint. So einen Sommer habe er noch nicht erlebt, meint er und "
    "räumt die Stühle in den Keller. Am Abend tagt der Gemeinderat, die Bänke sind bis zur letzten Reihe besetzt."
)


def report(name, *paragraphs, outlet=None, headline="Öl im Hafen von Norrby", credit=""):
    text = "\n\n".join((headline, *paragraphs, *((credit,) if credit else ())))
    return read_text(text, source=name, id=name, outlet=outlet)


def compared(one, other):
    found = compare_reports(one, [other])
    return found[0] if found else None


ORIGINAL = report("r1", "Norrby (dpa) - " + LEAD, REACTION, TAIL)


@pytest.mark.parametrize(
    "paragraphs",
    [
        pytest.param((LEAD, REACTION), id="the tail cut off"),
        pytest.param(("Norrby. " + LEAD, TAIL), id="another dateline, the middle left out"),
        pytest.param((TAIL, REACTION, LEAD), id="in another order"),
        pytest.param(
            (LEAD.replace("eingeräumt", "zugegeben").replace("mehrere", "etliche"), REACTION), id="words replaced"
        ),
        pytest.param((LEAD.replace(" am Montag", ""), REACTION.replace(" des Landes", ""), TAIL), id="words left out"),
        pytest.param(
            (LEAD.replace("Schweröl", "Schwer\u00adöl").replace(" ", "\u00a0"),), id="soft hyphen, hard blanks"
        ),
        pytest.param((unicodedata.normalize("NFD", LEAD), REACTION.upper()), id="umlauts in two parts, capitals"),
        pytest.param((LEAD, OWN.partition(". Sie wollen")[0] + "."), id="the smaller part is its own"),
    ],
)
def test_an_edited_text_is_a_copy(paragraphs):
    edited = report("r2", *paragraphs, headline="Behörde gibt Leck zu", credit="(dpa)")
    found = find_copies([ORIGINAL, edited])
    assert len(found) == 1
    assert found[0].whole


@pytest.mark.parametrize(
    "others",
    [
        pytest.param((OWN,), id="nothing in common"),
        pytest.param(
            (
                "In Norrby ist tagelang Schweröl aus einem undichten Tank geflossen. Lindqvist, die den Hafen leitet, "
                "bestätigte das am Montag vor Journalisten. Man habe die Stelle in der Nacht zum Sonntag abgedichtet. "
                "Aus dem Umweltministerium hieß es, Warnungen seien in den Wind geschlagen worden.",
            ),
            id="the same news in other words",
        ),
    ],
)
def test_independent_reports_are_no_copies(others):
    assert compared(ORIGINAL, report("r2", *others)) is None


def test_a_long_quotation_in_two_reports_is_no_copy_but_the_words_around_it_are():
    one = report("r1", LEAD, QUOTATION + " Das sagte Lindqvist am Abend.", REACTION)
    assert compared(one, report("r2", OWN, QUOTATION + ", so die Leiterin der Behörde.")) is None
    unmarked = QUOTATION.strip("„“")
    assert compared(report("r1", LEAD, unmarked), report("r2", OWN, unmarked)) is not None


def test_a_copied_passage_in_a_longer_report_is_found_with_its_place():
    own = OWN.replace("Norrby", "dem Ort")
    longer = report("r2", own, own.replace(" ", " sehr "), REACTION + " " + LEAD, headline="Was der Ort erzählt")
    shorter = report("r3", LEAD, REACTION, TAIL, OWN.replace(" ", " nie "))
    found = compared(shorter, longer)
    assert found is not None
    assert not found.whole
    reports = {each.id: each for each in (longer, shorter)}
    for passage in found.passages:
        one = reports[found.one].text[passage.one.start : passage.one.end]
        assert one == reports[found.other].text[passage.other.start : passage.other.end]
        assert one in LEAD or one in REACTION


def test_a_sentence_that_stands_in_both_is_too_little():
    sentence = REACTION.partition(". ")[0] + "."
    one, other = report("r1", LEAD, TAIL, sentence), report("r2", OWN, sentence)
    assert compared(one, other) is None


def test_what_an_outlet_puts_under_all_its_reports_is_no_copy():
    boilerplate = LEAD.replace("Norrby", "Abonnenten") + " " + TAIL
    one = report("r1", OWN, OWN.replace(" ", " sehr "), boilerplate, outlet="Uferbote")
    other = report("r2", REACTION, OWN.replace(" ", " nie "), OWN.replace(" ", " oft "), boilerplate, outlet="Uferbote")
    assert compared(one, other) is None
    assert compared(one, replace(other, outlet="Landblatt")) is not None


def test_an_outlet_that_runs_its_text_again_copies_itself():
    one = report("r1", LEAD, REACTION, TAIL, outlet="Uferbote")
    assert compared(one, report("r2", LEAD, REACTION, outlet="Uferbote")).whole


def test_the_share_counts_own_words_of_each_side():
    found = compared(report("r1", LEAD, REACTION), report("r2", LEAD))
    shares = {found.share_one, found.share_other}
    assert max(shares) == 1
    assert 0.35 < min(shares) < 0.55


def test_captions_and_headlines_do_not_count():
    same = "Bagger im Ölhafen von Norrby, in dem am Wochenende das Leck geschlossen wurde.Foto: dpa"
    one = report("r1", same, OWN, headline="Leiterin der Hafenbehörde räumt nach langem Schweigen Leck im Ölhafen ein")
    other = report(
        "r2", same, LEAD, headline="Leiterin der Hafenbehörde räumt nach langem Schweigen Leck im Ölhafen ein"
    )
    assert compared(one, other) is None


def test_the_order_of_reports_makes_no_difference():
    reports = [ORIGINAL, report("r2", LEAD, REACTION), report("r3", TAIL, LEAD), report("r4", OWN)]
    results = {find_copies(order) for order in permutations(reports)}
    assert len(results) == 1
    assert len(results.pop()) == 3
    assert compare_reports(reports[0], [reports[1]]) == compare_reports(reports[1], [reports[0]])


def test_a_report_is_no_copy_of_itself():
    assert compare_reports(ORIGINAL, [ORIGINAL]) == ()
    assert find_copies([ORIGINAL, ORIGINAL]) == ()


def test_keys_come_back_from_bytes_and_stay_what_they_are():
    keys = take_fingerprint(ORIGINAL).keys
    assert unpack_keys(pack_keys(keys)) == keys
    assert keys == tuple(sorted(set(keys)))
    assert all(-(2**63) <= key < 2**63 for key in keys)
    # They are kept in ledgers: a change of words, hash or sample makes the old rows useless.
    flash = report("r5", "Im Hafen von Norrby ist ein Tank undicht.")
    assert take_fingerprint(flash).keys == FLASH_KEYS


FLASH_KEYS = (
    -3603977014183577423,
    -3100723606883193409,
    -1136220118050793153,
    -1002199993215865280,
    1534941053879215076,
    1600431919514195545,
    3637328087695079871,
    8271165976295591986,
    9072758245403802152,
)


def test_a_text_without_words_has_no_keys():
    assert take_fingerprint(report("r6", "!!!", headline="…")).keys == ()


def test_candidates_are_found_by_keys_alone_the_nearest_first():
    near, far = report("r2", LEAD, REACTION, TAIL), report("r3", LEAD, OWN)
    prints = [take_fingerprint(each) for each in (ORIGINAL, far, near, report("r4", OWN))]
    assert find_candidates(prints[0], prints) == (near.id, far.id)


def test_the_search_in_a_table_finds_the_same_candidates():
    known = [take_fingerprint(report(f"k{at}", text, OWN)) for at, text in enumerate((LEAD, REACTION, TAIL, OWN))]
    table = sqlite3.connect(":memory:")
    table.execute("CREATE TABLE fingerprints (report TEXT, key INTEGER, PRIMARY KEY (key, report)) WITHOUT ROWID")
    table.executemany(
        "INSERT INTO fingerprints VALUES (?, ?)", [(each.report, key) for each in known for key in each.keys]
    )
    new = take_fingerprint(ORIGINAL)
    assert copies.__doc__ is not None
    query = copies.__doc__[copies.__doc__.index("SELECT report") :].partition("\n\n")[0]
    query = query.replace("…", ", ".join("?" * len(new.keys)))
    for name in ("COMMON_KEY", "CANDIDATE_KEYS", "MOST_CANDIDATES"):
        query = query.replace(name, str(getattr(copies, name)))
    rows = table.execute(query, new.keys).fetchall()
    assert tuple(report for report, _ in rows) == find_candidates(new, known)
    assert len(rows) == 3


def test_what_very_many_reports_hold_makes_no_candidates(monkeypatch):
    monkeypatch.setattr(copies, "COMMON_KEY", 2)
    known = [take_fingerprint(report(f"k{at}", LEAD, outlet=f"Blatt {at}")) for at in range(3)]
    assert find_candidates(take_fingerprint(ORIGINAL), known) == ()
    assert len(find_candidates(take_fingerprint(ORIGINAL), known[:2])) == 2
