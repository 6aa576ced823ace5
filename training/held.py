"""Which dossiers the network never learns from, and which way a member of a gold claim goes."""

from typing import Any

# What is learned of the network's vectors afterwards (`training.claims`) is learned on these.
HELD = ("drohne", "geiseln", "kabel", "lugano", "tamta")
_SIDES = {"asserts": 1, "alleges": 1, "confirms": 1, "denies": -1}


def way_of(member: dict[str, Any]) -> int:
    """Return which way a member's words go in its claim: its side on the claim by its side on its own words.

    1 where they say what is claimed, -1 where the contrary, 0 where the gold does not tell.
    """
    own = _SIDES.get(member["stance"], 0)
    return own * _SIDES.get(member.get("on_claim") or member["stance"], 0)
