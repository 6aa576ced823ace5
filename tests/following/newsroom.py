"""A newsroom on loopback for tests: pages, and a feed that names them."""

from dataclasses import dataclass, field
from datetime import timedelta
from functools import partial
from html import escape

from tests.server import Reply, Site

from sayso.following.visits import Visitor
from sayso.following.watch import Watcher
from sayso.ledger import open_ledger
from sayso.ledger.following import open_agenda
from sayso.pipeline import read_report
from sayso.reading.network import Limits, Network
from sayso.reading.robots import Robots

SENTENCES = {
    "a": "Die Werft bestätigte am Montag den Verkauf der Fähre an die Gemeinde Altenried.",
    "b": "Das Finanzministerium dementierte den Kauf von zwei Fähren durch die Landesbank.",
    "c": "Bürgermeisterin Ina Holm forderte am Dienstag einen neuen Fahrplan für den Hafen.",
    "d": "Der Hafenmeister kündigte an, die Schleuse werde im Mai drei Wochen lang gesperrt.",
}


def page(sentence, title="Streit um die Fähre"):
    """Return a page with a report of some paragraphs."""
    return Reply(
        f"""<!doctype html><html lang="de"><head><title>{escape(title)}</title>
<meta property="og:site_name" content="Hafenbote">
<meta property="article:published_time" content="2025-04-28T09:00:00+02:00">
</head><body><nav><a href="/">Start</a></nav><article><h1>{escape(title)}</h1>
<p>{escape(sentence)}</p><p>In der Gemeinde wird seit Wochen über die Fähre und ihren Preis gesprochen.</p>
</article><footer>Impressum</footer></body></html>""".encode()
    )


def item(name, url, teaser=None):
    return f"""<item><title>Streit um die Fähre: {name}</title><link>{escape(url)}</link>
<guid isPermaLink="false">{name}</guid>
<description>{escape(teaser or SENTENCES.get(name, name))}</description>
<pubDate>Mon, 28 Apr 2025 09:00:00 +0200</pubDate></item>"""


def feed(*items, etag=None):
    body = f'<?xml version="1.0"?><rss version="2.0"><channel><title>Hafenbote</title>{"".join(items)}</channel></rss>'
    return Reply(body.encode(), kind="application/rss+xml", headers={"ETag": etag} if etag else {})


def open_newsroom(site: Site, names="abc"):
    """Let the site have a page for each name and a feed that names them all."""
    for name in names:
        site.replies[f"/{name}"] = page(SENTENCES[name])
    site.replies["/rss"] = feed(*(item(name, site.url(f"/{name}")) for name in names))


@dataclass
class Following:
    """A follower on a ledger, that waits for nobody."""

    place: object
    teasers: bool = False
    notices: object = None
    rests: list = field(default_factory=list)
    every: timedelta = timedelta(minutes=10)
    limits: Limits = field(default_factory=lambda: Limits(gap=0, seconds=5))

    def once(self, *feeds):
        """Follow feeds for a round; return what became of each."""
        with open_ledger(self.place) as ledger, open_agenda(self.place) as agenda:
            watcher = self.watcher(ledger, agenda)
            return list(watcher.rounds(feeds, once=True))

    def watcher(self, ledger, agenda, **more):
        network = Network(allow_private=True, limits=self.limits, rest=self.rests.append)
        visitor = Visitor(
            agenda, ledger, network, Robots(network), partial(read_report, model="rules"), self.every, self.teasers
        )
        notices = self.notices(agenda) if self.notices else None
        return Watcher(visitor, **({"rest": self.rests.append, "stopping": lambda: False} | more), notices=notices)

    def kept(self):
        """Return the addresses of the reports in the ledger, each text under each address once."""
        with open_ledger(self.place) as ledger:
            return sorted(head.url.rpartition("/")[2] for head in ledger.reports(all_versions=True))

    def make_due(self):
        """Let time pass until everything is due."""
        with open_agenda(self.place) as agenda, agenda._engine.begin() as connection:
            for table in ("feeds", "feed_items"):
                connection.exec_driver_sql(f"UPDATE {table} SET due = '2000-01-01T00:00:00.000000+00:00'")
