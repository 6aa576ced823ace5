"""`sayso serve` and `sayso token`: the page and the HTTP API, and who may use them from elsewhere."""

import gc
import ipaddress
import os
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Annotated

import typer

from sayso.errors import UsageError
from sayso.interfaces.terminal import author_of
from sayso.tagger import DEFAULT_MODEL

PORT = 8765

token = typer.Typer(
    help="Who may use the page and the API from another machine.", no_args_is_help=True, rich_markup_mode=None
)


class RoleName(StrEnum):
    """What a token allows."""

    reader = "reader"
    editor = "editor"


TokensOption = Annotated[
    Path | None,
    typer.Option(
        "--tokens", help="The file of the tokens; else SAYSO_TOKENS, else in your settings folder.", show_default=False
    ),
]


def serve(
    host: Annotated[str, typer.Option(help="The address to listen on; others than this machine need tokens.")] = (
        "127.0.0.1"
    ),
    port: Annotated[int, typer.Option(min=0, max=65535, help="The port; 0 takes a free one.")] = PORT,
    certificate: Annotated[
        Path | None, typer.Option("--certificate", help="A TLS certificate (PEM), for https.", show_default=False)
    ] = None,
    key: Annotated[Path | None, typer.Option("--key", help="The certificate's key (PEM).", show_default=False)] = None,
    tokens: TokensOption = None,
    ledger: Annotated[
        str | None,
        typer.Option(
            "--ledger",
            help="The ledger: a file or a postgresql:// address; else SAYSO_LEDGER, else ./sayso.db.",
            show_default=False,
        ),
    ] = None,
    model: Annotated[
        str, typer.Option("--model", help="What finds the statements: `best`, `fast`, or `rules` alone.")
    ] = DEFAULT_MODEL,
) -> None:
    """Serve the page and the HTTP API."""
    import uvicorn

    from sayso.accounting import load_meanings, place_pending, read_knowing, vector_of
    from sayso.interfaces.api_access import Tokens
    from sayso.interfaces.api_app import Setting, open_app
    from sayso.interfaces.api_corrections import LedgerCorrections
    from sayso.ledger import open_ledger
    from sayso.pipeline import this_run

    if (certificate is None) != (key is None):
        raise UsageError("--certificate and --key belong together: give both or none.")
    this_run(model)  # weights that do not exist are refused before anything is served
    meanings = cache(load_meanings)
    known = None if is_loopback(host) else Tokens(_tokens_place(tokens))
    if known is not None and not known.holders():
        raise UsageError(
            f"{host} can be reached by others, and nobody has a token. Make one first: sayso token add NAME."
        )
    with (
        open_ledger(ledger or os.environ.get("SAYSO_LEDGER") or "sayso.db") as book,
        open_app(
            book,
            lambda report: read_knowing(book, report, model),
            Setting(tokens=known, author=author_of(None)) if known is None else Setting(tokens=known),
            place=lambda: place_pending(book, meanings),
            corrections=LedgerCorrections(book, meanings),
            vector_of=vector_of,
        ) as app,
    ):
        # What is loaded by now stays until the end; looking through it for what can go doubled every third answer.
        gc.collect()
        gc.freeze()
        uvicorn.run(
            app,
            host=host,
            port=port,
            ssl_certfile=certificate,
            ssl_keyfile=key,
            server_header=False,
            log_level="warning" if os.environ.get("SAYSO_QUIET") else "info",
        )


@token.command("add")
def add_token(
    name: Annotated[str, typer.Argument(metavar="NAME", help="Who gets it.", show_default=False)],
    role: Annotated[
        RoleName, typer.Option(help="What it allows: to look, or to read reports in and correct as well.")
    ] = (RoleName.reader),
    tokens: TokensOption = None,
) -> None:
    """Make a token and show it, this one time; only its hash is kept."""
    from sayso.interfaces.api_access import Tokens

    typer.echo(Tokens(_tokens_place(tokens)).add(name, role.value))


@token.command("remove")
def remove_token(
    name: Annotated[str, typer.Argument(metavar="NAME", help="Whose it is.", show_default=False)],
    tokens: TokensOption = None,
) -> None:
    """Take a token away; sessions begun with it end."""
    from sayso.interfaces.api_access import Tokens

    Tokens(_tokens_place(tokens)).remove(name)


@token.command("list")
def list_tokens(tokens: TokensOption = None) -> None:
    """List who has a token, and its role."""
    from sayso.interfaces.api_access import Tokens

    for holder in Tokens(_tokens_place(tokens)).holders():
        typer.echo(f"{holder.role}\t{holder.name}")


def is_loopback(host: str) -> bool:
    """Tell whether only this machine reaches an address."""
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _tokens_place(given: Path | None) -> Path:
    named = os.environ.get("SAYSO_TOKENS")
    return given or (Path(named) if named else Path(typer.get_app_dir("sayso")) / "tokens.json")
