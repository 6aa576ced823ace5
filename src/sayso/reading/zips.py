"""ZIP archives: their members one after another, read where they lie; nothing is unpacked to the disk.

An archive of a few kilobytes can claim to hold terabytes, so what it claims is looked at before anything is read,
and no member gives more than it claimed.
"""

import gzip
import lzma
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import IO

from sayso.errors import MalformedInput
from sayso.reading.inputs import Input, make_input, shown

MOST_MEMBERS = 100_000
LARGEST_WHOLE = 8_000_000_000  # bytes of all members unpacked
LARGEST_MEMBER = 1_000_000_000  # bytes of one member unpacked
HIGHEST_RATIO = 200  # times its packed size; pages pack to a fifth, lists of the same line to a fiftieth

_SMALL = 4_000_000  # bytes that may be packed as tightly as can be
_OFFICE = frozenset(("[Content_Types].xml", "mimetype", "META-INF/MANIFEST.MF"))
_ENCRYPTED = 0x1


@dataclass(frozen=True, slots=True)
class Member:
    """A file in an archive; `name` is its path there, `place` what messages call it."""

    name: str
    place: str
    _info: zipfile.ZipInfo
    _archive: zipfile.ZipFile

    @contextmanager
    def open(self) -> Iterator[Input]:
        """Open the member; `MalformedInput` where it is too large, locked, or broken."""
        info = self._info
        if info.flag_bits & _ENCRYPTED:
            raise MalformedInput(f"{self.place}: it is locked with a password. Unpack it and read the file.")
        if info.file_size > LARGEST_MEMBER or _too_tight(info.file_size, info.compress_size):
            raise MalformedInput(
                f"{self.place}: it would unpack to {info.file_size:,} bytes from {info.compress_size:,}. Sayso unpacks "
                f"up to {LARGEST_MEMBER:,} bytes and {HIGHEST_RATIO} times the packed size. Unpack it yourself if you "
                "trust it."
            )
        with broken_told(self.place):
            stream = self._archive.open(info)
        with stream, breaks_told(self.place):
            yield make_input(stream, place=self.place, name=self.name)


def list_members(item: Input, stream: IO[bytes]) -> Iterator[Member]:
    """Give the files in an archive in its own order; `stream` is that of `item`, readable in any order.

    Raises `MalformedInput` where the bytes are no whole archive, where it is an office document, and where it claims
    to hold more than the limits above allow.
    """
    with broken_told(item.place):
        archive = zipfile.ZipFile(stream)
    with archive:
        members = [info for info in archive.infolist() if not info.is_dir()]
        _check(members, item.place, size=stream.seek(0, 2))
        for info in members:
            yield Member(info.filename, f"{item.place}: member {shown(info.filename)}", info, archive)


def _check(members: list[zipfile.ZipInfo], place: str, *, size: int) -> None:
    if any(info.filename in _OFFICE for info in members[:3]):
        raise MalformedInput(
            f"{place}: this is an office document or a program, no archive. Save it as plain text first."
        )
    if len(members) > MOST_MEMBERS:
        raise MalformedInput(
            f"{place}: the archive has {len(members):,} members, Sayso reads up to {MOST_MEMBERS:,}. Cut it in several."
        )
    whole = sum(info.file_size for info in members)
    # Members may share their bytes, so that each looks harmless.
    if whole > LARGEST_WHOLE or _too_tight(whole, size):
        raise MalformedInput(
            f"{place}: the archive would unpack to {whole:,} bytes from {size:,}. Sayso unpacks up to "
            f"{LARGEST_WHOLE:,} bytes and {HIGHEST_RATIO} times the packed size. Unpack it yourself if you trust "
            "it, and read the folder."
        )


def _too_tight(unpacked: int, packed: int) -> bool:
    return unpacked > _SMALL and unpacked > HIGHEST_RATIO * max(1, packed)


@contextmanager
def broken_told(place: str) -> Iterator[None]:
    """Turn what the library says of an archive that it cannot open into a `MalformedInput` that names `place`."""
    try:
        yield
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError, ValueError) as error:
        raise MalformedInput(f"{place}: the archive is broken here ({error}). Pack or fetch it again.") from error


@contextmanager
def breaks_told(place: str) -> Iterator[None]:
    """Turn what goes wrong while packed bytes are read into a `MalformedInput` that names `place`."""
    try:
        yield
    except (zipfile.BadZipFile, gzip.BadGzipFile, zlib.error, lzma.LZMAError, EOFError) as error:
        raise MalformedInput(f"{place}: its packed bytes are broken ({error}). Pack or fetch it again.") from error
