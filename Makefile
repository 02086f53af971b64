# Two commands: `make run` and `make test`. Both set up what they need.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
AXE := $(VENV)/axe/node_modules/axe-core/axe.min.js
ARCHIVE ?= harbin-archive
PORT ?= 8000

.PHONY: run test check clean lock

run: $(READY)
	test -e $(ARCHIVE)/archive.toml || { \
		$(BIN)/harbin init --people corpus/people.toml --errata corpus/errata.toml \
			--archive $(ARCHIVE) && \
		$(BIN)/harbin add corpus/versions/1 --archive $(ARCHIVE); }
	$(BIN)/harbin add corpus/pages --archive $(ARCHIVE)
	$(BIN)/harbin serve --archive $(ARCHIVE) --port $(PORT)

test: $(READY) $(AXE)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/python -m pytest

$(READY): requirements.lock setup.cfg pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "Harbin needs Python 3.11 or newer: make PYTHON=python3.11 …"; exit 1; }
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	$(BIN)/python -c 'import archive.engine.whoosh'  # makes machine code of its loops, once
	touch $@

# What the pages are tested with for those who cannot see them; without npm those tests say so.
$(AXE):
	@if command -v npm >/dev/null; then \
		npm install --silent --no-audit --no-fund --ignore-scripts --prefix $(VENV)/axe axe-core@4.14.1; \
	else false; fi || echo "NO AXE: without npm the tests of accessibility are skipped"

# What is installed, pinned by hash: made anew after a change of setup.cfg.
lock:
	$(PYTHON) -m venv $(VENV)-lock
	$(VENV)-lock/bin/pip install --quiet pip-tools
	$(VENV)-lock/bin/pip-compile --quiet --generate-hashes --allow-unsafe --strip-extras \
		--all-build-deps --no-emit-index-url --no-emit-find-links --no-emit-trusted-host --extra test \
		--output-file requirements.lock setup.cfg
	rm -rf $(VENV)-lock

clean:
	rm -rf $(VENV) harbin-archive
