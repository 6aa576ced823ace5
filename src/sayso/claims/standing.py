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
    if _is_confirmed(present, positions, concerned):
        return "confirmed"
    if "against" in sides:
        return "denied"
    asked = any(
        position.stance == "withholds" and (position.party in concerned or "for" not in sides) for position in present
    )
    stances = {position.stance for position in present if SIDES[position.stance] == "for"}
    if stances == {"alleges"}:
        return "alleged"
    return "unanswered" if asked else "asserted"


def _is_confirmed(present: Sequence[Position], positions: Sequence[Position], concerned: frozenset[str]) -> bool:
    """Tell whether somebody confirms, and it is either the party concerned or nobody stands elsewhere."""
    confirming = [position for position in present if position.stance == "confirms"]
    if any(position.party in concerned or _came_round(position, positions) for position in confirming):
        return True
    return bool(confirming) and all(SIDES[position.stance] == "for" for position in present)


def _came_round(position: Position, positions: Sequence[Position]) -> bool:
    """Tell whether who confirms denied it or kept silent before: it is against its interest."""
    key = position.party or position.actor_name
    return any(
        (other.party or other.actor_name) == key and SIDES.get(other.stance) in {"against", "open"}
        for other in positions
    )
