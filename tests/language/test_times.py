"""Times of a text: spans, values by publication and tense, what stays unknown."""

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.errors import UsageError
from sayso.language.times import bound_publication, find_times
from sayso.language.times.calendar import easter, feast_day

WORDS = st.sampled_from(
    ["am", "Montag", ",", "dem", "24", ".", "Januar", "2011", "vor", "zwei", "Wochen", "und", "drei", "Tagen", "Uhr",
     "20", ":", "15", "-", "(", ")", "31", "02", "Ende", "der", "neunziger", "Jahre", "Ostern", "Nacht", "zum", "heute",
     "99", "gestern", "Abend", "im", "vergangenen", "Jahr", "\n", "\n\n", "0", "Februar", "des", "Quartal", "2.",
     "Jahrhunderts"]
)  # fmt: skip
PUBLISHED = st.sampled_from([None, "2024", "2024-02", "2024-02-29", "1000-01-01", "9000-12-31"])


def values(text: str, published: str | None = "2015-05-13", language: str = "de") -> list[tuple[str, str]]:
    return [
        (text[time.span.start : time.span.end], time.value)
        for time in find_times(text, published=published, language=language)
    ]


@settings(max_examples=200, deadline=None)
@given(st.one_of(st.text(), st.lists(WORDS).map(" ".join), st.lists(WORDS).map("".join)), PUBLISHED)
def test_any_text_gives_valid_sorted_separate_spans(text: str, published: str | None) -> None:
    for language in ("de", "en"):
        end = 0
        for time in find_times(text, published=published, language=language):
            assert end <= time.span.start < time.span.end <= len(text)
            assert time.value == time.value.strip()
            assert "?" not in time.value
            assert "{" not in time.value
            assert "None" not in time.value
            end = time.span.end
        bound_publication(text, language=language)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Der Rat tagte am Montag.", "2015-05-11"),
        ("Der Rat wird am Montag tagen.", "2015-05-18"),
        ("Am Freitag soll der Rat entscheiden.", "2015-05-15"),
        ("Das teilte das Ministerium am Mittwoch mit und war zufrieden.", "2015-05-13"),
        ("Am vergangenen Dienstag tagte der Rat.", "2015-05-05"),
        ("Am kommenden Dienstag tagt der Rat.", "2015-05-19"),
        ("In einer am Samstag veröffentlichten Mitteilung heißt es das.", "2015-05-09"),
    ],
)
def test_weekdays_follow_the_tense(text: str, value: str) -> None:
    assert [found for _, found in values(text)] == [value]


@pytest.mark.parametrize(
    ("text", "published", "expected"),
    [
        ("am Montag", None, "XXXX-WXX-1"),
        ("am Montag", "2025", "2025-WXX-1"),
        ("im vergangenen Jahr", None, "XXXX"),
        ("im vergangenen Jahr", "2025", "2024"),
        ("im vergangenen Monat", "2025", "XXXX-XX"),
        ("im vergangenen Monat", "2025-01", "2024-12"),
        ("in der vergangenen Woche", None, "XXXX-WXX"),
        ("gestern", None, "XXXX-XX-XX"),
        ("gestern", "2025", "XXXX-XX-XX"),
        ("heute hat er getagt", None, "PRESENT_REF"),
        ("am 3. Mai", None, "XXXX-05-03"),
        ("am 3. Mai", "2025", "2025-05-03"),
        ("im Sommer", None, "XXXX-SU"),
        ("im Sommer 2024", None, "2024-SU"),
        ("an Weihnachten", None, "XXXX-12-24"),
        ("an Ostern", None, "XXXX-XX-XX"),
        ("an Ostern", "2025", "2025-04-20"),
        ("um 20.15 Uhr", None, "XXXX-XX-XXT20:15"),
        ("damals", None, "PAST_REF"),
        ("in der Nacht zum Dienstag", None, "XXXX-XX-XXTNI"),
        ("im dritten Quartal", None, "XXXX-Q3"),
    ],
)
def test_what_the_publication_does_not_tell_stays_unknown(text: str, published: str | None, expected: str) -> None:
    assert [value for _, value in values(text, published)] == [expected]


@pytest.mark.parametrize(
    ("text", "published", "value"),
    [
        ("Im Dezember hatte der Rat getagt.", "2014-07-19", "2013-12"),
        ("Ab Juli übernimmt der Rat das Amt.", "2015-05-13", "2015-07"),
        ("Am 28. Dezember fiel Schnee.", "2015-01-03", "2014-12-28"),
        ("Am 3. Januar wird der Rat tagen.", "2014-12-28", "2015-01-03"),
        ("Am 29. Februar fiel Schnee.", "2024-03-02", "2024-02-29"),
    ],
)
def test_days_without_a_year_lie_near_the_publication(text: str, published: str, value: str) -> None:
    assert [found for _, found in values(text, published)] == [value]


def test_days_that_do_not_exist_are_no_times() -> None:
    assert values("am 30.02.2024 und am 31. Februar") == []


def test_a_text_carries_its_day_on() -> None:
    text = "Am Dienstag brannte es. Um 14 Uhr kam die Wehr. Am Abend war es vorbei."
    assert [value for _, value in values(text)] == ["2015-05-12", "2015-05-12T14:00", "2015-05-12TEV"]
    text = "Am Dienstag um 14 Uhr brannte es."
    assert [value for _, value in values(text)] == ["2015-05-12", "2015-05-12T14:00"]


def test_a_text_carries_its_year_on() -> None:
    text = "Im März 1992 kam das Werk nach Norden. Im April wurde es aufgestellt."
    assert [value for _, value in values(text)] == ["1992-03", "1992-04"]


