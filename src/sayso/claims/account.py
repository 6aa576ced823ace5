"""A claim out of the statements placed in it: wording, stances, positions, standing, figures."""

from collections.abc import Sequence, Set

from sayso.actors.geography import adjective_state
from sayso.actors.nouns import find_noun
from sayso.claims.figures import find_figures
from sayso.claims.known import Placed
from sayso.claims.meaning import Meant
from sayso.claims.points import Point, Voice
from sayso.claims.positions import Evidence, find_positions
from sayso.claims.standing import standing_of
from sayso.claims.ways import find_ways, stand
from sayso.claims.wording import choose_wording, shown
from sayso.language.places import kind_of
from sayso.model import Claim, Member, Origin, Stance


def account_for(placed: Placed, origins: Sequence[Origin] = ()) -> Claim:
    """Return the claim that statements placed together make; depends on nothing but them, in whatever order.

    `origins` are the independent sources of its reports, as far as they have been looked for.
    """
    meant = sorted(placed.meant, key=in_order)
    points = [one.point for one in meant]
    # What people corrected in one statement turns neither the wording nor where the others stand.
    read = [one._replace(point=one.point.uncorrected or one.point) for one in meant]
    ways = find_ways(read)
    number = choose_wording([one.point for one in read], ways)
    worded, stances = points[number], stances_on(meant, ways, number)
    members = {
        point: Member(point.report, point.statement, stance, point.anaphoric)
        for point, stance in zip(points, stances, strict=True)
    }
    known = _in_full({voice for point in points for voice in point.voices})
    evidence = [Evidence(known.get(voice, voice), point, members[point]) for point in points for voice in point.voices]
    positions = find_positions(evidence)
    days = [position.since for position in positions if position.since]
    return Claim(
        id=placed.id,
        wording=shown(worded),
        worded_by=members[worded],
        standing=standing_of(positions, worded.states),
        members=tuple(members.values()),
        positions=positions,
        figures=find_figures(evidence),
        origins=tuple(origins),
        narrated=placed.narrated,
        family=placed.family,
        first_reported=min((point.published for point in points if point.published), default=None),
        last_change=max(days, default=None),
    )


def _in_full(voices: Set[Voice]) -> dict[Voice, Voice]:
    """Return for voices known by a surname alone the one person of that surname whom another report names in full."""
    people: dict[str, dict[str, Voice]] = {}
    for voice in sorted(voices, key=lambda voice: (voice.key, voice.actor)):
        first, _, last = voice.name.rpartition(" ")
        person = first and find_noun(last) is None and all(word[:1].isupper() for word in first.split())
        if person and all(adjective_state(word) is None and kind_of(word) is None for word in first.split()):
            people.setdefault(last.casefold(), {}).setdefault(voice.key, voice)
    found = {voice: people.get(voice.name.casefold(), {}) for voice in voices if voice.party is None}
    return {voice: next(iter(full.values())) for voice, full in found.items() if len(full) == 1}


def stances_on(meant: Sequence[Meant], ways: Sequence[int], worded: int) -> list[Stance]:
    """Return the stance of every statement towards the wording, the content number `worded`.

    `ways` tell which contents go the same way: who asserts the contrary of the wording denies it.
    """
    turn = ways[worded]
    return [
        _named(one.point, None if one.point.side is None else stand(one) * way * turn)
        for one, way in zip(meant, ways, strict=True)
    ]


def _named(point: Point, side: int | None) -> Stance:
    if side is None or side == 0:
        return point.stance
    if side < 0:
        return "denies"
    return point.stance if point.stance in {"asserts", "alleges", "confirms"} else "asserts"


def in_order(one: Meant) -> tuple[str, str, int, str]:
    """Return what sorts the statements of a claim by time, then by their place."""
    point = one.point
    return (point.published or "9999", point.report, point.start, point.statement)
