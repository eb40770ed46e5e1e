# Tanı: two commands are enough. `make run` serves the product with demo content; `make test` passes everything.
SHELL := /bin/bash
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:

PORT ?= 8000
TANI_VAR ?= $(CURDIR)/var
UV_VERSION := 0.13.9
VENV := .venv
PYTHON := $(VENV)/bin/python
export TANI_VAR
export PYTHONPATH := $(CURDIR):$(CURDIR)/site

.PHONY: help run test test-sqlite test-postgres lint messages bench prove screenshots lock clean

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-14s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

run: $(VENV)/.runtime ## set everything up and serve the demo at http://127.0.0.1:8000/ (PORT=8123 make run)
	@$(PYTHON) tools/serve.py --port $(PORT)

test: lint test-sqlite test-postgres ## set everything up and pass the whole suite: SQLite, PostgreSQL, real browser

test-sqlite: $(VENV)/.dev
	@tools/need.sh browser gettext
	@$(PYTHON) tools/cut_fonts.py
	@$(PYTHON) tools/compile_messages.py
	@$(VENV)/bin/pytest -q -n 2 --dist loadfile

test-postgres: $(VENV)/.dev
	@tools/need.sh postgres browser gettext
	@$(PYTHON) tools/cut_fonts.py
	@$(PYTHON) tools/compile_messages.py
	@tools/with_postgres.sh $(VENV)/bin/pytest -q -n 2 --dist loadfile -m 'not prove and not once'

lint: $(VENV)/.dev ## style, types, import direction, migrations
	@$(VENV)/bin/ruff check .
	@$(VENV)/bin/ruff format --check .
	@$(VENV)/bin/lint-imports --no-cache > $(TANI_VAR)/imports.txt || { cat $(TANI_VAR)/imports.txt; exit 1; }
	@$(VENV)/bin/mypy .
	@$(PYTHON) manage.py makemigrations --check --dry-run

messages: $(VENV)/.dev ## collect strings into locale/*/LC_MESSAGES/django.po (needs gettext)
	@tools/need.sh gettext
	@$(PYTHON) manage.py makemessages --locale tr --locale ar --no-location --no-wrap --ignore 'var/*' --ignore '.venv/*' --ignore 'tests/*'
	@$(PYTHON) tools/compile_messages.py

bench: $(VENV)/.dev ## measure our pages beside a minimal Django floor in the same run (ARGS=--quick, ARGS=--write)
	@tools/need.sh postgres browser
	@$(PYTHON) -m bench $(ARGS)

prove: $(VENV)/.dev ## slow proofs: faults, races, payloads, uploads, round trips (over an hour); writes docs/proofs
	@tools/need.sh postgres browser
	@TANI_PG_OPTIONS="-c max_connections=300" tools/with_postgres.sh $(VENV)/bin/pytest -q tests/faults tests/security tests/courses -m prove

screenshots: $(VENV)/.dev ## take the pictures of README.md from the running demo
	@tools/need.sh browser
	@$(PYTHON) tools/screenshots.py

lock: $(VENV)/.uv ## resolve pyproject.toml into the hashed requirements files
	@$(VENV)/bin/uv pip compile -q --generate-hashes -p 3.11 --no-emit-index-url --no-annotate --custom-compile-command "make lock" pyproject.toml -o requirements.txt
	@$(VENV)/bin/uv pip compile -q --generate-hashes -p 3.11 --no-emit-index-url --no-annotate --custom-compile-command "make lock" --group dev pyproject.toml -o requirements-dev.txt

clean: ## forget the environment and everything the demo wrote
	rm -rf $(VENV) $(TANI_VAR)

$(VENV)/.uv:
	@tools/need.sh python
	@echo "→ Python environment"
	@python3 -m venv $(VENV)
	@$(VENV)/bin/pip install -q --disable-pip-version-check uv==$(UV_VERSION)
	@mkdir -p $(TANI_VAR)
	@touch $@

$(VENV)/.runtime: requirements.txt | $(VENV)/.uv
	@tools/need.sh pdf
	@echo "→ packages (hash-checked)"
	@$(VENV)/bin/uv pip install -q --compile-bytecode --require-hashes -r requirements.txt
	@touch $@

$(VENV)/.dev: requirements-dev.txt | $(VENV)/.uv
	@tools/need.sh pdf
	@echo "→ packages for development (hash-checked)"
	@$(VENV)/bin/uv pip install -q --compile-bytecode --require-hashes -r requirements-dev.txt
	@touch $@
