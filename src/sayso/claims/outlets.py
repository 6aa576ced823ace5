"""Who publishes an outlet; knowledge in `data/outlets.toml`, and before it a table of the user's own."""

import os
import re
import tomllib
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from sayso.errors import MalformedInput, MissingInput
from sayso.model import Report

ENVIRONMENT = "SAYSO_OUTLETS"

_ARTICLE = re.compile(r"(?:der|die|das|the)\s+(?=\S)")
_MARKS = re.compile(r"[\W_]+")
_DOMAIN = re.compile(r"[a-z0-9-]+(?:\.[a-z0-9-]+)+")


@dataclass(frozen=True, slots=True)
class Outlet:
    """An outlet by the name to show, and who publishes it."""

    name: str
    publisher: str


@dataclass(frozen=True, slots=True)
class Outlets:
    """What is known of outlets: by plain name, and by domain."""

    by_name: Mapping[str, Outlet]
    by_domain: Mapping[str, Outlet]

    def find(self, name: str) -> Outlet | None:
        """Return the outlet of a name or domain; None where the table has none."""
        return self.by_name.get(plain_outlet(name)) or self._at(name.strip().casefold())

    def publishing(self, report: Report) -> Outlet | None:
        """Return the outlet that a report appeared in, by its address, else by the name given; None where unknown."""
        host = urlsplit(report.url).hostname if report.url else None
        known = self._at(host) if host else None
        return known or (self.find(report.outlet) if report.outlet else None)

    def _at(self, host: str) -> Outlet | None:
        """Return the outlet at a host: that of the longest domain that it lies in."""
        labels = host.split(".")
        domains = (".".join(labels[at:]) for at in range(len(labels) - 1))
        return next((self.by_domain[domain] for domain in domains if domain in self.by_domain), None)


def plain_outlet(name: str) -> str:
    """Return a name of an outlet for comparison: no article, capitals, marks: `„Der Spiegel“` → `spiegel`."""
    bare = _MARKS.sub(" ", unicodedata.normalize("NFKC", name)).strip().casefold()
    return bare[article.end() :] if (article := _ARTICLE.match(bare)) else bare


def read_outlets() -> Outlets:
    """Return what is known of outlets: the table that the environment names, then Sayso's own.

    `MissingInput` where there is no such file, `MalformedInput` where it is no table of outlets.
    """
    own = os.environ.get(ENVIRONMENT)
    return _read(own) if own else _shipped()


@lru_cache(maxsize=1)
def _shipped() -> Outlets:
    text = files("sayso.claims").joinpath("data", "outlets.toml").read_text(encoding="utf-8")
    return _index(tomllib.loads(text), "data/outlets.toml")


def _read(path: str) -> Outlets:
    try:
        table = tomllib.loads(Path(path).read_text(encoding="utf-8"))
    except OSError as error:
        raise MissingInput(
            f"{path}: the table of outlets that {ENVIRONMENT} names cannot be opened ({error.strerror});"
            f" give another path or unset {ENVIRONMENT}"
        ) from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise MalformedInput(f"{path}: no TOML file in UTF-8 ({error}); correct it or unset {ENVIRONMENT}") from error
    own, shipped = _index(table, path), _shipped()
    return Outlets({**shipped.by_name, **own.by_name}, {**shipped.by_domain, **own.by_domain})


def _index(table: dict[str, Any], source: str) -> Outlets:
    by_name: dict[str, Outlet] = {}
    by_domain: dict[str, Outlet] = {}
    for publisher, line in _lines(table, source):
        aliases = [alias.strip() for alias in line.split("=")]
        outlet = Outlet(aliases[0], publisher)
        for alias in aliases:
            is_domain = _DOMAIN.fullmatch(alias) is not None
            known, key = (by_domain, alias) if is_domain else (by_name, plain_outlet(alias))
            if not key or known.setdefault(key, outlet) != outlet:
                raise MalformedInput(
                    f"{source}: {alias!r} stands for two outlets; a name or domain may stand once only"
                    if key
                    else f"{source}: {line!r} names an outlet without letters; write names joined by ' = '"
                )
    return Outlets(by_name, by_domain)


def _lines(table: dict[str, Any], source: str) -> Iterator[tuple[str, str]]:
    """Yield publisher and line of each outlet; `MalformedInput` where the table has another form."""
    publishers = table.get("publisher", [])
    if not isinstance(publishers, list) or set(table) - {"publisher"}:
        raise MalformedInput(f"{source}: a table of outlets consists of [[publisher]] entries and nothing else")
    for entry in publishers:
        name, lines = (entry.get("name"), entry.get("outlets")) if isinstance(entry, dict) else (None, None)
        if not isinstance(name, str) or not isinstance(lines, list) or not all(isinstance(each, str) for each in lines):
            raise MalformedInput(
                f'{source}: each [[publisher]] needs name = "…" and outlets = ["Name = other name = domain", …];'
                f" not so: {entry!r}"
            )
        yield from ((name, line) for line in lines)
