# Two commands are enough: `make run` and `make test`. The rest is for daily work.
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DELETE_ON_ERROR:

PYTHON ?= $(shell for p in python3 python3.11 python3.12 python3.13 python3.14; do \
	"$$p" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && { echo "$$p"; break; }; done)
BIN := .venv/bin
SAMPLE ?= var/sample
SERVE ?= 1
PORT ?= 8000
WORKERS ?= 2
RASOAT_SHARED ?= ../shared
GOLD := $(RASOAT_SHARED)/data/gold/provincial
SENTENCES := $(RASOAT_SHARED)/data/gold/sentences/vnlegaltext_val
CODE := app indexer legal_corpus migrations tests tools wsgi.py

# What reads ink on scans, as the extra "ink" in setup.cfg, but 100 MB instead of 275: of rapidocr only the weights
# are used, so what its own program would need beside them (OpenCV above all) stays away.
INK = $(BIN)/python -m pip install -qq --disable-pip-version-check 'onnxruntime>=1.20,<2' && \
	$(BIN)/python -m pip install -qq --disable-pip-version-check --no-deps 'rapidocr>=3.10,<3.11' || \
	echo "Figures written by hand on scans will not be read: onnxruntime or rapidocr could not be installed." >&2

.DEFAULT_GOAL := help
.PHONY: help run test lint bench bench-large score score-files corpus-diff build docs clean

help: ## this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-11s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run: .make/run ## install, load and review the sample corpus, serve it on http://127.0.0.1:8000 (SERVE=0: not; PORT=...)
	$(BIN)/rasoat demo --home $(SAMPLE)
	@if [[ "$(SERVE)" != 0 ]]; then exec $(BIN)/rasoat serve --home $(SAMPLE) --port $(PORT); fi

test: .make/test ## everything that has to hold: style, types, floors, tests
	./tools/install_system.sh
	$(BIN)/ruff check $(CODE)
	$(BIN)/ruff format --check $(CODE)
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache
	RASOAT_SHARED=$(RASOAT_SHARED) $(BIN)/pytest -n $(WORKERS) --dist loadfile

lint: .make/test ## the quick half of `make test`
	$(BIN)/ruff check $(CODE)
	$(BIN)/ruff format --check $(CODE)
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache

bench: .make/run ## speed on this machine, and how sure the extraction may be (a few minutes)
	$(BIN)/rasoat bench --shared $(RASOAT_SHARED)

bench-large: .make/run ## sweep and ripple with 100,000 acts and 1,000,000 citations (about ten minutes)
	$(BIN)/rasoat bench --only ripple --acts 100000

# The provincial acts are what the extraction was developed on, so their figures say how well it fits them; the
# sentences (noisy labels) come closer to what unseen text would give. Quote neither without the other.
score: .make/run ## how well citations are found, against annotated texts under RASOAT_SHARED
	@[[ -d "$(GOLD)" ]] || { echo "make score: $(GOLD) is absent; set RASOAT_SHARED to the folder that has data/gold." >&2; exit 2; }
	@mkdir -p build
	$(BIN)/rasoat cite $(GOLD)/*.txt --format jsonl > build/cited.jsonl
	$(BIN)/python $(RASOAT_SHARED)/score/score.py provincial $(GOLD) build/cited.jsonl
	$(BIN)/rasoat cite $(SENTENCES).txt --format jsonl > build/sentences.jsonl
	$(BIN)/python $(RASOAT_SHARED)/score/score.py sentences $(SENTENCES).jsonl build/sentences.jsonl

score-files: .make/run ## how well headers are read from files of every kind, against values read by eye
	$(BIN)/python -m tools.score_files $(RASOAT_SHARED)/data/files/MANIFEST.tsv --misses

corpus-diff: .make/run ## what the change since BASE (default HEAD) adds, loses or alters on the real acts
	$(BIN)/python -m tools.corpus_diff --shared $(RASOAT_SHARED) --base $(or $(BASE),HEAD)

build: .make/run ## a wheel in dist/
	$(BIN)/python -m pip wheel -qq --no-deps --wheel-dir dist .

docs: .make/run ## write the generated pages of docs/ anew
	$(BIN)/python -m tools.make_docs

clean: ## take away what these commands made; the sample data too
	rm -rf .venv .make build dist *.egg-info .pytest_cache .mypy_cache .ruff_cache .hypothesis tests/artefacts
	rm -rf "$(SAMPLE)"
	find $(CODE) -name __pycache__ -type d -prune -exec rm -rf {} +

# The stamps make the second start quick: packages are installed again only when what they are changes.
.make/venv:
	@[[ -n "$(PYTHON)" ]] || { echo "Python 3.11 or newer is needed and was not found." >&2; exit 2; }
	@mkdir -p .make
	[[ -x $(BIN)/python ]] || $(PYTHON) -m venv .venv
	@touch $@

.make/run: setup.cfg pyproject.toml | .make/venv
	$(BIN)/python -m pip install -qq --disable-pip-version-check -e .
	$(INK)
	@touch $@

.make/test: setup.cfg pyproject.toml | .make/venv
	$(BIN)/python -m pip install -qq --disable-pip-version-check -e '.[test]'
	$(INK)
	@touch .make/run $@
