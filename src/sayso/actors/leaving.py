"""Who has left an office, as a report tells behind the name: `Muster, nicht mehr Minister, …`."""

import re
from functools import cache

from sayso.actors.nouns import find_noun, is_first_name, table_of_offices

_QUOTED = re.compile(r"[„»\"][^„»“«”\"]*[“«”\"]")  # what somebody says is not what the report tells
_HOLDS = frozenset({"office", "voice"})


def has_left(text: str, name: str) -> bool:
    """Tell whether a report says of somebody, right behind the last word of the name, that he holds his office no more.

    Another first name before it makes it somebody else.
    """
    words = name.split()
    for match in _pattern(words[-1]).finditer(_QUOTED.sub("", text)):
        before, office = match["before"], match["office"]
        other = before and is_first_name(before) and before not in words
        noun = find_noun(office) if office else None
        if not other and (office is None or (noun is not None and noun.table in _HOLDS)):
            return True
    return False


@cache
def _pattern(last: str) -> re.Pattern[str]:
    table = table_of_offices()["former"]
    since = r"(?:(?:seit|vor) [^,.;]{2,30} )?"
    now, gone = ("|".join(map(re.escape, table[key])) for key in ("now", "gone"))
    left = rf", {since}nicht (?:mehr|länger) (?:im Amt|(?P<office>[A-ZÄÖÜ]\w+))[,.;]"
    rests = rf", {since}(?:(?:{now}) )?(?:{gone})[,.;]"
    lost = r" hat (?:am \w+ )?(?:sein|ihr) Amt verloren\b"
    return re.compile(rf"(?:(?P<before>\w+) )?(?<!\w){re.escape(last)}(?:{left}|{rests}|{lost})")
