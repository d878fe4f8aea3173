# All there is to know: make dev, make check, make bless, make docs.
.PHONY: dev check test bless docs

PYTHON ?= python3
BIN := .venv/bin

dev:  ## An environment to work in.
	$(PYTHON) -m venv .venv
	$(BIN)/pip install -q -e '.[dev]'
	git config diff.yaml.xfuncname '^[a-z_]+:.*'
	$(BIN)/fh schema --write

check:  ## All that CI does.
	.ci/run

test:  ## The quick tests only.
	$(BIN)/pytest -m "not slow" -n 2

bless: docs  ## Golden files and generated pages as they are now; look at the diff before you commit.
	$(BIN)/pytest -m "not slow" -n 2 --bless

docs:  ## The generated pages of the handbook.
	$(BIN)/python -m tools.make_docs
