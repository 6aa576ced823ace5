"""`sayso serve` and `sayso token`."""

import subprocess
import sys

import httpx
import pytest
import typer
from typer.testing import CliRunner

from sayso.errors import UsageError
from sayso.interfaces.api_access import Tokens
from sayso.interfaces.serving import is_loopback, serve, token

app = typer.Typer()
app.command()(serve)
app.add_typer(token, name="token")


def run(*words):
    result = CliRunner().invoke(app, words)
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


@pytest.mark.parametrize(
    ("host", "here"),
    [
        ("127.0.0.1", True),
        ("127.8.0.1", True),
        ("::1", True),
        ("localhost", True),
        ("0.0.0.0", False),
        ("::", False),
        ("192.168.0.4", False),
        ("news.example", False),
        ("localhost.news.example", False),
    ],
)
def test_only_this_machine_is_loopback(host, here):
    assert is_loopback(host) is here


def test_a_token_is_made_listed_and_taken_away(tmp_path):
    place = tmp_path / "tokens.json"
    made = run("token", "add", "desk", "--role", "editor", "--tokens", str(place))
    assert Tokens(place).holder_of(made.stdout.strip()).role == "editor"
    assert run("token", "list", "--tokens", str(place)).stdout == "editor\tdesk\n"
    run("token", "remove", "desk", "--tokens", str(place))
    assert run("token", "list", "--tokens", str(place)).stdout == ""


def test_the_file_of_tokens_is_named_by_the_environment(tmp_path, monkeypatch):
    monkeypatch.setenv("SAYSO_TOKENS", str(tmp_path / "mine.json"))
    run("token", "add", "desk")
    assert (tmp_path / "mine.json").exists()


def test_others_are_not_served_before_anybody_has_a_token(tmp_path):
    with pytest.raises(UsageError, match="sayso token add"):
        run("serve", "--host", "0.0.0.0", "--tokens", str(tmp_path / "none.json"), "--model", "rules")


def test_a_certificate_needs_its_key(tmp_path):
    with pytest.raises(UsageError, match="belong together"):
        run("serve", "--certificate", str(tmp_path / "c.pem"), "--model", "rules")


def test_a_served_ledger_answers(tmp_path):
    code = "from sayso.interfaces.serving import serve; serve(port=0, ledger=sys.argv[1], model='rules')"
    command = [sys.executable, "-c", f"import sys; {code}", str(tmp_path / "sayso.db")]
    with subprocess.Popen(command, stderr=subprocess.PIPE, encoding="utf-8") as server:
        try:
            line = next(line for line in server.stderr if "running on" in line)
            address = line.partition("running on ")[2].split()[0]
            words = "Österreich hat bestätigt, dass im Hafen von Triest 20 Schiffe mit Getreide liegen."
            read = httpx.post(f"{address}/api/reports", json={"text": words}, timeout=60)
            assert read.status_code == 201
            assert httpx.get(f"{address}/api/claims").json()["items"][0]["wording"].endswith("mit Getreide liegen")
            assert "mit Getreide liegen" in httpx.get(f"{address}/claims").text
        finally:
            server.terminate()


def test_importing_the_commands_loads_no_server():
    code = "import sys, sayso.interfaces.serving; print({'fastapi', 'uvicorn', 'jinja2', 'babel'} & set(sys.modules))"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, encoding="utf-8")
    assert run.stdout.strip() == "set()"
