.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
MAKEFLAGS += --no-print-directory
export UV_PYTHON_DOWNLOADS := never

SUITABLE = -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null
PYTHON ?= $(shell for name in python3 python3.14 python3.13 python3.12 python3.11 python; do \
	$$name $(SUITABLE) && { echo $$name; break; }; done)

BIN := .venv/bin
PIP := $(BIN)/python -m pip --quiet --quiet --disable-pip-version-check
UV := $(BIN)/uv
WORKERS ?= 2
CHROMIUM ?= /usr/bin/chromium
export POSTGRESQL
PYTEST := -m pytest --numprocesses $(WORKERS) $(ARGS)
EDITABLE := --no-deps --no-build-isolation --editable .
CHECKED := $(wildcard src tests examples benchmarks tools docs/conf.py)
LOCK := $(UV) pip compile --quiet --upgrade --universal --python-version 3.11 --generate-hashes --no-header --no-annotate

.PHONY: help
help: ## show this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## /{ printf "make %-18s%s\n", $$1, $$2 }' Makefile


# What the README promises

.PHONY: demo test
demo: .venv/.demo ## show what the library does, on the bundled sample
	@$(BIN)/trackntrace demo

test: .venv/.test ## run the tests (without laws and slow ones)
	@$(BIN)/python $(PYTEST)


# More tests

.PHONY: laws slow browser databases engines examples installed downstream optimized lowest newest pythons matrix diagonal coverage refusals
laws: .venv/.dev ## run the property tests
	@$(BIN)/python $(PYTEST) -m law

slow: .venv/.dev ## run the slow tests, if there are any
	@$(BIN)/python $(PYTEST) -m "slow and not law" || test $$? -eq 5

browser: .venv/.dev docs/_build/index.html ## open the report and the documentation in headless Chromium
	@test -x "$(CHROMIUM)" || { \
		echo "make browser needs Chromium. Debian: apt-get install chromium. Elsewhere: make browser CHROMIUM=/path/to/it" >&2; \
		exit 1; }
	@CHROMIUM="$(CHROMIUM)" $(BIN)/python $(PYTEST) -m browser tests/browser

databases: .venv/.dev ## try the stores of numbers on a real PostgreSQL, which it starts and stops by itself
	@$(BIN)/python -m tests.databases.postgresql
	@$(BIN)/python $(PYTEST) -m database tests/databases

engines: .venv/.engines ## count on every table engine: Polars, pandas, PyArrow, DuckDB, Spark, Dask
	@PYSPARK_PYTHON="$(CURDIR)/$(BIN)/python" $(BIN)/python -m pytest $(ARGS) -m engine

examples: .venv/.dev ## run every example in the README, the docs and the docstrings
	@$(BIN)/python -m pytest -p tools.examples -m "" --ignore=docs/_build $(ARGS) README.md docs src

