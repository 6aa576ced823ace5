"""What is written into one column as a whole: a point, a claim, a copy, an amendment as JSON, spans as words."""

from collections.abc import Hashable, Sequence
from functools import cache
from typing import Any, TypeVar, cast

from sayso.model import Span

T = TypeVar("T")

Spans = tuple[Span, ...]


@cache
def _adapter(kind: Hashable) -> Any:
    from pydantic import TypeAdapter

    type_: Any = kind
    return TypeAdapter(type_)


def pack(whole: object) -> str:
    """Return something, of a type whose fields are all annotated, as one line of JSON."""
    packed: bytes = _adapter(cast(Hashable, type(whole))).dump_json(whole)
    return packed.decode()


def unpack(kind: type[T], packed: str) -> T:
    """Return what `pack` packed."""
    found: T = _adapter(cast(Hashable, kind)).validate_json(packed)
    return found


def pack_spans(spans: Sequence[Span]) -> str:
    """Return spans as `605-702 710-730`."""
    return " ".join(f"{span.start}-{span.end}" for span in spans)


def unpack_spans(packed: str) -> Spans:
    """Return the spans that `pack_spans` packed."""
    return tuple(Span(*(int(end) for end in pair.split("-"))) for pair in packed.split())
