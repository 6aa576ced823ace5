"""Why reports are one source, in the language of the page; `claims.origins` says it in English."""

import re

from sayso.interfaces.web.tongue import Tongue

_QUOTED = re.compile(r"(?P<reason>.+), quoted by (?P<names>.+)")
_KNOWN = tuple(
    (re.compile(pattern), message)
    for pattern, message in (
        (r"own report", "own report"),
        (r"own report with material of (?P<names>.+)", "own report with material of %(names)s"),
        (r"one (?P<name>.+) text", "one %(name)s text"),
        (r"passages of one (?P<name>.+) text", "passages of one %(name)s text"),
        (r"one (?P<name>.+) statement", "one %(name)s statement"),
        (
            r"the same passages as (?P<name>.+) \((?P<number>.+) words\)",
            "the same passages as %(name)s (%(number)s words)",
        ),
        (
            r"copies of (?P<name>.+) \((?P<number>.+) % of the words\)",
            "copies of %(name)s (%(number)s %% of the words)",
        ),
        (r"one publisher: (?P<name>.+)", "one publisher: %(name)s"),
        (r"quotes (?P<names>.+)", "quotes %(names)s"),
    )
)
_BY = "%(reason)s, quoted by %(names)s"
_AND = "and"
_TO = "to"


def messages() -> frozenset[str]:
    """Return the messages that are said here."""
    return frozenset(message for _, message in _KNOWN) | {_BY, _AND, _TO}


def say_reason(reason: str, spoken: Tongue) -> str:
    """Return a reason in the language of the page; one that is not known stays as it is."""
    quoted = _QUOTED.fullmatch(reason)
    if quoted is not None:
        names = quoted["names"].replace(" and ", f" {spoken.say(_AND)} ")
        return spoken.say(_BY) % {"reason": say_reason(quoted["reason"], spoken), "names": names}
    for pattern, message in _KNOWN:
        match = pattern.fullmatch(reason)
        if match is not None:
            parts = match.groupdict()
            if "names" in parts:
                parts["names"] = parts["names"].replace(" and ", f" {spoken.say(_AND)} ")
            if "number" in parts:
                parts["number"] = parts["number"].replace(" to ", f" {spoken.say(_TO)} ")
            return spoken.say(message) % parts
    return reason
