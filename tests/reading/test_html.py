"""A page as newsrooms write them: what of it is the report, and what is not."""

from datetime import UTC, datetime, timedelta, timezone

import pytest

from sayso.errors import EmptyReport, MalformedInput, UndecodableText
from sayso.model import Report
from sayso.reading.html import open_page

FIRST = (
    "Der Rat der Stadt Hafenberg hat den Haushalt für das kommende Jahr beschlossen. "
    "Die Kämmerin Ruth Sander sagte nach der Sitzung, das Defizit sinke auf 14 Millionen Euro."
)
SECOND = (
    "Die Opposition wies den Plan zurück. „Das ist ein Haushalt der Ausreden“, sagte deren Sprecher Jan Holm. "
    "Er kündigte an, die Aufsicht anzurufen und jede Kürzung bei den Schulen einzeln prüfen zu lassen."
)
THIRD = (
    "Im Frühjahr soll das Zahlenwerk noch einmal beraten werden. Bis dahin gilt nach Angaben des Rathauses eine "
    "Sperre für alle neuen Bauvorhaben, von der nur Brücken und Deiche ausgenommen sind."
)
PAGE = f"""<!DOCTYPE html>
<html lang="de"><head><meta charset="utf-8"><title>Hafenberg beschließt Sparhaushalt | Küstenkurier</title>
<meta property="og:title" content="Haushalt: Hafenberg beschließt Sparhaushalt">
<meta property="og:site_name" content="Küstenkurier">
<link rel="canonical" href="https://kuestenkurier.example/hafenberg/haushalt-17.html">
<script type="application/ld+json">{{"@context": "https://schema.org", "@graph": [
 {{"@type": "NewsArticle", "headline": "Hafenberg beschließt Sparhaushalt", "datePublished": "2025-03-14T22:40:00Z",
  "dateModified": "2025-03-15T08:05:00+01:00", "author": [{{"@id": "#a"}}, {{"name": "Karl Beispiel"}}],
  "publisher": {{"@type": "Organization", "name": "Küstenkurier"}}}},
 {{"@type": "Person", "@id": "#a", "name": "Anna Muster"}}]}}</script></head>
<body class="with-sidebar newsletter-open">
<nav><a href="/">Start</a> <a href="/politik">Politik</a></nav>
<div class="cookie-layer"><p>Wir und unsere Partner verwenden Cookies, um das Angebot besser zu machen.</p></div>
<main><article>
<header><p class="article__kicker">Haushalt</p><h1>Hafenberg beschließt Sparhaushalt</h1>
<p class="article__lead">Nach zwölf Stunden Streit steht die Mehrheit. Die Opposition will die Aufsicht anrufen.</p>
<p class="article__byline">Von Anna Muster und Karl Beispiel</p>
<time datetime="2025-03-14T23:40:00+01:00">14.03.2025, 23:40 Uhr</time></header>
<figure><img src="r.jpg"><figcaption>Das Rathaus am Abend der Sitzung.
<span class="photo-credit">Foto: Ina Licht/dpa</span></figcaption></figure>
<p>Hafenberg (dpa) – {FIRST}</p>
<div class="ad">Anzeige</div>
<aside class="teaser"><h3><a href="/anders">Lesen Sie auch: Wie andere Städte sparen</a></h3>
<p>Auch in Talstadt wird gerechnet, und dort ist man schon weiter als an der Küste.</p></aside>
<h2>Streit um die <em>Schulen</em></h2>
<p>{SECOND}</p>
<p><a href="/mehr">Mehr zum Thema: Alle Zahlen des Haushalts im Überblick für Sie zusammengestellt.</a></p>
<ul><li>Schulen: 3 Millionen Euro weniger</li><li>Deiche: 1 Million Euro mehr</li></ul>
<p>{THIRD} (dpa/kk)</p>
<div class="newsletter-box">
<p>Abonnieren Sie unseren Newsletter und lesen Sie jeden Morgen, was an der Küste wichtig ist.</p></div>
</article>
<section id="comments">
<p>Ein Leser schreibt: Das ist doch alles längst bekannt gewesen, und zwar seit Jahren schon.</p></section>
</main><footer>
<p>© Küstenkurier, alle Rechte vorbehalten. Impressum, Datenschutz und Mediadaten finden Sie hier.</p></footer>
</body></html>"""


def read(page: str = PAGE, **known: str) -> Report:
    return open_page(page.encode(), source="page.html", **known).report


def parts(report: Report, kind: str) -> list[str]:
    return [report.text[part.span.start : part.span.end] for part in report.parts if part.kind == kind]


def article(body: str, head: str = "") -> str:
    shown = f"<article><h1>Neues aus der Stadt</h1>{body}</article>"
    return f"<html><head>{head}</head><body><main>{shown}</main></body></html>"


