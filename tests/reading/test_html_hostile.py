"""Pages that are broken, or meant to break what reads them: a report or a clear error, in seconds."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.errors import ReadingError
from sayso.reading.html import open_page

SENTENCE = "Der Rat der Stadt Hafenberg hat am Montag den Haushalt beschlossen, wie Ruth Sander mitteilte."
REPORT = f"<article><h1>Rat spart</h1><p>{SENTENCE}</p><p>{SENTENCE.replace('Montag', 'Dienstag')}</p></article>"
LD = '<script type="application/ld+json">{}</script>'
SECONDS = 20  # of CPU time, on a busy machine; without its guards each of these takes minutes or dies

READ = {
    "broken markup": f"<html><body><div><p>Vor<b><i></p></b>{REPORT.replace('</p>', '')}</table></div",
    "deep nesting": "<body>" + "<div>" * 200 + REPORT,
    "huge attribute": f'<body class="{"x " * 1_000_000}">{REPORT}',
    "deep JSON": f"<head>{LD.format('[' * 100_000)}</head><body>{REPORT}",
    "JSON of wrong types": "<head>"
    + LD.format('{"@type": ["NewsArticle", 3], "headline": {"a": 1}, "author": [[[7]], null], "datePublished": [[]]}')
    + f"</head><body>{REPORT}",
    "JSON that names itself": "<head>"
    + LD.format('{"@type": "NewsArticle", "author": {"@id": "#a"}, "@id": "#a"}')
    + REPORT,
    "many links": f"<body>{'<a href=/x>Mehr dazu</a> ' * 30_000}{REPORT}",
    "many blocks": f"<body>{REPORT}{'<h2>Noch eine Zeile</h2>' * 20_000}",
    "bad numbers": f"<body>{REPORT}<p>&#0; &#xD800; &#x110000; &#99999999999;</p>",
    "odd addresses": f'<head><link rel=canonical href="http://[::1"><meta property="og:url" content="javascript:x">'
    f"</head>{REPORT}",
    "scripts": f"<body><script>document.write('<p>{SENTENCE}')</script>{REPORT}<style>p {{}}</style>",
}


@pytest.mark.parametrize("name", READ)
def test_a_report_on_a_bad_page_is_read(name):
    start = time.process_time()
    report = open_page(READ[name].encode("utf-8", "surrogatepass"), source="p").report
    assert SENTENCE in report.text
    assert report.text.count(SENTENCE) == 1
    assert time.process_time() - start < SECONDS


@pytest.mark.parametrize(
    "page",
    [
        "<body " + " ".join(f"a{number}=1" for number in range(100_000)) + f">{REPORT}",
        "<body " + " ".join(f"a{number}" for number in range(100_000)) + f">{REPORT}",
        "<div>" * 20_000 + REPORT,
        "<p>" + "<span>" * 20_000 + "Hallo",
        "<frameset><frame src=x></frameset><p>",
        "<?xml version='1.0'?><rss><channel><title>a</title></channel></rss>",
        "<p>" + "&amp;" * 100_000,
    ],
)
def test_what_cannot_be_read_is_refused_in_time(page):
    start = time.process_time()
    with pytest.raises(ReadingError, match=r"^p: "):
        open_page(page.encode(), source="p")
    assert time.process_time() - start < SECONDS


def test_an_attribute_with_many_words_is_one_attribute():
    assert open_page(f'<body data-x="{"wort " * 50_000}">{REPORT}'.encode(), source="p").report.title == "Rat spart"


TAGS = st.sampled_from(
    ["p", "div", "h1", "h2", "figure", "figcaption", "ul", "li", "a href=/x", "b", "blockquote", "span", "br"]
)
CLASSES = st.sampled_from(["", "lead", "caption", "byline", "kicker", "ad", "comments", "photo-credit", "sr-only"])
ELEMENTS = st.tuples(
    TAGS, CLASSES, st.sampled_from([SENTENCE, "Foto: dpa", "Von Anna Muster", "Rat spart", ":", "", "3. Mai 2024"])
)


@settings(max_examples=150, deadline=None)
@given(st.lists(ELEMENTS, max_size=12), st.lists(st.booleans(), min_size=12, max_size=12))
def test_whatever_the_markup_the_parts_are_spans_of_the_text(elements, closed):
    pieces = []
    for (tag, name, words), close in zip(elements, closed, strict=False):
        pieces.append(f"<{tag.replace(' ', f' class={name!r} ', 1) if ' ' in tag else f'{tag} class={name!r}'}>{words}")
        if close:
            pieces.append(f"</{tag.split()[0]}>")
    try:
        report = open_page(f"<html><body>{''.join(pieces)}".encode(), source="p").report
    except ReadingError:
        return
    end = 0
    for part in report.parts:
        text = report.text[part.span.start : part.span.end]
        assert part.span.start >= end
        assert text == text.strip()
        end = part.span.end
    assert end == len(report.text)