def test_prepositions_stay_out_articles_stay_in() -> None:
    text = "Am Montag, seit Freitag, in der Nacht zum Dienstag, in den vergangenen Jahren, Ende der neunziger Jahre"
    words = [found for found, _ in values(text)]
    assert words == ["Montag", "Freitag", "Nacht zum Dienstag", "den vergangenen Jahren", "Ende der neunziger Jahre"]


def test_ages_and_counts_are_no_times() -> None:
    assert values("Ein 22 Jahre alter Mann sah 2000 Menschen, rund 1500 blieben.") == []


def test_a_paragraph_ends_a_time() -> None:
    assert [words for words, _ in values("Es war Ende\n\nMai 2014")] == ["Mai 2014"]


def test_types() -> None:
    text = "Am Montag um 20 Uhr, zwei Wochen lang, jeden Tag"
    assert [time.type for time in find_times(text, published=None)] == ["DATE", "TIME", "DURATION", "SET"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He was arrested on Monday.", [("Monday", "2015-05-11")]),
        ("She will speak on Monday.", [("Monday", "2015-05-18")]),
        ("The treaty of March 3, 2014 was signed last year.", [("March 3, 2014", "2014-03-03"), ("last year", "2014")]),
        ("They fought for three weeks.", [("three weeks", "P3W")]),
        ("Kiev has so far denied it.", [("so far", "PAST_REF")]),
        ("They may march in May.", [("May", "2015-05")]),
        ("It began two days ago, in the 1990s.", [("two days ago", "2015-05-11"), ("the 1990s", "199")]),
    ],
)
def test_english(text: str, expected: list[tuple[str, str]]) -> None:
    assert values(text, language="en") == expected


@pytest.mark.parametrize(
    ("year", "day"), [(1961, "1961-04-02"), (2000, "2000-04-23"), (2019, "2019-04-21"), (2024, "2024-03-31")]
)
def test_easter(year: int, day: str) -> None:
    assert easter(year).isoformat() == day


@pytest.mark.parametrize(
    ("rule", "day"),
    [
        ("easter+49", "2015-05-24"),
        ("advent+0", "2015-11-29"),
        ("advent-11", "2015-11-18"),
        ("05-7#2", "2015-05-10"),
        ("11-4#-1", "2015-11-26"),
        ("12-24", "2015-12-24"),
    ],
)
def test_feasts(rule: str, day: str) -> None:
    assert feast_day(rule, 2015) == day


@pytest.mark.parametrize("published", ["soon", "2025-13", "2025-02-30", "25", "0000"])
def test_a_publication_that_is_no_date_is_refused(published: str) -> None:
    with pytest.raises(UsageError, match="is no date of publication"):
        find_times("heute", published=published)


def test_an_unknown_language_is_refused() -> None:
    with pytest.raises(UsageError, match="no time expressions are known"):
        find_times("heute", published=None, language="xx")


STORY = "Die Armee hatte im Herbst 2019 eine Brücke im Norden gesprengt. "


@pytest.mark.parametrize(
    ("text", "year"),
    [
        (STORY + "Nach Angaben des Ministers bewachten im vergangenen Jahr viele Männer die zerstörte Brücke.", "2020"),
        (STORY + "Im vergangenen Jahr war die Ernte gut.", None),
        (STORY + "Die Brücke ist noch zerstört.", None),
        (STORY + "Die Ernte war gut. Im vergangenen Jahr wurde die Brücke erneuert.", None),
        ("Im vergangenen Jahr (2019) wurde gebaut.", "2020"),
        ("Der Rat tagte gestern, am 3. Mai 2019, im Norden.", "2019-05-04"),
        ("Der Rat tagte am Montag im Norden.", None),
        ("Im vergangenen Jahr (2019) wurde gebaut. In diesem Jahr (2023) nicht.", None),
    ],
)
def test_a_report_bounds_its_publication(text: str, year: str | None) -> None:
    assert bound_publication(text) == year


def test_an_english_report_bounds_its_publication() -> None:
    assert bound_publication("They met yesterday, on May 3, 2019, in town.", language="en") == "2019-05-04"
    story = "The army had blown up a bridge in autumn 2019. Last year, many men guarded the bridge."
    assert bound_publication(story, language="en") == "2020"


def test_the_latest_past_year_counts() -> None:
    text = STORY + "Im vergangenen Jahr wurde die Brücke erneuert. Zuletzt war das Tal 2021 gesperrt worden."
    assert bound_publication(text) is None


SEED = Path(__file__).resolve().parents[3] / "shared" / "seed"


@pytest.mark.skipif(not SEED.is_dir(), reason="the shared seed report is not there")
@pytest.mark.parametrize("published", ["2025-04-28", None])
def test_the_seed_report(published: str | None) -> None:
    text = (SEED / "report.txt").read_text(encoding="utf-8")
    gold = json.loads((SEED / "gold.json").read_text(encoding="utf-8"))["times"]
    assert bound_publication(text) == "2025"
    times = find_times(text, published=published or bound_publication(text))
    assert len(times) == len(gold)
    for expected, time in zip(sorted(gold, key=lambda time: time["start"]), times, strict=True):
        assert expected["start"] <= time.span.start < time.span.end <= expected["end"]
        value = expected["value"].split("/")[0]  # of the vague one the reference
        if published is None and value.startswith("2025"):
            assert time.value == {"28": "2025-WXX-1", "26": "2025-WXX-6"}[value[-2:]]
        else:
            assert time.value == value