def test_a_page_becomes_a_report_with_its_parts_in_order():
    report = read()
    kinds = [part.kind for part in report.parts]
    assert kinds == [
        "kicker", "headline", "standfirst", "byline", "dateline", "caption", "photo_credit",
        "dateline", "paragraph", "crosshead", "paragraph", "paragraph", "agency_credit",
    ]  # fmt: skip
    assert parts(report, "kicker") == ["Haushalt"]
    assert parts(report, "headline") == ["Hafenberg beschließt Sparhaushalt"]
    assert parts(report, "caption") == ["Das Rathaus am Abend der Sitzung."]
    assert parts(report, "photo_credit") == ["Foto: Ina Licht/dpa"]
    assert parts(report, "crosshead") == ["Streit um die Schulen"]
    assert parts(report, "dateline")[-1] == "Hafenberg (dpa) –"
    assert parts(report, "paragraph")[0] == FIRST
    assert parts(report, "paragraph")[-1] == THIRD
    assert parts(report, "agency_credit") == ["(dpa/kk)"]


def test_the_text_is_made_of_the_parts_and_items_of_lists():
    report = read()
    at, between = 0, []
    for part in report.parts:
        between += report.text[at : part.span.start].split("\n\n")
        at = part.span.end
    assert [words for words in between if words.strip()] == [
        "Schulen: 3 Millionen Euro weniger", "Deiche: 1 Million Euro mehr",
    ]  # fmt: skip
    assert at == len(report.text)
    assert f"Hafenberg (dpa) – {FIRST}\n\n" in report.text


@pytest.mark.parametrize(
    "words", ["Cookies", "Talstadt", "Newsletter", "Leser schreibt", "Mediadaten", "Politik", "Anzeige", "im Überblick"]
)
def test_what_stands_around_a_report_is_left_out(words):
    assert words in PAGE
    assert words not in read().text


def test_a_report_written_as_a_list_has_paragraphs():
    report = read(article(f"<ul><li>{FIRST}</li><li>{SECOND}</li><li>{THIRD}</li></ul>"))
    assert parts(report, "paragraph") == [FIRST, SECOND, THIRD]
    assert parts(read(article(f"<p>{FIRST}</p><p>{SECOND}</p><ul><li>{THIRD}</li></ul>")), "paragraph") == [
        FIRST,
        SECOND,
    ]


def test_what_the_page_says_of_itself_is_kept():
    page = open_page(PAGE.encode(), source="page.html")
    report = page.report
    assert report.title == "Hafenberg beschließt Sparhaushalt"
    assert report.authors == ("Anna Muster", "Karl Beispiel")
    assert report.outlet == "Küstenkurier"
    assert report.url == page.canonical_url == "https://kuestenkurier.example/hafenberg/haushalt-17.html"
    assert report.language == "de"
    assert report.agencies == ("dpa",)
    assert page.kicker == "Haushalt"
    assert page.standfirst == "Nach zwölf Stunden Streit steht die Mehrheit. Die Opposition will die Aufsicht anrufen."


def test_the_day_is_that_of_the_newsroom_where_the_page_names_its_zone():
    page = open_page(PAGE.encode(), source="page.html")
    assert page.published_at == datetime(2025, 3, 14, 23, 40, tzinfo=timezone(timedelta(hours=1)))
    assert page.published_at == datetime(2025, 3, 14, 22, 40, tzinfo=UTC)
    assert page.modified_at == datetime(2025, 3, 15, 8, 5, tzinfo=timezone(timedelta(hours=1)))
    assert (page.report.published, page.report.published_from) == ("2025-03-14", "page")


def test_what_the_caller_knows_wins():
    report = read(published="2025-03", outlet="Archiv", title="Anders", id="7", language="nl")
    assert (report.published, report.published_from) == ("2025-03", "given")
    assert (report.outlet, report.title, report.given_id, report.language) == ("Archiv", "Anders", "7", "nl")


def test_a_copy_is_read_where_it_was_read_and_names_its_original():
    page = open_page(PAGE.encode(), source="p", url="https://www.binnenbote.example/kopie.html")
    assert page.report.url == "https://www.binnenbote.example/kopie.html"
    assert page.canonical_url == "https://kuestenkurier.example/hafenberg/haushalt-17.html"
    assert read(url="https://www.kuestenkurier.example/hafenberg/haushalt-17.html?utm=x").url == page.canonical_url


def test_nothing_is_invented_where_a_page_says_nothing():
    report = read(f"<html><body><p>{FIRST}</p><p>{SECOND}</p></body></html>")
    assert (report.title, report.authors, report.outlet, report.url, report.published) == (None, (), None, None, None)
    assert report.published_from == "unknown"
    assert parts(report, "paragraph") == [FIRST, SECOND]


