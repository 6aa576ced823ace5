"""A ledger in memory for tests of the page."""

from sayso.claims.positions import find_changes
from sayso.errors import UsageError
from sayso.ledger.answers import Counts, Entry, Hit, Kept, LedgerChange, ReportHead, Version
from sayso.model import Claim, Reading


class Shelf:
    """Answers `Book` from readings in memory; `place` makes claims of all of them."""

    def __init__(self, place):
        self._readings: dict[str, Reading] = {}
        self._place = place
        self._claims: dict[str, Claim] | None = None

    def keep(self, reading):
        self._claims = None
        known = reading.report.id in self._readings
        self._readings[reading.report.id] = reading
        return Kept(reading.report.id, "known" if known else "new_report", 1)

    def counts(self):
        statements = sum(len(reading.statements) for reading in self._readings.values())
        return Counts(len(self._readings), len(self._readings), 1, statements)

    def reading(self, report_id):
        for reading in self._readings.values():
            if report_id in (reading.report.id, reading.report.given_id):
                return reading
        raise UsageError(f"the ledger has no report with the id {report_id!r}.")

    def reports(self, *, since=None, all_versions=False):
        heads = [head_of(reading) for reading in self._readings.values()]
        return iter(sorted((h for h in heads if not since or (h.published or "9") >= since), key=in_time))

    def latest_reports(self, limit):
        return list(self.reports())[:limit]

    def versions(self, report_id):
        reading = self.reading(report_id)
        return (Version(head_of(reading), reading),)

    def statements(self, *, party=None, stance=None, speaker=None, since=None, limit=None):
        entries = [entry for head in self.reports(since=since) for entry in entries_of(self._readings[head.id])]
        found = [
            entry
            for entry in entries
            if (not party or any(actor.party == party.upper() for actor in entry.actors))
            and (not stance or entry.statement.stance == stance)
            and (not speaker or speaker in entry.speaker or any(speaker in actor.name for actor in entry.actors))
        ]
        return iter(found[:limit])

    def _all(self) -> dict[str, Claim]:
        if self._claims is None:
            self._claims = {claim.id: claim for claim in self._place(list(self._readings.values()))}
        return self._claims

    def claims(self, *, query=None, party=None, standing=None, since=None, limit=None):
        listed = sorted(self._all().values(), key=lambda claim: claim.last_change or "", reverse=True)
        found = [
            claim
            for claim in listed
            if (not query or all(word in claim.wording.casefold() for word in query.casefold().split()))
            and (not party or any(position.party == party.upper() for position in claim.positions))
            and (not standing or claim.standing == standing)
            and (not since or (claim.last_change or "") >= since)
        ]
        return iter(found[:limit])

    def claim(self, id):
        try:
            return self._all()[id]
        except KeyError:
            raise UsageError(f"the ledger has no claim with the id {id!r}.") from None

    def siblings(self, claim):
        return [one for one in self._all().values() if claim.family and one.family == claim.family and one != claim]

    def claim_entries(self, id):
        places = {(member.report, member.statement) for member in self.claim(id).members}
        return (e for e in self.statements() if (e.report.id, e.statement.id) in places)

    def changes(self, *, since=None, party=None, limit=None, latest_first=False):
        found = sorted(self._changes(since, party), key=lambda told: told.change.on or "", reverse=latest_first)
        return iter(found[:limit])

    def _changes(self, since, party):
        heads = {head.id: head for head in self.reports(all_versions=True)}
        for claim in self._all().values():
            for change in find_changes(claim):
                if (not since or (change.on or "") >= since) and (not party or change.party == party):
                    yield LedgerChange(change, claim.wording, heads[change.member.report])

    def claims_of(self, report):
        return {m.statement: claim for claim in self._all().values() for m in claim.members if m.report == report}

    def copies_of(self, report):
        return []

    def rulings(self, *, report=None, claim=None, standing=False):
        return []

    def search(self, words=None, *, vector=None, wanted=None, limit=20):
        of = {(m.report, m.statement): claim.id for claim in self._all().values() for m in claim.members}
        entries = self.statements(party=wanted.party, stance=wanted.stance, speaker=wanted.actor, since=wanted.since)
        told = ((entry, f"{entry.content} {entry.speaker}".casefold()) for entry in entries)
        hits = [
            Hit(entry, of.get((entry.report.id, entry.statement.id)))
            for entry, text in told
            if all(word in text for word in (words or "").casefold().split())
        ]
        return hits[:limit]

    def given_names(self, reports):
        return {id: self.reading(id).report.given_id or id for id in reports}

    def texts(self, reports):
        return {id: self.reading(id).report.text for id in reports}


def in_time(head):
    return (head.published is None, head.published)


def head_of(reading):
    report = reading.report
    return ReportHead(
        id=report.id,
        given_id=report.given_id,
        title=report.title,
        outlet=report.outlet,
        url=report.url,
        language=report.language,
        published=report.published,
        version=1,
        read_at="2025-04-28T18:00:00.000000+00:00",
    )


def entries_of(reading):
    actors = {actor.id: actor for actor in reading.actors}

    def words(spans):
        return " … ".join(reading.report.text[span.start : span.end] for span in spans)

    for s in reading.statements:
        roles = (words(spans) for spans in (s.content, s.speaker, s.cue, s.frame, s.addressee))
        yield Entry(head_of(reading), s, tuple(actors[id] for id in s.actors), *roles)
