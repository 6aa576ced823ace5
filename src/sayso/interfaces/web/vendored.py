"""The scripts of others that the package ships, as they were published: which version, and what they hash to."""

from base64 import b64encode
from hashlib import sha256

from markupsafe import Markup

# d3 7.9.2 and Observable Plot 0.6.17, both ISC, from the packages `d3` (dist/d3.min.js) and `@observablehq/plot`
# (dist/plot.umd.min.js) of npm.  Browsers refuse a file that differs from its hash.
SCRIPTS = {
    "d3": ("d3-7.9.2.min.js", "sha384-LxfWGZyh6PaLjBRPf7NWiEYs9Mn0UQ6ZmqbLLZhxlOBBNWF2a2K0Pfc5efkrNnhQ"),
    "plot": ("plot-0.6.17.min.js", "sha384-JUpn2GgRr0gxU0xOBd8D8P634jhRCwobtG8G2MMEkX1RnGJ7/FJNnuukpfT+H2w1"),
}
# Every drawing of Plot brings this sheet with it, below the class that `charts.js` names; the content policy lets no
# other sheet into a page than those with such a hash.
_SHEET = """:where(.sayso-plot) {
  --plot-background: white;
  display: block;
  height: auto;
  height: intrinsic;
  max-width: 100%;
}
:where(.sayso-plot text),
:where(.sayso-plot tspan) {
  white-space: pre;
}"""
SHEET_HASH = f"'sha256-{b64encode(sha256(_SHEET.encode()).digest()).decode()}'"


def vendored_scripts(*names: str) -> Markup:
    """Return the elements that load some of the scripts, in this order."""
    element = '<script src="/static/vendor/{}" integrity="{}" defer></script>'
    return Markup("\n").join(Markup(element).format(*SCRIPTS[name]) for name in names)
