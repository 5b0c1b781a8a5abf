# make demo   a situation brief from the samples       make test    every test
# make lint   style and types                          make bench   speed, measured
# make desk   the desk in the browser, built           make e2e     the desk, tested in a browser
# make floors measured figures, raised where better    make clean   take it all away

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
INSTALLED := $(VENV)/.installed

.PHONY: install demo desk e2e test lint bench floors clean

install: $(INSTALLED)

$(INSTALLED): pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "marsad needs Python 3.11 or later; name one: make PYTHON=python3.12"; exit 1; }
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV) || \
	  { echo "no virtual environments here; on Debian: apt install python3-venv"; exit 1; }
	@echo "installing into $(VENV) (once; a minute or two)"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[dev]'
	@touch $@

demo: install
	@$(BIN)/marsad add samples --store marsad.db
	@echo
	@$(BIN)/marsad brief --on 2024-11-30 --store marsad.db
	@$(BIN)/marsad brief --on 2024-11-30 --store marsad.db --format html -o brief.html
	@echo
	@echo "Also written: brief.html (open it in a browser) and marsad.db (the store)."
	@echo "Try next:"
	@echo "  $(BIN)/marsad brief --as-of 2024-11-29T12:00Z   the picture as known then"
	@echo "  $(BIN)/marsad incidents --place Aleppo          what is told of one place"
	@echo "  $(BIN)/marsad claims --source SANA              what one speaker says"
	@echo "  $(BIN)/marsad show ID                           any id, opened to its sentences"
	@echo "  $(BIN)/marsad add FOLDER --store my.db          your own reports"
	@echo "  make desk && $(BIN)/marsad serve --open         all of it in the browser"

desk: install
	@$(BIN)/python web/build.py

e2e: desk
	@cd web && npm run --silent check && npm run --silent test
	@$(BIN)/python -m pytest tests/desk

test: install lint
	@$(BIN)/python -m pytest

lint: install
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check --quiet . || \
	  { echo "run: $(BIN)/ruff format ."; exit 1; }
	@$(BIN)/mypy

bench: install
	@$(BIN)/python bench/run.py --write docs/benchmarks.md
	@$(BIN)/python bench/serving.py --write docs/benchmarks.md
	@$(BIN)/python bench/desk.py --write docs/benchmarks.md

floors: install
	@$(BIN)/python eval/measure.py --raise

clean:
	rm -rf $(VENV) web/node_modules marsad/serving/desk marsad.db marsad.db-wal marsad.db-shm brief.html
