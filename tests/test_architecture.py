"""How the house is built: what an import loads, who may call whom, what every room holds."""

import inspect
import re
import shutil
import subprocess
import sys
from importlib.resources import files
from pathlib import Path

import pytest

from sayso import errors
from sayso.reading.examples import example_reports

ROOT = Path(__file__).parents[1]
SOURCE = ROOT / "src" / "sayso"
MODULES = sorted(SOURCE.rglob("*.py"))
LIMIT = 400  # lines of a module
HEAVY = {"sqlalchemy", "pydantic", "alembic", "babel", "onnxruntime", "pyarrow", "numpy", "tokenizers", "torch"}
ERRORS = [kind for _, kind in inspect.getmembers(errors, inspect.isclass) if issubclass(kind, Exception)]


def loaded_by(statement: str) -> set[str]:
    """Return the third-party packages that a statement loads in a fresh process."""
    code = (
        f"import sys; before = set(sys.modules); {statement}; "
        "loaded = {name.partition('.')[0] for name in set(sys.modules) - before}; "
        "print(*sorted(loaded - set(sys.stdlib_module_names) - {'sayso'}))"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, encoding="utf-8")
    return set(run.stdout.split())


def test_importing_the_package_loads_nothing_else():
    assert loaded_by("import sayso") == set()


def test_importing_the_nouns_and_errors_loads_nothing_else():
    assert loaded_by("import sayso.model, sayso.errors") == set()


def test_the_command_line_starts_light():
    loaded = loaded_by("import sayso.interfaces.cli")
    assert "typer" in loaded
    assert not loaded & HEAVY


def test_reading_a_report_needs_no_database_and_no_interface():
    loaded = loaded_by("from sayso.pipeline import read_report")
    assert not loaded & {"sqlalchemy", "alembic", "pydantic", "typer", "rich", "pyarrow"}


def test_no_room_calls_back_up():
    command = shutil.which("lint-imports", path=str(Path(sys.executable).parent)) or shutil.which("lint-imports")
    assert command, "import-linter is not installed: pip install -e '.[dev]'"
    run = subprocess.run([command, "--no-cache"], cwd=ROOT, capture_output=True, check=False, encoding="utf-8")
    assert run.returncode == 0, run.stdout


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(SOURCE)))
def test_a_module_is_short_enough_to_be_read(path):
    assert len(path.read_text("utf-8").splitlines()) <= LIMIT


def test_only_the_interfaces_print_and_exit():
    for path in MODULES:
        if path.relative_to(SOURCE).parts[0] != "interfaces":
            content = path.read_text("utf-8")
            assert not re.search(r"\bprint\(", content), path
            assert "sys.exit" not in content, path


# --- errors --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", ERRORS, ids=lambda kind: kind.__name__)
def test_every_error_stands_in_the_tree_with_its_exit_code_and_status(kind):
    line = next(line for line in errors.__doc__.splitlines() if line.strip("│├└─ ").startswith(kind.__name__ + " "))
    assert f"exit {kind.exit_code}, HTTP {kind.http_status}" in line
    assert kind.exit_code in {1, 2}
    assert 400 <= kind.http_status < 600


def test_every_error_has_a_parent_in_the_tree_and_a_code_of_its_own():
    assert all(issubclass(kind, errors.SaysoError) for kind in ERRORS)
    assert len({kind.code for kind in ERRORS}) == len(ERRORS)


def test_the_tree_draws_no_error_that_is_none():
    drawn = [line.strip("│├└─ ").split()[0] for line in errors.__doc__.splitlines() if ", HTTP " in line]
    assert sorted(drawn) == sorted(kind.__name__ for kind in ERRORS)


# --- what the package brings with it ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("room", "place"),
    [
        ("sayso", "py.typed"),
        ("sayso.language", "data/de/cues.toml"),
        ("sayso.language", "data/de/verbs.tsv"),
        ("sayso.language", "data/towns.tsv"),
        ("sayso.language", "data/en/times.toml"),
        ("sayso.reading", "data/function_words.toml"),
        ("sayso", "examples/reports.toml"),
    ],
)
def test_data_are_found_beside_the_code(room, place):
    assert (files(room) / place).is_file()


def test_every_bundled_example_is_listed_and_read():
    listed = {report.text for report in example_reports()}
    bundled = [entry for entry in (files("sayso") / "examples").iterdir() if entry.name.endswith(".txt")]
    assert len(bundled) == len(listed) == 5
    assert {entry.read_text("utf-8") for entry in bundled} == listed


def test_each_table_that_comes_from_others_names_its_licence():
    for table in SOURCE.rglob("*.tsv"):
        licence = table.with_name(table.stem + ".LICENSE.txt")
        assert "CC" in licence.read_text("utf-8"), table