installed: build ## run the tests on the built wheel, with the sources removed
	$(call fresh,installed,$(BIN)/python)
	@$(UV) pip install --quiet --python .venvs/installed --no-deps dist/*.whl
	@tar -xzf dist/*.tar.gz -C .venvs/installed --strip-components 1
	@rm -r .venvs/installed/src
	@cd .venvs/installed && bin/python $(PYTEST)

downstream: build ## run the tests of an application that embeds the built wheel, with only what it declares
	@rm -rf .venvs/downstream
	@$(UV) venv --quiet --python $(BIN)/python .venvs/downstream
	@$(BIN)/python -m build --no-isolation --wheel --outdir .venvs/downstream/dist tests/downstream >/dev/null
	@$(UV) pip install --quiet --python .venvs/downstream --constraint requirements/test.txt \
		dist/*.whl "$$(echo .venvs/downstream/dist/*.whl)[test]"
	@cp -r tests/downstream/tests tests/downstream/pyproject.toml .venvs/downstream
	@cd .venvs/downstream && bin/python -m pytest $(ARGS)

optimized: .venv/.test ## run the tests under python -O
	@PYTHONOPTIMIZE=1 $(BIN)/python $(PYTEST) -W "ignore:assertions not in test modules:pytest.PytestConfigWarning"

lowest: .venv/.dev ## run the tests on the lowest dependencies that we allow
	$(call resolved,lowest,lowest-direct)

newest: .venv/.dev ## run the tests on the newest dependencies that there are
	$(call resolved,newest,highest)

pythons: .venv/.dev ## run the tests on every suitable Python of this machine
	@found=$$($(BIN)/python tools/pythons.py) && echo "$$found" | while read version python; do \
		echo "Python $$version ($$python)"; \
		$(MAKE) on-python VERSION=$$version AT=$$python </dev/null || { echo "failed on Python $$version" >&2; exit 1; }; \
	done

matrix: .venv/.dev ## run the tests on every Python of this machine, with the lowest and the newest dependencies
	@$(BIN)/python -m tools.cells --numprocesses $(WORKERS) $(ARGS)

diagonal: .venv/.dev ## run the tests on every Python of this machine once, with the lowest or the newest dependencies
	@$(BIN)/python -m tools.cells --each-once --numprocesses $(WORKERS) $(ARGS)

.PHONY: on-python
on-python:
	$(call fresh,$(VERSION),$(AT))
	@$(UV) pip install --quiet --python .venvs/$(VERSION) $(EDITABLE)
	@.venvs/$(VERSION)/bin/python $(PYTEST)

coverage: .venv/.engines build ## measure lines and branches, on the built wheel with the sources removed; all must be run
	@$(BIN)/python tools/wheel_coverage.py $(WORKERS)

refusals: .venv/.dev ## renew the list of what every refusal says
	@: >tests/refusals.txt
	@RENEW_REFUSALS=1 $(BIN)/python $(PYTEST)

.PHONY: mutants table-mutants
mutants: .venv/.trust .venv/.engines ## try mutants of what changed, and hold the bars (ARGS="--bound=600", "--only=...", "--survivors")
	@HOLD_REFUSALS=1 PYSPARK_PYTHON="$(CURDIR)/$(BIN)/python" nice $(BIN)/python -m tools.mutation $(ARGS)

table-mutants: .venv/.trust .venv/.engines ## try mutants of tables, norms, formats and class options that changed (about an hour for all)
	@nice $(BIN)/python -m tools.mutation.tables $(ARGS)

.PHONY: scoreboard scoreboard-check
scoreboard: .venv/.dev ## measure the scoreboard (FIGURES="some names": only these), and keep it in the docs
	@$(BIN)/python -m tools.scoreboard --keep $(FIGURES)

scoreboard-check: .venv/.dev ## measure a bounded scoreboard, and fail where a bar does not hold
	@$(BIN)/python -m tools.scoreboard --bounded $(FIGURES)

.PHONY: fuzz
SECONDS ?= 60
fuzz: .venv/.trust ## fuzz the doors for SECONDS=60 in all, guided by what each input reaches
	@$(BIN)/python -m tools.fuzzing $(SECONDS)


# Checks

.PHONY: types typing lint format tables docs build keep release-check snapshot schemas sample sample-check bench ci
types: .venv/.dev ## check the types
	@$(BIN)/mypy $(CHECKED)

typing: .venv/.dev ## check that users' mistakes are type errors, and that all public types are known
	@$(BIN)/python tools/check_typing.py

lint: .venv/.dev ## check the style
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .

format: .venv/.dev ## put the style right
	@$(BIN)/ruff check --fix .
	@$(BIN)/ruff format .

tables: .venv/.dev ## renew the tables that the docs print from the code
	@$(BIN)/python tools/print_tables.py

docs: .venv/.dev ## build the documentation into docs/_build
	@$(BIN)/sphinx-build --jobs auto --quiet --no-color --fail-on-warning --keep-going --fresh-env docs docs/_build
	@echo "docs/_build/index.html"

docs/_build/index.html:
	@$(MAKE) docs

build: .venv/.dev ## build the sdist and the wheel, and check both
	@$(BIN)/python tools/check_build.py
	@$(BIN)/twine check --strict dist/*
	@$(BIN)/check-wheel-contents dist/*.whl
	@$(BIN)/validate-pyproject pyproject.toml

keep: .venv/.test ## keep what this version writes, so that every later one is held to reading it
	@$(BIN)/python -m tools.keep_release

release-check: build docs ## say what a release lacks, and what is left to you; nothing is uploaded
	@$(BIN)/python -m tools.release_check

snapshot: .venv/.test ## renew the snapshots of what is public
	@$(BIN)/python -m tools.public

schemas: .venv/.test ## renew the JSON Schemas of our formats, and the page that shows them
	@$(BIN)/python -m tools.json_schemas

sample: .venv/.test ## make the bundled sample data anew
	@$(BIN)/python tools/make_sample.py

sample-check: .venv/.test ## check that the bundled sample data is what the script makes
	@$(BIN)/python tools/make_sample.py --check

bench: .venv/.dev ## measure the speed
	@set -e; for name in objects numbers_judged shipments_page what_if; do echo "## $$name"; $(BIN)/python -m benchmarks.$$name; done

ci: ## run everything, as the continuous integration does
	@.ci/run


# The workshop

.PHONY: lock clean
lock: .venv/.dev ## renew the locked requirements
	@$(LOCK) --output-file requirements/test.txt requirements/test.in pyproject.toml
	@$(LOCK) --output-file requirements/dev.txt --constraints requirements/test.txt requirements/dev.in pyproject.toml
	@$(LOCK) --output-file requirements/engines.txt --constraints requirements/dev.txt requirements/engines.in pyproject.toml
	@$(LOCK) --output-file requirements/trust.txt --constraints requirements/dev.txt requirements/trust.in pyproject.toml

clean: ## remove all that was made here
	@rm -rf .fuzzing .mutants .venv .venvs dist docs/_build docs/jupyter_execute docs/reference/modules .coverage .hypothesis .mypy_cache .pytest_cache .ruff_cache
	@find . -name __pycache__ -prune -exec rm -r {} +

.venv/.engines: .venv/.dev requirements/engines.txt
	@$(PIP) install --require-hashes --requirement requirements/engines.txt
	@touch $@

.venv/.trust: .venv/.dev requirements/trust.txt
	@$(PIP) install --require-hashes --requirement requirements/trust.txt
	@touch $@


define fresh
	@rm -rf .venvs/$(1)
	@$(UV) venv --quiet --python $(2) .venvs/$(1)
	@$(UV) pip install --quiet --python .venvs/$(1) --require-hashes --requirement requirements/test.txt
endef

define resolved
	$(call fresh,$(1),$(BIN)/python)
	@$(UV) pip compile --quiet --no-header --no-annotate --resolution $(2) pyproject.toml >.venvs/$(1)/core.txt
	@grep == .venvs/$(1)/core.txt
	@$(UV) pip install --quiet --python .venvs/$(1) --requirement .venvs/$(1)/core.txt
	@$(UV) pip install --quiet --python .venvs/$(1) $(EDITABLE)
	@.venvs/$(1)/bin/python $(PYTEST)
endef

.venv/.made:
	@test -n "$(PYTHON)" && "$(PYTHON)" $(SUITABLE) || { \
		echo "Python 3.11 or newer is needed. Name one with: make PYTHON=/path/to/python3" >&2; exit 1; }
	@echo "Setting up .venv with $$($(PYTHON) --version)"
	@if $(PYTHON) -c 'import ensurepip' 2>/dev/null; then $(PYTHON) -m venv --clear .venv; \
	else $(PYTHON) -m venv --clear --without-pip .venv && $(PYTHON) -m pip --quiet --quiet --python $(BIN)/python install pip; fi
	@touch $@

.venv/.demo: .venv/.made pyproject.toml
	@$(PIP) install --editable .
	@touch $@

.venv/.test: .venv/.made pyproject.toml requirements/test.txt
	@$(PIP) install --require-hashes --requirement requirements/test.txt
	@$(PIP) install $(EDITABLE)
	@touch $@

.venv/.dev: .venv/.test requirements/dev.txt
	@$(PIP) install --require-hashes --requirement requirements/dev.txt
	@touch $@
