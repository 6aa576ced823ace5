"""What the documents say is what the program does."""

import re
import subprocess
import sys
from pathlib import Path

import pytest
import typer

from sayso.interfaces.cli import app

ROOT = Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
COMMANDS = (ROOT / "docs" / "commands.md").read_text(encoding="utf-8")
TYPER = typer.main.get_command(app)


def test_the_first_example_is_what_the_program_prints():
    command = re.search(r'\$ echo "(?P<sentence>[^"]+)" \| sayso (?P<words>.+)', README)
    shown = re.search(r"```text\n(?P<entry>.+?)```", README, re.DOTALL)["entry"]
    run = subprocess.run(
        [
            sys.executable,
            "-c",
            "from sayso.interfaces.cli import main; main()",
            *command["words"].split(),
            "--no-ledger",
        ],
        input=command["sentence"].encode(),
        capture_output=True,
        check=True,
        cwd=ROOT,
    )
    printed = [line.rstrip() for line in run.stdout.decode().splitlines() if line.strip()]
    assert printed[-len(shown.splitlines()) :] == [line.rstrip() for line in shown.splitlines()]


@pytest.mark.parametrize("document", ["README.md", *(str(p.relative_to(ROOT)) for p in sorted(ROOT.glob("docs/*.md")))])
def test_links_within_the_project_lead_somewhere(document):
    path = ROOT / document
    for target in re.findall(r"\]\(([^)#]+)\)", path.read_text(encoding="utf-8")):
        if "://" not in target:
            assert (path.parent / target).exists(), target


@pytest.mark.parametrize("name", sorted(TYPER.commands))
def test_every_command_and_option_is_documented(name):
    section = COMMANDS.split(f"## `sayso {name}")[1].split("\n## ")[0]
    for parameter in TYPER.commands[name].params:
        for option in parameter.opts:
            if option.startswith("--") and option != "--help":
                assert f"`{option}" in section or f"{option} " in section or f", `{option}" in section, option


def test_no_document_speaks_of_an_option_that_is_none():
    groups = [command for command in TYPER.commands.values() if hasattr(command, "commands")]
    commands = [*TYPER.commands.values(), *(inner for group in groups for inner in group.commands.values())]
    known = {option for command in commands for p in command.params for option in p.opts}
    known |= {"--help", "--version", "--part", "--stances", "--precision", "--corpus"}
    for text in (README, COMMANDS):
        assert set(re.findall(r"(?<![\w-])--[a-z][a-z-]+", text)) <= known


def test_every_floor_names_a_benchmark_that_exists():
    import json

    for bench in json.loads((ROOT / "bench" / "floors.json").read_text(encoding="utf-8")):
        assert (ROOT / bench["command"][0]).is_file()
        assert bench["floors"]


@pytest.mark.parametrize("path", sorted((ROOT / "src" / "sayso").glob("*/")), ids=lambda p: p.name)
def test_every_room_stands_in_the_architecture(path):
    text = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    if (path / "__init__.py").exists():
        assert f"`{path.name}/`" in text
