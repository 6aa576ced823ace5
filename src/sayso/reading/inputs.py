"""Inputs on their way to be read: where they are, what they are called, their bytes from the first one on."""

import io
import re
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Literal

from sayso.errors import MalformedInput, MissingInput

STDIN: Literal["-"] = "-"
LARGEST_REPORT = 32_000_000  # bytes of an input, or of a line of one, that holds one report
LARGEST_COPY = 4_000_000_000  # bytes of standard input that are laid aside because their end must be read first

_HEAD = 8_192  # bytes by which an input is recognised
_PIECE = 1_000_000  # bytes copied at a time
_UNSHOWN = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Given:
    """What is told about the reports of an input beside it; None where nothing is.

    `published` is an ISO 8601 day or coarser, `language` an ISO 639 code, `id` the name that the input gives a report.
    """

    published: str | None = None
    outlet: str | None = None
    url: str | None = None
    title: str | None = None
    id: str | None = None
    language: str | None = None


NOTHING = Given()


@dataclass(frozen=True, slots=True)
class Input:
    """Bytes to be read, `stream` at the first of them; `head` are the same first bytes.

    `place` names the input in messages, `name` is what its file is called, empty where it has no name.
    `rewinds` tells whether the stream can be read again from its start.
    """

    place: str
    name: str
    stream: IO[bytes]
    head: bytes
    rewinds: bool

    @property
    def suffix(self) -> str:
        """The ending of the name in lower case: `.html`; empty where there is none."""
        return Path(self.name).suffix.lower()

    def read(self) -> bytes:
        """Give all bytes; `MalformedInput` where they are more than `LARGEST_REPORT`."""
        content = self.stream.read(LARGEST_REPORT + 1)
        if len(content) > LARGEST_REPORT:
            raise MalformedInput(
                f"{self.place}: this has more than the {LARGEST_REPORT:,} bytes that Sayso reads as one report. "
                "Cut it into reports, or give it as JSON lines."
            )
        return content

    def lines(self) -> Iterator[bytes]:
        """Give the lines with their ends; `MalformedInput` where one is longer than `LARGEST_REPORT`."""
        number = 0
        while line := self.stream.readline(LARGEST_REPORT + 1):
            number += 1
            if len(line) > LARGEST_REPORT:
                raise MalformedInput(
                    f"{self.place}, line {number}: it has more than {LARGEST_REPORT:,} bytes. No report is as long; "
                    "what stands behind was not read. Check the file, one report must stand on each line."
                )
            yield line

    @contextmanager
    def seekable(self) -> Iterator[IO[bytes]]:
        """Give a stream that can be read in any order; what cannot is laid aside in a file that goes with the stream.

        `MalformedInput` where it is more than `LARGEST_COPY` bytes.
        """
        if self.rewinds:
            yield self.stream
            return
        with tempfile.TemporaryFile() as copy:
            while piece := self.stream.read(_PIECE):
                if copy.tell() + len(piece) > LARGEST_COPY:
                    raise MalformedInput(
                        f"{self.place}: this has more than {LARGEST_COPY:,} bytes. Give the file by its name."
                    )
                copy.write(piece)
            copy.seek(0)
            yield copy


class _Prefixed(io.RawIOBase):
    """The bytes that were taken from a stream, and then the rest of it."""

    def __init__(self, head: bytes, rest: IO[bytes]) -> None:
        self._head = head
        self._rest = rest

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        piece = self._head[: len(buffer)]
        self._head = self._head[len(piece) :]
        piece = piece or self._rest.read(len(buffer))
        buffer[: len(piece)] = piece
        return len(piece)


def make_input(stream: IO[bytes], *, place: str, name: str, rewinds: bool = False) -> Input:
    """Make an input of an open stream; `rewinds` where it can be read in any order, as a file can.

    Characters of names that would steer a terminal are not shown.
    """
    head = stream.read(_HEAD)
    if rewinds:
        stream.seek(-len(head), io.SEEK_CUR)
    else:
        stream = io.BufferedReader(_Prefixed(head, stream))
    return Input(shown(place), name, stream, head, rewinds)


def shown(name: str) -> str:
    """Give a name as a message can show it on one line."""
    return _UNSHOWN.sub("�", name)


@contextmanager
def open_input(path: Path | Literal["-"]) -> Iterator[Input]:
    """Open a file, or standard input where `path` is `-`; `MissingInput` where there is none or it cannot be read."""
    if path == STDIN:
        yield make_input(sys.stdin.buffer, place="standard input", name="")
        return
    assert isinstance(path, Path)
    with open_stream(path) as stream:
        try:
            item = make_input(stream, place=str(path), name=path.name, rewinds=stream.seekable())
        except OSError as error:
            raise _missing(path, error) from error
        yield item


def open_stream(path: Path) -> IO[bytes]:
    """Open a file; `MissingInput` where there is none, or it is none, or may not be read."""
    try:
        return path.open("rb")
    except (OSError, ValueError) as error:
        raise _missing(path, error) from error


def _missing(path: Path, error: Exception) -> MissingInput:
    if isinstance(error, FileNotFoundError):
        reason = "there is no such file. Check the name and the folder you are in"
        if path.is_symlink():
            reason = "this is a link to a file that is not there. Put the file back, or take the link away"
    elif isinstance(error, IsADirectoryError):
        reason = "this is a folder. Name the files in it"
    elif isinstance(error, PermissionError):
        reason = "you are not allowed to read it. Change its permissions or copy it"
    elif isinstance(error, OSError):
        reason = f"it could not be read ({error.strerror or error}). Check the disk and the name"
    else:
        reason = "this is no name of a file. Check the name"
    return MissingInput(f"{shown(str(path))}: {reason}.")
