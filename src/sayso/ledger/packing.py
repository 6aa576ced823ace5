"""What is written into one column as a whole: a point, a claim, a copy as JSON, a vector as bytes."""

from collections.abc import Sequence
from functools import cache
from typing import Any, TypeVar

import numpy as np
import numpy.typing as npt
from pydantic import TypeAdapter

from sayso.claims.copies import Copy
from sayso.claims.points import Point
from sayso.ledger.answers import Amendment
from sayso.model import Claim, Span

T = TypeVar("T", Point, Claim, Copy, Amendment)

Vectors = npt.NDArray[np.float32]
Spans = tuple[Span, ...]


@cache
def _adapter(kind: Any) -> TypeAdapter[Any]:
    return TypeAdapter(kind)


def pack(whole: Point | Claim | Copy | Amendment) -> str:
    """Return something as one line of JSON."""
    kind: Any = type(whole)
    return _adapter(kind).dump_json(whole).decode()


def unpack(kind: type[T], packed: str) -> T:
    """Return what `pack` packed."""
    made: Any = kind
    found: T = _adapter(made).validate_json(packed)
    return found


def pack_spans(spans: Sequence[Span]) -> str:
    """Return spans as `605-702 710-730`."""
    return " ".join(f"{span.start}-{span.end}" for span in spans)


def unpack_spans(packed: str) -> Spans:
    """Return the spans that `pack_spans` packed."""
    return tuple(Span(*(int(end) for end in pair.split("-"))) for pair in packed.split())


def pack_vector(vector: Vectors) -> bytes:
    """Return a vector of unit length as numbers of two bytes, the least byte first."""
    return vector.astype("<f2").tobytes()


def unpack_vector(packed: bytes) -> Vectors:
    """Return the vector that `pack_vector` packed, as exact as two bytes allow."""
    return np.frombuffer(packed, "<f2").astype(np.float32)
