"""The messages of the pages: `python -m tests.web.messages` lists those that a catalogue lacks."""

import io
import sys
from pathlib import Path

from babel.messages.extract import extract
from babel.messages.pofile import read_po
from jinja2.ext import babel_extract

from sayso.interfaces import web
from sayso.interfaces.web import reasons, words

ROOM = Path(web.__file__).parent
_KEYWORDS = {"_": None, "gettext": None, "ngettext": (1, 2)}


def said_by_templates() -> set[str]:
    found = set()
    for template in ROOM.glob("templates/*.html"):
        source = io.BytesIO(template.read_bytes())
        for _, _, message, _ in babel_extract(source, list(_KEYWORDS), [], {"trimmed": "false"}):
            found.update({m for m in (message if isinstance(message, tuple) else (message,)) if m})
    return found


def said_by_code() -> set[str]:
    found = set(words.messages() | reasons.messages())
    for module in ROOM.glob("*.py"):
        for _, message, _, _ in extract("python", io.BytesIO(module.read_bytes()), {"say": None, "ngettext": (1, 2)}):
            found.update({m for m in (message if isinstance(message, tuple) else (message,)) if m})
    return found


def catalogue(language="de"):
    with (ROOM / "locales" / language / "LC_MESSAGES" / "sayso.po").open("rb") as file:
        return read_po(file, locale=language)


def known() -> set[str]:
    found = set()
    for message in catalogue():
        if message.id and all(message.string if isinstance(message.string, tuple) else (message.string,)):
            found.update(message.id if isinstance(message.id, tuple) else (message.id,))
    return found


if __name__ == "__main__":
    sys.stdout.write("\n".join(sorted((said_by_templates() | said_by_code()) - known())))
