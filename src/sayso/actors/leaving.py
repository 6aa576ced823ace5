"""Who has left an office, as a report tells behind the name: `Muster, nicht mehr Minister`, `einst Minister`."""

import re
from functools import cache

from sayso.actors.nouns import find_noun, is_first_name, table_of_offices

_QUOTED = re.compile(r"[„»\"][^„»“«”\"]*[“«”\"]")  # what somebody says is not what the report tells
_NAMED = re.compile(r"(?:(\w+) )?(\w[\w’'-]*)$")
_LONGEST = 80  # characters in which the name is looked for
_HOLDS = frozenset({"office", "voice"})
_YEAR = r"(?:1[89]|20)\d\d"


def find_leavers(text: str) -> frozenset[tuple[str, str]]:
    """Return whom a report tells to hold an office no more: the last word of the name, and the word before it."""
    told, found = _QUOTED.sub("", text), set()
    for match in _pattern().finditer(told):
        office = match["office"] or match["held"]
        noun = find_noun(office) if office else None
        named = _NAMED.search(told[max(0, match.start() - _LONGEST) : match.start()])
        if named is not None and (office is None or (noun is not None and noun.table in _HOLDS)):
            found.add((named[2], named[1] or ""))
    return frozenset(found)


def is_one_of(name: str, leavers: frozenset[tuple[str, str]]) -> bool:
    """Tell whether a person is among them; another first name before the last word makes it somebody else."""
    words = name.split()
    return any(words[-1] == last and (before in words or not is_first_name(before)) for last, before in leavers)


@cache
def _pattern() -> re.Pattern[str]:
    table = table_of_offices()["former"]
    since = r"(?:(?:seit|vor) [^,.;]{2,30} )?"
    now, gone, once = ("|".join(map(re.escape, table[key])) for key in ("now", "gone", "once"))
    held = rf", (?:{once}|{_YEAR}) (?P<held>[A-ZÄÖÜ][\w-]+)\b[^,.;]*[,.;]"
    left = rf", {since}nicht (?:mehr|länger) (?:im Amt|(?P<office>[A-ZÄÖÜ]\w+))[,.;]"
    rests = rf", {since}(?:(?:{now}) )?(?:{gone})[,.;]"
    lost = r" hat (?:am \w+ )?(?:sein|ihr) Amt verloren\b"
    return re.compile(f"{left}|{rests}|{held}|{lost}")
