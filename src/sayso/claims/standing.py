"""How a claim stands: contested, confirmed, denied, alleged, unanswered, asserted."""

from collections.abc import Sequence

from sayso.claims.positions import SIDES
from sayso.model import Position, Standing


def standing_of(positions: Sequence[Position], concerned: frozenset[str]) -> Standing:
    """Return a claim's standing by the present positions.

    `concerned` are the parties that the claim names: about whose acts or against whose interest it is.
    """
    present = [position for position in positions if position.until is None and position.stance in SIDES]
    sides = {SIDES[position.stance] for position in present}
    if {"for", "against"} <= sides:
        return "contested"
    if "against" in sides:
        return "denied"
    if any(position.stance == "confirms" for position in present):
        return "confirmed"  # by whom it concerns, or all agree that took a position: who withholds took none
    asked = any(
        position.stance == "withholds" and (position.party in concerned or "for" not in sides) for position in present
    )
    stances = {position.stance for position in present if SIDES[position.stance] == "for"}
    if stances == {"alleges"}:
        return "alleged"
    return "unanswered" if asked else "asserted"
