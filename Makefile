# Everything that is done with Knutpunkt in a checkout. Needs Python 3.11 or newer and make;
# the rest is fetched into .venv the first time, and again only when a lock file changed.

PYTHON := .venv/bin/python
INSTALL := $(PYTHON) -m pip install -qq --disable-pip-version-check --no-input --require-hashes
COMPILE := $(PYTHON) -m uv pip compile pyproject.toml --quiet --universal --generate-hashes \
	--no-emit-index-url --no-header $(if $(UPGRADE),--upgrade)

# An interpreter that was removed or replaced takes with it what was installed for it.
$(shell [ -x $(PYTHON) ] || rm -f .venv/.running .venv/.developing .venv/.showing)

# One that was being made when the machine went down is made anew: pip is put into it last.
$(if $(wildcard .venv/.making),$(eval .PHONY: $(PYTHON)))

# Built once, and again when its sources have changed. Without it the server has a small page instead.
EXPLORER := explorer/built/manifest.json

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help serve website test check bench explorer pictures schema lock clean

help: ## say what can be made
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-8s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

serve: .venv/.running $(EXPLORER) ## migrate, seed an empty database, and serve on http://127.0.0.1:8000
	@$(PYTHON) commands.py serve

website: .venv/.showing ## show the example website on http://127.0.0.1:8001, beside the server
	@$(PYTHON) -m examples.website.beside

test: .venv/.developing ## run the whole suite, on SQLite and on PostgreSQL (TESTS="-k paging")
	@$(PYTHON) -m pytest --numprocesses=logical --maxprocesses=4 --dist=worksteal $(TESTS)

check: .venv/.developing ## format, lint and types, all strict
	@$(PYTHON) -m ruff format --check
	@$(PYTHON) -m ruff check
	@$(PYTHON) -m mypy

bench: .venv/.developing ## measure against others on the same data (BENCH="--help")
	@$(PYTHON) -m benchmarks $(BENCH)

pictures: .venv/.developing $(EXPLORER) ## take the documentation's pictures anew, with Chromium
	@$(PYTHON) -m tests.pictures

explorer: .venv/.running ## build the explorer, which make serve does when it can
	@$(PYTHON) commands.py explorer

schema: .venv/.running ## write schema/schema.graphql from the types
	@$(PYTHON) commands.py schema --write

lock: $(PYTHON) ## write the lock files from pyproject.toml (UPGRADE=1 for newer versions)
	@$(PYTHON) -m pip install -qq --disable-pip-version-check 'uv>=0.13'
	@$(COMPILE) --output-file requirements.lock
	@$(COMPILE) --output-file requirements-dev.lock --group dev --constraint requirements.lock
	@$(COMPILE) --output-file requirements-website.lock --group website --constraint requirements.lock
	@$(COMPILE) --output-file requirements-tracing.lock --extra tracing --constraint requirements.lock
	@$(COMPILE:pyproject.toml=) --output-file requirements-explorer.lock --group explorer --constraint requirements-dev.lock

clean: ## remove the environment and the caches; databases stay
	@rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .hypothesis tests/clients/node_modules explorer/node_modules explorer/built

# The distribution's Python first: it is built with optimisation, which others often are not.
$(PYTHON):
	@for python in /usr/bin/python3 python3 python3.14 python3.13 python3.12 python3.11; do \
		$$python -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || continue; \
		rm -rf .venv; mkdir .venv; touch .venv/.making; \
		$$python -m venv .venv >/dev/null 2>&1 || continue; \
		rm .venv/.making; \
		echo "Made .venv with $$($(PYTHON) -V) from $$(command -v $$python)."; \
		exit 0; \
	done; \
	rm -rf .venv; \
	echo 'Knutpunkt needs Python 3.11 or newer that can make an environment with pip;' \
		'found none (on Debian and Ubuntu: apt install python3-venv).' >&2; \
	exit 1

$(EXPLORER): $(wildcard explorer/*.* explorer/src/*) | .venv/.running
	@$(PYTHON) commands.py explorer || true

.venv/.running: requirements.lock | $(PYTHON)
	@echo 'Installing what the server needs into .venv (a minute, this once) …'
	@$(INSTALL) -r requirements.lock
	@touch $@

# One after the other, for make -j: two installers in one environment undo each other's work.
.venv/.showing: requirements-website.lock requirements.lock | .venv/.running
	@echo 'Installing what the website needs into .venv (a minute, this once) …'
	@$(INSTALL) -r requirements-website.lock
	@touch .venv/.running $@

.venv/.developing: requirements-dev.lock requirements.lock | .venv/.running
	@echo 'Installing what the tests need into .venv (a minute, this once) …'
	@$(INSTALL) -r requirements-dev.lock
	@touch .venv/.running .venv/.showing $@
