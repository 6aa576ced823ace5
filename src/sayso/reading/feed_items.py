"""A feed as its format has it, before anything is made of it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Item:
    """One item as its format has it: markup, addresses and times as they are written."""

    url: str | None
    id: str | None
    title: str | None
    texts: tuple[str, ...]
    published: str | None
    updated: str | None
    authors: tuple[str, ...]
    outlet: str | None


@dataclass(frozen=True, slots=True)
class Told:
    """A feed as its format has it."""

    title: str | None
    language: str | None
    items: tuple[Item, ...]
