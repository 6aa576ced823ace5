"""Who has left an office, as a report tells behind the name: `Muster, nicht mehr Minister, …`."""

import re
from functools import cache

from sayso.actors.nouns import table_of_offices


def has_left(text: str, name: str) -> bool:
    """Tell whether a report says of somebody, by the last word of the name, that he holds his office no more."""
    *_, last = name.split()
    return any(re.search(rf"(?<!\w){re.escape(last)}{said}", text) for said in _sayings())


@cache
def _sayings() -> tuple[str, ...]:
    table = table_of_offices()["former"]
    since = r"(?:(?:seit|vor) [^,.;]{2,30} )?"
    now, gone = ("|".join(map(re.escape, table[key])) for key in ("now", "gone"))
    return (
        rf", (?:auch )?{since}nicht (?:mehr|länger)\b",
        rf", {since}(?:(?:{now}) )?(?:{gone})\b",
        rf" (?:ist|sei|war) {since}nicht (?:mehr|länger) (?:im Amt|[A-ZÄÖÜ]\w+(?:in|er|or|ef|är|ent)\b)",
        r" hat (?:am \w+ )?(?:sein|ihr) Amt verloren\b",
    )
