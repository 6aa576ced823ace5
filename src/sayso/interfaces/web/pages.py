"""How a page is made: its language and theme, the key of its forms, and the filters that templates write with."""

import re
import secrets
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode, urlsplit

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from sayso.interfaces.api import service_of
from sayso.interfaces.api_errors import NotAllowed, Refusal
from sayso.interfaces.web import words
from sayso.interfaces.web.reasons import say_reason
from sayso.interfaces.web.timeline import day_of
from sayso.interfaces.web.tongue import LANGUAGES, Tongue, choose, tongue
from sayso.interfaces.web.vendored import vendored_scripts

THEMES = ("auto", "light", "dark")
SEED_COOKIE = "sayso_seed"
_YEAR = 365 * 24 * 3600
_KEPT = 8192  # addresses, and marks of stances and parties, that are written often and never change
_TEMPLATES = Path(__file__).parent / "templates"
# Signs that turn the direction of what follows, or that nobody sees: a report must not disguise its words by them.
_HIDDEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069]")


@dataclass(frozen=True, slots=True)
class Frame:
    """What every page has around it; `here` is its own address for coming back, `key` goes into its forms.

    `corrects`: who looks at it may correct what it shows.  `keys`: single letters on the keyboard do something.
    """

    lang: str
    theme: str
    here: str
    key: str
    role: str
    has_session: bool
    corrects: bool
    keys: bool


@dataclass(frozen=True, slots=True)
class RefusalPage:
    """The page of an error."""

    refusal: Refusal


@dataclass(frozen=True, slots=True)
class LoginPage:
    """The page that asks for a token; `then` is where to go with it."""

    then: str
    failed: bool = False
    insecure: bool = False


def tongue_of(request: Request) -> Tongue:
    """Return the language in which a request is answered."""
    return tongue(choose(request.cookies.get("sayso_lang"), request.headers.get("accept-language", "")))


def render(request: Request, template: str, page: object, *, status: int = 200) -> Response:
    """Return a page; `page` is the typed context that its template names as `page`."""
    spoken = tongue_of(request)
    service = service_of(request)
    seed = request.cookies.get(SEED_COOKIE) or secrets.token_urlsafe(16)
    theme = request.cookies.get("sayso_theme", "auto")
    holder = request.state.holder
    frame = Frame(
        lang=spoken.code,
        theme=theme if theme in THEMES else "auto",
        here=request.url.path + (f"?{request.url.query}" if request.url.query else ""),
        key=service.keys.form_key(seed),
        role=holder.role if holder else "nobody",
        has_session=service.tokens is not None and holder is not None,
        keys=request.cookies.get("sayso_keys") != "off",
        corrects=service.corrections is not None and holder is not None and holder.role == "editor",
    )
    response = HTMLResponse(environment(spoken.code).get_template(template).render(frame=frame, page=page), status)
    response.headers["Vary"] = "Accept-Language, Cookie"
    # Who goes back sees what was corrected meanwhile.
    response.headers["Cache-Control"] = "no-store"
    if SEED_COOKIE not in request.cookies:
        keep_cookie(request, response, SEED_COOKIE, seed, seconds=None)
    return response


def keep_cookie(request: Request, response: Response, name: str, value: str, *, seconds: int | None = _YEAR) -> None:
    """Set a cookie that no script reads and no other site sends, over TLS alone where there is TLS."""
    secure = request.url.scheme == "https"
    response.set_cookie(name, value, max_age=seconds, httponly=True, samesite="strict", secure=secure)


def check_key(request: Request, key: str) -> None:
    """Raise `NotAllowed` where a form does not come from a page that this browser was given."""
    if not service_of(request).keys.fits(request.cookies.get(SEED_COOKIE), key):
        raise NotAllowed("this form is out of date, or no form of this page. Load the page again and send it anew.")


def go(where: str) -> Response:
    """Return the answer that sends the browser on after a form."""
    return RedirectResponse(where, status_code=303)


def local(address: str) -> str:
    """Return an address of this server, the start page for any other."""
    parts = urlsplit(address)
    inside = not parts.scheme and not parts.netloc and address.startswith("/") and not address.startswith(("//", "/\\"))
    return address if inside and address.isprintable() else "/"