def test_the_visible_headline_wins_over_the_one_for_search_engines():
    page = article(
        f"<p>{FIRST}</p><p>{SECOND}</p>", '<meta property="og:title" content="Hafenberg Haushalt 2026: Alle Infos">'
    )
    assert read(page).title == "Neues aus der Stadt"


def test_a_breadcrumb_is_no_headline():
    crumbs = '<div><a href="/">Start</a><a href="/p">Politik</a><h1>Hafenberg Haushalt Infos</h1></div>'
    page = f"""<html><head><meta property="og:title" content="Rat: Hafenberg muss sparen"></head>
    <body>{crumbs}<article><h2><span>Rat</span><div>Hafenberg muss sparen</div></h2>
    <p>{FIRST}</p><p>{SECOND}</p></article></body></html>"""
    report = read(page)
    assert report.title == "Hafenberg muss sparen"
    assert parts(report, "kicker") == ["Rat"]


def test_the_outlet_is_cut_off_the_window_title():
    head = '<title>Rat spart - Küstenkurier</title><meta property="og:site_name" content="Küstenkurier">'
    page = f"<html><head>{head}</head><body><p>{FIRST}</p><p>{SECOND}</p></body></html>"
    assert read(page).title == "Rat spart"
    assert read(page.replace("Rat spart - Küstenkurier", "Rat spart - und baut")).title == "Rat spart - und baut"


def test_a_page_that_shows_a_beginning_is_read_from_what_it_tells_machines():
    body = f"{FIRST}\\n{SECOND}\\n{THIRD}"
    data = f'{{"@type": "NewsArticle", "headline": "Neues aus der Stadt", "articleBody": "{body}"}}'
    page = article(f"<p>{FIRST}</p>", f'<script type="application/ld+json">{data}</script>')
    assert parts(read(page), "paragraph") == [FIRST, SECOND, THIRD]


def test_what_the_page_s_own_account_leaves_out_is_no_report():
    promotion = "Folgst du uns schon? Auf unserem Kanal findest du jeden Morgen alles, was du wissen musst."
    body = f"{FIRST} {SECOND} {THIRD}"
    data = f'{{"@type": "NewsArticle", "articleBody": "{body}"}}'
    shown = f"<p>{FIRST}</p><p>{promotion}</p><p>{SECOND}</p><p>{THIRD}</p>"
    assert promotion in read(article(shown)).text
    assert promotion not in read(article(shown, f'<script type="application/ld+json">{data}</script>')).text


def test_paragraphs_parted_by_line_breaks_are_paragraphs():
    report = read(article(f"<div>{FIRST}<br><br>{SECOND}<br/>\n<br/>{THIRD}</div>"))
    assert parts(report, "paragraph") == [FIRST, SECOND, THIRD]


def test_a_quotation_set_in_large_letters_is_part_of_the_report():
    quotation = "Wer hier spart, der spart an den Kindern dieser Stadt und an niemandem sonst."
    page = article(
        f"<p>{FIRST}</p><figure><blockquote><p>{quotation}</p></blockquote></figure><p>{SECOND}</p><p>{THIRD}</p>"
    )
    caption = article(f"<p>{FIRST}</p><figure><p>{quotation}</p></figure><p>{SECOND}</p><p>{THIRD}</p>")
    assert quotation in parts(read(page), "paragraph")
    assert parts(read(caption), "caption") == [quotation]


def test_soft_hyphens_and_other_unseen_signs_are_left_out():
    report = read(article(f"<p>{FIRST.replace('Kämmerin', 'Käm&shy;me&#8203;rin')}</p><p>{SECOND}</p>"))
    assert parts(report, "paragraph")[0] == FIRST


def test_words_for_screen_readers_are_left_out():
    link = '<a href="/x">Rathauses<span class="sr-only">(öffnet ein neues Fenster)</span></a>'
    assert parts(read(article(f"<p>{FIRST}</p><p>{THIRD.replace('Rathauses', link)}</p>")), "paragraph") == [
        FIRST,
        THIRD,
    ]


@pytest.mark.parametrize(
    ("line", "authors"),
    [
        ('<p class="byline">Von Anna Muster, Karl Beispiel und dpa</p>', ("Anna Muster", "Karl Beispiel", "dpa")),
        ("<p>14. März 2025 • Gregor Probe • 3 Minuten</p>", ("Gregor Probe",)),
        ('<p class="author">Redaktion: Ina Licht</p>', ()),
        ("<p>Von Moskau nach Kiew</p>", ()),
        ('<p class="author">Christoph von Muster</p>', ("Christoph von Muster",)),
        ("<p>Kolumne von Carla Muster - 28.04.2024 um 08:52 Uhr</p>", ("Carla Muster",)),
        ("<p>Foto von Carla Muster</p>", ()),
        ("<p>VON KARL MUSTER am 21. April 2020</p>", ("KARL MUSTER",)),
    ],
)
def test_authors_are_read_from_bylines_where_no_data_names_them(line, authors):
    assert read(article(f"{line}<p>{FIRST}</p><p>{SECOND}</p>")).authors == authors


