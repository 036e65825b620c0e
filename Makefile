PYTHON ?= python3
BIN := .venv/bin
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check

.DEFAULT_GOAL := help
.PHONY: help up test check differential leak-grid bench compare-plans compare-gateways bench-peers gallery observe generate requirements clean

help:  ## Say what can be made
	@$(PYTHON) -c "import re; [print(f'  make {t:<18}{d}') for t, d in re.findall(r'^([a-z-]+):.*?  ## (.*)', open('Makefile').read(), re.M)]"

up: .venv/run  ## Start everything on port 8000 with demo data and say how to sign in
	@$(BIN)/werktor up

test: .venv/dev  ## Run the whole suite; what could not be had is listed at the end
	@$(BIN)/werktor storefront build
	@$(BIN)/python -m pytest tests --ignore=tests/browser --numprocesses=auto --dist=worksteal
	@$(BIN)/python -m pytest tests/browser

check: .venv/dev  ## Format, lint, types, import contracts, drift of schema, contract and documents
	@$(BIN)/ruff format --check --quiet .
	@$(BIN)/ruff check --quiet .
	@$(BIN)/mypy
	@$(BIN)/lint-imports
	@$(BIN)/werktor generate --check
	@$(BIN)/werktor storefront check

differential: .venv/dev  ## Random federations against one service: CASES=100000 for many, SEED=n to begin elsewhere
	@$(BIN)/python -m tests.differential $(or $(CASES),2000) $(or $(SEED),0)

leak-grid: .venv/dev  ## Ask every cell of the leak grid: what each viewer may not see, in every way to ask; takes half an hour
	@$(BIN)/python -m tests.leaks

bench: .venv/dev  ## Measure the gateway against its reference, as ratios of one run
	@$(BIN)/python -m tests.bench

bench-peers: .venv/dev  ## Measure our gateway beside others and a hand-compiled plan; installs them under var/peers
	@$(BIN)/python -m tests.bench.peers

compare-plans: .venv/dev  ## Compare our plans with those of Hive's planner; installs it under var/peers
	@$(BIN)/python -m tests.peers.compare_plans

compare-gateways: .venv/dev  ## Compare our answers with those of Apollo's and Hive's gateways; installs them under var/peers
	@$(BIN)/python -m tests.peers.compare_gateways

gallery: .venv/dev  ## Take pictures of every page by role and width, and say what is wrong with them
	@$(BIN)/python -m tests.browser.gallery

observe: .venv/dev  ## Print a trace over gateway and subgraphs and the metrics page, captured from a house with demo data
	@$(BIN)/python -m tests.e2e.observed

generate: .venv/dev  ## Write schema.graphql, frontend-contract/ and the README's table anew
	@$(BIN)/werktor generate
	@$(BIN)/werktor storefront generate

requirements:  ## Pin the dependencies of pyproject.toml anew (needs uv)
	@uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-annotate pyproject.toml --group build -o requirements.txt
	@uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-annotate pyproject.toml --group build --group dev -c requirements.txt -o requirements-dev.txt
	@uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --group node -o requirements-node.txt

clean:  ## Remove the environment, the built storefront and all local data
	@rm -rf .venv var storefront/dist storefront/node_modules

.venv/python:
	@$(PYTHON) -m venv .venv
	@touch $@

.venv/run: .venv/python requirements.txt pyproject.toml
	@$(PIP) --require-hashes -r requirements.txt
	@$(PIP) --no-deps --no-build-isolation --editable .
	@touch $@

.venv/dev: .venv/run requirements-dev.txt
	@$(PIP) --require-hashes -r requirements-dev.txt
	@touch $@