def show_refusal(request: Request, refusal: Refusal) -> Response:
    """Return the page of an error; who needs a token is asked for one."""
    if refusal.status == 401 and request.method == "GET":
        return go(f"/login?{urlencode({'then': request.url.path})}")
    response = render(request, "error.html", RefusalPage(refusal), status=refusal.status)
    response.headers.update(dict(refusal.headers))
    return response


def visible(text: str) -> str:
    """Return a text with its invisible and direction-turning signs made visible, as `[U+202E]`."""
    # What is printable has none of them; this is told at once.
    return text if text.isprintable() else _HIDDEN.sub(lambda found: f"[U+{ord(found[0]):04X}]", text)


def excerpt(text: str, length: int = 160) -> str:
    """Return the beginning of a text on one line, cut between words."""
    flat = visible(" ".join(text.split()))
    return flat if len(flat) <= length else flat[: length - 1].rsplit(" ", 1)[0] + " …"


def web_address(url: str | None) -> str | None:
    """Return a URL that a link may lead to: http or https, nothing else."""
    return url if url and url.lower().startswith(("http://", "https://")) else None


@lru_cache(_KEPT)
def path(*steps: str) -> str:
    """Return the address of a page by its steps."""
    return "/" + "/".join(quote(step, safe="") for step in steps)


@lru_cache(_KEPT)
def report_address(report: str, statement: str | None = None, *, done: int | None = None) -> str:
    """Return where a report is shown, at the words of a statement and with a correction just made where named."""
    told = query_address(f"/reports/{quote(report, safe='')}", done=done)
    return told + (f"#w-{quote(statement, safe='')}" if statement else "")


def passage_address(report: str, words: str) -> str:
    """Return where a report is shown, at the place where words stand, for browsers that know text fragments."""
    # A hyphen means something in them.
    return f"{report_address(report)}#:~:text={quote(' '.join(words.split()[:8]), safe='').replace('-', '%2D')}"


def query_address(path: str, **terms: str | int | None) -> str:
    """Return a path with those terms that say something."""
    given = {name: str(value) for name, value in terms.items() if value not in (None, "")}
    return f"{path}?{urlencode(given)}" if given else path


@cache
def environment(code: str) -> Environment:
    """Return what renders the templates in the language of this code."""
    spoken = tongue(code)
    environment = Environment(
        loader=FileSystemLoader(_TEMPLATES),
        autoescape=True,
        # Every word that a template writes passes here, so that none is forgotten.
        finalize=_shown,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.i18n"],
    )
    environment.install_gettext_translations(spoken.messages, newstyle=True)  # type: ignore[attr-defined]
    environment.filters.update(_filters(spoken))
    environment.globals.update(
        SIGN_OF=words.SIGN_OF,
        STANDING_SIGNS=words.STANDING_SIGNS,
        LANGUAGES=LANGUAGES,
        report_address=report_address,
        passage_address=passage_address,
        query_address=query_address,
        vendored=vendored_scripts,
        path=path,
    )
    # Lists show the same few of them in every line.
    signs = environment.get_template("signs.html").module
    environment.globals.update(
        {name: lru_cache(_KEPT)(getattr(signs, name)) for name in ("stance", "standing", "party")}
    )
    return environment


def _filters(spoken: Tongue) -> dict[str, Any]:
    """Return the filters of a language: how it writes days and numbers, and its words for the nouns' codes."""
    tables = {
        "stances": words.STANCES,
        "standings": words.STANDINGS,
        "modes": words.MODES,
        "media": words.MEDIA,
        "polarities": words.POLARITIES,
        "bounds": words.BOUNDS,
        "parts": words.PARTS,
        "evidence": words.EVIDENCE,
        "rulings": words.RULINGS,
        "problems": words.PROBLEMS,
    }
    return {
        "day": spoken.day,
        "first_day": day_of,
        "day_field": spoken.write_day,
        "moment": spoken.moment,
        "number": spoken.number,
        "percent": spoken.percent,
        "party": spoken.territory,
        "excerpt": excerpt,
        "web_address": web_address,
        "reason": lambda reason: say_reason(reason, spoken),
        **{name: _named(table, spoken) for name, table in tables.items()},
    }


def _shown(value: Any) -> Any:
    return visible(value) if isinstance(value, str) and not isinstance(value, Markup) else value


def _named(table: dict[str, str], spoken: Tongue) -> Any:
    return lambda code: spoken.say(table[code]) if table[code] else ""
