# The two commands to begin with: `make demo` and `make test`. Both install what they need into .venv first.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check -q

.DEFAULT_GOAL := help
.PHONY: help install demo test check bench soak elasticsearch lock clean up down

help:  ## list the targets
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*##/\t/' | expand -t 16

install: $(VENV)/.runtime  ## make .venv with the tracker command in it

$(VENV)/bin/python:
	$(PYTHON) -m venv $(VENV)

$(VENV)/.runtime: requirements/runtime.txt pyproject.toml | $(VENV)/bin/python
	$(PIP) install --require-hashes -r requirements/runtime.txt
	$(PIP) install --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/.dev: requirements/dev.txt $(VENV)/.runtime
	$(PIP) install --require-hashes -r requirements/dev.txt
	@touch $@

demo: install  ## crawl the bundled sample site and show what the tracker finds (offline)
	@$(BIN)/tracker demo

test: $(VENV)/.dev  ## run the tests
	$(BIN)/python -m pytest -m "not soak"

check: $(VENV)/.dev  ## lint, types, import contracts, the lexicon's own examples
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/tracker lexicon check
	$(BIN)/tracker kibana build --check

soak: $(VENV)/.dev  ## the long crash and load tests
	$(BIN)/python -m pytest -m soak

bench: $(VENV)/.dev  ## the benchmarks, side by side with their peers
	$(PIP) install --require-hashes -r requirements/bench.txt
	$(BIN)/python -m benchmarks

lock: $(VENV)/.dev  ## write the hash-locked requirements anew
	$(BIN)/python tools/lock.py

elasticsearch:  ## start the genuine Elasticsearch on a free port of this machine (needs Java 21; Maven fetches it once)
	$(PYTHON) -m tools.elasticsearch

up: .env  ## start Elasticsearch and Kibana in Docker, security on
	docker compose up --detach --wait
	@echo "Kibana: http://127.0.0.1:5601, user elastic, password in .env"

down:  ## stop them; their data stays
	docker compose down

.env:
	@umask 077; $(PYTHON) -c 'import secrets; [print(f"{n}_PASSWORD={secrets.token_urlsafe(18)}") for n in ("ELASTIC", "KIBANA")]' > $@

clean:  ## remove the environment and caches
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache dist build