def test_an_outlet_that_signs_its_report_gives_way_to_a_person_in_the_byline():
    head = """<script type="application/ld+json">{"@type": "NewsArticle", "author": {"name": "Küstenkurier"},
    "publisher": {"name": "Küstenkurier"}}</script>"""
    body = f"<p>{FIRST}</p><p>{SECOND}</p>"
    assert read(article(body, head)).authors == ("Küstenkurier",)
    assert read(article(f'<p class="byline">Von Anna Muster</p>{body}', head)).authors == ("Anna Muster",)


def test_an_account_of_the_machine_is_no_author():
    head = '<script type="application/ld+json">{"@type": "NewsArticle", "author": {"name": "admin"}}</script>'
    assert read(article(f"<p>{FIRST}</p><p>{SECOND}</p>", head)).authors == ()
    assert read(article(f"<p>{FIRST}</p><p>{SECOND}</p>", head.replace("admin", "Adm Muster"))).authors == (
        "Adm Muster",
    )


def test_a_kicker_that_runs_into_the_headline_is_parted_where_another_title_parts_it():
    page = article(f"<p>{FIRST}</p><p>{SECOND}</p>", '<meta property="og:title" content="Neues: aus der Stadt">')
    report = read(page)
    assert (parts(report, "kicker"), report.title) == (["Neues"], "aus der Stadt")
    assert read(page.replace("Neues: aus", "Altes: aus")).title == "Neues aus der Stadt"


def test_bold_or_described_first_paragraphs_are_standfirsts():
    plain = f"<p>{FIRST}</p><p>{SECOND}</p><p>{THIRD}</p>"
    bold = plain.replace(f"<p>{FIRST}</p>", f"<p><strong>{FIRST}</strong></p>")
    described = f'<meta name="description" content="{FIRST}">'
    assert parts(read(article(plain)), "standfirst") == []
    assert parts(read(article(bold)), "standfirst") == [FIRST]
    assert parts(read(article(plain, described)), "standfirst") == [FIRST]


def test_microdata_serve_where_there_is_nothing_else():
    page = f"""<html><body><div itemscope itemtype="https://schema.org/NewsArticle">
    <h1 itemprop="headline">Rat spart</h1>
    <span itemprop="author" itemscope><span itemprop="name">Anna Muster</span></span>
    <meta itemprop="datePublished" content="2024-05-03T10:00:00+02:00">
    <div itemprop="articleBody"><p>{FIRST}</p><p>{SECOND}</p>
    </div></div></body></html>"""
    report = read(page)
    assert (report.title, report.authors, report.published) == ("Rat spart", ("Anna Muster",), "2024-05-03")


def test_a_day_in_the_address_is_the_last_resort():
    page = article(f"<p>{FIRST}</p><p>{SECOND}</p>")
    assert read(page, url="https://a.example/2024/05/03/rat").published == "2024-05-03"
    assert read(page, url="https://a.example/2024/55/03/rat").published is None
    assert read(page, url="https://a.example/rat-20240503").published is None
    assert read(page.replace("<head>", "<head><title>Rat spart | 03.05.2024</title>")).published == "2024-05-03"


@pytest.mark.parametrize(
    "page",
    [
        "<html><body></body></html>",
        '<html><body><div class="consent"><p>Wir brauchen Ihre Zustimmung.</p></div></body></html>',
        "<html><body><ul><li><a href='/a'>Eins</a></li><li><a href='/b'>Zwei</a></li></ul></body></html>",
    ],
)
def test_a_page_without_a_report_is_refused_with_advice(page):
    with pytest.raises(EmptyReport, match=r"^page.html: no report was found on this page.*open it in a browser"):
        read(page)


@pytest.mark.parametrize(
    ("data", "error"),
    [
        (b"", EmptyReport),
        (b"Nur Text, keine Seite.", MalformedInput),
        (b"%PDF-1.7 \xe2\xe3\xcf\xd3", UndecodableText),
        (b"\x1f\x8b\x08\x00\x00\x00", UndecodableText),
    ],
)
def test_what_is_no_page_is_refused_by_its_name(data, error):
    with pytest.raises(error, match=r"^page.html: "):
        open_page(data, source="page.html")


def test_the_same_page_read_twice_is_one_report():
    assert read().id == read().id
    assert read().id != read(PAGE.replace("14 Millionen", "15 Millionen")).id
