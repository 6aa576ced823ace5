"""Folders: the files in them and below them, in one order whatever the system lists first."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

from sayso.reading.inputs import shown


def list_files(folder: Path, on_skip: Callable[[str], None]) -> Iterator[Path]:
    """Give the files in a folder and in the folders inside, sorted by name folder by folder.

    What begins with a full stop is left out.  Links to files are given, those to folders and what is no file are
    passed over, and so are folders that may not be opened; `on_skip` is told of each.
    """
    waiting = [folder]
    while waiting:
        path = waiting.pop()
        # A link that leads nowhere is given too: reading it tells so.
        if path.is_file() or (path.is_symlink() and not path.exists()):
            yield path
        elif path.is_symlink() and path.is_dir() and path != folder:
            on_skip(f"{shown(str(path))}: this is a link to a folder. It was passed over; name that folder itself.")
        elif path.is_dir():
            waiting += reversed(_entries(path, on_skip))
        else:
            on_skip(f"{shown(str(path))}: this is no file. It was passed over.")


def _entries(folder: Path, on_skip: Callable[[str], None]) -> list[Path]:
    try:
        return [folder / name for name in sorted(os.listdir(folder)) if not name.startswith(".")]
    except OSError as error:
        on_skip(f"{shown(str(folder))}: the folder cannot be opened ({error.strerror}). Change its permissions.")
        return []
