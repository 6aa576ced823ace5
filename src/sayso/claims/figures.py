"""The numbers that parties give in one claim, each with its bound, over time."""

from collections.abc import Iterable

from sayso.claims.positions import Evidence, last_day
from sayso.model import Figure, Quantity

_LOWS = frozenset({"more_than", "at_least"})
_HIGHS = frozenset({"less_than", "at_most", "up_to"})
_NEVER = "9999"


def find_figures(evidence: Iterable[Evidence]) -> tuple[Figure, ...]:
    """Return every voice's figures by unit and time, a new one closing the one before; never averaged.

    Who denies a claim gives its number as little as who withholds: only figures of those who say that it is so, or
    who put their own number against it, count.
    """
    found: dict[tuple[str, str | None], list[tuple[str, Evidence, Quantity]]] = {}
    for item in evidence:
        if item.member.on_claim == "withholds" or item.point.stance == "denies":
            continue
        for quantity in item.point.quantities:
            key = (item.voice.key, quantity.unit and quantity.unit.casefold())
            day = last_day(item.point.said) if item.point.said else _NEVER
            found.setdefault(key, []).append((day, item, quantity))
    figures = [figure for dated in found.values() for figure in _over_time(dated)]
    return tuple(sorted(figures, key=lambda f: (f.unit or "", f.since or _NEVER, f.party or "", f.actor_name)))


def _over_time(dated: list[tuple[str, Evidence, Quantity]]) -> list[Figure]:
    """Return one voice's figures of one unit; a number that is repeated goes on."""
    dated.sort(key=lambda entry: (entry[0], entry[1].point.report, entry[2].span))
    kept: list[tuple[str, Evidence, Quantity]] = []
    for entry in dated:
        if not kept or _bounds(kept[-1][2]) != _bounds(entry[2]):
            kept.append(entry)
    days = [evidence.point.said for _, evidence, _ in kept]
    return [
        _figure(evidence, quantity, _later(days[number + 1 :], days[number]))
        for number, (_, evidence, quantity) in enumerate(kept)
    ]


def _later(days: list[str | None], since: str | None) -> str | None:
    """Return the first day that is another: two figures of one day stand side by side."""
    return next((day for day in days if day != since), None)


def _figure(item: Evidence, quantity: Quantity, until: str | None) -> Figure:
    low, best, high = _bounds(quantity)
    return Figure(
        party=item.voice.party,
        actor_name=item.voice.name,
        unit=quantity.unit,
        low=low,
        best=best,
        high=high,
        bound=quantity.bound,
        since=item.point.said,
        until=until,
        member=item.member,
    )


def _bounds(quantity: Quantity) -> tuple[float | None, float | None, float | None]:
    """Return the least, the best and the highest number that a quantity names."""
    if quantity.upper is not None:
        return quantity.value, None, quantity.upper
    if quantity.bound in _LOWS:
        return quantity.value, None, None
    if quantity.bound in _HIGHS:
        return None, None, quantity.value
    return None, quantity.value, None
