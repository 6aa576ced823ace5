"""A claim out of the statements placed in it: wording, stances, positions, standing, figures."""

from collections.abc import Sequence

from sayso.claims.figures import find_figures
from sayso.claims.known import Placed
from sayso.claims.meaning import Meant
from sayso.claims.points import Point
from sayso.claims.positions import Evidence, find_positions
from sayso.claims.standing import standing_of
from sayso.claims.wording import choose_wording, shown
from sayso.model import Claim, Member, Origin, Stance


def account_for(placed: Placed, origins: Sequence[Origin] = ()) -> Claim:
    """Return the claim that statements placed together make; depends on nothing but them, in whatever order.

    `origins` are the independent sources of its reports, as far as they have been looked for.
    """
    meant = sorted(placed.meant, key=_in_order)
    points = [one.point for one in meant]
    worded = choose_wording(points)
    stances = stances_on(meant, worded)
    members = {
        point: Member(point.report, point.statement, stance, point.anaphoric)
        for point, stance in zip(points, stances, strict=True)
    }
    evidence = [Evidence(voice, point, members[point]) for point in points for voice in point.voices]
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


def stances_on(meant: Sequence[Meant], worded: Point) -> list[Stance]:
    """Return the stance of every statement towards the wording, which may deny what the statement's content says."""
    turn = -1 if worded.negated else 1
    sides: dict[tuple[str, int], int | None] = {}
    denied: set[str] = set()
    stances = []
    for one in meant:
        point = one.point
        side = point.side if point.side is None else point.side * turn
        if point.anaphoric:
            side = _referred(one, sides)
        elif side == 1 and point.stance == "asserts" and not point.first and denied & point.parties:
            # Who has denied the claim goes on to say what is so instead; going over takes more than that.
            side = -1
        sides[point.report, one.place] = side
        if side == -1:
            denied |= point.parties
        elif side == 1:
            denied -= point.parties
        stances.append(_named(point, side))
    return stances


def _referred(one: Meant, sides: dict[tuple[str, int], int | None]) -> int | None:
    """Return the side of a statement that only refers: who denies a denial is for the claim."""
    target = sides.get((one.point.report, one.refers)) if one.refers is not None else 1
    if not one.point.side or not target:
        return one.point.side
    return one.point.side * target


def _named(point: Point, side: int | None) -> Stance:
    if side is None or side == 0:
        return point.stance
    if side < 0:
        return "denies"
    return point.stance if point.stance in {"asserts", "alleges", "confirms"} else "asserts"


def _in_order(one: Meant) -> tuple[str, str, int, str]:
    point = one.point
    return (point.published or "9999", point.report, point.start, point.statement)
