"""A claim as a citation: text, Markdown, BibTeX."""

import re
from dataclasses import dataclass
from datetime import date

from sayso.model import Claim

_BIBTEX = {
    "\\": r"\textbackslash{}",
    "{": r"\{",
    "}": r"\}",
    **{sign: f"\\{sign}" for sign in "&%$#_"},
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
}
_MARKDOWN = re.compile(r"[\\`*_{}\[\]()<>#+!|~-]")


@dataclass(frozen=True, slots=True)
class Citation:
    """A claim ready to be copied; `standing` and the rest are in the language of the page."""

    text: str
    markdown: str
    bibtex: str


def cite(claim: Claim, *, summary: str, url: str, day: date, day_shown: str) -> Citation:
    """Return the citations of a claim as of `day`; `summary` says in words where it stands, on how many sources."""
    wording = " ".join(claim.wording.split())
    quoted = wording if wording[:1] in '„“"»«' else f"„{wording}“"
    fields = {
        "title": wording,
        "note": summary,
        "howpublished": "Sayso",
        "url": url,
        "urldate": day.isoformat(),
        "year": (claim.last_change or claim.first_reported or day.isoformat())[:4],
    }
    written = ",\n".join(
        f"  {name} = {{{value if name == 'url' else _escaped(value)}}}" for name, value in fields.items()
    )
    return Citation(
        text=f"{quoted} {summary}. Sayso, {day_shown}. {url}",
        markdown=f"[{_plain(quoted)}](<{url}>) {_plain(summary)}. Sayso, {day_shown}.",
        bibtex=f"@misc{{sayso-{claim.id},\n{written}\n}}",
    )


def _escaped(value: str) -> str:
    return "".join(_BIBTEX.get(sign, sign) for sign in value)


def _plain(words: str) -> str:
    """Return words that Markdown leaves as they are."""
    return _MARKDOWN.sub(lambda found: "\\" + found[0], words)
