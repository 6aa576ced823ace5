"""The bundled reports can be read and show what a first look should show."""

from sayso.reading.examples import example_reports


def body(report):
    return [report.text[p.span.start : p.span.end] for p in report.parts if p.kind == "paragraph"]


def test_five_reports_in_order():
    reports = example_reports()
    assert len({report.id for report in reports}) == 5
    days = [report.published for report in reports]
    assert days == sorted(days)
    assert (days[0][:7], days[-1][:7]) == ("2024-10", "2025-04")
    for report in reports:
        assert report.language == "de"
        assert report.outlet
        assert report.title
        assert report.agencies
        assert 120 <= len(report.text.split()) <= 220


def test_two_are_copies_of_one_agency_text():
    first, second = example_reports()[1:3]
    assert first.outlet != second.outlet
    assert first.title != second.title
    assert first.agencies == second.agencies == ("AFP",)
    assert body(second) == body(first)[:3]


def test_many_kinds_of_parts():
    kinds = {part.kind for report in example_reports() for part in report.parts}
    assert kinds == {
        *(
            "kicker",
            "headline",
            "standfirst",
            "byline",
            "dateline",
            "caption",
            "photo_credit",
            "crosshead",
            "paragraph",
        ),
        "agency_credit",
    }
