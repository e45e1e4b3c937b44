# What to type: make help. On Windows see README.md.

PYTHON ?= python3
BIN := .venv/bin
PIP := $(BIN)/python -m pip
# The one version that is tested; a torch that is already in .venv is kept, whatever it is.
TORCH := 2.13.0
# Processes that share the tests, a file at a time; each takes up to 2 GB.
TESTERS ?= 2
# Taken as it was typed: no `$` in a question is expanded by make, none reaches the shell.
override Q := $(value Q)
export Q

.DEFAULT_GOAL := help
.PHONY: help setup run ask test lint eval mutation vectors constraints clean

help: ## Show what there is
	@grep -E '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## /  make \1\t/' | expand -t 22

setup: .venv/.run ## Install the packages, prepare the model and build the index
	@$(BIN)/assistant setup

run: .venv/.run ## Serve the page at http://127.0.0.1:7860 (installs what is missing first)
	@exec $(BIN)/assistant serve $(ARGS)

ask: .venv/.run ## Answer one question: make ask Q="Hvem kan søge?"
	@test -n "$$Q" || { echo 'Give a question: make ask Q="Hvem kan søge?"' >&2; exit 2; }
	@$(BIN)/assistant ask -- "$$Q"

test: .venv/.dev ## Run all tests
	$(BIN)/python -m pytest -n $(TESTERS) --dist loadfile --no-loadscope-reorder $(ARGS)

lint: .venv/.dev ## Check style, types and who imports whom
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy assistant
	$(BIN)/lint-imports

eval: .venv/.dev ## Measure the answers on the question sets in eval/
	$(BIN)/python -m eval.run $(ARGS)

mutation: .venv/.dev ## Change the rules' code in 4,100 ways and see which the tests notice (40 min)
	$(PIP) install -c .venv/constraints.txt -e '.[dev,mutation]'
	$(BIN)/mutmut run --max-children $(TESTERS) $(ARGS)

vectors: setup ## Write the vectors of the ways to ask anew, after ways.tsv or facts.yaml changed
	$(BIN)/python -m assistant.index.ship

constraints: .venv/.dev ## Write constraints.txt anew; UPGRADE=1 takes the newest of everything
	$(PIP) install 'uv>=0.8'
	echo 'torch==$(TORCH)' > .venv/torch.txt
	$(BIN)/uv pip compile --quiet pyproject.toml --universal --python-version 3.11 --all-extras \
		--no-python-downloads --constraint .venv/torch.txt $(if $(UPGRADE),--upgrade) --no-annotate \
		--custom-compile-command 'make constraints' --output-file constraints.txt

clean: ## Remove caches; .venv and var/ stay
	rm -rf mutants .mypy_cache .pytest_cache .ruff_cache .import_linter_cache .hypothesis build dist *.egg-info
	find . -name __pycache__ -not -path './.venv/*' -prune -exec rm -rf {} +

$(BIN)/python:
	@$(PYTHON) -c 'import sys; v = sys.version_info; sys.exit(0 if v >= (3, 11) else "Python 3.11 or newer is needed, $(PYTHON) is %d.%d. Name another one: make PYTHON=python3.12 ..." % v[:2])'
	@echo "Making .venv"
	@$(PYTHON) -m venv .venv

# torch first and alone: its index may be set to one with CPU builds (see README), and a torch that
# somebody put into .venv stays, with the libraries that belong to it.
.venv/constraints.txt: constraints.txt | $(BIN)/python
	@$(BIN)/python -c 'from importlib.metadata import version; version("torch")' 2>/dev/null \
		|| { echo "Installing torch $(TORCH), the largest part"; \
			$(PIP) install -c constraints.txt torch==$(TORCH); }
	@grep -vE '^(torch==|triton==|nvidia-|cuda-)' constraints.txt > $@.part
	@$(BIN)/python -c 'from importlib.metadata import version; print("torch==" + version("torch"))' >> $@.part
	@mv $@.part $@

.venv/.run: pyproject.toml .venv/constraints.txt
	@echo "Installing the packages"
	$(PIP) install -c .venv/constraints.txt -e .
	@touch $@

.venv/.dev: pyproject.toml .venv/constraints.txt
	@echo "Installing the packages, with those for development"
	$(PIP) install -c .venv/constraints.txt -e '.[dev]'
	@touch $@ .venv/.run
