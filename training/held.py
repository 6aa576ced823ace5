"""Which dossiers the network never learns from, and which way a member of a gold claim goes."""

from typing import Any

# No network learns from these: what is learned of its vectors afterwards (`training.claims`) is measured on them.
HELD = ("drohne", "geiseln", "kabel", "lugano", "tamta")
# Nor does the one that tells what contents are about (`training.contents`) learn from these.  Where two statements of
# a dossier that it knows by heart make one claim, its vectors say so, whatever else does not.
RESERVED = (
    "brazza", "bundeshaus", "elfmeter", "elmo", "fischsterben", "gallura", "ghuwair", "haubitzen", "impfung", "kodok",
    "lazic", "lokstreik", "ostkai", "packeis", "presse", "ravnik", "rheinufer", "rupununi", "senfgas", "sonde",
    "sprotten", "stollen", "tiefe", "waffenruhe",
)  # fmt: skip
_SIDES = {"asserts": 1, "alleges": 1, "confirms": 1, "denies": -1}


def way_of(member: dict[str, Any]) -> int:
    """Return which way a member's words go in its claim: its side on the claim by its side on its own words.

    1 where they say what is claimed, -1 where the contrary, 0 where the gold does not tell.
    """
    own = _SIDES.get(member["stance"], 0)
    return own * _SIDES.get(member.get("on_claim") or member["stance"], 0)
