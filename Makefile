# Two commands are enough on a fresh machine: `make demo` and `make test`.
PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
READY  := $(VENV)/.ready

.PHONY: demo test check bench schema clean

$(READY): pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "sayso needs Python 3.11 or newer; call make with PYTHON=python3.12, say")'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
	touch $@

demo: $(READY)  ## read the bundled example reports into a ledger and print who said what
	@rm -f demo.db demo.db-wal demo.db-shm
	@$(BIN)/sayso demo --ledger demo.db

test: $(READY)  ## run all tests
	$(BIN)/python -m pytest -n auto

check: $(READY)  ## lint, types, import layers
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: $(READY)  ## hold the figures of bench/floors.json on the data beside the project
	$(BIN)/python bench/gate.py

schema: $(READY)  ## write docs/reading.schema.json anew
	$(BIN)/python -m sayso.interfaces.wire > docs/reading.schema.json

clean:
	rm -rf $(VENV) demo.db* bench/out .pytest_cache .mypy_cache .ruff_cache .import_linter_cache
